// SPDX-License-Identifier: GPL-3.0-only
#include "ui/theme/style.h"
#include "ui/theme/theme_controller.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollBar>
#include <QSlider>
#include <QSpinBox>
#include <QTabWidget>
#include <QTest>
#include <QVBoxLayout>

using namespace tickscope;

class TestStyle : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void controlsAreAsHighAsTheGridSays();
    void keyboardFocusIsARingAroundTheButton();
    void aPrimaryButtonIsFilled();
    void aRefusedValueHasAnErrorBorder();
    void aSelectedRowHasTintAndBar();
    void theOpenTabHasAnAccentLine();
    void aScrollBarStandsOnTheGroundOfWhatItScrolls();
    void surfacesAreFlat_data();
    void surfacesAreFlat();

private:
    ThemeController m_themes;
};

void TestStyle::initTestCase()
{
    m_themes.setChoice(ThemeChoice::Light);
    m_themes.install();
}

void TestStyle::controlsAreAsHighAsTheGridSays()
{
    QWidget window;
    auto* layout = new QVBoxLayout(&window);
    QPushButton button(QStringLiteral("Cancel"));
    QLineEdit field;
    QComboBox choice;
    for (QWidget* widget : QList<QWidget*> { &button, &field, &choice })
        layout->addWidget(widget);
    window.show();
    QCOMPARE(layout->itemAt(0)->geometry().height(), 28); // the ring's room is not seen by layouts
    QCOMPARE(layout->itemAt(1)->geometry().height(), 28);
    QCOMPARE(layout->itemAt(2)->geometry().height(), 28);
    layout->removeWidget(&button);
    layout->removeWidget(&field);
    layout->removeWidget(&choice);
    for (QWidget* widget : QList<QWidget*> { &button, &field, &choice })
        widget->setParent(nullptr);
}

void TestStyle::keyboardFocusIsARingAroundTheButton()
{
    QWidget window;
    auto* button = new QPushButton(QStringLiteral("Cancel"), &window);
    window.resize(200, 100);
    button->setGeometry(20, 20, 100, 34);
    window.show();
    QVERIFY(window.grab().toImage().pixelColor(20, 37) != m_themes.theme().accent);
    QApplication::setActiveWindow(&window);
    QTest::keyClick(&window, Qt::Key_Tab);
    QVERIFY(button->hasFocus());
    const QImage focused = window.grab().toImage();
    QCOMPARE(focused.pixelColor(20, 37), m_themes.theme().accent);
    QCOMPARE(focused.pixelColor(21, 37), m_themes.theme().accent);
    QCOMPARE(focused.pixelColor(22, 37), m_themes.theme().window); // 1 px off the control
    QCOMPARE(focused.pixelColor(23, 37), m_themes.theme().border);
}

void TestStyle::aPrimaryButtonIsFilled()
{
    QPushButton button;
    button.resize(100, 34);
    setButtonRole(button, ButtonRole::Primary);
    QCOMPARE(button.grab().toImage().pixelColor(20, 17), m_themes.theme().accent);
    setButtonRole(button, ButtonRole::Plain);
    QCOMPARE(button.grab().toImage().pixelColor(20, 17), m_themes.theme().surface);
}

void TestStyle::aRefusedValueHasAnErrorBorder()
{
    QLineEdit field(QStringLiteral("5 sec"));
    field.resize(120, 28);
    setFieldState(field, FieldState::Invalid);
    const QImage image = field.grab().toImage();
    QCOMPARE(image.pixelColor(60, 0), m_themes.theme().error);
    QCOMPARE(image.pixelColor(60, 1), m_themes.theme().error);
    setFieldState(field, FieldState::Valid);
    QVERIFY(field.grab().toImage().pixelColor(60, 1) != m_themes.theme().error);
}

void TestStyle::aSelectedRowHasTintAndBar()
{
    QListWidget list;
    list.setFrameShape(QFrame::NoFrame);
    list.addItems({ QStringLiteral("one"), QStringLiteral("two") });
    list.setCurrentRow(1);
    list.resize(200, 100);
    const QImage image = list.grab().toImage();
    const QRect row = list.visualItemRect(list.item(1));
    QCOMPARE(row.height(), 22);
    QCOMPARE(image.pixelColor(1, row.center().y()), m_themes.theme().accent);
    QCOMPARE(image.pixelColor(150, row.center().y()), m_themes.theme().tint);
}

void TestStyle::theOpenTabHasAnAccentLine()
{
    QTabWidget tabs;
    tabs.setDocumentMode(true);
    tabs.addTab(new QWidget, QStringLiteral("Charts"));
    tabs.addTab(new QWidget, QStringLiteral("Actions"));
    tabs.resize(300, 200);
    tabs.show();
    const QRect open = tabs.tabBar()->tabRect(0);
    QCOMPARE(open.height(), 34);
    const QImage image = tabs.grab().toImage();
    QCOMPARE(image.pixelColor(open.center().x(), open.bottom()), m_themes.theme().accent);
    const QRect closed = tabs.tabBar()->tabRect(1);
    QCOMPARE(image.pixelColor(closed.center().x(), closed.bottom()), m_themes.theme().hairline);
}

void TestStyle::aScrollBarStandsOnTheGroundOfWhatItScrolls()
{
    QListWidget list;
    QPalette ground = list.palette();
    ground.setColor(QPalette::Base, m_themes.theme().tint);
    list.setPalette(ground);
    list.setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    list.show();
    const QImage image = list.verticalScrollBar()->grab().toImage();
    QCOMPARE(image.pixelColor(0, 0), m_themes.theme().tint);
    QScrollBar plain;
    plain.show();
    QCOMPARE(plain.grab().toImage().pixelColor(0, 0), m_themes.theme().surface);
}

void TestStyle::surfacesAreFlat_data()
{
    QTest::addColumn<QWidget*>("widget");
    QTest::newRow("button") << static_cast<QWidget*>(new QPushButton);
    QTest::newRow("spin box") << static_cast<QWidget*>(new QSpinBox);
    QTest::newRow("combo box") << static_cast<QWidget*>(new QComboBox);
    QTest::newRow("progress bar") << static_cast<QWidget*>(new QProgressBar);
    QTest::newRow("slider") << static_cast<QWidget*>(new QSlider(Qt::Horizontal));
    QTest::newRow("scroll bar") << static_cast<QWidget*>(new QScrollBar(Qt::Horizontal));
}

void TestStyle::surfacesAreFlat()
{
    QFETCH(QWidget*, widget);
    widget->resize(160, 34);
    const QImage image = widget->grab().toImage();
    // Down the middle: only tokens and what antialiasing makes of their edges, never a gradient,
    // which would show as many colours.
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); ++y)
        colours.insert(image.pixel(60, y));
    QVERIFY2(colours.size() <= 6, qPrintable(QString::number(colours.size())));
    delete widget;
}

QTEST_MAIN(TestStyle)
#include "tst_style.moc"
