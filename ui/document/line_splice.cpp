// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/line_splice.h"

#include <QList>

#include <algorithm>

namespace tickscope {

namespace {

const QByteArray byteOrderMark = QByteArrayLiteral("\xEF\xBB\xBF");

struct Line
{
    QByteArray bytes;
    QByteArray end; ///< empty for the last one

    /// As an editor shows it.
    QString shown() const { return QString::fromUtf8(bytes).replace(QChar::Nbsp, QChar::Space); }
};

QList<Line> linesOf(const QByteArray& text)
{
    QList<Line> lines;
    qsizetype start = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isPair = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
        if (text[i] != '\n' && text[i] != '\r')
            continue;
        lines << Line { text.mid(start, i - start), text.mid(i, isPair ? 2 : 1) };
        i += isPair ? 1 : 0;
        start = i + 1;
    }
    lines << Line { text.mid(start), {} };
    return lines;
}

} // namespace

QByteArray spliced(const QByteArray& original, const QString& edited)
{
    const bool hasMark = original.startsWith(byteOrderMark);
    const auto before = linesOf(hasMark ? original.mid(byteOrderMark.size()) : original);
    const auto after = edited.split(u'\n');
    const auto usualEnd = before.size() > 1 ? before.front().end : QByteArrayLiteral("\n");
    const auto most = std::min(before.size(), after.size());
    qsizetype head = 0;
    while (head < most && before[head].shown() == after[head])
        ++head;
    qsizetype tail = 0;
    while (tail < most - head
        && before[before.size() - 1 - tail].shown() == after[after.size() - 1 - tail])
        ++tail;
    auto result = hasMark ? byteOrderMark : QByteArray();
    for (qsizetype i = 0; i < after.size(); ++i) {
        const bool isKept = i < head || i >= after.size() - tail;
        const auto line = !isKept ? Line { after[i].toUtf8(), usualEnd }
            : i < head            ? before[i]
                                  : before[before.size() - after.size() + i];
        result += line.bytes;
        if (i + 1 < after.size())
            result += line.end.isEmpty() ? usualEnd : line.end;
    }
    return result;
}

} // namespace tickscope
