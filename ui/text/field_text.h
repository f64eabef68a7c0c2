// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <QString>

#include <optional>

namespace tickscope {

/// What a field's text means, or why it means nothing.
template <typename T>
struct FieldValue
{
    std::optional<T> value;
    QString reason; ///< one or two sentences for under the field; empty when there is a value
};

/// "5 s", "250" (ms), "4/min".
FieldValue<Duration> parseIntervalField(const QString& text);
/// "5 s", "2m"; a plain number is ms.
FieldValue<Duration> parseDurationField(const QString& text);
/// A duration, or a rule: "1 s to 3 s", "exponential 2 s", "normal 2 s ± 300 ms", "15 ms, 265 ms",
/// "15 ms, 265 ms, repeat".
FieldValue<DurationSpec> parseWorkField(const QString& text);
/// "always ok", "ok, error, crash", "ok, error, repeat", "error 10 %, crash 1 %".
FieldValue<OutcomeSpec> parseOutcomesField(const QString& text);

/// What parseWorkField() reads back.
QString workText(const DurationSpec& work);
/// What parseOutcomesField() reads back.
QString outcomesText(const OutcomeSpec& outcomes);

} // namespace tickscope
