// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QComboBox>
#include <QList>

namespace tickscope {

/// A word to choose, and what it means in one line.
struct Choice
{
    QString word;
    QString says;
    friend bool operator==(const Choice&, const Choice&) = default;
};

/// A list of words; while it is open each has its line beside it. The wheel turns it only while it
/// has the focus.
class ChoiceBox : public QComboBox
{
    Q_OBJECT

public:
    ChoiceBox(const QString& name, const ThemeController& themes, QWidget* parent = nullptr);

    void setChoices(const QList<Choice>& choices);
    /// Shows the word, unless somebody is choosing.
    void setWord(const QString& word);
    /// What the chosen word means.
    QString says() const;
    void showPopup() override;
    void hidePopup() override;

protected:
    void wheelEvent(QWheelEvent* event) override;

private:
    const ThemeController& m_themes;
    QList<Choice> m_choices;
    bool m_isOpen = false;
};

} // namespace tickscope
