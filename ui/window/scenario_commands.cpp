// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/scenario_commands.h"

#include "core/scenario/scenario_edits.h"
#include "core/scenario/scenario_lists.h"
#include "ui/controller/run_controller.h"
#include "ui/document/action_edit.h"
#include "ui/document/document.h"
#include "ui/form/form_field.h"
#include "ui/text/trace_text.h"
#include "ui/theme/theme_controller.h"
#include "ui/time/time_window.h"
#include "ui/widgets/field_popup.h"
#include "ui/widgets/message_bar.h"

#include <QCursor>
#include <QMainWindow>
#include <QMenu>

namespace tickscope {

ScenarioCommands::ScenarioCommands(const WindowContext& context, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
}

void ScenarioCommands::addServer(ServerKind kind)
{
    auto& document = m_context.document;
    if (m_context.controller.isChanging())
        return;
    auto scenario = withServerAdded(m_context.controller.run().scenarioWithActions(), kind);
    const auto place = firstServerOf(scenario, scenario.servers.size() - 1);
    const auto name = QString::fromStdString(scenario.servers.back().name);
    document.changeScenario(tr("add server %1").arg(name), std::move(scenario));
    if (document.isHeldUp())
        return;
    m_context.time.setSelection(Selection { place, 0 });
    emit serverAdded();
}

void ScenarioCommands::fillAddServer(QMenu& menu)
{
    if (!m_context.controller.hasRun())
        return;
    const auto words = kindWords();
    for (std::size_t i = 0; i < allServerKinds.size(); ++i) {
        const auto& word = words[qsizetype(i)];
        auto* action = menu.addAction(QStringLiteral("&%1\t%2").arg(word.word, word.says));
        connect(action, &QAction::triggered, this, [this, i] { addServer(allServerKinds[i]); });
    }
    const auto spec = selectedSpec();
    if (!spec)
        return;
    menu.addSeparator();
    const auto& selected = m_context.controller.run().scenario().servers[*spec];
    auto* duplicate = menu.addAction(
        tr("&Duplicate\t%1, with all its fields").arg(QString::fromStdString(selected.name)));
    connect(duplicate, &QAction::triggered, this, &ScenarioCommands::duplicateServer);
}

void ScenarioCommands::askAddServer()
{
    auto* menu = new QMenu(&m_context.window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Add server"));
    fillAddServer(*menu);
    menu->popup(QCursor::pos());
}

void ScenarioCommands::duplicateServer()
{
    const auto spec = selectedSpec();
    if (!spec)
        return;
    auto scenario = withServerDuplicated(m_context.controller.run().scenarioWithActions(), *spec);
    const auto name = QString::fromStdString(scenario.servers[*spec + 1].name);
    m_context.document.changeScenario(tr("duplicate server %1").arg(name), std::move(scenario));
}

void ScenarioCommands::removeServer()
{
    const auto spec = selectedSpec();
    if (!spec)
        return;
    auto scenario = m_context.controller.run().scenarioWithActions();
    if (scenario.servers.size() == 1)
        return m_context.message.showMessage(
            { MessageBar::Tone::Info, tr("The server was not removed"),
                tr("It is the only one, and a run needs one."), {}, {} });
    const auto name = QString::fromStdString(scenario.servers[*spec].name);
    m_context.time.setSelection(Selection { 0, 0 });
    m_context.document.changeScenario(
        tr("remove server %1").arg(name), withoutServer(std::move(scenario), *spec));
}

void ScenarioCommands::moveServer(int by)
{
    const auto spec = selectedSpec();
    if (!spec)
        return;
    auto scenario = withServerMoved(m_context.controller.run().scenarioWithActions(), *spec, by);
    if (!scenario)
        return;
    const auto moved = std::size_t(std::int64_t(*spec) + by);
    const auto lane = firstServerOf(*scenario, moved);
    const auto name = QString::fromStdString(scenario->servers[moved].name);
    m_context.document.changeScenario(tr("move server %1").arg(name), std::move(*scenario));
    m_context.time.setSelection(Selection { lane, 0 });
}

void ScenarioCommands::removeAction(std::size_t action)
{
    const auto& controller = m_context.controller;
    if (controller.hasRun() && action < controller.run().actions().size())
        replaceAction(Action(controller.run().actions()[action]), {});
}

void ScenarioCommands::editAction(std::size_t number, QWidget* anchor)
{
    const auto& controller = m_context.controller;
    if (!controller.hasRun() || number >= controller.run().actions().size())
        return;
    const auto action = controller.run().actions()[number];
    auto* popup = new FieldPopup(actionText(action), actionLine(action), m_context.themes, anchor);
    popup->setHelp(actionLineHelp(action));
    connect(popup, &FieldPopup::accepted, this, [this, popup, action](const QString& line) {
        const auto edited = editedAction(action, line);
        if (!edited.reason.isEmpty())
            return popup->refuse(edited.reason);
        popup->close();
        replaceAction(action, edited.action);
    });
    popup->open();
}

/// The run is made anew with another action, or without it.
void ScenarioCommands::replaceAction(const Action& before, const std::optional<Action>& after)
{
    auto scenario
        = withActionReplaced(m_context.controller.run().scenarioWithActions(), before, after);
    if (!scenario)
        return;
    const auto words = actionText(before);
    m_context.document.changeScenario(
        after ? tr("change %1").arg(words) : tr("remove %1").arg(words), std::move(*scenario));
}

std::optional<std::size_t> ScenarioCommands::selectedSpec() const
{
    const auto selection = m_context.time.selection();
    return specOfServer(selection ? selection->server : 0);
}

std::optional<std::size_t> ScenarioCommands::specOfServer(std::uint32_t server) const
{
    if (!m_context.controller.hasRun())
        return {};
    return specOf(m_context.controller.run().scenario(), server);
}

} // namespace tickscope
