// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/key_completion.h"

#include "ui/form/key_hints.h"
#include "ui/widgets/choice_delegate.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTextBlock>

#include <algorithm>

namespace tickscope {

namespace {

constexpr int rowsSeen = 8;

KeyHints hintsAt(const QPlainTextEdit& text)
{
    return keyHints(text.toPlainText(), text.textCursor().position());
}

} // namespace

KeyCompletion::KeyCompletion(QPlainTextEdit& text, const ThemeController& themes)
    : QObject(&text)
    , m_text(text)
    , m_model(new QStandardItemModel(this))
    , m_completer(new QCompleter(m_model, this))
{
    m_completer->setWidget(&text);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(rowsSeen);
    m_completer->popup()->setItemDelegate(new ChoiceDelegate(themes, this));
    m_completer->popup()->setAccessibleName(tr("Completions"));
    connect(m_completer, qOverload<const QString&>(&QCompleter::activated), this,
        &KeyCompletion::insert);
}

void KeyCompletion::offer(bool isAsked)
{
    const auto hints = hintsAt(m_text);
    const bool isWhole = hints.words.size() == 1 && hints.words.front().word == hints.begun;
    if (hints.words.isEmpty() || isWhole || (hints.begun.isEmpty() && !isAsked))
        return close();
    m_model->clear();
    for (const auto& word : hints.words) {
        auto* item = new QStandardItem(word.word);
        item->setData(word.says, ChoiceDelegate::saysRole);
        item->setData(word.says, Qt::AccessibleDescriptionRole);
        m_model->appendRow(item);
    }
    auto* popup = m_completer->popup();
    int width = popup->verticalScrollBar()->sizeHint().width();
    for (int row = 0; row < m_model->rowCount(); ++row)
        width = std::max(width,
            popup->itemDelegate()->sizeHint({}, m_model->index(row, 0)).width()
                + popup->verticalScrollBar()->sizeHint().width() + 4);
    auto place = m_text.cursorRect();
    place.setWidth(width);
    m_completer->complete(place.translated(m_text.viewport()->pos()));
    popup->setCurrentIndex(m_completer->completionModel()->index(0, 0));
}

bool KeyCompletion::isOpen() const
{
    return m_completer->popup()->isVisible();
}

void KeyCompletion::close()
{
    m_completer->popup()->hide();
}

void KeyCompletion::insert(const QString& word)
{
    const auto hints = hintsAt(m_text);
    auto cursor = m_text.textCursor();
    const auto right = cursor.block().text().mid(cursor.positionInBlock());
    const bool isClosed = right.trimmed().startsWith(hints.closing.trimmed());
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, int(hints.begun.size()));
    cursor.insertText(isClosed ? word : word + hints.closing);
    m_text.setTextCursor(cursor);
}

} // namespace tickscope
