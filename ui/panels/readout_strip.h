// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "ui/widgets/strip.h"

#include <optional>

namespace tickscope {

class Label;
class RunController;
class TimeWindow;

/// What is selected, in one sentence.
struct Readout
{
    QString subject;
    QString predicate;

    QString whole() const { return subject.isEmpty() ? predicate : subject + u' ' + predicate; }
};

/// The sentence on the selected message, or on what the selected server does.
Readout readout(const RunController& controller, const TimeWindow& window);

/// The same, or the sentence on a marker where one is selected.
Readout readout(const RunController& controller, const TimeWindow& window,
    const std::optional<Marker>& selected);

/// The line below the lanes: one sentence on what is selected; the cursors A and B at the right.
class ReadoutStrip : public Strip
{
    Q_OBJECT

public:
    ReadoutStrip(const RunController& controller, const TimeWindow& window,
        const ThemeController& themes, QWidget* parent = nullptr);

    QString text() const { return readout(m_controller, m_window, m_marker).whole(); }
    /// A marker that is selected has the strip to itself. @param marker  none for no marker
    void setMarker(std::optional<Marker> marker);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void refresh();
    void refreshCursors();

    const RunController& m_controller;
    const TimeWindow& m_window;
    std::optional<Marker> m_marker;
    Label* m_subject = nullptr;
    Label* m_words = nullptr;
    Label* m_cursors = nullptr;
};

} // namespace tickscope
