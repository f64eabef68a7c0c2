// SPDX-License-Identifier: GPL-3.0-only
#include "core/elixir/template.h"

#include "core/elixir/line_fit.h"
#include "core/elixir/line_mark.h"
#include "core/elixir/names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <optional>

namespace tickscope {

namespace {

constexpr std::array<std::string_view, 10> directives { "part", "use", "if", "elif", "else", "end",
    "in", "monitor", "break", "#" };
constexpr std::string_view markSign = "@@ ";
constexpr int deepest = 20; // parts that use parts

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && text.front() == ' ')
        text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ')
        text.remove_suffix(1);
    return text;
}

bool isOfName(char c)
{
    return (c >= 'a' && c <= 'z') || c == '_';
}

// How many characters a name at the front has.
std::size_t nameLength(std::string_view text)
{
    return static_cast<std::size_t>(
        std::find_if_not(text.begin(), text.end(), isOfName) - text.begin());
}

// The text in braces at the front, without them; nothing when they are not closed.
std::optional<std::string_view> inBraces(std::string_view text)
{
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
        if (depth == 0)
            return i == 0 ? std::nullopt : std::optional(text.substr(1, i - 1));
    }
    return std::nullopt;
}

// Both sides of the bar that lies outside of braces.
std::pair<std::string_view, std::string_view> sidesOf(std::string_view text)
{
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        depth += text[i] == '{' ? 1 : text[i] == '}' ? -1 : 0;
        if (depth == 0 && text[i] == '|')
            return { text.substr(0, i), text.substr(i + 1) };
    }
    return { text, {} };
}

void replaceAll(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at))
        text.replace(at, from.size(), to);
}

// Optional fields may leave a comma too many, or nothing at all.
void tidy(std::string& text)
{
    replaceAll(text, "| , ", "| ");
    replaceAll(text, "#{, ", "#{");
    replaceAll(text, ", }", "}");
    replaceAll(text, "%{state | }", "state");
    replaceAll(text, "#{} = ", "");
    replaceAll(text, "#{}", "");
}

} // namespace

// --- Reading ------------------------------------------------------------------------------------

Template::Line Template::lineOf(std::string_view text)
{
    Line line;
    const std::size_t start = std::min(text.find_first_not_of(' '), text.size());
    const std::string_view rest = text.substr(start);
    if (rest.starts_with('$')) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        const std::string_view word = rest.substr(1, end - 1);
        if (std::find(directives.begin(), directives.end(), word) != directives.end()) {
            line.indent = start;
            line.word = word;
            text = trimmed(rest.substr(end));
        }
    }
    const std::size_t mark = text.find(markSign);
    if (mark != std::string_view::npos)
        line.mark = trimmed(text.substr(mark + markSign.size()));
    line.text = text.substr(0, mark);
    while (line.text.ends_with(' '))
        line.text.remove_suffix(1);
    return line;
}

Template::Template(const std::vector<TemplateText>& texts)
{
    for (const TemplateText& one : texts) {
        std::string_view rest = one.text;
        Part ignored;
        Part* part = &ignored;
        for (int number = 1; !rest.empty(); ++number) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            Line line = lineOf(rest.substr(0, end));
            line.file = one.file;
            line.number = number;
            rest.remove_prefix(std::min(end + 1, rest.size()));
            if (line.word == "#")
                continue;
            if (line.word != "part") {
                part->push_back(line);
                continue;
            }
            const auto [place, isNew] = m_parts.try_emplace(std::string(line.text));
            if (!isNew && place->second.size() > 0 && place->second.front().file == one.file)
                m_problems.push_back(fmt::format(
                    "{}:{}: there is a part \"{}\" already", one.file, number, line.text));
            part = isNew ? &place->second : &ignored;
        }
    }
    for (auto& [name, part] : m_parts) { // blank lines between parts belong to none
        while (!part.empty() && part.back().word.empty() && part.back().text.empty())
            part.pop_back();
    }
}

// --- Writing ------------------------------------------------------------------------------------

// One pass over a template: it writes lines, or looks for what is wrong with them, in which case it
// takes every branch.
class TemplateRun
{
public:
    TemplateRun(const Template& source, const TemplateNames& names, SourceModule* module)
        : m_template(source)
        , m_names(names)
        , m_module(module)
        , m_out(module != nullptr ? *module : m_nowhere)
    {
    }

    void writePart(std::string_view name, std::size_t indent, int depth = 0);
    void checkPart(const Template::Part& part);
    std::vector<std::string> takeProblems() { return std::move(m_problems); }

private:
    struct Branch
    {
        bool isTaken = false;
        bool wasTaken = false; // this one or one before it
    };

    bool checks() const { return m_module == nullptr; }
    void branch(const Template::Line& line);
    void source(const Template::Line& line, std::size_t indent);
    bool holds(std::string_view condition);
    std::string expand(std::string_view text);
    std::size_t expandSection(std::string_view text, std::string& into);
    std::string valueOf(std::string_view name);
    bool flag(std::string_view name);
    std::vector<LineRule> rulesOf(const Template::Line& line);
    void wrong(const std::string& what);

    const Template& m_template;
    const TemplateNames& m_names;
    SourceModule* m_module;
    SourceModule m_nowhere;
    SourceWriter m_out;
    const Template::Line* m_line = nullptr;
    std::vector<Branch> m_branches;
    std::vector<std::string> m_problems;
};

void TemplateRun::wrong(const std::string& what)
{
    assert(checks() && "a template has a mistake");
    if (m_line != nullptr)
        m_problems.push_back(fmt::format("{}:{}: {}", m_line->file, m_line->number, what));
}

bool TemplateRun::flag(std::string_view name)
{
    const auto place = m_names.flags.find(name);
    if (place != m_names.flags.end())
        return place->second;
    wrong(fmt::format("there is no flag \"{}\"", name));
    return false;
}

std::string TemplateRun::valueOf(std::string_view name)
{
    if (const auto value = m_names.values.find(name); value != m_names.values.end())
        return value->second;
    const auto part = m_template.m_parts.find(name);
    if (part == m_template.m_parts.end() || part->second.size() > 1)
        wrong(fmt::format("there is no value \"{}\", nor a part of one line", name));
    else if (!part->second.empty())
        return checks() ? std::string() : expand(part->second.front().text);
    return {};
}

// @return how much of the text the section is
std::size_t TemplateRun::expandSection(std::string_view text, std::string& into)
{
    const std::size_t length = nameLength(text.substr(2));
    const std::string_view name = text.substr(2, length);
    const auto inside = inBraces(text.substr(2 + length));
    if (!inside) {
        wrong(fmt::format("\"$?{}\" needs its text in braces", name));
        return text.size();
    }
    const auto [then, otherwise] = sidesOf(*inside);
    const bool isSet = flag(name);
    if (checks()) {
        expand(then);
        expand(otherwise);
    }
    into += expand(isSet ? then : otherwise);
    return 2 + length + inside->size() + 2;
}

std::string TemplateRun::expand(std::string_view text)
{
    std::string whole;
    while (!text.empty()) {
        const std::size_t plain = std::min(text.find('$'), text.size());
        whole += text.substr(0, plain);
        text.remove_prefix(plain);
        if (text.empty())
            break;
        if (text.starts_with("$?")) {
            text.remove_prefix(expandSection(text, whole));
            continue;
        }
        const bool hasBraces = text.starts_with("${");
        const std::size_t start = hasBraces ? 2 : 1;
        const std::size_t length = nameLength(text.substr(start));
        whole += valueOf(text.substr(start, length));
        text.remove_prefix(std::min(start + length + (hasBraces ? 1 : 0), text.size()));
    }
    return whole;
}

bool TemplateRun::holds(std::string_view condition)
{
    bool all = true;
    while (!condition.empty()) {
        const std::size_t end = std::min(condition.find(" and "), condition.size());
        std::string_view term = condition.substr(0, end);
        condition.remove_prefix(std::min(end + 5, condition.size()));
        const bool isNegated = term.starts_with("not ");
        if (isNegated)
            term.remove_prefix(4);
        all = (flag(term) != isNegated) && all;
    }
    return all;
}

void TemplateRun::branch(const Template::Line& line)
{
    if (line.word == "if") {
        const bool isTaken = holds(line.text);
        m_branches.push_back({ isTaken, isTaken });
        return;
    }
    if (m_branches.empty())
        return wrong(fmt::format("\"${}\" without an \"$if\"", line.word));
    Branch& last = m_branches.back();
    if (line.word == "end") {
        m_branches.pop_back();
        return;
    }
    last.isTaken = !last.wasTaken && (line.word == "else" || holds(line.text));
    last.wasTaken = last.wasTaken || last.isTaken;
}

std::vector<LineRule> TemplateRun::rulesOf(const Template::Line& line)
{
    std::string unknown;
    std::vector<LineRule> rules = rulesOfMark(expand(line.mark), unknown);
    if (!unknown.empty())
        wrong(fmt::format("no record is called \"{}\"", unknown));
    return rules;
}

void TemplateRun::source(const Template::Line& line, std::size_t indent)
{
    std::string text = expand(line.text);
    std::vector<LineRule> rules = rulesOf(line);
    if (checks())
        return;
    tidy(text);
    if (!text.empty())
        text.insert(0, indent, ' ');
    if (m_module->language == SourceLanguage::Elixir && text.size() > lineLength)
        addFitted(*m_module, m_out, text, rules,
            line.word == "break" ? LongLine::Break : LongLine::NameTheState);
    else
        m_out.line(text, std::move(rules));
}

void TemplateRun::writePart(std::string_view name, std::size_t indent, int depth)
{
    const auto part = m_template.m_parts.find(name);
    assert(part != m_template.m_parts.end() && depth < deepest);
    const std::size_t outer = m_branches.size();
    for (const Template::Line& line : part->second) {
        m_line = &line;
        const bool isTaken = std::all_of(m_branches.begin() + static_cast<std::ptrdiff_t>(outer),
            m_branches.end(), [](const Branch& one) { return one.isTaken; });
        if (line.word == "if" || line.word == "elif" || line.word == "else" || line.word == "end")
            branch(line);
        else if (!isTaken)
            continue;
        else if (line.word == "use")
            writePart(line.text, indent + line.indent, depth + 1);
        else if (line.word == "in")
            m_out.inCallback(*callbackOfWord(line.text));
        else if (line.word == "monitor")
            m_out.inMonitor();
        else
            source(line, indent + line.indent);
    }
}

void TemplateRun::checkPart(const Template::Part& part)
{
    for (const Template::Line& line : part) {
        m_line = &line;
        if (line.word == "if" || line.word == "elif" || line.word == "else" || line.word == "end")
            branch(line);
        else if (line.word == "use" && !m_template.m_parts.contains(line.text))
            wrong(fmt::format("there is no part \"{}\"", line.text));
        else if (line.word == "in" && !callbackOfWord(line.text))
            wrong(fmt::format("there is no callback \"{}\"", line.text));
        else if (line.word.empty() || line.word == "break")
            source(line, 0);
    }
    if (!m_branches.empty())
        wrong("an \"$if\" has no \"$end\"");
    m_branches.clear();
}

std::vector<std::string> Template::problems(const TemplateNames& names) const
{
    std::vector<std::string> all = m_problems;
    for (const auto& [name, part] : m_parts) {
        TemplateRun run(*this, names, nullptr);
        run.checkPart(part);
        for (std::string& problem : run.takeProblems()) {
            if (std::find(all.begin(), all.end(), problem) == all.end())
                all.push_back(std::move(problem));
        }
    }
    return all;
}

void Template::write(std::string_view part, const TemplateNames& names, SourceModule& module) const
{
    TemplateRun(*this, names, &module).writePart(part, 0);
}

} // namespace tickscope
