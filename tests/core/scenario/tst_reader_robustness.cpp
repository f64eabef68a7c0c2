// SPDX-License-Identifier: GPL-3.0-only
// The built-in scenarios, damaged in thousands of ways with a fixed seed: the reader answers with a
// scenario or with errors that have a place, never with a crash.
#include "core/scenario/builtin.h"
#include "core/scenario/guard.h"
#include "core/scenario/reader.h"
#include "core/scenario/toml_lines.h"
#include "core/scenario/toml_syntax.h"
#include "core/scenario/words.h"
#include "core/scenario/writer.h"

#include <QtTest>

#include <algorithm>
#include <random>
#include <string>

using namespace tickscope;

namespace {

/// Damages texts; the same seed damages them in the same way on every machine.
class Damage
{
public:
    explicit Damage(std::uint32_t seed)
        : m_random(seed)
    {
    }

    std::size_t below(std::size_t limit) { return limit == 0 ? 0 : m_random() % limit; }

    std::string anyScenario()
    {
        return std::string(builtinScenarios()[below(builtinScenarios().size())].text);
    }

    std::string anyEnd()
    {
        const std::string text = anyScenario();
        return text.substr(below(text.size()));
    }

    std::string damaged(std::string text)
    {
        for (std::size_t times = 1 + below(4); times > 0; --times)
            damageOnce(text);
        return text;
    }

private:
    void damageOnce(std::string& text)
    {
        static const std::string pieces[] = { "\"", "'", "\"\"\"", "'''", "[", "]", "[[", "]]", "{",
            "}", "=", ".", ",", "#", "\n", "\r", "\\", "\t", std::string(1, '\0'), "\xff", "\u00e9",
            "\u202e", "nan", "-inf", "-0.0", "1e999", "9223372036854775808", "0x", "1979-05-27",
            "true", "[[server]]", "[server]", "name = \"poller\"", "count = 1000000000",
            "interval = 0", "a.b.c = 1", "-5", "\"5 parsecs\"", "{ uniform = [1, 2] }" };
        const std::size_t at = below(text.size() + 1);
        const std::size_t length = std::min(below(below(4) == 0 ? 400 : 8), text.size() - at);
        switch (below(6)) {
        case 0:
            text.insert(at, pieces[below(std::size(pieces))]);
            break;
        case 1:
            text.erase(at, length);
            break;
        case 2:
            text.insert(below(text.size() + 1), text.substr(at, length));
            break;
        case 3:
            if (at < text.size())
                text[at] = static_cast<char>(m_random());
            break;
        case 4:
            text.replace(at, length, pieces[below(std::size(pieces))]);
            break;
        default:
            text = text.substr(0, at) + anyEnd();
            break;
        }
    }

    std::mt19937 m_random;
};

/// Every place lies in the text, and its length in its line.
bool hasPlacesInText(const ReadResult& result, std::string_view text)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    const auto lines = static_cast<std::uint32_t>(std::ranges::count(text, '\n')) + 1;
    return std::ranges::all_of(result.diagnostics, [&](const Diagnostic& diagnostic) {
        const auto& [file, line, column] = diagnostic.place;
        if (line == 0)
            return true;
        const std::size_t width = characterCount(lineOf(text, line));
        return line <= lines && column >= 1 && column <= width + 2
            && column - 1 + diagnostic.length <= width + 2;
    });
}

} // namespace

class tst_ReaderRobustness : public QObject
{
    Q_OBJECT

private slots:
    void damagedScenariosAreReadOrRefused();
    void aCutScenarioIsReadOrRefused();
    void randomBytesAreRefused();
    void whatTheGuardLetsThroughItLetsThroughAgain();
    void theLibraryAndTheWordsForItAgree();
};

void tst_ReaderRobustness::damagedScenariosAreReadOrRefused()
{
    Damage damage(20240607);
    int good = 0;
    for (int round = 0; round < 6000; ++round) {
        const std::string text = damage.damaged(damage.anyScenario());
        const ReadResult result = readScenario(text, "t");
        QCOMPARE(result.scenario.has_value(), !hasErrors(result.diagnostics));
        QVERIFY2(
            hasPlacesInText(result, text), renderDiagnostics(result.diagnostics, text).c_str());
        if (!result.scenario)
            continue;
        ++good;
        const ReadResult again = readScenario(writeScenario(*result.scenario), "t");
        QVERIFY2(again.scenario == result.scenario, text.c_str());
    }
    // Damage that always breaks, or never does, would test nothing.
    QVERIFY2(good > 500 && good < 5500, std::to_string(good).c_str());
}

void tst_ReaderRobustness::aCutScenarioIsReadOrRefused()
{
    const std::string text { findBuiltin("side-by-side")->text };
    for (std::size_t length = 0; length < text.size(); ++length) {
        const ReadResult result = readScenario(text.substr(0, length), "t");
        QCOMPARE(result.scenario.has_value(), !hasErrors(result.diagnostics));
    }
}

void tst_ReaderRobustness::randomBytesAreRefused()
{
    Damage damage(7);
    for (int round = 0; round < 1000; ++round) {
        std::string text(damage.below(200), ' ');
        for (char& c : text)
            c = static_cast<char>(damage.below(round % 2 == 0 ? 256 : 128));
        QVERIFY(!readScenario(text, "t").scenario);
    }
}

void tst_ReaderRobustness::whatTheGuardLetsThroughItLetsThroughAgain()
{
    Damage damage(11);
    for (int round = 0; round < 3000; ++round) {
        const GuardedText once = guardText(damage.damaged(damage.anyScenario()));
        if (once.isFatal)
            continue;
        const GuardedText twice = guardText(once.text);
        QVERIFY(twice.problems.empty());
        QCOMPARE(twice.text, once.text);
    }
}

void tst_ReaderRobustness::theLibraryAndTheWordsForItAgree()
{
    Damage damage(23);
    int refused = 0;
    for (int round = 0; round < 20000; ++round) {
        const GuardedText guarded = guardText(damage.damaged(damage.anyScenario()));
        if (guarded.isFatal)
            continue;
        const auto error = findTomlError(guarded.text, guarded.statements);
        const bool isRefused = !readToml(guarded).problems.empty();
        if (error && !isRefused)
            qWarning("%u:%u: %s", error->problem.region.line, error->problem.region.column,
                error->problem.message.c_str());
        QVERIFY2(error.has_value() == isRefused, guarded.text.c_str());
        refused += isRefused ? 1 : 0;
    }
    QVERIFY2(refused > 5000, std::to_string(refused).c_str());
}

QTEST_APPLESS_MAIN(tst_ReaderRobustness)
#include "tst_reader_robustness.moc"
