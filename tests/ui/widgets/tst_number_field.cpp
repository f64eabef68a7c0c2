// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/number_field.h"
#include "ui/widgets/number_step.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <memory>

using namespace tickscope;

class TestNumberField : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_field = std::make_unique<NumberField>(QStringLiteral("Work"), m_themes);
        m_field->setValue(QStringLiteral("8 s"));
        m_field->resize(180, 28);
        m_field->show();
        QVERIFY(QTest::qWaitForWindowActive(m_field.get()));
        m_field->clearFocus();
    }

    void aStepIsOneOfTheUnitThatIsShown_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("cursor");
        QTest::addColumn<int>("tenths");
        QTest::addColumn<QString>("stepped");
        QTest::newRow("a unit") << "5 s" << 0 << 10 << "6 s";
        QTest::newRow("a tenth") << "5 s" << 3 << 1 << "5.1 s";
        QTest::newRow("a tenth below a whole") << "5 s" << 0 << -1 << "4.9 s";
        QTest::newRow("back to a whole") << "1.9 s" << 0 << 1 << "2 s";
        QTest::newRow("decimals stay") << "0.25 s" << 0 << 10 << "1.25 s";
        QTest::newRow("a rate") << "4/min" << 1 << 10 << "5/min";
        QTest::newRow("the number at the cursor") << "1 s to 3 s" << 8 << 10 << "1 s to 4 s";
        QTest::newRow("the first") << "normal 2 s ± 300 ms" << 0 << -10 << "normal 1 s ± 300 ms";
    }
    void aStepIsOneOfTheUnitThatIsShown()
    {
        QFETCH(QString, text);
        QFETCH(int, cursor);
        QFETCH(int, tenths);
        QFETCH(QString, stepped);
        const auto result = steppedText(text, cursor, tenths);
        QVERIFY(result);
        QCOMPARE(result->text, stepped);
    }
    void noStepGoesBelowZero()
    {
        QVERIFY(!steppedText(QStringLiteral("0.5 s"), 0, -10));
        QVERIFY(!steppedText(QStringLiteral("none"), 0, 10));
    }

    void upAndDownStep()
    {
        QSignalSpy typed(m_field.get(), &EditField::valueTyped);
        m_field->setFocus();
        QTest::keyClick(m_field.get(), Qt::Key_Up);
        QCOMPARE(typed.takeFirst().first().toString(), QStringLiteral("9 s"));
        m_field->setValue(QStringLiteral("9 s"));
        QTest::keyClick(m_field.get(), Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(typed.takeFirst().first().toString(), QStringLiteral("8.9 s"));
    }
    void aKeyThatIsHeldIsOneEdit()
    {
        QSignalSpy typed(m_field.get(), &EditField::valueTyped);
        m_field->setFocus();
        for (int i = 0; i < 5; ++i)
            QTest::keyPress(m_field.get(), Qt::Key_Up);
        QCOMPARE(typed.count(), 0);
        QTest::keyRelease(m_field.get(), Qt::Key_Up);
        QCOMPARE(typed.count(), 1);
        QCOMPARE(typed.first().first().toString(), QStringLiteral("13 s"));
    }
    void theWheelStepsOnlyWithTheFocus()
    {
        QSignalSpy typed(m_field.get(), &EditField::valueTyped);
        QVERIFY(!wheel(120));
        QCOMPARE(m_field->text(), QStringLiteral("8 s"));
        m_field->setFocus();
        QVERIFY(wheel(120));
        QVERIFY(wheel(120));
        QCOMPARE(m_field->text(), QStringLiteral("10 s"));
        QTRY_COMPARE(typed.count(), 1);
        QCOMPARE(typed.first().first().toString(), QStringLiteral("10 s"));
    }
    void aDragIsOneEditOnRelease()
    {
        QSignalSpy typed(m_field.get(), &EditField::valueTyped);
        const auto start = m_field->grip().center();
        QTest::mousePress(m_field.get(), Qt::LeftButton, {}, start);
        QTest::mouseMove(m_field.get(), start + QPoint(8, 0));
        QTest::mouseMove(m_field.get(), start + QPoint(20, 0));
        QVERIFY(m_field->isDragged());
        QCOMPARE(m_field->cursor().shape(), Qt::SplitHCursor);
        QCOMPARE(m_field->text(), QStringLiteral("13 s"));
        QCOMPARE(typed.count(), 0);
        QTest::mouseRelease(m_field.get(), Qt::LeftButton, {}, start + QPoint(20, 0));
        QCOMPARE(typed.count(), 1);
        QCOMPARE(typed.first().first().toString(), QStringLiteral("13 s"));
    }
    void escapeTakesADragBack()
    {
        QSignalSpy typed(m_field.get(), &EditField::valueTyped);
        const auto start = m_field->grip().center();
        QTest::mousePress(m_field.get(), Qt::LeftButton, {}, start);
        QTest::mouseMove(m_field.get(), start + QPoint(-12, 0));
        QCOMPARE(m_field->text(), QStringLiteral("5 s"));
        QTest::keyClick(m_field.get(), Qt::Key_Escape);
        QCOMPARE(m_field->text(), QStringLiteral("8 s"));
        QTest::mouseRelease(m_field.get(), Qt::LeftButton, {}, start + QPoint(-12, 0));
        QCOMPARE(typed.count(), 0);
    }
    void theButtonsStep()
    {
        QSignalSpy typed(m_field.get(), &EditField::valueTyped);
        QTest::mouseClick(m_field.get(), Qt::LeftButton, {}, m_field->stepDown().center());
        QCOMPARE(typed.count(), 1);
        QCOMPARE(typed.first().first().toString(), QStringLiteral("7 s"));
    }
    void whatMayNotBeZeroStopsAboveIt()
    {
        m_field->setZeroAllowed(false);
        m_field->setValue(QStringLiteral("1 s"));
        m_field->setFocus();
        QTest::keyClick(m_field.get(), Qt::Key_Down);
        QCOMPARE(m_field->text(), QStringLiteral("1 s"));
        m_field->setZeroAllowed(true);
        QTest::keyClick(m_field.get(), Qt::Key_Down);
        QCOMPARE(m_field->text(), QStringLiteral("0 s"));
    }

private:
    /// @return whether the field took it
    bool wheel(int turn)
    {
        const QPointF middle(80, 14);
        QWheelEvent event(middle, m_field->mapToGlobal(middle), {}, QPoint(0, turn), Qt::NoButton,
            Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(m_field.get(), &event);
        return event.isAccepted();
    }

    ThemeController m_themes;
    std::unique_ptr<NumberField> m_field;
};

QTEST_MAIN(TestNumberField)
#include "tst_number_field.moc"
