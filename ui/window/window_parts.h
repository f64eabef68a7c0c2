// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QDockWidget;
class QMainWindow;
class QMenuBar;
class QStackedWidget;
class QToolBar;
class QWidget;

namespace tickscope {

class ActionsPanel;
class ChartsPanel;
class ComparisonPanel;
class Document;
class EventLogPanel;
class InspectorColumn;
class InspectorPanel;
class Label;
class LessonBar;
class LessonPanel;
class LessonSession;
class MailboxPanel;
class MeasuredPanel;
class MessageBar;
class PresenterBar;
class PresenterCaption;
class ProblemsPage;
class ReadoutStrip;
class RunActions;
class RunController;
class ScenarioTextPanel;
class ServersPanel;
class Settings;
class SourceDifference;
class SourcePanel;
class StatePanel;
class StatusStrip;
class TabPanel;
class ThemeController;
class TimelineView;
class TimeWindow;
class TransportBar;
class WelcomePage;
class WordsPanel;

/// What the parts show. All of it outlives them.
struct WindowSources
{
    RunController& controller;
    Document& document;
    TimeWindow& time;
    RunActions& actions;
    ThemeController& themes;
    Settings& settings;
};

/// The widgets of a main window. The window owns them.
struct WindowParts
{
    // Above.
    QWidget* menuRow = nullptr;
    QMenuBar* menuBar = nullptr;
    Label* title = nullptr;
    TransportBar* transport = nullptr;
    PresenterBar* presenterBar = nullptr;

    // In the middle: bars that tell something, and one of the pages.
    MessageBar* message = nullptr;
    MessageBar* fileBar = nullptr; ///< about the file on the disk
    MessageBar* recoveryBar = nullptr;
    QStackedWidget* pages = nullptr;
    WelcomePage* welcome = nullptr;
    ProblemsPage* problems = nullptr;
    QWidget* runPage = nullptr;
    TimelineView* timeline = nullptr;
    ReadoutStrip* readout = nullptr;
    PresenterCaption* caption = nullptr;
    LessonSession* lessons = nullptr;
    LessonBar* lessonBar = nullptr; ///< the question of a first start

    // Around it.
    QDockWidget* serversDock = nullptr;
    ServersPanel* servers = nullptr;
    QDockWidget* inspectorDock = nullptr;
    InspectorColumn* column = nullptr; ///< what the inspector and the scenario share
    InspectorPanel* inspector = nullptr;
    MeasuredPanel* measured = nullptr;
    QDockWidget* chartsDock = nullptr;
    TabPanel* chartTabs = nullptr;
    ChartsPanel* charts = nullptr;
    ComparisonPanel* comparison = nullptr;
    WordsPanel* words = nullptr;
    ActionsPanel* actions = nullptr;
    ScenarioTextPanel* scenarioText = nullptr;
    QDockWidget* logDock = nullptr;
    TabPanel* logTabs = nullptr;
    EventLogPanel* log = nullptr;
    MailboxPanel* mailbox = nullptr;
    SourceDifference* difference = nullptr; ///< a page of the charts
    QDockWidget* lessonDock = nullptr;
    LessonPanel* lesson = nullptr;
    QDockWidget* sourceDock = nullptr;
    SourcePanel* source = nullptr;
    QDockWidget* stateDock = nullptr; ///< the state, and the mailbox once more below it
    StatePanel* state = nullptr;

    // Below.
    QToolBar* statusBar = nullptr;
    StatusStrip* status = nullptr;
};

/// Makes the parts and puts each into its place in the window.
WindowParts makeWindowParts(QMainWindow& window, const WindowSources& sources);

} // namespace tickscope
