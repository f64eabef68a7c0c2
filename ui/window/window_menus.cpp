// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/window_menus.h"

#include "core/beam/beam_run.h"
#include "ui/charts/charts_panel.h"
#include "ui/comparison/comparison_panel.h"
#include "ui/controller/run_controller.h"
#include "ui/document/code_export.h"
#include "ui/document/document.h"
#include "ui/document/settings.h"
#include "ui/help/help_pages.h"
#include "ui/help/key_sheet.h"
#include "ui/help/manual.h"
#include "ui/lesson/lesson_bar.h"
#include "ui/palette/command_palette.h"
#include "ui/panels/event_log_panel.h"
#include "ui/panels/filter_bar.h"
#include "ui/panels/mailbox_panel.h"
#include "ui/panels/problems_page.h"
#include "ui/panels/run_actions.h"
#include "ui/panels/server_actions.h"
#include "ui/panels/transport_bar.h"
#include "ui/panels/welcome_page.h"
#include "ui/panels/words_panel.h"
#include "ui/sound/tick_sound.h"
#include "ui/source/source_difference.h"
#include "ui/source/source_panel.h"
#include "ui/text/time_text.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/about_box.h"
#include "ui/window/beam_session.h"
#include "ui/window/export_commands.h"
#include "ui/window/file_menu.h"
#include "ui/window/key_commands.h"
#include "ui/window/lesson_commands.h"
#include "ui/window/marker_commands.h"
#include "ui/window/menu_entry.h"
#include "ui/window/navigation.h"
#include "ui/window/scenario_commands.h"
#include "ui/window/window_layout.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QUndoStack>

namespace tickscope {

namespace {

constexpr std::size_t mostListed = 50; ///< markers in the menu
constexpr double fasterScale = 0.1; ///< of a run on the real BEAM

} // namespace

WindowMenus::WindowMenus(const WindowContext& context, const WindowParts& parts,
    WindowLayout& layout, const WindowCommands& commands, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_parts(parts)
    , m_layout(layout)
    , m_commands(commands)
{
    createMenus();
}

void WindowMenus::createMenus()
{
    auto* file = new FileMenu(
        m_context, { m_commands.document, m_commands.exports }, *m_parts.menuBar, this);
    connect(file, &FileMenu::newWindowRequested, this, &WindowMenus::newWindowRequested);
    m_needRun << file->needRun();
    createEditMenu();
    createRunMenu();
    m_parts.menuBar->addMenu(tr("&Server"))->addActions(m_commands.keys.server().all());
    createViewMenu();
    m_commands.lessons.fillMenu(*m_parts.menuBar->addMenu(tr("&Lessons")));
    createHelpMenu();
    m_commands.keys.bindAll();
    const auto update = [this] {
        for (auto* action : m_needRun)
            action->setEnabled(m_context.controller.hasRun());
    };
    connect(&m_context.controller, &RunController::runReplaced, this, update);
    update();
}

QAction* WindowMenus::addEntry(
    QMenu* menu, const QString& text, const QKeySequence& key, const std::function<void()>& slot)
{
    return addMenuEntry(m_context.window, *menu, text, key, slot);
}

void WindowMenus::createEditMenu()
{
    auto* menu = m_parts.menuBar->addMenu(tr("&Edit"));
    auto* undo = m_context.document.history().createUndoAction(this, tr("Undo"));
    undo->setShortcut(QKeySequence::Undo);
    auto* redo = m_context.document.history().createRedoAction(this, tr("Redo"));
    redo->setShortcuts({ QKeySequence(tr("Ctrl+Shift+Z")), QKeySequence(tr("Ctrl+Y")) });
    menu->addActions({ undo, redo });
    m_context.window.addActions({ undo, redo });
    menu->addSeparator();
    auto* add = menu->addMenu(tr("&Add server"));
    connect(menu, &QMenu::aboutToShow, this, [this, add] {
        add->clear();
        m_commands.scenario.fillAddServer(*add);
    });
    m_needRun << add->menuAction();
    m_needRun << addEntry(menu, tr("&Duplicate server"), QKeySequence(tr("Ctrl+D")), [this] {
        m_commands.scenario.duplicateServer();
    }) << addEntry(menu, tr("Move server &up"), QKeySequence(tr("Alt+Shift+Up")), [this] {
        m_commands.scenario.moveServer(-1);
    }) << addEntry(menu, tr("Move server do&wn"), QKeySequence(tr("Alt+Shift+Down")), [this] {
        m_commands.scenario.moveServer(1);
    }) << addEntry(menu, tr("&Remove server"), {}, [this] { m_commands.scenario.removeServer(); });
    menu->addSeparator();
    createMarkerEntries(menu->addMenu(tr("&Markers")));
    menu->addSeparator();
    m_needRun << addEntry(menu, tr("Copy &picture of the lanes"), QKeySequence(tr("Ctrl+Shift+C")),
        [this] { m_commands.exports.copyPicture(); })
              << addEntry(menu, tr("Copy &measured values"), {},
                     [this] { m_commands.exports.copyMeasured(); });
    menu->addSeparator();
    m_needRun << addEntry(menu, tr("&Filter the event log"), QKeySequence::Find, [this] {
        m_layout.showLogPage(m_parts.log);
        m_parts.log->filterBar().focusField();
    });
    menu->addAction(m_commands.run.goTo);
}

/// What can be done to markers from the menu, and each of them to go to.
void WindowMenus::createMarkerEntries(QMenu* menu)
{
    auto* add = addEntry(menu, tr("&Add marker at now"), QKeySequence(tr("Ctrl+M")),
        [this] { m_commands.markers.add(toNs(m_context.controller.now())); });
    auto* rename = addEntry(menu, tr("&Rename the selected marker"), {},
        [this] { m_context.timeline.editMarker(*m_context.timeline.selectedMarker()); });
    auto* remove = addEntry(menu, tr("Re&move the selected marker"), {},
        [this] { m_context.document.removeMarker(*m_context.timeline.selectedMarker()); });
    m_needRun << add;
    const auto update = [=, this] {
        for (auto* action : { rename, remove })
            action->setEnabled(m_context.timeline.selectedMarker().has_value());
    };
    const auto fill = [=, this] {
        for (auto* old : menu->actions().mid(3))
            delete old;
        menu->addSeparator();
        std::size_t place = 0;
        for (const auto& marker : m_context.document.markers()) {
            auto name = QString::fromStdString(marker.name).replace(u'&', QStringLiteral("&&"));
            auto* action = menu->addAction(tr("Go to %1, %2").arg(name, timeText(toNs(marker.at))));
            connect(action, &QAction::triggered, this,
                [this, place] { m_commands.markers.goTo(place); });
            if (++place == mostListed)
                break;
        }
    };
    connect(&m_context.timeline, &TimelineView::markerSelectionChanged, this, update);
    connect(&m_context.document, &Document::markersChanged, this, fill);
    fill();
    update();
}

void WindowMenus::createRunMenu()
{
    auto* menu = m_parts.menuBar->addMenu(tr("&Run"));
    menu->addActions({ m_commands.run.play, m_commands.run.toStart, m_commands.run.stepBack,
        m_commands.run.stepForward, m_commands.run.toEnd, m_commands.run.runUntil,
        m_commands.run.goOn });
    menu->addSeparator();
    menu->addActions(m_commands.run.stepKinds->actions());
    menu->addSeparator();
    menu->addActions({ m_commands.run.previousInstant, m_commands.run.nextInstant,
        m_commands.run.previousOfServer, m_commands.run.nextOfServer });
    m_needRun << addEntry(menu, tr("To what caused the selection"), QKeySequence(tr("Ctrl+Left")),
        [this] { m_commands.navigation.goToCause(); })
              << addEntry(menu, tr("To what the selection caused"), QKeySequence(tr("Ctrl+Right")),
                     [this] { m_commands.navigation.goToEffect(); })
              << addEntry(menu, tr("Open the instant"), {}, [this] {
                     if (!m_context.timeline.openSelectedInstant())
                         m_context.timeline.openInstant(
                             toNs(m_context.controller.now()), std::nullopt);
                 });
    menu->addSeparator();
    menu->addActions({ m_commands.run.slower, m_commands.run.faster, m_commands.run.normalSpeed,
        m_commands.run.fullSpeed });
    menu->addSeparator();
    createBeamEntries(menu);
}

void WindowMenus::createBeamEntries(QMenu* menu)
{
    auto* real = addEntry(menu, tr("On the real &BEAM"), QKeySequence(tr("Ctrl+B")),
        [this] { m_commands.beam.run(1); });
    auto* faster = addEntry(menu, tr("On the real BEAM, ten times as fast"), {},
        [this] { m_commands.beam.run(fasterScale); });
    auto* stop = addEntry(menu, tr("Stop the real BEAM"), {}, [this] { m_commands.beam.stop(); });
    auto* side = addEntry(menu, tr("Simulated and real, side by side"), {},
        [this] { m_commands.beam.showComparison(); });
    menu->setToolTipsVisible(true);
    const auto update = [=, this] {
        const auto missing = whyNoBeam();
        const bool canStart
            = !missing && m_context.controller.hasRun() && !m_commands.beam.isRunning();
        const auto why = missing ? QString::fromStdString(missing->message) : QString();
        for (auto* action : { real, faster })
            action->setEnabled(canStart);
        real->setText(missing ? tr("On the real &BEAM (%1)").arg(why) : tr("On the real &BEAM"));
        stop->setEnabled(m_commands.beam.isRunning());
        side->setEnabled(m_commands.beam.hasComparison());
    };
    connect(menu, &QMenu::aboutToShow, this, update);
    connect(&m_context.document, &Document::opened, this, update); // for their keys
    connect(&m_commands.beam, &BeamSession::started, this, update);
    connect(&m_commands.beam, &BeamSession::finished, this, update);
    update();
}

void WindowMenus::createViewMenu()
{
    auto* menu = m_parts.menuBar->addMenu(tr("&View"));
    menu->addActions({ m_commands.run.follow, m_commands.run.toNow, m_commands.run.fit });
    connect(m_commands.run.fit, &QAction::triggered, this,
        [this] { m_context.timeline.focusSelection(); });
    auto* sizes = menu->addMenu(tr("&Lane size"));
    createSizeMenu(sizes);
    createOrderMenu(menu->addMenu(tr("Lane &order")));
    menu->addSeparator();
    createPageEntries(menu);
    createSourceMenu(menu->addMenu(tr("So&urce")));
    createWorkspaceMenu(menu->addMenu(tr("&Workspace")));
    m_needRun << addEntry(menu, tr("&Reset layout"), {}, [this] { m_layout.reset(); });
    menu->addSeparator();
    createThemeMenu(menu->addMenu(tr("&Theme")));
    createTextSizeMenu(menu->addMenu(tr("Text si&ze")));
    auto* motion = addEntry(menu, tr("Reduced &motion"), {}, [] {});
    motion->setCheckable(true);
    motion->setChecked(m_context.settings.reducedMotion());
    connect(motion, &QAction::toggled, this, [this](bool isReduced) {
        m_context.settings.setReducedMotion(isReduced);
        m_context.timeline.setReducedMotion(isReduced);
    });
    createSoundEntry(menu);
    m_presentAction = addEntry(menu, tr("&Presenting"), Qt::Key_F11,
        [this] { m_layout.setPresenting(m_presentAction->isChecked()); });
    m_presentAction->setCheckable(true);
    connect(&m_layout, &WindowLayout::presentingChanged, m_presentAction, &QAction::setChecked);
    m_needRun << m_presentAction;
}

void WindowMenus::createPageEntries(QMenu* menu)
{
    m_needRun << addEntry(menu, tr("&Servers and inspector"), Qt::Key_F2, [this] {
        m_layout.toggle({ m_parts.serversDock, m_parts.inspectorDock });
    });
    m_needRun << addEntry(menu, tr("&Charts and event log"), Qt::Key_F3, [this] {
        m_layout.toggle({ m_parts.chartsDock, m_parts.logDock });
    });
    m_needRun << addEntry(menu, tr("C&harts"), QKeySequence(tr("Alt+1")), [this] {
        m_layout.showChartPage(m_parts.charts);
    }) << addEntry(menu, tr("C&omparison"), QKeySequence(tr("Alt+2")), [this] {
        m_layout.showChartPage(m_parts.comparison);
    }) << addEntry(menu, tr("I&n words"), QKeySequence(tr("Alt+3")), [this] {
        m_layout.showChartPage(m_parts.words);
    }) << addEntry(menu, tr("&Event log"), QKeySequence(tr("Alt+4")), [this] {
        m_layout.showLogPage(m_parts.log);
    }) << addEntry(menu, tr("Mail&box"), QKeySequence(tr("Alt+5")), [this] {
        m_layout.showLogPage(m_parts.mailbox);
    }) << addEntry(menu, tr("Scena&rio as text"), QKeySequence(tr("Alt+6")), [this] {
        m_layout.showScenarioText();
    });
}

void WindowMenus::createSourceMenu(QMenu* menu)
{
    m_needRun << addEntry(
        menu, tr("&Source and state"), Qt::Key_F7, [this] { m_layout.toggleSource(); })
              << addEntry(menu, tr("&Lines of the source"), QKeySequence(tr("Alt+7")),
                     [this] { m_layout.showSource(); });
    menu->addSeparator();
    auto* source = m_parts.source;
    for (auto* action : source->commands()) {
        menu->addAction(action);
        m_context.window.addAction(action);
        m_needRun << action;
    }
    menu->setToolTipsVisible(true);
    connect(source, &SourcePanel::saveRequested, this, [this, source](SourceLanguage language) {
        m_commands.exports.askCodeFolder(
            language == SourceLanguage::Erlang ? CodeKind::Erlang : CodeKind::Mix,
            source->choice().clauses);
    });
    connect(source, &SourcePanel::differenceRequested, this, [this] {
        m_layout.showChartPage(m_parts.difference);
        m_parts.difference->chooseServers();
    });
}

void WindowMenus::createSizeMenu(QMenu* menu)
{
    auto* group = new QActionGroup(this);
    const std::pair<LaneSize, QString> sizes[] = { { LaneSize::Large, tr("&Large") },
        { LaneSize::Medium, tr("&Medium") }, { LaneSize::Small, tr("&Small") } };
    for (const auto& [size, text] : sizes) {
        auto* action = addEntry(
            menu, text, {}, [this, chosen = size] { m_context.timeline.setLaneSize(chosen); });
        action->setCheckable(true);
        action->setData(int(size));
        group->addAction(action);
        m_needRun << action;
    }
    connect(menu, &QMenu::aboutToShow, this, [this, group] {
        for (auto* action : group->actions())
            action->setChecked(action->data().toInt() == int(m_context.timeline.laneSize()));
    });
}

void WindowMenus::createOrderMenu(QMenu* menu)
{
    auto* group = new QActionGroup(this);
    const std::pair<LaneOrder, QString> orders[] = { { LaneOrder::Scenario, tr("As &written") },
        { LaneOrder::Busiest, tr("&Busiest first") } };
    for (const auto& [order, text] : orders) {
        auto* action = addEntry(
            menu, text, {}, [this, chosen = order] { m_context.timeline.setLaneOrder(chosen); });
        action->setCheckable(true);
        action->setData(int(order));
        group->addAction(action);
        m_needRun << action;
    }
    connect(menu, &QMenu::aboutToShow, this, [this, group] {
        for (auto* action : group->actions())
            action->setChecked(action->data().toInt() == int(m_context.timeline.laneOrder()));
    });
}

void WindowMenus::createWorkspaceMenu(QMenu* menu)
{
    auto* group = new QActionGroup(this);
    const std::pair<Workspace, QString> names[] = { { Workspace::Explore, tr("&Explore") },
        { Workspace::Teach, tr("&Teach") }, { Workspace::Debug, tr("&Debug") } };
    for (const auto& [workspace, text] : names) {
        auto* action = addEntry(
            menu, text, {}, [this, chosen = workspace] { m_layout.setWorkspace(chosen); });
        action->setCheckable(true);
        action->setData(int(workspace));
        group->addAction(action);
        m_needRun << action;
    }
    connect(menu, &QMenu::aboutToShow, this, [this, group] {
        for (auto* action : group->actions())
            action->setChecked(action->data().toInt() == int(m_layout.workspace()));
    });
}

void WindowMenus::createThemeMenu(QMenu* menu)
{
    auto* group = new QActionGroup(this);
    const std::pair<ThemeChoice, QString> choices[]
        = { { ThemeChoice::System, tr("&System") }, { ThemeChoice::Light, tr("&Light") },
              { ThemeChoice::Dark, tr("&Dark") }, { ThemeChoice::Projector, tr("&Projector") } };
    for (const auto& [choice, text] : choices) {
        auto* action = addEntry(menu, text, {}, [this, chosen = choice] {
            m_context.themes.setChoice(chosen);
            m_context.settings.setThemeName(themeChoiceName(chosen));
        });
        action->setCheckable(true);
        action->setChecked(choice == m_context.themes.choice());
        group->addAction(action);
    }
}

void WindowMenus::createTextSizeMenu(QMenu* menu)
{
    addEntry(menu, tr("&Larger"), QKeySequence(tr("Ctrl+=")), [this] {
        m_context.themes.stepTextScaleUp();
        m_context.settings.setTextScale(m_context.themes.textScale());
    })->setShortcuts({ QKeySequence(tr("Ctrl+=")), QKeySequence(tr("Ctrl++")) });
    addEntry(menu, tr("&Smaller"), QKeySequence(tr("Ctrl+-")), [this] {
        m_context.themes.stepTextScaleDown();
        m_context.settings.setTextScale(m_context.themes.textScale());
    });
    addEntry(menu, tr("&Normal"), QKeySequence(tr("Ctrl+0")), [this] {
        m_context.themes.setTextScale(1);
        m_context.settings.setTextScale(1);
    });
}

/// What was chosen is remembered, even where there is no device to be heard on now.
void WindowMenus::createSoundEntry(QMenu* menu)
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
    m_sound = new TickSound(m_context.controller, makeDeviceOutput, this);
    connect(sound, &QAction::triggered, this, [=, this](bool isOn) {
        m_context.settings.setTickSound(isOn);
        turn(isOn);
    });
    connect(m_sound, &TickSound::failed, this, [=](const QString& why) {
        sound->setChecked(false);
        describe(tr("Tick soun&d (no device)"),
            tr("There is no sound device to be heard on: %1.").arg(why));
    });
    sound->setChecked(m_context.settings.tickSound());
    turn(sound->isChecked());
}

void WindowMenus::createHelpMenu()
{
    namePagesOfHelp();
    auto* menu = m_parts.menuBar->addMenu(tr("&Help"));
    auto* manual = new Manual(
        [this] { return m_commands.keys.groups(); }, m_context.themes, &m_context.window);
    addEntry(menu, tr("&Help on this part"), QKeySequence::HelpContents,
        [manual] { manual->open(helpPageOf(QApplication::focusWidget())); });
    addEntry(menu, tr("&Manual"), {}, [manual] { manual->open({}); });
    addEntry(menu, tr("&Commands…"), QKeySequence(tr("Ctrl+Shift+P")), [this] { showPalette(); });
    addEntry(menu, tr("&Keys"), QKeySequence(Qt::Key_Question), [this] { m_commands.keys.show(); });
    addEntry(menu, tr("C&hange keys…"), {}, [this] { m_commands.keys.change(); });
    addEntry(menu, tr("&Welcome page"), {}, [this] { m_layout.showPage(m_parts.welcome); });
    auto* back = addEntry(
        menu, tr("&Back to the run"), {}, [this] { m_layout.showPage(m_parts.runPage); });
    auto* problems
        = addEntry(menu, tr("&Problems"), {}, [this] { m_layout.showPage(m_parts.problems); });
    connect(menu, &QMenu::aboutToShow, this, [this, back, problems] {
        back->setEnabled(m_context.controller.hasRun() && !m_layout.isRunShown());
        problems->setEnabled(m_context.document.state() != Document::State::Nothing);
    });
    menu->addSeparator();
    addEntry(menu, tr("&About Tickscope"), {}, [this] { showAbout(); });
}

void WindowMenus::showPalette()
{
    for (auto* top : m_parts.menuBar->actions())
        if (top->menu())
            emit top->menu()->aboutToShow(); // entries that are filled or checked when they show
    (new CommandPalette(commandsOf(*m_parts.menuBar), m_context.themes, &m_context.window))->open();
}

void WindowMenus::namePagesOfHelp()
{
    const std::pair<QWidget*, const char*> pages[]
        = { { m_parts.timeline, "lanes.md" }, { m_parts.transport, "playing.md" },
              { m_parts.serversDock, "inspector.md" }, { m_parts.inspectorDock, "inspector.md" },
              { m_parts.chartsDock, "charts.md" }, { m_parts.logDock, "log.md" },
              { m_parts.comparison, "comparison.md" }, { m_parts.words, "comparison.md" },
              { m_parts.sourceDock, "source.md" }, { m_parts.stateDock, "source.md" },
              { m_parts.difference, "source.md" }, { m_parts.lessonDock, "lessons.md" },
              { m_parts.lessonBar, "lessons.md" }, { m_parts.problems, "scenario.md" } };
    for (const auto& [widget, page] : pages)
        setHelpPage(*widget, QLatin1String(page));
}

void WindowMenus::showAbout()
{
    (new AboutBox(m_context.themes, &m_context.window))->show();
}

} // namespace tickscope
