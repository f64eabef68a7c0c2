// SPDX-License-Identifier: GPL-3.0-only
// In place of device_output.cpp where Tickscope is built without ALSA.
#include "ui/sound/sound_output.h"

namespace tickscope {

bool hasDeviceOutput()
{
    return false;
}

std::unique_ptr<SoundOutput> makeDeviceOutput(SoundFailed failed)
{
    failed("Tickscope was built without ALSA");
    return nullptr;
}

} // namespace tickscope
