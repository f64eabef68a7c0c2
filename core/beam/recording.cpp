// SPDX-License-Identifier: GPL-3.0-only
#include "core/beam/recording.h"

#include "core/scenario/words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

using Json = nlohmann::json;

constexpr std::string_view mark = "@tickscope ";
constexpr double longestMs = 366.0 * 24 * 3600 * 1000;

bool isTime(const Json& value)
{
    return value.is_number() && std::isfinite(value.get<double>()) && value.get<double>() >= 0
        && value.get<double>() <= longestMs;
}

std::int64_t nsOfMs(const Json& value)
{
    return std::llround(value.get<double>() * 1e6);
}

// One more argument of an event: a number or a word. Everything else is refused.
bool takeArgument(const Json& value, BeamEvent& event)
{
    if (value.is_number_integer() && !event.number)
        event.number = value.get<std::int64_t>();
    else if (value.is_string())
        event.text = value.get<std::string>();
    else if (value.is_boolean())
        event.text = value.get<bool>() ? "true" : "false";
    else
        return value.is_null();
    return true;
}

bool takeJitter(const Json& row, Recording& recording)
{
    if (row.size() != 6 || !isTime(row[3]) || !isTime(row[4]) || !isTime(row[5]))
        return false;
    recording.jitter = { nsOfMs(row[3]), nsOfMs(row[4]), nsOfMs(row[5]) };
    return true;
}

bool takeScale(const Json& row, Recording& recording)
{
    if (row.size() != 4 || !row[3].is_number() || !(row[3].get<double>() > 0))
        return false;
    recording.scale = row[3].get<double>();
    return true;
}

// [milliseconds, event, server, ...]; @return whether it is one
bool takeRow(const Json& row, Recording& recording)
{
    if (!row.is_array() || row.size() < 2 || row.size() > 6 || !isTime(row[0])
        || !row[1].is_string())
        return false;
    const std::string name = row[1].get<std::string>();
    if (name == "jitter")
        return takeJitter(row, recording);
    if (name == "scale")
        return takeScale(row, recording);
    if (name == "vm") {
        if (row.size() != 5 || !row[3].is_string() || !row[4].is_string())
            return false;
        recording.otpRelease = row[3].get<std::string>();
        recording.elixirVersion = row[4].get<std::string>();
        return true;
    }
    if (name == "end") {
        recording.isComplete = true;
        return true;
    }
    BeamEvent event { nsOfMs(row[0]), name, {}, {}, {} };
    if (row.size() > 2 && row[2].is_string())
        event.server = row[2].get<std::string>();
    else if (row.size() > 2 && !row[2].is_null())
        return false;
    for (std::size_t i = 3; i < row.size(); ++i) {
        if (!takeArgument(row[i], event))
            return false;
    }
    recording.events.push_back(std::move(event));
    return true;
}

void sortByTime(Recording& recording)
{
    std::stable_sort(recording.events.begin(), recording.events.end(),
        [](const BeamEvent& a, const BeamEvent& b) { return a.timeNs < b.timeNs; });
}

Place placeOf(std::string_view text, std::size_t byte, std::string_view file)
{
    const std::string_view before = text.substr(0, std::min(byte, text.size()));
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t start = before.rfind('\n');
    const std::size_t column = before.size() - (start == std::string_view::npos ? 0 : start + 1);
    return { std::string(file), static_cast<std::uint32_t>(line),
        static_cast<std::uint32_t>(std::max<std::size_t>(column, 1)) };
}

std::string jsonString(const std::string& text)
{
    return Json(text).dump(-1, ' ', true, Json::error_handler_t::replace);
}

std::string msText(std::int64_t ns)
{
    std::string text = fmt::format("{:.3f}", static_cast<double>(ns) / 1e6);
    while (text.back() == '0')
        text.pop_back();
    if (text.back() == '.')
        text.pop_back();
    return text;
}

std::string eventText(const BeamEvent& event)
{
    std::string row = fmt::format("[{}, {}", msText(event.timeNs), jsonString(event.event));
    const bool hasMore = event.number || !event.text.empty();
    if (!event.server.empty() || hasMore)
        row += event.server.empty() ? ", null" : ", " + jsonString(event.server);
    if (event.number)
        row += fmt::format(", {}", *event.number);
    if (event.text == "false" && event.event == "cancel")
        row += ", false";
    else if (!event.text.empty())
        row += ", " + jsonString(event.text);
    return row + "]";
}

} // namespace

std::string inWords(const BeamEvent& event)
{
    std::string text = event.server.empty() ? "the supervisor" : event.server;
    text += ": " + event.event;
    if (event.number)
        text += fmt::format(" {}", *event.number);
    if (!event.text.empty())
        text += " " + event.text;
    return visibleText(text); // a recording may come from anybody
}

bool isSeenByCaller(const BeamEvent& event)
{
    return event.event == "call_reply" || event.event == "sys_reply"
        || event.event == "call_timeout" || event.event == "call_exit" || event.event == "dropped"
        || event.event == "start";
}

Result<Recording> readRecording(std::string_view json, std::string_view file)
{
    Recording recording;
    try {
        const Json rows = Json::parse(json);
        if (!rows.is_array())
            return Error { ErrorCode::InvalidScenario, "a recording is an array of events",
                placeOf(json, 0, file) };
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!takeRow(rows[i], recording))
                return Error { ErrorCode::InvalidScenario,
                    fmt::format("element {} is no event: expected [milliseconds, event, server, "
                                "...], such as [50.896, \"tick\", \"poller\", 1]",
                        i + 1),
                    { std::string(file), 0, 0 } };
        }
    } catch (const Json::parse_error& error) {
        return Error { ErrorCode::InvalidScenario, "this is no JSON",
            placeOf(json, error.byte > 0 ? error.byte - 1 : 0, file) };
    } catch (const Json::exception& error) {
        return Error { ErrorCode::InvalidScenario, error.what(), { std::string(file), 0, 0 } };
    }
    recording.isComplete = true;
    sortByTime(recording);
    return recording;
}

std::string recordingText(const Recording& recording)
{
    std::vector<std::string> rows;
    if (!recording.otpRelease.empty())
        rows.push_back(fmt::format("[0, \"vm\", null, {}, {}]", jsonString(recording.otpRelease),
            jsonString(recording.elixirVersion)));
    if (recording.scale)
        rows.push_back(fmt::format("[0, \"scale\", null, {}]", *recording.scale));
    for (const BeamEvent& event : recording.events)
        rows.push_back(eventText(event));
    if (recording.jitter)
        rows.push_back(
            fmt::format("[0, \"jitter\", null, {}, {}, {}]", msText(recording.jitter->medianNs),
                msText(recording.jitter->p99Ns), msText(recording.jitter->maxNs)));
    std::string text = "[\n";
    for (std::size_t i = 0; i < rows.size(); ++i)
        text += "  " + rows[i] + (i + 1 < rows.size() ? ",\n" : "\n");
    return text + "]\n";
}

void RecordingParser::take(std::string_view bytes)
{
    while (!bytes.empty()) {
        const std::size_t end = bytes.find('\n');
        const std::string_view piece = bytes.substr(0, end);
        if (m_line.size() + piece.size() > longestLine)
            m_isTooLong = true;
        if (!m_isTooLong)
            m_line += piece;
        if (end == std::string_view::npos)
            return;
        takeLine();
        bytes.remove_prefix(end + 1);
    }
}

void RecordingParser::takeLine()
{
    const bool isOurs = !m_isTooLong && m_line.compare(0, mark.size(), mark) == 0;
    bool isUnderstood = false;
    if (isOurs && !isFlooded()) {
        const Json row = Json::parse(m_line.begin() + mark.size(), m_line.end(), nullptr, false);
        const bool isReady = row.is_array() && row.size() == 2 && row[1] == "ready";
        m_isReady = m_isReady || isReady;
        isUnderstood = isReady || takeRow(row, m_recording);
    }
    if (!isUnderstood)
        ++m_rubbish;
    m_line.clear();
    m_isTooLong = false;
}

void RecordingParser::finish()
{
    if (!m_line.empty() || m_isTooLong)
        ++m_rubbish;
    m_line.clear();
    sortByTime(m_recording);
}

} // namespace tickscope
