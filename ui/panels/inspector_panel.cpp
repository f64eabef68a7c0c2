// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/inspector_panel.h"

#include "ui/controller/run_controller.h"
#include "ui/theme/style.h"
#include "ui/time/time_window.h"
#include "ui/widgets/distribution_picture.h"
#include "ui/widgets/edit_field.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/label.h"

#include <QComboBox>
#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace tickscope {

namespace {

template <typename Kind>
QStringList wordsOf(std::initializer_list<Kind> kinds)
{
    QStringList words;
    for (const auto kind : kinds)
        words << QString::fromLatin1(toText(kind));
    return words;
}

const auto schedules = { Schedule::AfterWork, Schedule::BeforeWork, Schedule::SendInterval,
    Schedule::Absolute, Schedule::AbsoluteSkip, Schedule::IdleTimeout };
const auto addresses = { Address::Pid, Address::Name };
const auto restarts = { RestartKind::Permanent, RestartKind::Transient, RestartKind::Temporary };

} // namespace

InspectorPanel::InspectorPanel(
    RunController& controller, TimeWindow& window, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_window(window)
    , m_themes(themes)
    , m_name(new Label(TextLook::Title, themes))
    , m_about(new Label(TextLook::Second, themes))
{
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addWidget(m_name);
    layout->addWidget(m_about);
    auto* fields = new QGridLayout;
    auto* buttons = new QGridLayout;
    layout->addSpacing(10);
    layout->addLayout(fields);
    layout->addSpacing(14);
    layout->addLayout(buttons);
    createFields(fields);
    createButtons(buttons);
    m_result = new Label(TextLook::Second, themes);
    m_result->setWordWrap(true);
    m_result->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_result);
    onTheme(this, themes, [this, fields, buttons](const Theme& theme) {
        applyTheme(theme);
        fields->setHorizontalSpacing(px(theme.metrics.gap));
        fields->setVerticalSpacing(px(0.75 * theme.metrics.gap));
        fields->setColumnMinimumWidth(0, px(80 * theme.scale));
        buttons->setSpacing(px(0.75 * theme.metrics.gap));
    });
    connect(&controller, &RunController::advanced, this, &InspectorPanel::refresh);
    connect(&controller, &RunController::runReplaced, this, &InspectorPanel::refresh);
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Selected)
            showServer();
    });
    refresh();
}

void InspectorPanel::createFields(QGridLayout* grid)
{
    int row = 0;
    const auto addLabel = [&](const QString& name) {
        auto* label = new Label(TextLook::Body, m_themes, name);
        onTheme(label, m_themes, [label](const Theme& theme) {
            QPalette colours = label->palette();
            colours.setColor(QPalette::WindowText, theme.text2);
            label->setPalette(colours);
        });
        grid->addWidget(label, row, 0);
    };
    const auto addNote = [&] {
        auto* note = new FieldNote(m_themes);
        grid->addWidget(note, ++row, 1);
        ++row;
        return note;
    };
    addLabel(tr("Interval"));
    m_interval = new EditField(tr("Interval"), m_themes);
    m_interval->setToolTip(tr("Time between ticks: 5s, 250 (ms), 4/min. Sent as a message, "
                              "set_interval, which waits its turn in the mailbox."));
    grid->addWidget(m_interval, row, 1);
    m_intervalNote = addNote();
    addLabel(tr("Work"));
    m_work = new EditField(tr("Work"), m_themes);
    m_work->setToolTip(tr("How long a tick takes: 8s, 1s to 3s, exponential 2s, "
                          "normal 2s ± 300ms, or one per tick: 15ms, 265ms. "
                          "It changes the world outside the process, at once."));
    grid->addWidget(m_work, row, 1);
    m_workNote = addNote();
    m_workShape = new DistributionPicture(m_themes);
    grid->addWidget(m_workShape, row++, 1);
    addLabel(tr("Outcomes"));
    m_outcomes = new QComboBox;
    m_outcomes->setEditable(true);
    m_outcomes->setInsertPolicy(QComboBox::NoInsert);
    m_outcomes->setAccessibleName(tr("Outcomes"));
    m_outcomesField = new EditField(tr("Outcomes"), m_themes);
    m_outcomesField->setInside();
    m_outcomes->setLineEdit(m_outcomesField);
    m_outcomes->setToolTip(tr("How ticks end, one after another: ok, error, crash; the last one "
                              "holds. Or shares: error 10 %, crash 1 %."));
    m_outcomes->addItems({ QStringLiteral("always ok"), QStringLiteral("always error"),
        QStringLiteral("always crash"), QStringLiteral("ok, error, ok"),
        QStringLiteral("error 10 %"), QStringLiteral("error 10 %, crash 1 %") });
    grid->addWidget(m_outcomes, row, 1);
    m_outcomesNote = addNote();

    addLabel(tr("Schedule"));
    m_schedule = addChoice(grid, row++, tr("Schedule"), wordsOf(schedules));
    addLabel(tr("Address"));
    m_address = addChoice(grid, row++, tr("Address"), wordsOf(addresses));
    m_address->setToolTip(tr("Where its timers send: to the pid, or to the name. "
                             "Changing it makes the run anew."));
    addLabel(tr("Restart"));
    m_restart = addChoice(grid, row++, tr("Restart"), wordsOf(restarts));
    m_restart->setToolTip(tr("Which exits the supervisor answers with a restart. "
                             "Changing it makes the run anew."));
    m_schedule->setToolTip(tr("How it gets its next tick. Changing it makes the run anew."));

    connect(m_interval, &EditField::valueTyped, this, &InspectorPanel::setInterval);
    connect(m_work, &EditField::valueTyped, this, &InspectorPanel::setWork);
    connect(m_outcomesField, &EditField::valueTyped, this, &InspectorPanel::setOutcomes);
    connect(m_interval, &EditField::reverted, m_intervalNote, &FieldNote::clearError);
    connect(m_work, &EditField::reverted, m_workNote, &FieldNote::clearError);
    connect(m_outcomesField, &EditField::reverted, m_outcomesNote, &FieldNote::clearError);
    connect(m_outcomes, &QComboBox::textActivated, this, &InspectorPanel::setOutcomes);
    connect(m_schedule, &QComboBox::activated, this, [this](int choice) {
        changeSpec([choice](ServerSpec& spec) { spec.schedule = schedules.begin()[choice]; });
    });
    connect(m_address, &QComboBox::activated, this, [this](int choice) {
        changeSpec([choice](ServerSpec& spec) { spec.address = addresses.begin()[choice]; });
    });
    connect(m_restart, &QComboBox::activated, this, [this](int choice) {
        changeSpec([choice](ServerSpec& spec) { spec.restart = restarts.begin()[choice]; });
    });
}

QComboBox* InspectorPanel::addChoice(
    QGridLayout* grid, int row, const QString& name, const QStringList& words)
{
    auto* choice = new QComboBox;
    choice->setAccessibleName(name);
    choice->addItems(words);
    grid->addWidget(choice, row, 1);
    return choice;
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
