// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/window_fixture.h"
#include "ui/charts/charts_panel.h"
#include "ui/charts/histogram_view.h"
#include "ui/charts/plot_view.h"

#include <QAction>
#include <QImage>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace tickscope;

class TestChartsPanel : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m = std::make_unique<WindowFixture>();
        m->show();
        m->window->resize(2560, 1080); // room for all charts beside the source
        m->open("buildup");
        m->goTo(VirtualTime(41s));
        m->window->timeWindow().setSelection(Selection { 1, 0 });
        m_panel = m->window->findChild<ChartsPanel*>();
    }
    void cleanup() { m.reset(); }

    void theRangeDrivesEveryChart()
    {
        QCOMPARE(m_panel->histogram().histogram().total, std::uint64_t(5));
        m->window->timeWindow().setRange(TimeSpan { 12'000'000'000, 30'000'000'000 });
        QCOMPARE(m_panel->shownSpan().startNs, std::int64_t(12'000'000'000));
        QCOMPARE(m_panel->histogram().histogram().total, std::uint64_t(3));
        for (const auto& line : m_panel->sentences())
            QVERIFY2(
                line.contains(QStringLiteral("in the range 12.000 to 30.000 s")), qPrintable(line));
        m->window->timeWindow().setRange(std::nullopt);
        QCOMPARE(m_panel->histogram().histogram().total, std::uint64_t(5));
    }
    void eachChartIsSaidInASentence()
    {
        const auto lines = m_panel->sentences();
        QCOMPARE(lines.size(), 5);
        QCOMPARE(lines[0],
            QStringLiteral("Mailbox depth. poller_interval from 0.000 to 41.000 s: mailbox at most "
                           "3, 3 at the end, mean 1.17."));
        QCOMPARE(lines[1],
            QStringLiteral(
                "Lateness. poller_interval from 0.000 to 41.000 s: 5 ticks started, late "
                "by 6.000 s in the median and 12.000 s at most."));
        QCOMPARE(lines[3],
            QStringLiteral("Utilisation. poller_interval from 0.000 to 41.000 s: utilisation "
                           "0.88."));
    }
    void theOthersOfManyAreAnArea()
    {
        m->window->document().openText(
            QStringLiteral("duration = \"60s\"\n[[server]]\nname = \"batch\"\n"
                           "schedule = \"send_interval\"\ninterval = \"5s\"\ncount = 40\n"
                           "work = { uniform = [\"1s\", \"7s\"] }\n"),
            {}, QStringLiteral("many.toml"));
        settle(m->window->controller());
        m->goTo(VirtualTime(50s));
        QApplication::processEvents();
        PlotView* lateness = nullptr;
        for (auto* plot : m_panel->findChildren<PlotView*>())
            if (plot->accessibleName() == QStringLiteral("Lateness"))
                lateness = plot;
        QVERIFY(lateness && lateness->isVisible());
        // Steps that are wide enough to be seen, and filled below.
        QVERIFY(lateness->pointCount() > 10);
        QVERIFY(lateness->pointCount() < lateness->columns() * 2 / 3);
        const auto& theme = m->themes.theme();
        const auto picture = lateness->viewport()->grab().toImage();
        int filled = 0;
        for (int x = 0; x < picture.width(); ++x)
            for (int y = 0; y < picture.height(); ++y) {
                const auto pixel = picture.pixelColor(x, y);
                filled += pixel != theme.canvas && pixel != theme.armed && pixel != theme.surface
                    && std::abs(
                           pixel.redF() - (0.8 * theme.canvas.redF() + 0.2 * theme.armed.redF()))
                        < 0.01;
            }
        QVERIFY2(filled > 2000, qPrintable(QString::number(filled)));
    }
    void theHistogramCountsWhatIsChosen()
    {
        m_panel->setHistogramValue(TickValue::Work);
        QCOMPARE(m_panel->histogram().histogram().total, std::uint64_t(4));
        QCOMPARE(m_panel->histogram().histogram().p50, 8.0);
        m_panel->setHistogramValue(TickValue::Period);
        QCOMPARE(m_panel->histogram().histogram().total, std::uint64_t(4));
    }
    void anAlarmIsTypedRefusedAndKept()
    {
        QPushButton* button = nullptr;
        for (auto* one : m_panel->findChildren<QPushButton*>())
            if (one->text() == QStringLiteral("Alarm…"))
                button = one;
        QVERIFY(button);
        QTest::mouseClick(button, Qt::LeftButton);
        auto* field = button->findChild<QLineEdit*>();
        QVERIFY(field);
        QTest::keyClicks(field, QStringLiteral("2, 7"));
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(!m_panel->alarm());
        QVERIFY(field->isVisible());
        field->selectAll();
        QTest::keyClicks(field, QStringLiteral("2, 1"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(m_panel->alarm().value(), (Alarm { 2, 1 }));
        QCOMPARE(m->settings.alarm(), QStringLiteral("2, 1"));
        QVERIFY(m_panel->sentences().front().contains(QStringLiteral("Alarms: ")));
    }
    void hiddenChartsStayHidden()
    {
        m_panel->setHiddenCharts({ 0, 1, 2 });
        QVERIFY(m_panel->histogram().isVisible());
        QVERIFY(!m_panel->depth().isVisible());
        QCOMPARE(m->settings.hiddenCharts(), (QList<int> { 0, 1, 2 }));
        m_panel->setHiddenCharts({});
        QVERIFY(m_panel->depth().isVisible());
    }
    void chartsWithoutRoomWaitInTheChooser()
    {
        m->window->resize(1280, 720);
        const std::vector<QWidget*> charts { &m_panel->depth(), &m_panel->lateness(),
            &m_panel->period(), &m_panel->utilisation(), &m_panel->histogram() };
        const auto shown = [&] {
            return std::count_if(
                charts.begin(), charts.end(), [](const auto* chart) { return chart->isVisible(); });
        };
        QVERIFY(shown() > 0 && shown() < 5);
        for (const auto* chart : charts) {
            const auto right = chart->mapTo(m_panel, chart->rect().topRight()).x();
            QVERIFY2(!chart->isVisible() || right <= m_panel->width(),
                qPrintable(QStringLiteral("%1 of %2").arg(right).arg(m_panel->width())));
        }
        QVERIFY(!m_panel->histogram().isVisible());
        // Asked for, it takes the place of another one; none is unwanted for that.
        const auto before = shown();
        chartAction(QStringLiteral("Histogram"))->trigger();
        QVERIFY(m_panel->histogram().isVisible());
        QCOMPARE(shown(), before);
        QCOMPARE(m_panel->hiddenCharts(), QList<int> {});
        m->window->resize(3000, 720);
        QCOMPARE(shown(), 5);
    }
    void aPictureHasEveryChartThatIsShown()
    {
        const auto draw = [this] {
            QImage image(1000, 300, QImage::Format_RGB32);
            QPainter painter(&image);
            m_panel->render(painter, image.size(), { 0, 60'000'000'000 });
            return image;
        };
        const auto all = draw();
        m_panel->setHiddenCharts({ 0, 1, 2, 3 });
        QVERIFY(draw() != all);
        m_panel->setHiddenCharts({});
        QCOMPARE(draw(), all);
    }

private:
    QAction* chartAction(const QString& title) const
    {
        for (auto* action : m_panel->findChildren<QAction*>())
            if (action->text() == title)
                return action;
        return nullptr;
    }

    std::unique_ptr<WindowFixture> m;
    ChartsPanel* m_panel = nullptr;
};

QTEST_MAIN(TestChartsPanel)
#include "tst_charts_panel.moc"
