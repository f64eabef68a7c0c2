// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/charts/plot_view.h"

#include <QWidget>

#include <vector>

namespace tickscope {

/// What the series of all charts stand for, in one row.
class ChartLegend : public QWidget
{
    Q_OBJECT

public:
    struct Entry
    {
        PlotView::Look look = PlotView::Look::Other;
        QString text;
        friend bool operator==(const Entry&, const Entry&) = default;
    };

    explicit ChartLegend(const ThemeController& themes, QWidget* parent = nullptr);
    void setEntries(std::vector<Entry> entries);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_themes;
    std::vector<Entry> m_entries;
};

} // namespace tickscope
