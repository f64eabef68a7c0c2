// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/mailbox.h"

namespace tickscope {

void Mailbox::grow()
{
    const std::uint32_t capacity = m_capacity == 0 ? 2 : m_capacity * 2;
    auto ring = std::make_unique<Message[]>(capacity);
    for (std::uint32_t place = 0; place < m_size; ++place)
        ring[place] = at(place);
    m_ring = std::move(ring);
    m_head = 0;
    m_capacity = capacity;
}

} // namespace tickscope
