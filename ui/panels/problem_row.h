// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/diagnostic.h"
#include "ui/widgets/themed.h"

#include <QWidget>

class QPushButton;

namespace tickscope {

/// One problem: where, what, what would be right, and a button that makes it so.
class ProblemRow : public QWidget
{
    Q_OBJECT

public:
    ProblemRow(
        const Diagnostic& diagnostic, const ThemeController& themes, QWidget* parent = nullptr);

    void setCurrent(bool isCurrent);
    /// Null when there is no known solution.
    QPushButton* solution() { return m_solution; }

signals:
    void chosen();
    void solved();

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    const ThemeController& m_themes;
    bool m_isCurrent = false;
    bool m_isError;
    QPushButton* m_solution = nullptr;
};

} // namespace tickscope
