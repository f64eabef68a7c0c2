// SPDX-License-Identifier: GPL-3.0-only
// The Elixir in the comments of a server's source is the Elixir that is exported.
//
// A comment of code ("//   {:noreply, state}", "// def init(opts) do") is a line of the exported
// module, and the comments of one function stand there in the same order. Where only some scenarios
// have the line, it says which: "//   before_work: schedule_poll(state.interval)".
#include "core/elixir/elixir_module.h"
#include "core/scenario/scenario_lists.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <vector>

using namespace tickscope;

namespace {

struct Comment
{
    QString text;
    QStringList tags; // where only some scenarios have it
    int line = 0;
};

struct ExportedModule
{
    QSet<QString> tags;
    QStringList lines;
};

const QStringList loadTags { QStringLiteral("no load"), QStringLiteral("load in init"),
    QStringLiteral("load in continue"), QStringLiteral("arm after load") };

// A send_interval that a first message starts.
const QString laterTag = QStringLiteral("interval later");

QSet<QString> allTags()
{
    QSet<QString> tags(loadTags.begin(), loadTags.end());
    for (const Schedule schedule : allSchedules)
        tags.insert(QString::fromLatin1(toText(schedule)));
    tags.insert(laterTag);
    return tags;
}

Comment commentOf(const QString& code, int line)
{
    static const QSet<QString> known = allTags();
    const qsizetype colon = code.indexOf(QStringLiteral(": "));
    const QStringList tags = code.left(std::max<qsizetype>(colon, 0)).split(QStringLiteral(", "));
    const bool isTagged
        = QSet<QString>(known).intersect({ tags.begin(), tags.end() }).size() == tags.size();
    return isTagged ? Comment { code.mid(colon + 2).trimmed(), tags, line }
                    : Comment { code.trimmed(), {}, line };
}

// The comments of each function: a new one begins with a "def", and behind the end of a C++ one.
std::vector<std::vector<Comment>> commentsOf(const QString& path)
{
    static const QRegularExpression code(QStringLiteral("//(?:   +| (?=def))(.+)$"));
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text))
        return {};
    std::vector<std::vector<Comment>> functions(1);
    int number = 0;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).chopped(1);
        const QRegularExpressionMatch match = code.match(line);
        ++number;
        if (match.hasMatch()) {
            if (match.captured(1).startsWith(QStringLiteral("def")))
                functions.emplace_back();
            functions.back().push_back(commentOf(match.captured(1), number));
        }
        if (line.startsWith(QLatin1Char('}')))
            functions.emplace_back();
    }
    return functions;
}

void ask(Scenario& scenario, ClientRequest request)
{
    ClientSpec client;
    client.server = scenario.servers[0].name;
    client.request = request;
    client.work = Duration { 5ms };
    scenario.clients.push_back(client);
}

ServerSpec plainServer(ServerKind kind, Schedule schedule, const QString& load)
{
    ServerSpec spec;
    spec.name = toText(kind);
    spec.kind = kind;
    spec.schedule = schedule;
    spec.interval = 5s;
    if (load != loadTags[0])
        spec.load = DurationSpec { Duration { 2s } };
    spec.loadIn = load == loadTags[1] ? LoadIn::Init : LoadIn::Continue;
    spec.arm = load == loadTags[3] ? Arm::AfterLoad : Arm::Init;
    return spec;
}

// The modules of a server whose work and load end in any way, and of one with what else there is.
std::vector<ServerSpec> variantsOf(const ServerSpec& plain)
{
    ServerSpec ends = plain;
    ends.outcomes
        = OutcomeSequence { { Outcome::Ok, Outcome::Error, Outcome::Stop, Outcome::NoRearm } };
    ends.loadOutcomes = ends.outcomes;
    ServerSpec counts = plain;
    counts.growth = Growth::Exponential;
    counts.jitter = 100ms;
    return { plain, ends, counts };
}

void addModules(std::vector<ExportedModule>& modules, const ServerSpec& spec, QSet<QString> tags)
{
    Scenario scenario;
    scenario.servers = { spec };
    ask(scenario, ClientRequest::Call);
    ask(scenario, ClientRequest::Cast);
    for (const Clauses clauses : { Clauses::Used, Clauses::All }) {
        QStringList lines;
        const auto module = elixirModule(scenario, 0, clauses);
        for (const SourceLine& line : module->lines)
            lines << QString::fromStdString(line.text).trimmed();
        modules.push_back({ tags, lines });
    }
}

std::vector<ExportedModule> modulesOf(ServerKind kind)
{
    std::vector<ExportedModule> modules;
    for (const Schedule schedule : allSchedules) {
        for (const QString& load : loadTags) {
            const QSet<QString> tags { QString::fromLatin1(toText(schedule)), load };
            for (ServerSpec& spec : variantsOf(plainServer(kind, schedule, load))) {
                addModules(modules, spec, tags);
                if (schedule != Schedule::SendInterval)
                    continue;
                spec.first = DurationSpec { Duration { 2s } };
                addModules(modules, spec, { laterTag });
            }
        }
    }
    return modules;
}

bool concerns(const Comment& comment, const ExportedModule& module)
{
    return comment.tags.isEmpty()
        || module.tags.intersects({ comment.tags.begin(), comment.tags.end() });
}

// The first comment that does not stand where it should; one past the last when all do.
std::size_t firstMissing(const std::vector<Comment>& function, const ExportedModule& module)
{
    qsizetype from = 0;
    for (std::size_t i = 0; i < function.size(); ++i) {
        if (!concerns(function[i], module))
            continue;
        const qsizetype at = module.lines.indexOf(function[i].text, from);
        if (at < 0)
            return i;
        from = at + 1;
    }
    return function.size();
}

// Among the modules with this tag (any, when it is empty), the one that shows most of the function.
QByteArray missing(const std::vector<Comment>& function, const std::vector<ExportedModule>& modules,
    const QString& tag)
{
    std::size_t best = 0;
    for (const ExportedModule& module : modules) {
        if (tag.isEmpty() || module.tags.contains(tag))
            best = std::max(best, firstMissing(function, module));
    }
    if (best == function.size())
        return {};
    return QStringLiteral("line %1 is in no exported module%2: %3")
        .arg(function[best].line)
        .arg(tag.isEmpty() ? QString() : QStringLiteral(" (%1)").arg(tag), function[best].text)
        .toUtf8();
}

} // namespace

class TestServersReadAsElixir : public QObject
{
    Q_OBJECT

private slots:
    void eachCommentIsALineOfItsModule_data();
    void eachCommentIsALineOfItsModule();
    void aWrongCommentIsFound();
};

void TestServersReadAsElixir::eachCommentIsALineOfItsModule_data()
{
    QTest::addColumn<QString>("source");
    QTest::addColumn<int>("kind");
    for (const ServerKind kind : allServerKinds)
        QTest::newRow(toText(kind))
            << QStringLiteral("%1/%1").arg(QString::fromLatin1(toText(kind)))
            << static_cast<int>(kind);
    QTest::newRow("what all share")
        << QStringLiteral("periodic_server") << static_cast<int>(ServerKind::Poller);
}

void TestServersReadAsElixir::eachCommentIsALineOfItsModule()
{
    QFETCH(QString, source);
    QFETCH(int, kind);
    const auto functions
        = commentsOf(QStringLiteral(TICKSCOPE_SOURCE_DIR "/core/servers/%1.cpp").arg(source));
    const auto modules = modulesOf(static_cast<ServerKind>(kind));
    std::size_t comments = 0;
    for (const std::vector<Comment>& function : functions) {
        QSet<QString> tags { QString() };
        for (const Comment& comment : function)
            tags.unite({ comment.tags.begin(), comment.tags.end() });
        if (tags.size() > 1)
            tags.remove(QString());
        for (const QString& tag : tags) {
            const QByteArray wrong = missing(function, modules, tag);
            QVERIFY2(wrong.isEmpty(), wrong);
        }
        comments += function.size();
    }
    QVERIFY2(comments >= 10, QByteArray::number(static_cast<qulonglong>(comments)));
}

void TestServersReadAsElixir::aWrongCommentIsFound()
{
    const auto modules = modulesOf(ServerKind::Poller);
    const Comment head { QStringLiteral("def handle_info(:poll, state) do"), {}, 1 };
    const Comment works { QStringLiteral("data = fetch_latest_data()"), {}, 2 };
    const Comment wrong { QStringLiteral("data = fetch()"), {}, 3 };
    QVERIFY(missing({ head, works }, modules, {}).isEmpty());
    QCOMPARE(missing({ head, wrong }, modules, {}),
        QByteArray("line 3 is in no exported module: data = fetch()"));
    QVERIFY2(!missing({ works, head }, modules, {}).isEmpty(), "the order counts");
    const Comment armed { QStringLiteral("schedule_poll(state.interval)"),
        { QStringLiteral("send_interval") }, 4 };
    QCOMPARE(missing({ head, armed }, modules, QStringLiteral("send_interval")),
        QByteArray("line 4 is in no exported module (send_interval): "
                   "schedule_poll(state.interval)"));
}

QTEST_APPLESS_MAIN(TestServersReadAsElixir)
#include "tst_servers_read_as_elixir.moc"
