// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/plot_view.h"

#include <QImage>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>

#include <cstdlib>
#include <memory>

using namespace tickscope;

namespace {

constexpr std::int64_t endNs = 10'000'000'000;

/// A flat line at 1, of so many points over 10 s.
PlotView::Series flat(PlotView::Look look, int points)
{
    PlotView::Series series { look, {} };
    for (int i = 0; i < points; ++i)
        series.points << QPointF(10.0 * i / (points - 1), 1);
    return series;
}

} // namespace

class TestPlotView : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_themes.setChoice(ThemeChoice::Light);
        m_plot = std::make_unique<PlotView>(1, m_themes);
        m_plot->resize(400, 200);
        m_plot->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_plot.get()));
    }
    void cleanup() { m_plot.reset(); }

    void aCurveIsDrawnWhereItsValueIs_data() { curves(); }
    void aCurveIsDrawnWhereItsValueIs()
    {
        QFETCH(int, points);
        show(flat(PlotView::Look::Selected, points));
        const auto& theme = m_themes.theme();
        const int x = m_plot->width() / 2 + 12; // beside a point
        // The axis ends at 2: the curve lies in the middle of its lines.
        const int middle = (highestOf(theme.grid, x) + highestOf(theme.border, x)) / 2;
        QVERIFY(middle > 0);
        QVERIFY(std::abs(highestOf(theme.accent, x) - middle) <= 1);
    }
    void aClickOnACurveTellsItsTime_data() { curves(); }
    void aClickOnACurveTellsItsTime()
    {
        QFETCH(int, points);
        show(flat(PlotView::Look::Selected, points));
        QSignalSpy clicked(m_plot.get(), &PlotView::pointClicked);
        const int x = m_plot->width() / 2 + 7;
        const int y = highestOf(m_themes.theme().accent, x);
        QTest::mouseClick(m_plot->viewport(), Qt::LeftButton, {}, QPoint(x, y));
        QCOMPARE(clicked.size(), 1);
        const double seconds = clicked.front().front().toDouble();
        QVERIFY2(seconds > 4.5 && seconds < 5.5, qPrintable(QString::number(seconds)));
        QTest::mouseClick(m_plot->viewport(), Qt::LeftButton, {}, QPoint(x, y - 20));
        QCOMPARE(clicked.size(), 1);
    }
    void otherCurvesAreNotClicked()
    {
        show(flat(PlotView::Look::Other, 1'000));
        QSignalSpy clicked(m_plot.get(), &PlotView::pointClicked);
        const int x = m_plot->width() / 2;
        const int y = highestOf(m_themes.theme().armed, x);
        QVERIFY(y > 0);
        QTest::mouseClick(m_plot->viewport(), Qt::LeftButton, {}, QPoint(x, y));
        QCOMPARE(clicked.size(), 0);
    }
    void aPictureShowsTheSameCurve_data() { curves(); }
    void aPictureShowsTheSameCurve()
    {
        QFETCH(int, points);
        show(flat(PlotView::Look::Depth, points));
        const auto screen = grab();
        m_plot->setPictureSize(QSizeF(m_plot->size()));
        QImage picture(m_plot->size(), QImage::Format_RGB32);
        picture.fill(m_themes.theme().surface);
        QPainter painter(&picture);
        m_plot->renderPicture(painter, {});
        painter.end();
        QCOMPARE(picture, screen);
    }

private:
    static void curves()
    {
        QTest::addColumn<int>("points");
        QTest::newRow("points that stand apart") << 11;
        QTest::newRow("more points than columns") << 1'000;
    }
    void show(const PlotView::Series& series)
    {
        m_plot->setData({ 0, endNs }, endNs, { series }, {});
        QCoreApplication::processEvents();
    }
    QImage grab() { return m_plot->grab().toImage().convertToFormat(QImage::Format_RGB32); }
    /// @return the first row from above in which the column has this colour, or -1
    int highestOf(const QColor& colour, int x)
    {
        const auto image = grab();
        for (int y = 0; y < image.height(); ++y)
            if (image.pixelColor(x, y) == colour)
                return y;
        return -1;
    }

    ThemeController m_themes;
    std::unique_ptr<PlotView> m_plot;
};

QTEST_MAIN(TestPlotView)
#include "tst_plot_view.moc"
