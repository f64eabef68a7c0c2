// SPDX-License-Identifier: GPL-3.0-only
#include "ui/recording/recorded_file.h"

#include "core/beam/recording.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

namespace tickscope {

namespace {

constexpr qsizetype mostBytes = 256'000'000;

/// What a real BEAM's servers did, as the records that ours would leave: a message is taken as it
/// comes, since a recording does not tell when it came.
class RecordMaker
{
public:
    RecordedEvents make(const Recording& recording)
    {
        for (const auto& event : recording.events)
            if (!event.server.empty())
                serverOf(event.server);
        m_events.serverCount = m_events.names.size();
        m_events.names.push_back("supervisor");
        m_events.monitorOf.push_back(UINT32_MAX);
        for (const auto& event : recording.events)
            event.server.empty() ? takeSupervisor(event) : take(event);
        return std::move(m_events);
    }

private:
    struct Server
    {
        std::uint32_t place = 0;
        std::uint32_t incarnation = 0;
        std::uint32_t message = 0; ///< at work
        std::int64_t since = 0; ///< its work began
        bool isAlive = false;
    };

    Server& serverOf(const std::string& name)
    {
        const auto [found, isNew] = m_servers.emplace(name, Server {});
        if (isNew) {
            found->second.place = std::uint32_t(m_events.names.size());
            m_events.names.push_back(name);
        }
        return found->second;
    }

    Record& add(const Server& server, std::int64_t timeNs, Event event)
    {
        Record record;
        record.timeNs = timeNs;
        record.server = server.place;
        record.event = event;
        m_events.records.push_back(record);
        return m_events.records.back();
    }

    void spawn(Server& server, std::int64_t timeNs)
    {
        server.isAlive = true;
        add(server, timeNs, Event::Spawn).extra = ++server.incarnation;
    }

    void begin(Server& server, std::int64_t timeNs, MessageKind kind)
    {
        server.message = ++m_messages;
        server.since = timeNs;
        for (const auto event : { Event::Receive, Event::Dequeue }) {
            auto& record = add(server, timeNs, event);
            record.ref = server.message;
            record.message = kind;
            record.value = event == Event::Receive && isTick(kind) ? noDue : 0;
        }
    }

    void end(Server& server, std::int64_t timeNs, TickOutcome outcome)
    {
        auto& work = add(server, timeNs, Event::WorkEnd);
        work.ref = server.message;
        work.message = MessageKind::Tick;
        work.value = timeNs - server.since;
        work.detail = std::uint8_t(outcome);
    }

    /// A message whose handler takes no time: an edit, a call.
    void handle(Server& server, std::int64_t timeNs, MessageKind kind, std::int64_t argument)
    {
        begin(server, timeNs, kind);
        auto& handled = add(
            server, timeNs, kind == MessageKind::Call ? Event::HandleCall : Event::HandleCast);
        handled.message = kind;
        handled.ref = server.message;
        handled.value = argument;
    }

    void take(const BeamEvent& event)
    {
        auto& server = m_servers.at(event.server);
        const auto& what = event.event;
        const auto at = event.timeNs;
        if (what == "init" || (!server.isAlive && isDone(what)))
            spawn(server, at);
        if (what == "load") {
            server.since = at;
            add(server, at, Event::WorkStart);
        } else if (what == "loaded" || what == "load_crash") {
            add(server, at, Event::WorkEnd).value = at - server.since;
        } else if (what == "tick") {
            begin(server, at, MessageKind::Tick);
            auto& work = add(server, at, Event::WorkStart);
            work.ref = server.message;
            work.message = MessageKind::Tick;
        } else if (what == "done") {
            end(server, at, event.text == "error" ? TickOutcome::Error : TickOutcome::Ok);
            add(server, at, Event::Return);
        } else if (what == "crash") {
            end(server, at, TickOutcome::Crash);
        } else if (what == "exit") {
            add(server, at, Event::Exit).detail = std::uint8_t(reasonOf(event.text));
            server.isAlive = false;
        } else if (what == "complete") {
            add(server, at, Event::Notify).message = MessageKind::Complete;
        } else {
            takeRequest(event, server);
        }
    }

    void takeRequest(const BeamEvent& event, Server& server)
    {
        const auto& what = event.event;
        const auto at = event.timeNs;
        if (what == "set_interval") {
            handle(server, at, MessageKind::SetInterval, event.number.value_or(0) * 1'000'000);
        } else if (what == "cancel") {
            handle(server, at, MessageKind::Cancel, 0);
            add(server, at, Event::CancelTimer).value = event.number ? *event.number
                : event.text == "ok"                                 ? cancelledOk
                                                                     : cancelledFalse;
        } else if (what == "resume" || what == "call") {
            handle(server, at, what == "call" ? MessageKind::Call : MessageKind::Resume, 0);
        } else {
            return; // what others saw
        }
        add(server, at, Event::Return);
    }

    void takeSupervisor(const BeamEvent& event)
    {
        if (event.event != "supervisor_exit")
            return;
        Server supervisor;
        supervisor.place = std::uint32_t(m_events.serverCount);
        add(supervisor, event.timeNs, Event::SupervisorExit).detail
            = std::uint8_t(reasonOf(event.text));
    }

    /// Whether only a living process does it.
    static bool isDone(std::string_view what)
    {
        constexpr std::string_view all[]
            = { "load", "tick", "done", "set_interval", "cancel", "resume", "call" };
        return std::find(std::begin(all), std::end(all), what) != std::end(all);
    }

    static Reason reasonOf(std::string_view word)
    {
        for (const auto reason : { Reason::Normal, Reason::Shutdown, Reason::Killed })
            if (word == toText(reason))
                return reason;
        return Reason::Crash;
    }

    RecordedEvents m_events;
    std::map<std::string, Server> m_servers;
    std::uint32_t m_messages = 0;
};

} // namespace

bool isRecorded(const QByteArray& bytes)
{
    auto start = bytes.left(64).simplified();
    start.replace(' ', "");
    // A scenario may begin with the header of a table, [[server]]; an event with its time.
    const bool isArray = start.startsWith("[[") && start.size() > 2
        && (std::isdigit(static_cast<unsigned char>(start[2])) != 0);
    return start.startsWith('{') || isArray;
}

Result<RecordedEvents> readRecorded(const QByteArray& bytes, const QString& file)
{
    const std::string name = file.toStdString();
    const std::string_view text(bytes.constData(), std::size_t(bytes.size()));
    if (bytes.size() > mostBytes)
        return Error { ErrorCode::LimitReached,
            "it is larger than 256 MB, more than a window shows at once", Place { name, 0, 0 } };
    if (bytes.left(64).contains("\"traceEvents\""))
        return Error { ErrorCode::InvalidScenario,
            "this is a trace for Perfetto, which has no mailboxes: open it in ui.perfetto.dev, or "
            "write the events (--events) and open those",
            Place { name, 1, 1 } };
    if (!bytes.trimmed().startsWith('['))
        return readEvents(text, name);
    const auto recording = readRecording(text, name);
    if (!recording)
        return recording.error();
    return RecordMaker().make(*recording);
}

} // namespace tickscope
