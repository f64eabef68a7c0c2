// SPDX-License-Identifier: GPL-3.0-only
// The parts of the window and where they stand.
#include "ui/charts/charts_panel.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/panels/actions_panel.h"
#include "ui/panels/event_log_panel.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/mailbox_panel.h"
#include "ui/panels/measured_panel.h"
#include "ui/panels/presenter.h"
#include "ui/panels/problems_page.h"
#include "ui/panels/readout_strip.h"
#include "ui/panels/servers_panel.h"
#include "ui/panels/status_strip.h"
#include "ui/panels/transport_bar.h"
#include "ui/panels/welcome_page.h"
#include "ui/panels/words_panel.h"
#include "ui/text/time_text.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/label.h"
#include "ui/widgets/strip.h"
#include "ui/widgets/tab_panel.h"
#include "ui/window/main_window.h"

#include <QDockWidget>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QScrollArea>
#include <QStackedWidget>
#include <QToolBar>
#include <QVBoxLayout>

namespace tickscope {

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
    connect(m_transport, &TransportBar::goToRequested, this, [this](const QString& text) {
        focusLanes();
        goTo(text);
    });
}

void MainWindow::createCentre()
{
    m_message = new MessageBar(m_themes);
    m_fileBar = new MessageBar(m_themes);
    m_recoveryBar = new MessageBar(m_themes);
    m_pages = new QStackedWidget;
    m_welcome = new WelcomePage(m_settings, m_themes);
    m_problems = new ProblemsPage(*m_document, m_themes);
    m_runPage = new QWidget;
    m_timeline = new TimelineView(m_themes, *m_timeWindow);
    auto parts = m_timeline->parts();
    parts.hasAddServer = true;
    m_timeline->setParts(parts);
    m_timeline->setReducedMotion(m_settings.reducedMotion());
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
    column->addWidget(m_recoveryBar);
    column->addWidget(m_fileBar);
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
    m_charts->setAlarm(parseAlarm(m_settings.alarm()).alarm);
    m_charts->setHiddenCharts(m_settings.hiddenCharts());
    connect(m_charts, &ChartsPanel::alarmChanged, this,
        [this] { m_settings.setAlarm(alarmText(m_charts->alarm())); });
    connect(m_charts, &ChartsPanel::hiddenChartsChanged, this,
        [this] { m_settings.setHiddenCharts(m_charts->hiddenCharts()); });
    m_comparisonPanel = new ComparisonPanel(*m_controller, *m_timeWindow, m_themes);
    auto* charts = new TabPanel(tr("Charts, comparison and actions"), m_themes);
    m_chartTabs = charts;
    charts->addPage(tr("Charts"), m_charts);
    charts->addPage(tr("Comparison"), m_comparisonPanel);
    m_words = new WordsPanel(
        *m_controller, *m_timeWindow, [this] { return m_charts->sentences(); }, m_themes);
    charts->addPage(tr("In words"), m_words);
    auto* actions = new ActionsPanel(*m_actionsModel, *m_timeWindow, m_themes);
    charts->addPage(tr("Actions"), actions);
    connect(actions, &ActionsPanel::removeRequested, this, &MainWindow::removeAction);
    connect(actions, &ActionsPanel::editRequested, this, &MainWindow::editAction);
    const auto noteSpan = [this, charts] {
        if (charts->current() != m_charts)
            return charts->setNote({});
        const auto span = m_timeWindow->range().value_or(m_timeWindow->span());
        charts->setNote((m_timeWindow->range() ? tr("Range %1 to %2 s") : tr("Window %1 to %2 s"))
                            .arg(shortSecondsText(span.startNs), shortSecondsText(span.endNs)));
    };
    connect(m_timeWindow, &TimeWindow::changed, charts, noteSpan);
    connect(charts, &TabPanel::currentChanged, charts, noteSpan);
    noteSpan();
    m_chartsDock
        = addDock(QStringLiteral("charts"), tr("Charts"), charts, Qt::BottomDockWidgetArea);
    m_chartsDock->setTitleBarWidget(new QWidget);

    m_logPanel = new EventLogPanel(*m_controller, *m_log, *m_timeWindow, m_themes);
    m_mailbox = new MailboxPanel(*m_controller, *m_timeWindow, m_themes);
    m_logTabs = new TabPanel(tr("Event log and mailbox"), m_themes);
    m_logTabs->addPage(tr("Event log"), m_logPanel);
    m_logTabs->addPage(tr("Mailbox"), m_mailbox);
    m_logDock
        = addDock(QStringLiteral("log"), tr("Event log"), m_logTabs, Qt::BottomDockWidgetArea);
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

} // namespace tickscope
