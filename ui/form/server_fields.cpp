// SPDX-License-Identifier: GPL-3.0-only
#include "ui/form/field_build.h"
#include "ui/text/server_text.h"

#include <QCoreApplication>

#include <limits>

namespace tickscope {

namespace {

using form::Naming;
using form::when;

struct ServerFields
{
    Q_DECLARE_TR_FUNCTIONS(ServerFields)
};

QString tr(const char* text)
{
    return ServerFields::tr(text);
}

QString key(const char* name)
{
    return QString::fromLatin1(name);
}

constexpr std::int64_t mostFactor = 1'000'000;
constexpr std::int64_t mostServers = 1'000'000;

template <typename Applies>
FormField ofKind(ServerKind kind, FormField made, Applies applies)
{
    made.isKinds = true;
    return when<ServerSpec>(std::move(made),
        [kind, applies](const ServerSpec& spec) { return spec.kind == kind && applies(spec); });
}

FormField ofKind(ServerKind kind, FormField made)
{
    return ofKind(kind, std::move(made), [](const ServerSpec&) { return true; });
}

void addKindFields(FormFields& fields)
{
    fields.push_back(ofKind(ServerKind::Countdown,
        form::wholeField<ServerSpec>({ key("from"), tr("From"),
                                         tr("The number that it counts down from, one a tick; the "
                                            "tick that finds 0 notifies and arms no more."),
                                         tr("10") },
            "from", &ServerSpec::from, 0, std::numeric_limits<std::int64_t>::max())));
    fields.push_back(ofKind(ServerKind::Heartbeat,
        form::optionalDurationField<ServerSpec>(
            { key("timeout"), tr("Timeout"),
                tr("How long its monitor hears nothing before it reports a missed beat (us, ms, s, "
                   "m, h)."),
                tr("2 intervals") },
            &ServerSpec::timeout)));
    fields.push_back(ofKind(ServerKind::BackoffPoller,
        form::wholeField<ServerSpec>(
            { key("factor"), tr("Factor"),
                tr("What the interval is multiplied by after an error, a whole number from 1."),
                tr("2") },
            "the factor", &ServerSpec::factor, 1, mostFactor)));
    fields.push_back(ofKind(ServerKind::BackoffPoller,
        form::optionalDurationField<ServerSpec>(
            { key("max_interval"), tr("Max interval"),
                tr("The interval never gets longer than this (us, ms, s, m, h)."), tr("no limit") },
            &ServerSpec::maxInterval)));
    fields.push_back(ofKind(ServerKind::BackoffPoller,
        form::wordField<ServerSpec>(
            { key("growth"), tr("Growth"), tr("How the interval grows with errors in a row."), {} },
            &ServerSpec::growth, allGrowths,
            { tr("interval × factor after any error"),
                tr("× factor again with each error in a row") })));
    auto jitter = form::wordField<ServerSpec>(
        { key("jitter"), tr("Backoff jitter"),
            tr("Whether the interval after an error is drawn anew between 0 and its full length."),
            {} },
        &ServerSpec::backoffJitter, allBackoffJitters,
        { tr("the interval as it is"), tr("anything from 0 to the interval") });
    fields.push_back(ofKind(ServerKind::BackoffPoller, std::move(jitter)));
}

void addLoadFields(FormFields& fields)
{
    const auto hasLoad = [](const ServerSpec& spec) { return spec.load.has_value(); };
    fields.push_back(form::optionalRuleField<ServerSpec>(
        { key("load"), tr("Load"),
            tr("Expensive work at its start: 2 s, 1 s to 3 s, exponential 2 s (us, ms, s, m, h)."),
            tr("none") },
        &ServerSpec::load));
    fields.push_back(when<ServerSpec>(
        form::wordField<ServerSpec>(
            { key("load_in"), tr("Load in"),
                tr("Where it loads: init blocks those that start after it."), {} },
            &ServerSpec::loadIn, allLoadIns,
            { tr("right after init; blocks nobody"), tr("blocks whoever starts it") }),
        hasLoad));
    fields.push_back(when<ServerSpec>(
        form::wordField<ServerSpec>(
            { key("arm"), tr("Arm"), tr("When the first tick is armed."), {} }, &ServerSpec::arm,
            allArms, { tr("before the load: ticks may wait for it"), tr("once it has loaded") }),
        [](const ServerSpec& spec) {
            return spec.load && spec.loadIn == LoadIn::Continue
                && spec.schedule != Schedule::IdleTimeout;
        }));
    fields.push_back(when<ServerSpec>(
        form::outcomesField<ServerSpec>({ key("load_outcomes"), tr("Load outcomes"),
                                            tr("How its loads end, one after another over all its "
                                               "starts: ok, crash; or shares: "
                                               "crash 10 %."),
                                            {} },
            &ServerSpec::loadOutcomes),
        hasLoad));
}

FieldValue<Duration> parseSigned(const QString& text)
{
    const auto plain = text.trimmed();
    const bool isBelow = plain.startsWith(u'-');
    auto read = parseDurationField(isBelow ? plain.mid(1) : plain);
    if (read.value && isBelow)
        read.value = -*read.value;
    return read;
}

QString signedText(Duration duration)
{
    return (duration < Duration::zero() ? QStringLiteral("-") : QString())
        + durationText(std::chrono::abs(duration).count());
}

QString jitterText(const ServerSpec& spec)
{
    if (!spec.hasJitter())
        return {};
    return spec.jitterLow == Duration::zero()
        ? durationText(spec.jitter.count())
        : tr("%1 to %2").arg(signedText(spec.jitterLow), signedText(spec.jitter));
}

QString takeJitter(ServerSpec& spec, const QString& text)
{
    const auto to = text.indexOf(QLatin1String(" to "));
    const bool isEmpty = text.trimmed().isEmpty();
    const auto low = to < 0 ? FieldValue<Duration> { Duration {}, {} } : parseSigned(text.left(to));
    const auto high = isEmpty ? FieldValue<Duration> { Duration {}, {} }
        : to < 0              ? parseDurationField(text)
                              : parseSigned(text.mid(to + 4));
    if (!low.value || !high.value)
        return low.value ? high.reason : low.reason;
    if (*low.value > *high.value)
        return tr("The low end of the jitter is above the high end. Write low to high.");
    spec.jitterLow = *low.value;
    spec.jitter = *high.value;
    return {};
}

/// Steps begin somewhere: where that is left out, at the interval, as without steps.
FormField withStart(FormField made)
{
    made.take = [take = made.take](Scenario& scenario, std::size_t place, const QString& text) {
        auto reason = take(scenario, place, text);
        auto& spec = scenario.servers[place];
        if (spec.firstStep != Duration::zero() && !spec.first)
            spec.first = spec.interval;
        return reason;
    };
    return made;
}

void addTimeFields(FormFields& fields)
{
    fields.push_back(withStart(form::optionalRuleField<ServerSpec>(
        { key("first"), tr("First"),
            tr("When the first tick is due after it was armed: 5 s, 0 s to 5 s (us, ms, s, m, h)."),
            tr("the interval") },
        &ServerSpec::first)));
    fields.push_back(when<ServerSpec>(
        withStart(form::durationField<ServerSpec>(
            { QStringLiteral("first.step"), tr("First step"),
                tr("Each replica begins so much later than the one before (us, ms, s, m, h)."),
                tr("0 s") },
            &ServerSpec::firstStep)),
        [](const ServerSpec& spec) { return spec.count > 1; }));
    auto jitter = form::field<ServerSpec>(
        { key("jitter"), tr("Jitter"),
            tr("Added to each interval, drawn evenly from 0 to this, or from one to another: 100 "
               "ms, -15 m to 15 m."),
            tr("none") },
        FieldEditor::Number, jitterText, takeJitter);
    fields.push_back(when<ServerSpec>(std::move(jitter), [](const ServerSpec& spec) {
        const bool isFull
            = spec.kind == ServerKind::BackoffPoller && spec.backoffJitter != BackoffJitter::None;
        return spec.schedule != Schedule::SendInterval && !isFull;
    }));
}

FormField usesField()
{
    auto uses = form::field<ServerSpec>(
        { key("uses"), tr("Uses"),
            tr("The resource that its work needs a unit of; without a free one it waits in the "
               "handler. Resources are in the scenario's part of the inspector."),
            {} },
        FieldEditor::Choice,
        [](const ServerSpec& spec) {
            return spec.uses.empty() ? tr("nothing") : QString::fromStdString(spec.uses);
        },
        [](ServerSpec& spec, const QString& text) -> QString {
            spec.uses = text == tr("nothing") ? std::string {} : text.toStdString();
            return {};
        });
    uses.words = [](const Scenario& scenario) {
        QList<FieldWord> words { { tr("nothing"), tr("works whenever it likes") } };
        for (const auto& resource : scenario.resources)
            words << FieldWord { QString::fromStdString(resource.name),
                tr("one of %1").arg(countText(resource.capacity)) };
        return words;
    };
    return uses;
}

} // namespace

const FormFields& serverFields()
{
    static const FormFields all = [] {
        FormFields fields;
        addKindFields(fields);
        fields.push_back(form::wordField<ServerSpec>(
            { key("address"), tr("Address"), tr("Where its timers send."), {} },
            &ServerSpec::address, allAddresses,
            { tr("to the process: dies with it"), tr("to whoever has the name then") }));
        fields.push_back(form::wordField<ServerSpec>(
            { key("restart"), tr("Restart"),
                tr("Which exits its supervisor answers with a restart."), {} },
            &ServerSpec::restart, allRestartKinds,
            { tr("always"), tr("after a crash, not after a stop"), tr("never") }));
        addTimeFields(fields);
        addLoadFields(fields);
        fields.push_back(form::wholeField<ServerSpec>(
            { key("count"), tr("Count"),
                tr("How many servers like this there are, named %1-1, %1-2 and so on.")
                    .arg(tr("name")),
                tr("1") },
            "count", &ServerSpec::count, 1, mostServers));
        fields.push_back(form::flagField<ServerSpec>(
            { QStringLiteral("schedule_in_init"), tr("Ticks at once"),
                tr("Whether it arms its first tick when it starts (schedule_in_init)."), {} },
            &ServerSpec::scheduleInInit, tr("armed when it starts"),
            tr("only once it is resumed")));
        fields.push_back(form::flagField<ServerSpec>(
            { QStringLiteral("unguarded_cancel"), tr("Cancels nil"),
                tr("Whether a cancel leaves nil in the state, so that the next one raises "
                   "(unguarded_cancel)."),
                {} },
            &ServerSpec::unguardedCancel, tr("no: a second cancel returns false"),
            tr("yes: a second cancel raises")));
        fields.push_back(usesField());
        return fields;
    }();
    return all;
}

QList<FieldWord> kindWords()
{
    const std::array<QString, allServerKinds.size()> says { tr("polls, works, arms again"),
        tr("beats before the work, a monitor watches"),
        tr("loads in handle_continue, then refreshes"), tr("counts to 0 and arms nothing more"),
        tr("waits longer after each error") };
    QList<FieldWord> words;
    for (std::size_t i = 0; i < allServerKinds.size(); ++i)
        words << FieldWord { kindText(allServerKinds[i]), says[i] };
    return words;
}

QList<FieldWord> scheduleWords()
{
    const std::array<QString, allSchedules.size()> says {
        tr("send_after, last thing in the handler"), tr("send_after, first thing in the handler"),
        tr(":timer.send_interval, whatever the work"), tr("on a fixed grid, catches up"),
        tr("on a fixed grid, leaves out what is past"), tr("a return timeout: after silence")
    };
    QList<FieldWord> words;
    for (std::size_t i = 0; i < allSchedules.size(); ++i)
        words << FieldWord { QString::fromLatin1(toText(allSchedules[i])), says[i] };
    return words;
}

QString scheduleSentence(Schedule schedule, Duration interval)
{
    const auto time = durationText(interval.count());
    switch (schedule) {
    case Schedule::AfterWork:
        return tr("%1 after the work is done.").arg(time);
    case Schedule::BeforeWork:
        return tr("%1 after the handler began.").arg(time);
    case Schedule::SendInterval:
        return tr("Every %1, whatever the work.").arg(time);
    case Schedule::Absolute:
        return tr("%1 after it was due.").arg(time);
    case Schedule::AbsoluteSkip:
        return tr("Every %1; skips what is past.").arg(time);
    case Schedule::IdleTimeout:
        return tr("After %1 without a message.").arg(time);
    }
    return {};
}

} // namespace tickscope
