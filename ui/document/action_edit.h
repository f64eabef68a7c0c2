// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <QString>

namespace tickscope {

/// The line that an action is edited as: its moment, and its value if it has one: "30 s: 10 s".
QString actionLine(const Action& action);

/// The action as the line changes it.
struct EditedAction
{
    Action action;
    QString reason; ///< why the line cannot be; empty when it can
};
EditedAction editedAction(const Action& action, const QString& line);

/// What the line of an action like this holds, for people: "When, and the interval: 30 s: 10 s".
QString actionLineHelp(const Action& action);

} // namespace tickscope
