// SPDX-License-Identifier: GPL-3.0-only
#include "ui/sound/tick_sound.h"

#include "ui/controller/run_controller.h"

#include <QPointer>

namespace tickscope {

namespace {

// A frame with more records goes by too fast for clicks; to look at each would slow it down.
constexpr std::uint64_t mostRecords = 20'000;

} // namespace

TickSound::TickSound(const RunController& controller, MakeSoundOutput make, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_make(std::move(make))
{
    connect(&controller, &RunController::advanced, this, &TickSound::frame);
    connect(&controller, &RunController::runReplaced, this, &TickSound::skip);
    connect(&controller, &RunController::stateChanged, this, [this] {
        if (m_controller.isMoving())
            m_isPlaying = m_controller.state() == RunController::State::Playing;
    });
}

TickSound::~TickSound() = default;

void TickSound::setOn(bool isOn)
{
    if (isOn == this->isOn())
        return;
    m_output.reset();
    const int attempt = ++m_attempt;
    skip();
    if (!isOn)
        return;
    m_output = m_make([this, attempt](const std::string& why) {
        // Whoever calls this is joined before `this` goes.
        const auto tell = [this, attempt, why] {
            if (attempt != m_attempt)
                return;
            m_output.reset();
            emit failed(QString::fromStdString(why));
        };
        QMetaObject::invokeMethod(this, tell, Qt::QueuedConnection);
    });
}

/// What happened before is not to be heard.
void TickSound::skip()
{
    m_heard = m_controller.hasRun() ? m_controller.run().trace().size() : 0;
    m_pacing.clear();
}

void TickSound::frame()
{
    if (!m_output || !m_controller.hasRun())
        return;
    const auto& trace = m_controller.run().trace();
    if (!m_isPlaying || trace.size() < m_heard || trace.size() - m_heard > mostRecords)
        return skip();
    std::uint64_t ticks = 0, waited = 0;
    for (; m_heard < trace.size(); ++m_heard) {
        const Record& record = trace[m_heard];
        if (record.event != Event::Dequeue || !isTick(record.message))
            continue;
        ++ticks;
        waited += record.value > 0 ? 1 : 0;
    }
    if (const auto click = m_pacing.frame(m_controller.clock().now(), ticks, waited))
        m_output->play(*click);
}

} // namespace tickscope
