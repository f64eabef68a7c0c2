// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/problems.h"
#include "core/scenario/toml_document.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tickscope {

/// What has keys in a lesson.md.
enum class LessonTable : std::uint8_t {
    Front, ///< between the first two lines ---
    Predict, ///< ```predict
    Saw, ///< ```saw
    Do, ///< ```do
    Field, ///< ```field
};
inline constexpr std::array allLessonTables { LessonTable::Front, LessonTable::Predict,
    LessonTable::Saw, LessonTable::Do, LessonTable::Field };

/// One key: what the reader reads and `help lesson` tells.
struct LessonKeyInfo
{
    LessonTable table;
    std::string_view name;
    std::string_view type; ///< in words
    bool isRequired = false;
    std::string_view example; ///< as it is written
    std::string_view sentence; ///< what it is, without capital and full stop
};

// One line a key is what makes this readable.
// clang-format off
inline constexpr auto lessonKeyTable = [] {
    using T = LessonTable;
    return std::to_array<LessonKeyInfo>({
        { T::Front, "title", "text", true, "title: Message build-up", "one line about the lesson" },
        { T::Front, "minutes", "whole number from 1 to 60", true, "minutes: 4", "how long it takes" },
        { T::Front, "scenario", "file name", true, "scenario: scenario.toml", "what runs: a scenario beside lesson.md" },
        { T::Front, "after", "list of names", false, "after: [self-scheduling]", "lessons that should come before" },

        { T::Predict, "question", "text", true, "question = \"How many messages wait?\"", "what is asked before the run gets there" },
        { T::Predict, "compute", "path", true, "compute = \"poller.depth\"", "what the run answers: any path of \"help expect\"" },
        { T::Predict, "at", "duration or marker", true, "at = \"60s\"", "the instant that is asked about" },
        { T::Predict, "options", "list of texts", false, "options = [\"5\", \"0\"]", "what can be chosen; the computed answer must be among them. Without it the answer is typed" },
        { T::Predict, "because", "table of texts", false, "because = { \"0\" = \"That is after_work.\" }", "a reply for each wrong option, by the option; the right one may have one too" },

        { T::Saw, "question", "text", true, "question = \"How many ticks had to wait?\"", "what is asked after the run has come to \"at\"" },
        { T::Saw, "compute", "path", true, "compute = \"poller.waits\"", "what the run answers: any path of \"help expect\"" },
        { T::Saw, "at", "duration or marker", true, "at = \"60s\"", "the instant that is asked about" },
        { T::Saw, "options", "list of texts", false, "options = [\"5\", \"0\"]", "what can be chosen; the computed answer must be among them. Without it the answer is typed" },
        { T::Saw, "because", "table of texts", false, "because = { \"0\" = \"Look at tick 2.\" }", "a reply for each wrong option, by the option; the right one may have one too" },

        { T::Do, "say", "text", true, "say = \"Let 4 messages wait\"", "the task" },
        { T::Do, "until", "condition", true, "until = \"poller.depth >= 4\"", "what has to hold at some instant of the run, as \"run --until\" takes it" },
        { T::Do, "not", "condition", false, "not = \"restarts > 0\"", "what makes it fail when it holds before" },
        { T::Do, "fail", "text", false, "fail = \"A restart empties the mailbox too.\"", "what is said then" },
        { T::Do, "hint", "text", false, "hint = \"Slow the work.\"", "what helps somebody who is stuck" },
        { T::Do, "solution", "list of actions", true, "solution = [{ at = \"20s\", server = \"poller\", do = \"cancel\" }]", "what reaches it, from the time of the first action on; [] when it is enough to let it run" },

        { T::Field, "source", "text", true, "source = \"basho/riak_repl#679\"", "where it happened" },
        { T::Field, "text", "text", true, "text = \"A blocked server held 8.3 million ticks.\"", "what happened" },
    });
}();
// clang-format on

/// @return the keys of one table, in the order in which help shows them
std::span<const LessonKeyInfo> lessonKeysOf(LessonTable table);

/// @return how a table is written: "```predict"; "the front matter" for that
std::string_view headerOf(LessonTable table);

/// Called where a key is read that lessonKeyTable does not have; exists only to stop the compiler.
void thisKeyIsNotInLessonKeyTable();

/// The name of a key of lessonKeyTable. Another name does not compile, so no key can be read that
/// the help knows nothing of.
class KnownLessonKey
{
public:
    consteval KnownLessonKey(const char* name) // as a literal where a key is asked for
        : m_name(name)
    {
        if (std::ranges::find(lessonKeyTable, m_name, &LessonKeyInfo::name) == lessonKeyTable.end())
            thisKeyIsNotInLessonKeyTable();
    }

    constexpr operator std::string_view() const { return m_name; }

private:
    std::string_view m_name;
};

/// The keys of one block of a lesson.
class LessonBlockKeys
{
public:
    /// @param header  the line that opens the block
    LessonBlockKeys(
        LessonTable kind, const TomlTable& table, TextRegion header, Problems& problems);

    /// @return the entry with that key, or nullptr
    const TomlEntry* find(KnownLessonKey key) const;
    /// The same for one that must be there: without it, that is said.
    const TomlEntry* required(KnownLessonKey key) const;
    /// A text without line breaks; nothing when it is not there or is none, which was said.
    std::optional<std::string> text(KnownLessonKey key) const;
    /// Says which keys nobody reads, with the nearest that is read.
    void refuseUnknown() const;

    TextRegion header() const { return m_header; }

private:
    LessonTable m_kind;
    const TomlTable& m_table;
    TextRegion m_header;
    Problems& m_problems;
};

/// Says that a table has no such key though it must have one, with an example.
void sayMissing(LessonTable table, std::string_view key, TextRegion place, Problems& problems);

/// Says that nobody reads a key, with the nearest that is read.
void sayUnknown(LessonTable table, std::string_view key, TextRegion place, Problems& problems);

} // namespace tickscope
