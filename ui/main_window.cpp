// SPDX-License-Identifier: GPL-3.0-only
#include "ui/main_window.h"

#include "ui/charts/charts_panel.h"
#include "ui/document/picture.h"
#include "ui/models/actions_model.h"
#include "ui/models/event_log_model.h"
#include "ui/models/server_list_model.h"
#include "ui/panels/actions_panel.h"
#include "ui/panels/event_log_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/measured_panel.h"
#include "ui/panels/presenter.h"
#include "ui/panels/problems_page.h"
#include "ui/panels/readout_strip.h"
#include "ui/panels/run_actions.h"
#include "ui/panels/servers_panel.h"
#include "ui/panels/status_strip.h"
#include "ui/panels/transport_bar.h"
#include "ui/panels/welcome_page.h"
#include "ui/text/go_to_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/label.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tab_panel.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QScrollArea>
#include <QSlider>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QToolBar>
#include <QVBoxLayout>

namespace tickscope {

MainWindow::MainWindow(
    const WallClock& clock, ThemeController& themes, Settings& settings, QWidget* parent)
    : QMainWindow(parent)
    , m_themes(themes)
    , m_settings(settings)
    , m_controller(new RunController(clock, {}, this))
    , m_document(new Document(*m_controller, this))
    , m_timeWindow(new TimeWindow(this))
    , m_actions(new RunActions(*m_controller, *m_timeWindow, themes, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks);
    setContextMenuPolicy(Qt::NoContextMenu);
    createModels();
    createHead();
    createCentre();
    createDocks();
    createMenus();
    addActions(m_actions->all());
    connectController();
    connectInspector();
    connectTimeline();
    qApp->installEventFilter(this);
    applyLayout();
    documentOpened();
}

MainWindow::~MainWindow() = default;

void MainWindow::createModels()
{
    m_servers = new ServerListModel(*m_controller, this);
    m_log = new EventLogModel(*m_controller, this);
    m_actionsModel = new ActionsModel(*m_controller, this);
}

void MainWindow::createHead()
{
    m_head = new QWidget;
    m_menuRow = new Strip(Strip::Ground::Window, {}, m_themes);
    m_menuBar = new QMenuBar;
    m_titleLabel = new Label(TextLook::Second, m_themes);
    auto* row = new QHBoxLayout(m_menuRow);
    row->addWidget(m_menuBar, 1);
    row->addWidget(m_titleLabel);
    onTheme(m_menuRow, m_themes, [row](const Theme& theme) {
        row->setContentsMargins(px(0.6 * theme.metrics.gap), 0, px(2 * theme.metrics.gap), 0);
    });
    m_transport = new TransportBar(*m_controller, *m_actions, m_themes);
    m_presenterBar = new PresenterBar(*m_controller, *m_actions, *m_document, m_themes);
    m_presenterBar->hide();
    auto* column = new QVBoxLayout(m_head);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_menuRow);
    column->addWidget(m_transport);
    column->addWidget(m_presenterBar);
    setMenuWidget(m_head);
    connect(m_transport, &TransportBar::goToRequested, this, &MainWindow::goTo);
}

void MainWindow::createCentre()
{
    m_message = new MessageBar(m_themes);
    m_pages = new QStackedWidget;
    m_welcome = new WelcomePage(m_settings, m_themes);
    m_problems = new ProblemsPage(*m_document, m_themes);
    m_runPage = new QWidget;
    m_timeline = new TimelineView(m_themes, *m_timeWindow);
    auto parts = m_timeline->parts();
    parts.hasAddServer = true;
    m_timeline->setParts(parts);
    m_readout = new ReadoutStrip(*m_controller, *m_timeWindow, m_themes);
    m_caption = new PresenterCaption(*m_controller, *m_timeWindow, m_themes);
    m_caption->hide();
    auto* run = new QVBoxLayout(m_runPage);
    run->setContentsMargins({});
    run->setSpacing(0);
    run->addWidget(m_timeline, 1);
    run->addWidget(m_readout);
    run->addWidget(m_caption);
    for (auto* page :
        { static_cast<QWidget*>(m_welcome), static_cast<QWidget*>(m_problems), m_runPage })
        m_pages->addWidget(page);
    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_message);
    column->addWidget(m_pages, 1);
    setCentralWidget(centre);
    connect(m_welcome, &WelcomePage::newRequested, this,
        [this] { openSafely([this] { m_document->openNew(); }); });
    connect(m_welcome, &WelcomePage::openRequested, this, &MainWindow::askOpen);
    connect(m_welcome, &WelcomePage::exampleChosen, this,
        [this](const QString& name) { openSafely([=, this] { m_document->openBuiltin(name); }); });
    connect(m_welcome, &WelcomePage::fileChosen, this,
        [this](const QString& path) { openSafely([=, this] { m_document->openFile(path); }); });
    connect(m_problems, &ProblemsPage::closed, this, [this] {
        if (m_controller->hasRun())
            showPage(m_runPage);
    });
}

QDockWidget* MainWindow::addDock(
    const QString& id, const QString& title, QWidget* content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, this);
    dock->setObjectName(id);
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    addDockWidget(area, dock);
    return dock;
}

void MainWindow::createDocks()
{
    setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);

    m_serversPanel = new ServersPanel(*m_servers, *m_timeWindow, m_themes);
    m_serversDock
        = addDock(QStringLiteral("servers"), tr("Servers"), m_serversPanel, Qt::LeftDockWidgetArea);
    auto* serversHeader = new DockHeader(tr("Servers"), m_themes);
    serversHeader->note().setWords(tr("waiting"));
    m_serversDock->setTitleBarWidget(serversHeader);

    auto* column = new Strip(Strip::Ground::Surface, {}, m_themes);
    auto* inside = new QVBoxLayout(column);
    inside->setContentsMargins({});
    inside->setSpacing(0);
    m_inspector = new InspectorPanel(*m_controller, *m_timeWindow, m_themes);
    m_measured = new MeasuredPanel(*m_controller, *m_timeWindow, m_themes);
    auto* line = new Strip(Strip::Ground::Surface, Qt::TopEdge, m_themes);
    line->setFixedHeight(1);
    inside->addWidget(m_inspector);
    inside->addWidget(line);
    inside->addWidget(m_measured);
    inside->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidget(column);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    m_inspectorDock
        = addDock(QStringLiteral("inspector"), tr("Inspector"), scroll, Qt::LeftDockWidgetArea);
    m_inspectorDock->setTitleBarWidget(new DockHeader(tr("Inspector"), m_themes));

    m_charts = new ChartsPanel(*m_controller, *m_timeWindow, m_themes);
    auto* charts = new TabPanel(tr("Charts and actions"), m_themes);
    charts->addPage(tr("Charts"), m_charts);
    charts->addPage(tr("Actions"), new ActionsPanel(*m_actionsModel, *m_timeWindow, m_themes));
    const auto noteSpan = [this, charts] {
        const auto span = m_timeWindow->range().value_or(m_timeWindow->span());
        charts->setNote((m_timeWindow->range() ? tr("Range %1 to %2 s") : tr("Window %1 to %2 s"))
                            .arg(shortSecondsText(span.startNs), shortSecondsText(span.endNs)));
    };
    connect(m_timeWindow, &TimeWindow::changed, charts, noteSpan);
    noteSpan();
    m_chartsDock
        = addDock(QStringLiteral("charts"), tr("Charts"), charts, Qt::BottomDockWidgetArea);
    m_chartsDock->setTitleBarWidget(new QWidget);

    m_logPanel = new EventLogPanel(*m_controller, *m_log, *m_timeWindow, m_themes);
    auto* log = new TabPanel(tr("Event log"), m_themes);
    log->addPage(tr("Event log"), m_logPanel);
    m_logDock = addDock(QStringLiteral("log"), tr("Event log"), log, Qt::BottomDockWidgetArea);
    m_logDock->setTitleBarWidget(new QWidget);
    splitDockWidget(m_chartsDock, m_logDock, Qt::Horizontal);

    m_status = new StatusStrip(*m_controller, *m_document, m_themes);
    m_statusBar = new QToolBar(tr("Status"));
    m_statusBar->setObjectName(QStringLiteral("status"));
    m_statusBar->setMovable(false);
    m_statusBar->setFloatable(false);
    m_statusBar->setContentsMargins({});
    m_statusBar->layout()->setContentsMargins({});
    m_statusBar->layout()->setSpacing(0);
    m_status->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_statusBar->addWidget(m_status);
    addToolBar(Qt::BottomToolBarArea, m_statusBar);
    connect(m_status, &StatusStrip::problemsRequested, this, [this] { showPage(m_problems); });
}

void MainWindow::connectController()
{
    connect(m_controller, &RunController::runReplaced, this, &MainWindow::runReplaced);
    connect(m_controller, &RunController::advanced, this, [this] {
        m_timeWindow->setRunEnd(toNs(m_controller->end()));
        m_timeWindow->setNow(toNs(m_controller->now()));
        m_timeline->refresh();
    });
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
    connect(m_timeline, &TimelineView::cancelRequested, this, [this](std::uint32_t server) {
        if (!m_controller->hasRun())
            return;
        Action action;
        action.server = m_controller->run().processNames()[server];
        action.kind = ActionKind::Cancel;
        m_document->act(action);
    });
    connect(m_timeline, &TimelineView::messageActivated, this,
        [this](std::uint32_t, std::uint32_t) { m_timeline->focusSelection(); });
    connect(m_timeline, &TimelineView::contextMenuRequested, this, &MainWindow::showLaneMenu);
}

void MainWindow::connectInspector()
{
    connect(m_inspector, &InspectorPanel::actionRequested, m_document, &Document::act);
    connect(m_inspector, &InspectorPanel::specChangeRequested, this, &MainWindow::changeServer);
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
        m_timeWindow->reset(toNs(m_controller->end()));
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
    if (!m_controller->hasRun()) {
        m_timeline->setRun(nullptr, {});
        return;
    }
    m_timeline->setRun(&m_controller->log(), laneInfoOf(m_controller->run(), m_controller->log()));
    m_timeWindow->setRunEnd(toNs(m_controller->end()));
    m_timeWindow->setNow(toNs(m_controller->now()));
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
