// SPDX-License-Identifier: GPL-3.0-only
#include "ui/text/go_to_text.h"

#include "core/scenario/duration_text.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>
#include <functional>

namespace tickscope {

namespace {

struct GoToText
{
    Q_DECLARE_TR_FUNCTIONS(GoToText)
};

std::optional<std::int64_t> parseSpan(const QString& text)
{
    bool isNumber = false;
    text.toDouble(&isNumber);
    const auto withUnit = isNumber ? text + QStringLiteral("s") : text;
    const auto parsed = parseDuration(withUnit.toStdString());
    return parsed.value ? std::optional(parsed.value->count()) : std::nullopt;
}

std::optional<std::int64_t> parseClock(const QStringList& parts)
{
    std::int64_t minutes = 0;
    for (int i = 0; i + 1 < parts.size(); ++i) {
        bool isNumber = false;
        const auto part = parts[i].toLongLong(&isNumber);
        if (!isNumber || part < 0 || part > 1'000'000)
            return {};
        minutes = minutes * 60 + part;
    }
    const auto seconds = parseSpan(parts.back());
    if (!seconds)
        return {};
    return minutes * 60'000'000'000 + *seconds;
}

GoTo numbered(GoTo::Kind kind, const QString& digits)
{
    bool isNumber = false;
    const auto number = digits.trimmed().remove(u',').toLongLong(&isNumber);
    if (isNumber && number >= 0)
        return { kind, number, {} };
    return { GoTo::Kind::Nothing, 0,
        GoToText::tr("Write a whole number, such as \"tick 7\" or \"#120\".") };
}

} // namespace

std::optional<std::int64_t> parseMoment(const QString& text)
{
    const auto plain = text.trimmed();
    if (plain.isEmpty())
        return {};
    const auto parts = plain.split(u':');
    if (parts.size() > 3)
        return {};
    return parts.size() > 1 ? parseClock(parts) : parseSpan(plain);
}

GoTo parseGoTo(const QString& text)
{
    const auto plain = text.trimmed();
    if (plain.isEmpty())
        return {};
    if (plain.startsWith(u'#'))
        return numbered(GoTo::Kind::Record, plain.mid(1));
    if (plain.startsWith(QLatin1String("tick"), Qt::CaseInsensitive))
        return numbered(GoTo::Kind::Tick, plain.mid(4));
    const bool isLater = plain.startsWith(u'+');
    const bool isEarlier = plain.startsWith(u'-') || plain.startsWith(u'−');
    const auto moment = parseMoment(isLater || isEarlier ? plain.mid(1) : plain);
    if (!moment)
        return { GoTo::Kind::Nothing, 0,
            GoToText::tr(
                "Write a time such as 3.2s or +250ms, #120, tick 7 or the name of a marker.") };
    if (isLater || isEarlier)
        return { isLater ? GoTo::Kind::Later : GoTo::Kind::Earlier, *moment, {} };
    return { GoTo::Kind::Time, *moment, {} };
}

std::optional<std::size_t> findMarker(const std::vector<Marker>& markers, const QString& text)
{
    const auto plain = text.trimmed();
    const auto name = plain.startsWith(QLatin1String("marker "), Qt::CaseInsensitive)
        ? plain.mid(7).trimmed()
        : plain;
    if (name.isEmpty())
        return {};
    using Fits = std::function<bool(const QString&)>;
    const Fits kinds[] = {
        [&](const QString& one) { return one.compare(plain, Qt::CaseInsensitive) == 0; },
        [&](const QString& one) { return one.compare(name, Qt::CaseInsensitive) == 0; },
        [&](const QString& one) { return one.startsWith(name, Qt::CaseInsensitive); },
        [&](const QString& one) { return one.contains(name, Qt::CaseInsensitive); },
    };
    // The first that fits best: the same name, then a beginning, then a part.
    for (const auto& fits : kinds)
        for (std::size_t i = 0; i < markers.size(); ++i)
            if (fits(QString::fromStdString(markers[i].name)))
                return i;
    return {};
}

QString speedText(double speed)
{
    if (std::isinf(speed))
        return GoToText::tr("max");
    if (speed >= 100)
        return countText(std::uint64_t(std::llround(speed))) + u'x';
    const int decimals = speed >= 10 ? 0 : 1;
    auto text = QString::number(speed, 'f', decimals);
    if (text.endsWith(QLatin1String(".0")))
        text.chop(2);
    return text + u'x';
}

} // namespace tickscope
