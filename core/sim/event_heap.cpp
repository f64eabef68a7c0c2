// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/event_heap.h"

#include <algorithm>

namespace tickscope {

/// Counts the pushes anew, from those still here.
void EventHeap::renumber()
{
    std::sort(m_entries.begin(), m_entries.end()); // which is a heap as well
    m_pushed = 0;
    for (Entry& entry : m_entries) {
        const Entry key = entry >> keyShift;
        const auto id = static_cast<std::uint32_t>(entry);
        entry = key << keyShift | Entry { m_pushed++ } << idBits | id;
    }
}

} // namespace tickscope
