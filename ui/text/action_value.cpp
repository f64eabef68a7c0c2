// SPDX-License-Identifier: GPL-3.0-only
#include "ui/text/action_value.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace tickscope {

namespace {

struct ActionValue
{
    Q_DECLARE_TR_FUNCTIONS(ActionValue)
};

template <typename T>
QString take(T& into, const FieldValue<T>& field)
{
    if (field.value)
        into = *field.value;
    return field.value ? QString() : field.reason;
}

/// @return why the text cannot be; empty when it can
QString readValue(Action& action, const QString& text)
{
    switch (action.kind) {
    case ActionKind::SetInterval:
        return take(action.interval, parseIntervalField(text));
    case ActionKind::SetWork:
        return take(action.work, parseWorkField(text));
    case ActionKind::SetOutcomes:
        return take(action.outcomes, parseOutcomesField(text));
    case ActionKind::Call:
    case ActionKind::Sys:
        return take(action.timeout, parseDurationField(text));
    case ActionKind::Stall:
        return take(action.stall, parseDurationField(text));
    default:
        return text.isEmpty() ? QString() : ActionValue::tr("It takes a moment alone.");
    }
}

} // namespace

QString actionValueText(const Action& action)
{
    switch (action.kind) {
    case ActionKind::SetInterval:
        return durationText(action.interval.count());
    case ActionKind::SetWork:
        return workText(action.work);
    case ActionKind::SetOutcomes:
        return outcomesText(action.outcomes);
    case ActionKind::Call:
    case ActionKind::Sys:
        return durationText(action.timeout.count());
    case ActionKind::Stall:
        return durationText(action.stall.count());
    default:
        return {};
    }
}

FieldValue<Action> withActionValue(Action action, const QString& text)
{
    const auto reason = readValue(action, text);
    if (!reason.isEmpty())
        return { {}, reason };
    return { action, {} };
}

} // namespace tickscope
