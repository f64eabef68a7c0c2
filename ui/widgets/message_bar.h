// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QWidget>

#include <cstdint>
#include <functional>
#include <vector>

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace tickscope {

class Label;

/// Tells what happened and what it means, with buttons; stays until it is closed or answered.
/// Never in the way: no dialog, nothing waits for it.
class MessageBar : public QWidget
{
    Q_OBJECT

public:
    enum class Tone : std::uint8_t { Info, Good, Warning, Error };
    /// A button, and what it does.
    struct Choice
    {
        QString text;
        std::function<void()> answer;
        bool isLast = true; ///< the message goes when it is pressed
    };
    struct Message
    {
        Tone tone = Tone::Info;
        QString what;
        QString meaning;
        QString button; ///< empty for none
        std::function<void()> answer; ///< when the button is pressed
        std::vector<Choice> others {}; ///< more buttons, after the first
    };

    explicit MessageBar(const ThemeController& themes, QWidget* parent = nullptr);

    void showMessage(Message message);
    void dismiss();
    QString text() const;

signals:
    /// It was closed without an answer.
    void closed();

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_themes;
    Message m_message;
    Label* m_what = nullptr;
    Label* m_meaning = nullptr;
    QPushButton* m_button = nullptr;
    QHBoxLayout* m_others = nullptr;
    QToolButton* m_close = nullptr;
};

} // namespace tickscope
