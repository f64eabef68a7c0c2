// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/run_controller.h"
#include "ui/document/document.h"
#include "ui/document/settings.h"
#include "ui/theme/theme_controller.h"
#include "ui/time/time_window.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/workspace.h"

#include <QMainWindow>
#include <QPointer>

#include <memory>
#include <string>
#include <vector>

class QDockWidget;
class QMenu;
class QMenuBar;
class QStackedWidget;
class QToolBar;

namespace tickscope {

class ActionsModel;
class BeamRunner;
class ChartsPanel;
class ComparisonPanel;
class EventLogModel;
struct ExportSource;
enum class ExportKind : std::uint8_t;
class EventLogPanel;
class InspectorPanel;
class Label;
class MailboxPanel;
class MeasuredPanel;
class PresenterBar;
class PresenterCaption;
class ProblemsPage;
class ReadoutStrip;
class RunActions;
class ServerListModel;
class ServersPanel;
class StatusStrip;
class TabPanel;
class TickSound;
class TimelineEditor;
class TimelineView;
class TransportBar;
class WelcomePage;
class WordsPanel;
struct BeamOutcome;
struct Comparison;
struct Recording;

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
    MessageBar& messageBar() { return *m_message; }
    /// Opens a built-in scenario or a file. A scenario with unsaved changes is set aside, not lost.
    void openNamed(const QString& name);
    /// Opens what was open when the program ended, where its run stood.
    /// @return whether it is still there
    bool openLast();
    /// Offers what a program that was killed left behind, if anything.
    void offerRecovery();
    /// The program ends without a question: what is not saved is kept for the next start.
    void keepForNextStart();
    MessageBar& recoveryBar() { return *m_recoveryBar; }
    MessageBar& fileBar() { return *m_fileBar; }
    /// The size it is to be shown with at first, once something is open: its docks fit it, unless
    /// their sizes were kept.
    void resizeAtFirst(QSize size);

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    // main_window_parts.cpp
    void createHead();
    void createCentre();
    void createDocks();
    QDockWidget* addDock(
        const QString& id, const QString& title, QWidget* content, Qt::DockWidgetArea area);

    // main_window.cpp: how the parts are connected
    void connectTime();
    void updateTime();
    void createModels();
    void connectController();
    void connectInspector();
    void connectTimeline();
    void connectComparison();
    void connectTimelineEdits();
    void connectMarkers();
    void askCancel(std::uint32_t server);
    void tellCancel(std::size_t action);
    void goToCause();
    void goToEffect();
    void selectMessage(std::uint32_t server, const MessageEntry& message);
    void showChartPage(QWidget* page);
    void showLogPage(QWidget* page);
    void documentOpened();
    void runReplaced();
    void noteSelectedName();
    void keepSelectedServer();
    void focusLanes();
    bool overridesShortcut(QWidget& widget, QKeyEvent& key);
    void showPage(QWidget* page);
    void showLimit(const QString& message);
    void goTo(const QString& text);
    void goToMarker(std::size_t marker);
    void addMarker(std::int64_t ns);
    void selectTick(std::int64_t tick);
    void updateTitle();

    // main_window_layout.cpp: docks, sizes, presenting
    void applyLayout();
    void resetLayout();
    void setWorkspace(Workspace workspace);
    void fitDocks();
    void setRunPartsVisible(bool isVisible);
    void fitToWidth();
    void setPresenting(bool isPresenting);
    void saveWindow();
    void toggleDocks(const QList<QDockWidget*>& docks);

    // main_window_menus.cpp
    void createMenus();
    void createFileMenu();
    void createEditMenu();
    void createRunMenu();
    void createViewMenu();
    void createHelpMenu();
    void createThemeMenu(QMenu* menu);
    void createSizeMenu(QMenu* menu);
    void createBeamEntries(QMenu* menu);
    void createMarkerEntries(QMenu* menu);
    void createSoundEntry(QMenu* menu);
    QAction* addEntry(QMenu* menu, const QString& text, const QKeySequence& key,
        const std::function<void()>& slot);
    void fillRecent();
    void showLaneMenu(std::uint32_t server, QPoint place);
    void showKeys();
    void showPalette();
    void createWorkspaceMenu(QMenu* menu);
    void showAbout();

    // main_window_beam.cpp: the scenario on a real BEAM
    void connectBeam();
    void runOnRealBeam(double scale);
    void beamProgressed(const Recording& soFar, bool isRunning);
    void beamFinished(const BeamOutcome& outcome);
    void showMeasured(const Recording& recording);
    void forgetMeasured();
    void showComparison();

    // main_window_files.cpp: opening, saving, closing, editing the scenario
    void openWindow();
    void askOpen();
    void saveAs();
    bool saveOrAsk();
    void showExport(ExportKind kind);
    void copyPicture();
    void copyMeasured();
    ExportSource exportSource();
    void openSafely(const std::function<void()>& open);
    void askBeforeClosing();
    void askAboutSetAside();
    void closeAnyway();
    void endSaved();

    // main_window_kept.cpp: what was set aside, what was left behind, what others changed
    void connectKept();
    void setAside();
    void tellSetAside();
    void bringBack(std::size_t place);
    void fillSetAside();
    QString setAsideNames() const;
    std::vector<UnsavedWork> unsavedWork() const;
    void recover();
    void showRecovered();
    void tellChangedOnDisk();
    void reload();
    void rememberFile();
    void addServer();
    void duplicateServer();
    void removeServer();
    void moveServer(int by);
    void removeAction(std::size_t action);
    void editAction(std::size_t action, QWidget* anchor);
    void replaceAction(const Action& before, const std::optional<Action>& after);
    void changeServer(std::uint32_t server, const ServerSpec& spec);
    std::optional<std::uint32_t> selectedSpec() const;

    ThemeController& m_themes;
    Settings& m_settings;
    RunController* m_controller = nullptr;
    Document* m_document = nullptr;
    TimeWindow* m_timeWindow = nullptr;
    BeamRunner* m_beam = nullptr;
    ServerListModel* m_servers = nullptr;
    EventLogModel* m_log = nullptr;
    ActionsModel* m_actionsModel = nullptr;
    RunActions* m_actions = nullptr;
    TickSound* m_sound = nullptr;
    TimelineEditor* m_editor = nullptr;
    std::optional<std::size_t> m_cancelAsked; ///< by a click on a timer

    QWidget* m_head = nullptr;
    QMenuBar* m_menuBar = nullptr;
    Label* m_titleLabel = nullptr;
    QWidget* m_menuRow = nullptr;
    TransportBar* m_transport = nullptr;
    PresenterBar* m_presenterBar = nullptr;
    PresenterCaption* m_caption = nullptr;
    MessageBar* m_message = nullptr;
    MessageBar* m_fileBar = nullptr; ///< about the file on the disk
    MessageBar* m_recoveryBar = nullptr;
    QStackedWidget* m_pages = nullptr;
    WelcomePage* m_welcome = nullptr;
    ProblemsPage* m_problems = nullptr;
    QWidget* m_runPage = nullptr;
    TimelineView* m_timeline = nullptr;
    ReadoutStrip* m_readout = nullptr;
    ServersPanel* m_serversPanel = nullptr;
    InspectorPanel* m_inspector = nullptr;
    MeasuredPanel* m_measured = nullptr;
    ChartsPanel* m_charts = nullptr;
    ComparisonPanel* m_comparisonPanel = nullptr;
    WordsPanel* m_words = nullptr;
    TabPanel* m_chartTabs = nullptr;
    TabPanel* m_logTabs = nullptr;
    MailboxPanel* m_mailbox = nullptr;
    EventLogPanel* m_logPanel = nullptr;
    QDockWidget* m_serversDock = nullptr;
    QDockWidget* m_inspectorDock = nullptr;
    QDockWidget* m_chartsDock = nullptr;
    QDockWidget* m_logDock = nullptr;
    QToolBar* m_statusBar = nullptr;
    StatusStrip* m_status = nullptr;

    QMenu* m_recentMenu = nullptr;
    double m_beamScale = 1; ///< what the durations of the real run are multiplied by
    std::vector<std::string> m_beamNames; ///< of the servers that the real run has
    std::shared_ptr<const Comparison> m_comparison; ///< of the last real run; null for none
    QAction* m_presentAction = nullptr;
    QList<QAction*> m_needRun;
    /// Windows that were opened from this one: they use the same themes and settings, so they go
    /// with it at the latest.
    std::vector<QPointer<MainWindow>> m_opened;
    Workspace m_workspace = Workspace::Explore;
    std::string m_selectedName; ///< of the selected server: its place may change
    VirtualTime m_beforeSeek {}; ///< where now stood when the ruler was pressed
    bool m_playedBeforeSeek = false;
    QByteArray m_runLayout; ///< docks as they were when the run was last shown
    QByteArray m_layoutBeforePresenting;
    bool m_isLeftHiddenByWidth = false;
    bool m_isClosing = false;
    /// Scenarios with unsaved changes that others took the place of, the latest last.
    std::vector<UnsavedWork> m_setAside;
    QMenu* m_setAsideMenu = nullptr;
    Recovery* m_recovery = nullptr;
    std::unique_ptr<LeftBehind> m_leftBehind; ///< while it is offered
};

} // namespace tickscope
