// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/number_step.h"

#include <QRegularExpression>

namespace tickscope {

namespace {

constexpr int mostDigits = 12; ///< so that tenths of it stay far inside 64 bits
constexpr int mostDecimals = 4;

QRegularExpressionMatch numberAt(const QString& text, int cursor)
{
    static const QRegularExpression number(QStringLiteral("[0-9]+(?:\\.[0-9]+)?"));
    QRegularExpressionMatch chosen;
    auto all = number.globalMatch(text);
    while (all.hasNext()) {
        const auto match = all.next();
        if (!chosen.hasMatch() || match.capturedStart() <= cursor)
            chosen = match;
    }
    return chosen;
}

std::int64_t powerOfTen(int exponent)
{
    std::int64_t power = 1;
    for (int i = 0; i < exponent; ++i)
        power *= 10;
    return power;
}

/// @param decimals  how many of the digits stand behind the point
QString decimalText(std::int64_t value, int decimals)
{
    const auto power = powerOfTen(decimals);
    auto text = QString::number(value / power);
    auto fraction = QString::number(value % power).rightJustified(decimals, u'0');
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    if (decimals > 0 && !fraction.isEmpty())
        text += u'.' + fraction;
    return text;
}

} // namespace

std::optional<SteppedText> steppedText(const QString& text, int cursor, std::int64_t tenths)
{
    const auto match = numberAt(text, cursor);
    if (!match.hasMatch())
        return {};
    const auto number = match.captured();
    const auto point = number.indexOf(u'.');
    const int decimals = point < 0 ? 0 : int(number.size() - point - 1);
    if (number.size() > mostDigits || decimals > mostDecimals)
        return {};
    const int shown = std::max(decimals, 1);
    const auto scaled = QString(number).remove(u'.').toLongLong() * powerOfTen(shown - decimals);
    const auto stepped = scaled + tenths * powerOfTen(shown - 1);
    if (stepped < 0)
        return {};
    const auto words = decimalText(stepped, shown);
    auto result = text;
    result.replace(match.capturedStart(), match.capturedLength(), words);
    return SteppedText { result, int(match.capturedStart() + words.size()) };
}

} // namespace tickscope
