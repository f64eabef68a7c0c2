// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/distribution.h"
#include "ui/widgets/themed.h"

#include <QWidget>

namespace tickscope {

/// A small picture of how long the work of a tick takes; hidden when it always takes as long.
class DistributionPicture : public QWidget
{
    Q_OBJECT

public:
    explicit DistributionPicture(const ThemeController& themes, QWidget* parent = nullptr);

    void setSpec(const DurationSpec& spec);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_themes;
    DurationSpec m_spec;
    DistributionShape m_shape;
};

} // namespace tickscope
