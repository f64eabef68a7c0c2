// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/client_reader.h"

#include "core/scenario/duration_text.h"
#include "core/scenario/scenario_lists.h"
#include "core/scenario/value_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

/// Reads the keys of one [[client]] table.
class ClientReader
{
public:
    ClientReader(const TomlValue& value, const TomlTable& table, const Scenario& scenario,
        const ServerNames& names, Problems& problems)
        : m_header(value.region)
        , m_table(table)
        , m_scenario(scenario)
        , m_names(names)
        , m_problems(problems)
    {
    }

    ClientSpec read()
    {
        readServer();
        readRequest();
        readEvery();
        readSpan();
        readAsked();
        refuseUnknownKeys(m_table, KeyTable::Client, m_problems);
        if (m_knowsRequest && m_knowsEvery)
            lint();
        return std::move(m_client);
    }

private:
    const TomlEntry* required(KnownKey key, std::string_view example)
    {
        return requiredEntry(m_table, m_header, "this client", key, example, m_problems);
    }

    void readServer();
    void readRequest();
    void readEvery();
    void readSpan();
    void readAsked();
    bool isRead(const TomlEntry& entry, std::string_view hint);
    void lint();

    TextRegion m_header;
    const TomlTable& m_table;
    const Scenario& m_scenario;
    const ServerNames& m_names;
    Problems& m_problems;
    ClientSpec m_client;
    bool m_knowsRequest = false;
    bool m_knowsEvery = false;
};

void ClientReader::readServer()
{
    const TomlEntry* entry = required("server", "\"poller\"");
    if (entry == nullptr)
        return;
    if (const auto name = readServerOf(entry->value, m_names, m_problems))
        m_client.server = *name;
}

void ClientReader::readRequest()
{
    const TomlEntry* entry = required("do", "\"call\"");
    if (entry == nullptr)
        return;
    const auto request = readWord(entry->value, "the request", allClientRequests, m_problems);
    m_knowsRequest = request.has_value();
    m_client.request = request.value_or(ClientRequest::Call);
}

void ClientReader::readEvery()
{
    const TomlEntry* entry = required("every", "\"1s\"");
    if (entry == nullptr)
        return;
    auto every = readDurationSpec(entry->value, "every", m_problems);
    if (!every)
        return;
    m_client.every = std::move(*every);
    m_knowsEvery = meanOf(m_client.every) > Duration::zero();
    if (!m_knowsEvery)
        m_problems.error(entry->value.region, "the client comes every 0 s",
            "it must be longer than 0 in the end, lest time stand still");
}

void ClientReader::readSpan()
{
    const TomlEntry* from = findEntry(m_table, "from");
    if (from != nullptr)
        m_client.from = readDuration(from->value, "from", m_problems);
    if (m_client.from > m_scenario.duration)
        m_problems.note(DiagnosticCode::AfterTheEnd, from->value.region,
            fmt::format("this client begins at {}, after the end of the run at {}",
                humanText(*m_client.from), humanText(m_scenario.duration)));
    const TomlEntry* until = findEntry(m_table, "until");
    if (until == nullptr)
        return;
    m_client.until = readDuration(until->value, "until", m_problems);
    if (m_client.until && m_client.from > m_client.until)
        m_problems.error(until->value.region,
            fmt::format("this client ends at {}, before it begins at {}",
                humanText(*m_client.until), humanText(*m_client.from)),
            "until is a time of the run, and comes after from");
}

/// What the request asks for; a tick asks for nothing but the tick.
void ClientReader::readAsked()
{
    if (const TomlEntry* work = findEntry(m_table, "work");
        work != nullptr && isRead(*work, "what a tick takes is the server's work")) {
        if (auto value = readDurationSpec(work->value, "the work", m_problems))
            m_client.work = std::move(*value);
    }
    if (const TomlEntry* timeout = findEntry(m_table, "timeout");
        timeout != nullptr && isRead(*timeout, "only a call has one")) {
        if (const auto value = readDuration(timeout->value, "the timeout", m_problems))
            m_client.timeout = *value;
    }
    const TomlEntry* forgets = findEntry(m_table, "forgets_timeout");
    if (forgets == nullptr || !isRead(*forgets, "only a call or a cast does"))
        return;
    m_client.forgetsTimeout
        = readBool(forgets->value, "forgets_timeout", m_problems).value_or(false);
    const ServerSpec* server = m_names.specOf(m_client.server);
    if (m_client.forgetsTimeout && server != nullptr && server->schedule != Schedule::IdleTimeout)
        m_problems.warning(DiagnosticCode::NoEffect, forgets->keyRegion,
            fmt::format("forgets_timeout has no effect on {}", toText(server->schedule)),
            "only idle_timeout has a timeout to forget");
}

/// @return whether the request reads this key; where it does not, that is said
bool ClientReader::isRead(const TomlEntry& entry, std::string_view hint)
{
    const bool isTaken = isReadWith(KeyTable::Client, entry.key, toText(m_client.request));
    if (!isTaken && m_knowsRequest)
        m_problems.unreadKey(DiagnosticCode::NoEffect, entry.keyRegion,
            fmt::format("a {} takes no {}", toText(m_client.request), entry.key),
            std::string { hint });
    return isTaken;
}

/// More work than time: the mailbox grows whatever the server's ticks do.
void ClientReader::lint()
{
    const Duration work = meanOf(m_client.work);
    const Duration every = meanOf(m_client.every);
    if (m_client.request == ClientRequest::Tick || work <= every)
        return;
    const double rate
        = 1e9 / static_cast<double>(every.count()) - 1e9 / static_cast<double>(work.count());
    m_problems.note(DiagnosticCode::Overload, findEntry(m_table, "work")->value.region,
        fmt::format("a request takes {} and one comes every {}", humanText(work), humanText(every)),
        fmt::format("the mailbox grows by at least {:.3g} messages/s", rate));
}

} // namespace

ClientSpec readClient(const TomlValue& value, const TomlTable& table, const Scenario& scenario,
    const ServerNames& names, Problems& problems)
{
    return ClientReader(value, table, scenario, names, problems).read();
}

} // namespace tickscope
