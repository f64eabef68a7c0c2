// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/otp/supervisor.h"

namespace tickscope {

/// A supervisor whose one child is a supervisor, a permanent one. When that gives up, it starts a
/// successor, which starts all its children anew and has no restarts behind it; until it has done
/// so too often itself.
/// @see supervisor(3), "Tuning the intensity and period"
class ParentSupervisor
{
public:
    explicit ParentSupervisor(RestartIntensity intensity)
        : m_intensity(intensity)
    {
    }
    /// Its child has ended. The first start of all must succeed; later a start that fails is one
    /// more restart.
    /// @param wasUp  whether that child had started all its own children
    /// @return whether it starts a successor; if not, it ends too
    bool childExited(bool wasUp, VirtualTime now);
    /// How many successors it has started.
    std::uint32_t restarts() const { return m_restarts; }

private:
    RestartIntensity m_intensity;
    std::uint32_t m_restarts = 0;
    bool m_isUp = false;
};

} // namespace tickscope
