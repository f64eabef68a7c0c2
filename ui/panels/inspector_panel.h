// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <functional>
#include <optional>

class QComboBox;
class QGridLayout;
class QPushButton;

namespace tickscope {

class DistributionPicture;
class EditField;
class FieldNote;
class Label;
class RunController;
class TimeWindow;

/// One server, live: what it is set to, and the buttons that do something to it.
///
/// What is done here is an action of the run at the present virtual time. Schedule, address and
/// restart are no actions but part of the scenario: changing one asks for the run to be made anew.
class InspectorPanel : public QWidget
{
    Q_OBJECT

public:
    InspectorPanel(RunController& controller, TimeWindow& window, const ThemeController& themes,
        QWidget* parent = nullptr);

    /// The server that is shown, if any.
    std::optional<ServerIndex> server() const;

signals:
    void actionRequested(const tickscope::Action& action);
    /// @param server  index into the run's servers
    void specChangeRequested(std::uint32_t server, const tickscope::ServerSpec& spec);

private:
    void createFields(QGridLayout* grid);
    void createButtons(QGridLayout* grid);
    QPushButton* addButton(QGridLayout* grid, int place, const QString& text, const QString& icon,
        const QString& toolTip);
    QComboBox* addChoice(QGridLayout* grid, int row, const QString& name, const QStringList& words);
    void applyTheme(const Theme& theme);
    void refresh();
    void refreshFields(const ServerSnapshot& snapshot, const ServerSpec& spec);
    void refreshButtons(const ServerSnapshot& snapshot);
    void refreshResult(const ServerSnapshot& snapshot);
    void showServer();
    void askCall();
    void setInterval(const QString& text);
    void setWork(const QString& text);
    void setOutcomes(const QString& text);
    void request(Action action);
    void request(ActionKind kind);
    void changeSpec(const std::function<void(ServerSpec&)>& change);
    /// The latest action on a server so far, of one kind or of any.
    std::optional<std::size_t> lastAction(
        const std::string& name, std::optional<ActionKind> kind) const;

    RunController& m_controller;
    TimeWindow& m_window;
    const ThemeController& m_themes;
    ServerIndex m_shown = 0;
    Label* m_name = nullptr;
    Label* m_about = nullptr;
    EditField* m_interval = nullptr;
    FieldNote* m_intervalNote = nullptr;
    EditField* m_work = nullptr;
    FieldNote* m_workNote = nullptr;
    DistributionPicture* m_workShape = nullptr;
    QComboBox* m_outcomes = nullptr;
    EditField* m_outcomesField = nullptr;
    FieldNote* m_outcomesNote = nullptr;
    QComboBox* m_schedule = nullptr;
    QComboBox* m_address = nullptr;
    QComboBox* m_restart = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_resume = nullptr;
    QPushButton* m_tick = nullptr;
    QPushButton* m_call = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_crash = nullptr;
    Label* m_result = nullptr;
};

} // namespace tickscope
