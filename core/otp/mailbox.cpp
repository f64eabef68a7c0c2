// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/mailbox.h"

#include <algorithm>

namespace tickscope {

// A full ring may go over its end; what lies at the front then moves behind it.
void Mailbox::grow()
{
    const std::uint32_t before = m_capacity;
    m_capacity = before == 0 ? 4 : before * 2;
    m_ring.resize(m_capacity);
    std::copy_n(m_ring.data(), m_head, m_ring.data() + before);
}

} // namespace tickscope
