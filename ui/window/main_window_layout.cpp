// SPDX-License-Identifier: GPL-3.0-only
// How the window is laid out: docks, their sizes, and presenting.
#include "core/scenario/builtin.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/panels/presenter.h"
#include "ui/panels/readout_strip.h"
#include "ui/panels/transport_bar.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/tab_panel.h"
#include "ui/widgets/themed.h"
#include "ui/window/main_window.h"

#include <QDockWidget>
#include <QFileInfo>
#include <QLayout>
#include <QResizeEvent>
#include <QScreen>
#include <QStackedWidget>
#include <QToolBar>

#include <algorithm>

namespace tickscope {

namespace {

// Goes up when docks come, go or change places: an older layout is then not taken.
constexpr int layoutVersion = 1;
constexpr int narrowWidth = 1100; ///< below this the left column makes room for the lanes

/// Larger type needs more room for the same words.
int narrowFor(const Theme& theme)
{
    return px(narrowWidth * theme.type.body / 13);
}

} // namespace

void MainWindow::applyLayout()
{
    const auto room = screen() ? screen()->availableGeometry().size() : QSize(1280, 720);
    setMinimumSize(560, 400);
    resize(std::min(1920, room.width() * 95 / 100), std::min(1080, room.height() * 92 / 100));
    if (!m_settings.geometry().isEmpty())
        restoreGeometry(m_settings.geometry());
    m_workspace = workspaceOf(m_settings.workspace());
    resetLayout();
    if (!m_settings.layout().isEmpty())
        restoreState(m_settings.layout(), layoutVersion);
    m_runLayout = saveState(layoutVersion);
    connect(&m_themes, &ThemeController::themeChanged, this, &MainWindow::fitToWidth);
}

void MainWindow::resizeAtFirst(QSize size)
{
    resize(size);
    if (!m_settings.layout().isEmpty())
        return;
    fitToWidth();
    layout()->activate();
    fitDocks();
}

void MainWindow::resetLayout()
{
    for (auto* dock : { m_serversDock, m_inspectorDock }) {
        addDockWidget(Qt::LeftDockWidgetArea, dock);
        dock->show();
    }
    for (auto* dock : { m_chartsDock, m_logDock }) {
        addDockWidget(Qt::BottomDockWidgetArea, dock);
        dock->show();
    }
    splitDockWidget(m_serversDock, m_inspectorDock, Qt::Vertical);
    splitDockWidget(m_chartsDock, m_logDock, Qt::Horizontal);
    m_isLeftHiddenByWidth = false;
    if (m_workspace == Workspace::Teach) {
        for (auto* dock : { m_serversDock, m_inspectorDock, m_logDock })
            dock->hide();
        m_chartTabs->setCurrent(m_comparisonPanel);
    }
    fitDocks();
}

void MainWindow::setWorkspace(Workspace workspace)
{
    if (m_pages->currentWidget() != m_runPage || isFullScreen())
        return;
    m_settings.setWorkspaceLayout(workspaceKey(m_workspace), saveState(layoutVersion));
    m_workspace = workspace;
    m_settings.setWorkspace(workspaceKey(workspace));
    resetLayout();
    layout()->activate(); // docks that were hidden have no size to share before
    fitDocks();
    const auto layout = m_settings.workspaceLayout(workspaceKey(workspace));
    if (!layout.isEmpty())
        restoreState(layout, layoutVersion);
    m_runLayout = saveState(layoutVersion);
}

void MainWindow::fitDocks()
{
    // As wide as the words in it: the projector's type is larger at the same text size.
    const double scale = m_themes.theme().type.body / 13;
    const int left = px(300 * scale);
    const int rest = width() - left;
    const bool isDebug = m_workspace == Workspace::Debug;
    const int bottom = isDebug
        ? height() / 2
        : std::clamp(height() * 376 / 1000, px(180 * scale), px(420 * scale));
    const int charts = isDebug ? 40 : 64; ///< percent of the width; the log has the rest
    resizeDocks({ m_serversDock, m_inspectorDock }, { left, left }, Qt::Horizontal);
    resizeDocks(
        { m_serversDock, m_inspectorDock }, { height() / 5, height() * 4 / 5 }, Qt::Vertical);
    resizeDocks({ m_chartsDock, m_logDock }, { rest * charts / 100, rest * (100 - charts) / 100 },
        Qt::Horizontal);
    resizeDocks({ m_chartsDock, m_logDock }, { bottom, bottom }, Qt::Vertical);
}

void MainWindow::setRunPartsVisible(bool isVisible)
{
    const QList<QDockWidget*> docks { m_serversDock, m_inspectorDock, m_chartsDock, m_logDock };
    if (isVisible) {
        m_transport->show();
        restoreState(m_runLayout, layoutVersion);
        fitToWidth();
        return;
    }
    if (std::any_of(docks.begin(), docks.end(), [](const auto* dock) { return !dock->isHidden(); }))
        m_runLayout = saveState(layoutVersion);
    m_transport->hide();
    for (auto* dock : docks)
        dock->hide();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    const bool wasNarrow = event->oldSize().width() < narrowFor(m_themes.theme());
    if (wasNarrow != (width() < narrowFor(m_themes.theme())))
        fitToWidth();
}

void MainWindow::fitToWidth()
{
    if (isFullScreen() || m_pages->currentWidget() != m_runPage)
        return;
    const QList<QDockWidget*> left { m_serversDock, m_inspectorDock };
    const bool isShown
        = std::any_of(left.begin(), left.end(), [](const auto* dock) { return !dock->isHidden(); });
    const bool isNarrow = width() < narrowFor(m_themes.theme());
    // What somebody hid or showed with F2 stays so.
    if (isNarrow == isShown && (isNarrow || m_isLeftHiddenByWidth)) {
        m_isLeftHiddenByWidth = isNarrow;
        for (auto* dock : left)
            dock->setVisible(!isNarrow);
    }
}

void MainWindow::toggleDocks(const QList<QDockWidget*>& docks)
{
    const bool isShown = std::any_of(
        docks.begin(), docks.end(), [](const auto* dock) { return !dock->isHidden(); });
    for (auto* dock : docks)
        dock->setVisible(!isShown);
}

void MainWindow::showChartPage(QWidget* page)
{
    m_chartsDock->show();
    m_chartTabs->setCurrent(page);
}

void MainWindow::showLogPage(QWidget* page)
{
    m_logDock->show();
    m_logTabs->setCurrent(page);
}

void MainWindow::setPresenting(bool isPresenting)
{
    if (isPresenting == m_presenterBar->isVisibleTo(this) || m_pages->currentWidget() != m_runPage)
        return;
    if (isPresenting)
        m_layoutBeforePresenting = saveState(layoutVersion);
    m_menuRow->setVisible(!isPresenting);
    m_transport->setVisible(!isPresenting);
    m_statusBar->setVisible(!isPresenting);
    m_readout->setVisible(!isPresenting);
    m_presenterBar->setVisible(isPresenting);
    m_caption->setVisible(isPresenting);
    for (auto* dock : { m_serversDock, m_inspectorDock, m_chartsDock, m_logDock })
        dock->setVisible(!isPresenting);
    auto parts = m_timeline->parts(); // what is left for the lanes alone
    parts.hasWholeRun = parts.hasAddServer = !isPresenting;
    m_timeline->setParts(parts);
    if (isPresenting) {
        showFullScreen();
    } else {
        showNormal();
        restoreState(m_layoutBeforePresenting, layoutVersion);
    }
    m_presentAction->setChecked(isPresenting);
    m_timeline->setFocus();
}

bool MainWindow::openLast()
{
    const auto name = m_settings.lastFile();
    const bool isThere = !name.isEmpty()
        && (findBuiltin(name.toStdString()) != nullptr || QFileInfo(name).isFile());
    if (!isThere)
        return false;
    const auto at = fromNs(m_settings.lastMoment());
    openNamed(name);
    if (m_controller->hasRun())
        m_controller->goTo(std::min(at, m_controller->end()));
    return true;
}

void MainWindow::saveWindow()
{
    if (isFullScreen())
        setPresenting(false);
    const bool isRun = m_pages->currentWidget() == m_runPage;
    rememberFile();
    m_settings.setWindow(saveGeometry(), isRun ? saveState(layoutVersion) : m_runLayout);
}

} // namespace tickscope
