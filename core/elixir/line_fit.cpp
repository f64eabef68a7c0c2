// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/line_fit.h"

#include "core/elixir/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace tickscope {

namespace {

// One field of a map a line: "a: 1, b: 2" -> "a: 1," and "b: 2".
std::vector<std::string> fieldLines(std::string_view fields, std::size_t indent)
{
    std::vector<std::string> lines;
    while (!fields.empty()) {
        const std::size_t comma = std::min(fields.find(", "), fields.size());
        const bool isLast = comma == fields.size();
        lines.push_back(
            fmt::format("{:{}}{}{}", "", indent, fields.substr(0, comma), isLast ? "" : ","));
        fields.remove_prefix(isLast ? comma : comma + 2);
    }
    return lines;
}

// "    {:ok, %{...}, wait}" in its pieces.
struct Tuple
{
    std::size_t indent = 0;
    std::string_view head; // "{:ok, "
    std::string_view map; // "%{...}"
    std::string_view rest; // ", wait}"

    static Tuple of(std::string_view text)
    {
        const std::size_t map = text.find("%{");
        if (map == std::string_view::npos)
            return {};
        int depth = 0;
        std::size_t end = map + 1;
        do {
            depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
            ++end;
        } while (depth > 0 && end < text.size());
        const std::size_t indent = text.find_first_not_of(' ');
        return { indent, text.substr(indent, map - indent), text.substr(map, end - map),
            text.substr(end) };
    }
    std::string_view fields() const { return map.substr(2, map.size() - 3); }
};

// The state goes before the comment that stands above the tuple, and the blank line above that.
std::size_t placeOfState(const SourceModule& module)
{
    std::size_t place = module.lines.size();
    const auto isComment = [&module](std::size_t line) {
        const std::string& text = module.lines[line].text;
        return text.find_first_not_of(' ') == text.find('#') && !text.empty();
    };
    while (place > 0 && isComment(place - 1))
        --place;
    if (place < module.lines.size() && place > 0 && module.lines[place - 1].text.empty())
        --place;
    return place;
}

void nameTheState(
    SourceModule& module, SourceWriter& out, const Tuple& tuple, const std::vector<LineRule>& rules)
{
    const std::size_t place = placeOfState(module);
    const std::size_t before = module.lines.size();
    const std::string assignment = fmt::format("{:{}}state = {}", "", tuple.indent, tuple.map);
    if (assignment.size() <= lineLength) {
        out.line(assignment, rules);
    } else {
        out.blank();
        out.line(fmt::format("{:{}}state = %{{", "", tuple.indent), rules);
        for (const std::string& field : fieldLines(tuple.fields(), tuple.indent + 2))
            out.line(field, rules);
        out.line(fmt::format("{:{}}}}", "", tuple.indent), rules);
        out.blank();
    }
    const auto at = [&module](std::size_t line) {
        return module.lines.begin() + static_cast<std::ptrdiff_t>(line);
    };
    std::rotate(at(place), at(before), module.lines.end());
    out.line(fmt::format("{:{}}{}state{}", "", tuple.indent, tuple.head, tuple.rest), rules);
}

void breakTuple(SourceWriter& out, const Tuple& tuple, const std::vector<LineRule>& rules)
{
    const std::size_t deeper = tuple.indent + 1;
    out.line(fmt::format("{:{}}{}", "", tuple.indent,
                 tuple.head.substr(0, tuple.head.size() - 1)), // without the blank
        rules);
    const std::string oneLine = fmt::format("{:{}}{}{}", "", deeper, tuple.map, tuple.rest);
    if (oneLine.size() <= lineLength) {
        out.line(oneLine, rules);
        return;
    }
    out.line(fmt::format("{:{}}%{{", "", deeper), rules);
    for (const std::string& field : fieldLines(tuple.fields(), deeper + 2))
        out.line(field, rules);
    out.line(fmt::format("{:{}}}}{}", "", deeper, tuple.rest), rules);
}

} // namespace

void addFitted(SourceModule& module, SourceWriter& out, const std::string& text,
    const std::vector<LineRule>& rules, LongLine how)
{
    const Tuple tuple = Tuple::of(text);
    if (!tuple.head.starts_with("{:"))
        out.line(text, rules);
    else if (how == LongLine::Break)
        breakTuple(out, tuple, rules);
    else
        nameTheState(module, out, tuple, rules);
}

} // namespace tickscope
