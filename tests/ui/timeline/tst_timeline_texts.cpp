// SPDX-License-Identifier: GPL-3.0-only
#include "core/run/run.h"
#include "core/scenario/builtin.h"
#include "core/scenario/reader.h"
#include "core/trace/trace_log.h"
#include "tests/ui/support/text_recorder.h"
#include "ui/lanes/lane_info.h"
#include "ui/text/trace_text.h"
#include "ui/timeline/timeline_picture.h"

#include <QTest>

#include <map>

using namespace tickscope;

namespace {

constexpr std::int64_t second = 1'000'000'000;

Scenario scenarioOf(const std::string& toml)
{
    const auto result = readScenario(toml, "test.toml");
    if (!result.scenario)
        qFatal("the scenario of this test is not valid");
    return *result.scenario;
}

/// So many servers, each as slow as its neighbours, with names that a person would not choose.
std::string manyServers(int count, int nameLength)
{
    std::string toml = "format = 1\nduration = \"60s\"\n";
    for (int i = 0; i < count; ++i) {
        auto name = "server_" + std::to_string(i);
        if (int(name.size()) + 4 < nameLength)
            name += "_" + std::string(std::size_t(nameLength) - name.size() - 4, 'x') + "end";
        toml += "[[server]]\nname = \"" + name + "\"\nschedule = \"send_interval\"\n"
            + "interval = \"" + std::to_string(1 + i % 7) + "s\"\nwork = \""
            + std::to_string(500 + 700 * (i % 5)) + "ms\"\n";
    }
    return toml;
}

/// A run and its lanes at some moment.
class Scene
{
public:
    Scene(Scenario scenario, std::int64_t nowNs)
        : m_run(std::move(scenario))
        , m_log(m_run.scenario(), m_run.watchedServers())
    {
        m_run.advanceTo(fromNs(nowNs), 20'000);
        m_log.consume(m_run.trace());
        m_lanes.setRun(&m_log, [this](std::uint32_t server) {
            auto info = laneInfo(m_run.snapshot(server), m_run.serverSpec(server),
                m_log.server(server), QStringLiteral("Idle"));
            info.directEdits = directEdits(m_run, server);
            return info;
        });
        m_lanes.setSize(laneSizeFor(m_run.serverCount()));
    }
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;

    TimelineState state() const
    {
        TimelineState state;
        state.nowNs = toNs(m_run.now());
        state.runEndNs = std::max(state.nowNs, m_run.scenario().duration.count());
        state.span = { 0, std::max<std::int64_t>(state.runEndNs, 1'000) };
        state.markers = m_run.scenario().markers;
        // The server with most to show, its last message selected.
        std::size_t most = 0;
        for (std::uint32_t lane = 0; lane < m_lanes.count(); ++lane) {
            const auto& messages = m_log.server(lane).messages;
            if (messages.size() <= most)
                continue;
            most = messages.size();
            state.selectedServer = lane;
            state.selectedMessage = messages.back().number;
        }
        return state;
    }
    TimelineLanes& lanes() { return m_lanes; }

private:
    Run m_run;
    TraceLog m_log;
    mutable TimelineLanes m_lanes;
};

QString place(const PaintedText& text)
{
    return QStringLiteral(" at %1, %2, %3 wide")
        .arg(text.ink.left(), 0, 'f', 0)
        .arg(text.ink.top(), 0, 'f', 0)
        .arg(text.ink.width(), 0, 'f', 0);
}

} // namespace

/// No text of the lanes and the ruler is cut, covers another one, or is crossed by a line: whatever
/// is shown, in every theme, at every size of text.
class TestTimelineTexts : public QObject
{
    Q_OBJECT

private slots:
    void everyTextCanBeRead_data()
    {
        QTest::addColumn<QString>("toml");
        for (const auto& file : builtinScenarios())
            QTest::newRow(std::string(file.name).c_str())
                << QString::fromStdString(std::string(file.text));
        const auto many = [](const char* name, int count, int length) {
            QTest::newRow(name) << QString::fromStdString(manyServers(count, length));
        };
        many("4 servers with names of 60 characters", 4, 60);
        many("20 servers", 20, 9);
        many("20 servers with names of 60 characters", 20, 60);
        many("200 servers", 200, 9);
    }
    void everyTextCanBeRead()
    {
        QFETCH(QString, toml);
        const auto scenario = scenarioOf(toml.toStdString());
        const auto duration = scenario.duration.count();
        std::map<QString, QString> faults; // of each kind and text the first one
        for (const std::int64_t now : { duration / 3, duration * 3 / 4, duration }) {
            Scene scene(scenario, now);
            for (const TimelineState& state : statesOf(scene, duration))
                for (const ThemeName name :
                    { ThemeName::Light, ThemeName::Dark, ThemeName::Projector })
                    for (const double scale : { 0.8, 1.0, 1.4, 2.0 })
                        look(scene, state, name, scale, faults);
        }
        QStringList told;
        for (const auto& [what, where] : faults)
            told << what + where;
        QVERIFY2(told.isEmpty(), qPrintable(told.mid(0, 12).join(u'\n')));
    }

private:
    /// What a person may have on the screen: the whole run, a part of it, cursors close together.
    static std::vector<TimelineState> statesOf(const Scene& scene, std::int64_t duration)
    {
        auto whole = scene.state();
        auto part = whole;
        part.span = { duration / 5, duration / 5 + std::max<std::int64_t>(1'000, duration / 6) };
        part.cursorA = part.span.startNs + part.span.length() / 3;
        part.cursorB = *part.cursorA + part.span.length() / 20;
        part.instant = InstantChip { whole.nowNs, QStringLiteral("5 events") };
        whole.cursorA = duration / 4;
        whole.cursorB = duration / 2;
        whole.instant = InstantChip { duration / 3, QStringLiteral("5 events") };
        return { whole, part };
    }
    static void look(Scene& scene, const TimelineState& state, ThemeName name, double scale,
        std::map<QString, QString>& faults)
    {
        const Theme look = scaled(theme(name), scale);
        const TimelineParts parts;
        scene.lanes().arrange(look, state.nowNs);
        // As high as whole lanes are: what a scroll bar hides is not cut.
        const auto last = scene.lanes().laneAt(4'000);
        const double height = timelineHeight(look, scene.lanes(), parts)
            - (last ? scene.lanes().totalHeight() - scene.lanes().top(*last) : 0);
        for (const double width : { 960.0, 1600.0 })
            for (const double ratio : { 1.0, 2.0 }) {
                if (ratio == 2 && width != 960)
                    continue;
                TextRecorder recorder(QSizeF(width, height), ratio);
                QPainter painter(&recorder);
                renderTimeline(painter, QSizeF(width, height), look, scene.lanes(), state, parts);
                painter.end();
                QVERIFY(!recorder.texts().empty());
                const auto where = QStringLiteral(" (theme %1, text size %2, width %3, now %4 s)")
                                       .arg(int(name))
                                       .arg(scale)
                                       .arg(width)
                                       .arg(double(state.nowNs) / 1e9);
                for (const auto& text : recorder.cutTexts())
                    faults.emplace(QStringLiteral("cut: ") + text.words, place(text) + where);
                for (const auto& text : recorder.crossedTexts())
                    faults.emplace(QStringLiteral("crossed: ") + text.words, place(text) + where);
                for (const auto& [a, b] : recorder.overlaps())
                    faults.emplace(QStringLiteral("overlap: %1 and %2").arg(a.words, b.words),
                        place(a) + where);
            }
    }
};

QTEST_MAIN(TestTimelineTexts)
#include "tst_timeline_texts.moc"
