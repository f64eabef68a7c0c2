// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "ui/window/window_context.h"

#include <QObject>

#include <optional>

class QMenu;
class QWidget;

namespace tickscope {

/// Changes of the open scenario that are no actions: its servers, and what was done to the run.
/// Each is one step of undo; what cannot be done is told in the message bar.
class ScenarioCommands : public QObject
{
    Q_OBJECT

public:
    explicit ScenarioCommands(const WindowContext& context, QObject* parent = nullptr);

    void addServer(ServerKind kind);
    /// A server of each kind, with what it does, and one like the selected.
    void fillAddServer(QMenu& menu);
    /// Opens that menu where the pointer is.
    void askAddServer();
    void duplicateServer();
    void removeServer();
    /// Of the selected server.
    /// @param by  -1 for up, 1 for down
    void moveServer(int by);
    void removeAction(std::size_t action);
    /// Opens a field for its moment and its value.
    void editAction(std::size_t action, QWidget* anchor);

signals:
    /// It is selected now, and its name is a first guess.
    void serverAdded();

private:
    std::optional<std::size_t> selectedSpec() const;
    std::optional<std::size_t> specOfServer(std::uint32_t server) const;
    void replaceAction(const Action& before, const std::optional<Action>& after);

    WindowContext m_context;
};

} // namespace tickscope
