// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/throttle.h"
#include "ui/widgets/themed.h"

#include <QWidget>

namespace tickscope {

class CodeModel;
class CodeView;
class DockHeader;
class Label;
class RunController;
class SelectedProcess;
class TimeWindow;

/// The state of the selected server's process, as Elixir prints it: keys that the last handler
/// changed are marked, with what they were.
class StatePanel : public QWidget
{
    Q_OBJECT

public:
    StatePanel(const RunController& controller, const TimeWindow& window,
        const ThemeController& themes, QWidget* parent = nullptr);

    DockHeader* header() const { return m_header; }
    const CodeModel& model() const { return *m_model; }
    /// At the right of the header: which state it is.
    QString note() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void runWentOn();
    void refresh();
    void showState();
    QString noteText() const;

    const RunController& m_controller;
    Throttle m_throttle;
    SelectedProcess* m_process = nullptr;
    DockHeader* m_header = nullptr;
    CodeModel* m_model = nullptr;
    CodeView* m_view = nullptr;
    bool m_keepsTimer = false; ///< the module has it in its state
    bool m_isStale = true; ///< that is to be looked up
};

} // namespace tickscope
