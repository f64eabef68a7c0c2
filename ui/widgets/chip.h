// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QAbstractButton>

namespace tickscope {

/// A part of a filter that a click takes away.
class Chip : public QAbstractButton
{
    Q_OBJECT

public:
    Chip(const QString& text, const ThemeController& themes, QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_themes;
};

} // namespace tickscope
