// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/source.h"

#include "core/otp/request.h"

#include <algorithm>

namespace tickscope {

namespace {

Callback requestOf(const Record& record)
{
    const bool isCall = record.message == MessageKind::Call;
    switch (static_cast<RequestClause>(record.detail)) {
    case RequestClause::Forgetful:
        return isCall ? Callback::ForgetfulCall : Callback::ForgetfulCast;
    case RequestClause::Works:
        return isCall ? Callback::CallRequest : Callback::CastRequest;
    case RequestClause::Plain:
        break;
    }
    return isCall ? Callback::Call : Callback::CastRequest;
}

Callback callbackOf(const Record& record)
{
    switch (record.message) {
    case MessageKind::SetInterval:
        return Callback::SetInterval;
    case MessageKind::Cancel:
        return Callback::Cancel;
    case MessageKind::Resume:
        return Callback::Resume;
    case MessageKind::Call:
    case MessageKind::Cast:
        return requestOf(record);
    case MessageKind::Beat:
        return Callback::Beat;
    case MessageKind::MissedBeat:
        return Callback::MissedBeat;
    default:
        return isTick(record.message) ? Callback::Tick : Callback::None;
    }
}

// :timer.cancel says how it went; cancel_timer, how much was left.
bool isOfInterval(std::int64_t cancelled)
{
    return cancelled == cancelledOk || cancelled == cancelledBadarg;
}

bool holds(LineRule::When when, const CallbackContext& context, std::int64_t from)
{
    switch (when) {
    case LineRule::When::Always:
        return true;
    case LineRule::When::ResultOk:
        return context.result == TickOutcome::Ok || context.result == TickOutcome::Waiting;
    case LineRule::When::ResultError:
        return context.result == TickOutcome::Error;
    case LineRule::When::Stops:
        return true; // see linesFor()
    case LineRule::When::Rearmed:
        return context.hasRearmed;
    case LineRule::When::NotRearmed:
        return !context.hasRearmed;
    case LineRule::When::FirstTick:
        return context.tick == 1;
    case LineRule::When::CountingDown:
        return context.tick <= from;
    case LineRule::When::FoundZero:
        return context.tick > from;
    case LineRule::When::CancelledTimer:
        return !isOfInterval(context.cancelled);
    case LineRule::When::CancelledInterval:
        return isOfInterval(context.cancelled);
    }
    return false;
}

} // namespace

void CallbackContext::advance(const Record& record)
{
    switch (record.event) {
    case Event::Spawn:
    case Event::Init:
        *this = { Callback::Init };
        break;
    case Event::HandleContinue:
        callback = Callback::Continue;
        break;
    case Event::SendAfter:
    case Event::SendInterval:
        hasRearmed = true;
        break;
    case Event::Return:
        hasRearmed = hasRearmed || record.value != noDue;
        break;
    case Event::HandleInfo:
        tick = record.value;
        hasRearmed = false;
        [[fallthrough]];
    case Event::HandleCast:
    case Event::HandleCall:
        callback = callbackOf(record);
        break;
    case Event::Dequeue:
        if (record.message == MessageKind::Sys)
            callback = Callback::None; // no line of the module runs
        break;
    case Event::WorkEnd:
        if (isTick(record.message)) // of a request nothing is kept
            result = static_cast<TickOutcome>(record.detail);
        break;
    case Event::CancelTimer:
        cancelled = record.value;
        break;
    default:
        break;
    }
}

std::string SourceModule::text() const
{
    std::string text;
    for (const SourceLine& line : lines) {
        text += line.text;
        text += '\n';
    }
    return text;
}

std::vector<int> SourceModule::linesFor(
    const Record& record, const CallbackContext& context, bool isMonitor) const
{
    const bool stops = record.event == Event::Return && record.detail != 0;
    const auto runs = [&](const LineRule& rule) {
        return stops == (rule.when == LineRule::When::Stops) && rule.event == record.event
            && (rule.callback == Callback::None || rule.callback == context.callback)
            && holds(rule.when, context, from);
    };
    std::vector<int> numbers;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const SourceLine& line = lines[i];
        if (line.isMonitor == isMonitor && std::any_of(line.rules.begin(), line.rules.end(), runs))
            numbers.push_back(static_cast<int>(i + 1));
    }
    return numbers;
}

void SourceWriter::indent(std::size_t from, std::size_t spaces)
{
    for (std::size_t i = from; i < m_module.lines.size(); ++i) {
        std::string& text = m_module.lines[i].text;
        if (!text.empty())
            text.insert(0, spaces, ' ');
    }
}

void SourceWriter::line(std::string_view text, std::vector<LineRule> rules)
{
    for (LineRule& rule : rules) {
        if (rule.callback == Callback::None)
            rule.callback = m_callback;
    }
    m_module.lines.push_back({ std::string(text), std::move(rules), m_isMonitor });
}

} // namespace tickscope
