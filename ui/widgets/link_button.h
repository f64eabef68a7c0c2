// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QPushButton>

namespace tickscope {

/// A button that looks like a link: words in the link colour, underlined.
class LinkButton : public QPushButton
{
    Q_OBJECT

public:
    LinkButton(const QString& text, const ThemeController& themes, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_themes;
};

} // namespace tickscope
