// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/problems_page.h"

#include "ui/document/document.h"
#include "ui/panels/problem_row.h"
#include "ui/panels/source_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

// A text with more problems than this has one problem; the rest comes to light once these are gone.
constexpr std::size_t mostRows = 200;
constexpr std::size_t rowsSeen = 4;

} // namespace

ProblemsPage::ProblemsPage(Document& document, const ThemeController& themes, QWidget* parent)
    : Strip(Ground::Surface, {}, themes, parent)
    , m_document(document)
    , m_source(new SourceText(themes))
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    createHeader(layout);
    auto* rows = new QWidget;
    m_list = new QVBoxLayout(rows);
    m_list->setContentsMargins({});
    m_list->setSpacing(0);
    m_list->addStretch();
    m_scroll = new QScrollArea;
    m_scroll->setWidget(rows);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* split = new QSplitter(Qt::Vertical);
    split->addWidget(m_scroll);
    split->addWidget(m_source);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    layout->addWidget(split, 1);
    m_typed.setSingleShot(true);
    m_typed.setInterval(400);
    connect(m_source, &SourceText::edited, this, [this] {
        m_isTyped = true;
        m_typed.start();
    });
    connect(&m_typed, &QTimer::timeout, this, &ProblemsPage::applyTyped);
    connect(m_source, &SourceText::shortcutComing, this, &ProblemsPage::applyTyped);
    for (const auto signal :
        { &Document::opened, &Document::textChanged, &Document::scenarioChanged })
        connect(&document, signal, this, &ProblemsPage::refreshIfSeen);
    refreshIfSeen();
}

// Most files run, and nobody looks at this page.
void ProblemsPage::refreshIfSeen()
{
    m_isStale = !isVisible();
    if (!m_isStale)
        refresh();
}

void ProblemsPage::showEvent(QShowEvent* event)
{
    Strip::showEvent(event);
    if (m_isStale)
        refreshIfSeen();
}

void ProblemsPage::createHeader(QVBoxLayout* layout)
{
    auto* header = new Strip(Ground::Surface, Qt::BottomEdge, themes());
    m_icon = new Label(TextLook::Second, themes());
    m_title = new Label(TextLook::Title, themes());
    m_about = new Label(TextLook::Second, themes());
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_about);
    auto* row = new QHBoxLayout(header);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addLayout(words, 1);
    const auto addButton = [&](const QString& text) {
        auto* button = new QPushButton(text);
        row->addWidget(button, 0, Qt::AlignTop);
        return button;
    };
    m_back = addButton(tr("Back to the run"));
    auto* check = addButton(tr("Check again"));
    check->setToolTip(tr("Read the file again"));
    auto* copy = addButton(tr("Copy all"));
    connect(m_back, &QPushButton::clicked, this, &ProblemsPage::closed);
    connect(check, &QPushButton::clicked, this, &ProblemsPage::checkAgain);
    connect(copy, &QPushButton::clicked, this, &ProblemsPage::copyAll);
    layout->addWidget(header);
    onTheme(this, themes(), [row](const Theme& theme) {
        const int side = px(1.5 * theme.metrics.padding);
        row->setContentsMargins(side, side, side, side);
        row->setSpacing(px(theme.metrics.gap));
    });
}

void ProblemsPage::refresh()
{
    const auto& problems = m_document.diagnostics();
    const bool isBroken = hasBrokenText();
    const auto count = problems.size() == 1
        ? tr("1 problem in %1").arg(m_document.name())
        : tr("%1 problems in %2").arg(countText(problems.size()), m_document.name());
    m_title->setWords(problems.empty() ? tr("No problems in %1").arg(m_document.name()) : count);
    m_about->setWords(isBroken
            ? (m_document.isHeldUp()
                    ? tr("The run is still that of the last text without errors.")
                    : tr("Nothing runs until they are solved. The text below can be edited."))
            : tr("It runs all the same."));
    m_back->setVisible(m_document.state() == Document::State::Scenario);
    const auto& look = theme();
    m_icon->setPixmap(iconPixmap(isBroken ? QStringLiteral("error")
            : problems.empty()            ? QStringLiteral("check")
                                          : QStringLiteral("warning"),
        1.2 * look.metrics.icon,
        isBroken               ? look.error
            : problems.empty() ? look.ok
                               : look.warn,
        devicePixelRatioF()));
    showText();
    showRows();
    if (!problems.empty())
        select(0);
}

void ProblemsPage::showText()
{
    m_source->showText(m_document.textNow());
    m_isTyped = false;
    m_typed.stop();
}

bool ProblemsPage::hasBrokenText() const
{
    return m_document.state() == Document::State::Broken || m_document.isHeldUp();
}

void ProblemsPage::applyTyped()
{
    m_typed.stop();
    if (!std::exchange(m_isTyped, false))
        return;
    m_document.setText(m_source->toPlainText());
}

void ProblemsPage::showRows()
{
    for (auto* row : m_rows) {
        row->hide();
        row->deleteLater(); // its button may be the one that was pressed
    }
    m_rows.clear();
    m_current = -1;
    const auto& problems = m_document.diagnostics();
    m_source->setDiagnostics(problems);
    for (std::size_t i = 0; i < std::min(problems.size(), mostRows); ++i) {
        auto* row = new ProblemRow(problems[i], themes());
        m_list->insertWidget(int(i), row);
        connect(row, &ProblemRow::chosen, this, [this, i] { select(int(i)); });
        connect(row, &ProblemRow::solved, this, [this, i] { solve(int(i)); });
        m_rows.push_back(row);
    }
    // The first few are seen at once, however the room below them is shared out.
    int height = 0;
    for (std::size_t i = 0; i < std::min(m_rows.size(), rowsSeen); ++i)
        height += m_rows[i]->sizeHint().height();
    m_scroll->setMinimumHeight(height);
}

void ProblemsPage::select(int problem)
{
    if (problem == m_current)
        return;
    m_current = problem;
    for (int i = 0; i < int(m_rows.size()); ++i)
        m_rows[std::size_t(i)]->setCurrent(i == problem);
    if (!m_source->hasFocus())
        m_source->setCurrentProblem(problem);
}

void ProblemsPage::solve(int problem)
{
    const auto diagnostic = m_document.diagnostics()[std::size_t(problem)];
    auto cursor = m_source->cursorFor(diagnostic);
    cursor.insertText(QString::fromStdString(diagnostic.replacement));
    m_typed.stop();
    m_document.setText(m_source->toPlainText());
    if (m_document.diagnostics().empty())
        emit closed();
}

void ProblemsPage::checkAgain()
{
    m_typed.stop();
    if (m_document.path().isEmpty() || m_document.isModified())
        m_document.setText(m_source->toPlainText());
    else
        m_document.reload();
}

void ProblemsPage::copyAll()
{
    QString lines;
    for (const auto& diagnostic : m_document.diagnostics())
        lines += QString::fromStdString(renderLine(diagnostic)) + u'\n';
    QGuiApplication::clipboard()->setText(lines);
}

} // namespace tickscope
