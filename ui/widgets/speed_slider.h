// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QSlider>

namespace tickscope {

/// A slider over a few steps, some of which are marked.
class SpeedSlider : public QSlider
{
    Q_OBJECT

public:
    SpeedSlider(QList<int> marks, const ThemeController& themes, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QList<int> m_marks;
    const ThemeController& m_themes;
};

} // namespace tickscope
