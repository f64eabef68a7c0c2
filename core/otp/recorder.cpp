// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/recorder.h"

#include <algorithm>
#include <utility>

namespace tickscope {

void Recorder::addChunk()
{
    if (m_spareChunks.empty()) {
        m_chunks.emplace_back(chunkSize);
    } else {
        m_chunks.push_back(std::move(m_spareChunks.back()));
        m_spareChunks.pop_back();
    }
    m_chunk = m_chunks.back().data();
    m_place = 0;
}

void Recorder::forgetBefore(std::uint64_t seq)
{
    // The slots stay as null pointers: eight bytes a chunk keep every later number where it is.
    const std::uint64_t firstKept = std::min(seq, m_size) / chunkSize;
    for (std::uint64_t chunk = m_begin / chunkSize; chunk < firstKept; ++chunk) {
        if (chunk < m_chunks.size())
            m_spareChunks.push_back(std::move(m_chunks[chunk]));
    }
    m_begin = std::max(m_begin, firstKept * chunkSize);
}

} // namespace tickscope
