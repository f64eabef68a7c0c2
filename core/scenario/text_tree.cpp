// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/text_tree.h"

#include "core/scenario/toml_shape.h"

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

/// Without the quotes; escapes stay as they are, so such a key is one that nobody asks for.
std::string plainKey(std::string_view key)
{
    while (!key.empty() && (key.back() == ' ' || key.back() == '\t'))
        key.remove_suffix(1);
    while (!key.empty() && (key.front() == ' ' || key.front() == '\t'))
        key.remove_prefix(1);
    const bool isQuoted = key.size() >= 2 && (key.front() == '"' || key.front() == '\'')
        && key.back() == key.front();
    return std::string(isQuoted ? key.substr(1, key.size() - 2) : key);
}

std::vector<std::string> partsOf(std::string_view key)
{
    std::vector<std::string> parts;
    std::size_t start = 0;
    char quote = 0;
    for (std::size_t i = 0; i < key.size(); ++i) {
        if (quote != 0) {
            if (key[i] == '\\' && quote == '"')
                ++i;
            else if (key[i] == quote)
                quote = 0;
        } else if (key[i] == '"' || key[i] == '\'') {
            quote = key[i];
        } else if (key[i] == '.') {
            parts.push_back(plainKey(key.substr(start, i - start)));
            start = i + 1;
        }
    }
    parts.push_back(plainKey(key.substr(start)));
    return parts;
}

bool isComment(std::string_view line)
{
    const auto first = line.find_first_not_of(" \t");
    return first != std::string_view::npos && line[first] == '#';
}

/// The comment lines right above a line belong to it, but for those that begin the text.
std::size_t withComments(std::string_view text, std::size_t begin)
{
    std::size_t first = begin;
    while (first > 0) {
        const auto above = lineBegin(text, first - 1);
        if (!isComment(text.substr(above, first - above)))
            return first;
        first = above;
    }
    return begin;
}

TextTable* tableIn(TextTable& parent, std::string_view name)
{
    TextTable* found = nullptr;
    for (TextTable& table : parent.tables)
        if (table.name == name)
            found = &table; // of a list, the last one is meant
    return found;
}

TextTable& tableOf(TextTable& root, const std::vector<std::string>& path, bool isItem)
{
    TextTable* at = &root;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const bool isLast = i + 1 == path.size();
        TextTable* inside = isLast && isItem ? nullptr : tableIn(*at, path[i]);
        if (inside == nullptr) {
            inside = &at->tables.emplace_back();
            inside->name = path[i];
        }
        at = inside;
    }
    return *at;
}

} // namespace

std::size_t lineBegin(std::string_view text, std::size_t at)
{
    return at == 0 ? 0 : text.rfind('\n', at - 1) + 1; // npos + 1 is 0
}

std::size_t lineEnd(std::string_view text, std::size_t at)
{
    const auto end = text.find('\n', at);
    return end == std::string_view::npos ? text.size() : end + 1;
}

std::vector<const TextKey*> TextTable::keysNamed(std::string_view wanted) const
{
    std::vector<const TextKey*> found;
    for (const TextKey& key : keys)
        if (key.path.front() == wanted)
            found.push_back(&key);
    return found;
}

const TextTable* TextTable::tableNamed(std::string_view wanted) const
{
    const auto found = std::ranges::find_if(
        tables, [&](const TextTable& table) { return !table.isItem && table.name == wanted; });
    return found == tables.end() ? nullptr : &*found;
}

std::vector<const TextTable*> TextTable::itemsNamed(std::string_view wanted) const
{
    std::vector<const TextTable*> found;
    for (const TextTable& table : tables)
        if (table.isItem && table.name == wanted)
            found.push_back(&table);
    return found;
}

std::size_t TextTable::lastEnd() const
{
    std::size_t last = block.end;
    for (const TextTable& table : tables)
        last = std::max(last, table.lastEnd());
    return last;
}

void TextTable::collectBlocks(std::vector<TextSpan>& blocks) const
{
    if (hasHeader)
        blocks.push_back(block);
    for (const TextTable& table : tables)
        table.collectBlocks(blocks);
}

TextTable textTree(std::string_view text)
{
    TextTable root;
    TextTable* at = &root;
    for (const TomlStatement& statement : outline(text).statements) {
        const TextSpan span { statement.begin, statement.end };
        if (statement.kind == TomlStatement::Kind::Key) {
            at->keys.push_back(
                { partsOf(statement.name), span, { statement.valueBegin, statement.end } });
        } else {
            const bool isItem = statement.kind == TomlStatement::Kind::TableOfList;
            at = &tableOf(root, partsOf(statement.name), isItem);
            at->isItem = isItem;
            at->hasHeader = true;
            at->header = span;
            at->block.begin = withComments(text, lineBegin(text, span.begin));
        }
        at->block.end = lineEnd(text, span.end);
    }
    return root;
}

} // namespace tickscope
