// SPDX-License-Identifier: GPL-3.0-only
#include "ui/main_window.h"

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
    connect(m_timeline, &TimelineView::seekRequested, this,
        [this](std::int64_t ns) { m_controller->goTo(fromNs(ns)); });
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
    if (m_controller->hasRun())
        updateTime();
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
        m_timeWindow->setSpan(m_timeWindow->spanAround(trace[seq].timeNs));
        return m_timeWindow->setCursors(trace[seq].timeNs, m_timeWindow->cursorB());
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

bool MainWindow::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QMainWindow::eventFilter(object, event);
    // The keys of the run give way to a widget that uses them itself.
    const auto* key = static_cast<QKeyEvent*>(event);
    const bool isArrow = key->key() == Qt::Key_Left || key->key() == Qt::Key_Right
        || key->key() == Qt::Key_Home || key->key() == Qt::Key_End;
    const auto* widget = qobject_cast<QWidget*>(object);
    if (!widget || key->modifiers() & (Qt::ControlModifier | Qt::AltModifier))
        return false;
    const bool isButton
        = qobject_cast<const QAbstractButton*>(widget) && key->key() == Qt::Key_Space;
    const bool usesArrows = isArrow
        && (qobject_cast<const QAbstractSlider*>(widget) || qobject_cast<const QTabBar*>(widget)
            || qobject_cast<const QAbstractItemView*>(widget)
            || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QMenu*>(widget));
    if (isButton || usesArrows) {
        event->accept();
        return true;
    }
    return false;
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isFullScreen())
        setPresenting(false);
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace tickscope
