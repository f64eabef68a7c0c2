// SPDX-License-Identifier: GPL-3.0-only
#include "ui/form/key_hints.h"

#include "core/scenario/keys.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>

namespace tickscope {

namespace {

/// The tables with a header of their own.
constexpr std::array headedTables { KeyTable::Supervisor, KeyTable::SupervisorParent,
    KeyTable::Server, KeyTable::Resource, KeyTable::Client, KeyTable::Action, KeyTable::Expect,
    KeyTable::Marker, KeyTable::Try };

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// Which table a line belongs to, and the keys that it has.
struct Here
{
    std::optional<KeyTable> table = KeyTable::Scenario; ///< nothing in one that is not known
    QSet<QString> keys;
};

/// @param line  the number of the line with the cursor: its own key does not count
Here tableAt(const QStringList& lines, qsizetype line)
{
    static const QRegularExpression key(QStringLiteral("^\\s*([A-Za-z0-9_-]+)\\s*="));
    Here here;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto plain = lines[i].trimmed();
        if (plain.startsWith(u'[')) {
            if (i >= line)
                break;
            here = { std::nullopt, {} };
            for (const auto table : headedTables)
                if (plain.section(u'#', 0, 0).trimmed() == fromView(headerOf(table)))
                    here.table = table;
        } else if (const auto match = key.match(plain); match.hasMatch() && i != line) {
            here.keys << match.captured(1);
        }
    }
    return here;
}

QString sayingOf(const KeyInfo& key)
{
    const auto sentence = fromView(key.sentence);
    return key.fallback.empty() ? sentence
                                : sentence + QStringLiteral(" (") + fromView(key.fallback) + u')';
}

KeyHints headerHints(const QString& begun)
{
    KeyHints hints { {}, begun, {} };
    for (const auto table : headedTables) {
        const auto header = fromView(headerOf(table));
        const auto says = [&]() -> QString {
            for (const auto& key : keyTable)
                if (key.rules.inner == table)
                    return fromView(key.sentence);
            return {};
        }();
        if (header.startsWith(begun))
            hints.words << FieldWord { header, says };
    }
    return hints;
}

KeyHints wordHints(KeyTable table, const QString& name, const QString& begun)
{
    KeyHints hints { {}, begun, QStringLiteral("\"") };
    const auto* key = findKey(table, name.toStdString());
    if (!key || !key->rules.words)
        return hints;
    for (const auto word : key->rules.words())
        if (fromView(word).startsWith(begun))
            hints.words << FieldWord { fromView(word), {} };
    return hints;
}

} // namespace

KeyHints keyHints(const QString& text, qsizetype cursor)
{
    static const QRegularExpression begunKey(QStringLiteral("^\\s*([a-z_]*)$"));
    static const QRegularExpression begunHeader(QStringLiteral("^\\s*(\\[\\[?[a-z_.]*)$"));
    static const QRegularExpression begunWord(
        QStringLiteral("^\\s*([a-z_]+)\\s*=\\s*\"([A-Za-z_]*)$"));
    const auto lines = text.split(u'\n');
    const auto before = text.left(cursor);
    const auto line = before.count(u'\n');
    const auto left = before.mid(before.lastIndexOf(u'\n') + 1);
    if (const auto match = begunHeader.match(left); match.hasMatch())
        return headerHints(match.captured(1));
    const auto here = tableAt(lines, line);
    if (!here.table)
        return {};
    if (const auto match = begunWord.match(left); match.hasMatch())
        return wordHints(*here.table, match.captured(1), match.captured(2));
    const auto match = begunKey.match(left);
    if (!match.hasMatch())
        return {};
    KeyHints hints { {}, match.captured(1), QStringLiteral(" = ") };
    for (const auto& key : keysOf(*here.table)) {
        const auto name = fromView(key.name);
        const bool isTable = key.type == KeyType::Table || key.type == KeyType::Tables;
        if (!isTable && !here.keys.contains(name) && name.startsWith(hints.begun))
            hints.words << FieldWord { name, sayingOf(key) };
    }
    return hints;
}

} // namespace tickscope
