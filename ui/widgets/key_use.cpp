// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/key_use.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTextEdit>

#include <algorithm>
#include <iterator>

namespace tickscope {

namespace {

constexpr char lettersProperty[] = "lettersAreOfWindow";

/// What Qt's texts do on a key, but do not claim for themselves before a shortcut.
constexpr QKeySequence::StandardKey editing[] = { QKeySequence::Delete, QKeySequence::Backspace,
    QKeySequence::DeleteEndOfLine, QKeySequence::DeleteCompleteLine,
    QKeySequence::DeleteStartOfWord, QKeySequence::DeleteEndOfWord, QKeySequence::MoveToStartOfLine,
    QKeySequence::MoveToEndOfLine, QKeySequence::MoveToStartOfDocument,
    QKeySequence::MoveToEndOfDocument, QKeySequence::MoveToNextWord,
    QKeySequence::MoveToPreviousWord, QKeySequence::SelectNextChar,
    QKeySequence::SelectPreviousChar, QKeySequence::SelectNextWord,
    QKeySequence::SelectPreviousWord, QKeySequence::SelectStartOfLine,
    QKeySequence::SelectEndOfLine, QKeySequence::SelectStartOfDocument,
    QKeySequence::SelectEndOfDocument, QKeySequence::SelectAll, QKeySequence::Deselect,
    QKeySequence::Cut, QKeySequence::Copy, QKeySequence::Paste };

/// What edits a text in many programs and not on every platform: whoever has the habit does not
/// mean the window's command.
constexpr int editingLetters[] = { Qt::Key_D, Qt::Key_E, Qt::Key_K, Qt::Key_U };

bool isEditing(const QKeyEvent& key)
{
    if (key.modifiers() == Qt::ControlModifier
        && std::find(std::begin(editingLetters), std::end(editingLetters), key.key())
            != std::end(editingLetters))
        return true;
    return std::any_of(std::begin(editing), std::end(editing),
        [&key](QKeySequence::StandardKey standard) { return key.matches(standard); });
}

/// One in which a person can type now.
bool takesText(const QWidget& widget)
{
    if (const auto* line = qobject_cast<const QLineEdit*>(&widget))
        return !line->isReadOnly();
    if (const auto* text = qobject_cast<const QPlainTextEdit*>(&widget))
        return !text->isReadOnly();
    if (const auto* text = qobject_cast<const QTextEdit*>(&widget))
        return !text->isReadOnly();
    if (const auto* box = qobject_cast<const QComboBox*>(&widget))
        return box->isEditable();
    const auto* number = qobject_cast<const QAbstractSpinBox*>(&widget);
    return number && !number->isReadOnly();
}

/// A widget that goes from one of its parts to another by the arrows.
bool usesArrows(const QWidget& widget)
{
    return qobject_cast<const QAbstractSlider*>(&widget) || qobject_cast<const QTabBar*>(&widget)
        || qobject_cast<const QAbstractItemView*>(&widget)
        || qobject_cast<const QComboBox*>(&widget) || qobject_cast<const QMenu*>(&widget);
}

/// A widget that goes to what begins with the letters that are typed.
bool findsByLetters(const QWidget& widget)
{
    if (const auto* view = qobject_cast<const QAbstractItemView*>(&widget))
        return !view->property(lettersProperty).toBool();
    return qobject_cast<const QComboBox*>(&widget);
}

bool isArrow(int key)
{
    return key == Qt::Key_Left || key == Qt::Key_Right || key == Qt::Key_Home || key == Qt::Key_End;
}

} // namespace

bool usesKey(const QWidget& widget, const QKeyEvent& key)
{
    if (takesText(widget) && isEditing(key))
        return true;
    const auto* view = qobject_cast<const QAbstractItemView*>(&widget);
    const auto held = key.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
    // In a table Home and End alone go along the row.
    if (held == Qt::ControlModifier)
        return view && (key.key() == Qt::Key_Home || key.key() == Qt::Key_End);
    if (held)
        return false;
    if (isArrow(key.key()))
        return usesArrows(widget);
    if (key.key() == Qt::Key_F2)
        return view && view->editTriggers() & QAbstractItemView::EditKeyPressed
            && view->currentIndex().flags() & Qt::ItemIsEditable;
    const bool isLetter = key.text().size() == 1 && key.text().front().isLetterOrNumber();
    return isLetter && findsByLetters(widget);
}

void leaveLettersToWindow(QAbstractItemView& view)
{
    view.setProperty(lettersProperty, true);
}

} // namespace tickscope
