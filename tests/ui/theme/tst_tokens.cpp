// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/theme/colour_science.h"
#include "ui/theme/tokens.h"

#include <QTest>

using namespace tickscope;

namespace {

using Colour = QColor Theme::*;

const ThemeName allThemes[] = { ThemeName::Light, ThemeName::Dark, ThemeName::Projector };

} // namespace

class TestTokens : public QObject
{
    Q_OBJECT

private slots:
    void everyTokenIsSetInEveryTheme();
    void contrastIsAsStated_data();
    void contrastIsAsStated();
    void colourBlindPeopleTellTheMarksApart_data();
    void colourBlindPeopleTellTheMarksApart();
    void accentStandsApart();
    void distanceAgreesWithPublishedPairs();
    void scalingKeepsColoursAndMultipliesSizes();
};

Q_DECLARE_METATYPE(Colour)

void TestTokens::everyTokenIsSetInEveryTheme()
{
    for (ThemeName name : allThemes) {
        const Theme& t = theme(name);
        for (const QColor& color : { t.window, t.surface, t.sunken, t.hover, t.canvas, t.future,
                 t.lanesel, t.grid, t.hairline, t.border, t.text, t.text2, t.text3, t.disabled,
                 t.accent, t.onaccent, t.tint, t.link, t.work, t.onwork, t.wait, t.onwait,
                 t.waitline, t.error, t.onerror, t.errorline, t.armed, t.armedpast, t.due, t.ok,
                 t.oktint, t.warn, t.warntint, t.errtint, t.lit, t.ran, t.keyword, t.atom, t.key,
                 t.string, t.number, t.comment }) {
            QVERIFY(color.isValid());
            QCOMPARE(color.alpha(), 255);
        }
    }
}

void TestTokens::contrastIsAsStated_data()
{
    QTest::addColumn<Colour>("ink");
    QTest::addColumn<Colour>("paper");
    QTest::addColumn<QList<double>>("stated"); // light, dark, projector
    QTest::addColumn<double>("least");
    const auto text = [](const char* name, Colour ink, Colour paper, QList<double> stated) {
        QTest::newRow(name) << ink << paper << stated << 4.5;
    };
    const auto mark = [](const char* name, Colour ink, Colour paper, QList<double> stated) {
        QTest::newRow(name) << ink << paper << stated << 3.0;
    };
    using T = Theme;
    text("text on surface", &T::text, &T::surface, { 16.2, 14.1, 21.0 });
    text("text on window", &T::text, &T::window, { 14.7, 15.4, 21.0 });
    text("text on tint", &T::text, &T::tint, { 13.9, 12.4, 16.7 });
    text("text on hover", &T::text, &T::hover, { 14.3, 12.0, 17.3 });
    text("text on lit", &T::text, &T::lit, { 13.0, 9.4, 13.9 });
    text("text2 on surface", &T::text2, &T::surface, { 8.0, 8.8, 13.4 });
    text("text2 on future", &T::text2, &T::future, { 7.4, 9.6, 11.7 });
    text("text3 on surface", &T::text3, &T::surface, { 5.5, 6.2, 9.6 });
    text("text3 on window", &T::text3, &T::window, { 5.0, 6.7, 9.6 });
    text("accent on surface", &T::accent, &T::surface, { 11.8, 11.3, 13.6 });
    text("accent on tint", &T::accent, &T::tint, { 10.1, 10.0, 10.8 });
    text("onaccent", &T::onaccent, &T::accent, { 11.8, 12.3, 13.6 });
    text("link on surface", &T::link, &T::surface, { 11.8, 9.1, 13.6 });
    text("onwork", &T::onwork, &T::work, { 4.7, 6.0, 6.0 });
    text("onwait", &T::onwait, &T::wait, { 9.6, 5.5, 11.0 });
    text("onerror", &T::onerror, &T::error, { 5.3, 6.6, 6.2 });
    text("waitline on surface", &T::waitline, &T::surface, { 5.0, 8.7, 6.5 });
    text("error on surface", &T::error, &T::surface, { 5.3, 5.8, 6.2 });
    text("error on errtint", &T::error, &T::errtint, { 4.7, 5.6, 5.1 });
    text("warn on warntint", &T::warn, &T::warntint, { 5.9, 8.0, 7.8 });
    text("ok on surface", &T::ok, &T::surface, { 5.3, 7.7, 7.5 });
    text("ok on oktint", &T::ok, &T::oktint, { 4.8, 7.1, 6.6 });
    text("keyword on lit", &T::keyword, &T::lit, { 7.0, 6.0, 6.1 });
    text("atom on lit", &T::atom, &T::lit, { 5.2, 5.8, 6.0 });
    text("string on lit", &T::string, &T::lit, { 5.3, 6.2, 5.0 });
    text("number on lit", &T::number, &T::lit, { 5.1, 6.7, 5.8 });
    text("comment on lit", &T::comment, &T::lit, { 5.1, 4.7, 6.4 });
    mark("work on canvas", &T::work, &T::canvas, { 4.7, 5.3, 6.0 });
    mark("waitline on canvas", &T::waitline, &T::canvas, { 5.0, 9.0, 6.5 });
    mark("error on canvas", &T::error, &T::canvas, { 5.3, 6.0, 6.2 });
    mark("armed on canvas", &T::armed, &T::canvas, { 6.2, 7.8, 9.8 });
    mark("armedpast on canvas", &T::armedpast, &T::canvas, { 3.2, 3.6, 3.2 });
    mark("due on canvas", &T::due, &T::canvas, { 11.5, 11.7, 17.3 });
    mark("accent on canvas", &T::accent, &T::canvas, { 11.8, 11.7, 13.6 });
    mark("waitline on wait", &T::waitline, &T::wait, { 3.4, 3.5, 4.0 });
    mark("border on surface", &T::border, &T::surface, { 3.5, 3.7, 5.8 });
}

void TestTokens::contrastIsAsStated()
{
    QFETCH(Colour, ink);
    QFETCH(Colour, paper);
    QFETCH(QList<double>, stated);
    QFETCH(double, least);
    for (ThemeName name : allThemes) {
        const Theme& t = theme(name);
        const double ratio = colour::contrast(t.*ink, t.*paper);
        const double expected = stated[static_cast<qsizetype>(name)];
        QVERIFY2(std::abs(ratio - expected) <= 0.1,
            qPrintable(QStringLiteral("%1, stated %2").arg(ratio).arg(expected)));
        QVERIFY(ratio >= least);
    }
}

void TestTokens::colourBlindPeopleTellTheMarksApart_data()
{
    QTest::addColumn<ThemeName>("name");
    QTest::addColumn<QList<double>>("stated"); // normal, deuteranopia, protanopia, tritanopia
    QTest::newRow("light") << ThemeName::Light << QList<double> { 16, 19, 21, 17 };
    QTest::newRow("dark") << ThemeName::Dark << QList<double> { 18, 22, 19, 17 };
    QTest::newRow("projector") << ThemeName::Projector << QList<double> { 18, 21, 23, 19 };
}

void TestTokens::colourBlindPeopleTellTheMarksApart()
{
    QFETCH(ThemeName, name);
    QFETCH(QList<double>, stated);
    const Theme& t = theme(name);
    const QColor marks[] = { t.work, t.wait, t.error, t.armed };
    for (int vision = 0; vision < 4; ++vision) {
        double smallest = 1000;
        for (int a = 0; a < 4; ++a) {
            for (int b = a + 1; b < 4; ++b)
                smallest = std::min(smallest,
                    colour::distance(marks[a], marks[b], static_cast<colour::Vision>(vision)));
        }
        QVERIFY2(smallest > stated[vision] - 1,
            qPrintable(QStringLiteral("vision %1: %2").arg(vision).arg(smallest)));
    }
}

void TestTokens::accentStandsApart()
{
    const double stated[] = { 19, 13, 16 };
    for (ThemeName name : allThemes) {
        const Theme& t = theme(name);
        double smallest = 1000;
        for (int vision = 0; vision < 4; ++vision) {
            for (const QColor& mark : { t.work, t.wait, t.error, t.armed })
                smallest = std::min(smallest,
                    colour::distance(t.accent, mark, static_cast<colour::Vision>(vision)));
        }
        QVERIFY2(
            smallest > stated[static_cast<int>(name)] - 1, qPrintable(QString::number(smallest)));
    }
}

void TestTokens::distanceAgreesWithPublishedPairs()
{
    // Rows 1, 7 and 25 of the test data of Sharma, Wu and Dalal.
    const auto near = [](double a, double b) { return std::abs(a - b) < 0.00005; };
    QVERIFY(near(colour::ciede2000({ 50, 2.6772, -79.7751 }, { 50, 0, -82.7485 }), 2.0425));
    QVERIFY(near(colour::ciede2000({ 50, 0, 0 }, { 50, -1, 2 }), 2.3669));
    QVERIFY(near(
        colour::ciede2000({ 60.2574, -34.0099, 36.2677 }, { 60.4626, -34.1751, 39.4387 }), 1.2644));
}

void TestTokens::scalingKeepsColoursAndMultipliesSizes()
{
    const Theme large = scaled(theme(ThemeName::Light), 1.5);
    QCOMPARE(large.accent, theme(ThemeName::Light).accent);
    QCOMPARE(large.type.body, 19.5);
    QCOMPARE(large.metrics.nameColumn, 288.0);
    QCOMPARE(large.metrics.line, 1.0); // hairlines stay hairlines
    QCOMPARE(large.scale, 1.5);
}

QTEST_APPLESS_MAIN(TestTokens)
#include "tst_tokens.moc"
