// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/recorder.h"

#include <algorithm>

namespace tickscope {

void Recorder::forgetBefore(std::uint64_t seq)
{
    // The slots stay as null pointers: eight bytes a chunk keep every later number where it is.
    const std::uint64_t firstKept = std::min(seq, m_size) / chunkSize;
    for (std::uint64_t chunk = m_begin / chunkSize; chunk < firstKept; ++chunk) {
        if (chunk < m_chunks.size())
            m_chunks[chunk].reset();
    }
    m_begin = std::max(m_begin, firstKept * chunkSize);
}

} // namespace tickscope
