// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/run_controller.h"
#include "ui/document/document.h"
#include "ui/document/settings.h"
#include "ui/theme/theme_controller.h"
#include "ui/time/time_window.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/window_context.h"
#include "ui/window/window_parts.h"

#include <QMainWindow>
#include <QPointer>

#include <memory>
#include <vector>

namespace tickscope {

class DocumentFlow;
class KeptSelection;
class LessonCommands;
class Navigation;
class RunKeys;
class ScenarioCommands;
class WindowLayout;

/// The window: menus, transport bar, docks around the lanes, status. It puts the parts together and
/// passes what one of them asks for on to the one that does it.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// @param clock  the wall clock that playing goes by
    MainWindow(const WallClock& clock, ThemeController& themes, Settings& settings,
        QWidget* parent = nullptr);
    ~MainWindow() override;

    Document& document() { return *m_document; }
    RunController& controller() { return *m_controller; }
    TimeWindow& timeWindow() { return *m_timeWindow; }
    MessageBar& messageBar() { return *m_parts.message; }
    MessageBar& recoveryBar() { return *m_parts.recoveryBar; }
    MessageBar& fileBar() { return *m_parts.fileBar; }
    /// Opens a built-in scenario or a file. A scenario with unsaved changes is set aside, not lost.
    void openNamed(const QString& name);
    /// Opens a built-in lesson. @return whether there is one of that name
    bool openLesson(const QString& name);
    /// Opens the first lesson as somebody sees it who has never started the program.
    void openFirstLesson();
    /// Opens what was open when the program ended, where its run stood.
    /// @return whether it is still there
    bool openLast();
    /// Offers what a program that was killed left behind, if anything.
    void offerRecovery();
    /// The program ends without a question: what is not saved is kept for the next start.
    void keepForNextStart();
    /// The size it is to be shown with at first, once something is open: its docks fit it, unless
    /// their sizes were kept.
    void resizeAtFirst(QSize size);
    /// Selects the server that has most to tell: whose mailbox grows, or who waits longest.
    void selectWorst();

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void createCommands();
    void connectDocument();
    void connectController();
    void connectTimeline();
    void connectPanels();
    void updateTime();
    void documentOpened();
    void runReplaced();
    void updateTitle();
    void openWindow();

    ThemeController& m_themes;
    Settings& m_settings;
    RunController* m_controller = nullptr;
    Document* m_document = nullptr;
    TimeWindow* m_timeWindow = nullptr;
    RunActions* m_actions = nullptr;
    WindowParts m_parts;
    WindowLayout* m_layout = nullptr;
    DocumentFlow* m_flow = nullptr;
    ScenarioCommands* m_scenario = nullptr;
    Navigation* m_navigation = nullptr;
    KeptSelection* m_selection = nullptr;
    LessonCommands* m_lessons = nullptr;
    std::unique_ptr<RunKeys> m_keys;
    /// Windows that were opened from this one: they use the same themes and settings, so they go
    /// with it at the latest.
    std::vector<QPointer<MainWindow>> m_opened;
    VirtualTime m_beforeSeek {}; ///< where now stood when the ruler was pressed
    bool m_playedBeforeSeek = false;
};

} // namespace tickscope
