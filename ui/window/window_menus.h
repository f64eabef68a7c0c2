// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/window/window_context.h"
#include "ui/window/window_parts.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QAction;
class QKeySequence;
class QMenu;

namespace tickscope {

class BeamSession;
class DocumentFlow;
class ExportCommands;
class KeyCommands;
class LessonCommands;
class MarkerCommands;
class Navigation;
class RunActions;
class ScenarioCommands;
class TickSound;
class WindowLayout;

/// What the entries of the menus do. All of it outlives the menus.
struct WindowCommands
{
    RunActions& run;
    DocumentFlow& document;
    ScenarioCommands& scenario;
    ExportCommands& exports;
    BeamSession& beam;
    MarkerCommands& markers;
    Navigation& navigation;
    KeyCommands& keys;
    LessonCommands& lessons;
};

/// The menus of the window. Every entry works; what needs a run is disabled without one.
class WindowMenus : public QObject
{
    Q_OBJECT

public:
    WindowMenus(const WindowContext& context, const WindowParts& parts, WindowLayout& layout,
        const WindowCommands& commands, QObject* parent = nullptr);

signals:
    void newWindowRequested();

private:
    void createMenus();
    void createEditMenu();
    void createMarkerEntries(QMenu* menu);
    void createRunMenu();
    void createBeamEntries(QMenu* menu);
    void createViewMenu();
    void createPageEntries(QMenu* menu);
    void createSourceMenu(QMenu* menu);
    void createSizeMenu(QMenu* menu);
    void createOrderMenu(QMenu* menu);
    void createWorkspaceMenu(QMenu* menu);
    void createThemeMenu(QMenu* menu);
    void createTextSizeMenu(QMenu* menu);
    void createSoundEntry(QMenu* menu);
    void createHelpMenu();
    QAction* addEntry(QMenu* menu, const QString& text, const QKeySequence& key,
        const std::function<void()>& slot);
    void namePagesOfHelp();
    void showPalette();
    void showAbout();

    WindowContext m_context;
    WindowParts m_parts;
    WindowLayout& m_layout;
    WindowCommands m_commands;
    TickSound* m_sound = nullptr;
    QAction* m_presentAction = nullptr;
    QList<QAction*> m_needRun;
};

} // namespace tickscope
