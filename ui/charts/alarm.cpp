// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/alarm.h"

#include "ui/text/time_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>

namespace tickscope {

namespace {

struct AlarmWords
{
    Q_DECLARE_TR_FUNCTIONS(AlarmWords)
};

constexpr std::uint32_t mostMessages = 1'000'000'000;
constexpr std::ptrdiff_t mostSamples = 50'000;
constexpr int columns = 2'000; ///< finer than any chart is wide

/// Turns depths, in the order of time, into stretches of alarm.
class AlarmState
{
public:
    AlarmState(Alarm alarm, bool isOn, std::int64_t fromNs)
        : m_alarm(alarm)
    {
        if (isOn)
            m_sinceNs = fromNs;
    }

    void take(std::int64_t ns, std::uint32_t depth)
    {
        if (m_sinceNs == noTime && depth >= m_alarm.on) {
            m_sinceNs = ns;
        } else if (m_sinceNs != noTime && depth <= m_alarm.off) {
            m_spans.push_back({ m_sinceNs, ns });
            m_sinceNs = noTime;
        }
    }

    std::vector<TimeSpan> end(std::int64_t ns)
    {
        if (m_sinceNs != noTime)
            m_spans.push_back({ m_sinceNs, ns });
        return std::move(m_spans);
    }

private:
    Alarm m_alarm;
    std::int64_t m_sinceNs = noTime; ///< noTime: off
    std::vector<TimeSpan> m_spans;
};

/// Whether the alarm is on at the sample before `sample`: the last one beyond either limit says.
bool isOnBefore(const ServerLog& log, std::vector<DepthSample>::const_iterator sample, Alarm alarm)
{
    while (sample != log.depth.begin()) {
        --sample;
        if (sample->depth >= alarm.on)
            return true;
        if (sample->depth <= alarm.off)
            return false;
    }
    return false;
}

} // namespace

TypedAlarm parseAlarm(const QString& text)
{
    const auto trimmed = text.trimmed();
    if (trimmed.isEmpty())
        return {};
    static const QRegularExpression shape(
        QStringLiteral("^(\\d{1,10})(?:\\s*(?:,|/|\\s|off)\\s*(\\d{1,10}))?$"));
    const auto match = shape.match(trimmed);
    if (!match.hasMatch())
        return { {},
            AlarmWords::tr("Write how many messages set it off and how many end it, such as 10, "
                           "5.") };
    const auto on = match.captured(1).toULongLong();
    const auto off = match.captured(2).isEmpty() ? on / 2 : match.captured(2).toULongLong();
    if (on == 0 || on > mostMessages)
        return { {},
            AlarmWords::tr("It can begin at 1 to %1 messages.").arg(countText(mostMessages)) };
    if (off >= on)
        return { {},
            AlarmWords::tr("It must end below the %1 that set it off.").arg(countText(on)) };
    return { Alarm { std::uint32_t(on), std::uint32_t(off) }, {} };
}

QString alarmText(const std::optional<Alarm>& alarm)
{
    return alarm ? QStringLiteral("%1, %2").arg(alarm->on).arg(alarm->off) : QString();
}

std::vector<TimeSpan> alarmSpans(const ServerLog& log, const DepthPyramid& pyramid, Alarm alarm,
    std::int64_t fromNs, std::int64_t toNs)
{
    const auto isBefore
        = [](std::int64_t ns, const DepthSample& sample) { return ns < sample.timeNs; };
    auto sample = std::upper_bound(log.depth.begin(), log.depth.end(), fromNs, isBefore);
    const auto last = std::upper_bound(sample, log.depth.end(), toNs, isBefore);
    AlarmState state(alarm, isOnBefore(log, sample, alarm), fromNs);
    if (last - sample <= mostSamples) {
        for (; sample != last; ++sample)
            state.take(sample->timeNs, sample->depth);
        return state.end(toNs);
    }
    const double width = double(toNs - fromNs) / columns;
    for (int column = 0; column < columns; ++column) {
        const auto from = fromNs + std::int64_t(column * width);
        const auto range = pyramid.query(log, from, fromNs + std::int64_t((column + 1) * width));
        state.take(from, range.max);
        state.take(from, range.last);
    }
    return state.end(toNs);
}

} // namespace tickscope
