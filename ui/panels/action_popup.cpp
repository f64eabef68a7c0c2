// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/action_popup.h"

#include "ui/text/action_value.h"
#include "ui/widgets/field_popup.h"

#include <QCoreApplication>

#include <cassert>

namespace tickscope {

namespace {

struct ActionPopup
{
    Q_DECLARE_TR_FUNCTIONS(ActionPopup)
};

struct Question
{
    QString name;
    QString help;
};

Question questionOf(ActionKind kind)
{
    switch (kind) {
    case ActionKind::SetInterval:
        return { ActionPopup::tr("Interval"),
            ActionPopup::tr("Time between ticks: 5s, 250 (ms), 4/min.") };
    case ActionKind::SetWork:
        return { ActionPopup::tr("Work"),
            ActionPopup::tr("How long a tick takes: 8s, 1s to 3s, exponential 2s.") };
    case ActionKind::SetOutcomes:
        return { ActionPopup::tr("Outcomes"),
            ActionPopup::tr("How ticks end: always ok, ok, error, crash, error 10 %.") };
    case ActionKind::Call:
        return { ActionPopup::tr("Call with timeout"),
            ActionPopup::tr("The caller goes on after it; the request stays in the mailbox.") };
    case ActionKind::Sys:
        return { ActionPopup::tr("Ask for its state, with timeout"),
            ActionPopup::tr("A system message, as observer sends it: it waits its turn.") };
    case ActionKind::Stall:
        return { ActionPopup::tr("Stand still for"),
            ActionPopup::tr("The whole node: no timer fires and no handler goes on meanwhile.") };
    default:
        return {};
    }
}

} // namespace

void askForAction(const Action& action, const ThemeController& themes, QWidget& anchor,
    const std::function<void(const Action&)>& taken)
{
    const auto question = questionOf(action.kind);
    assert(!question.name.isEmpty());
    auto* popup = new FieldPopup(question.name, actionValueText(action), themes, &anchor);
    popup->setHelp(question.help);
    QObject::connect(
        popup, &FieldPopup::accepted, popup, [popup, action, taken](const QString& text) {
            const auto asked = withActionValue(action, text);
            if (!asked.value)
                return popup->refuse(asked.reason);
            popup->close();
            taken(*asked.value);
        });
    popup->open();
}

} // namespace tickscope
