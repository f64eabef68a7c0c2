// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/action_edit.h"

#include "ui/text/action_value.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>

namespace tickscope {

namespace {

struct ActionEdit
{
    Q_DECLARE_TR_FUNCTIONS(ActionEdit)
};

} // namespace

QString actionLine(const Action& action)
{
    const auto at = durationText(toNs(action.at));
    const auto value = actionValueText(action);
    return value.isEmpty() ? at : at + QStringLiteral(": ") + value;
}

QString actionLineHelp(const Action& action)
{
    switch (action.kind) {
    case ActionKind::SetInterval:
        return ActionEdit::tr("When, and the interval: 30 s: 10 s");
    case ActionKind::SetWork:
        return ActionEdit::tr("When, and the work: 30 s: 1 s to 3 s");
    case ActionKind::SetOutcomes:
        return ActionEdit::tr("When, and the outcomes: 30 s: always error");
    case ActionKind::Call:
    case ActionKind::Sys:
        return ActionEdit::tr("When, and the timeout: 30 s: 5 s");
    case ActionKind::Stall:
        return ActionEdit::tr("When, and for how long: 30 s: 400 ms");
    default:
        return ActionEdit::tr("When: 30 s");
    }
}

EditedAction editedAction(const Action& action, const QString& line)
{
    EditedAction edited { action, {} };
    const auto colon = line.indexOf(u':');
    const auto moment = (colon < 0 ? line : line.left(colon)).trimmed();
    const auto at = parseDurationField(moment);
    if (!at.value) {
        edited.reason = at.reason;
        return edited;
    }
    edited.action.at = VirtualTime(*at.value);
    if (colon < 0)
        return edited;
    const auto valued = withActionValue(edited.action, line.mid(colon + 1).trimmed());
    edited.action = valued.value.value_or(edited.action);
    edited.reason = valued.reason;
    return edited;
}

} // namespace tickscope
