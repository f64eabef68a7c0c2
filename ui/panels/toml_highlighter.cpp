// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/toml_highlighter.h"

#include <QRegularExpression>

namespace tickscope {

namespace {

const QString basicQuotes = QStringLiteral("\"\"\"");
const QString literalQuotes = QStringLiteral("'''");

} // namespace

TomlHighlighter::TomlHighlighter(QTextDocument& document, const ThemeController& themes)
    : QSyntaxHighlighter(&document)
    , m_themes(themes)
{
    connect(&themes, &ThemeController::themeChanged, this, &QSyntaxHighlighter::rehighlight);
}

void TomlHighlighter::colour(int start, int length, const QColor& colour, bool isStrong)
{
    QTextCharFormat format;
    format.setForeground(colour);
    if (isStrong)
        format.setFontWeight(QFont::DemiBold);
    setFormat(start, length, format);
}

/// @return where the lines in quotes end in this line
int TomlHighlighter::colourLines(const QString& line, int start, State state)
{
    const auto& quotes = state == BasicLines ? basicQuotes : literalQuotes;
    const auto end = line.indexOf(quotes, start);
    const int stop = end < 0 ? int(line.size()) : int(end + quotes.size());
    setCurrentBlockState(end < 0 ? state : Plain);
    return stop;
}

/// @param start  of a quote
/// @return behind the string
int TomlHighlighter::colourString(const QString& line, int start)
{
    const auto rest = QStringView(line).mid(start);
    int stop = start + 1;
    if (rest.startsWith(basicQuotes) || rest.startsWith(literalQuotes)) {
        stop = colourLines(
            line, start + 3, rest.startsWith(basicQuotes) ? BasicLines : LiteralLines);
    } else {
        const bool isBasic = line[start] == u'"';
        while (stop < line.size() && line[stop] != line[start])
            stop += isBasic && line[stop] == u'\\' ? 2 : 1;
        stop = std::min(stop + 1, int(line.size()));
    }
    colour(start, stop - start, m_themes.theme().string);
    return stop;
}

void TomlHighlighter::highlightBlock(const QString& line)
{
    static const QRegularExpression table(QStringLiteral("^\\s*(\\[\\[?[^\\]]*\\]?\\]?)"));
    static const QRegularExpression key(QStringLiteral("^\\s*([A-Za-z0-9_.-]+)\\s*="));
    static const QRegularExpression inner(QStringLiteral("([A-Za-z0-9_-]+)\\s*="));
    static const QRegularExpression value(
        QStringLiteral("[+-]?[0-9][0-9_.eE:TZ+-]*|\\b(?:true|false)\\b"));
    const auto& theme = m_themes.theme();
    int at = 0;
    setCurrentBlockState(Plain);
    if (previousBlockState() == BasicLines || previousBlockState() == LiteralLines) {
        at = colourLines(line, 0, State(previousBlockState()));
        colour(0, at, theme.string);
    } else if (const auto header = table.match(line); header.hasMatch()) {
        at = int(header.capturedEnd(1));
        colour(
            int(header.capturedStart(1)), at - int(header.capturedStart(1)), theme.keyword, true);
    } else if (const auto name = key.match(line); name.hasMatch()) {
        colour(int(name.capturedStart(1)), int(name.capturedLength(1)), theme.key);
        at = int(name.capturedEnd());
    }
    while (at < line.size()) {
        const auto c = line[at];
        if (c == u'#') {
            colour(at, int(line.size()) - at, theme.comment);
            return;
        }
        if (c == u'"' || c == u'\'') {
            at = colourString(line, at);
            continue;
        }
        const auto option = QRegularExpression::AnchorAtOffsetMatchOption;
        if (const auto number = value.match(line, at, QRegularExpression::NormalMatch, option);
            number.hasMatch()) {
            colour(at, int(number.capturedLength()), theme.number);
            at = int(number.capturedEnd());
        } else if (const auto name = inner.match(line, at, QRegularExpression::NormalMatch, option);
                   name.hasMatch()) {
            colour(at, int(name.capturedLength(1)), theme.key);
            at = int(name.capturedEnd());
        } else {
            ++at;
        }
    }
}

} // namespace tickscope
