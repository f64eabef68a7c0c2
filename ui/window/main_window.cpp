// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/main_window.h"

#include "ui/beam/beam_runner.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/document/picture.h"
#include "ui/models/actions_model.h"
#include "ui/models/event_log_model.h"
#include "ui/models/instant_events.h"
#include "ui/models/server_list_model.h"
#include "ui/panels/event_log_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/problems_page.h"
#include "ui/panels/run_actions.h"
#include "ui/panels/welcome_page.h"
#include "ui/text/go_to_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/edit_field.h"
#include "ui/widgets/label.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QMenu>
#include <QSlider>
#include <QStackedWidget>
#include <QTabBar>

namespace tickscope {

MainWindow::MainWindow(
    const WallClock& clock, ThemeController& themes, Settings& settings, QWidget* parent)
    : QMainWindow(parent)
    , m_themes(themes)
    , m_settings(settings)
    , m_controller(new RunController(clock, {}, this))
    , m_document(new Document(*m_controller, this))
    , m_timeWindow(new TimeWindow(this))
    , m_beam(new BeamRunner(runOnBeam, this))
    , m_actions(new RunActions(*m_controller, *m_timeWindow, themes, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    setContextMenuPolicy(Qt::NoContextMenu);
    connectTime();
    createModels();
    createHead();
    createCentre();
    createDocks();
    createMenus();
    addActions(m_actions->all());
    connectController();
    connectKept();
    connectInspector();
    connectTimeline();
    connectComparison();
    connectBeam();
    qApp->installEventFilter(this);
    applyLayout();
    documentOpened();
}

MainWindow::~MainWindow()
{
    for (const auto& window : m_opened)
        delete window;
}

void MainWindow::connectTime()
{
    // Before the views hear of it: they ask the time window where now is. After a change of the run
    // it is the other way round: first they let go of the old one.
    connect(m_controller, &RunController::advanced, this, &MainWindow::updateTime);
}

void MainWindow::updateTime()
{
    m_timeWindow->setRunEnd(toNs(m_controller->end()));
    m_timeWindow->setNow(toNs(m_controller->now()));
}

void MainWindow::createModels()
{
    m_servers = new ServerListModel(*m_controller, this);
    m_log = new EventLogModel(*m_controller, this);
    m_actionsModel = new ActionsModel(*m_controller, this);
}

void MainWindow::connectController()
{
    connect(m_controller, &RunController::runReplaced, this, &MainWindow::runReplaced);
    connect(m_controller, &RunController::advanced, m_timeline, &TimelineView::refresh);
    connect(m_controller, &RunController::limitReached, this, &MainWindow::showLimit);
    connect(m_controller, &RunController::memoryRanOut, this, [this] {
        m_message->showMessage({ MessageBar::Tone::Warning, tr("There is not enough memory"),
            tr("The run was stopped and stands at its start again; what it had recorded was given "
               "up. No change is lost. A shorter run needs less."),
            {}, {} });
    });
    connect(m_document, &Document::opened, this, &MainWindow::documentOpened);
    connect(m_document, &Document::modifiedChanged, this, &MainWindow::updateTitle);
    connect(m_document, &Document::failed, this, [this](const QString& what, const QString& why) {
        m_message->showMessage({ MessageBar::Tone::Error, what, why, {}, {} });
    });
    connect(m_document, &Document::saved, this, [this](const QString& path) {
        m_settings.addRecentFile(path);
        updateTitle();
    });
}

void MainWindow::connectTimeline()
{
    connect(m_timeline, &TimelineView::seekBegan, this, [this] {
        m_beforeSeek = m_controller->now();
        m_playedBeforeSeek = m_controller->state() == RunController::State::Playing;
    });
    connect(m_timeline, &TimelineView::seekRequested, this,
        [this](std::int64_t ns) { m_controller->goTo(fromNs(ns)); });
    connect(m_timeline, &TimelineView::seekTakenBack, this, [this] {
        m_controller->goTo(m_beforeSeek);
        if (m_playedBeforeSeek)
            m_controller->play();
    });
    connect(m_timeline, &TimelineView::addServerRequested, this, &MainWindow::addServer);
    m_timeline->setInstantSource([this](std::int64_t ns, std::optional<std::uint32_t> lane) {
        return m_controller->hasRun()
            ? instantOf(m_controller->run(), m_controller->log(), ns, lane)
            : Instant {};
    });
    connect(m_timeline, &TimelineView::recordSelected, m_logPanel, &EventLogPanel::showRecord);
    connectTimelineEdits();
    connectMarkers();
    connect(m_timeline, &TimelineView::messageActivated, this,
        [this](std::uint32_t, std::uint32_t) { m_timeline->focusSelection(); });
    connect(m_timeline, &TimelineView::contextMenuRequested, this, &MainWindow::showLaneMenu);
}

void MainWindow::connectInspector()
{
    connect(m_inspector, &InspectorPanel::actionRequested, m_document, &Document::act);
    connect(m_inspector, &InspectorPanel::specChangeRequested, this, &MainWindow::changeServer);
    for (auto* field : m_inspector->findChildren<EditField*>()) {
        connect(field, &EditField::entered, this, &MainWindow::focusLanes);
        connect(field, &EditField::left, this, &MainWindow::focusLanes);
    }
    connect(m_timeWindow, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Selected)
            noteSelectedName();
    });
}

void MainWindow::connectComparison()
{
    connect(m_comparisonPanel, &ComparisonPanel::actionRequested, m_document, &Document::act);
    connect(m_comparisonPanel, &ComparisonPanel::placeRequested, this,
        [this](std::uint32_t server, TimeSpan place) {
            const auto room = std::max<std::int64_t>(place.length() / 2, shortestSpanNs);
            m_timeline->revealLane(server);
            m_timeline->showSpan({ place.startNs - room, place.endNs + room });
        });
}

void MainWindow::documentOpened()
{
    switch (m_document->state()) {
    case Document::State::Nothing:
        showPage(m_welcome);
        break;
    case Document::State::Broken:
        showPage(m_problems);
        break;
    case Document::State::Scenario:
        m_timeline->setRun(&m_controller->log(), [this](std::uint32_t server) {
            return laneInfoOf(m_controller->run(), m_controller->log())(server);
        });
        m_timeWindow->reset(toNs(m_controller->end()));
        m_comparisonPanel->chooseServers();
        if (m_controller->run().serverCount() > 0)
            m_timeWindow->setSelection(Selection { 0, 0 });
        // Somebody who types in the list of problems stays there until it is asked to run.
        if (m_pages->currentWidget() != m_problems || !m_document->isModified())
            showPage(m_runPage);
        break;
    }
    if (!m_document->path().isEmpty())
        m_settings.addRecentFile(m_document->path());
    updateTitle();
}

void MainWindow::runReplaced()
{
    // The same servers at another moment: lanes keep the size that somebody chose. A new scenario
    // is shown when it is open.
    m_timeline->setLog(m_controller->hasRun() ? &m_controller->log() : nullptr);
    if (m_controller->hasRun()) {
        updateTime();
        keepSelectedServer();
    }
}

void MainWindow::noteSelectedName()
{
    const auto selection = m_timeWindow->selection();
    if (!selection || !m_controller->hasRun())
        return;
    const auto& names = m_controller->run().processNames();
    if (selection->server < names.size())
        m_selectedName = names[selection->server];
}

/// Servers came, went or changed places: the one that was selected still is, or another one that
/// is there.
void MainWindow::keepSelectedServer()
{
    const auto selection = m_timeWindow->selection();
    const auto& names = m_controller->run().processNames();
    const auto count = m_controller->run().serverCount();
    if (!selection || count == 0
        || (selection->server < names.size() && names[selection->server] == m_selectedName))
        return;
    const auto found = std::find(names.begin(), names.end(), m_selectedName);
    if (found != names.end())
        m_timeWindow->setSelection(Selection { std::uint32_t(found - names.begin()), 0 });
    else if (selection->server >= count)
        m_timeWindow->setSelection(Selection { std::uint32_t(count - 1), 0 });
    noteSelectedName();
}

void MainWindow::focusLanes()
{
    if (m_pages->currentWidget() == m_runPage)
        m_timeline->setFocus(Qt::OtherFocusReason);
}

void MainWindow::showPage(QWidget* page)
{
    if (m_pages->currentWidget() == page && page != m_welcome)
        return;
    const bool wasRun = m_pages->currentWidget() == m_runPage;
    m_pages->setCurrentWidget(page);
    if (wasRun != (page == m_runPage) || page == m_welcome)
        setRunPartsVisible(page == m_runPage);
    if (page == m_runPage)
        m_timeline->setFocus();
}

void MainWindow::showLimit(const QString& message)
{
    const auto lines = message.split(u'\n');
    m_message->showMessage(
        { MessageBar::Tone::Warning, tr("A limit stopped the run"), lines.mid(0, 3).join(u' '),
            tr("Raise the limits"), [this] { m_controller->raiseLimits(); } });
}

void MainWindow::goTo(const QString& text)
{
    const auto goal = parseGoTo(text);
    const auto now = toNs(m_controller->now());
    switch (goal.kind) {
    case GoTo::Kind::Nothing:
        if (const auto marker = findMarker(m_document->markers(), text))
            return goToMarker(*marker);
        if (!goal.reason.isEmpty())
            m_message->showMessage({ MessageBar::Tone::Info,
                tr("\"%1\" is no place to go to").arg(text), goal.reason, {}, {} });
        return;
    case GoTo::Kind::Time:
        return m_controller->goTo(fromNs(goal.value));
    case GoTo::Kind::Later:
        return m_controller->goTo(addSaturated(m_controller->now(), Duration(goal.value)));
    case GoTo::Kind::Earlier:
        return m_controller->goTo(fromNs(std::max<std::int64_t>(0, now - goal.value)));
    case GoTo::Kind::Record: {
        if (!m_controller->hasRun())
            return;
        const auto& trace = m_controller->run().trace();
        const auto seq = std::uint64_t(goal.value);
        if (seq < trace.begin() || seq >= trace.size())
            return m_message->showMessage(
                { MessageBar::Tone::Info, tr("There is no event #%1 yet").arg(goal.value),
                    tr("The run has %1 events so far.").arg(countText(trace.size())), {}, {} });
        showLogPage(m_logPanel);
        return m_logPanel->selectRecord(seq);
    }
    case GoTo::Kind::Tick:
        return selectTick(goal.value);
    }
}

void MainWindow::selectTick(std::int64_t tick)
{
    if (!m_controller->hasRun())
        return;
    const auto server = m_timeWindow->selection() ? m_timeWindow->selection()->server : 0;
    const auto& messages = m_controller->log().server(server).messages;
    const auto found = std::find_if(messages.rbegin(), messages.rend(),
        [tick](const MessageEntry& entry) { return std::int64_t(entry.tick) == tick; });
    if (found == messages.rend() || tick == 0)
        return m_message->showMessage({ MessageBar::Tone::Info, tr("No tick %1").arg(tick),
            tr("The selected server has not had it yet."), {}, {} });
    m_timeWindow->setSelection(Selection { server, found->number });
    if (!m_timeWindow->span().contains(found->deliveredNs))
        m_timeWindow->setSpan(m_timeWindow->spanAround(found->deliveredNs));
}

void MainWindow::updateTitle()
{
    const auto state = m_document->state();
    const auto title = state == Document::State::Nothing ? QString()
        : state == Document::State::Broken               ? m_document->name()
                                                         : m_document->title();
    const auto mark = m_document->isModified() ? QStringLiteral("*") : QString();
    m_titleLabel->setWords(title + mark);
    setWindowTitle(
        title.isEmpty() ? tr("Tickscope") : QStringLiteral("%1%2 – Tickscope").arg(title, mark));
}

namespace {

bool isPlain(const QKeyEvent& key)
{
    return !(key.modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::ShiftModifier));
}

/// A widget that goes from one of its parts to another by the arrows.
bool usesArrows(const QWidget* widget)
{
    return qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const QTabBar*>(widget)
        || qobject_cast<const QAbstractItemView*>(widget) || qobject_cast<const QComboBox*>(widget)
        || qobject_cast<const QMenu*>(widget);
}

} // namespace

bool MainWindow::eventFilter(QObject* object, QEvent* event)
{
    auto* widget = qobject_cast<QWidget*>(object);
    auto* button = qobject_cast<QAbstractButton*>(object);
    const bool isInRun
        = widget && widget->window() == this && m_pages->currentWidget() == m_runPage;
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        return widget && overridesShortcut(*widget, *static_cast<QKeyEvent*>(event));
    case QEvent::KeyPress: {
        // Space plays wherever the focus is, so Enter presses a button.
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool isEnter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (!button || !isInRun || !isEnter || !isPlain(*key) || key->isAutoRepeat())
            break;
        button->animateClick();
        return true;
    }
    case QEvent::MouseButtonRelease:
        // The next key is meant for the run, not for the button once more.
        if (button && isInRun)
            QMetaObject::invokeMethod(
                this,
                [this, pressed = QPointer(button)] {
                    if (pressed && focusWidget() == pressed)
                        focusLanes();
                },
                Qt::QueuedConnection);
        break;
    default:
        break;
    }
    return QMainWindow::eventFilter(object, event);
}

/// The keys of the run give way to a widget that uses them itself.
bool MainWindow::overridesShortcut(QWidget& widget, QKeyEvent& key)
{
    const bool isArrow = key.key() == Qt::Key_Left || key.key() == Qt::Key_Right
        || key.key() == Qt::Key_Home || key.key() == Qt::Key_End;
    if (key.modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    const bool isInRun = widget.window() == this && m_pages->currentWidget() == m_runPage;
    const bool isButton
        = qobject_cast<QAbstractButton*>(&widget) && key.key() == Qt::Key_Space && !isInRun;
    if (!isButton && !(isArrow && usesArrows(&widget)))
        return false;
    key.accept();
    return true;
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isFullScreen())
        setPresenting(false);
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace tickscope
