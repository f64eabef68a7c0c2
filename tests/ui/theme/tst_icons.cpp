// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/icons.h"
#include "ui/theme/tokens.h"

#include <QPainter>
#include <QTest>

using namespace tickscope;
using namespace Qt::StringLiterals;

class TestIcons : public QObject
{
    Q_OBJECT

private slots:
    void everyActionHasItsIcon_data();
    void everyActionHasItsIcon();
    void anIconTakesTheColourOfItsState();
    void theApplicationIconHasItsOwnColours();
};

void TestIcons::everyActionHasItsIcon_data()
{
    QTest::addColumn<QString>("name");
    for (const char* name : { "start", "step-back", "step-forward", "play", "pause", "end",
             "follow", "branch", "fit", "marker", "find", "filter", "close", "add", "more",
             "cancel-timer", "resume", "tick", "call", "stop", "crash", "duplicate", "remove", "up",
             "down", "left", "right", "new", "open", "save", "export", "lesson", "chart", "log",
             "compare", "source", "settings", "help", "eye", "sound", "muted", "check", "warning",
             "error", "state-idle", "state-working", "state-finished", "state-dead" })
        QTest::newRow(name) << QString::fromLatin1(name);
}

void TestIcons::everyActionHasItsIcon()
{
    QFETCH(QString, name);
    QVERIFY(iconNames().contains(name));
    for (double size : { 16.0, 20.0, 24.0 }) {
        const QImage image = iconPixmap(name, size, Qt::black).toImage();
        QCOMPARE(image.size(), QSize(int(size), int(size)));
        int inked = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                inked += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
        }
        QVERIFY2(inked >= 6, qPrintable(QString::number(inked)));
    }
}

void TestIcons::anIconTakesTheColourOfItsState()
{
    const Theme& light = theme(ThemeName::Light);
    const QIcon stop = icon(u"state-working"_s, light);
    const auto middle = [&stop](QIcon::Mode mode, QIcon::State state) {
        return stop.pixmap(QSize(20, 20), mode, state).toImage().pixelColor(10, 10);
    };
    QCOMPARE(middle(QIcon::Normal, QIcon::Off), light.text);
    QCOMPARE(middle(QIcon::Disabled, QIcon::Off), light.disabled);
    QCOMPARE(middle(QIcon::Normal, QIcon::On), light.accent);
}

void TestIcons::theApplicationIconHasItsOwnColours()
{
    const QImage image = applicationIcon().pixmap(64, 64).toImage();
    QCOMPARE(image.pixelColor(32, 48), QColor(0x46, 0x90, 0xEE));
}

QTEST_MAIN(TestIcons)
#include "tst_icons.moc"
