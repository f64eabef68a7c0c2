// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/scenario_text_panel.h"

#include "ui/document/document.h"
#include "ui/panels/source_text.h"
#include "ui/theme/icons.h"
#include "ui/widgets/label.h"
#include "ui/widgets/strip.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

#include <utility>

namespace tickscope {

namespace {

constexpr int typedMs = 400;

} // namespace

ScenarioTextPanel::ScenarioTextPanel(
    Document& document, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_document(document)
    , m_themes(themes)
    , m_source(new SourceText(themes))
{
    createFoot();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_source, 1);
    layout->addWidget(m_foot);
    m_typed.setSingleShot(true);
    m_typed.setInterval(typedMs);
    connect(&m_typed, &QTimer::timeout, this, &ScenarioTextPanel::apply);
    connect(m_source, &SourceText::edited, this, [this] {
        m_isTyped = true;
        m_typed.start();
    });
    connect(m_source, &SourceText::shortcutComing, this, &ScenarioTextPanel::apply);
    connect(
        m_source, &QPlainTextEdit::cursorPositionChanged, this, &ScenarioTextPanel::refreshFoot);
    m_source->installEventFilter(this);
    for (const auto signal : { &Document::opened, &Document::textChanged,
             &Document::scenarioChanged, &Document::markersChanged })
        connect(&document, signal, this, &ScenarioTextPanel::refresh);
    onTheme(this, themes, [this](const Theme&) { refreshFoot(); });
}

void ScenarioTextPanel::createFoot()
{
    m_foot = new Strip(Strip::Ground::Surface, Qt::TopEdge, m_themes);
    m_icon = new Label(TextLook::Second, m_themes);
    m_words = new Label(TextLook::Second, m_themes);
    m_words->setWordWrap(true);
    m_solution = new QPushButton;
    m_solution->setAccessibleName(tr("Solve the problem"));
    auto* row = new QHBoxLayout(m_foot);
    row->addWidget(m_icon, 0, Qt::AlignTop);
    row->addWidget(m_words, 1);
    row->addWidget(m_solution, 0, Qt::AlignTop);
    onTheme(m_foot, m_themes, [this, row](const Theme& theme) {
        row->setContentsMargins(px(theme.metrics.padding), px(0.75 * theme.metrics.gap),
            px(theme.metrics.padding), px(0.75 * theme.metrics.gap));
        row->setSpacing(px(theme.metrics.gap));
        // The button comes and goes; the text above it keeps its height.
        m_foot->setMinimumHeight(px(theme.metrics.control + 1.5 * theme.metrics.gap));
    });
    connect(m_solution, &QPushButton::clicked, this, &ScenarioTextPanel::solve);
}

QString ScenarioTextPanel::words() const
{
    return m_words->text();
}

bool ScenarioTextPanel::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::FocusOut)
        apply();
    return QWidget::eventFilter(object, event);
}

void ScenarioTextPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void ScenarioTextPanel::apply()
{
    m_typed.stop();
    if (!std::exchange(m_isTyped, false))
        return;
    m_document.setText(m_source->toPlainText());
    refreshFoot();
}

// Nobody sees it most of the time, and a long text takes a while to patch.
void ScenarioTextPanel::refresh()
{
    if (!isVisible() || m_isTyped)
        return;
    m_source->showText(m_document.textNow());
    m_source->setDiagnostics(m_document.diagnostics());
    refreshFoot();
}

int ScenarioTextPanel::problemShown() const
{
    const auto& problems = m_document.diagnostics();
    const auto line = std::uint32_t(m_source->textCursor().blockNumber() + 1);
    for (std::size_t i = 0; i < problems.size(); ++i)
        if (problems[i].place.line == line)
            return int(i);
    return problems.empty() ? -1 : 0;
}

void ScenarioTextPanel::refreshFoot()
{
    const int shown = problemShown();
    const bool isHeldUp = m_document.isHeldUp();
    m_solution->setVisible(false);
    QString words = tr("No problems. The run and the inspector follow what is typed.");
    if (shown >= 0) {
        const auto& problem = m_document.diagnostics()[std::size_t(shown)];
        words = tr("Line %1: %2")
                    .arg(problem.place.line)
                    .arg(QString::fromStdString(renderSentences(problem)));
        const auto replacement = QString::fromStdString(problem.replacement);
        m_solution->setText(tr("Use \"%1\"").arg(QString(replacement).remove(u'"')));
        m_solution->setVisible(!replacement.isEmpty());
    }
    if (isHeldUp)
        words += u'\n' + tr("The run is still that of the last text without errors.");
    m_words->setWords(words);
    const auto& theme = m_themes.theme();
    m_icon->setPixmap(iconPixmap(isHeldUp ? QStringLiteral("error")
            : shown < 0                   ? QStringLiteral("check")
                                          : QStringLiteral("warning"),
        0.8 * theme.metrics.icon,
        isHeldUp        ? theme.error
            : shown < 0 ? theme.ok
                        : theme.warn,
        devicePixelRatioF()));
}

void ScenarioTextPanel::solve()
{
    const int shown = problemShown();
    if (shown < 0)
        return;
    const auto problem = m_document.diagnostics()[std::size_t(shown)];
    m_source->cursorFor(problem).insertText(QString::fromStdString(problem.replacement));
    apply();
}

} // namespace tickscope
