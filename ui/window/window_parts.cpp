// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/window_parts.h"

#include "ui/charts/charts_panel.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/controller/run_controller.h"
#include "ui/document/settings.h"
#include "ui/lesson/lesson_bar.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/lesson/lesson_session.h"
#include "ui/models/actions_model.h"
#include "ui/models/event_log_model.h"
#include "ui/models/server_list_model.h"
#include "ui/panels/actions_panel.h"
#include "ui/panels/event_log_panel.h"
#include "ui/panels/inspector_column.h"
#include "ui/panels/mailbox_panel.h"
#include "ui/panels/presenter.h"
#include "ui/panels/problems_page.h"
#include "ui/panels/readout_strip.h"
#include "ui/panels/scenario_text_panel.h"
#include "ui/panels/servers_panel.h"
#include "ui/panels/status_strip.h"
#include "ui/panels/transport_bar.h"
#include "ui/panels/verdict_card.h"
#include "ui/panels/welcome_page.h"
#include "ui/panels/words_panel.h"
#include "ui/source/source_difference.h"
#include "ui/source/source_panel.h"
#include "ui/source/state_panel.h"
#include "ui/text/moment_text.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/label.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tab_panel.h"

#include <QCoreApplication>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QMainWindow>
#include <QMenuBar>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace tickscope {

namespace {

/// Makes the parts, one place of the window after the other.
class PartsMaker
{
    Q_DECLARE_TR_FUNCTIONS(MainWindow)

public:
    PartsMaker(QMainWindow& window, const WindowSources& sources)
        : m_window(window)
        , m_from(sources)
        , m_serverList(new ServerListModel(sources.controller, &window))
        , m_log(new EventLogModel(sources.controller, &window))
        , m_actions(new ActionsModel(sources.controller, &window))
    {
    }

    WindowParts make();

private:
    void makeHead();
    void makeCentre();
    QWidget* makeRunPage();
    void makeServersDock();
    void makeInspectorDock();
    void makeChartsDock();
    void makeCharts();
    void makeLogDock();
    void makeSourceDock();
    void makeStateDock();
    void makeLessonDock();
    void makeStatusBar();
    QDockWidget* addDock(
        const QString& id, const QString& title, QWidget* content, Qt::DockWidgetArea area);

    QMainWindow& m_window;
    const WindowSources& m_from;
    // The models hear of a change before the views do.
    ServerListModel* m_serverList;
    EventLogModel* m_log;
    ActionsModel* m_actions;
    WindowParts m_parts;
};

/// In a column without room around it.
QVBoxLayout* newColumn(QWidget* widget)
{
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins({});
    column->setSpacing(0);
    return column;
}

WindowParts PartsMaker::make()
{
    makeHead();
    makeCentre();
    m_window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    m_window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    makeServersDock();
    makeInspectorDock();
    makeChartsDock();
    makeLogDock();
    m_window.splitDockWidget(m_parts.chartsDock, m_parts.logDock, Qt::Horizontal);
    makeSourceDock();
    makeStateDock();
    makeLessonDock();
    makeStatusBar();
    return m_parts;
}

void PartsMaker::makeHead()
{
    auto* head = new QWidget;
    m_parts.menuRow = new Strip(Strip::Ground::Window, {}, m_from.themes);
    m_parts.menuBar = new QMenuBar;
    m_parts.title = new Label(TextLook::Second, m_from.themes);
    auto* row = new QHBoxLayout(m_parts.menuRow);
    row->addWidget(m_parts.menuBar, 1);
    row->addWidget(m_parts.title);
    onTheme(m_parts.menuRow, m_from.themes, [row](const Theme& theme) {
        row->setContentsMargins(px(0.6 * theme.metrics.gap), 0, px(2 * theme.metrics.gap), 0);
    });
    m_parts.transport = new TransportBar(m_from.controller, m_from.actions, m_from.themes);
    m_parts.presenterBar
        = new PresenterBar(m_from.controller, m_from.actions, m_from.document, m_from.themes);
    m_parts.presenterBar->hide();
    auto* column = newColumn(head);
    column->addWidget(m_parts.menuRow);
    column->addWidget(m_parts.transport);
    column->addWidget(m_parts.presenterBar);
    m_window.setMenuWidget(head);
}

void PartsMaker::makeCentre()
{
    m_parts.message = new MessageBar(m_from.themes);
    m_parts.fileBar = new MessageBar(m_from.themes);
    m_parts.recoveryBar = new MessageBar(m_from.themes);
    m_parts.welcome = new WelcomePage(m_from.settings, m_from.themes);
    m_parts.problems = new ProblemsPage(m_from.document, m_from.themes);
    m_parts.runPage = makeRunPage();
    m_parts.pages = new QStackedWidget;
    m_parts.pages->addWidget(m_parts.welcome);
    m_parts.pages->addWidget(m_parts.problems);
    m_parts.pages->addWidget(m_parts.runPage);
    auto* centre = new QWidget;
    auto* column = newColumn(centre);
    column->addWidget(m_parts.recoveryBar);
    column->addWidget(m_parts.fileBar);
    column->addWidget(m_parts.message);
    column->addWidget(m_parts.pages, 1);
    m_window.setCentralWidget(centre);
}

QWidget* PartsMaker::makeRunPage()
{
    auto* page = new QWidget;
    auto* timeline = new TimelineView(m_from.themes, m_from.time);
    auto shown = timeline->parts();
    shown.hasAddServer = true;
    timeline->setParts(shown);
    timeline->setReducedMotion(m_from.settings.reducedMotion());
    m_parts.timeline = timeline;
    m_parts.readout = new ReadoutStrip(m_from.controller, m_from.time, m_from.themes);
    m_parts.caption = new PresenterCaption(m_from.controller, m_from.time, m_from.themes);
    m_parts.caption->hide();
    auto* column = newColumn(page);
    column->addWidget(timeline, 1);
    column->addWidget(m_parts.readout);
    m_parts.lessons = new LessonSession(
        m_from.controller, m_from.document, m_from.time, m_from.settings, &m_window);
    m_parts.lessonBar = new LessonBar(*m_parts.lessons, m_from.themes);
    m_parts.lessonBar->hide();
    column->addWidget(m_parts.lessonBar);
    column->addWidget(m_parts.caption);
    return page;
}

QDockWidget* PartsMaker::addDock(
    const QString& id, const QString& title, QWidget* content, Qt::DockWidgetArea area)
{
    auto* dock = new QDockWidget(title, &m_window);
    dock->setObjectName(id);
    dock->setFeatures(QDockWidget::DockWidgetMovable | QDockWidget::DockWidgetClosable);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    m_window.addDockWidget(area, dock);
    return dock;
}

void PartsMaker::makeServersDock()
{
    m_parts.servers = new ServersPanel(*m_serverList, m_from.time, m_from.themes);
    m_parts.serversDock = addDock(
        QStringLiteral("servers"), tr("Servers"), m_parts.servers, Qt::LeftDockWidgetArea);
    auto* header = new DockHeader(tr("Servers"), m_from.themes);
    header->note().setWords(tr("waiting"));
    m_parts.serversDock->setTitleBarWidget(header);
}

void PartsMaker::makeInspectorDock()
{
    auto* column
        = new InspectorColumn(m_from.controller, m_from.document, m_from.time, m_from.themes);
    m_parts.column = column;
    m_parts.inspector = &column->inspector();
    m_parts.measured = &column->measured();
    m_parts.inspectorDock
        = addDock(QStringLiteral("inspector"), tr("Inspector"), column, Qt::LeftDockWidgetArea);
    m_parts.inspectorDock->setTitleBarWidget(column->header());
}

/// With the alarm and the charts that were chosen last.
void PartsMaker::makeCharts()
{
    auto* charts = new ChartsPanel(m_from.controller, m_from.time, m_from.themes);
    auto& settings = m_from.settings;
    charts->setAlarm(parseAlarm(settings.alarm()).alarm);
    charts->setHiddenCharts(settings.hiddenCharts());
    QObject::connect(charts, &ChartsPanel::alarmChanged, &settings,
        [charts, &settings] { settings.setAlarm(alarmText(charts->alarm())); });
    QObject::connect(charts, &ChartsPanel::hiddenChartsChanged, &settings,
        [charts, &settings] { settings.setHiddenCharts(charts->hiddenCharts()); });
    m_parts.charts = charts;
}

void PartsMaker::makeChartsDock()
{
    makeCharts();
    auto* charts = m_parts.charts;
    m_parts.comparison = new ComparisonPanel(m_from.controller, m_from.time, m_from.themes);
    m_parts.words = new WordsPanel(
        m_from.controller, m_from.time, [charts] { return charts->sentences(); }, m_from.themes);
    m_parts.actions = new ActionsPanel(*m_actions, m_from.time, m_from.themes);
    auto* tabs = new TabPanel(tr("Charts, comparison and actions"), m_from.themes);
    tabs->addPage(tr("Charts"), charts);
    tabs->addPage(tr("Comparison"), m_parts.comparison);
    tabs->addPage(tr("In words"), m_parts.words);
    tabs->addPage(tr("Actions"), m_parts.actions);
    m_parts.scenarioText = new ScenarioTextPanel(m_from.document, m_from.themes);
    tabs->addPage(tr("Scenario"), m_parts.scenarioText);
    m_parts.difference = new SourceDifference(m_from.controller, m_from.time, m_from.themes);
    tabs->addPage(tr("Diff"), m_parts.difference);
    const auto noteSpan = [tabs, charts, &time = m_from.time] {
        if (tabs->current() != charts)
            return tabs->setNote({});
        const auto span = time.range().value_or(time.span());
        tabs->setNote((time.range() ? tr("Range %1") : tr("Window %1"))
                          .arg(spanText(span.startNs, span.endNs)));
    };
    QObject::connect(&m_from.time, &TimeWindow::changed, tabs, noteSpan);
    QObject::connect(tabs, &TabPanel::currentChanged, tabs, noteSpan);
    noteSpan();
    m_parts.chartTabs = tabs;
    m_parts.chartsDock
        = addDock(QStringLiteral("charts"), tr("Charts"), tabs, Qt::BottomDockWidgetArea);
    m_parts.chartsDock->setTitleBarWidget(new QWidget);
}

void PartsMaker::makeLogDock()
{
    m_parts.log = new EventLogPanel(m_from.controller, *m_log, m_from.time, m_from.themes);
    m_parts.mailbox = new MailboxPanel(m_from.controller, m_from.time, m_from.themes);
    m_parts.logTabs = new TabPanel(tr("Event log and mailbox"), m_from.themes);
    m_parts.logTabs->addPage(tr("Event log"), m_parts.log);
    m_parts.logTabs->addPage(tr("Mailbox"), m_parts.mailbox);
    m_parts.logDock = addDock(
        QStringLiteral("log"), tr("Event log"), m_parts.logTabs, Qt::BottomDockWidgetArea);
    m_parts.logDock->setTitleBarWidget(new QWidget);
}

/// In the language that was chosen last.
void PartsMaker::makeSourceDock()
{
    auto& settings = m_from.settings;
    auto* source = new SourcePanel(m_from.controller, m_from.time, m_from.themes);
    source->setChoice(
        { settings.sourceLanguage() == u"erlang" ? SourceLanguage::Erlang : SourceLanguage::Elixir,
            settings.hasAllClauses() ? Clauses::All : Clauses::Used });
    QObject::connect(source, &SourcePanel::choiceChanged, &settings, [source, &settings] {
        const bool isErlang = source->choice().language == SourceLanguage::Erlang;
        settings.setSource(isErlang ? QStringLiteral("erlang") : QStringLiteral("elixir"),
            source->choice().clauses == Clauses::All);
    });
    const auto tellDifference
        = [source, difference = m_parts.difference] { difference->setChoice(source->choice()); };
    QObject::connect(source, &SourcePanel::choiceChanged, m_parts.difference, tellDifference);
    tellDifference();
    m_parts.source = source;
    m_parts.sourceDock
        = addDock(QStringLiteral("source"), tr("Source"), source, Qt::RightDockWidgetArea);
    m_parts.sourceDock->setTitleBarWidget(source->header());
}

void PartsMaker::makeStateDock()
{
    m_parts.state = new StatePanel(m_from.controller, m_from.time, m_from.themes);
    auto* mailboxHeader = new DockHeader(tr("Mailbox"), m_from.themes);
    auto* content = new QWidget;
    auto* column = newColumn(content);
    column->addWidget(m_parts.state);
    column->addWidget(mailboxHeader);
    column->addWidget(new MailboxPanel(m_from.controller, m_from.time, m_from.themes), 1);
    m_parts.stateDock
        = addDock(QStringLiteral("state"), tr("State"), content, Qt::RightDockWidgetArea);
    m_parts.stateDock->setTitleBarWidget(m_parts.state->header());
}

void PartsMaker::makeLessonDock()
{
    m_parts.lesson = new LessonPanel(*m_parts.lessons, m_from.themes);
    m_parts.lessonDock
        = addDock(QStringLiteral("lesson"), tr("Lesson"), m_parts.lesson, Qt::LeftDockWidgetArea);
    m_parts.lessonDock->setTitleBarWidget(m_parts.lesson->header());
    m_parts.lessonDock->hide();
}

void PartsMaker::makeStatusBar()
{
    m_parts.status = new StatusStrip(m_from.controller, m_from.document, m_from.themes);
    auto* bar = new QToolBar(tr("Status"));
    bar->setObjectName(QStringLiteral("status"));
    bar->setMovable(false);
    bar->setFloatable(false);
    bar->setContentsMargins({});
    bar->layout()->setContentsMargins({});
    bar->layout()->setSpacing(0);
    m_parts.status->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    bar->addWidget(m_parts.status);
    m_window.addToolBar(Qt::BottomToolBarArea, bar);
    m_parts.statusBar = bar;
}

} // namespace

WindowParts makeWindowParts(QMainWindow& window, const WindowSources& sources)
{
    return PartsMaker(window, sources).make();
}

} // namespace tickscope
