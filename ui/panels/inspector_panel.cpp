// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/inspector_panel.h"

#include "core/scenario/scenario_lists.h"
#include "ui/controller/run_controller.h"
#include "ui/form/field_form.h"
#include "ui/text/server_text.h"
#include "ui/theme/style.h"
#include "ui/time/time_window.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/distribution_picture.h"
#include "ui/widgets/field_error.h"
#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/number_field.h"

#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

namespace {

QList<Choice> choicesOf(const QList<FieldWord>& words)
{
    QList<Choice> choices;
    for (const auto& word : words)
        choices << Choice { word.word, word.says };
    return choices;
}

} // namespace

InspectorPanel::InspectorPanel(
    RunController& controller, TimeWindow& window, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_window(window)
    , m_themes(themes)
{
    auto* layout = new QVBoxLayout(this);
    auto* fields = new QGridLayout;
    auto* buttons = new QGridLayout;
    createHead(layout);
    layout->addLayout(fields);
    createFields(fields);
    createForms(layout);
    layout->addLayout(buttons);
    createButtons(buttons);
    createNotes(layout);
    onTheme(this, themes, [this, layout, fields, buttons](const Theme& theme) {
        layout->setSpacing(px(0.5 * theme.metrics.gap));
        fields->setHorizontalSpacing(px(theme.metrics.gap));
        fields->setVerticalSpacing(px(0.5 * theme.metrics.gap));
        fields->setColumnMinimumWidth(0, px(labelWidth * theme.type.body / 13));
        buttons->setSpacing(px(0.75 * theme.metrics.gap));
        applyTheme(theme);
    });
    connect(&controller, &RunController::advanced, this, &InspectorPanel::refreshLive);
    connect(&controller, &RunController::runReplaced, this, &InspectorPanel::refresh);
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Selected)
            showServer();
    });
    refresh();
}

void InspectorPanel::createHead(QVBoxLayout* layout)
{
    m_name = new EditField(tr("Name"), m_themes);
    m_name->setTitle();
    m_replica = new Label(TextLook::Quiet, m_themes);
    m_kind = new ChoiceBox(tr("Kind"), m_themes);
    m_kind->setToolTip(tr("What it does on a tick. Changing it makes the run anew, up to the "
                          "present moment."));
    m_kind->setChoices(choicesOf(kindWords()));
    m_nameNote = new FieldError(*m_name, *this, m_themes);
    auto* row = new QHBoxLayout;
    row->addWidget(m_name, 1);
    row->addWidget(m_replica);
    row->addWidget(m_kind);
    layout->addLayout(row);
    onTheme(m_kind, m_themes, [this, row](const Theme& theme) {
        row->setSpacing(px(0.75 * theme.metrics.gap));
        int words = 0;
        const QFontMetrics metrics(m_kind->font());
        for (int i = 0; i < m_kind->count(); ++i)
            words = std::max(words, metrics.horizontalAdvance(m_kind->itemText(i)));
        m_kind->setFixedWidth(words + px(4 * theme.metrics.gap));
    });
    connect(m_name, &EditField::valueTyped, this, &InspectorPanel::setName);
    connect(m_name, &EditField::reverted, m_nameNote, &FieldError::clearError);
    connect(m_kind, &QComboBox::activated, this, [this](int choice) {
        changeSpec(QStringLiteral("kind"),
            [choice](ServerSpec& spec) { spec.kind = allServerKinds[std::size_t(choice)]; });
    });
}

void InspectorPanel::addLabel(QGridLayout* grid, int row, const QString& name)
{
    grid->addWidget(new Label(TextLook::Quiet, m_themes, name), row, 0);
}

void InspectorPanel::createFields(QGridLayout* grid)
{
    addLabel(grid, 0, tr("Interval"));
    m_interval = new NumberField(tr("Interval"), m_themes);
    m_interval->setZeroAllowed(false);
    m_interval->setToolTip(tr("Time between ticks: 5s, 250 (ms), 4/min. In a run it is sent as a "
                              "message, set_interval, which waits its turn in the mailbox."));
    grid->addWidget(m_interval, 0, 1);
    addLabel(grid, 1, tr("Work"));
    m_work = new NumberField(tr("Work"), m_themes);
    m_work->setToolTip(tr("How long a tick takes: 8s, 1s to 3s, exponential 2s, "
                          "normal 2s ± 300ms, or one per tick: 15ms, 265ms. "
                          "It changes the world outside the process, at once."));
    grid->addWidget(m_work, 1, 1);
    addLabel(grid, 2, tr("Outcomes"));
    m_outcomes = new ChoiceBox(tr("Outcomes"), m_themes);
    m_outcomes->setEditable(true);
    m_outcomes->setInsertPolicy(QComboBox::NoInsert);
    m_outcomesField = new EditField(tr("Outcomes"), m_themes);
    m_outcomesField->setInside();
    m_outcomes->setLineEdit(m_outcomesField);
    m_outcomes->setToolTip(tr("How ticks end, one after another: ok, error, crash, stop, no_rearm; "
                              "the last one holds. Or shares: error 10 %, crash 1 %. "
                              "It changes the world outside the process, at once."));
    m_outcomes->setChoices({ { QStringLiteral("always ok"), {} },
        { QStringLiteral("always error"), tr("the work fails") },
        { QStringLiteral("always crash"), tr("the process dies in its handler") },
        { QStringLiteral("ok, stop"), tr("the second tick stops it") },
        { QStringLiteral("ok, no_rearm"), tr("the second tick forgets to arm the next") },
        { QStringLiteral("ok, error, ok"), tr("one after another; the last one holds") },
        { QStringLiteral("error 10 %"), tr("one in ten, at random") },
        { QStringLiteral("error 10 %, crash 1 %"), tr("at random") } });
    grid->addWidget(m_outcomes, 2, 1);
    addLabel(grid, 3, tr("Schedule"));
    m_schedule = new ChoiceBox(tr("Schedule"), m_themes);
    m_schedule->setChoices(choicesOf(scheduleWords()));
    m_schedule->setToolTip(tr("How it gets its next tick. Changing it makes the run anew, up to "
                              "the present moment."));
    grid->addWidget(m_schedule, 3, 1);
    m_sentence = new Label(TextLook::Second, m_themes);
    grid->addWidget(m_sentence, 4, 1);
    m_intervalNote = new FieldError(*m_interval, *this, m_themes);
    m_workNote = new FieldError(*m_work, *this, m_themes);
    m_outcomesNote = new FieldError(*m_outcomesField, *this, m_themes);
    m_scheduleNote = new FieldError(*m_schedule, *this, m_themes);

    connect(m_interval, &EditField::valueTyped, this, [this](const QString& text) {
        setValue(ActionKind::SetInterval, text, *m_interval, *m_intervalNote);
    });
    connect(m_work, &EditField::valueTyped, this,
        [this](const QString& text) { setValue(ActionKind::SetWork, text, *m_work, *m_workNote); });
    const auto setOutcomes = [this](const QString& text) {
        setValue(ActionKind::SetOutcomes, text, *m_outcomesField, *m_outcomesNote);
    };
    connect(m_outcomesField, &EditField::valueTyped, this, setOutcomes);
    connect(m_interval, &EditField::reverted, m_intervalNote, &FieldError::clearError);
    connect(m_work, &EditField::reverted, m_workNote, &FieldError::clearError);
    connect(m_outcomesField, &EditField::reverted, m_outcomesNote, &FieldError::clearError);
    connect(m_outcomes, &QComboBox::textActivated, this, setOutcomes);
    connect(m_schedule, &QComboBox::activated, this, [this](int choice) {
        changeSpec(QStringLiteral("schedule"),
            [choice](ServerSpec& spec) { spec.schedule = allSchedules[std::size_t(choice)]; });
    });
}

void InspectorPanel::createForms(QVBoxLayout* layout)
{
    const auto now = [this] { return m_controller.run().scenarioWithActions(); };
    m_kinds = new FieldForm(serverFields(), now, *this, m_themes);
    m_kinds->setFilter([](const FormField& field) { return field.isKinds; });
    m_others = new FieldForm(serverFields(), now, *this, m_themes);
    m_others->setFilter([](const FormField& field) { return !field.isKinds; });
    m_fold = new LinkButton({}, m_themes);
    m_fold->setAccessibleName(tr("More fields"));
    m_folded = new Label(TextLook::Hint, m_themes);
    m_folded->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_folded->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* row = new QHBoxLayout;
    row->addWidget(m_fold);
    row->addWidget(m_folded, 1);
    layout->addWidget(m_kinds);
    layout->addLayout(row);
    layout->addWidget(m_others);
    connect(m_fold, &QPushButton::clicked, this, [this] {
        m_isUnfolded = !m_isUnfolded;
        refreshForms();
    });
    for (auto* form : { m_kinds, m_others })
        connect(form, &FieldForm::changeRequested, this, &InspectorPanel::scenarioChangeRequested);
}

void InspectorPanel::createNotes(QVBoxLayout* layout)
{
    m_notes = new QWidget;
    m_waits = new Label(TextLook::Second, m_themes);
    m_result = new Label(TextLook::Second, m_themes);
    m_about = new Label(TextLook::Second, m_themes);
    m_workShape = new DistributionPicture(m_themes);
    auto* notes = new QVBoxLayout(m_notes);
    notes->setContentsMargins(0, 4, 0, 0);
    notes->setSpacing(4);
    for (auto* label : { m_waits, m_result, m_about }) {
        label->setWordWrap(true);
        notes->addWidget(label);
    }
    notes->addWidget(m_workShape);
    notes->addStretch();
    layout->addWidget(m_notes);
}

QPushButton* InspectorPanel::addButton(
    QGridLayout* grid, int place, const QString& text, const QString& icon, const QString& toolTip)
{
    auto* button = new QPushButton(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(text);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    if (icon != QStringLiteral("crash"))
        setThemedIcon(*button, icon, m_themes);
    grid->addWidget(button, place / 3, place % 3);
    return button;
}

void InspectorPanel::createButtons(QGridLayout* grid)
{
    m_cancel = addButton(grid, 0, tr("Cancel"), QStringLiteral("cancel-timer"),
        tr("Ask the server to cancel its timer. The request waits its turn in the mailbox."));
    m_resume = addButton(grid, 1, tr("Resume"), QStringLiteral("resume"),
        tr("Schedule again. With a timer still armed this makes a second chain."));
    m_tick = addButton(grid, 2, tr("Tick"), QStringLiteral("tick"),
        tr("Send the tick message now, without a timer."));
    m_call = addButton(grid, 3, tr("Call…"), QStringLiteral("call"),
        tr("GenServer.call: waits for a reply up to its timeout."));
    m_stop = addButton(grid, 4, tr("Stop"), QStringLiteral("stop"), {});
    m_crash = addButton(grid, 5, tr("Crash"), QStringLiteral("crash"),
        tr("Kill the process: its state, mailbox and timers to its pid are lost."));
    setButtonRole(*m_crash, ButtonRole::Danger);
    connect(m_cancel, &QPushButton::clicked, this, [this] { request(ActionKind::Cancel); });
    connect(m_resume, &QPushButton::clicked, this, [this] { request(ActionKind::Resume); });
    connect(m_tick, &QPushButton::clicked, this, [this] { request(ActionKind::Tick); });
    connect(m_call, &QPushButton::clicked, this, &InspectorPanel::askCall);
    connect(m_crash, &QPushButton::clicked, this, [this] { request(ActionKind::Crash); });
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (const auto shown = server())
            request(
                m_controller.run().snapshot(*shown).isAlive ? ActionKind::Stop : ActionKind::Start);
    });
}

} // namespace tickscope
