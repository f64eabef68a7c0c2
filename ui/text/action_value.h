// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/text/field_text.h"

namespace tickscope {

/// The value of an action as a field shows it: "10 s" of set_interval, the timeout of a call, how
/// long a node stands still. Empty for one that has none.
QString actionValueText(const Action& action);

/// The action with the value that somebody typed: what actionValueText() gives reads back.
FieldValue<Action> withActionValue(Action action, const QString& text);

} // namespace tickscope
