// SPDX-License-Identifier: GPL-3.0-only
#include "ui/text/field_text.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/scenario_lists.h"
#include "core/scenario/words.h"
#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <type_traits>
#include <utility>

namespace tickscope {

namespace {

struct FieldText
{
    Q_DECLARE_TR_FUNCTIONS(FieldText)
};

QString tr(const char* text)
{
    return FieldText::tr(text);
}

FieldValue<Duration> fromParsed(const ParsedDuration& parsed)
{
    if (parsed.value)
        return { parsed.value, {} };
    return { {}, QString::fromStdString(sentences(parsed.message, parsed.hint)) };
}

/// The text split at `separator`, read part by part.
FieldValue<std::vector<Duration>> parseList(const QString& text, QChar separator)
{
    std::vector<Duration> values;
    for (const auto& part : text.split(separator)) {
        auto parsed = parseDurationField(part);
        if (!parsed.value)
            return { {}, parsed.reason };
        values.push_back(*parsed.value);
    }
    return { std::move(values), {} };
}

FieldValue<DurationSpec> parseUniform(const QString& low, const QString& high)
{
    const auto from = parseDurationField(low);
    const auto to = parseDurationField(high);
    if (!from.value || !to.value)
        return { {}, from.value ? to.reason : from.reason };
    if (*from.value > *to.value)
        return { {}, tr("The first of the two must not be longer than the second.") };
    return { UniformDuration { *from.value, *to.value }, {} };
}

FieldValue<DurationSpec> parseNormal(const QString& mean, const QString& deviation)
{
    const auto middle = parseDurationField(mean);
    const auto spread = parseDurationField(deviation);
    if (!middle.value || !spread.value)
        return { {}, middle.value ? spread.reason : middle.reason };
    return { NormalDuration { *middle.value, *spread.value }, {} };
}

std::optional<Outcome> outcomeFrom(const QString& word)
{
    for (const auto outcome : allOutcomes)
        if (word == QLatin1String(toText(outcome)))
            return outcome;
    return {};
}

QString outcomesHelp()
{
    return tr("Write outcomes such as \"ok, error\" or \"error 10 %, crash 1 %\".");
}

double& rateOf(OutcomeRates& rates, const QString& word)
{
    if (word == QLatin1String("error"))
        return rates.error;
    if (word == QLatin1String("crash"))
        return rates.crash;
    return word == QLatin1String("stop") ? rates.stop : rates.noRearm;
}

FieldValue<OutcomeSpec> parseRates(const QString& text)
{
    static const QRegularExpression rate(
        QStringLiteral("^\\s*(error|crash|stop|no_rearm)\\s+([0-9]+(?:\\.[0-9]+)?)\\s*%\\s*$"));
    OutcomeRates rates;
    for (const auto& part : text.split(u',')) {
        const auto match = rate.match(part);
        if (!match.hasMatch())
            return { {}, outcomesHelp() };
        const auto share = match.captured(2).toDouble() / 100;
        rateOf(rates, match.captured(1)) = share;
    }
    if (rates.error + rates.crash + rates.stop + rates.noRearm > 1)
        return { {}, tr("The shares add up to more than 100 %.") };
    return { rates, {} };
}

const QString repeatEnding = QStringLiteral(", repeat");

/// Takes the word off the end of a list that begins anew when it is through.
bool takeRepeat(QString& list)
{
    const bool repeats = list.endsWith(repeatEnding);
    if (repeats)
        list.chop(repeatEnding.size());
    return repeats;
}

QString joined(const std::vector<Duration>& values)
{
    QStringList parts;
    for (const auto value : values)
        parts << durationText(value.count());
    return parts.join(QStringLiteral(", "));
}

QString percent(double share)
{
    return QString::number(share * 100, 'g', 6) + QStringLiteral(" %");
}

} // namespace

FieldValue<Duration> parseIntervalField(const QString& text)
{
    return fromParsed(parseInterval(text.trimmed().toStdString()));
}

FieldValue<Duration> parseDurationField(const QString& text)
{
    bool isNumber = false;
    const auto ms = text.trimmed().toLongLong(&isNumber);
    if (isNumber && ms >= 0)
        return fromParsed(
            parseDuration((QString::number(ms) + QStringLiteral("ms")).toStdString()));
    return fromParsed(parseDuration(text.trimmed().toStdString()));
}

FieldValue<DurationSpec> parseWorkField(const QString& text)
{
    const auto plain = text.trimmed();
    if (const auto to = plain.indexOf(QLatin1String(" to ")); to > 0)
        return parseUniform(plain.left(to), plain.mid(to + 4));
    if (const auto word = QLatin1String("exponential "); plain.startsWith(word)) {
        const auto mean = parseDurationField(plain.mid(word.size()));
        if (!mean.value)
            return { {}, mean.reason };
        return { ExponentialDuration { *mean.value }, {} };
    }
    if (const auto word = QLatin1String("normal "); plain.startsWith(word)) {
        const auto parts = plain.mid(word.size()).split(u'±');
        if (parts.size() != 2)
            return { {}, tr("Write a mean and a deviation, such as \"normal 2 s ± 300 ms\".") };
        return parseNormal(parts[0], parts[1]);
    }
    if (plain.contains(u',')) {
        auto listed = plain;
        const bool repeats = takeRepeat(listed);
        auto list = parseList(listed, u',');
        if (!list.value)
            return { {}, list.reason };
        return { SequenceDuration { std::move(*list.value), repeats }, {} };
    }
    const auto one = parseDurationField(plain);
    if (!one.value)
        return { {}, one.reason };
    return { *one.value, {} };
}

FieldValue<OutcomeSpec> parseOutcomesField(const QString& text)
{
    auto plain = text.trimmed();
    if (plain.contains(u'%'))
        return parseRates(plain);
    if (const auto word = QLatin1String("always "); plain.startsWith(word))
        plain = plain.mid(word.size());
    OutcomeSequence sequence { {} };
    sequence.repeats = takeRepeat(plain);
    for (const auto& part : plain.split(u',')) {
        const auto outcome = outcomeFrom(part.trimmed());
        if (!outcome)
            return { {}, outcomesHelp() };
        sequence.values.push_back(*outcome);
    }
    return { sequence, {} };
}

QString workText(const DurationSpec& work)
{
    return std::visit(
        [](const auto& spec) -> QString {
            using Spec = std::decay_t<decltype(spec)>;
            if constexpr (std::is_same_v<Spec, Duration>)
                return durationText(spec.count());
            else if constexpr (std::is_same_v<Spec, UniformDuration>)
                return durationText(spec.low.count()) + QStringLiteral(" to ")
                    + durationText(spec.high.count());
            else if constexpr (std::is_same_v<Spec, ExponentialDuration>)
                return QStringLiteral("exponential ") + durationText(spec.mean.count());
            else if constexpr (std::is_same_v<Spec, NormalDuration>)
                return QStringLiteral("normal ") + durationText(spec.mean.count())
                    + QStringLiteral(" ± ") + durationText(spec.deviation.count());
            else
                return spec.repeats ? joined(spec.values) + repeatEnding : joined(spec.values);
        },
        work);
}

QString outcomesText(const OutcomeSpec& outcomes)
{
    if (const auto* rates = std::get_if<OutcomeRates>(&outcomes)) {
        QStringList parts;
        const std::pair<const char*, double> all[] = { { "error", rates->error },
            { "crash", rates->crash }, { "stop", rates->stop }, { "no_rearm", rates->noRearm } };
        for (const auto& [word, share] : all) {
            if (share > 0)
                parts << QLatin1String(word) + u' ' + percent(share);
        }
        if (parts.isEmpty())
            parts << QStringLiteral("error 0 %");
        return parts.join(QStringLiteral(", "));
    }
    const auto& [values, repeats] = std::get<OutcomeSequence>(outcomes);
    if (values.size() == 1 && !repeats)
        return QStringLiteral("always ") + QString::fromLatin1(toText(values.front()));
    QStringList words;
    for (const auto outcome : values)
        words << QString::fromLatin1(toText(outcome));
    const auto all = words.join(QStringLiteral(", "));
    return repeats ? all + repeatEnding : all;
}

} // namespace tickscope
