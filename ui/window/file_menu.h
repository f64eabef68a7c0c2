// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/window/window_context.h"

#include <QList>
#include <QObject>
#include <QString>

#include <functional>

class QAction;
class QKeySequence;
class QMenu;
class QMenuBar;

namespace tickscope {

class DocumentFlow;
class ExportCommands;

/// What the entries of the File menu do. All of it outlives the menu.
struct FileCommands
{
    DocumentFlow& document;
    ExportCommands& exports;
};

/// The File menu: opening, saving, exporting; recent files, and work that was set aside.
class FileMenu : public QObject
{
    Q_OBJECT

public:
    FileMenu(const WindowContext& context, const FileCommands& commands, QMenuBar& bar,
        QObject* parent = nullptr);

    /// Those of its entries that can do nothing without a run.
    const QList<QAction*>& needRun() const { return m_needRun; }

signals:
    void newWindowRequested();

private:
    void createEntries(QMenuBar& bar);
    void createSaveEntries(QMenu* menu);
    QAction* addEntry(QMenu* menu, const QString& text, const QKeySequence& key,
        const std::function<void()>& slot);
    void fillRecent();
    void fillSetAside();

    WindowContext m_context;
    DocumentFlow& m_document;
    ExportCommands& m_exports;
    QMenu* m_recentMenu = nullptr;
    QMenu* m_setAsideMenu = nullptr;
    QList<QAction*> m_needRun;
};

} // namespace tickscope
