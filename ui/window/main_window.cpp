// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/main_window.h"

#include "core/lesson/builtin_lessons.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/controller/worst_server.h"
#include "ui/document/picture.h"
#include "ui/models/instant_events.h"
#include "ui/panels/actions_panel.h"
#include "ui/panels/event_log_panel.h"
#include "ui/panels/inspector_column.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/problems_page.h"
#include "ui/panels/run_actions.h"
#include "ui/panels/scenario_panel.h"
#include "ui/panels/status_strip.h"
#include "ui/panels/transport_bar.h"
#include "ui/panels/welcome_page.h"
#include "ui/recording/recording_page.h"
#include "ui/theme/icons.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/edit_field.h"
#include "ui/widgets/field_popup.h"
#include "ui/widgets/label.h"
#include "ui/window/beam_session.h"
#include "ui/window/document_flow.h"
#include "ui/window/export_commands.h"
#include "ui/window/kept_selection.h"
#include "ui/window/key_commands.h"
#include "ui/window/lane_commands.h"
#include "ui/window/lesson_commands.h"
#include "ui/window/marker_commands.h"
#include "ui/window/navigation.h"
#include "ui/window/run_keys.h"
#include "ui/window/scenario_commands.h"
#include "ui/window/window_layout.h"
#include "ui/window/window_menus.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QPointer>
#include <QStackedWidget>

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
    // Before the views hear of it: they ask the time window where now is. After a change of the run
    // it is the other way round: first they let go of the old one.
    connect(m_controller, &RunController::advanced, this, &MainWindow::updateTime);
    m_parts = makeWindowParts(
        *this, { *m_controller, *m_document, *m_timeWindow, *m_actions, m_themes, m_settings });
    m_layout = new WindowLayout(*this, m_parts, m_themes, m_settings, this);
    createCommands();
    connectController();
    connectDocument();
    connectPanels();
    connectTimeline();
    m_keys = std::make_unique<RunKeys>(*this, *m_layout);
    m_layout->restore();
    documentOpened();
}

MainWindow::~MainWindow()
{
    // What is half typed is asked for when its field loses the focus: while all that hears of it is
    // still there.
    if (auto* focused = focusWidget())
        focused->clearFocus();
    qDeleteAll(findChildren<FieldPopup*>()); // and in one that asks for a value
    // A list that is open has the focus until it goes, after the run and the document.
    for (auto* child : findChildren<QObject*>())
        disconnect(qApp, nullptr, child, nullptr);
    for (const auto& window : m_opened)
        delete window;
}

/// What is done with the run and the document, and the menus that offer it.
void MainWindow::createCommands()
{
    const WindowContext context { *this, *m_controller, *m_document, *m_timeWindow,
        *m_parts.timeline, *m_parts.message, m_themes, m_settings };
    m_flow = new DocumentFlow(context, { *m_parts.fileBar, *m_parts.recoveryBar }, this);
    m_scenario = new ScenarioCommands(context, this);
    auto* markers = new MarkerCommands(context, *m_parts.readout, *m_parts.caption, this);
    m_navigation = new Navigation(context, *m_layout, *markers, *m_parts.log, this);
    auto* exports = new ExportCommands(context, *m_parts.charts, *m_parts.measured, this);
    auto* beam = new BeamSession(context, this);
    auto* keys = new KeyCommands(context, *m_actions, *m_parts.transport, this);
    new LaneCommands(context, *m_scenario, keys->server(), this);
    m_selection = new KeptSelection(*m_controller, *m_timeWindow, this);
    m_lessons = new LessonCommands(context, m_parts, *m_layout, this);
    connect(m_flow, &DocumentFlow::lessonRequested, m_lessons, &LessonCommands::openFile);
    connect(m_lessons, &LessonCommands::willOpen, m_flow, &DocumentFlow::makeRoom);
    const WindowCommands commands { *m_actions, *m_flow, *m_scenario, *exports, *beam, *markers,
        *m_navigation, *keys, *m_lessons };
    addActions(m_actions->all());
    auto* menus = new WindowMenus(context, m_parts, *m_layout, commands, this);
    connect(menus, &WindowMenus::newWindowRequested, this, &MainWindow::openWindow);
}

void MainWindow::updateTime()
{
    m_timeWindow->setRunEnd(toNs(m_controller->end()));
    m_timeWindow->setNow(toNs(m_controller->now()));
}

void MainWindow::connectController()
{
    auto* message = m_parts.message;
    connect(m_controller, &RunController::runReplaced, this, &MainWindow::runReplaced);
    connect(m_controller, &RunController::advanced, m_parts.timeline, &TimelineView::refresh);
    connect(m_controller, &RunController::limitReached, this, [this, message](const QString& why) {
        message->showMessage({ MessageBar::Tone::Warning, tr("A limit stopped the run"),
            why.split(u'\n').mid(0, 3).join(u' '), tr("Raise the limits"),
            [this] { m_controller->raiseLimits(); } });
    });
    connect(m_controller, &RunController::memoryRanOut, this, [message] {
        message->showMessage({ MessageBar::Tone::Warning, tr("There is not enough memory"),
            tr("The run was stopped and stands at its start again; what it had recorded was given "
               "up. No change is lost. A shorter run needs less."),
            {}, {} });
    });
}

void MainWindow::connectDocument()
{
    auto* message = m_parts.message;
    connect(m_document, &Document::opened, this, &MainWindow::documentOpened);
    connect(m_document, &Document::modifiedChanged, this, &MainWindow::updateTitle);
    connect(
        m_document, &Document::failed, this, [message](const QString& what, const QString& why) {
            message->showMessage({ MessageBar::Tone::Error, what, why, {}, {} });
        });
    connect(m_document, &Document::saved, this, [this](const QString& path) {
        m_settings.addRecentFile(path);
        updateTitle();
    });
    connect(m_parts.welcome, &WelcomePage::newRequested, m_flow, &DocumentFlow::openNew);
    connect(m_parts.welcome, &WelcomePage::openRequested, m_flow, &DocumentFlow::askOpen);
    connect(m_parts.welcome, &WelcomePage::exampleChosen, m_flow, &DocumentFlow::openBuiltin);
    connect(m_parts.welcome, &WelcomePage::fileChosen, m_flow, &DocumentFlow::openFile);
    connect(m_flow, &DocumentFlow::recordingOpened, this,
        [this, page = QPointer<RecordingPage>()](
            const std::shared_ptr<const RecordedEvents>& events, const QString& name) mutable {
            if (!page) { // few look at one
                page = new RecordingPage(m_themes);
                m_parts.pages->addWidget(page);
                connect(page, &RecordingPage::closed, this, [this, page] {
                    m_layout->showPage(m_controller->hasRun() ? m_parts.runPage : m_parts.welcome);
                    page->deleteLater();
                });
            }
            page->showEvents(*events, name);
            m_layout->showPage(page);
            page->setFocus();
        });
    connect(m_parts.problems, &ProblemsPage::closed, this, [this] {
        if (m_controller->hasRun())
            m_layout->showPage(m_parts.runPage);
    });
    connect(m_parts.status, &StatusStrip::problemsRequested, this,
        [this] { m_layout->showPage(m_parts.problems); });
}

void MainWindow::connectTimeline()
{
    auto* timeline = m_parts.timeline;
    connect(timeline, &TimelineView::seekBegan, this, [this] {
        m_beforeSeek = m_controller->now();
        m_playedBeforeSeek = m_controller->state() == RunController::State::Playing;
    });
    connect(timeline, &TimelineView::seekRequested, this,
        [this](std::int64_t ns) { m_controller->goTo(fromNs(ns)); });
    connect(timeline, &TimelineView::seekTakenBack, this, [this] {
        m_controller->goTo(m_beforeSeek);
        if (m_playedBeforeSeek)
            m_controller->play();
    });
    timeline->setInstantSource([this](std::int64_t ns, std::optional<std::uint32_t> lane) {
        return m_controller->hasRun()
            ? instantOf(m_controller->run(), m_controller->log(), ns, lane)
            : Instant {};
    });
    connect(timeline, &TimelineView::recordSelected, m_parts.log, &EventLogPanel::showRecord);
    connect(timeline, &TimelineView::messageActivated, timeline,
        [timeline](std::uint32_t, std::uint32_t) { timeline->focusSelection(); });
}

/// What the panels around the lanes ask for.
void MainWindow::connectPanels()
{
    connect(m_parts.transport, &TransportBar::goToRequested, this, [this](const QString& text) {
        m_layout->focusLanes();
        m_navigation->goTo(text);
    });
    connect(m_parts.inspector, &InspectorPanel::actionRequested, m_document, &Document::act);
    connect(m_scenario, &ScenarioCommands::serverAdded, m_parts.column, [column = m_parts.column] {
        column->showServer();
        column->inspector().editName();
    });
    connect(&m_parts.column->scenario(), &ScenarioPanel::done, m_layout, &WindowLayout::focusLanes);
    connect(
        m_parts.column, &InspectorColumn::textRequested, m_layout, &WindowLayout::showScenarioText);
    connect(m_parts.status, &StatusStrip::scenarioRequested, m_layout,
        &WindowLayout::showScenarioField);
    for (auto* field : m_parts.inspector->findChildren<EditField*>()) {
        connect(field, &EditField::entered, m_layout, &WindowLayout::focusLanes);
        connect(field, &EditField::left, m_layout, &WindowLayout::focusLanes);
    }
    connect(m_parts.comparison, &ComparisonPanel::actionRequested, m_document, &Document::act);
    connect(m_parts.comparison, &ComparisonPanel::placeRequested, m_parts.timeline,
        [timeline = m_parts.timeline](std::uint32_t server, TimeSpan place) {
            const auto room = std::max<std::int64_t>(place.length() / 2, shortestSpanNs);
            timeline->revealLane(server);
            timeline->showSpan({ place.startNs - room, place.endNs + room });
        });
    connect(m_parts.actions, &ActionsPanel::removeRequested, m_scenario,
        &ScenarioCommands::removeAction);
    connect(
        m_parts.actions, &ActionsPanel::editRequested, m_scenario, &ScenarioCommands::editAction);
}

void MainWindow::documentOpened()
{
    switch (m_document->state()) {
    case Document::State::Nothing:
        m_layout->showPage(m_parts.welcome);
        break;
    case Document::State::Broken:
        m_layout->showPage(m_parts.problems);
        break;
    case Document::State::Scenario:
        m_parts.timeline->setRun(&m_controller->log(), [this](std::uint32_t server) {
            return laneInfoOf(m_controller->run(), m_controller->log())(server);
        });
        m_timeWindow->reset(toNs(m_controller->end()));
        m_parts.comparison->chooseServers();
        if (m_controller->run().serverCount() > 0)
            m_timeWindow->setSelection(Selection { 0, 0 });
        // Somebody who types in the list of problems stays there until it is asked to run.
        if (m_parts.pages->currentWidget() != m_parts.problems || !m_document->isModified())
            m_layout->showPage(m_parts.runPage);
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
    m_parts.timeline->setLog(m_controller->hasRun() ? &m_controller->log() : nullptr);
    if (m_controller->hasRun()) {
        updateTime();
        m_selection->restore();
    }
}

void MainWindow::updateTitle()
{
    const auto state = m_document->state();
    const auto title = state == Document::State::Nothing ? QString()
        : state == Document::State::Broken               ? m_document->name()
                                                         : m_document->title();
    const auto mark = m_document->isModified() ? QStringLiteral("*") : QString();
    m_parts.title->setWords(title + mark);
    setWindowTitle(
        title.isEmpty() ? tr("Tickscope") : QStringLiteral("%1%2 – Tickscope").arg(title, mark));
}

void MainWindow::openNamed(const QString& name)
{
    m_flow->openNamed(name);
}

bool MainWindow::openLesson(const QString& name)
{
    return m_lessons->open(name);
}

void MainWindow::openFirstLesson()
{
    const auto name = builtinLessons().front().name;
    m_lessons->open(
        QString::fromUtf8(name.data(), qsizetype(name.size())), LessonCommands::Look::FirstStart);
}

bool MainWindow::openLast()
{
    if (const auto last = m_settings.lastFile(); last.startsWith(lessonPrefix))
        return openLesson(last.mid(lessonPrefix.size()));
    return m_flow->openLast();
}

void MainWindow::openWindow()
{
    auto* window = new MainWindow(m_controller->clock(), m_themes, m_settings);
    m_opened.push_back(window);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->move(pos() + QPoint(40, 40));
    window->show();
}

void MainWindow::offerRecovery()
{
    m_flow->offerRecovery();
}

void MainWindow::keepForNextStart()
{
    for (const auto& window : m_opened)
        if (window)
            window->keepForNextStart();
    m_flow->keepForNextStart();
    m_layout->save();
    m_controller->pause();
}

void MainWindow::resizeAtFirst(QSize size)
{
    m_layout->resizeAtFirst(size);
}

void MainWindow::selectWorst()
{
    if (!m_controller->hasRun())
        return;
    if (const auto worst = worstServer(m_controller->run().scenario())) {
        m_timeWindow->setSelection(Selection { *worst, 0 });
        m_parts.timeline->revealLane(*worst);
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_flow->mayClose()) {
        event->ignore();
        return m_flow->askBeforeClosing();
    }
    m_flow->rememberFile();
    m_layout->save();
    m_controller->pause();
    event->accept();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    // Some file systems tell nobody of changes: look when somebody comes back.
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        m_document->checkDisk();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    if (m_layout)
        m_layout->resized(*event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.isEmpty())
        return;
    event->acceptProposedAction();
    m_flow->openDropped(urls);
}

void MainWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && isFullScreen())
        m_layout->setPresenting(false);
    else
        QMainWindow::keyPressEvent(event);
}

} // namespace tickscope
