// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/source_text.h"

#include "ui/panels/key_completion.h"
#include "ui/panels/toml_highlighter.h"
#include "ui/theme/fonts.h"

#include <QKeyEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QTextBlock>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

class Numbers : public QWidget
{
public:
    explicit Numbers(SourceText& source)
        : QWidget(&source)
        , m_source(source)
    {
    }

protected:
    void paintEvent(QPaintEvent* event) override { m_source.paintNumbers(event); }

private:
    SourceText& m_source;
};

QColor severityColour(Severity severity, const Theme& theme)
{
    return severity == Severity::Error ? theme.error : theme.warn;
}

} // namespace

SourceText::SourceText(const ThemeController& themes, QWidget* parent)
    : QPlainTextEdit(parent)
    , m_themes(themes)
    , m_numbers(new Numbers(*this))
{
    setAccessibleName(tr("Scenario text"));
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setTabChangesFocus(true);
    setUndoRedoEnabled(false);
    new TomlHighlighter(*document(), themes);
    m_completion = new KeyCompletion(*this, themes);
    onTheme(this, themes, [this](const Theme& theme) {
        setFont(monoFont(theme.type.second));
        QPalette colours = palette();
        colours.setColor(QPalette::Base, theme.sunken);
        colours.setColor(QPalette::Text, theme.text);
        setPalette(colours);
        layOut();
        mark();
    });
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect& rect, int dy) {
        dy != 0 ? m_numbers->scroll(0, dy)
                : m_numbers->update(0, rect.y(), m_numbers->width(), rect.height());
    });
    connect(this, &QPlainTextEdit::blockCountChanged, this, &SourceText::layOut);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        // A highlighter that colours anew says so, too.
        if (auto text = toPlainText(); text != m_shown) {
            m_shown = std::move(text);
            emit edited();
        }
    });
}

int SourceText::numbersWidth() const
{
    const auto digits = QString::number(std::max(99, blockCount())).size();
    return int(digits) * fontMetrics().horizontalAdvance(u'9')
        + px(2.4 * m_themes.theme().metrics.padding);
}

void SourceText::layOut()
{
    setViewportMargins(numbersWidth(), 0, 0, 0);
    const auto inside = contentsRect();
    m_numbers->setGeometry(inside.left(), inside.top(), numbersWidth(), inside.height());
}

void SourceText::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    layOut();
}

void SourceText::showText(const QString& text)
{
    const auto before = toPlainText();
    m_shown = text;
    if (text == before)
        return;
    const auto most = std::min(text.size(), before.size());
    qsizetype head = 0;
    while (head < most && text[head] == before[head])
        ++head;
    qsizetype tail = 0;
    while (tail < most - head && text[text.size() - 1 - tail] == before[before.size() - 1 - tail])
        ++tail;
    QTextCursor change(document());
    change.setPosition(int(head));
    change.setPosition(int(before.size() - tail), QTextCursor::KeepAnchor);
    change.insertText(text.mid(head, text.size() - tail - head));
}

bool SourceText::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (key->modifiers() & Qt::ControlModifier)
            emit shortcutComing();
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

/// Keys that the list of completions uses go there while it is open.
void SourceText::keyPressEvent(QKeyEvent* event)
{
    const bool isAsked = event->key() == Qt::Key_Space && event->modifiers() == Qt::ControlModifier;
    if (isAsked)
        return m_completion->offer(true);
    switch (event->key()) {
    case Qt::Key_Enter:
    case Qt::Key_Return:
    case Qt::Key_Tab:
    case Qt::Key_Escape:
        if (!m_completion->isOpen())
            break;
        event->ignore();
        return;
    default:
        break;
    }
    QPlainTextEdit::keyPressEvent(event);
    const auto typed = event->text();
    if (!typed.isEmpty() && (typed[0].isPrint() || event->key() == Qt::Key_Backspace))
        m_completion->offer(false);
}

void SourceText::paintEvent(QPaintEvent* event)
{
    QPlainTextEdit::paintEvent(event);
    const auto& theme = m_themes.theme();
    QPainter painter(viewport());
    painter.setFont(uiFont(theme.type.second));
    const int gap = px(2 * theme.metrics.gap);
    int lastLine = -1;
    for (const auto& problem : m_diagnostics) {
        const auto block = document()->findBlockByNumber(int(problem.place.line) - 1);
        const bool isFirst = int(problem.place.line) != lastLine;
        lastLine = int(problem.place.line);
        if (!block.isValid() || !block.isVisible() || !isFirst)
            continue;
        const auto box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > event->rect().bottom() || box.bottom() < event->rect().top())
            continue;
        const int left = px(box.left() + fontMetrics().horizontalAdvance(block.text()) + 4) + gap;
        const QRect room(left, px(box.top()), viewport()->width() - left - 4, px(box.height()));
        // The panel says all of it.
        const auto words = painter.fontMetrics().elidedText(
            QString::fromStdString(renderSentences(problem)).simplified(), Qt::ElideRight,
            room.width());
        painter.setPen(severityColour(problem.severity, theme));
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter, words);
    }
}

void SourceText::paintNumbers(QPaintEvent* event)
{
    const auto& theme = m_themes.theme();
    QPainter painter(m_numbers);
    painter.fillRect(event->rect(), theme.sunken);
    painter.setFont(font());
    const int lit = m_current >= 0 ? int(m_diagnostics[std::size_t(m_current)].place.line) - 1 : -1;
    for (auto block = firstVisibleBlock(); block.isValid(); block = block.next()) {
        const auto box = blockBoundingGeometry(block).translated(contentOffset());
        if (box.top() > event->rect().bottom())
            break;
        const QRect line(0, px(box.top()), m_numbers->width(), px(box.height()));
        if (block.blockNumber() == lit) {
            const auto& problem = m_diagnostics[std::size_t(m_current)];
            const bool isError = problem.severity == Severity::Error;
            painter.fillRect(line, isError ? theme.errtint : theme.warntint);
            painter.fillRect(0, line.top(), px(3 * theme.metrics.line), line.height(),
                severityColour(problem.severity, theme));
        }
        painter.setPen(theme.text3);
        painter.drawText(line.adjusted(0, 0, -px(theme.metrics.padding), 0),
            Qt::AlignRight | Qt::AlignVCenter, QString::number(block.blockNumber() + 1));
    }
}

void SourceText::setDiagnostics(const std::vector<Diagnostic>& diagnostics)
{
    m_diagnostics = diagnostics;
    m_current = -1;
    mark();
}

void SourceText::setCurrentProblem(int problem)
{
    m_current = problem >= 0 && problem < int(m_diagnostics.size()) ? problem : -1;
    if (m_current >= 0 && m_diagnostics[std::size_t(m_current)].place.line > 0) {
        auto cursor = cursorFor(m_diagnostics[std::size_t(m_current)]);
        cursor.setPosition(cursor.selectionStart());
        setTextCursor(cursor);
        ensureCursorVisible();
    }
    mark();
}

QTextCursor SourceText::cursorFor(const Diagnostic& diagnostic) const
{
    const auto block = document()->findBlockByNumber(int(diagnostic.place.line) - 1);
    QTextCursor cursor(document());
    if (!block.isValid() || diagnostic.place.line == 0)
        return cursor;
    // Columns count code points, the text is UTF-16.
    const auto line = block.text();
    const auto unitOf = [&line](std::uint32_t codePoints) {
        qsizetype unit = 0;
        for (std::uint32_t i = 0; i < codePoints && unit < line.size(); ++i)
            unit += line[unit].isHighSurrogate() && unit + 1 < line.size() ? 2 : 1;
        return int(unit);
    };
    const auto column = diagnostic.place.column == 0 ? 0 : diagnostic.place.column - 1;
    const auto length = std::max<std::uint32_t>(1, diagnostic.length);
    cursor.setPosition(block.position() + unitOf(column));
    cursor.setPosition(block.position() + unitOf(column + length), QTextCursor::KeepAnchor);
    return cursor;
}

void SourceText::mark()
{
    const auto& theme = m_themes.theme();
    QList<QTextEdit::ExtraSelection> marks;
    if (m_current >= 0 && m_diagnostics[std::size_t(m_current)].place.line > 0) {
        const auto& problem = m_diagnostics[std::size_t(m_current)];
        QTextEdit::ExtraSelection line;
        line.cursor = cursorFor(problem);
        line.cursor.clearSelection();
        line.format.setBackground(
            problem.severity == Severity::Error ? theme.errtint : theme.warntint);
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        marks << line;
    }
    for (const auto& problem : m_diagnostics) {
        if (problem.place.line == 0)
            continue;
        QTextEdit::ExtraSelection wave;
        wave.cursor = cursorFor(problem);
        wave.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.format.setUnderlineColor(severityColour(problem.severity, theme));
        marks << wave;
    }
    setExtraSelections(marks);
    m_numbers->update();
}

} // namespace tickscope
