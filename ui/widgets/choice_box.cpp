// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/choice_box.h"

#include "ui/widgets/choice_delegate.h"

#include <QAbstractItemView>
#include <QWheelEvent>

#include <algorithm>

namespace tickscope {

ChoiceBox::ChoiceBox(const QString& name, const ThemeController& themes, QWidget* parent)
    : QComboBox(parent)
    , m_themes(themes)
{
    setAccessibleName(name);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumContentsLength(1);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setItemDelegate(new ChoiceDelegate(themes, this));
}

void ChoiceBox::setChoices(const QList<Choice>& choices)
{
    if (choices == m_choices)
        return;
    m_choices = choices;
    const auto word = currentText();
    clear();
    for (const auto& choice : choices) {
        addItem(choice.word);
        setItemData(count() - 1, choice.says, ChoiceDelegate::saysRole);
        setItemData(count() - 1, choice.says, Qt::AccessibleDescriptionRole);
    }
    setCurrentIndex(findText(word));
}

void ChoiceBox::setWord(const QString& word)
{
    const int row = findText(word);
    if (row != currentIndex() && !m_isOpen)
        setCurrentIndex(row);
}

QString ChoiceBox::says() const
{
    return currentData(ChoiceDelegate::saysRole).toString();
}

void ChoiceBox::showPopup()
{
    int width = this->width();
    QStyleOptionViewItem option;
    for (int row = 0; row < count(); ++row)
        width
            = std::max(width, itemDelegate()->sizeHint(option, model()->index(row, 0)).width() + 4);
    view()->setMinimumWidth(width);
    m_isOpen = true;
    QComboBox::showPopup();
}

void ChoiceBox::hidePopup()
{
    m_isOpen = false;
    QComboBox::hidePopup();
}

void ChoiceBox::wheelEvent(QWheelEvent* event)
{
    hasFocus() ? QComboBox::wheelEvent(event) : event->ignore();
}

} // namespace tickscope
