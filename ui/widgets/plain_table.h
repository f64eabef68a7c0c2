// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QTableView>

namespace tickscope {

/// A table to read: rows of one line in the type of numbers, no grid, one row selected at a time.
class PlainTable : public QTableView
{
    Q_OBJECT

public:
    /// @param model  stays the caller's
    PlainTable(QAbstractItemModel* model, const QString& name, const ThemeController& themes,
        QWidget* parent = nullptr);
};

} // namespace tickscope
