// SPDX-License-Identifier: GPL-3.0-only
// The pages that lead into the code name files and functions: each of them is there.
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

namespace {

const QDir root(QStringLiteral(TICKSCOPE_SOURCE_DIR));

QString readText(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

bool isPlace(const QString& span)
{
    static const QRegularExpression form(
        QStringLiteral("^(app|core|ui|tests|resources|README)[\\w./-]*$"));
    return form.match(span).hasMatch() && (span.contains(u'/') || span.contains(u'.'));
}

bool isFunction(const QString& span)
{
    static const QRegularExpression form(QStringLiteral("^[A-Za-z]\\w+$"));
    return form.match(span).hasMatch();
}

// The words between backticks, in their order.
QStringList spansOf(const QString& line)
{
    static const QRegularExpression span(QStringLiteral("`([^`]+)`"));
    QStringList spans;
    for (auto found = span.globalMatch(line); found.hasNext();)
        spans += found.next().captured(1);
    return spans;
}

struct NamedPlace
{
    QString path;
    QStringList functions; // named right after it
};

QList<NamedPlace> placesIn(const QString& text)
{
    QList<NamedPlace> places;
    for (const QString& line : text.split(u'\n')) {
        bool isAfterPlace = false;
        for (const QString& span : spansOf(line)) {
            if (isPlace(span))
                places.append({ span, {} });
            else if (isAfterPlace && isFunction(span))
                places.last().functions += span;
            isAfterPlace = isPlace(span);
        }
    }
    return places;
}

QStringList missingFrom(const NamedPlace& place)
{
    const QString path = root.filePath(place.path);
    if (!QFile::exists(path))
        return { place.path };
    QStringList missing;
    const QString source = place.functions.isEmpty() ? QString() : readText(path);
    for (const QString& function : place.functions) {
        const QRegularExpression word(QStringLiteral("\\b%1\\b").arg(function));
        if (!source.contains(word))
            missing += place.path + u' ' + function;
    }
    return missing;
}

} // namespace

class TestWayIn : public QObject
{
    Q_OBJECT

private slots:
    void whatAPageNamesIsThere_data();
    void whatAPageNamesIsThere();
    void whatIsNotThereIsFound();
    void everyFolderOfCoreAndOfTheWindowIsNamed_data();
    void everyFolderOfCoreAndOfTheWindowIsNamed();
};

void TestWayIn::whatAPageNamesIsThere_data()
{
    QTest::addColumn<QString>("page");
    QTest::addColumn<int>("least");
    QTest::newRow("contributing") << QStringLiteral("CONTRIBUTING.md") << 30;
    QTest::newRow("core") << QStringLiteral("core/README.md") << 25;
    QTest::newRow("ui") << QStringLiteral("ui/README.md") << 20;
}

void TestWayIn::whatAPageNamesIsThere()
{
    QFETCH(QString, page);
    QFETCH(int, least);
    const QList<NamedPlace> places = placesIn(readText(root.filePath(page)));
    QVERIFY2(places.size() >= least, qPrintable(QString::number(places.size())));
    QStringList missing;
    for (const NamedPlace& place : places)
        missing += missingFrom(place);
    QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u'\n')));
}

void TestWayIn::whatIsNotThereIsFound()
{
    const QList<NamedPlace> places = placesIn(QStringLiteral(
        "see `core/otp/node.h` `run`, `core/otp/no_such.h` and `core/otp/node.h` `noSuchWord`"));
    QCOMPARE(places.size(), 3);
    QVERIFY(missingFrom(places[0]).isEmpty());
    QCOMPARE(missingFrom(places[1]), QStringList { QStringLiteral("core/otp/no_such.h") });
    QCOMPARE(missingFrom(places[2]), QStringList { QStringLiteral("core/otp/node.h noSuchWord") });
}

void TestWayIn::everyFolderOfCoreAndOfTheWindowIsNamed_data()
{
    QTest::addColumn<QString>("layer");
    QTest::newRow("core") << QStringLiteral("core");
    QTest::newRow("ui") << QStringLiteral("ui");
}

void TestWayIn::everyFolderOfCoreAndOfTheWindowIsNamed()
{
    QFETCH(QString, layer);
    const QString page = readText(root.filePath(layer + QStringLiteral("/README.md")));
    for (const QString& folder :
        QDir(root.filePath(layer)).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString span = u'`' + layer + u'/' + folder + u'`';
        QVERIFY2(page.contains(span), qPrintable(span));
    }
}

QTEST_APPLESS_MAIN(TestWayIn)
#include "tst_way_in.moc"
