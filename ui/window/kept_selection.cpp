// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/kept_selection.h"

#include "ui/controller/run_controller.h"
#include "ui/time/time_window.h"

#include <algorithm>
#include <cassert>

namespace tickscope {

KeptSelection::KeptSelection(const RunController& controller, TimeWindow& time, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
    , m_time(time)
{
    connect(&m_time, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Selected)
            noteName();
    });
}

void KeptSelection::noteName()
{
    const auto selection = m_time.selection();
    if (!selection || !m_controller.hasRun())
        return;
    const auto& names = m_controller.run().processNames();
    if (selection->server < names.size())
        m_name = names[selection->server];
}

void KeptSelection::restore()
{
    assert(m_controller.hasRun());
    const auto selection = m_time.selection();
    const auto& names = m_controller.run().processNames();
    const auto count = m_controller.run().serverCount();
    if (!selection || count == 0
        || (selection->server < names.size() && names[selection->server] == m_name))
        return;
    const auto found = std::find(names.begin(), names.end(), m_name);
    if (found != names.end())
        m_time.setSelection(Selection { std::uint32_t(found - names.begin()), 0 });
    else if (selection->server >= count)
        m_time.setSelection(Selection { std::uint32_t(count - 1), 0 });
    noteName();
}

} // namespace tickscope
