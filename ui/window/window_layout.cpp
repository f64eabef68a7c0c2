// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/window_layout.h"

#include "ui/comparison/comparison_panel.h"
#include "ui/document/settings.h"
#include "ui/lesson/lesson_bar.h"
#include "ui/panels/inspector_column.h"
#include "ui/panels/presenter.h"
#include "ui/panels/readout_strip.h"
#include "ui/panels/scenario_panel.h"
#include "ui/panels/scenario_text_panel.h"
#include "ui/panels/source_text.h"
#include "ui/panels/transport_bar.h"
#include "ui/panels/welcome_page.h"
#include "ui/source/source_panel.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/tab_panel.h"
#include "ui/widgets/themed.h"

#include <QDockWidget>
#include <QLayout>
#include <QMainWindow>
#include <QResizeEvent>
#include <QScreen>
#include <QStackedWidget>
#include <QToolBar>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

// Goes up when docks come, go or change places: an older layout is then not taken.
constexpr int layoutVersion = 2;
constexpr int lowHeight = 800; ///< below this charts and log are closed to their tabs at first
constexpr int narrowWidth = 1100; ///< below this the left column makes room for the lanes

constexpr int wideWidth = 1500; ///< from here on there is room for source and state
constexpr int leastLanes = 560; ///< the lanes never get less

/// Larger type needs more room for the same words.
int narrowFor(const Theme& theme)
{
    return px(narrowWidth * theme.type.body / 13);
}
int wideFor(const Theme& theme)
{
    return px(wideWidth * theme.type.body / 13);
}

bool isAnyShown(const QList<QDockWidget*>& docks)
{
    return std::any_of(
        docks.begin(), docks.end(), [](const auto* dock) { return !dock->isHidden(); });
}

} // namespace

WindowLayout::WindowLayout(QMainWindow& window, const WindowParts& parts, ThemeController& themes,
    Settings& settings, QObject* parent)
    : QObject(parent)
    , m_window(window)
    , m_parts(parts)
    , m_themes(themes)
    , m_settings(settings)
    , m_fittedType(themes.theme().type.body)
{
    // Charts and log stand in one row.
    const auto follow = [this](TabPanel* one, TabPanel* other) {
        connect(one, &TabPanel::openChanged, other, [this, other](bool isOpen) {
            other->setOpen(isOpen);
            QMetaObject::invokeMethod(this, &WindowLayout::fitDocks, Qt::QueuedConnection);
        });
    };
    follow(m_parts.chartTabs, m_parts.logTabs);
    follow(m_parts.logTabs, m_parts.chartTabs);
}

/// Larger or smaller type needs docks of another width.
void WindowLayout::fitToType()
{
    fitToWidth();
    const double type = m_themes.theme().type.body;
    if (std::exchange(m_fittedType, type) == type)
        return;
    // What is inside first: else the docks keep the width that the type of before needed.
    for (const auto* dock : leftDocks()) {
        const auto inside = dock->findChildren<QWidget*>();
        for (auto each = inside.rbegin(); each != inside.rend(); ++each) {
            if (auto* layout = (*each)->layout()) {
                layout->invalidate();
                layout->activate();
            }
            (*each)->updateGeometry();
        }
    }
    m_window.layout()->activate();
    fitDocks();
}

/// As saveState(); docks that only make room in a narrow window are kept as shown.
QByteArray WindowLayout::state()
{
    QList<QDockWidget*> hidden;
    if (m_isLeftHiddenByWidth && !m_window.isFullScreen())
        hidden << leftDocks();
    if (m_isRightHiddenByWidth && !m_window.isFullScreen())
        hidden << rightDocks();
    for (auto* dock : hidden)
        dock->show();
    const auto state = m_window.saveState(layoutVersion);
    for (auto* dock : hidden)
        dock->hide();
    return state;
}

QList<QDockWidget*> WindowLayout::leftDocks() const
{
    return { m_parts.serversDock, m_parts.inspectorDock };
}

QList<QDockWidget*> WindowLayout::rightDocks() const
{
    return { m_parts.sourceDock, m_parts.stateDock };
}

QList<QDockWidget*> WindowLayout::bottomDocks() const
{
    return { m_parts.chartsDock, m_parts.logDock };
}

void WindowLayout::restore()
{
    const auto* screen = m_window.screen();
    const auto room = screen ? screen->availableGeometry().size() : QSize(1280, 720);
    m_window.setMinimumSize(560, 400);
    m_window.resize(
        std::min(1920, room.width() * 95 / 100), std::min(1080, room.height() * 92 / 100));
    if (!m_settings.geometry().isEmpty())
        m_window.restoreGeometry(m_settings.geometry());
    m_workspace = workspaceOf(m_settings.workspace());
    reset();
    if (!m_settings.layout().isEmpty())
        m_window.restoreState(m_settings.layout(), layoutVersion);
    m_runLayout = m_window.saveState(layoutVersion);
    connect(&m_themes, &ThemeController::themeChanged, this, &WindowLayout::fitToType);
}

void WindowLayout::resizeAtFirst(QSize size)
{
    m_window.resize(size);
    if (!m_settings.layout().isEmpty())
        return;
    fitToWidth();
    m_window.layout()->activate();
    fitDocks();
    // In a low window all strips of the lanes are seen, and charts and log are a click away.
    if (m_window.height() < px(lowHeight * m_themes.theme().scale))
        m_parts.chartTabs->setOpen(false);
}

void WindowLayout::reset()
{
    for (auto* dock : leftDocks()) {
        m_window.addDockWidget(Qt::LeftDockWidgetArea, dock);
        dock->show();
    }
    for (auto* dock : bottomDocks()) {
        m_window.addDockWidget(Qt::BottomDockWidgetArea, dock);
        dock->show();
    }
    m_window.splitDockWidget(m_parts.serversDock, m_parts.inspectorDock, Qt::Vertical);
    m_window.splitDockWidget(m_parts.chartsDock, m_parts.logDock, Qt::Horizontal);
    for (auto* dock : rightDocks())
        m_window.addDockWidget(Qt::RightDockWidgetArea, dock);
    m_window.splitDockWidget(m_parts.sourceDock, m_parts.stateDock, Qt::Vertical);
    m_window.addDockWidget(Qt::LeftDockWidgetArea, m_parts.lessonDock);
    m_parts.lessonDock->setVisible(m_lesson == Lesson::Panel);
    m_isLeftHiddenByWidth = false;
    m_isRightHiddenByWidth = false;
    showRight(m_workspace != Workspace::Debug);
    m_parts.chartTabs->setOpen(true);
    if (m_workspace == Workspace::Teach) {
        for (auto* dock : { m_parts.serversDock, m_parts.inspectorDock, m_parts.logDock })
            dock->hide();
        m_parts.chartTabs->setCurrent(m_parts.comparison);
    }
    fitRightToWidth();
    fitDocks();
}

void WindowLayout::setWorkspace(Workspace workspace)
{
    if (!isRunShown() || m_window.isFullScreen())
        return;
    m_settings.setWorkspaceLayout(workspaceKey(m_workspace), m_window.saveState(layoutVersion));
    m_workspace = workspace;
    m_settings.setWorkspace(workspaceKey(workspace));
    reset();
    m_window.layout()->activate(); // docks that were hidden have no size to share before
    fitDocks();
    const auto layout = m_settings.workspaceLayout(workspaceKey(workspace));
    if (!layout.isEmpty())
        m_window.restoreState(layout, layoutVersion);
    m_runLayout = m_window.saveState(layoutVersion);
}

void WindowLayout::fitDocks()
{
    // As wide as the words in it: the projector's type is larger at the same text size.
    const double scale = m_themes.theme().type.body / 13;
    const int left = px(300 * std::max(scale, 1.0)); // names are as long in small type
    const int room = m_window.width() - left;
    const int right
        = std::clamp(px(414 * std::max(scale, 1.0)), px(240), std::max(px(240), room - leastLanes));
    const int rest = isAnyShown(rightDocks()) ? room - right : room;
    const int height = m_window.height();
    const bool isDebug = m_workspace == Workspace::Debug;
    const int bottom
        = isDebug ? height / 2 : std::clamp(height * 376 / 1000, px(180 * scale), px(420 * scale));
    const int charts = isDebug ? 40 : 64; ///< percent of the width; the log has the rest
    m_window.resizeDocks(leftDocks(), { left, left }, Qt::Horizontal);
    m_window.resizeDocks(leftDocks(), { height / 5, height * 4 / 5 }, Qt::Vertical);
    m_window.resizeDocks(rightDocks(), { right, right }, Qt::Horizontal);
    m_window.resizeDocks(rightDocks(), { height * 62 / 100, height * 38 / 100 }, Qt::Vertical);
    m_window.resizeDocks(
        bottomDocks(), { rest * charts / 100, rest * (100 - charts) / 100 }, Qt::Horizontal);
    m_window.resizeDocks(bottomDocks(), { bottom, bottom }, Qt::Vertical);
}

void WindowLayout::showPage(QWidget* page)
{
    auto* pages = m_parts.pages;
    if (pages->currentWidget() == page && page != m_parts.welcome)
        return;
    const bool wasRun = isRunShown();
    pages->setCurrentWidget(page);
    if (wasRun != isRunShown() || page == m_parts.welcome)
        setRunPartsVisible(isRunShown());
    if (isRunShown())
        m_parts.timeline->setFocus();
}

bool WindowLayout::isRunShown() const
{
    return m_parts.pages->currentWidget() == m_parts.runPage;
}

void WindowLayout::focusLanes()
{
    if (isRunShown())
        m_parts.timeline->setFocus(Qt::OtherFocusReason);
}

void WindowLayout::setRunPartsVisible(bool isVisible)
{
    if (isVisible) {
        m_parts.transport->show();
        m_window.restoreState(m_runLayout, layoutVersion);
        fitToWidth();
        return;
    }
    if (isAnyShown(docks()))
        m_runLayout = state();
    m_parts.transport->hide();
    for (auto* dock : docks())
        dock->hide();
}

void WindowLayout::resized(const QResizeEvent& event)
{
    const auto crossed = [&](int width) {
        return (event.oldSize().width() < width) != (m_window.width() < width);
    };
    if (crossed(narrowFor(m_themes.theme())) || crossed(wideFor(m_themes.theme())))
        fitToWidth();
}

void WindowLayout::fitToWidth()
{
    if (m_window.isFullScreen() || !isRunShown())
        return;
    const bool isNarrow = m_window.width() < narrowFor(m_themes.theme());
    if (m_lesson != Lesson::None)
        return m_lesson == Lesson::Panel ? fitRightToWidth() : void();
    // What somebody hid or showed with F2 stays so.
    if (isNarrow == isAnyShown(leftDocks()) && (isNarrow || m_isLeftHiddenByWidth)) {
        m_isLeftHiddenByWidth = isNarrow;
        for (auto* dock : leftDocks())
            dock->setVisible(!isNarrow);
    }
    fitRightToWidth();
}

/// As fitToWidth() for the right column: what somebody opened in a narrow window stays open.
void WindowLayout::fitRightToWidth()
{
    const bool isNarrow = m_window.width() < wideFor(m_themes.theme());
    if (isNarrow && m_settings.keepsSourceOpen())
        return;
    if (isNarrow == isAnyShown(rightDocks()) && (isNarrow || m_isRightHiddenByWidth)) {
        m_isRightHiddenByWidth = isNarrow;
        showRight(!isNarrow);
    }
}

void WindowLayout::showRight(bool isShown)
{
    for (auto* dock : rightDocks())
        dock->setVisible(isShown);
}

void WindowLayout::toggleSource()
{
    const bool isShown = !isAnyShown(rightDocks());
    showRight(isShown);
    m_isRightHiddenByWidth = false;
    if (m_window.width() < wideFor(m_themes.theme()))
        m_settings.setKeepsSourceOpen(isShown);
    m_window.layout()->activate(); // docks that were hidden have no size to share before
    fitDocks();
}

void WindowLayout::showLesson(Lesson lesson)
{
    if (lesson == m_lesson)
        return;
    if (m_lesson == Lesson::None)
        m_layoutBeforeLesson = isRunShown() ? state() : m_runLayout;
    m_lesson = lesson;
    m_parts.lessonBar->setVisible(lesson == Lesson::Bar);
    m_parts.readout->setVisible(lesson != Lesson::Bar);
    auto shown = m_parts.timeline->parts();
    shown.hasWholeRun = shown.hasAddServer = lesson == Lesson::None;
    m_parts.timeline->setParts(shown);
    m_isLeftHiddenByWidth = m_isRightHiddenByWidth = false;
    if (lesson == Lesson::None) {
        m_parts.lessonDock->hide();
        m_window.restoreState(m_layoutBeforeLesson, layoutVersion);
        m_parts.lessonDock->hide();
        fitToWidth();
        return;
    }
    for (auto* dock : docks())
        dock->hide();
    m_parts.lessonDock->setVisible(lesson == Lesson::Panel);
    const bool isWide = m_window.width() >= wideFor(m_themes.theme());
    showRight(lesson == Lesson::Panel && (isWide || m_settings.keepsSourceOpen()));
    m_runLayout = m_window.saveState(layoutVersion);
    m_window.layout()->activate();
    fitDocks();
    const int width = px((isWide ? 456 : 346) * std::max(m_themes.theme().type.body / 13, 1.0));
    m_window.resizeDocks({ m_parts.lessonDock }, { width }, Qt::Horizontal);
}

void WindowLayout::showSource()
{
    if (!isAnyShown({ m_parts.sourceDock }))
        toggleSource();
    m_parts.source->view().setFocus(Qt::OtherFocusReason);
}

void WindowLayout::toggle(const QList<QDockWidget*>& some)
{
    const bool isShown = isAnyShown(some);
    for (auto* dock : some)
        dock->setVisible(!isShown);
}

void WindowLayout::showChartPage(QWidget* page)
{
    m_parts.chartsDock->show();
    m_parts.chartTabs->setOpen(true);
    m_parts.chartTabs->setCurrent(page);
}

void WindowLayout::showScenarioText()
{
    showChartPage(m_parts.scenarioText);
    m_parts.scenarioText->source().setFocus(Qt::OtherFocusReason);
}

void WindowLayout::showScenarioField(const QString& key)
{
    m_parts.inspectorDock->show();
    m_parts.column->showScenario();
    m_parts.column->scenario().focusField(key);
}

void WindowLayout::showLogPage(QWidget* page)
{
    m_parts.logDock->show();
    m_parts.logTabs->setOpen(true);
    m_parts.logTabs->setCurrent(page);
}

void WindowLayout::setPresenting(bool isPresenting)
{
    if (isPresenting == m_parts.presenterBar->isVisibleTo(&m_window) || !isRunShown())
        return;
    if (isPresenting)
        m_layoutBeforePresenting = m_window.saveState(layoutVersion);
    m_parts.menuRow->setVisible(!isPresenting);
    m_parts.transport->setVisible(!isPresenting);
    m_parts.statusBar->setVisible(!isPresenting);
    m_parts.readout->setVisible(!isPresenting);
    m_parts.presenterBar->setVisible(isPresenting);
    m_parts.caption->setVisible(isPresenting);
    for (auto* dock : docks())
        dock->setVisible(!isPresenting);
    auto shown = m_parts.timeline->parts(); // what is left for the lanes alone
    shown.hasWholeRun = shown.hasAddServer = !isPresenting;
    m_parts.timeline->setParts(shown);
    if (isPresenting) {
        m_window.showFullScreen();
    } else {
        m_window.showNormal();
        m_window.restoreState(m_layoutBeforePresenting, layoutVersion);
    }
    emit presentingChanged(isPresenting);
    m_parts.timeline->setFocus();
}

void WindowLayout::save()
{
    if (m_window.isFullScreen())
        setPresenting(false);
    m_settings.setWindow(m_window.saveGeometry(),
        m_lesson != Lesson::None ? m_layoutBeforeLesson
            : isRunShown()       ? state()
                                 : m_runLayout);
}

} // namespace tickscope
