// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <cstdint>
#include <map>
#include <vector>

namespace tickscope {

/// What a key can do on the lanes. Keys that drive the run belong to the window.
enum class TimelineCommand : std::uint8_t {
    LaneUp,
    LaneDown,
    NextTick,
    PreviousTick,
    OpenInstant,
    ZoomIn,
    ZoomOut,
    PanBack,
    PanAhead,
    Focus,
    Range,
    Mark,
    Keep,
    Cursors,
    CursorA,
    CursorB,
};

struct TimelineCommandEntry
{
    TimelineCommand command;
    QString id; ///< under which keys of one's own are kept
    QString words;
    QList<QKeySequence> keys; ///< unless somebody chose others
};

/// All of them, in the order in which lists show them.
std::vector<TimelineCommandEntry> timelineCommands();

/// Which key does what. A key is looked up with its modifiers, and then without Shift.
class TimelineKeys
{
public:
    /// The keys of timelineCommands().
    TimelineKeys();

    void setKeys(TimelineCommand command, const QList<QKeySequence>& keys);
    /// @return null for a key that does nothing here
    const TimelineCommand* find(int key, Qt::KeyboardModifiers modifiers) const;

private:
    std::map<int, TimelineCommand> m_commands; ///< by key and modifiers
};

} // namespace tickscope
