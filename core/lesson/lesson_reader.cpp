// SPDX-License-Identifier: GPL-3.0-only
#include "core/lesson/lesson_reader.h"

#include "core/lesson/lesson_answers.h"
#include "core/lesson/lesson_keys.h"
#include "core/lesson/lesson_outline.h"
#include "core/scenario/action_reader.h"
#include "core/scenario/did_you_mean.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/guard.h"
#include "core/scenario/problems.h"
#include "core/scenario/reader.h"
#include "core/scenario/server_names.h"
#include "core/scenario/value_reader.h"
#include "core/scenario/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

namespace tickscope {

namespace {

constexpr std::uint32_t mostMinutes = 60;
constexpr std::size_t mostOptions = 9; // digits choose them

/// Reads what the outline of a lesson has in it.
class LessonReader
{
public:
    LessonReader(LessonReadResult& result, std::string_view fileName,
        const LessonFileSource& readFile, const LessonReadOptions& options, Problems& problems)
        : m_fileName(fileName)
        , m_result(result)
        , m_lesson(result.lesson)
        , m_readFile(readFile)
        , m_options(options)
        , m_problems(problems)
    {
    }

    void read(const LessonOutline& outline)
    {
        readFront(outline);
        for (const LessonOutlineStep& step : outline.steps)
            readStep(step);
        if (!m_hasScenario)
            return;
        computeAnswers(m_lesson, m_problems);
        checkSolutions(m_lesson, m_problems);
        m_result.isUsable = !m_lesson.steps.empty();
    }

private:
    void readFront(const LessonOutline& outline);
    void readFrontEntry(const FrontEntry& entry);
    void readMinutes(const FrontEntry& entry);
    void readAfter(const FrontEntry& entry);
    void readScenarioFile(const FrontEntry& entry);
    void readTeacherNotes();

    void readStep(const LessonOutlineStep& outline);
    void readBlock(const LessonBlock& block, LessonStep& step);
    std::optional<LessonQuestion> readQuestion(
        const LessonBlockKeys& keys, LessonQuestion::Kind kind);
    bool readCompute(const LessonBlockKeys& keys, LessonQuestion& question);
    bool readAt(const LessonBlockKeys& keys, LessonQuestion& question);
    bool readOptions(const LessonBlockKeys& keys, LessonQuestion& question);
    bool readBecause(const LessonBlockKeys& keys, LessonQuestion& question);
    std::optional<LessonExercise> readExercise(const LessonBlockKeys& keys);
    std::optional<Condition> readCondition(
        const LessonBlockKeys& keys, KnownLessonKey key, std::string& text);
    bool readSolution(const LessonBlockKeys& keys, LessonExercise& exercise);
    std::optional<FieldNote> readFieldNote(const LessonBlockKeys& keys);

    /// What messages call a file beside lesson.md.
    std::string besideLesson(const std::string& file) const
    {
        return std::string(m_fileName.substr(0, m_fileName.rfind('/') + 1)) + file;
    }

    std::string_view m_fileName;
    LessonReadResult& m_result;
    Lesson& m_lesson;
    const LessonFileSource& m_readFile;
    const LessonReadOptions& m_options;
    Problems& m_problems;
    bool m_hasScenario = false;
};

void LessonReader::readFront(const LessonOutline& outline)
{
    std::set<std::string> seen;
    for (const FrontEntry& entry : outline.front) {
        if (!seen.insert(entry.key).second)
            m_problems.error(entry.keyRegion, fmt::format("{} stands twice", inQuotes(entry.key)),
                "leave one out");
        else
            readFrontEntry(entry);
    }
    const bool isThere = !outline.front.empty() || !m_problems.hasErrors();
    for (const LessonKeyInfo& key : lessonKeysOf(LessonTable::Front)) {
        if (isThere && key.isRequired && !seen.contains(std::string(key.name)))
            sayMissing(LessonTable::Front, key.name, outline.frontPlace, m_problems);
    }
    readTeacherNotes();
}

void LessonReader::readFrontEntry(const FrontEntry& entry)
{
    const auto is = [&entry](KnownLessonKey key) { return std::string_view(key) == entry.key; };
    const auto keys = lessonKeysOf(LessonTable::Front);
    if (std::ranges::count(keys, std::string_view(entry.key), &LessonKeyInfo::name) == 0)
        return sayUnknown(LessonTable::Front, entry.key, entry.keyRegion, m_problems);
    if (entry.value.empty())
        m_problems.error(entry.keyRegion, fmt::format("the {} is empty", entry.key),
            "write one behind the colon");
    else if (is("title"))
        m_lesson.title = entry.value;
    else if (is("minutes"))
        readMinutes(entry);
    else if (is("after"))
        readAfter(entry);
    else
        readScenarioFile(entry);
}

void LessonReader::readMinutes(const FrontEntry& entry)
{
    std::uint32_t minutes = 0;
    const char* end = entry.value.data() + entry.value.size();
    const auto [stop, error] = std::from_chars(entry.value.data(), end, minutes);
    if (error != std::errc {} || stop != end || minutes == 0 || minutes > mostMinutes)
        m_problems.error(DiagnosticCode::OutOfRange, entry.valueRegion,
            fmt::format("{} is no number of minutes", inQuotes(entry.value)),
            fmt::format("write a whole number from 1 to {}", mostMinutes));
    else
        m_lesson.minutes = minutes;
}

void LessonReader::readAfter(const FrontEntry& entry)
{
    std::string_view rest = entry.value;
    if (!rest.starts_with('[') || !rest.ends_with(']')) {
        m_problems.error(DiagnosticCode::WrongType, entry.valueRegion,
            "after must be a list of lessons", "write after: [self-scheduling]");
        return;
    }
    rest = rest.substr(1, rest.size() - 2);
    const std::vector<std::string_view> known(
        m_options.knownLessons.begin(), m_options.knownLessons.end());
    while (!trimmed(rest).empty()) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        const std::string_view name = trimmed(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (known.empty() || std::ranges::count(known, name) > 0) {
            m_lesson.after.emplace_back(name);
            continue;
        }
        const std::string_view nearest = nearestWord(name, known);
        m_problems.error(DiagnosticCode::UnknownWord, entry.valueRegion,
            fmt::format("no lesson is called {}", inQuotes(name)),
            nearest.empty() ? "\"tickscope-cli lessons\" lists them"
                            : fmt::format("did you mean \"{}\"?", nearest));
    }
}

void LessonReader::readScenarioFile(const FrontEntry& entry)
{
    const auto refuse = [&](std::string message, std::string hint) {
        m_problems.error(
            DiagnosticCode::Unreadable, entry.valueRegion, std::move(message), std::move(hint));
    };
    if (entry.value.find('/') != std::string::npos)
        return refuse(fmt::format("{} is no file beside lesson.md", inQuotes(entry.value)),
            "write the name of a file in the same folder, such as scenario.toml");
    const Result<std::string> text = m_readFile(entry.value);
    if (!text)
        return refuse(
            fmt::format("{} cannot be read", inQuotes(entry.value)), text.error().message);
    m_lesson.scenarioFile = entry.value;
    m_lesson.scenarioText = *text;
    ReadResult read
        = readScenario(*text, besideLesson(entry.value), { .strict = m_options.strict });
    m_result.scenarioDiagnostics = std::move(read.diagnostics);
    if (!read.scenario)
        return m_problems.error(DiagnosticCode::InvalidValue, entry.valueRegion,
            fmt::format("the scenario {} has errors", inQuotes(entry.value)),
            "nothing of the lesson can run until they are solved");
    m_lesson.scenario = std::move(*read.scenario);
    m_hasScenario = true;
}

void LessonReader::readTeacherNotes()
{
    if (const Result<std::string> notes = m_readFile("teacher.md"))
        m_lesson.teacherNotes = *notes;
}

void LessonReader::readStep(const LessonOutlineStep& outline)
{
    LessonStep step;
    step.text = outline.text;
    step.place = outline.place;
    if (const std::size_t words = wordCount(step.text); words > maxStepWords)
        m_problems.error(DiagnosticCode::OutOfRange, step.place,
            fmt::format("this step has {} words", words),
            fmt::format("at most {}; split it with a line ---, or say it shorter", maxStepWords));
    for (const LessonBlock& block : outline.blocks)
        readBlock(block, step);
    m_lesson.steps.push_back(std::move(step));
}

void LessonReader::readBlock(const LessonBlock& block, LessonStep& step)
{
    const GuardedText guarded = guardText(block.toml);
    const TomlDocument document = guarded.isFatal ? TomlDocument {} : readToml(guarded);
    for (const auto* list : { &guarded.problems, &document.problems }) {
        for (const TomlProblem& problem : *list)
            m_problems.error(DiagnosticCode::Syntax, problem.region, problem.message, problem.hint,
                problem.replacement);
    }
    if (!guarded.problems.empty() || !document.problems.empty())
        return; // what is missing may stand in the lines that could not be read
    const LessonBlockKeys keys(block.kind, document.root, block.header, m_problems);
    keys.refuseUnknown();
    const auto putOnce = [&](auto& place, auto value) {
        if (place && value)
            m_problems.error(block.header,
                fmt::format("this step has two blocks {}", headerOf(block.kind)),
                "put the second into a step of its own");
        else if (value)
            place = std::move(*value);
    };
    switch (block.kind) {
    case LessonTable::Predict:
        return putOnce(step.predict, readQuestion(keys, LessonQuestion::Kind::Predict));
    case LessonTable::Saw:
        return putOnce(step.saw, readQuestion(keys, LessonQuestion::Kind::Saw));
    case LessonTable::Do:
        if (auto exercise = readExercise(keys))
            step.exercises.push_back(std::move(*exercise));
        return;
    case LessonTable::Field:
        if (auto note = readFieldNote(keys))
            step.fieldNotes.push_back(std::move(*note));
        return;
    case LessonTable::Front:
        return; // is no block
    }
}

std::optional<LessonQuestion> LessonReader::readQuestion(
    const LessonBlockKeys& keys, LessonQuestion::Kind kind)
{
    LessonQuestion question;
    question.kind = kind;
    question.place = keys.header();
    const auto text = keys.text("question");
    question.question = text.value_or(std::string {});
    // Each is read, so that all errors come in one go.
    const bool hasCompute = readCompute(keys, question);
    const bool hasAt = readAt(keys, question);
    const bool hasOptions = readOptions(keys, question);
    const bool hasBecause = readBecause(keys, question);
    if (!text || !hasCompute || !hasAt || !hasOptions || !hasBecause)
        return std::nullopt;
    return question;
}

bool LessonReader::readCompute(const LessonBlockKeys& keys, LessonQuestion& question)
{
    const auto compute = keys.text("compute");
    if (!compute)
        return false;
    question.compute = *compute;
    if (!m_hasScenario)
        return true;
    const auto problem = problemOfPath(*compute, m_lesson.scenario);
    if (problem)
        m_problems.error(DiagnosticCode::Expectation, keys.find("compute")->value.region, *problem);
    return !problem;
}

bool LessonReader::readAt(const LessonBlockKeys& keys, LessonQuestion& question)
{
    const TomlEntry* entry = keys.required("at");
    if (entry == nullptr)
        return false;
    const auto* text = entry->value.as<std::string>();
    const bool isMarker = text != nullptr && !parseDuration(*text).value && !text->empty()
        && !(text->front() >= '0' && text->front() <= '9');
    if (isMarker) {
        std::vector<std::string_view> names;
        for (const Marker& marker : m_lesson.scenario.markers) {
            names.push_back(marker.name);
            if (marker.name == *text) {
                question.at = marker.at;
                return true;
            }
        }
        const std::string_view nearest = nearestWord(*text, names);
        if (m_hasScenario)
            m_problems.error(DiagnosticCode::UnknownWord, entry->value.region,
                fmt::format("the scenario has no marker {}", inQuotes(*text)),
                nearest.empty() ? "write a duration, such as \"60s\", or the name of a marker"
                                : fmt::format("did you mean \"{}\"?", nearest));
        return false;
    }
    const auto at = readDuration(entry->value, "at", m_problems);
    if (!at)
        return false;
    question.at = VirtualTime { *at };
    if (!m_hasScenario || *at <= m_lesson.scenario.duration)
        return true;
    m_problems.error(DiagnosticCode::AfterTheEnd, entry->value.region,
        fmt::format("{} is after the end of the run at {}", humanText(*at),
            humanText(m_lesson.scenario.duration)),
        "ask about an earlier instant, or let the scenario run longer");
    return false;
}

bool LessonReader::readOptions(const LessonBlockKeys& keys, LessonQuestion& question)
{
    const TomlEntry* entry = keys.find("options");
    if (entry == nullptr)
        return true;
    const auto* list = entry->value.as<TomlList>();
    const auto refuse = [&](const TomlValue& value, std::string message) {
        m_problems.error(DiagnosticCode::WrongType, value.region, std::move(message),
            fmt::format("write 2 to {} texts, such as options = [\"5\", \"0\"]", mostOptions));
        return false;
    };
    if (list == nullptr)
        return refuse(entry->value,
            fmt::format("the options must be a list, not {}", typeText(entry->value)));
    if (list->items.size() < 2 || list->items.size() > mostOptions)
        return refuse(entry->value, fmt::format("{} options are no choice", list->items.size()));
    for (const TomlValue& item : list->items) {
        const auto* text = item.as<std::string>();
        if (text == nullptr || trimmed(*text).empty())
            return refuse(item,
                fmt::format("an option must be a text, not {}",
                    text == nullptr ? typeText(item) : "an empty one"));
        if (std::ranges::count(question.options, *text) > 0)
            return refuse(item, fmt::format("the option {} stands twice", inQuotes(*text)));
        question.options.push_back(*text);
    }
    return true;
}

bool LessonReader::readBecause(const LessonBlockKeys& keys, LessonQuestion& question)
{
    const TomlEntry* entry = keys.find("because");
    if (entry == nullptr)
        return true;
    const auto* table = entry->value.as<TomlTable>();
    if (table == nullptr) {
        m_problems.error(DiagnosticCode::WrongType, entry->value.region,
            fmt::format("because must be a table, not {}", typeText(entry->value)),
            "write because = { \"0\" = \"...\" }");
        return false;
    }
    const std::vector<std::string_view> options(question.options.begin(), question.options.end());
    for (const TomlEntry& reply : table->entries) {
        const auto text = readText(reply.value, "the reply", TextBreaks::Refused, m_problems);
        if (!text)
            return false;
        const bool isKnown = options.empty() || std::ranges::count(options, reply.key) > 0;
        const std::string_view nearest
            = isKnown ? std::string_view {} : nearestWord(reply.key, options);
        if (!isKnown)
            m_problems.error(DiagnosticCode::UnknownWord, reply.keyRegion,
                fmt::format("no option is called {}", inQuotes(reply.key)),
                nearest.empty() ? fmt::format("the options are {}", joinedWithOr(options))
                                : fmt::format("did you mean \"{}\"?", nearest));
        question.because.emplace_back(reply.key, *text);
    }
    return true;
}

std::optional<LessonExercise> LessonReader::readExercise(const LessonBlockKeys& keys)
{
    LessonExercise exercise;
    exercise.place = keys.header();
    const auto say = keys.text("say");
    exercise.say = say.value_or(std::string {});
    auto until = readCondition(keys, "until", exercise.untilText);
    exercise.fails = readCondition(keys, "not", exercise.failsText);
    exercise.fail = keys.text("fail").value_or(std::string {});
    exercise.hint = keys.text("hint").value_or(std::string {});
    const bool hasSolution = readSolution(keys, exercise);
    if (exercise.fail.empty() != (keys.find("not") == nullptr)) {
        const TomlEntry* entry = exercise.fail.empty() ? keys.find("not") : keys.find("fail");
        m_problems.error(DiagnosticCode::MissingKey, entry->keyRegion,
            exercise.fail.empty() ? "nothing is said when it fails"
                                  : "fail is said when not holds, and there is no not",
            exercise.fail.empty() ? "add fail = \"...\"" : "add not = \"...\", or leave it out");
    }
    const bool isFailsBroken = keys.find("not") != nullptr && !exercise.fails;
    if (!say || !until || !hasSolution || isFailsBroken)
        return std::nullopt;
    exercise.until = std::move(*until);
    return exercise;
}

std::optional<Condition> LessonReader::readCondition(
    const LessonBlockKeys& keys, KnownLessonKey key, std::string& text)
{
    const auto written = keys.text(key);
    if (!written)
        return std::nullopt;
    text = *written;
    ParsedCondition parsed = parseCondition(text);
    std::optional<ConditionProblem> problem;
    if (!parsed.value)
        problem = parsed.problem;
    else if (m_hasScenario)
        problem = problemOf(*parsed.value, m_lesson.scenario);
    if (!problem)
        return std::move(parsed.value);
    TextRegion region = keys.find(key)->value.region;
    const std::uint32_t last = region.column + region.length;
    region.column = std::min(region.column + problem->column, last); // behind the quote
    region.length = std::max(std::min(problem->length, last - region.column), 1u);
    m_problems.error(DiagnosticCode::Expectation, region, problem->message, problem->hint);
    return std::nullopt;
}

bool LessonReader::readSolution(const LessonBlockKeys& keys, LessonExercise& exercise)
{
    const TomlEntry* entry = keys.required("solution");
    if (entry == nullptr)
        return false;
    const auto* list = entry->value.as<TomlList>();
    const auto refuse = [&](const TomlValue& value, std::string_view what) {
        m_problems.error(DiagnosticCode::WrongType, value.region,
            fmt::format("{}, not {}", what, typeText(value)),
            "write solution = [{ at = \"20s\", server = \"poller\", do = \"cancel\" }]");
        return false;
    };
    if (list == nullptr)
        return refuse(entry->value, "the solution must be a list of actions");
    const ServerNames names(m_lesson.scenario.servers);
    Problems found({}, Problems::UnknownKeys::Refuse);
    for (const TomlValue& item : list->items) {
        const auto* table = item.as<TomlTable>();
        if (table == nullptr)
            return refuse(item, "an action must be a table");
        if (m_hasScenario)
            exercise.solution.push_back(readAction(item, *table, m_lesson.scenario, names, found));
    }
    const bool isGood = !found.hasErrors();
    for (Diagnostic& one : found.take()) {
        const TextRegion region { one.place.line, one.place.column, one.length };
        if (one.severity == Severity::Error || one.code == DiagnosticCode::AfterTheEnd)
            m_problems.error(one.code, region, one.message, one.hint, one.replacement);
    }
    std::ranges::stable_sort(exercise.solution, {}, &Action::at);
    return isGood;
}

std::optional<FieldNote> LessonReader::readFieldNote(const LessonBlockKeys& keys)
{
    auto source = keys.text("source");
    auto text = keys.text("text");
    if (!source || !text)
        return std::nullopt;
    return FieldNote { std::move(*source), std::move(*text) };
}

} // namespace

bool LessonReadResult::hasErrors() const
{
    return tickscope::hasErrors(diagnostics) || tickscope::hasErrors(scenarioDiagnostics);
}

LessonReadResult readLesson(std::string_view text, std::string_view name, std::string_view fileName,
    const LessonFileSource& readFile, const LessonReadOptions& options)
{
    LessonReadResult result;
    result.lesson.name = name;
    result.fileName = fileName;
    result.text = text;
    Problems problems(fileName, Problems::UnknownKeys::Refuse);
    if (const auto problem = problemOfText(text)) {
        problems.error(DiagnosticCode::Syntax, problem->region, problem->message, problem->hint);
        result.diagnostics = problems.take();
        return result;
    }
    if (text.starts_with("\xef\xbb\xbf")) // a byte order mark
        text.remove_prefix(3);
    const LessonOutline outline = outlineLesson(text, problems);
    LessonReader(result, fileName, readFile, options, problems).read(outline);
    result.diagnostics = problems.take();
    return result;
}

} // namespace tickscope
