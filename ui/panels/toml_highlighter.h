// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QSyntaxHighlighter>

namespace tickscope {

/// Colours the parts of a TOML text: comments, tables, keys, strings, numbers and words.
class TomlHighlighter : public QSyntaxHighlighter
{
    Q_OBJECT

public:
    TomlHighlighter(QTextDocument& document, const ThemeController& themes);

protected:
    void highlightBlock(const QString& line) override;

private:
    /// What a line begins in.
    enum State { Plain = -1, BasicLines = 1, LiteralLines = 2 };

    int colourString(const QString& line, int start);
    int colourLines(const QString& line, int start, State state);
    void colour(int start, int length, const QColor& colour, bool isStrong = false);

    const ThemeController& m_themes;
};

} // namespace tickscope
