// SPDX-License-Identifier: GPL-3.0-only
#include "tests/ui/support/fake_clock.h"
#include "tests/ui/support/scenarios.h"
#include "ui/document/document.h"
#include "ui/panels/problem_row.h"
#include "ui/panels/problems_page.h"
#include "ui/panels/source_text.h"

#include <QApplication>
#include <QClipboard>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace tickscope;

namespace {

const QString text = QStringLiteral("format = 1\n"
                                    "title = \"Mailbox build-up\"\n"
                                    "\n"
                                    "[[server]]\n"
                                    "name = \"poller_interval\"\n"
                                    "kind = \"poller\"\n"
                                    "schedule = \"send-interval\"\n"
                                    "interval = \"5s\"\n"
                                    "work = \"8 sec\"\n");

} // namespace

class TestProblemsPage : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_controller = std::make_unique<RunController>(m_clock);
        m_document = std::make_unique<Document>(*m_controller);
        m_page = std::make_unique<ProblemsPage>(*m_document, m_themes);
        m_page->resize(900, 700);
        m_page->show();
        m_document->openText(text, {}, QStringLiteral("buildup.toml"));
    }
    void cleanup()
    {
        m_page.reset();
        m_document.reset();
    }

    void everyProblemHasARow()
    {
        QCOMPARE(m_page->problemCount(), 2);
        QVERIFY(m_page->row(0).accessibleName().contains(QStringLiteral("7:12")));
        QVERIFY(m_page->row(0).accessibleName().contains(QStringLiteral("send-interval")));
    }
    void theFirstProblemsAreSeenAtOnce()
    {
        m_page->resize(900, 420);
        QApplication::processEvents();
        for (int i = 0; i < 2; ++i)
            QCOMPARE(
                m_page->row(i).visibleRegion().boundingRect().height(), m_page->row(i).height());
    }
    void aButtonSolvesItsProblem()
    {
        auto* button = m_page->row(0).solution();
        QVERIFY(button);
        QCOMPARE(button->text(), QStringLiteral("Use \"send_interval\""));
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(m_page->problemCount(), 1);
        QVERIFY(m_document->text().contains(QStringLiteral("schedule = \"send_interval\"\n")));
        QVERIFY(m_document->isModified());
    }
    void theLastSolutionLeadsToTheRun()
    {
        QSignalSpy closed(m_page.get(), &ProblemsPage::closed);
        QTest::mouseClick(m_page->row(0).solution(), Qt::LeftButton);
        QTest::mouseClick(m_page->row(0).solution(), Qt::LeftButton);
        QCOMPARE(m_document->state(), Document::State::Scenario);
        QVERIFY(m_document->text().contains(QStringLiteral("work = \"8s\"\n")));
        QVERIFY(closed.count() <= 1);
    }
    void theTextCanBeTypedInto()
    {
        auto fixed = text;
        fixed.replace(QStringLiteral("send-interval"), QStringLiteral("send_interval"))
            .replace(QStringLiteral("8 sec"), QStringLiteral("8s"));
        m_page->source().setPlainText(fixed);
        QTRY_COMPARE(m_document->state(), Document::State::Scenario);
    }
    void aProblemMarksItsCharacters()
    {
        const auto& diagnostic = m_document->diagnostics().front();
        QVERIFY(m_page->source()
                    .cursorFor(diagnostic)
                    .selectedText()
                    .contains(QStringLiteral("send-interval")));
    }
    void placesCountCharactersNotBytes()
    {
        m_document->openText(QStringLiteral("format = 1\ntitle = \"🙂🙂\"; x\n"), {},
            QStringLiteral("odd.toml"));
        for (const auto& diagnostic : m_document->diagnostics())
            m_page->source().cursorFor(diagnostic);
    }
    void allProblemsCanBeCopied()
    {
        for (auto* button : m_page->findChildren<QPushButton*>())
            if (button->text() == QStringLiteral("Copy all"))
                QTest::mouseClick(button, Qt::LeftButton);
        const auto copied = QApplication::clipboard()->text();
        QCOMPARE(copied.count(u'\n'), 2);
        QVERIFY(copied.startsWith(QStringLiteral("buildup.toml:7:12: error: ")));
    }

private:
    FakeClock m_clock;
    ThemeController m_themes;
    std::unique_ptr<RunController> m_controller;
    std::unique_ptr<Document> m_document;
    std::unique_ptr<ProblemsPage> m_page;
};

QTEST_MAIN(TestProblemsPage)
#include "tst_problems_page.moc"
