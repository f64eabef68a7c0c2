// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/run/run.h"
#include "ui/widgets/themed.h"

#include <QKeySequence>
#include <QObject>

#include <optional>
#include <vector>

class QAction;

namespace tickscope {

class RunController;
class TimeWindow;

/// What can be done to the selected server while the run goes, once: the menu, the palette, the
/// keys and the menu of a lane share these entries. Each names the server that it meets.
class ServerActions : public QObject
{
    Q_OBJECT

public:
    /// All outlive this.
    ServerActions(const RunController& controller, const TimeWindow& window,
        const ThemeController& themes, QObject* parent = nullptr);

    /// Below which a field opens that asks for a value.
    void setAnchor(QWidget* anchor) { m_anchor = anchor; }

    QAction* setInterval = nullptr;
    QAction* setWork = nullptr;
    QAction* cancel = nullptr;
    QAction* resume = nullptr;
    QAction* tick = nullptr;
    QAction* call = nullptr;
    QAction* sys = nullptr;
    QAction* stop = nullptr;
    QAction* start = nullptr;
    QAction* crash = nullptr;
    QAction* stall = nullptr; ///< of the whole node

    /// All of them, for a window to add so that their keys work.
    QList<QAction*> all() const;

signals:
    void requested(const tickscope::Action& action);

private:
    struct Entry
    {
        QAction* action;
        QString words; ///< with %1 for the name
        bool needsLife; ///< false: only without a process
    };

    QAction* add(
        const QString& id, const QString& words, const QKeySequence& key, bool needsLife = true);
    QAction* addKind(const QString& id, const QString& words, const QKeySequence& key,
        ActionKind kind, bool needsLife = true);
    /// One whose value is asked for before it is done.
    QAction* addAsked(
        const QString& id, const QString& words, const QKeySequence& key, ActionKind kind);
    void update();
    void ask(Action action);
    Action usual(ActionKind kind) const;
    void request(Action action);
    std::optional<ServerIndex> server() const;

    const RunController& m_controller;
    const TimeWindow& m_window;
    const ThemeController& m_themes;
    QWidget* m_anchor = nullptr;
    std::vector<Entry> m_entries;
};

} // namespace tickscope
