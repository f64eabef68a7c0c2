// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/file_menu.h"

#include "core/scenario/builtin.h"
#include "ui/document/code_export.h"
#include "ui/document/document.h"
#include "ui/document/exports.h"
#include "ui/document/settings.h"
#include "ui/window/document_flow.h"
#include "ui/window/export_commands.h"
#include "ui/window/menu_entry.h"

#include <QAction>
#include <QApplication>
#include <QFileInfo>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

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

FileMenu::FileMenu(
    const WindowContext& context, const FileCommands& commands, QMenuBar& bar, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_document(commands.document)
    , m_exports(commands.exports)
{
    createEntries(bar);
}

QAction* FileMenu::addEntry(
    QMenu* menu, const QString& text, const QKeySequence& key, const std::function<void()>& slot)
{
    return addMenuEntry(m_context.window, *menu, text, key, slot);
}

void FileMenu::createEntries(QMenuBar& bar)
{
    auto* menu = bar.addMenu(tr("&File"));
    addEntry(menu, tr("&New scenario"), QKeySequence::New, [this] { m_document.openNew(); });
    addEntry(menu, tr("New &window"), QKeySequence(tr("Ctrl+Shift+N")),
        [this] { emit newWindowRequested(); });
    addEntry(menu, tr("&Open…"), QKeySequence::Open, [this] { m_document.askOpen(); });
    m_recentMenu = menu->addMenu(tr("Open &recent"));
    connect(&m_context.settings, &Settings::recentFilesChanged, this, &FileMenu::fillRecent);
    connect(m_recentMenu, &QMenu::aboutToShow, this, &FileMenu::fillRecent);
    fillRecent();
    m_setAsideMenu = menu->addMenu(tr("Set &aside"));
    connect(m_setAsideMenu, &QMenu::aboutToShow, this, &FileMenu::fillSetAside);
    fillSetAside();
    auto* examples = menu->addMenu(tr("&Examples"));
    for (const auto& builtin : builtinScenarios()) {
        const auto name = QString::fromUtf8(builtin.name.data(), qsizetype(builtin.name.size()));
        addEntry(examples, titleOf(builtin), {}, [this, name] { m_document.openBuiltin(name); });
    }
    menu->addSeparator();
    createSaveEntries(menu);
}

void FileMenu::createSaveEntries(QMenu* menu)
{
    auto* save
        = addEntry(menu, tr("&Save"), QKeySequence::Save, [this] { m_document.saveOrAsk(); });
    auto* saveTo = addEntry(
        menu, tr("Save &as…"), QKeySequence(tr("Ctrl+Shift+S")), [this] { m_document.saveAs(); });
    m_needRun << addEntry(menu, tr("&Export…"), QKeySequence(tr("Ctrl+E")),
        [this] { m_exports.showExport(ExportKind::Lanes); });
    auto* code = menu->addMenu(tr("Export &code"));
    const std::pair<CodeKind, QString> kinds[] = { { CodeKind::Mix, tr("&Mix project…") },
        { CodeKind::Erlang, tr("&Erlang application…") },
        { CodeKind::Livebook, tr("&Livebook notebook…") } };
    for (const auto& [kind, text] : kinds)
        m_needRun << addEntry(
            code, text, {}, [this, chosen = kind] { m_exports.askCodeFolder(chosen); });
    auto* reload = addEntry(
        menu, tr("Re&load"), QKeySequence(tr("Ctrl+R")), [this] { m_document.reload(); });
    menu->addSeparator();
    auto* close
        = addEntry(menu, tr("&Close"), QKeySequence(tr("Ctrl+W")), [this] { m_document.close(); });
    addEntry(menu, tr("&Quit"), QKeySequence::Quit, [] { QApplication::closeAllWindows(); });
    const auto update = [=, this] {
        const bool isOpen = m_context.document.state() != Document::State::Nothing;
        save->setEnabled(isOpen);
        saveTo->setEnabled(isOpen);
        close->setEnabled(isOpen);
        reload->setEnabled(isOpen && !m_context.document.path().isEmpty());
    };
    connect(&m_context.document, &Document::opened, this, update);
    connect(&m_context.document, &Document::saved, this, update);
    update();
}

void FileMenu::fillRecent()
{
    m_recentMenu->clear();
    const auto files = m_context.settings.recentFiles();
    for (const auto& path : files) {
        auto* action = m_recentMenu->addAction(
            QFileInfo(path).fileName().replace(u'&', QStringLiteral("&&")));
        const bool isThere = QFileInfo::exists(path);
        action->setEnabled(isThere);
        action->setToolTip(isThere ? path : tr("%1 is no longer there").arg(path));
        connect(action, &QAction::triggered, this, [this, path] { m_document.openFile(path); });
    }
    m_recentMenu->setToolTipsVisible(true);
    m_recentMenu->addSeparator();
    auto* clear = m_recentMenu->addAction(tr("Clear list"));
    clear->setEnabled(!files.isEmpty());
    connect(clear, &QAction::triggered, &m_context.settings, &Settings::clearRecentFiles);
}

void FileMenu::fillSetAside()
{
    m_setAsideMenu->clear();
    const auto& aside = m_document.asideWork();
    for (std::size_t place = 0; place < aside.size(); ++place) {
        auto title = aside[place].title;
        connect(m_setAsideMenu->addAction(title.replace(u'&', QStringLiteral("&&"))),
            &QAction::triggered, this, [this, place] { m_document.bringBack(place); });
    }
    if (aside.empty())
        m_setAsideMenu->addAction(tr("Nothing was set aside"))->setEnabled(false);
}

} // namespace tickscope
