// SPDX-License-Identifier: GPL-3.0-only
// What is said of a run: a table of sentences that a person has read against the trace, and what
// holds of every sentence of any run.
#include "core/scenario/builtin.h"
#include "core/scenario/duration_text.h"
#include "core/scenario/reader.h"
#include "core/trace/narration.h"
#include "tests/support/property.h"
#include "tests/support/random_scenario.h"

#include <QFile>

#include <algorithm>
#include <cmath>
#include <regex>
#include <set>

using namespace tickscope;
using namespace tickscope::testing;

namespace {

Scenario scenarioOfFile(const QString& name)
{
    std::string text;
    if (const BuiltinScenario* builtin = findBuiltin(name.toStdString())) {
        text = builtin->text;
    } else {
        QFile file(QStringLiteral(TICKSCOPE_SOURCE_DIR "/tests/field/%1.toml").arg(name));
        if (file.open(QIODevice::ReadOnly))
            text = file.readAll().toStdString();
    }
    auto read = readScenario(text, name.toStdString());
    return read.scenario.value_or(Scenario {});
}

Narration narrationOf(const Run& run)
{
    Narration narration(run.scenario(), run.watchedServers());
    narration.consume(run.trace());
    return narration;
}

std::string said(const std::optional<Narrated>& narrated)
{
    return narrated ? std::to_string(narrated->seq) + ' ' + std::to_string(narrated->server) + ' '
            + narrated->brief + '|' + narrated->full + '|' + narrated->cause
                    : std::string("nothing");
}

/// A number of a sentence, as a range: half of its last digit to both sides.
struct SaidNumber
{
    std::string text;
    double low = 0;
    double high = 0;
    bool isTime = false; ///< then in ns
};

double unitOf(const std::string& unit)
{
    return unit == "us" ? 1e3
        : unit == "ms"  ? 1e6
        : unit == "s"   ? 1e9
        : unit == "min" ? 60e9
        : unit == "h"   ? 3600e9
                        : 0;
}

std::vector<SaidNumber> numbersIn(const std::string& text)
{
    static const std::regex pattern(R"((\d+):(\d\d\.\d+)|(\d[\d,]*)(\.\d+)?( (us|ms|s|min|h)\b)?)");
    std::vector<SaidNumber> numbers;
    for (auto it = std::sregex_iterator(text.begin(), text.end(), pattern);
         it != std::sregex_iterator(); ++it) {
        const std::smatch& match = *it;
        SaidNumber number { match.str(), 0, 0, true };
        double value = 0;
        double unit = 1;
        double grain = 1;
        if (match[1].matched) {
            value = std::stod(match[1]) * 60 + std::stod(match[2]);
            unit = 1e9;
            grain = 1e-3;
        } else {
            std::string whole = match[3];
            std::erase(whole, ',');
            value = std::stod(whole + match[4].str());
            grain = std::pow(10, -std::max<double>(0, double(match[4].length()) - 1));
            number.isTime = match[5].matched;
            unit = number.isTime ? unitOf(match[6]) : 1;
        }
        number.low = (value - grain / 2 - 1e-9) * unit;
        number.high = (value + grain / 2 + 1e-9) * unit;
        if (match[4].length() == 0 && number.isTime) { // three decimals, all of them 0
            number.low = (value - 0.0005) * unit - 1;
            number.high = (value + 0.0005) * unit + 1;
        }
        numbers.push_back(number);
    }
    return numbers;
}

/// All numbers that the trace has up to an instant, and what the scenario gives.
struct TraceNumbers
{
    TraceNumbers(const Run& run)
    {
        for (std::uint64_t seq = 0; seq < run.trace().size(); ++seq)
            add(run.trace()[seq]);
        for (const ServerSpec& spec : run.scenario().servers)
            lengths.insert(spec.interval.count());
        counts.insert(run.scenario().supervisor.maxRestarts);
        lengths.insert(std::int64_t { run.scenario().supervisor.maxSeconds } * 1'000'000'000);
        times.insert(0);
    }

    void add(const Record& record)
    {
        times.insert(record.timeNs);
        if (record.value != noDue && record.value >= 0) {
            times.insert(record.value); // a due time
            times.insert(record.timeNs + record.value); // a planned end
            lengths.insert(record.value);
            counts.insert(record.value);
        }
        for (std::uint32_t count = 0; count <= record.extra && record.extra < 10'000; ++count)
            counts.insert(count); // so many waited, and each of them stood before another
        if (record.event == Event::HandleInfo || record.event == Event::Receive)
            counts.insert(++messages);
        if (record.event == Event::SendInterval) {
            constexpr std::int64_t ms = 1'000'000;
            lengths.insert(record.value - record.timeNs);
            lengths.insert(record.value - (record.timeNs + ms - 1) / ms * ms);
        }
        if (record.event == Event::Timeout) { // it keeps its grid: the next point is known
            for (const std::int64_t length : std::set<std::int64_t>(lengths))
                times.insert(record.value + length);
        }
    }
    bool has(const SaidNumber& number) const
    {
        if (!number.isTime)
            return number.low <= 3 || holds(counts, number.low, number.high);
        if (holds(times, number.low, number.high) || holds(lengths, number.low, number.high))
            return true;
        return std::any_of(times.begin(), times.end(), [&](std::int64_t from) {
            return holds(times, double(from) + number.low, double(from) + number.high);
        });
    }
    static bool holds(const std::set<std::int64_t>& set, double low, double high)
    {
        const auto first = set.lower_bound(std::int64_t(std::ceil(low)));
        return first != set.end() && double(*first) <= high;
    }

    std::set<std::int64_t> times;
    std::set<std::int64_t> lengths;
    std::set<std::int64_t> counts;
    std::int64_t messages = 0;
};

void keepsItsLimits(const Narrated& narrated)
{
    RC_ASSERT(narrated.brief.size() >= 10U);
    RC_ASSERT(narrated.brief.size() <= Narrated::mostInBrief);
    RC_ASSERT(narrated.full.size() <= Narrated::mostInFull);
    RC_ASSERT(narrated.brief.back() == '.');
    RC_ASSERT(narrated.full.back() == '.');
    RC_ASSERT(narrated.brief[0] < 'a' || narrated.brief[0] > 'z' || narrated.brief[0] == 'i'
        || narrated.brief[0] == 'h' || narrated.brief[0] == 'c');
}

} // namespace

class TestNarration : public QObject
{
    Q_OBJECT

private slots:
    void saysWhatHappenedAndWhy_data();
    void saysWhatHappenedAndWhy();
    void theTableIsLong();
    void aQuietLaneHidesNothing();
    void listsWhatMatters();
    void tellsNothingOfTheFuture();
    void everyNumberIsOfTheTrace();
    void takingRecordsInPiecesChangesNothing();
};

void TestNarration::saysWhatHappenedAndWhy_data()
{
    QTest::addColumn<QString>("scenario");
    QTest::addColumn<QString>("instant");
    QTest::addColumn<QString>("server");
    QTest::addColumn<QString>("brief");
    QTest::addColumn<QString>("full");
    QFile file(QStringLiteral(TICKSCOPE_SOURCE_DIR "/tests/core/trace/narrated.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
    for (qsizetype line = 0; line + 2 < lines.size(); ++line) {
        if (lines[line].isEmpty() || lines[line].startsWith(u'#'))
            continue;
        const QStringList key = lines[line].split(u' ');
        QCOMPARE(key.size(), 3);
        QTest::newRow(qPrintable(key.join(u' ')))
            << key[0] << key[1] << key[2] << lines[line + 1].trimmed() << lines[line + 2].trimmed();
        line += 2;
    }
}

void TestNarration::saysWhatHappenedAndWhy()
{
    QFETCH(QString, scenario);
    QFETCH(QString, instant);
    QFETCH(QString, server);
    QFETCH(QString, brief);
    QFETCH(QString, full);
    const ParsedDuration when = parseDuration(instant.toStdString());
    QVERIFY(when.value);
    const Run run = ran(scenarioOfFile(scenario), *when.value);
    const auto narrated = narrationOf(run).at(when.value->count());
    QVERIFY(narrated);
    QCOMPARE(QString::fromStdString(run.processNames()[narrated->server]), server);
    QCOMPARE(QString::fromStdString(narrated->brief), brief);
    QCOMPARE(QString::fromStdString(narrated->full), full);
    QVERIFY(narrated->brief.size() <= Narrated::mostInBrief);
    QVERIFY(narrated->full.size() <= Narrated::mostInFull);
}

void TestNarration::theTableIsLong()
{
    QFile file(QStringLiteral(TICKSCOPE_SOURCE_DIR "/tests/core/trace/narrated.txt"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    std::set<QByteArray> rows;
    std::set<QByteArray> scenarios;
    for (const QByteArray& line : file.readAll().split('\n')) {
        if (line.isEmpty() || line.startsWith('#') || line.startsWith(' '))
            continue;
        rows.insert(line);
        scenarios.insert(line.left(line.indexOf(' ')));
    }
    QVERIFY(rows.size() >= 120);
    QVERIFY(scenarios.size() >= 40);
}

// Heartbeats on time, while five wait elsewhere.
void TestNarration::aQuietLaneHidesNothing()
{
    const Run run = ran(scenarioOfFile(QStringLiteral("buildup")), 60s);
    const Narration narration = narrationOf(run);
    const auto at20 = narration.at(Duration { 20s }.count());
    for (const Duration later : { 20s + 1ms, 20s + 300ms, 21s - 1ms })
        QCOMPARE(said(narration.at(later.count())), said(at20));
    const auto at22 = narration.at(Duration { 22s }.count()); // a heartbeat starts on time
    QCOMPARE(at22->timeNs, Duration { 21s }.count());
    QCOMPARE(at22->event, Matter::TickLate);
}

void TestNarration::listsWhatMatters()
{
    const Run run = ran(scenarioOfFile(QStringLiteral("cancel")), 30s);
    const auto list = narrationOf(run).between(Duration { 9s }.count(), Duration { 15s }.count());
    std::string lines;
    for (const Narrated& one : list)
        lines += one.brief + '\n';
    QCOMPARE(QString::fromStdString(lines),
        QStringLiteral(
            "cancel_timer returns 2500 at 9.500 s: the ms that were left.\n"
            "cancel_timer returns false at 11.000 s: the timer was cancelled at 9.500 s.\n"
            "The resume arms a timer at 15.000 s: a tick is due at 20.000 s.\n"));
}

void TestNarration::tellsNothingOfTheFuture()
{
    TICKSCOPE_PROPERTY("the sentence at t of a run that ends at t is that of the whole run", [] {
        const Scenario scenario = randomScenario();
        const Run whole = ran(scenario, 1s);
        const Narration narration = narrationOf(whole);
        std::vector<std::pair<std::int64_t, std::string>> heard;
        for (int i = 0; i < 8; ++i) {
            const std::uint64_t seq = *rc::gen::inRange<std::uint64_t>(0, whole.trace().size());
            const std::int64_t ns = whole.trace()[seq].timeNs + *rc::gen::inRange(0, 2);
            const Run cut = ran(scenario, Duration { ns });
            const std::string now = said(narrationOf(cut).at(ns));
            RC_ASSERT(said(narration.at(ns)) == now);
            RC_ASSERT(said(narrate(scenario, whole.watchedServers(), whole.trace(), ns)) == now);
            heard.emplace_back(ns, now);
        }
        std::sort(heard.rbegin(), heard.rend()); // and backwards
        for (const auto& [ns, words] : heard)
            RC_ASSERT(said(narration.at(ns)) == words);
    });
}

void TestNarration::everyNumberIsOfTheTrace()
{
    TICKSCOPE_PROPERTY("every number in a sentence is one of the trace, up to the instant", [] {
        const Scenario scenario = randomScenario();
        const Duration until = randomMs(1, 1000);
        const Run run = ran(scenario, until);
        const Narration narration = narrationOf(run);
        const TraceNumbers numbers(run);
        const auto at = narration.at(until.count());
        auto list = narration.between(0, until.count());
        if (at)
            list.push_back(*at);
        for (const Narrated& narrated : list) {
            keepsItsLimits(narrated);
            RC_ASSERT(narrated.timeNs <= until.count());
            for (const std::string& text : { narrated.brief, narrated.full }) {
                for (const SaidNumber& number : numbersIn(text)) {
                    if (!numbers.has(number))
                        RC_FAIL(number.text + " in: " + text);
                }
            }
        }
    });
}

void TestNarration::takingRecordsInPiecesChangesNothing()
{
    TICKSCOPE_PROPERTY("a narration that follows a run says what one of the whole run says", [] {
        Run run(randomScenario());
        Narration following(run.scenario(), run.watchedServers());
        do {
            following.consume(run.trace());
            following.at(toNs(run.now())); // asking changes nothing
        } while (run.step(VirtualTime { 300ms }));
        const std::int64_t now = toNs(run.now());
        RC_ASSERT(said(narrationOf(run).at(now)) == said(following.at(now)));
    });
}

QTEST_APPLESS_MAIN(TestNarration)
#include "tst_narration.moc"
