// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "ui/widgets/strip.h"

#include <optional>

class QToolButton;

namespace tickscope {

class Document;
class Label;
class RunActions;
class RunController;
class TimeWindow;

/// The bar while presenting: back, play, forward, the clock, and what is shown.
class PresenterBar : public Strip
{
    Q_OBJECT

public:
    PresenterBar(RunController& controller, RunActions& actions, const Document& document,
        const ThemeController& themes, QWidget* parent = nullptr);

private:
    void refresh();

    RunController& m_controller;
    RunActions& m_actions;
    const Document& m_document;
    QToolButton* m_play = nullptr;
    Label* m_clock = nullptr;
    Label* m_end = nullptr;
    Label* m_title = nullptr;
};

/// The caption below the lanes while presenting: two lines that the last row can read.
class PresenterCaption : public Strip
{
    Q_OBJECT

public:
    PresenterCaption(const RunController& controller, const TimeWindow& window,
        const ThemeController& themes, QWidget* parent = nullptr);

    /// A marker that is selected is what the caption tells of. @param marker  none for no marker
    void setMarker(std::optional<Marker> marker);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    void fitLines();

    const RunController& m_controller;
    const TimeWindow& m_window;
    std::optional<Marker> m_marker;
    Label* m_words = nullptr;
    Label* m_waiting = nullptr;
};

} // namespace tickscope
