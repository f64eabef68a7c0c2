// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QAbstractButton>

#include <cstdint>

namespace tickscope {

/// One answer to a question: a tile with the digit that chooses it, and after the run a check or a
/// cross.
class AnswerTile : public QAbstractButton
{
    Q_OBJECT

public:
    enum class Mark : std::uint8_t { Open, Chosen, Right, Wrong, Other };

    /// @param number  the digit that chooses it; 0 for none
    AnswerTile(const QString& answer, int number, const ThemeController& themes,
        QWidget* parent = nullptr);

    void setMark(Mark mark);
    Mark mark() const { return m_mark; }
    /// Less high, in smaller type: beside text.
    void setSmall(bool isSmall);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString spoken() const;
    QFont answerFont() const;

    const ThemeController& m_themes;
    int m_number;
    Mark m_mark = Mark::Open;
    bool m_isSmall = false;
};

} // namespace tickscope
