// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/timeline_editor.h"

#include "ui/controller/run_controller.h"
#include "ui/document/document.h"

#include <utility>

namespace tickscope {

namespace {

// A run of so many events is made anew within a frame.
constexpr std::uint64_t mostLiveEvents = 20'000;

} // namespace

TimelineEditor::TimelineEditor(RunController& controller, Document& document, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_document(document)
{
    connect(&controller, &RunController::stateChanged, this, &TimelineEditor::settle);
    connect(&document, &Document::opened, this, &TimelineEditor::end);
}

bool TimelineEditor::begin(const TimelineDrag& drag)
{
    if (m_context)
        return true;
    if (!m_controller.hasRun() || m_controller.isChanging()
        || drag.server >= m_controller.run().serverCount())
        return false;
    // It stands still under the hand.
    m_plays = m_controller.state() == RunController::State::Playing;
    m_controller.pause();
    m_isRefused = false;
    m_isLong = m_controller.run().trace().size() > mostLiveEvents;
    m_context = contextOf(drag, m_controller.run(), m_controller.log().server(drag.server));
    return true;
}

void TimelineEditor::drag(const TimelineDrag& drag)
{
    if (!begin(drag))
        return;
    auto edit = editOf(drag, *m_context);
    if (!edit.scenario) {
        if (!std::exchange(m_isRefused, true))
            emit refused(edit.reason);
    } else if (!m_isLong) {
        show(std::move(*edit.scenario));
    }
}

void TimelineEditor::drop(const TimelineDrag& drag)
{
    if (!begin(drag))
        return;
    auto edit = editOf(drag, *m_context);
    if (!edit.scenario)
        return cancel();
    m_next.reset();
    m_dropped = std::move(edit);
    settle();
}

void TimelineEditor::cancel()
{
    if (!m_context)
        return;
    auto before = std::move(m_context->scenario);
    const bool isShown = m_isShown;
    end();
    if (isShown)
        show(std::move(before));
    m_isShown = false;
    goOn();
}

void TimelineEditor::goOn()
{
    if (std::exchange(m_plays, false))
        m_controller.play();
}

void TimelineEditor::show(Scenario scenario)
{
    m_isShown = true;
    if (m_controller.isMoving())
        m_next = std::move(scenario);
    else
        m_controller.change(std::move(scenario));
}

/// The run stands still: now it can be changed again.
void TimelineEditor::settle()
{
    if (m_controller.isMoving())
        return;
    if (m_dropped) {
        const auto dropped = *std::exchange(m_dropped, {});
        const auto before = m_context->scenario;
        end();
        m_document.changeFrom(dropped.what, before, *dropped.scenario);
        if (before != *dropped.scenario)
            emit changed(dropped.what);
        goOn();
    } else if (m_next) {
        m_controller.change(*std::exchange(m_next, {}));
    }
}

void TimelineEditor::end()
{
    m_context.reset();
    m_next.reset();
    m_dropped.reset();
    m_isShown = false;
}

} // namespace tickscope
