// SPDX-License-Identifier: GPL-3.0-only
#include "core/lesson/lesson_outline.h"

#include "core/scenario/did_you_mean.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace tickscope {

namespace {

constexpr std::string_view fence = "```";
constexpr std::string_view rule = "---";

/// What may stand behind a fence in Markdown: a language that is shown as code.
constexpr std::array<std::string_view, 9> languages { "", "elixir", "erlang", "toml", "text", "sh",
    "console", "json", "iex" };

std::string_view wordOf(LessonTable table)
{
    return headerOf(table).substr(fence.size());
}

std::optional<LessonTable> blockCalled(std::string_view word)
{
    for (const LessonTable table : allLessonTables) {
        if (table != LessonTable::Front && wordOf(table) == word)
            return table;
    }
    return std::nullopt;
}

TextRegion regionOf(std::string_view line, std::uint32_t number, std::string_view part)
{
    const auto before = static_cast<std::size_t>(part.data() - line.data());
    return { number, static_cast<std::uint32_t>(characterCount(line.substr(0, before)) + 1),
        static_cast<std::uint32_t>(std::max<std::size_t>(characterCount(part), 1)) };
}

/// Goes through the lines of a lesson.
class Outliner
{
public:
    Outliner(std::string_view text, Problems& problems)
        : m_rest(text)
        , m_problems(problems)
    {
    }

    LessonOutline read()
    {
        readFront();
        while (nextLine())
            readLine();
        endStep();
        return std::move(m_outline);
    }

private:
    bool nextLine();
    void readFront();
    void readFrontLine();
    void readLine();
    void endStep();
    void readFence(std::string_view word);
    void readBlock(LessonTable kind);
    void readCode();

    TextRegion wholeLine() const { return regionOf(m_line, m_number, trimmed(m_line)); }

    std::string_view m_rest;
    Problems& m_problems;
    std::string_view m_line;
    std::uint32_t m_number = 0;
    LessonOutline m_outline;
    LessonOutlineStep m_step;
};

bool Outliner::nextLine()
{
    if (m_rest.empty())
        return false;
    const std::size_t end = std::min(m_rest.find('\n'), m_rest.size());
    m_line = m_rest.substr(0, end);
    if (m_line.ends_with('\r'))
        m_line.remove_suffix(1);
    m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
    ++m_number;
    return true;
}

void Outliner::readFront()
{
    m_outline.frontPlace = { 1, 1, 1 };
    if (m_rest.substr(0, rule.size()) != rule) {
        m_problems.error(DiagnosticCode::Format, { 1, 1, 1 }, "the lesson has no front matter",
            "begin with a line ---, then title, minutes and scenario, then a line ---");
        return;
    }
    nextLine();
    m_outline.frontPlace = wholeLine();
    while (nextLine()) {
        if (trimmed(m_line) == rule)
            return;
        readFrontLine();
    }
    m_problems.error(DiagnosticCode::Format, m_outline.frontPlace,
        "the front matter is never closed", "end it with a line ---");
}

void Outliner::readFrontLine()
{
    std::string_view line = m_line;
    if (const std::size_t comment = line.find(" #"); comment != std::string_view::npos)
        line = line.substr(0, comment);
    if (trimmed(line).empty() || trimmed(line).starts_with('#'))
        return;
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos) {
        m_problems.error(DiagnosticCode::Syntax, wholeLine(),
            fmt::format("{} is no key with a value", inQuotes(trimmed(line))),
            "write key: value, such as minutes: 4");
        return;
    }
    const std::string_view key = trimmed(line.substr(0, colon));
    std::string_view value = trimmed(line.substr(colon + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') // has a colon in it
        value = value.substr(1, value.size() - 2);
    m_outline.front.push_back({ std::string(key), regionOf(m_line, m_number, key),
        std::string(value), regionOf(m_line, m_number, value.empty() ? key : value) });
}

void Outliner::readLine()
{
    const std::string_view line = trimmed(m_line);
    if (line == rule)
        return endStep();
    if (m_step.place.line == 0 && !line.empty())
        m_step.place = wholeLine();
    if (line.starts_with(fence))
        return readFence(trimmed(line.substr(fence.size())));
    m_step.text += std::string(m_line) + "\n";
}

void Outliner::endStep()
{
    if (m_step.place.line == 0) {
        m_problems.error(DiagnosticCode::Format, { std::max(m_number, 1u), 1, 1 },
            m_outline.steps.empty() ? "the lesson has no step" : "this step is empty",
            "write what there is to see, or leave out the line ---");
    } else {
        m_step.text = std::string(trimmed(m_step.text));
        m_outline.steps.push_back(std::move(m_step));
    }
    m_step = {};
}

void Outliner::readFence(std::string_view word)
{
    if (const auto kind = blockCalled(word))
        return readBlock(*kind);
    const bool isLanguage = std::ranges::count(languages, word) > 0;
    std::vector<std::string_view> blocks;
    for (const LessonTable table : allLessonTables) {
        if (table != LessonTable::Front)
            blocks.push_back(wordOf(table));
    }
    const std::string_view nearest = isLanguage ? std::string_view {} : nearestWord(word, blocks);
    if (!nearest.empty())
        m_problems.error(DiagnosticCode::UnknownWord, regionOf(m_line, m_number, word),
            fmt::format("unknown block {}", inQuotes(word)),
            fmt::format("did you mean \"{}\"?", nearest), std::string(nearest));
    readCode();
}

void Outliner::readBlock(LessonTable kind)
{
    LessonBlock block { kind, wholeLine(), std::string(m_number, '\n') };
    while (nextLine()) {
        if (trimmed(m_line) == fence) {
            m_step.blocks.push_back(std::move(block));
            return;
        }
        block.toml += std::string(m_line) + "\n";
    }
    m_problems.error(DiagnosticCode::Syntax, block.header, "this block is never closed",
        "end it with a line ```");
    m_step.blocks.push_back(std::move(block));
}

void Outliner::readCode()
{
    const TextRegion header = wholeLine();
    m_step.text += std::string(m_line) + "\n";
    while (nextLine()) {
        m_step.text += std::string(m_line) + "\n";
        if (trimmed(m_line) == fence)
            return;
    }
    m_problems.error(
        DiagnosticCode::Syntax, header, "this block is never closed", "end it with a line ```");
}

} // namespace

LessonOutline outlineLesson(std::string_view text, Problems& problems)
{
    return Outliner(text, problems).read();
}

} // namespace tickscope
