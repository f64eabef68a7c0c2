// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "ui/window/window_context.h"

#include <QObject>

#include <optional>

class QWidget;

namespace tickscope {

/// Changes of the open scenario that are no actions: its servers, and what was done to the run.
/// Each is one step of undo; what cannot be done is told in the message bar.
class ScenarioCommands : public QObject
{
    Q_OBJECT

public:
    explicit ScenarioCommands(const WindowContext& context, QObject* parent = nullptr);

    void addServer();
    void duplicateServer();
    void removeServer();
    /// Of the selected server.
    /// @param by  -1 for up, 1 for down
    void moveServer(int by);
    void changeServer(std::uint32_t server, const ServerSpec& spec);
    void removeAction(std::size_t action);
    /// Opens a field for its moment and its value.
    void editAction(std::size_t action, QWidget* anchor);

private:
    std::optional<std::size_t> selectedSpec() const;
    std::optional<std::size_t> specOfServer(std::uint32_t server) const;
    void replaceAction(const Action& before, const std::optional<Action>& after);

    WindowContext m_context;
};

} // namespace tickscope
