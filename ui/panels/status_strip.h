// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/strip.h"

class QProgressBar;
class QPushButton;

namespace tickscope {

class Document;
class Label;
class RunController;

/// The last line of the window: state, next event; seed, clock, actions, problems. A long way ahead
/// or back shows how far it is, with a button to stop.
class StatusStrip : public Strip
{
    Q_OBJECT

public:
    StatusStrip(RunController& controller, const Document& document, const ThemeController& themes,
        QWidget* parent = nullptr);

signals:
    void problemsRequested();
    /// A field of the scenario is to be shown. @param key  "seed" or "clock"
    void scenarioRequested(const QString& key);

private:
    void refresh();
    void refreshProgress();
    void refreshRight();
    QString stateText() const;
    QString nextText() const;
    void noteFocus(const QWidget* focused);

    RunController& m_controller;
    const Document& m_document;
    Label* m_state = nullptr;
    Label* m_next = nullptr;
    QProgressBar* m_progress = nullptr;
    QPushButton* m_stop = nullptr;
    QString m_hint; ///< what the keys do in the field that has the focus
    QPushButton* m_seed = nullptr;
    QPushButton* m_clock = nullptr;
    Label* m_right = nullptr;
    Label* m_icon = nullptr;
    QPushButton* m_problems = nullptr;
    ThemeName m_iconTheme = ThemeName::Light;
};

} // namespace tickscope
