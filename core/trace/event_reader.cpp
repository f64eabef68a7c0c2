// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/event_reader.h"

#include "core/scenario/words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <deque>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

namespace tickscope {

namespace {

using Json = nlohmann::json;

constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();
constexpr std::string_view monitorEnding = "_monitor";

/// The value of an enumeration with this word. @param last  the last value that there is
template <typename T>
std::optional<T> valueOf(std::string_view word, T last)
{
    for (unsigned value = 0; value <= static_cast<unsigned>(last); ++value)
        if (word == toText(static_cast<T>(value)))
            return static_cast<T>(value);
    return std::nullopt;
}

/// Whether it happens to a process that has a mailbox of its own. A part of a run may begin after
/// the spawn.
bool isOfServer(Event event)
{
    switch (event) {
    case Event::Spawn:
    case Event::Init:
    case Event::Receive:
    case Event::Dequeue:
    case Event::WorkStart:
    case Event::WorkEnd:
    case Event::SendAfter:
    case Event::SendInterval:
        return true;
    default:
        return false;
    }
}

/// The keys of one line.
class Line
{
public:
    explicit Line(const Json& json)
        : m_json(json)
    {
    }

    std::optional<std::int64_t> number(const char* key) const
    {
        const auto found = m_json.find(key);
        if (found == m_json.end() || !found->is_number_integer())
            return std::nullopt;
        return found->get<std::int64_t>();
    }
    std::string word(const char* key) const
    {
        const auto found = m_json.find(key);
        return found != m_json.end() && found->is_string() ? found->get<std::string>()
                                                           : std::string();
    }
    bool isFalse(const char* key) const
    {
        const auto found = m_json.find(key);
        return found != m_json.end() && found->is_boolean() && !found->get<bool>();
    }

private:
    const Json& m_json;
};

/// Gives messages the numbers that the lines leave out: one mailbox.
class Mailbox
{
public:
    std::uint32_t receive(std::uint32_t number, MessageKind kind, std::int64_t timeNs)
    {
        m_waiting.push_back({ number, kind, timeNs });
        if (kind == MessageKind::Call || kind == MessageKind::Sys)
            m_calls.push_back(m_waiting.back());
        return number;
    }
    std::uint32_t take()
    {
        if (m_waiting.empty())
            return 0;
        m_atWork = m_waiting.front().number;
        m_waiting.pop_front();
        return m_atWork;
    }
    std::uint32_t atWork() const { return m_atWork; }
    void exit() { m_waiting.clear(); }
    /// The call that was sent at this moment; it is answered or given up once.
    std::uint32_t endCall(std::int64_t sentNs)
    {
        const auto found = std::ranges::find(m_calls, sentNs, &Waiting::timeNs);
        if (found == m_calls.end())
            return 0;
        const auto number = found->number;
        m_calls.erase(found);
        return number;
    }
    /// A call that its process took along.
    std::uint32_t loseCall(MessageKind kind)
    {
        const auto found = std::ranges::find(m_calls, kind, &Waiting::kind);
        if (found == m_calls.end())
            return 0;
        const auto number = found->number;
        m_calls.erase(found);
        return number;
    }

private:
    struct Waiting
    {
        std::uint32_t number;
        MessageKind kind;
        std::int64_t timeNs;
    };
    std::deque<Waiting> m_waiting;
    std::deque<Waiting> m_calls; ///< that nobody has an answer to yet
    std::uint32_t m_atWork = 0;
};

class Reader
{
public:
    /// @return why a line is no event; empty when it is one
    std::string take(const Json& json)
    {
        if (!json.is_object())
            return "a line is a JSON object";
        const Line line(json);
        const auto time = line.number("t_ns");
        if (!time || *time < 0)
            return "there is no t_ns, a whole number of nanoseconds";
        if (!m_read.empty() && *time < m_read.back().record.timeNs)
            return fmt::format("t_ns goes back from {} to {}", m_read.back().record.timeNs, *time);
        const auto event = valueOf(line.word("event"), lastEvent);
        if (!event)
            return fmt::format("event is {}, which is none; \"help events\" lists all",
                inQuotes(line.word("event")));
        const auto server = line.word("server");
        if (server.empty())
            return "there is no server";
        Record record;
        record.timeNs = *time;
        record.event = *event;
        record.server = nameOf(server);
        if (isOfServer(*event))
            m_isServer[record.server] = true;
        m_read.push_back({ record, json });
        return {};
    }

    RecordedEvents finish()
    {
        sortNames();
        std::vector<Mailbox> mailboxes(m_events.names.size());
        for (auto& [record, json] : m_read) {
            record.server = m_places[record.server];
            fill(record, Line(json), mailboxes[record.server]);
            m_events.records.push_back(record);
        }
        return std::move(m_events);
    }

private:
    struct Read
    {
        Record record;
        Json json;
    };

    std::uint32_t nameOf(const std::string& name)
    {
        const auto [found, isNew]
            = m_numbers.emplace(name, static_cast<std::uint32_t>(m_found.size()));
        if (isNew) {
            m_found.push_back(name);
            m_isServer.push_back(false);
        }
        return found->second;
    }

    /// What is spawned is a server; NAME_monitor watches one, and the rest are supervisors.
    void sortNames()
    {
        for (std::size_t name = 0; name < m_found.size(); ++name)
            if (m_isServer[name] && serverWatchedBy(m_found[name]))
                m_isServer[name] = false;
        m_places.assign(m_found.size(), 0);
        const auto add = [this](std::size_t name) {
            m_places[name] = static_cast<std::uint32_t>(m_events.names.size());
            m_events.names.push_back(m_found[name]);
        };
        for (std::size_t name = 0; name < m_found.size(); ++name)
            if (m_isServer[name])
                add(name);
        m_events.serverCount = m_events.names.size();
        std::vector<std::size_t> supervisors;
        for (std::size_t name = 0; name < m_found.size(); ++name) {
            if (m_isServer[name])
                continue;
            const auto watched = serverWatchedBy(m_found[name]);
            if (!watched) {
                supervisors.push_back(name);
                continue;
            }
            add(name);
            m_events.monitorOf.push_back(m_places[*watched]);
        }
        // A parent is the last one.
        std::ranges::sort(supervisors, {}, [this](std::size_t name) { return m_found[name]; });
        for (const std::size_t name : supervisors) {
            add(name);
            m_events.monitorOf.push_back(nobody);
        }
    }

    /// @return the place in m_found
    std::optional<std::uint32_t> serverWatchedBy(const std::string& name) const
    {
        if (!name.ends_with(monitorEnding))
            return std::nullopt;
        const auto found = m_numbers.find(name.substr(0, name.size() - monitorEnding.size()));
        if (found == m_numbers.end() || !m_isServer[found->second])
            return std::nullopt;
        return found->second;
    }

    void fill(Record& record, const Line& line, Mailbox& mailbox);
    void fillMessage(Record& record, const Line& line, Mailbox& mailbox);

    RecordedEvents m_events;
    std::vector<Read> m_read;
    std::vector<std::string> m_found; ///< by first event
    std::vector<bool> m_isServer; ///< likewise
    std::vector<std::uint32_t> m_places; ///< likewise: in the names
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::uint32_t m_messages = 0;
};

std::uint32_t small(std::optional<std::int64_t> number)
{
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(number.value_or(0), 0, nobody - 1));
}

std::int64_t cancelResult(const Line& line)
{
    if (const auto left = line.number("result"))
        return *left;
    if (line.isFalse("result"))
        return cancelledFalse;
    return line.word("result") == "ok" ? cancelledOk : cancelledBadarg;
}

void Reader::fill(Record& record, const Line& line, Mailbox& mailbox)
{
    record.message = valueOf(line.word("message"), MessageKind::Sys).value_or(MessageKind::None);
    record.detail = static_cast<std::uint8_t>(
        valueOf(line.word("reason"), Reason::NoProcess).value_or(Reason::None));
    switch (record.event) {
    case Event::Spawn:
        record.value = line.number("pid").value_or(0);
        record.extra = small(line.number("incarnation"));
        return;
    case Event::Exit:
        record.extra = small(line.number("lost"));
        return mailbox.exit();
    case Event::Restart:
        record.extra = small(line.number("restarts"));
        record.detail = line.isFalse("counted") ? 1 : 0;
        return;
    case Event::SendAfter:
    case Event::SendInterval:
    case Event::Timeout:
    case Event::Return:
        record.ref = small(line.number("timer"));
        record.value = line.number("due_ns").value_or(noDue);
        return;
    case Event::CancelTimer:
        record.ref = small(line.number("timer"));
        record.value = cancelResult(line);
        return;
    case Event::DoubleChain:
        record.ref = small(line.number("timer"));
        record.extra = small(line.number("chains"));
        return;
    case Event::Stall:
        record.value = line.number("duration_ns").value_or(0);
        return;
    case Event::StartChild:
        record.detail = static_cast<std::uint8_t>(
            valueOf(line.word("result"), StartResult::Failed).value_or(StartResult::Started));
        return;
    default:
        return fillMessage(record, line, mailbox);
    }
}

void Reader::fillMessage(Record& record, const Line& line, Mailbox& mailbox)
{
    const bool isLoad = record.message == MessageKind::Load
        && (record.event == Event::WorkStart || record.event == Event::WorkEnd);
    if (isLoad)
        record.message = MessageKind::None;
    else if (record.event == Event::WorkStart || record.event == Event::WorkEnd
        || record.event == Event::Wait || record.event == Event::HandleInfo
        || record.event == Event::HandleCast || record.event == Event::HandleCall)
        record.ref = mailbox.atWork();
    record.value = line.number("duration_ns").value_or(line.number("waited_ns").value_or(0));
    record.extra = small(line.number("depth"));
    switch (record.event) {
    case Event::HandleInfo:
        record.value = line.number("tick").value_or(0);
        return;
    case Event::HandleCast:
    case Event::HandleCall:
        record.value = line.number("interval_ns").value_or(line.number("timeout_ns").value_or(0));
        return;
    case Event::WorkEnd:
        record.detail = static_cast<std::uint8_t>(
            valueOf(line.word("outcome"), TickOutcome::Lost).value_or(TickOutcome::Ok));
        return;
    case Event::Wait:
        record.extra = small(line.number("waiting"));
        return;
    case Event::Receive:
        record.value = isTick(record.message)
            ? line.number("due_ns").value_or(noDue)
            : line.number("interval_ns").value_or(line.number("timeout_ns").value_or(0));
        record.ref = mailbox.receive(++m_messages, record.message, record.timeNs);
        return;
    case Event::Dequeue:
        record.ref = mailbox.take();
        return;
    case Event::Drop:
        record.value = line.number("due_ns").value_or(noDue);
        record.ref = mailbox.loseCall(record.message);
        if (record.ref == 0)
            record.ref = ++m_messages;
        return;
    case Event::CallReply:
    case Event::CallTimeout:
        record.ref = mailbox.endCall(record.timeNs - record.value);
        return;
    default:
        return;
    }
}

} // namespace

Result<RecordedEvents> readEvents(std::string_view text, std::string_view file)
{
    Reader reader;
    std::uint32_t number = 0;
    for (std::size_t at = 0; at < text.size();) {
        ++number;
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = trimmed(text.substr(at, end - at));
        at = end + 1;
        if (line.empty())
            continue;
        const auto json = Json::parse(line, nullptr, false);
        const auto why
            = json.is_discarded() ? std::string("a line is a JSON object") : reader.take(json);
        if (!why.empty())
            return Error { ErrorCode::InvalidScenario,
                why + ", such as {\"t_ns\":0,\"seq\":0,\"server\":\"poller\",\"event\":\"init\"}",
                Place { std::string(file), number, 1 } };
    }
    return reader.finish();
}

} // namespace tickscope
