// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

#include <functional>

class QKeyEvent;
class QWidget;

namespace tickscope {

/// The keys of a lesson while one is open: digits choose an answer, Enter lets the run answer, R
/// begins the step anew. They go before what else these keys do; where somebody types they are
/// letters.
class LessonKeys : public QObject
{
    Q_OBJECT

public:
    struct Actions
    {
        std::function<bool()> isActive;
        std::function<bool(int)> chooseNumber; ///< @return whether there is such an answer
        std::function<bool()> reveal; ///< @return whether something was to be revealed
        std::function<void()> reset;
    };

    /// Watches the whole application for keys of this window.
    LessonKeys(QWidget& window, Actions actions, QObject* parent);

    bool eventFilter(QObject* object, QEvent* event) override;

private:
    bool isOurs(const QWidget& widget, const QKeyEvent& key) const;
    bool press(const QKeyEvent& key);

    QWidget& m_window;
    Actions m_actions;
};

} // namespace tickscope
