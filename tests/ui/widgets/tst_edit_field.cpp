// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/theme_controller.h"
#include "ui/widgets/edit_field.h"

#include <QAction>
#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QWidget>

using namespace tickscope;

// A window whose Space key plays, as the main window's does, and a field in it.
class TestEditField : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_field = new EditField(QStringLiteral("Interval"), m_themes, m_window.get());
        m_field->setValue(QStringLiteral("5 s"));
        m_play = new QAction(m_window.get());
        m_play->setShortcut(Qt::Key_Space);
        m_window->addAction(m_play);
        (new QVBoxLayout(m_window.get()))->addWidget(m_field);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_field->setFocus();
    }

    void returnHandsTheValueOver()
    {
        QSignalSpy typed(m_field, &EditField::valueTyped);
        m_field->selectAll();
        QTest::keyClicks(m_field, QStringLiteral("10 s"));
        QTest::keyClick(m_field, Qt::Key_Return);
        QCOMPARE(typed.count(), 1);
        QCOMPARE(typed[0][0].toString(), QStringLiteral("10 s"));
    }

    void spacePlaysUnlessSomethingIsTyped()
    {
        QSignalSpy played(m_play, &QAction::triggered);
        m_field->selectAll();
        QTest::keyClicks(m_field, QStringLiteral("10 s"));
        QCOMPARE(m_field->text(), QStringLiteral("10 s"));
        QCOMPARE(played.count(), 0);
        QTest::keyClick(m_field, Qt::Key_Return);
        QTest::keyClick(m_field, Qt::Key_Space);
        QCOMPARE(played.count(), 1);
        QCOMPARE(m_field->text(), QStringLiteral("10 s"));
    }

    void escapeTakesTheTypingBack()
    {
        QTest::keyClicks(m_field, QStringLiteral("99"));
        QTest::keyClick(m_field, Qt::Key_Escape);
        QCOMPARE(m_field->text(), QStringLiteral("5 s"));
    }

private:
    ThemeController m_themes;
    std::unique_ptr<QWidget> m_window;
    EditField* m_field = nullptr;
    QAction* m_play = nullptr;
};

QTEST_MAIN(TestEditField)
#include "tst_edit_field.moc"
