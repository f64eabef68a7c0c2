// SPDX-License-Identifier: GPL-3.0-only
#include "ui/help/help_text.h"

#include "ui/theme/fonts.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>

namespace tickscope {

namespace {

/// Qt sets headings, code and links in sizes and colours of its own.
void setCharacters(const QTextBlock& block, const Theme& theme)
{
    const int heading = block.blockFormat().headingLevel();
    const auto text = heading == 1 ? uiFont(theme.type.display, FontWeight::Semibold)
        : heading > 1              ? uiFont(theme.type.title, FontWeight::Semibold)
                                   : uiFont(theme.type.body);
    for (auto each = block.begin(); !each.atEnd(); ++each) {
        const auto fragment = each.fragment();
        const auto old = fragment.charFormat();
        const bool isCode = old.fontFixedPitch();
        auto font = isCode ? monoFont(heading ? theme.type.title : theme.type.body) : text;
        if (old.fontWeight() > QFont::Medium)
            font.setWeight(QFont::DemiBold);
        font.setItalic(old.fontItalic());
        auto format = old;
        format.setFont(font);
        format.setForeground(old.isAnchor() ? theme.link : theme.text);
        format.setFontUnderline(old.isAnchor());
        QTextCursor cursor(block);
        cursor.setPosition(fragment.position());
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
        cursor.setCharFormat(format);
    }
}

void setBlock(const QTextBlock& block, const Theme& theme)
{
    QTextCursor cursor(block);
    auto format = block.blockFormat();
    const bool isInTable = cursor.currentTable() != nullptr;
    const bool isCode = format.hasProperty(QTextFormat::BlockCodeFence)
        || format.hasProperty(QTextFormat::BlockCodeLanguage);
    if (isCode)
        format.setBackground(theme.sunken);
    format.setLineHeight(isCode || isInTable ? 120 : 135, QTextBlockFormat::ProportionalHeight);
    if (!isInTable && !isCode) {
        format.setTopMargin(format.headingLevel() > 1 ? 1.4 * theme.metrics.padding : 0);
        format.setBottomMargin(0.6 * theme.metrics.padding);
    }
    cursor.setBlockFormat(format);
}

void setTable(QTextTable& table, const Theme& theme)
{
    auto format = table.format();
    format.setBorder(1);
    format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
    format.setBorderBrush(theme.grid);
    format.setBorderCollapse(true);
    format.setCellPadding(0.5 * theme.metrics.padding);
    format.setCellSpacing(0);
    format.setTopMargin(0.3 * theme.metrics.padding);
    format.setBottomMargin(theme.metrics.padding);
    format.setWidth(QTextLength(QTextLength::PercentageLength, 100));
    table.setFormat(format);
    for (int column = 0; column < table.columns(); ++column) {
        auto cell = table.cellAt(0, column);
        auto head = cell.format();
        head.setBackground(theme.sunken);
        cell.setFormat(head);
    }
}

} // namespace

void setMarkdown(QTextDocument& document, const QString& markdown, const Theme& theme)
{
    document.setDefaultFont(uiFont(theme.type.body));
    document.setDocumentMargin(2 * theme.metrics.padding);
    document.setMarkdown(markdown, QTextDocument::MarkdownDialectGitHub);
    for (auto block = document.begin(); block.isValid(); block = block.next()) {
        setCharacters(block, theme);
        setBlock(block, theme);
    }
    for (auto* frame : document.rootFrame()->childFrames())
        if (auto* table = qobject_cast<QTextTable*>(frame))
            setTable(*table, theme);
}

} // namespace tickscope
