// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/difference_box.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/label.h"

#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

namespace {

// Of longer stretches that differ all lines are shown as another.
constexpr qsizetype mostPairs = 4'000'000;
constexpr std::size_t linesAround = 3;

QStringList linesOf(const QString& text)
{
    auto lines = text.split(u'\n');
    if (!lines.isEmpty() && lines.back().isEmpty())
        lines.removeLast();
    for (auto& line : lines)
        if (line.endsWith(u'\r'))
            line.chop(1);
    return lines;
}

using Side = DifferenceLine::Side;

/// The part between an equal start and an equal end.
void addMiddle(
    const QStringList& before, const QStringList& after, std::vector<DifferenceLine>& lines)
{
    const auto olds = before.size();
    const auto news = after.size();
    const bool isShort = olds == 0 || news <= mostPairs / olds;
    std::vector<std::vector<int>> longest;
    if (isShort) {
        longest.assign(std::size_t(olds + 1), std::vector<int>(std::size_t(news + 1), 0));
        for (auto i = olds; i-- > 0;)
            for (auto j = news; j-- > 0;) {
                auto& here = longest[std::size_t(i)][std::size_t(j)];
                here = before[i] == after[j] ? longest[std::size_t(i + 1)][std::size_t(j + 1)] + 1
                                             : std::max(longest[std::size_t(i + 1)][std::size_t(j)],
                                                 longest[std::size_t(i)][std::size_t(j + 1)]);
            }
    }
    qsizetype i = 0;
    qsizetype j = 0;
    while (i < olds || j < news) {
        const bool isBoth = i < olds && j < news;
        if (isShort && isBoth && before[i] == after[j]) {
            lines.push_back({ Side::Both, before[i++] });
            ++j;
        } else if (i < olds
            && (!isShort || j == news
                || longest[std::size_t(i + 1)][std::size_t(j)]
                    >= longest[std::size_t(i)][std::size_t(j + 1)])) {
            lines.push_back({ Side::Before, before[i++] });
        } else {
            lines.push_back({ Side::After, after[j++] });
        }
    }
}

/// Leaves out what is equal and far from what differs.
std::vector<DifferenceLine> shortened(const std::vector<DifferenceLine>& lines)
{
    std::vector<bool> isNear(lines.size(), false);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].side == Side::Both)
            continue;
        const auto last = std::min(lines.size(), i + linesAround + 1);
        for (auto near = i - std::min(i, linesAround); near < last; ++near)
            isNear[near] = true;
    }
    std::vector<DifferenceLine> shown;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (isNear[i])
            shown.push_back(lines[i]);
        else if (shown.empty() || shown.back().text != QStringLiteral("…"))
            shown.push_back({ Side::Both, QStringLiteral("…") });
    }
    return shown;
}

void fill(QPlainTextEdit& view, const std::vector<DifferenceLine>& lines, const Theme& theme)
{
    view.clear();
    QTextCursor cursor(view.document());
    bool isFirst = true;
    for (const auto& line : lines) {
        if (!std::exchange(isFirst, false))
            cursor.insertBlock();
        QTextBlockFormat ground;
        QTextCharFormat ink;
        ink.setForeground(theme.text);
        if (line.side == Side::Before)
            ground.setBackground(theme.errtint);
        else if (line.side == Side::After)
            ground.setBackground(theme.oktint);
        cursor.setBlockFormat(ground);
        // The sign says it without the colour.
        const auto sign = line.side == Side::Before ? u'-' : line.side == Side::After ? u'+' : u' ';
        cursor.insertText(QString(sign) + u' ' + line.text, ink);
    }
    view.moveCursor(QTextCursor::Start);
}

} // namespace

std::vector<DifferenceLine> differenceOf(const QString& beforeText, const QString& afterText)
{
    const auto before = linesOf(beforeText);
    const auto after = linesOf(afterText);
    qsizetype first = 0;
    while (first < std::min(before.size(), after.size()) && before[first] == after[first])
        ++first;
    qsizetype last = 0;
    while (last < std::min(before.size(), after.size()) - first
        && before[before.size() - 1 - last] == after[after.size() - 1 - last])
        ++last;
    std::vector<DifferenceLine> lines;
    for (const auto& line : before.mid(0, first))
        lines.push_back({ Side::Both, line });
    addMiddle(before.mid(first, before.size() - first - last),
        after.mid(first, after.size() - first - last), lines);
    for (const auto& line : before.mid(before.size() - last))
        lines.push_back({ Side::Both, line });
    return lines;
}

DifferenceBox::DifferenceBox(
    const QString& title, const Texts& texts, const ThemeController& themes, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    auto* key = new Label(TextLook::Second, themes);
    key->setWordWrap(true);
    auto* view = new QPlainTextEdit;
    view->setReadOnly(true);
    view->setLineWrapMode(QPlainTextEdit::NoWrap);
    view->setAccessibleName(title);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(key);
    layout->addWidget(view, 1);
    layout->addWidget(buttons);
    const auto lines = differenceOf(texts.before, texts.after);
    const bool isEqual = std::all_of(lines.begin(), lines.end(),
        [](const DifferenceLine& line) { return line.side == Side::Both; });
    key->setText(isEqual ? tr("%1 and %2 say the same.").arg(texts.beforeName, texts.afterName)
                         : tr("Lines with - are only in %1, lines with + only in %2.")
                               .arg(texts.beforeName, texts.afterName));
    onTheme(this, themes, [this, view, layout, lines](const Theme& theme) {
        const int padding = px(theme.metrics.padding);
        layout->setContentsMargins(padding, padding, padding, padding);
        layout->setSpacing(px(theme.metrics.gap));
        view->setFont(monoFont(theme.type.body));
        fill(*view, shortened(lines), theme);
        resize(px(720 * theme.scale), px(480 * theme.scale));
    });
}

} // namespace tickscope
