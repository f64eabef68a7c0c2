// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/source.h"

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tickscope {

/// What a template may ask for: texts by name, and whether something holds. Every name is there
/// whatever the scenario, so a template with a name that is not can be refused before it is used.
struct TemplateNames
{
    std::map<std::string, std::string, std::less<>> values;
    std::map<std::string, bool, std::less<>> flags;
};

/// One file of templates.
struct TemplateText
{
    std::string_view file; ///< for messages: "poller.ex.in"
    std::string_view text;
};

/// A module's source with gaps: Elixir or Erlang as it is read, with these additions.
///
/// | in a template                            | what it is                                        |
/// | ---------------------------------------- | ------------------------------------------------- |
/// | `$part NAME`                             | begins a part; it ends where the next one begins  |
/// | `$use NAME`                              | the lines of a part, to the right by as much as
/// `$use` is | | `$if A and not B`, `$elif A`, `$else`, `$end` | the lines between, where the flags
/// say so    | | `$in CALLBACK`, `$in -`                  | the callback that the lines from here
/// on are of; none | | `$monitor`                               | from here on, lines run in a
/// heartbeat's monitor  | | `$break LINE`                            | a line that is broken after
/// each comma when it is too long | | `$# words`                               | a comment on the
/// template                         | | `$name`, `${name}`                       | a value; or a
/// part of one line                    | | `$?flag{this}`, `$?flag{this\|that}`     | the same as
/// `$if`, within a line                  | | `@@ work_start tick.return:stops`        | at the end
/// of a line: the records that run it     |
///
/// A record is named as in the trace; `work` is both work_start and work_end. In front of it may
/// stand the callback that it has to be of, behind it a condition; see LineRule.
///
/// What becomes of optional fields is tidied: `%{state | , a: b, }` is `%{state | a: b}`, and an
/// update of nothing is the state itself. In Elixir, a returned map that is too long for a line
/// becomes `state = %{...}` first.
///
/// Where texts have a part of the same name, the first text's counts.
class Template
{
public:
    explicit Template(const std::vector<TemplateText>& texts);

    /// @return what is wrong, each with its place: "poller.ex.in:12: there is no part \"finale\"".
    std::vector<std::string> problems(const TemplateNames& names) const;

    /// Adds the lines of a part to a module.
    /// @pre problems() with these names is empty
    void write(std::string_view part, const TemplateNames& names, SourceModule& module) const;

private:
    friend class TemplateRun;
    struct Line
    {
        std::string_view file;
        int number = 0; // from 1
        std::size_t indent = 0;
        std::string_view word; // of a directive, without the dollar; empty: a line of source
        std::string_view text; // behind the word, or the whole line without its mark
        std::string_view mark;
    };
    using Part = std::vector<Line>;

    static Line lineOf(std::string_view text);

    std::map<std::string, Part, std::less<>> m_parts;
    std::vector<std::string> m_problems; // that need no names
};

} // namespace tickscope
