// SPDX-License-Identifier: GPL-3.0-only
#include "core/otp/parent_supervisor.h"

namespace tickscope {

bool ParentSupervisor::childExited(bool wasUp, VirtualTime now)
{
    m_isUp = m_isUp || wasUp;
    if (!m_isUp || !m_intensity.add(now))
        return false;
    ++m_restarts;
    return true;
}

} // namespace tickscope
