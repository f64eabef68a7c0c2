// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/sound/click.h"

#include <functional>
#include <memory>
#include <string>

namespace tickscope {

/// Where clicks are heard. A test puts its own in.
class SoundOutput
{
public:
    virtual ~SoundOutput() = default;
    /// Returns at once; a click that comes while another one is to begin takes its place.
    virtual void play(Click click) = 0;
};

/// Why nothing can be heard, in words. Called at most once, from any thread.
using SoundFailed = std::function<void(const std::string& why)>;
using MakeSoundOutput = std::function<std::unique_ptr<SoundOutput>(SoundFailed failed)>;

/// @return whether this build can be heard at all: it cannot without ALSA.
bool hasDeviceOutput();

/// The default sound device, through ALSA: the card itself, PipeWire or PulseAudio. A thread of its
/// own opens it and writes to it, so that no device makes the window wait; nothing is written to
/// standard error.
std::unique_ptr<SoundOutput> makeDeviceOutput(SoundFailed failed);

} // namespace tickscope
