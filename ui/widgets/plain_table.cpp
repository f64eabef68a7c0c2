// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/plain_table.h"

#include "ui/theme/fonts.h"

#include <QHeaderView>

namespace tickscope {

PlainTable::PlainTable(
    QAbstractItemModel* model, const QString& name, const ThemeController& themes, QWidget* parent)
    : QTableView(parent)
{
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setHighlightSections(false);
    onTheme(this, themes, [this](const Theme& theme) {
        setFont(monoFont(theme.type.second));
        verticalHeader()->setMinimumSectionSize(8);
        verticalHeader()->setDefaultSectionSize(px(theme.metrics.row));
        horizontalHeader()->setFont(uiFont(theme.type.second, FontWeight::Semibold));
    });
    setModel(model); // last: each change above would measure all of it anew
}

} // namespace tickscope
