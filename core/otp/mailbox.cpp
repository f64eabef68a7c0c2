// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/mailbox.h"

#include <algorithm>

namespace tickscope {

// A full ring goes over its end, unless the head lies at its front: the messages from the head to
// the end move up to the new end.
void Mailbox::grow()
{
    constexpr std::uint32_t large = 64;
    const std::uint32_t before = m_capacity;
    m_capacity += before < large ? std::max<std::uint32_t>(before, 4) : before / 4;
    m_ring.resize(m_capacity);
    if (m_head == 0)
        return;
    Packed* const ring = m_ring.data();
    std::copy_backward(ring + m_head, ring + before, ring + m_capacity);
    m_head += m_capacity - before;
}

} // namespace tickscope
