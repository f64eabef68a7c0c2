// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/world_terms.h"

#include "core/elixir/names.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <variant>

namespace tickscope {

namespace {

std::string number(Duration duration, bool colon)
{
    return colon ? elixirNumber(wholeMs(duration)) : fmt::format("{}", wholeMs(duration));
}

// A float with its point, as both languages want it: "0.1", "1.0e-5".
std::string floatText(double value)
{
    std::string text = fmt::format("{}", value);
    const std::size_t exponent = text.find('e');
    if (text.find('.') == std::string::npos)
        text.insert(std::min(exponent, text.size()), ".0");
    return text;
}

template <typename Values>
std::vector<std::string> elements(const Values& values, bool colon)
{
    std::vector<std::string> texts;
    for (const auto& value : values) {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, Outcome>)
            texts.push_back(fmt::format("{}{}", colon ? ":" : "", toText(value)));
        else
            texts.push_back(number(value, colon));
    }
    return texts;
}

std::string list(const std::vector<std::string>& texts)
{
    return fmt::format("[{}]", fmt::join(texts, ", "));
}

std::vector<std::string> listEntry(const std::string& key, const std::vector<std::string>& texts,
    int indent, const std::string& end)
{
    std::string oneLine = fmt::format("{:{}}{}: {}{}", "", indent, key, list(texts), end);
    if (oneLine.size() <= lineLength)
        return { std::move(oneLine) };
    std::vector<std::string> lines { fmt::format("{:{}}{}: [", "", indent, key) };
    for (std::size_t i = 0; i < texts.size(); ++i)
        lines.push_back(
            fmt::format("{:{}}{}{}", "", indent + 2, texts[i], i + 1 < texts.size() ? "," : ""));
    lines.push_back(fmt::format("{:{}}]{}", "", indent, end));
    return lines;
}

std::vector<std::string> termEntry(
    const std::string& key, const std::string& term, int indent, const std::string& end)
{
    return { fmt::format("{:{}}{}: {}{}", "", indent, key, term, end) };
}

// {:repeat, [15, 265]}: a list that begins anew.
std::string inTurn(const std::string& values, bool repeats, bool colon)
{
    return repeats ? fmt::format("{{{}repeat, {}}}", colon ? ":" : "", values) : values;
}

} // namespace

std::string worldTerm(const DurationSpec& spec, bool colon)
{
    const char* mark = colon ? ":" : "";
    if (const auto* constant = std::get_if<Duration>(&spec))
        return number(*constant, colon);
    if (const auto* uniform = std::get_if<UniformDuration>(&spec))
        return fmt::format("{{{}uniform, {}, {}}}", mark, number(uniform->low, colon),
            number(uniform->high, colon));
    if (const auto* exponential = std::get_if<ExponentialDuration>(&spec))
        return fmt::format("{{{}exponential, {}}}", mark, number(exponential->mean, colon));
    if (const auto* normal = std::get_if<NormalDuration>(&spec))
        return fmt::format("{{{}normal, {}, {}}}", mark, number(normal->mean, colon),
            number(normal->deviation, colon));
    const auto& sequence = std::get<SequenceDuration>(spec);
    return inTurn(list(elements(sequence.values, colon)), sequence.repeats, colon);
}

std::string requestTerm(Duration work, bool forgetsTimeout)
{
    if (work == Duration::zero() && !forgetsTimeout)
        return ":state";
    return fmt::format("{{:{}, {}}}", forgetsTimeout ? "request_and_forget" : "request",
        elixirNumber(wholeMs(work)));
}

std::string worldTerm(const OutcomeSpec& spec, bool colon)
{
    if (const auto* rates = std::get_if<OutcomeRates>(&spec)) {
        const std::string more = rates->stop > 0 || rates->noRearm > 0
            ? fmt::format(", {}, {}", floatText(rates->stop), floatText(rates->noRearm))
            : "";
        return fmt::format("{{{}rates, {}, {}{}}}", colon ? ":" : "", floatText(rates->error),
            floatText(rates->crash), more);
    }
    const auto& sequence = std::get<OutcomeSequence>(spec);
    return inTurn(list(elements(sequence.values, colon)), sequence.repeats, colon);
}

std::vector<std::string> worldEntry(
    const std::string& key, const DurationSpec& spec, int indent, const std::string& end)
{
    if (const auto* sequence = std::get_if<SequenceDuration>(&spec);
        sequence != nullptr && !sequence->repeats)
        return listEntry(key, elements(sequence->values, true), indent, end);
    return termEntry(key, worldTerm(spec), indent, end);
}

std::vector<std::string> worldEntry(
    const std::string& key, const OutcomeSpec& spec, int indent, const std::string& end)
{
    if (const auto* sequence = std::get_if<OutcomeSequence>(&spec);
        sequence != nullptr && !sequence->repeats)
        return listEntry(key, elements(sequence->values, true), indent, end);
    return termEntry(key, worldTerm(spec), indent, end);
}

} // namespace tickscope
