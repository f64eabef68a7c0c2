// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/key_commands.h"

#include "ui/document/document.h"
#include "ui/document/settings.h"
#include "ui/help/key_sheet.h"
#include "ui/palette/key_bindings.h"
#include "ui/palette/key_dialog.h"
#include "ui/panels/run_actions.h"
#include "ui/panels/server_actions.h"
#include "ui/timeline/timeline_view.h"

#include <QAction>
#include <QMainWindow>

#include <memory>

namespace tickscope {

namespace {

QString shown(const QList<QKeySequence>& keys)
{
    QStringList words;
    for (const auto& key : keys)
        words << key.toString(QKeySequence::NativeText);
    return words.join(QStringLiteral(", "));
}

} // namespace

KeyCommands::KeyCommands(
    const WindowContext& context, RunActions& run, QWidget& popupAnchor, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_run(run)
    , m_server(new ServerActions(context.controller, context.time, context.themes, this))
    , m_bindings(new KeyBindings(this))
{
    m_server->setAnchor(&popupAnchor);
    connect(m_server, &ServerActions::requested, &context.document, &Document::act);
    context.window.addActions(m_server->all());
}

void KeyCommands::bindAll()
{
    for (auto* action : m_context.window.actions())
        m_bindings->add(action);
    auto lanes = std::make_shared<TimelineKeys>();
    for (const auto& entry : timelineCommands()) {
        if (entry.command == TimelineCommand::Focus)
            continue; // View > Fit, wherever the focus is
        m_bindings->add({ entry.id, tr("Lanes: %1").arg(entry.words), entry.keys,
            [&timeline = m_context.timeline, lanes, command = entry.command](
                const QList<QKeySequence>& keys) {
                lanes->setKeys(command, keys);
                timeline.setKeys(*lanes);
            } });
    }
    auto& settings = m_context.settings;
    m_bindings->restore(
        keyPresetOf(settings.keyPreset()).value_or(KeyPreset::Tickscope), settings.ownKeys());
    connect(m_bindings, &KeyBindings::changed, this, [this, &settings] {
        settings.setKeys(keyPresetId(m_bindings->preset()), m_bindings->own());
    });
}

void KeyCommands::change()
{
    (new KeyDialog(*m_bindings, m_context.themes, &m_context.window))->open();
}

std::vector<KeyGroup> KeyCommands::groups() const
{
    std::vector<KeyGroup> groups;
    const auto add = [&groups](const QString& title, const QList<QAction*>& actions) {
        KeyGroup group { title, {} };
        for (const auto* action : actions)
            if (!action->shortcuts().isEmpty())
                group.entries.push_back(
                    { shown(action->shortcuts()), action->text().remove(u'&').remove(u'…') });
        if (!group.entries.empty())
            groups.push_back(group);
    };
    add(tr("Run"), m_run.all());
    add(tr("Server"), m_server->all());
    auto lanes = timelineKeys();
    for (const auto& entry : timelineCommands())
        if (const auto keys = m_bindings->keys(entry.id); !keys.isEmpty())
            lanes.entries.push_back({ shown(keys), entry.words });
    groups.push_back(lanes);
    QList<QAction*> others;
    for (auto* action : m_context.window.actions())
        if (!m_run.all().contains(action) && !m_server->all().contains(action))
            others << action;
    add(tr("Window"), others);
    return groups;
}

void KeyCommands::show()
{
    (new KeySheet(groups(), m_context.themes, &m_context.window))->show();
}

} // namespace tickscope
