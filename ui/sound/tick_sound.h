// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/sound/click_pacing.h"
#include "ui/sound/sound_output.h"

#include <QObject>

namespace tickscope {

class RunController;

/// Lets the ticks of a run be heard while it plays: a click when a server takes one, a lower one
/// when it had waited. Off until somebody turns it on; the device is not touched before.
class TickSound : public QObject
{
    Q_OBJECT

public:
    explicit TickSound(const RunController& controller, MakeSoundOutput make = makeDeviceOutput,
        QObject* parent = nullptr);
    ~TickSound() override;

    void setOn(bool isOn);
    bool isOn() const { return m_output != nullptr; }

signals:
    /// It is off again: there is no device to be heard on, or it went away.
    void failed(const QString& why);

private:
    void frame();
    void skip();

    const RunController& m_controller;
    MakeSoundOutput m_make;
    std::unique_ptr<SoundOutput> m_output;
    ClickPacing m_pacing;
    std::uint64_t m_heard = 0; ///< records up to here were listened to
    bool m_isPlaying = false; ///< what moved the run last was playing
    int m_attempt = 0; ///< a failure may come after its device was let go of
};

} // namespace tickscope
