// SPDX-License-Identifier: GPL-3.0-only
#include "core/scenario/reader.h"
#include "core/scenario/toml_lines.h"
#include "tests/core/scenario/scenario_texts.h"

#include <QtTest>

#include <string>

using namespace tickscope;
using namespace tickscope::testing;

class tst_ReaderProblems : public QObject
{
    Q_OBJECT

private slots:
    void problemsAreFound_data();
    void problemsAreFound();
    void theReplacementSolvesTheProblem_data() { problemsAreFound_data(); }
    void theReplacementSolvesTheProblem();
    void unknownKeysAreErrorsWhenStrict();
    void everyErrorComesInOneGo();
    void anEmptyFileGetsAnExample();
};

void tst_ReaderProblems::problemsAreFound_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("problems");
    const auto row = [](const char* name, const std::string& text, const char* problems) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(problems);
    };

    // The file
    row("a comment alone", "# nothing\n", "1:1: error: no servers defined");
    row("no format", "[[server]]\nname = \"a\"\ninterval = 1\n",
        "1:1: warning: the file does not say its format");
    row("a newer format", "format = 2\n[[server]]\nname = \"a\"\ninterval = 1\n",
        "1:10: error: the file has format 2, and this version reads format 1");
    row("format 0", "format = 0\n[[server]]\nname = \"a\"\ninterval = 1\n",
        "1:10: error: there is no format 0 -> 1");
    row("format as text", "format = \"1\"\n[[server]]\nname = \"a\"\ninterval = 1\n",
        "1:10: error: the format must be a whole number, not a string -> 1");
    row("an unknown key", "sede = 1\n" + server(), "1:1: warning: unknown key \"sede\" -> seed");
    row("a negative seed", "seed = -1\n" + server(), "1:8: error: the seed is negative");
    row("a seed with a fraction", "seed = 1.5\n" + server(),
        "1:8: error: the seed must be a whole number, not a number with a fraction");
    row("an unknown clock", "clock = \"wall\"\n" + server(), "1:9: error: unknown clock \"wall\"");
    row("a misspelt clock", "clock = \"baem\"\n" + server(),
        "1:9: error: unknown clock \"baem\" -> \"beam\"");
    row("a title that is no text", "title = 5\n" + server(),
        "1:9: error: the title must be a string, not a whole number");
    row("a title with an escape sequence", "title = \"\\u001b[2J\"\n" + server(),
        "1:9: error: the title has a control character, U+001B");
    row("a title that turns direction", "title = \"\u202ecod\"\n" + server(),
        "1:9: error: the title has a control character, U+202E");
    row("a supervisor that is no table", "supervisor = 3\n" + server(),
        "1:14: error: supervisor must be a table, not a whole number");
    row("an unknown strategy", server("[supervisor]\nstrategy = \"rest-for-one\"\n"),
        "6:12: error: unknown strategy \"rest-for-one\" -> \"rest_for_one\"");
    row("a parent that is no table", server("[supervisor]\nparent = true\n"),
        "6:10: error: supervisor.parent must be a table, not true or false");
    row("a parent's values",
        server("[supervisor.parent]\nmax_restarts = -1\nmax_seconds = 0\nstrategy = 1\n"),
        "6:16: error: max_restarts is negative\n7:15: error: max_seconds is out of range\n"
        "8:1: error: [supervisor.parent] has no key \"strategy\"");
    row("a supervisor's values",
        server("[supervisor]\nmax_restarts = -1\nmax_seconds = 0\nmax = 1\n"),
        "6:16: error: max_restarts is negative\n7:15: error: max_seconds is out of range\n"
        "8:1: warning: unknown key \"max\"");
    row("a single [server]", "format = 1\n[server]\nname = \"a\"\n",
        "2:1: error: [server] is a single table -> [[server]]");
    row("servers that are numbers", "format = 1\nserver = [1]\n",
        "2:11: error: server must be a table, not a whole number");
    row("a date", "duration = 2020-01-01\n" + server(),
        "1:12: error: the duration must be a duration, not a date");

    // Names
    row("no name", "format = 1\n[[server]]\ninterval = 1\n", "2:1: error: this server has no name");
    row("no interval", "format = 1\n[[server]]\nname = \"a\"\n",
        "2:1: error: \"a\" has no interval");
    row("a name with a capital", "format = 1\n[[server]]\nname = \"My Poller\"\ninterval = 1\n",
        "3:8: error: \"My Poller\" is not a server name -> \"my_Poller\"");
    row("a name that is a formula", "format = 1\n[[server]]\nname = \"=1+1\"\ninterval = 1\n",
        "3:8: error: \"=1+1\" is not a server name");
    row("a name with markup", "format = 1\n[[server]]\nname = \"<b>x</b>\"\ninterval = 1\n",
        "3:8: error: \"<b>x</b>\" is not a server name -> \"b_x_b\"");
    row("a name nobody sees", "format = 1\n[[server]]\nname = \"a\u200bb\"\ninterval = 1\n",
        "3:8: error: the name \"a\u200bb\" has a character that nobody sees, U+200B");
    row("a name that turns direction",
        "format = 1\n[[server]]\nname = \"a\u202eb\"\ninterval = 1\n",
        "3:8: error: the name \"a\\u{202e}b\" has a character that nobody sees, U+202E");
    row("an empty name", "format = 1\n[[server]]\nname = \"\"\ninterval = 1\n",
        "3:8: error: the name is empty");
    row("a long name",
        "format = 1\n[[server]]\nname = \"" + std::string(240, 'a') + "\"\ninterval = 1\n",
        "3:8: error: the name has 240 bytes");
    row("the supervisor's name", "format = 1\n[[server]]\nname = \"supervisor\"\ninterval = 1\n",
        "3:8: error: the name \"supervisor\" is taken");
    row("its parent's name", "format = 1\n[[server]]\nname = \"supervisor_parent\"\ninterval = 1\n",
        "3:8: error: the name \"supervisor_parent\" is taken");
    row("a name Elixir reads otherwise", "format = 1\n[[server]]\nname = \"nil\"\ninterval = 1\n",
        "3:8: error: the name \"nil\" is taken");
    row("a name twice", server("[[server]]\nname = \"a\"\ninterval = 1\n"),
        "6:8: error: the name \"a\" is taken by the server at 3:8");
    row("a replica's name", server("count = 2\n[[server]]\nname = \"a-2\"\ninterval = 1\n"),
        "7:8: error: the name \"a-2\" is taken by a replica of \"a\" at 3:8");
    row("no replica's name", server("count = 2\n[[server]]\nname = \"a-3\"\ninterval = 1\n"), "");
    row("a monitor's name",
        server("kind = \"heartbeat\"\n[[server]]\nname = \"a_monitor\"\ninterval = 1\n"),
        "7:8: error: the name \"a_monitor\" is taken by the monitor of \"a\" at 3:8");
    row("a replica's monitor's name",
        server(
            "kind = \"heartbeat\"\ncount = 2\n[[server]]\nname = \"a-1_monitor\"\ninterval = 1\n"),
        "8:8: error: the name \"a-1_monitor\" is taken by the monitor of \"a\" at 3:8");
    row("nobody's monitor", server("[[server]]\nname = \"a_monitor\"\ninterval = 1\n"), "");

    // Choices
    row("an unknown schedule", server("schedule = \"after-work\"\n"),
        "5:12: error: unknown schedule \"after-work\" -> \"after_work\"");
    row("an unknown kind", server("kind = \"poler\"\n"),
        "5:8: error: unknown kind \"poler\" -> \"poller\"");
    row("a kind that is no text", server("kind = 1\n"),
        "5:8: error: the kind must be a string, not a whole number");
    row("an unknown restart", server("restart = \"always\"\n"),
        "5:11: error: unknown restart \"always\"");
    row("true as text", server("schedule_in_init = \"false\"\n"),
        "5:20: error: schedule_in_init must be true or false, not a string -> false");
    row("an unknown outcome", server("outcomes = [\"ok\", \"fail\"]\n"),
        "5:19: error: unknown outcome \"fail\"");
    row("a key misspelt", server("intervall = \"2s\"\n"),
        "5:1: warning: unknown key \"intervall\" -> interval");
    row("a key of another kind", server("from = 3\ntimeout = \"1s\"\nfactor = 2\n"),
        "5:1: warning: from has no effect on a poller\n"
        "6:1: warning: timeout has no effect on a poller\n"
        "7:1: warning: factor has no effect on a poller");
    row("jitter with send_interval", server("schedule = \"send_interval\"\njitter = 1\n"),
        "6:1: warning: jitter has no effect with send_interval");
    row("a word of jitter on another kind", server("jitter = \"full\"\n"),
        "5:10: error: \"full\" is not a duration");

    // Durations
    row("an interval of true", "format = 1\n[[server]]\nname = \"a\"\ninterval = true\n",
        "4:12: error: the interval must be a duration, not true or false");
    row("an unknown unit", server("work = \"5 parsecs\"\n"),
        "5:8: error: \"5 parsecs\" is not a duration");
    row("a unit in other words", server("work = \"8 sec\"\n"),
        "5:8: error: \"8 sec\" is not a duration -> \"8s\"");
    row("a number without a unit", server("work = \"250\"\n"),
        "5:8: error: \"250\" has no unit -> \"250ms\"");
    row("a fraction without a unit", server("work = 2.5\n"),
        "5:8: error: the work is a fraction without a unit -> \"2.5ms\"");
    row("nan", server("work = nan\n"), "5:8: error: the work is nan");
    row("infinite", server("work = -inf\n"), "5:8: error: the work is -inf");
    row("minus zero", server("work = -0.0\n"), "5:8: error: the work is negative");
    row("a negative number", server("work = -5\n"), "5:8: error: the work is negative");
    row("a negative text", server("work = \"-5s\"\n"), "5:8: error: \"-5s\" is negative");
    row("too many ms", server("work = 31536000001\n"),
        "5:8: error: 31,536,000,001 ms is too long -> \"8760h\"");
    row("the largest number", server("work = 9223372036854775807\n"),
        "5:8: error: 9,223,372,036,854,775,807 ms is too long -> \"8760h\"");
    row("a duration that is a list", server("jitter = []\n"),
        "5:10: error: the jitter must be a duration, not a list");
    row("a rule that is a list", server("work = [\"1s\", \"2s\"]\n"),
        "5:8: error: the work must be a duration or a rule, not a list");
    row("no rule", server("work = {}\n"), "5:8: error: the work has no rule");
    row("two rules", server("work = { exponential = 1, sequence = [1] }\n"),
        "5:27: error: the work has two rules, exponential and sequence");
    row("an unknown rule", server("work = { unifrom = [1, 2] }\n"),
        "5:8: error: the work has no rule\n5:10: warning: unknown key \"unifrom\" -> uniform");
    row("ends the wrong way round", server("work = { uniform = [\"3s\", \"1s\"] }\n"),
        "5:20: error: the low end, 3 s, is above the high end, 1 s -> [\"1s\", \"3s\"]");
    row("one end", server("work = { uniform = [\"3s\"] }\n"),
        "5:20: error: uniform must be a list of two durations, [low, high], not a list of 1");
    row("an empty sequence", server("work = { sequence = [] }\n"),
        "5:21: error: the sequence is empty");
    row("every bad value of a sequence", server("work = { sequence = [\"1x\", 1, -2] }\n"),
        "5:22: error: \"1x\" is not a duration\n5:31: error: sequence is negative");

    // Intervals
    row("an interval of 0", "format = 1\n[[server]]\nname = \"a\"\ninterval = \"0s\"\n",
        "4:12: warning: the interval is 0 s");
    row("an interval of 0 with send_interval",
        "format = 1\n[[server]]\nname = \"a\"\ninterval = 0\nschedule = \"send_interval\"\n",
        "4:12: error: the interval is 0 s");
    row("work longer than the interval", server("schedule = \"send_interval\"\nwork = \"8s\"\n"),
        "6:8: note: the work takes 8 s and the interval is 5 s");
    row("work longer than the interval, after it", server("work = \"8s\"\n"), "");
    row("a timeout shorter than the interval", server("kind = \"heartbeat\"\ntimeout = \"5s\"\n"),
        "4:12: note: the timeout of 5 s is no longer than the interval of 5 s");
    row("a timeout of two intervals, and errors",
        server("kind = \"heartbeat\"\noutcomes = { error = 0.1 }\n"),
        "4:12: note: the timeout of 10 s leaves no room for one lost beat");
    row("a timeout of two intervals, no errors", server("kind = \"heartbeat\"\n"), "");
    row("a cap below the interval", server("kind = \"backoff_poller\"\nmax_interval = \"1s\"\n"),
        "4:12: note: max_interval, 1 s, is shorter than the interval, 5 s");
    row("no_rearm where the next tick is armed first",
        server("schedule = \"before_work\"\noutcomes = { no_rearm = 0.1 }\n"),
        "6:12: note: with before_work no_rearm is an error like any other");
    row("an init that fails at once",
        server("load = 1\nload_in = \"init\"\nload_outcomes = [\"crash\"]\n"),
        "7:17: note: the first init fails");

    // Numbers
    row("a count of 0", server("count = 0\n"), "5:9: error: count is out of range");
    row("a negative count", server("count = -1\n"), "5:9: error: count is out of range");
    row("a count as text", server("count = \"2\"\n"),
        "5:9: error: count must be a whole number, not a string");
    row("a billion servers", server("count = 1000000000\n"), "5:9: error: count is out of range");
    row("a factor of 0", server("kind = \"backoff_poller\"\nfactor = 0\n"),
        "6:10: error: the factor is out of range");
    row("a negative from", server("kind = \"countdown\"\nfrom = -1\n"),
        "6:8: error: from is negative");
    row("a probability above 1", server("outcomes = { error = 1.5 }\n"),
        "5:22: error: the probability of error is 1.5");
    row("a probability of nan", server("outcomes = { error = nan }\n"),
        "5:22: error: the probability of error is nan");
    row("a probability of inf", server("outcomes = { crash = inf }\n"),
        "5:22: error: the probability of crash is inf");
    row("a probability of -0.0", server("outcomes = { error = -0.0 }\n"),
        "5:22: error: the probability of error is -0.0");
    row("probabilities above 1 together", server("outcomes = { error = 0.75, crash = 0.5 }\n"),
        "5:12: error: the probabilities add up to 1.25");
    row("an unknown probability", server("outcomes = { eror = 0.1 }\n"),
        "5:14: warning: unknown key \"eror\" -> error");
    row("an unknown outcome", server("outcomes = [\"no-rearm\"]\n"),
        "5:13: error: unknown outcome \"no-rearm\" -> \"no_rearm\"");
    row("a word for one of the newer outcomes", server("outcomes = \"stop\"\n"),
        "5:12: error: outcomes must be a list or a table, not a string -> [\"stop\"]");
    row("probabilities of all outcomes above 1",
        server("outcomes = { error = 0.25, stop = 0.5, no_rearm = 0.5 }\n"),
        "5:12: error: the probabilities add up to 1.25");
    row("outcomes of a load that is not there", server("load_outcomes = [\"crash\"]\n"),
        "5:1: error: load_outcomes has no effect without a load");
    row("an unknown outcome of a load", server("load = 1\nload_outcomes = [\"krash\"]\n"),
        "6:18: error: unknown outcome \"krash\" -> \"crash\"");
    row("an unknown place to arm", server("load = 1\narm = \"after-load\"\n"),
        "6:7: error: unknown arm \"after-load\" -> \"after_load\"");
    row("arm without a load", server("arm = \"init\"\n"),
        "5:1: warning: arm has no effect without a load");
    row("arm with a load in init", server("load = 1\nload_in = \"init\"\narm = \"after_load\"\n"),
        "7:1: warning: arm has no effect with load_in = \"init\"");
    row("arm with idle_timeout",
        server("schedule = \"idle_timeout\"\nload = 1\narm = \"after_load\"\n"),
        "7:1: warning: arm has no effect with idle_timeout");
    row("an unguarded cancel without a timer",
        server("schedule = \"idle_timeout\"\nunguarded_cancel = true\n"),
        "6:1: warning: unguarded_cancel has no effect with idle_timeout");
    row("a word for outcomes", server("outcomes = \"error\"\n"),
        "5:12: error: outcomes must be a list or a table, not a string -> [\"error\"]");
    row("no outcomes", server("outcomes = []\n"),
        "5:12: error: the list of outcomes is empty -> [\"ok\"]");

    // Actions
    row("an empty action", server("[[action]]\n"),
        "5:1: error: this action has no at\n5:1: error: this action has no do\n"
        "5:1: error: this action has no server");
    row("an unknown action", action("do = \"set-interval\"\nvalue = \"2s\"\n"),
        "8:6: error: unknown action \"set-interval\" -> \"set_interval\"");
    row("an unknown server", server("[[action]]\nat = 1\nserver = \"aa\"\ndo = \"tick\"\n"),
        "7:10: error: no server is named \"aa\" -> \"a\"");
    row("a replica past the last",
        server("count = 3\n[[action]]\nat = 1\nserver = \"a-4\"\ndo = \"tick\"\n"),
        "8:10: error: no server is named \"a-4\" -> \"a-3\"");
    row("a replica of one", server("[[action]]\nat = 1\nserver = \"a-1\"\ndo = \"tick\"\n"),
        "7:10: error: no server is named \"a-1\" -> \"a\"");
    row("a replica with a leading 0",
        server("count = 3\n[[action]]\nat = 1\nserver = \"a-01\"\ndo = \"tick\"\n"),
        "8:10: error: no server is named \"a-01\"");
    row("a monitor as server",
        server("kind = \"heartbeat\"\n[[action]]\nat = 1\nserver = \"a_monitor\"\ndo = \"tick\"\n"),
        "8:10: error: no server is named \"a_monitor\"");
    const std::string interval = server("schedule = \"send_interval\"\n");
    const auto setWork = [&interval](const std::string& at) {
        return interval + "[[action]]\nat = " + at
            + "\nserver = \"a\"\ndo = \"set_work\"\nvalue = 1\n";
    };
    row("an action at the instant of a tick", setWork("\"20s\""),
        "7:6: note: a tick of a is due at this very instant, 20 s");
    row("one beside it", setWork("\"21s\""), "");
    row("one before all ticks", setWork("0"), "");
    row("a tick that an earlier action moved",
        setWork("\"20s\"")
            + "[[action]]\nat = \"1s\"\nserver = \"a\"\ndo = \"set_interval\"\nvalue = \"7s\"\n",
        "");
    row("a stall at a tick of any server",
        interval + "[[action]]\nat = \"10s\"\ndo = \"stall\"\nvalue = 1\n",
        "7:6: note: a tick of a is due at this very instant, 10 s");
    row("no value", action("do = \"set_work\"\n"), "5:1: error: set_work has no value");
    row("a value nobody takes", action("do = \"cancel\"\nvalue = \"2s\"\n"),
        "9:1: warning: cancel takes no value");
    row("a timeout nobody takes", action("do = \"tick\"\ntimeout = \"2s\"\n"),
        "9:1: warning: tick takes no timeout");
    row("outcomes for an interval", action("do = \"set_interval\"\nvalue = [\"ok\"]\n"),
        "9:9: error: the interval must be a duration, not a list");
    row("a duration for outcomes", action("do = \"set_outcomes\"\nvalue = \"2s\"\n"),
        "9:9: error: the value must be a list or a table, not a string");
    row("a rule for an interval", action("do = \"set_interval\"\nvalue = { uniform = [1, 2] }\n"),
        "9:9: error: the interval must be a duration, not a table");
    row("an interval of 0 later", action("do = \"set_interval\"\nvalue = 0\n"),
        "9:9: warning: the interval is 0 s");
    row("an interval of 0 later with send_interval",
        server("schedule = \"send_interval\"\n[[action]]\nat = 1\nserver = \"a\"\n"
               "do = \"set_interval\"\nvalue = 0\n"),
        "10:9: error: the interval is 0 s");
    row("an action before the start",
        server("[[action]]\nat = -1\nserver = \"a\"\ndo = \"tick\"\n"),
        "6:6: error: at is negative");
    row("an action after the end",
        server("[[action]]\nat = \"2m\"\nserver = \"a\"\ndo = \"tick\"\n"),
        "6:6: note: this action comes at 2 min, after the end of the run at 1 min");
    row("a key nobody reads", action("do = \"tick\"\nvalues = 1\n"),
        "9:1: warning: unknown key \"values\" -> value");
    row("a single [action]", server("[action]\nat = 1\n"),
        "5:1: error: [action] is a single table -> [[action]]");

    // Markers
    const auto marker = [](const std::string& keys) { return server("[[marker]]\n" + keys); };
    row("an empty marker", marker(""),
        "5:1: error: this marker has no at\n5:1: error: this marker has no name");
    row("a marker before the start", marker("at = \"-1s\"\nname = \"m\"\n"),
        "6:6: error: \"-1s\" is negative");
    row("a marker after the end", marker("at = \"2m\"\nname = \"m\"\n"),
        "6:6: note: this marker stands at 2 min, after the end of the run at 1 min");
    row("a marker at a word", marker("at = \"noon\"\nname = \"m\"\n"),
        "6:6: error: \"noon\" is not a duration");
    row("a marker with a number for a name", marker("at = 1\nname = 7\n"),
        "7:8: error: the marker's name must be a string, not a whole number");
    row("a marker with a blank name", marker("at = 1\nname = \"  \"\n"),
        "7:8: error: the marker's name is empty");
    row("a marker of two lines", marker("at = 1\nname = \"a\\nb\"\n"),
        "7:8: error: the marker's name has a control character, U+000A");
    row("a marker with a key nobody reads", marker("at = 1\nname = \"m\"\nnmae = 1\n"),
        "8:1: warning: unknown key \"nmae\" -> name");
    row("a single [marker]", server("[marker]\nat = 1\n"),
        "5:1: error: [marker] is a single table -> [[marker]]");
    row("markers that are no tables", "marker = [1]\n" + server(),
        "1:11: error: marker must be a table, not a whole number");
    row("a misspelled marker table", server("[[markr]]\nat = 1\nname = \"m\"\n"),
        "5:3: warning: unknown key \"markr\" -> marker");

    // Things to try
    const auto attempt = [](const std::string& keys) { return server("[[try]]\n" + keys); };
    row("an empty try", attempt(""),
        "5:1: error: this try has no do\n5:1: error: this try has no server\n"
        "5:1: error: this try has no say");
    row("a try of a server that nobody has",
        attempt("say = \"s\"\ndo = \"cancel\"\nserver = \"b\"\n"),
        "8:10: error: no server is named \"b\"");
    row("a try that nobody can do",
        attempt("say = \"s\"\ndo = \"set-interval\"\nserver = \"a\"\nvalue = \"1s\"\n"),
        "7:6: error: unknown action \"set-interval\" -> \"set_interval\"");
    row("a try without its value", attempt("say = \"s\"\ndo = \"set_interval\"\nserver = \"a\"\n"),
        "5:1: error: set_interval has no value");
    row("a try after the end",
        attempt("say = \"s\"\ndo = \"cancel\"\nserver = \"a\"\nat = \"2m\"\n"),
        "9:6: note: this try comes at 2 min, after the end of the run at 1 min");
    row("a try that says nothing", attempt("say = \" \"\ndo = \"cancel\"\nserver = \"a\"\n"),
        "6:7: error: what it says is empty");
    row("a comparison with no schedule",
        attempt("say = \"s\"\ndo = \"compare\"\nserver = \"a\"\nvalue = \"after-work\"\n"),
        "9:9: error: unknown schedule \"after-work\" -> \"after_work\"");
    row("a comparison with a time",
        attempt("say = \"s\"\ndo = \"compare\"\nserver = \"a\"\nvalue = \"absolute\"\nat = 1\n"),
        "10:1: warning: a comparison has no at");
    row("tries that are no tables", "try = [\"a\"]\n" + server(),
        "1:8: error: try must be a table, not a string");
}

void tst_ReaderProblems::problemsAreFound()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, problems);
    const ReadResult result = readScenario(text.toStdString(), "t");
    QCOMPARE(QByteArray::fromStdString(problemsOf(result)), problems);
    QCOMPARE(result.scenario.has_value(), !problems.contains(": error: "));
}

void tst_ReaderProblems::theReplacementSolvesTheProblem()
{
    QFETCH(QByteArray, text);
    const std::string before = text.toStdString();
    for (const Diagnostic& diagnostic : readScenario(before, "t").diagnostics) {
        if (diagnostic.replacement.empty())
            continue;
        const std::string after = replaced(before, diagnostic);
        for (const Diagnostic& left : readScenario(after, "t").diagnostics)
            QVERIFY2(left.message != diagnostic.message, after.c_str());
    }
}

void tst_ReaderProblems::unknownKeysAreErrorsWhenStrict()
{
    const std::string text = server("intervall = 1\nfrom = 3\nkind = \"poller\"\n");
    QVERIFY(readScenario(text, "t").scenario);
    const ReadResult strict = readScenario(text, "t", { .strict = true });
    QVERIFY(!strict.scenario);
    QCOMPARE(QByteArray::fromStdString(problemsOf(strict)),
        QByteArray("5:1: error: unknown key \"intervall\" -> interval\n"
                   "6:1: error: from has no effect on a poller"));
    // Notes and doubts stay what they are.
    const std::string noted = server("schedule = \"send_interval\"\nwork = \"8s\"\njitter = 1\n");
    QVERIFY(readScenario(noted, "t", { .strict = true }).scenario);
}

void tst_ReaderProblems::everyErrorComesInOneGo()
{
    const char* text = "format = 1\n"
                       "title = \"Mailbox build-up\"\n"
                       "\n"
                       "[[server]]\n"
                       "name = \"poller_interval\"\n"
                       "kind = \"poller\"\n"
                       "schedule = \"send-interval\"\n"
                       "interval = \"0s\"\n"
                       "work = \"8 sec\"\n"
                       "\n"
                       "[[action]]\n"
                       "at = \"30s\"\n"
                       "server = \"poller_intervall\"\n"
                       "do = \"set_interval\"\n"
                       "value = \"10s\"\n";
    const ReadResult result = readScenario(text, "buildup.toml");
    std::string sentences;
    for (const Diagnostic& diagnostic : result.diagnostics)
        sentences += renderSentences(diagnostic) + '\n';
    QCOMPARE(QByteArray::fromStdString(sentences),
        QByteArray("Unknown schedule \"send-interval\". Did you mean \"send_interval\"?\n"
                   "The interval is 0 s. It must be longer than 0. A timer of 0 s would flood the "
                   "mailbox.\n"
                   "\"8 sec\" is not a duration. Write a number with us, ms, s, m or h, such as "
                   "\"8s\".\n"
                   "No server is named \"poller_intervall\". Did you mean \"poller_interval\"?\n"));
    const std::string shown = renderDiagnostics(result.diagnostics, text);
    QVERIFY(shown.starts_with("buildup.toml:7:12: error: unknown schedule \"send-interval\"; did "
                              "you mean \"send_interval\"? [unknown-word]\n"
                              "    7 | schedule = \"send-interval\"\n"
                              "      |            ^~~~~~~~~~~~~~~\n"));
}

void tst_ReaderProblems::anEmptyFileGetsAnExample()
{
    for (const char* text : { "", "# nothing\n", "\n\n", "title = \"x\"\nformat = 1\n" }) {
        const ReadResult result = readScenario(text, "t");
        QCOMPARE(result.diagnostics.size(), std::size_t(1));
        const std::string& hint = result.diagnostics.front().hint;
        const std::string example = hint.substr(hint.find('\n') + 1);
        QVERIFY2(readScenario(example, "t").scenario, hint.c_str());
    }
}

QTEST_APPLESS_MAIN(tst_ReaderProblems)
#include "tst_reader_problems.moc"
