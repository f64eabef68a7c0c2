// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/timeline_commands.h"

#include <QCoreApplication>

namespace tickscope {

namespace {

struct Commands
{
    Q_DECLARE_TR_FUNCTIONS(TimelineCommands)
};

} // namespace

std::vector<TimelineCommandEntry> timelineCommands()
{
    using Command = TimelineCommand;
    const QKeySequence back(int(Qt::SHIFT) | int(Qt::Key_Tab));
    const QKeySequence keep(int(Qt::SHIFT) | int(Qt::Key_M));
    return {
        { Command::LaneUp, QStringLiteral("lane-up"), Commands::tr("Select the lane above"),
            { Qt::Key_Up } },
        { Command::LaneDown, QStringLiteral("lane-down"), Commands::tr("Select the lane below"),
            { Qt::Key_Down } },
        { Command::NextTick, QStringLiteral("next-tick"), Commands::tr("Select the next tick"),
            { Qt::Key_Tab } },
        { Command::PreviousTick, QStringLiteral("previous-tick"),
            Commands::tr("Select the tick before"), { back } },
        { Command::OpenInstant, QStringLiteral("open-instant"),
            Commands::tr("Open the instant of the selection"), { Qt::Key_Return } },
        { Command::ZoomIn, QStringLiteral("zoom-in"), Commands::tr("Zoom in"),
            { Qt::Key_W, Qt::Key_Plus, Qt::Key_Equal } },
        { Command::ZoomOut, QStringLiteral("zoom-out"), Commands::tr("Zoom out"),
            { Qt::Key_S, Qt::Key_Minus } },
        { Command::PanBack, QStringLiteral("pan-back"), Commands::tr("Pan back"), { Qt::Key_A } },
        { Command::PanAhead, QStringLiteral("pan-ahead"), Commands::tr("Pan ahead"),
            { Qt::Key_D } },
        { Command::Focus, QStringLiteral("focus-selection"),
            Commands::tr("Fit the selection, then the whole run"), { Qt::Key_F } },
        { Command::Range, QStringLiteral("range"), Commands::tr("Make the selection the range"),
            { Qt::Key_R } },
        { Command::Mark, QStringLiteral("mark"),
            Commands::tr("Make the selection the range; without one, mark"), { Qt::Key_M } },
        { Command::Keep, QStringLiteral("keep-marker"), Commands::tr("Add a marker"), { keep } },
        { Command::Cursors, QStringLiteral("cursors"), Commands::tr("Cursors A and B"),
            { Qt::Key_C } },
        { Command::CursorA, QStringLiteral("cursor-a"), Commands::tr("Take cursor A"),
            { Qt::Key_1 } },
        { Command::CursorB, QStringLiteral("cursor-b"), Commands::tr("Take cursor B"),
            { Qt::Key_2 } },
    };
}

TimelineKeys::TimelineKeys()
{
    for (const auto& entry : timelineCommands())
        setKeys(entry.command, entry.keys);
}

void TimelineKeys::setKeys(TimelineCommand command, const QList<QKeySequence>& keys)
{
    std::erase_if(m_commands, [command](const auto& entry) { return entry.second == command; });
    for (const auto& key : keys)
        if (key.count() == 1)
            m_commands[key[0].toCombined()] = command;
}

const TimelineCommand* TimelineKeys::find(int key, Qt::KeyboardModifiers modifiers) const
{
    if (key == Qt::Key_Enter)
        key = Qt::Key_Return;
    const auto held = modifiers & ~Qt::KeypadModifier;
    for (const auto tried : { held, held & ~Qt::KeyboardModifiers(Qt::ShiftModifier) }) {
        const auto found = m_commands.find(QKeyCombination(tried, Qt::Key(key)).toCombined());
        if (found != m_commands.end())
            return &found->second;
    }
    return nullptr;
}

} // namespace tickscope
