// SPDX-License-Identifier: GPL-3.0-only
#include "core/sim/instant_lists.h"

namespace tickscope {

InstantLists::InstantLists()
    : m_tails(positions, none)
    , m_used(positions)
{
}

} // namespace tickscope
