// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/fonts.h"
#include "ui/theme/theme_controller.h"

#include <QApplication>
#include <QFontInfo>
#include <QSignalSpy>
#include <QTest>

using namespace tickscope;

class TestThemeController : public QObject
{
    Q_OBJECT

private slots:
    void tellsOncePerChange();
    void textScaleKeepsToItsSteps();
    void installGivesTheApplicationPaletteAndFont();
    void fontsHaveTheNearestWholePixel();
};

void TestThemeController::tellsOncePerChange()
{
    ThemeController controller;
    QSignalSpy changes(&controller, &ThemeController::themeChanged);
    controller.setChoice(ThemeChoice::Dark);
    QCOMPARE(changes.count(), 1);
    QVERIFY(controller.theme().isDark());
    controller.setChoice(ThemeChoice::Dark);
    QCOMPARE(changes.count(), 1);
    controller.setChoice(ThemeChoice::Projector);
    QCOMPARE(controller.theme().type.body, 20.0);
}

void TestThemeController::textScaleKeepsToItsSteps()
{
    ThemeController controller;
    controller.setChoice(ThemeChoice::Light);
    controller.setTextScale(1.2);
    QCOMPARE(controller.textScale(), 1.15);
    controller.stepTextScaleUp();
    QCOMPARE(controller.textScale(), 1.3);
    for (int i = 0; i < 9; ++i)
        controller.stepTextScaleUp();
    QCOMPARE(controller.textScale(), 1.75);
    for (int i = 0; i < 9; ++i)
        controller.stepTextScaleDown();
    QCOMPARE(controller.textScale(), 0.9);
    QCOMPARE(controller.theme().type.body, 13 * 0.9);
}

void TestThemeController::installGivesTheApplicationPaletteAndFont()
{
    ThemeController controller;
    controller.setChoice(ThemeChoice::Light);
    controller.install();
    QCOMPARE(QApplication::palette().color(QPalette::Window), controller.theme().window);
    controller.setChoice(ThemeChoice::Dark);
    QCOMPARE(QApplication::palette().color(QPalette::Base), controller.theme().surface);
    QCOMPARE(QApplication::font().families().first(), QStringLiteral("Inter"));
}

void TestThemeController::fontsHaveTheNearestWholePixel()
{
    QCOMPARE(uiFont(11.5).pixelSize(), 12);
    QCOMPARE(uiFont(13 * 0.9).pixelSize(), 12);
    QCOMPARE(monoFont(0.2).pixelSize(), 1);
    QVERIFY(QFontInfo(monoFont(12)).fixedPitch());
}

QTEST_MAIN(TestThemeController)
#include "tst_theme_controller.moc"
