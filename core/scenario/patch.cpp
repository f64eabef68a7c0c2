// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/patch.h"

#include "core/scenario/list_match.h"
#include "core/scenario/reader.h"
#include "core/scenario/scenario_edits.h"
#include "core/scenario/server_names.h"
#include "core/scenario/text_tree.h"
#include "core/scenario/writer.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

namespace tickscope {

namespace {

constexpr std::string_view byteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view noName = "patch";

/// How much of a table that changed is written anew.
enum class Grain { Keys, Tables };

/// What a text is to say: its tries are no part of the scenario, but name servers of it.
struct Wanted
{
    const Scenario& scenario;
    std::vector<TrySpec> tries;
};

std::string written(const Wanted& wanted, Defaults defaults)
{
    auto text = writeScenario(inTimeOrder(wanted.scenario), defaults);
    for (const TrySpec& spec : wanted.tries)
        text += '\n' + tomlText(spec);
    return text;
}

/// The tries of a text as far as they still make sense: those of a server that got another name go
/// along with it, those of one that is gone go.
std::vector<TrySpec> triesFor(
    std::vector<TrySpec> tries, const Scenario& before, const Scenario& after)
{
    const ServerNames known(after.servers);
    const bool mayBeRenamed = before.servers.size() == after.servers.size();
    for (std::size_t place = 0; mayBeRenamed && place < after.servers.size(); ++place) {
        const ServerSpec& was = before.servers[place];
        for (TrySpec& spec : tries) {
            auto renamed = renamedServer(spec.action.server, was, after.servers[place].name);
            if (renamed && !known.isKnown(spec.action.server))
                spec.action.server = std::move(*renamed);
        }
    }
    std::erase_if(tries, [&known](const TrySpec& spec) {
        return !spec.action.server.empty() && !known.isKnown(spec.action.server);
    });
    return tries;
}

/// A text that the writer made, as a tree.
struct Written
{
    explicit Written(std::string written)
        : text(std::move(written))
        , root(textTree(text))
    {
    }

    std::string_view valueOf(const TextKey& key) const
    {
        return std::string_view(text).substr(key.value.begin, key.value.end - key.value.begin);
    }
    std::string_view headerOf(const TextTable& table) const
    {
        return std::string_view(text).substr(
            table.header.begin, table.header.end - table.header.begin);
    }
    std::optional<std::string_view> value(const TextTable& table, std::string_view name) const
    {
        const auto found = table.keysNamed(name);
        return found.empty() ? std::nullopt : std::optional(valueOf(*found.front()));
    }

    std::string text;
    TextTable root;
};

struct Edit
{
    TextSpan span;
    std::string replacement;
};

/// A server's table that was given another name.
struct Renaming
{
    ServerSpec table; ///< as it was
    std::string name;
};

/// @param text  an expectation, or the TOML string that holds one
/// @return what to write for the server in it, where that one has another name now
std::optional<Edit> renamedIn(std::string_view text, const std::vector<Renaming>& renamings)
{
    constexpr std::string_view group = "busiest.groups.";
    auto begin = std::min(text.find_first_not_of("\"' \t\r\n"), text.size());
    if (text.substr(begin).starts_with(group))
        begin += group.size();
    const auto end = text.find('.', begin);
    if (end == text.npos)
        return std::nullopt;
    const std::string server(text.substr(begin, end - begin));
    for (const Renaming& renaming : renamings)
        if (auto renamed = renamedServer(server, renaming.table, renaming.name))
            return Edit { { begin, end }, std::move(*renamed) };
    return std::nullopt;
}

std::string applied(std::string_view text, TextSpan range, std::vector<Edit> edits)
{
    std::ranges::stable_sort(edits, [](const Edit& a, const Edit& b) {
        // What is put in before a stretch that goes comes before it.
        return std::pair(a.span.begin, a.span.end) < std::pair(b.span.begin, b.span.end);
    });
    std::string result;
    std::size_t at = range.begin;
    for (const Edit& edit : edits) {
        if (edit.span.begin > at)
            result += text.substr(at, edit.span.begin - at);
        result += edit.replacement;
        at = std::max(at, edit.span.end);
    }
    return result += text.substr(at, range.end - at);
}

template <typename Timed>
std::vector<std::size_t> placesByTime(const std::vector<Timed>& list)
{
    std::vector<std::size_t> places(list.size());
    std::iota(places.begin(), places.end(), std::size_t(0));
    std::ranges::stable_sort(places, {}, [&list](std::size_t place) { return list[place].at; });
    return places;
}

/// Makes the edits that lead from what a text says to what it is to say.
///
/// Three trees go side by side: the person's text, and what the writer makes of the scenario before
/// and after. A key or table that the writer writes alike for both is not looked at.
class Patcher
{
public:
    Patcher(std::string_view text, const Wanted& before, const Wanted& after, Grain grain)
        : m_text(text)
        , m_tree(textTree(text))
        , m_before(written(before, Defaults::LeftOut))
        , m_after(written(after, Defaults::LeftOut))
        , m_serversBefore(before.scenario.servers)
        , m_serversAfter(after.scenario.servers)
        , m_full(written(after, Defaults::Written))
        , m_grain(grain)
    {
        const auto end = text.find('\n');
        m_lineEnd = end != text.npos && end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
        m_actionOrder = placesByTime(before.scenario.actions);
        m_markerOrder = placesByTime(before.scenario.markers);
    }

    std::string run()
    {
        patchTable(m_tree, m_before.root, m_after.root, m_full.root);
        renameExpected();
        return applied(m_text, { 0, m_text.size() }, std::move(m_edits));
    }

    /// Known once it has run.
    const std::vector<Renaming>& renamings() const { return m_renamings; }

private:
    void renameExpected();
    void patchTable(const TextTable& text, const TextTable& before, const TextTable& after,
        const TextTable& full);
    void patchKeys(const TextTable& text, const TextTable& before, const TextTable& after,
        const TextTable& full);
    void setKey(const TextTable& text, std::string_view name, std::string_view value,
        const TextTable& order);
    void removeKey(const TextTable& text, std::string_view name);
    void patchInside(const TextTable& text, const TextTable& before, const TextTable& after,
        const TextTable& full, std::string_view name);
    void patchList(const TextTable& text, const TextTable& before, const TextTable& after,
        const TextTable& full, std::string_view name);
    void rewriteList(
        const TextTable& text, std::string_view name, const std::vector<const TextTable*>& items);
    void rewriteTable(const TextTable& text, const TextTable& after);
    std::vector<const TextTable*> itemsInOrder(const TextTable& text, std::string_view name) const;
    ListItem itemOf(const Written& written, const TextTable& table) const;

    std::string rendered(const Written& written, const TextTable& table) const;
    void replace(TextSpan span, std::string replacement)
    {
        m_edits.push_back({ span, std::move(replacement) });
    }
    void insertLines(std::size_t at, std::string lines);
    void removeStatement(const TextKey& key);
    void removeTable(const TextTable& table);
    std::string takeOut(const TextTable& table);
    std::string indentOf(const TextTable& text) const;

    std::string_view m_text;
    TextTable m_tree;
    Written m_before;
    Written m_after;
    const std::vector<ServerSpec>& m_serversBefore;
    const std::vector<ServerSpec>& m_serversAfter;
    Written m_full;
    Grain m_grain;
    std::string m_lineEnd;
    std::vector<std::size_t> m_actionOrder; ///< places in the file, by time
    std::vector<std::size_t> m_markerOrder;
    std::vector<Renaming> m_renamings;
    std::vector<Edit> m_edits;
};

void Patcher::renameExpected()
{
    for (const TextTable* expect : m_tree.itemsNamed("expect")) {
        for (const TextKey* that : expect->keysNamed("that")) {
            const auto [begin, end] = that->value;
            auto edit = renamedIn(m_text.substr(begin, end - begin), m_renamings);
            if (edit)
                replace({ begin + edit->span.begin, begin + edit->span.end },
                    std::move(edit->replacement));
        }
    }
}

template <typename Tables>
std::vector<std::string> namesIn(const Tables& tables, const Tables& others, bool isItem)
{
    std::vector<std::string> names;
    for (const auto* list : { &tables, &others })
        for (const TextTable& table : *list)
            if (table.isItem == isItem && std::ranges::find(names, table.name) == names.end())
                names.push_back(table.name);
    return names;
}

void Patcher::patchTable(
    const TextTable& text, const TextTable& before, const TextTable& after, const TextTable& full)
{
    patchKeys(text, before, after, full);
    for (const auto& name : namesIn(before.tables, after.tables, false))
        patchInside(text, before, after, full, name);
    for (const auto& name : namesIn(before.tables, after.tables, true))
        patchList(text, before, after, full, name);
}

void Patcher::patchKeys(
    const TextTable& text, const TextTable& before, const TextTable& after, const TextTable& full)
{
    for (const TextKey& key : after.keys) {
        const auto value = m_after.valueOf(key);
        if (m_before.value(before, key.path.front()) != value)
            setKey(text, key.path.front(), value, after);
    }
    for (const TextKey& key : before.keys) {
        const auto& name = key.path.front();
        if (!after.keysNamed(name).empty())
            continue;
        // A default is spelled out where the line was; a key without one goes.
        if (const auto value = m_full.value(full, name))
            setKey(text, name, *value, full);
        else
            removeKey(text, name);
    }
}

void Patcher::setKey(
    const TextTable& text, std::string_view name, std::string_view value, const TextTable& order)
{
    const auto found = text.keysNamed(name);
    if (found.size() == 1 && found.front()->path.size() == 1)
        return replace(found.front()->value, std::string(value));
    removeKey(text, name);
    // Behind the key that the writer would write before it.
    std::optional<std::size_t> behind;
    if (text.hasHeader)
        behind = lineEnd(m_text, text.header.end);
    for (const TextKey& key : order.keys) {
        if (key.path.front() == name)
            break;
        for (const TextKey* above : text.keysNamed(key.path.front()))
            behind = lineEnd(m_text, above->statement.end);
    }
    const auto line = indentOf(text) + std::string(name) + " = " + std::string(value) + m_lineEnd;
    if (behind)
        return insertLines(*behind, line);
    // The text itself, and none of its keys comes before.
    if (!text.keys.empty())
        return insertLines(lineBegin(m_text, text.keys.front().statement.begin), line);
    insertLines(
        text.tables.empty() ? m_text.size() : text.tables.front().block.begin, line + m_lineEnd);
}

void Patcher::removeKey(const TextTable& text, std::string_view name)
{
    for (const TextKey* key : text.keysNamed(name))
        removeStatement(*key);
    for (const TextTable& table : text.tables)
        if (table.name == name)
            removeTable(table);
}

/// A table in a table, such as [supervisor] or [server.calls].
void Patcher::patchInside(const TextTable& text, const TextTable& before, const TextTable& after,
    const TextTable& full, std::string_view name)
{
    static const TextTable nothing;
    const auto* was = before.tableNamed(name);
    const auto* is = after.tableNamed(name);
    const auto* usual = full.tableNamed(name);
    if (was && is && rendered(m_before, *was) == rendered(m_after, *is))
        return;
    const auto* written = text.tableNamed(name);
    const bool isOurs = text.keysNamed(name).empty();
    if (written && isOurs && (is || usual) && m_grain == Grain::Keys)
        return patchTable(
            *written, was ? *was : nothing, is ? *is : nothing, usual ? *usual : nothing);
    removeKey(text, name);
    if (!is)
        return;
    std::size_t at = text.hasHeader ? text.lastEnd() : m_text.size();
    if (!text.hasHeader && !text.tables.empty())
        return insertLines(text.tables.front().block.begin, rendered(m_after, *is) + m_lineEnd);
    insertLines(at, m_lineEnd + rendered(m_after, *is));
}

std::vector<const TextTable*> Patcher::itemsInOrder(
    const TextTable& text, std::string_view name) const
{
    auto items = text.itemsNamed(name);
    const auto& order = name == "action" ? m_actionOrder : m_markerOrder;
    const bool isTimed = &text == &m_tree && (name == "action" || name == "marker");
    if (!isTimed || items.size() != order.size())
        return items;
    std::vector<const TextTable*> byTime;
    for (const std::size_t place : order)
        byTime.push_back(items[place]);
    return byTime;
}

ListItem Patcher::itemOf(const Written& written, const TextTable& table) const
{
    ListItem item { rendered(written, table),
        std::string(written.value(table, "name").value_or("")), {} };
    for (const TextKey& key : table.keys)
        item.values.push_back(key.path.front() + '=' + std::string(written.valueOf(key)));
    return item;
}

void Patcher::patchList(const TextTable& text, const TextTable& before, const TextTable& after,
    const TextTable& full, std::string_view name)
{
    const auto olds = before.itemsNamed(name);
    const auto news = after.itemsNamed(name);
    const auto fulls = full.itemsNamed(name);
    const auto texts = itemsInOrder(text, name);
    std::vector<ListItem> was;
    std::vector<ListItem> is;
    for (const TextTable* table : olds)
        was.push_back(itemOf(m_before, *table));
    for (const TextTable* table : news)
        is.push_back(itemOf(m_after, *table));
    const auto isEqual = [](const ListItem& a, const ListItem& b) { return a.text == b.text; };
    if (std::ranges::equal(was, is, isEqual))
        return;
    if (texts.size() != olds.size() || !text.keysNamed(name).empty())
        return rewriteList(text, name, news);

    const auto places = matchLists(was, is);
    for (std::size_t i = 0; &text == &m_tree && name == "server" && i < places.size(); ++i)
        if (places[i] && m_serversBefore[*places[i]].name != m_serversAfter[i].name)
            m_renamings.push_back({ m_serversBefore[*places[i]], m_serversAfter[i].name });
    std::vector<bool> stays(olds.size(), false);
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (!places[i])
            continue;
        const auto old = *places[i];
        stays[old] = true;
        if (isEqual(was[old], is[i]))
            continue;
        if (m_grain == Grain::Keys)
            patchTable(*texts[old], *olds[old], *news[i], *fulls[i]);
        else
            rewriteTable(*texts[old], *news[i]);
    }
    const auto isRising = risingPlaces(places);
    // What moves or comes stands behind the one before it.
    std::optional<std::size_t> behind;
    std::size_t first = m_text.size();
    for (std::size_t i = 0; i < places.size(); ++i)
        if (places[i] && isRising[i])
            first = std::min(first, texts[*places[i]]->block.begin);
    if (first == m_text.size() && !texts.empty())
        first = texts.front()->block.begin;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i] && isRising[i]) {
            behind = texts[*places[i]]->lastEnd();
            continue;
        }
        const auto lines = places[i] ? takeOut(*texts[*places[i]]) : rendered(m_after, *news[i]);
        if (behind || first == m_text.size())
            insertLines(behind.value_or(m_text.size()), m_lineEnd + lines);
        else
            insertLines(first, lines + m_lineEnd);
    }
    for (std::size_t old = 0; old < olds.size(); ++old)
        if (!stays[old])
            removeTable(*texts[old]);
}

void Patcher::rewriteList(
    const TextTable& text, std::string_view name, const std::vector<const TextTable*>& items)
{
    removeKey(text, name);
    for (const TextTable* item : items)
        insertLines(
            text.hasHeader ? text.lastEnd() : m_text.size(), m_lineEnd + rendered(m_after, *item));
}

void Patcher::rewriteTable(const TextTable& text, const TextTable& after)
{
    std::vector<TextSpan> blocks;
    text.collectBlocks(blocks);
    for (const TextSpan& block : blocks)
        replace(block, block.begin == blocks.front().begin ? rendered(m_after, after) : "");
}

std::string Patcher::rendered(const Written& written, const TextTable& table) const
{
    auto lines = std::string(written.headerOf(table)) + m_lineEnd;
    for (const TextKey& key : table.keys)
        lines += key.path.front() + " = " + std::string(written.valueOf(key)) + m_lineEnd;
    for (const TextTable& inside : table.tables)
        lines += m_lineEnd + rendered(written, inside);
    return lines;
}

void Patcher::insertLines(std::size_t at, std::string lines)
{
    const bool isAfterBreak = at == 0 || m_text[at - 1] == '\n';
    replace({ at, at }, isAfterBreak ? std::move(lines) : m_lineEnd + std::move(lines));
}

/// Its line goes; a comment behind it stays.
void Patcher::removeStatement(const TextKey& key)
{
    const TextSpan lines { lineBegin(m_text, key.statement.begin),
        lineEnd(m_text, key.statement.end) };
    const auto rest = m_text.substr(key.statement.end, lines.end - key.statement.end);
    const auto comment = rest.find('#');
    replace(lines, comment == rest.npos ? std::string() : std::string(rest.substr(comment)));
}

/// With the blank lines that set it apart.
void Patcher::removeTable(const TextTable& table)
{
    std::vector<TextSpan> blocks;
    table.collectBlocks(blocks);
    const auto isBlank = [this](std::size_t begin, std::size_t end) {
        return m_text.substr(begin, end - begin).find_first_not_of(" \t\r\n") == m_text.npos;
    };
    for (TextSpan block : blocks) {
        while (block.end < m_text.size() && isBlank(block.end, lineEnd(m_text, block.end)))
            block.end = lineEnd(m_text, block.end);
        while (block.end == m_text.size() && block.begin > 0
            && isBlank(lineBegin(m_text, block.begin - 1), block.begin))
            block.begin = lineBegin(m_text, block.begin - 1);
        replace(block, {});
    }
}

/// @return its text, with the edits that were made inside it
std::string Patcher::takeOut(const TextTable& table)
{
    std::vector<TextSpan> blocks;
    table.collectBlocks(blocks);
    std::string taken;
    for (const TextSpan& block : blocks) {
        std::vector<Edit> inside;
        std::erase_if(m_edits, [&](const Edit& edit) {
            const bool isInside = edit.span.begin >= block.begin && edit.span.end <= block.end
                && edit.span.begin < block.end;
            if (isInside)
                inside.push_back(edit);
            return isInside;
        });
        taken += applied(m_text, block, std::move(inside));
        if (!taken.ends_with('\n'))
            taken += m_lineEnd;
    }
    removeTable(table);
    return taken;
}

std::string Patcher::indentOf(const TextTable& text) const
{
    if (text.keys.empty())
        return {};
    const auto at = text.keys.front().statement.begin;
    const auto begin = lineBegin(m_text, at);
    return std::string(m_text.substr(begin, at - begin));
}

std::optional<Scenario> read(std::string_view text)
{
    auto result = readScenario(text, noName);
    if (result.scenario)
        return inTimeOrder(std::move(*result.scenario));
    return std::nullopt;
}

std::vector<ExpectSpec> renamed(
    std::vector<ExpectSpec> expects, const std::vector<Renaming>& renamings)
{
    for (ExpectSpec& expect : expects)
        if (const auto edit = renamedIn(expect.that, renamings))
            expect.that = applied(expect.that, { 0, expect.that.size() }, { *edit });
    return expects;
}

bool sayTheSame(const std::vector<ExpectSpec>& a, const std::vector<ExpectSpec>& b)
{
    return std::ranges::equal(a, b, [](const ExpectSpec& one, const ExpectSpec& other) {
        return one.that == other.that && one.name == other.name;
    });
}

} // namespace

Scenario inTimeOrder(Scenario scenario)
{
    std::ranges::stable_sort(scenario.actions, {}, &Action::at);
    std::ranges::stable_sort(scenario.markers, {}, &Marker::at);
    return scenario;
}

std::string patchScenario(std::string_view text, const Scenario& wanted)
{
    const auto anew = writeScenario(wanted);
    const auto had = readScenario(text, noName);
    const auto& before = had.scenario;
    const auto after = read(anew); // fields that a kind does not have are not in a file
    if (!before || !after)
        return anew;
    const auto mark = text.starts_with(byteOrderMark) ? byteOrderMark : std::string_view();
    const auto body = text.substr(mark.size());
    auto expects = had.expects;
    const Wanted was { *before, had.tries };
    const Wanted is { wanted, triesFor(had.tries, *before, wanted) };
    for (const auto grain : { Grain::Keys, Grain::Tables }) {
        Patcher patcher(body, was, is, grain);
        auto patched = std::string(mark) + patcher.run();
        expects = renamed(had.expects, patcher.renamings());
        const auto now = readScenario(patched, noName);
        if (read(patched) == after && sayTheSame(now.expects, expects) && now.tries == is.tries)
            return patched;
    }
    auto whole = anew;
    for (const ExpectSpec& expect : expects) // no part of the scenario, yet of the file
        whole += '\n' + tomlText(expect);
    for (const TrySpec& spec : is.tries)
        whole += '\n' + tomlText(spec);
    return whole;
}

} // namespace tickscope
