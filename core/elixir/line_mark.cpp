// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/line_mark.h"

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

using When = LineRule::When;

constexpr std::pair<std::string_view, Callback> callbackWords[] {
    { "-", Callback::None },
    { "init", Callback::Init },
    { "continue", Callback::Continue },
    { "tick", Callback::Tick },
    { "set_interval", Callback::SetInterval },
    { "cancel", Callback::Cancel },
    { "resume", Callback::Resume },
    { "call", Callback::Call },
    { "call_request", Callback::CallRequest },
    { "cast_request", Callback::CastRequest },
    { "forgetful_call", Callback::ForgetfulCall },
    { "forgetful_cast", Callback::ForgetfulCast },
    { "beat", Callback::Beat },
    { "missed_beat", Callback::MissedBeat },
};

constexpr std::pair<std::string_view, When> whenWords[] {
    { "", When::Always },
    { "ok", When::ResultOk },
    { "error", When::ResultError },
    { "first_tick", When::FirstTick },
    { "counting_down", When::CountingDown },
    { "found_zero", When::FoundZero },
    { "stops", When::Stops },
    { "rearmed", When::Rearmed },
    { "not_rearmed", When::NotRearmed },
    { "timer", When::CancelledTimer },
    { "interval", When::CancelledInterval },
};

template <typename Words>
auto find(const Words& words, std::string_view word)
    -> std::optional<decltype(std::begin(words)->second)>
{
    const auto place = std::find_if(
        std::begin(words), std::end(words), [word](const auto& one) { return one.first == word; });
    if (place == std::end(words))
        return std::nullopt;
    return place->second;
}

std::optional<Event> eventOfWord(std::string_view word)
{
    for (int event = 0; event <= static_cast<int>(lastEvent); ++event) {
        if (word == toText(static_cast<Event>(event)))
            return static_cast<Event>(event);
    }
    return std::nullopt;
}

// [CALLBACK.]EVENT[:WHEN]
bool addRules(std::vector<LineRule>& rules, std::string_view word)
{
    const std::size_t dot = word.find('.');
    const auto callback = dot == std::string_view::npos ? std::optional(Callback::None)
                                                        : callbackOfWord(word.substr(0, dot));
    if (dot != std::string_view::npos)
        word.remove_prefix(dot + 1);
    const std::size_t colon = std::min(word.find(':'), word.size());
    const auto when = find(whenWords, word.substr(std::min(colon + 1, word.size())));
    const std::string_view name = word.substr(0, colon);
    const bool isWork = name == "work";
    const auto event = isWork ? std::optional(Event::WorkStart) : eventOfWord(name);
    if (!callback || !when || !event)
        return false;
    rules.push_back({ *event, *callback, *when });
    if (isWork)
        rules.push_back({ Event::WorkEnd, *callback, *when });
    return true;
}

} // namespace

std::optional<Callback> callbackOfWord(std::string_view word)
{
    return find(callbackWords, word);
}

std::vector<LineRule> rulesOfMark(std::string_view mark, std::string& unknown)
{
    std::vector<LineRule> rules;
    while (!mark.empty()) {
        const std::size_t end = std::min(mark.find(' '), mark.size());
        const std::string_view word = mark.substr(0, end);
        if (!word.empty() && !addRules(rules, word) && unknown.empty())
            unknown = word;
        mark.remove_prefix(std::min(end + 1, mark.size()));
    }
    return rules;
}

} // namespace tickscope
