// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QGridLayout;
class QPushButton;
class QVBoxLayout;

namespace tickscope {

class ChoiceBox;
class DistributionPicture;
class EditField;
class FieldForm;
class FieldError;
struct FormField;
class Label;
class LinkButton;
class NumberField;
class RunController;
class TimeWindow;

/// One server, live: what it is set to, and the buttons that do something to it.
///
/// An edit of the interval, the work or the outcomes is an action of the run at the present virtual
/// time. All other fields are part of the scenario alone: changing one asks for the run to be made
/// anew. Only fields that its kind and schedule read are shown, and those that are seldom needed
/// are folded away.
class InspectorPanel : public QWidget
{
    Q_OBJECT

public:
    InspectorPanel(RunController& controller, TimeWindow& window, const ThemeController& themes,
        QWidget* parent = nullptr);

    /// The server that is shown, if any.
    std::optional<ServerIndex> server() const;
    /// Puts the cursor into its name, all of it selected.
    void editName();

signals:
    void actionRequested(const tickscope::Action& action);
    void scenarioChangeRequested(const QString& what, const tickscope::Scenario& scenario);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void createHead(QVBoxLayout* layout);
    void createFields(QGridLayout* grid);
    void createForms(QVBoxLayout* layout);
    void createButtons(QGridLayout* grid);
    void createNotes(QVBoxLayout* layout);
    void addLabel(QGridLayout* grid, int row, const QString& name);
    QPushButton* addButton(QGridLayout* grid, int place, const QString& text, const QString& icon,
        const QString& toolTip);
    void applyTheme(const Theme& theme);
    void refresh();
    void refreshLive();
    void refreshHead(const ServerSpec& spec);
    void refreshFields(const ServerSnapshot& snapshot, const ServerSpec& spec);
    void refreshForms();
    void refreshFold();
    void refreshButtons(const ServerSnapshot& snapshot);
    void refreshNotes(const ServerSnapshot& snapshot);
    void showServer();
    void askCall();
    void setName(const QString& text);
    /// Asks for an action with the value that was typed into a field.
    void setValue(ActionKind kind, const QString& text, EditField& field, FieldError& note);
    void request(Action action);
    void request(ActionKind kind);
    void changeSpec(const QString& key, const std::function<void(ServerSpec&)>& change);
    /// Where the server's table stands in the scenario. @pre server()
    std::size_t place() const;
    /// Fields that apply to it and that are folded away.
    std::vector<const FormField*> foldedFields() const;
    /// The latest action on a server so far, of one kind or of any.
    std::optional<std::size_t> lastAction(
        const std::string& name, std::optional<ActionKind> kind) const;

    RunController& m_controller;
    TimeWindow& m_window;
    const ThemeController& m_themes;
    ServerIndex m_shown = 0;
    EditField* m_name = nullptr;
    FieldError* m_nameNote = nullptr;
    Label* m_replica = nullptr;
    ChoiceBox* m_kind = nullptr;
    NumberField* m_interval = nullptr;
    FieldError* m_intervalNote = nullptr;
    NumberField* m_work = nullptr;
    FieldError* m_workNote = nullptr;
    ChoiceBox* m_outcomes = nullptr;
    EditField* m_outcomesField = nullptr;
    FieldError* m_outcomesNote = nullptr;
    ChoiceBox* m_schedule = nullptr;
    FieldError* m_scheduleNote = nullptr;
    Label* m_sentence = nullptr; ///< what the schedule does
    FieldForm* m_kinds = nullptr; ///< fields of its kind alone
    FieldForm* m_others = nullptr; ///< fields that are folded away
    LinkButton* m_fold = nullptr;
    Label* m_folded = nullptr; ///< the names of what is folded away
    bool m_isUnfolded = false;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_resume = nullptr;
    QPushButton* m_tick = nullptr;
    QPushButton* m_call = nullptr;
    QPushButton* m_stop = nullptr;
    QPushButton* m_crash = nullptr;
    QWidget* m_notes = nullptr; ///< below all that is clicked, so nothing moves when they change
    Label* m_waits = nullptr;
    Label* m_result = nullptr;
    Label* m_about = nullptr;
    DistributionPicture* m_workShape = nullptr;
};

} // namespace tickscope
