// SPDX-License-Identifier: GPL-3.0-only
// The menus of the window. Every entry works; what needs a run is disabled without one.
#include "core/scenario/builtin.h"
#include "ui/charts/charts_panel.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/document/exports.h"
#include "ui/palette/command_palette.h"
#include "ui/panels/event_log_panel.h"
#include "ui/panels/filter_bar.h"
#include "ui/panels/key_sheet.h"
#include "ui/panels/mailbox_panel.h"
#include "ui/panels/problems_page.h"
#include "ui/panels/run_actions.h"
#include "ui/panels/welcome_page.h"
#include "ui/panels/words_panel.h"
#include "ui/sound/tick_sound.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/about_box.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QStackedWidget>

namespace tickscope {

namespace {

/// As builtinTitle(), but without reading all of a scenario that nobody may open: the window waits
/// for its menus.
QString titleOf(const BuiltinScenario& scenario)
{
    constexpr std::string_view key = "\ntitle = \"";
    const auto start = scenario.text.find(key);
    const auto end = scenario.text.find_first_of("\"\\\n", start + key.size());
    if (start == std::string_view::npos || end == std::string_view::npos
        || scenario.text[end] != '"')
        return QString::fromStdString(builtinTitle(scenario));
    const auto title = scenario.text.substr(start + key.size(), end - start - key.size());
    return QString::fromUtf8(title.data(), qsizetype(title.size()));
}

} // namespace

QAction* MainWindow::addEntry(
    QMenu* menu, const QString& text, const QKeySequence& key, const std::function<void()>& slot)
{
    auto* action = menu->addAction(text);
    action->setShortcut(key);
    connect(action, &QAction::triggered, this, slot);
    addAction(action); // its key works while the menu is hidden, too
    return action;
}

void MainWindow::createMenus()
{
    createFileMenu();
    createEditMenu();
    createRunMenu();
    createViewMenu();
    createHelpMenu();
    const auto update = [this] {
        for (auto* action : m_needRun)
            action->setEnabled(m_controller->hasRun());
    };
    connect(m_controller, &RunController::runReplaced, this, update);
    update();
}

void MainWindow::createFileMenu()
{
    auto* menu = m_menuBar->addMenu(tr("&File"));
    addEntry(menu, tr("&New scenario"), QKeySequence::New,
        [this] { openSafely([this] { m_document->openNew(); }); });
    addEntry(menu, tr("New &window"), QKeySequence(tr("Ctrl+Shift+N")), [this] { openWindow(); });
    addEntry(menu, tr("&Open…"), QKeySequence::Open, [this] { askOpen(); });
    m_recentMenu = menu->addMenu(tr("Open &recent"));
    connect(&m_settings, &Settings::recentFilesChanged, this, &MainWindow::fillRecent);
    connect(m_recentMenu, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    fillRecent();
    m_setAsideMenu = menu->addMenu(tr("Set &aside"));
    connect(m_setAsideMenu, &QMenu::aboutToShow, this, &MainWindow::fillSetAside);
    fillSetAside();
    auto* examples = menu->addMenu(tr("&Examples"));
    for (const auto& builtin : builtinScenarios()) {
        const auto name = QString::fromUtf8(builtin.name.data(), qsizetype(builtin.name.size()));
        addEntry(examples, titleOf(builtin), {},
            [this, name] { openSafely([=, this] { m_document->openBuiltin(name); }); });
    }
    menu->addSeparator();
    auto* save = addEntry(menu, tr("&Save"), QKeySequence::Save, [this] { saveOrAsk(); });
    auto* saveTo
        = addEntry(menu, tr("Save &as…"), QKeySequence(tr("Ctrl+Shift+S")), [this] { saveAs(); });
    m_needRun << addEntry(menu, tr("&Export…"), QKeySequence(tr("Ctrl+E")),
        [this] { showExport(ExportKind::Lanes); });
    auto* reload = addEntry(
        menu, tr("Re&load"), QKeySequence(tr("Ctrl+R")), [this] { MainWindow::reload(); });
    menu->addSeparator();
    auto* close = addEntry(menu, tr("&Close"), QKeySequence(tr("Ctrl+W")),
        [this] { openSafely([this] { m_document->close(); }); });
    addEntry(menu, tr("&Quit"), QKeySequence::Quit, [] { QApplication::closeAllWindows(); });
    const auto update = [=, this] {
        const bool isOpen = m_document->state() != Document::State::Nothing;
        save->setEnabled(isOpen);
        saveTo->setEnabled(isOpen);
        close->setEnabled(isOpen);
        reload->setEnabled(isOpen && !m_document->path().isEmpty());
    };
    connect(m_document, &Document::opened, this, update);
    connect(m_document, &Document::saved, this, update);
    update();
}

void MainWindow::fillRecent()
{
    m_recentMenu->clear();
    const auto files = m_settings.recentFiles();
    for (const auto& path : files) {
        auto* action = m_recentMenu->addAction(
            QFileInfo(path).fileName().replace(u'&', QStringLiteral("&&")));
        const bool isThere = QFileInfo::exists(path);
        action->setEnabled(isThere);
        action->setToolTip(isThere ? path : tr("%1 is no longer there").arg(path));
        connect(action, &QAction::triggered, this,
            [this, path] { openSafely([=, this] { m_document->openFile(path); }); });
    }
    m_recentMenu->setToolTipsVisible(true);
    m_recentMenu->addSeparator();
    auto* clear = m_recentMenu->addAction(tr("Clear list"));
    clear->setEnabled(!files.isEmpty());
    connect(clear, &QAction::triggered, &m_settings, &Settings::clearRecentFiles);
}

void MainWindow::createEditMenu()
{
    auto* menu = m_menuBar->addMenu(tr("&Edit"));
    auto* undo = m_document->history().createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    auto* redo = m_document->history().createRedoAction(this, tr("Redo"));
    redo->setShortcuts({ QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y")) });
    menu->addActions({ undo, redo });
    addActions({ undo, redo });
    menu->addSeparator();
    m_needRun << addEntry(menu, tr("&Add server"), {}, [this] { addServer(); })
              << addEntry(menu, tr("&Duplicate server"), {}, [this] { duplicateServer(); })
              << addEntry(menu, tr("Move server &up"), QKeySequence(tr("Alt+Shift+Up")),
                     [this] { moveServer(-1); })
              << addEntry(menu, tr("Move server do&wn"), QKeySequence(tr("Alt+Shift+Down")),
                     [this] { moveServer(1); })
              << addEntry(menu, tr("&Remove server"), {}, [this] { removeServer(); });
    menu->addSeparator();
    createMarkerEntries(menu->addMenu(tr("&Markers")));
    menu->addSeparator();
    m_needRun << addEntry(menu, tr("Copy &picture of the lanes"), QKeySequence(tr("Ctrl+Shift+C")),
        [this] { copyPicture(); })
              << addEntry(menu, tr("Copy &measured values"), {}, [this] { copyMeasured(); });
    menu->addSeparator();
    m_needRun << addEntry(menu, tr("&Filter the event log"), QKeySequence::Find, [this] {
        showLogPage(m_logPanel);
        m_logPanel->filterBar().focusField();
    });
    menu->addAction(m_actions->goTo);
}

void MainWindow::createRunMenu()
{
    auto* menu = m_menuBar->addMenu(tr("&Run"));
    menu->addActions({ m_actions->play, m_actions->toStart, m_actions->stepBack,
        m_actions->stepForward, m_actions->toEnd, m_actions->runUntil, m_actions->goOn });
    menu->addSeparator();
    menu->addActions(m_actions->stepKinds->actions());
    menu->addSeparator();
    menu->addActions({ m_actions->previousInstant, m_actions->nextInstant,
        m_actions->previousOfServer, m_actions->nextOfServer });
    m_needRun << addEntry(menu, tr("To what caused the selection"), QKeySequence(tr("Ctrl+Left")),
        [this] { goToCause(); })
              << addEntry(menu, tr("To what the selection caused"), QKeySequence(tr("Ctrl+Right")),
                     [this] { goToEffect(); })
              << addEntry(menu, tr("Open the instant"), {}, [this] {
                     if (!m_timeline->openSelectedInstant())
                         m_timeline->openInstant(toNs(m_controller->now()), std::nullopt);
                 });
    menu->addSeparator();
    menu->addActions(
        { m_actions->slower, m_actions->faster, m_actions->normalSpeed, m_actions->fullSpeed });
    menu->addSeparator();
    createBeamEntries(menu);
}

void MainWindow::createViewMenu()
{
    auto* menu = m_menuBar->addMenu(tr("&View"));
    menu->addActions({ m_actions->follow, m_actions->toNow, m_actions->fit });
    connect(m_actions->fit, &QAction::triggered, this, [this] { m_timeline->focusSelection(); });
    auto* sizes = menu->addMenu(tr("&Lane size"));
    createSizeMenu(sizes);
    menu->addSeparator();
    m_needRun << addEntry(menu, tr("&Servers and inspector"), Qt::Key_F2, [this] {
        toggleDocks({ m_serversDock, m_inspectorDock });
    });
    m_needRun << addEntry(menu, tr("&Charts and event log"), Qt::Key_F3, [this] {
        toggleDocks({ m_chartsDock, m_logDock });
    });
    m_needRun << addEntry(menu, tr("C&harts"), QKeySequence(tr("Alt+1")), [this] {
        showChartPage(m_charts);
    }) << addEntry(menu, tr("C&omparison"), QKeySequence(tr("Alt+2")), [this] {
        showChartPage(m_comparisonPanel);
    }) << addEntry(menu, tr("I&n words"), QKeySequence(tr("Alt+3")), [this] {
        showChartPage(m_words);
    }) << addEntry(menu, tr("&Event log"), QKeySequence(tr("Alt+4")), [this] {
        showLogPage(m_logPanel);
    }) << addEntry(menu, tr("Mail&box"), QKeySequence(tr("Alt+5")), [this] {
        showLogPage(m_mailbox);
    });
    createWorkspaceMenu(menu->addMenu(tr("&Workspace")));
    m_needRun << addEntry(menu, tr("&Reset layout"), {}, [this] { resetLayout(); });
    menu->addSeparator();
    createThemeMenu(menu->addMenu(tr("&Theme")));
    auto* text = menu->addMenu(tr("Text si&ze"));
    addEntry(text, tr("&Larger"), QKeySequence(tr("Ctrl+=")), [this] {
        m_themes.stepTextScaleUp();
        m_settings.setTextScale(m_themes.textScale());
    })->setShortcuts({ QKeySequence(tr("Ctrl+=")), QKeySequence(tr("Ctrl++")) });
    addEntry(text, tr("&Smaller"), QKeySequence(tr("Ctrl+-")), [this] {
        m_themes.stepTextScaleDown();
        m_settings.setTextScale(m_themes.textScale());
    });
    addEntry(text, tr("&Normal"), QKeySequence(tr("Ctrl+0")), [this] {
        m_themes.setTextScale(1);
        m_settings.setTextScale(1);
    });
    auto* motion = addEntry(menu, tr("Reduced &motion"), {}, [] {});
    motion->setCheckable(true);
    motion->setChecked(m_settings.reducedMotion());
    connect(motion, &QAction::toggled, this, [this](bool isReduced) {
        m_settings.setReducedMotion(isReduced);
        m_timeline->setReducedMotion(isReduced);
    });
    createSoundEntry(menu);
    m_presentAction = addEntry(menu, tr("&Presenting"), Qt::Key_F11,
        [this] { setPresenting(m_presentAction->isChecked()); });
    m_presentAction->setCheckable(true);
    m_needRun << m_presentAction;
}

/// What was chosen is remembered, even where there is no device to be heard on now.
void MainWindow::createSoundEntry(QMenu* menu)
{
    auto* sound = addEntry(menu, tr("Tick soun&d"), {}, [] {});
    const auto describe = [sound](const QString& text, const QString& tip) {
        sound->setText(text);
        sound->setToolTip(tip);
        sound->setStatusTip(tip);
    };
    menu->setToolTipsVisible(true);
    if (!hasDeviceOutput()) {
        describe(tr("Tick soun&d (not in this build)"),
            tr("This Tickscope was built without ALSA, so no tick can be heard."));
        sound->setEnabled(false);
        return;
    }
    const auto turn = [=, this](bool isOn) {
        describe(tr("Tick soun&d"),
            tr("A click for each tick while the run plays, a lower one for a tick that waited; "
               "at most 20 a second, and none while there would be more."));
        m_sound->setOn(isOn);
    };
    sound->setCheckable(true);
    m_sound = new TickSound(*m_controller, makeDeviceOutput, this);
    connect(sound, &QAction::triggered, this, [=, this](bool isOn) {
        m_settings.setTickSound(isOn);
        turn(isOn);
    });
    connect(m_sound, &TickSound::failed, this, [=](const QString& why) {
        sound->setChecked(false);
        describe(tr("Tick soun&d (no device)"),
            tr("There is no sound device to be heard on: %1.").arg(why));
    });
    sound->setChecked(m_settings.tickSound());
    turn(sound->isChecked());
}

void MainWindow::createSizeMenu(QMenu* menu)
{
    auto* group = new QActionGroup(this);
    const std::pair<LaneSize, QString> sizes[] = { { LaneSize::Large, tr("&Large") },
        { LaneSize::Medium, tr("&Medium") }, { LaneSize::Small, tr("&Small") } };
    for (const auto& [size, text] : sizes) {
        auto* action
            = addEntry(menu, text, {}, [this, chosen = size] { m_timeline->setLaneSize(chosen); });
        action->setCheckable(true);
        action->setData(int(size));
        group->addAction(action);
        m_needRun << action;
    }
    connect(menu, &QMenu::aboutToShow, this, [this, group] {
        for (auto* action : group->actions())
            action->setChecked(action->data().toInt() == int(m_timeline->laneSize()));
    });
}

void MainWindow::createThemeMenu(QMenu* menu)
{
    auto* group = new QActionGroup(this);
    const std::pair<ThemeChoice, QString> choices[]
        = { { ThemeChoice::System, tr("&System") }, { ThemeChoice::Light, tr("&Light") },
              { ThemeChoice::Dark, tr("&Dark") }, { ThemeChoice::Projector, tr("&Projector") } };
    for (const auto& [choice, text] : choices) {
        auto* action = addEntry(menu, text, {}, [this, chosen = choice] {
            m_themes.setChoice(chosen);
            m_settings.setThemeName(themeChoiceName(chosen));
        });
        action->setCheckable(true);
        action->setChecked(choice == m_themes.choice());
        group->addAction(action);
    }
}

void MainWindow::createWorkspaceMenu(QMenu* menu)
{
    auto* group = new QActionGroup(this);
    const std::pair<Workspace, QString> names[] = { { Workspace::Explore, tr("&Explore") },
        { Workspace::Teach, tr("&Teach") }, { Workspace::Debug, tr("&Debug") } };
    for (const auto& [workspace, text] : names) {
        auto* action
            = addEntry(menu, text, {}, [this, chosen = workspace] { setWorkspace(chosen); });
        action->setCheckable(true);
        action->setData(int(workspace));
        group->addAction(action);
        m_needRun << action;
    }
    connect(menu, &QMenu::aboutToShow, this, [this, group] {
        for (auto* action : group->actions())
            action->setChecked(action->data().toInt() == int(m_workspace));
    });
}

void MainWindow::showPalette()
{
    for (auto* top : m_menuBar->actions())
        if (top->menu())
            emit top->menu()->aboutToShow(); // entries that are filled or checked when they show
    (new CommandPalette(commandsOf(*m_menuBar), m_themes, this))->open();
}

void MainWindow::createHelpMenu()
{
    auto* menu = m_menuBar->addMenu(tr("&Help"));
    addEntry(menu, tr("&Commands…"), QKeySequence(tr("Ctrl+Shift+P")), [this] { showPalette(); });
    addEntry(menu, tr("&Keys"), QKeySequence(Qt::Key_Question), [this] { showKeys(); });
    addEntry(menu, tr("&Welcome page"), {}, [this] { showPage(m_welcome); });
    auto* back = addEntry(menu, tr("&Back to the run"), {}, [this] { showPage(m_runPage); });
    auto* problems = addEntry(menu, tr("&Problems"), {}, [this] { showPage(m_problems); });
    connect(menu, &QMenu::aboutToShow, this, [this, back, problems] {
        back->setEnabled(m_controller->hasRun() && m_pages->currentWidget() != m_runPage);
        problems->setEnabled(m_document->state() != Document::State::Nothing);
    });
    menu->addSeparator();
    addEntry(menu, tr("&About Tickscope"), {}, [this] { showAbout(); });
}

void MainWindow::showLaneMenu(std::uint32_t server, QPoint place)
{
    m_timeWindow->setSelection(Selection { server, 0 });
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto name = m_controller->run().processNames()[server];
    const bool isAlive = m_controller->run().snapshot(server).isAlive;
    const auto add = [&](const QString& text, ActionKind kind, bool isEnabled) {
        auto* action = menu->addAction(text);
        action->setEnabled(isEnabled);
        connect(action, &QAction::triggered, this, [this, name, kind] {
            Action asked;
            asked.server = name;
            asked.kind = kind;
            m_document->act(asked);
        });
    };
    add(tr("Cancel its timer"), ActionKind::Cancel, isAlive);
    add(tr("Resume"), ActionKind::Resume, isAlive);
    add(tr("Send a tick"), ActionKind::Tick, isAlive);
    add(tr("Stop"), ActionKind::Stop, isAlive);
    add(tr("Start"), ActionKind::Start, !isAlive);
    add(tr("Crash"), ActionKind::Crash, isAlive);
    menu->addSeparator();
    connect(menu->addAction(tr("Duplicate server")), &QAction::triggered, this,
        &MainWindow::duplicateServer);
    connect(
        menu->addAction(tr("Remove server")), &QAction::triggered, this, &MainWindow::removeServer);
    menu->popup(place);
}

void MainWindow::showKeys()
{
    std::vector<KeyGroup> groups;
    const auto add = [&groups](const QString& title, const QList<QAction*>& actions) {
        KeyGroup group { title, {} };
        for (const auto* action : actions) {
            QStringList keys;
            for (const auto& key : action->shortcuts())
                keys << key.toString(QKeySequence::NativeText);
            if (!keys.isEmpty())
                group.entries.push_back(
                    { keys.join(QStringLiteral(", ")), action->text().remove(u'&') });
        }
        if (!group.entries.empty())
            groups.push_back(group);
    };
    add(tr("Run"), m_actions->all());
    groups.push_back(timelineKeys());
    QList<QAction*> others;
    for (auto* action : actions())
        if (!m_actions->all().contains(action))
            others << action;
    add(tr("Window"), others);
    (new KeySheet(groups, m_themes, this))->show();
}

void MainWindow::showAbout()
{
    (new AboutBox(m_themes, this))->show();
}

} // namespace tickscope
