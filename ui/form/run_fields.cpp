// SPDX-License-Identifier: GPL-3.0-only
#include "ui/form/field_build.h"

#include <QCoreApplication>
#include <QRandomGenerator>

#include <algorithm>
#include <limits>

namespace tickscope {

namespace {

using form::Naming;
using form::when;

struct RunFields
{
    Q_DECLARE_TR_FUNCTIONS(RunFields)
};

QString tr(const char* text)
{
    return RunFields::tr(text);
}

QString key(const char* name)
{
    return QString::fromLatin1(name);
}

constexpr std::int64_t mostSeed = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t mostLimit = std::numeric_limits<std::uint32_t>::max();
constexpr std::int64_t mostUnits = 1'000'000;
constexpr quint32 mostDrawnSeed = 1'000'000; ///< short enough to be read out

QString takeSeed(Scenario& scenario, const QString& text)
{
    const auto word = text.trimmed();
    if (word == tr("same"))
        return {};
    if (word == tr("new")) {
        const auto before = scenario.seed;
        while (scenario.seed == before)
            scenario.seed = 1 + QRandomGenerator::system()->bounded(mostDrawnSeed);
        return {};
    }
    const auto read = form::parseWhole(text, "the seed", 0, mostSeed);
    if (read.value)
        scenario.seed = std::uint64_t(*read.value);
    return read.reason;
}

FormField withoutEffect(FormField made)
{
    made.effect = FieldEffect::None;
    return made;
}

FormFields limitFields()
{
    return { form::wholeField<SupervisorSpec>(
                 { key("max_restarts"), tr("Max restarts"),
                     tr("How many restarts it allows in Max seconds; one more, and it gives up."),
                     tr("3") },
                 "max_restarts", &SupervisorSpec::maxRestarts, 0, mostLimit),
        form::wholeField<SupervisorSpec>(
            { key("max_seconds"), tr("Max seconds"),
                tr("The seconds over which it counts restarts."), tr("5") },
            "max_seconds", &SupervisorSpec::maxSeconds, 1, mostLimit) };
}

/// A limit of the supervisor over this one.
FormField parentLimit(const Naming& naming, const char* label, std::uint32_t RestartLimits::*member,
    std::int64_t least)
{
    auto made = form::field<SupervisorSpec>(
        naming, FieldEditor::Number,
        [member](const SupervisorSpec& spec) {
            return QString::number(spec.parent.value_or(RestartLimits {}).*member);
        },
        [=](SupervisorSpec& spec, const QString& text) {
            const auto read = form::parseWhole(text, label, least, mostLimit);
            if (read.value && spec.parent)
                *spec.parent.*member = std::uint32_t(*read.value);
            return read.reason;
        });
    return when<SupervisorSpec>(
        std::move(made), [](const SupervisorSpec& spec) { return spec.parent.has_value(); });
}

FormField parentField()
{
    auto made = form::field<SupervisorSpec>(
        { key("parent"), tr("Parent"),
            tr("Whether there is a supervisor over this one: it restarts this one when it gives "
               "up."),
            {} },
        FieldEditor::Choice,
        [](const SupervisorSpec& spec) { return spec.parent ? tr("another") : tr("none"); },
        [](SupervisorSpec& spec, const QString& text) -> QString {
            if (text != tr("another"))
                spec.parent.reset();
            else if (!spec.parent)
                spec.parent = RestartLimits {};
            return {};
        });
    made.words = [](const Scenario&) {
        return QList<FieldWord> { { tr("none"), tr("when it gives up, all is over") },
            { tr("another"), tr("restarts this one, all its servers with it") } };
    };
    return made;
}

/// Keeps the name that its users call it by.
FormField resourceName()
{
    auto made = form::textField<ResourceSpec>(
        { key("name"), tr("Name"), tr("What servers call it in Uses."), {} }, "the resource's name",
        &ResourceSpec::name);
    made.take = [take = made.take](Scenario& scenario, std::size_t place, const QString& text) {
        const auto before = scenario.resources[place].name;
        auto reason = take(scenario, place, text.trimmed());
        for (auto& server : scenario.servers)
            if (reason.isEmpty() && !before.empty() && server.uses == before)
                server.uses = scenario.resources[place].name;
        return reason;
    };
    return made;
}

FormField clientServer()
{
    auto made = form::field<ClientSpec>(
        { key("server"), tr("Server"),
            tr("Who gets the requests; of a name with replicas, each gets every one."), {} },
        FieldEditor::Choice,
        [](const ClientSpec& client) { return QString::fromStdString(client.server); },
        [](ClientSpec& client, const QString& text) -> QString {
            client.server = text.toStdString();
            return {};
        });
    made.words = [](const Scenario& scenario) {
        QList<FieldWord> words;
        for (const auto& server : scenario.servers)
            words << FieldWord { QString::fromStdString(server.name),
                server.count > 1 ? tr("all %1 of them").arg(countText(server.count)) : QString() };
        for (const auto& client : scenario.clients) {
            const auto name = QString::fromStdString(client.server);
            if (std::none_of(words.begin(), words.end(),
                    [&name](const FieldWord& one) { return one.word == name; }))
                words << FieldWord { name, tr("one replica") };
        }
        return words;
    };
    return made;
}

} // namespace

const FormFields& runFields()
{
    static const FormFields all {
        withoutEffect(form::textField<Scenario>(
            { key("title"), tr("Title"), tr("What the window and the welcome page call it."),
                tr("the file's name") },
            "the title", &Scenario::title)),
        withoutEffect(form::textField<Scenario>(
            { key("description"), tr("Description"),
                tr("What it shows, in Markdown. Ctrl+Enter applies it."), tr("none") },
            "the description", &Scenario::description, TextBreaks::Allowed)),
        form::durationField<Scenario>(
            { key("duration"), tr("Duration"),
                tr("Where the run ends (us, ms, s, m, h); it can be played on from there."),
                tr("60 s") },
            &Scenario::duration),
        form::field<Scenario>(
            { key("seed"), tr("Seed"),
                tr("What is drawn at random follows from it: the same seed gives the same run. A "
                   "whole number from 0; \"new\" draws another one, \"same\" keeps it."),
                tr("1") },
            FieldEditor::Number,
            [](const Scenario& scenario) { return QString::number(scenario.seed); }, takeSeed),
        form::wordField<Scenario>({ key("clock"), tr("Clock"), tr("When timers fire."), {} },
            &Scenario::clock, allClockKinds,
            { tr("exactly when they are due"), tr("as on a real BEAM") }),
    };
    return all;
}

const FormFields& supervisorFields()
{
    static const FormFields all = [] {
        FormFields fields;
        fields.push_back(form::wordField<SupervisorSpec>(
            { key("strategy"), tr("Strategy"), tr("Whom a restart takes along."), {} },
            &SupervisorSpec::strategy, allStrategies,
            { tr("the one that exited"), tr("all of them"), tr("it and those started after it") }));
        for (auto& limit : limitFields())
            fields.push_back(std::move(limit));
        fields.push_back(parentField());
        fields.push_back(
            parentLimit({ QStringLiteral("parent.max_restarts"), tr("Its restarts"),
                            tr("How many restarts the parent allows in its seconds."), tr("3") },
                "max_restarts", &RestartLimits::maxRestarts, 0));
        fields.push_back(
            parentLimit({ QStringLiteral("parent.max_seconds"), tr("Its seconds"),
                            tr("The seconds over which the parent counts restarts."), tr("5") },
                "max_seconds", &RestartLimits::maxSeconds, 1));
        return fields;
    }();
    return all;
}

const FormFields& resourceFields()
{
    static const FormFields all { resourceName(),
        form::wholeField<ResourceSpec>(
            { key("capacity"), tr("Capacity"),
                tr("How many units there are: so many servers work at a time."), tr("1") },
            "the capacity", &ResourceSpec::capacity, 1, mostUnits),
        form::optionalDurationField<ResourceSpec>(
            { key("timeout"), tr("Timeout"),
                tr("How long a server waits for a unit before its tick ends as an error (us, ms, "
                   "s, m, h)."),
                tr("waits for ever") },
            &ResourceSpec::timeout) };
    return all;
}

const FormFields& clientFields()
{
    const auto hasHandler
        = [](const ClientSpec& client) { return client.request != ClientRequest::Tick; };
    static const FormFields all { clientServer(),
        form::wordField<ClientSpec>({ key("do"), tr("Request"), tr("What it asks for."), {} },
            &ClientSpec::request, allClientRequests,
            { tr("waits for the reply"), tr("waits for nothing"), tr("sends the tick message") }),
        form::ruleField<ClientSpec>(
            { key("every"), tr("Every"),
                tr("From one request to the next: 1 s, exponential 500 ms (us, ms, s, m, h)."),
                {} },
            &ClientSpec::every),
        when<ClientSpec>(
            form::ruleField<ClientSpec>(
                { key("work"), tr("Work"),
                    tr("How long the handler of a request works (us, ms, s, m, h)."), tr("0 s") },
                &ClientSpec::work),
            hasHandler),
        when<ClientSpec>(
            form::durationField<ClientSpec>(
                { key("timeout"), tr("Timeout"),
                    tr("How long a call waits for its reply (us, ms, s, m, h)."), tr("5 s") },
                &ClientSpec::timeout),
            [](const ClientSpec& client) { return client.request == ClientRequest::Call; }),
        form::optionalDurationField<ClientSpec>(
            { key("from"), tr("From"), tr("When the first request comes (us, ms, s, m, h)."),
                tr("one Every after the start") },
            &ClientSpec::from),
        form::optionalDurationField<ClientSpec>(
            { key("until"), tr("Until"), tr("No request comes after it (us, ms, s, m, h)."),
                tr("the end") },
            &ClientSpec::until),
        when<ClientSpec>(
            form::flagField<ClientSpec>(
                { QStringLiteral("forgets_timeout"), tr("Forgets timeout"),
                    tr("Whether its clause returns without the return timeout of idle_timeout."),
                    {} },
                &ClientSpec::forgetsTimeout, tr("the silence is never noticed again"),
                tr("returns the timeout as it should")),
            hasHandler) };
    return all;
}

} // namespace tickscope
