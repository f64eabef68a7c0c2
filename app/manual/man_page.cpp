// SPDX-License-Identifier: GPL-3.0-only
#include "app/manual/man_page.h"

#include "core/scenario/key_text.h"
#include "core/scenario/keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace tickscope::manual {

namespace {

// A text in which nothing is a request or an escape: no line of it begins with a dot or a quote,
// and no word is taken for a macro.
std::string plain(std::string_view text)
{
    std::string escaped;
    bool atStart = true;
    for (const char c : text) {
        if (atStart && (c == '.' || c == '\''))
            escaped += "\\&";
        if (c == '\\')
            escaped += "\\e";
        else if (c == '-')
            escaped += "\\-";
        else
            escaped += c;
        atStart = c == '\n';
    }
    return escaped;
}

// An argument of a macro: words are not taken for macros, and blanks stay in it.
std::string argument(std::string_view text)
{
    std::string escaped;
    for (const char c : text) {
        if (c == '"')
            escaped += "\\(dq";
        else if (c == '\\')
            escaped += "\\e";
        else if (c == '-')
            escaped += "\\-";
        else
            escaped += c;
    }
    const bool isMacro
        = escaped.size() == 2 && std::isupper(static_cast<unsigned char>(escaped[0])) != 0;
    if (isMacro)
        escaped.insert(0, "\\&");
    return escaped.find(' ') == std::string::npos ? escaped : '"' + escaped + '"';
}

// One sentence a line, as mdoc wants it.
std::string sentences(std::string_view text)
{
    std::string lines;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool endsSentence = text[i] == ' ' && i > 0 && text[i - 1] == '.'
            && i + 1 < text.size() && std::isupper(static_cast<unsigned char>(text[i + 1])) != 0;
        lines += endsSentence ? '\n' : text[i];
    }
    return plain(lines);
}

std::string paragraphs(std::string_view text)
{
    std::string page;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find("\n\n", at), text.size());
        page += (page.empty() ? "" : ".Pp\n") + sentences(text.substr(at, end - at)) + '\n';
        at = end + 2;
    }
    return page;
}

std::string optionItem(const ListedOption& option)
{
    std::string item = ".It";
    if (!option.shortName.empty())
        item += fmt::format(" Fl {}", argument(option.shortName));
    if (!option.longName.empty())
        item += fmt::format(
            "{} Fl {}", option.shortName.empty() ? "" : " ,", argument("-" + option.longName));
    if (!option.value.empty())
        item += fmt::format(" Ar {}", argument(option.value));
    return item + '\n' + sentences(option.text) + '\n';
}

std::string items(const ListedCommand& command)
{
    if (command.arguments.empty() && command.options.empty())
        return {};
    std::string list = ".Bl -tag -width Ds\n";
    for (const ListedArgument& one : command.arguments)
        list += fmt::format(".It Ar {}\n{}\n", argument(one.name), sentences(one.text));
    for (const ListedOption& option : command.options)
        list += optionItem(option);
    return list + ".El\n";
}

std::string examplesOf(const std::string& text)
{
    if (text.empty())
        return {};
    return ".Bd -literal\n" + plain(text) + (text.ends_with('\n') ? "" : "\n") + ".Ed\n";
}

std::string upper(std::string text)
{
    std::ranges::transform(text, text.begin(),
        [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return text;
}

std::string head(
    const std::string& date, const std::string& name, int section, const std::string& about)
{
    return fmt::format(".Dd {}\n.Dt {} {}\n.Os\n.Sh NAME\n.Nm {}\n.Nd {}\n", date, upper(name),
        section, name, plain(about));
}

std::string synopsis(const ListedProgram& program)
{
    std::string text = ".Sh SYNOPSIS\n";
    if (program.commands.empty()) {
        text += ".Nm\n.Op Ar options\n";
        for (const ListedArgument& one : program.itself.arguments)
            text += fmt::format(".Op Ar {}\n", argument(one.name));
        return text;
    }
    for (const ListedCommand& command : program.commands) {
        text += fmt::format(".Nm\n.Cm {}\n", argument(command.name));
        for (const ListedArgument& one : command.arguments)
            text += fmt::format(".Ar {}{}\n", argument(one.name), one.isRepeated ? " ..." : "");
        if (!command.options.empty())
            text += ".Op Ar options\n";
    }
    return text;
}

std::string seeAlso(std::vector<std::pair<std::string, std::string>> pages)
{
    std::string text = ".Sh SEE ALSO\n";
    for (std::size_t i = 0; i < pages.size(); ++i)
        text += fmt::format(
            ".Xr {} {}{}\n", pages[i].first, pages[i].second, i + 1 < pages.size() ? " ," : "");
    return text;
}

} // namespace

std::string programPage(const ListedProgram& program, const PageFrame& frame)
{
    std::string page = head(frame.date, program.name, 1, frame.about) + synopsis(program);
    page += ".Sh DESCRIPTION\n" + paragraphs(frame.description);
    page += program.commands.empty() ? "" : ".Pp\nBefore the command stand:\n";
    page += items(program.itself);
    if (!program.commands.empty()) {
        page += ".Sh COMMANDS\n";
        for (const ListedCommand& command : program.commands)
            page += fmt::format(".Ss {}\n{}.\n", command.name, sentences(command.text))
                + items(command);
    }
    if (!frame.files.empty()) {
        page += ".Sh FILES\n.Bl -tag -width Ds\n";
        for (const auto& [path, text] : frame.files)
            page += fmt::format(".It Pa {}\n{}\n", plain(path), sentences(text));
        page += ".El\n";
    }
    page += ".Sh EXIT STATUS\n.Bl -tag -width Ds\n";
    for (const auto& [code, text] : frame.exitCodes)
        page += fmt::format(".It {}\n{}\n", code, sentences(text));
    page += ".El\n";
    if (!program.commands.empty())
        page += ".Sh EXAMPLES\n" + examplesOf(program.itself.examples);
    return page + seeAlso(frame.seeAlso);
}

std::string scenarioPage(const std::string& date)
{
    std::string page
        = head(date, "tickscope-scenario", 5, "a scenario of periodic work on the BEAM");
    page += ".Sh DESCRIPTION\n"
        + paragraphs(
            "A scenario is a TOML file whose name best ends in .tickscope.toml. It says "
            "which GenServers there are, how they schedule their work, how long it takes, "
            "and what a person does to them while they run.\n\n"
            "A duration is a number with us, ms, s, m or h (\"2.5ms\", at most \"8760h\"), "
            "or a whole number of ms.");
    const KeyInfo* before = nullptr;
    for (const KeyInfo& key : keyTable) {
        if (before == nullptr || before->table != key.table)
            page += fmt::format("{}.Ss {}\n.Bl -tag -width Ds\n", before == nullptr ? "" : ".El\n",
                argument(keyTableTitle(key.table)));
        page += fmt::format(".It Ic {}\n{}\n", argument(key.name), sentences(aboutKey(key)));
        before = &key;
    }
    page += ".El\n.Sh EXAMPLES\n"
        + examplesOf("format = 1\n"
                     "title = \"Work slower than the interval\"\n"
                     "duration = \"60s\"\n"
                     "\n"
                     "[[server]]\n"
                     "name = \"poller\"\n"
                     "kind = \"poller\"\n"
                     "schedule = \"send_interval\"\n"
                     "interval = \"5s\"\n"
                     "work = \"8s\"\n");
    return page + seeAlso({ { "tickscope", "1" }, { "tickscope-cli", "1" } });
}

} // namespace tickscope::manual
