// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QDialog>
#include <QString>
#include <QStringList>

#include <vector>

namespace tickscope {

/// A line of two texts that are held side by side.
struct DifferenceLine
{
    enum class Side : std::uint8_t { Both, Before, After };
    Side side = Side::Both;
    QString text;
};

/// @return the lines of both texts, those that differ marked; as few of them as can be
std::vector<DifferenceLine> differenceOf(const QString& before, const QString& after);

/// Shows what differs between two texts, with a few lines around it; stays open beside the window.
class DifferenceBox : public QDialog
{
    Q_OBJECT

public:
    struct Texts
    {
        QString beforeName; ///< "On disk"
        QString before;
        QString afterName; ///< "Here"
        QString after;
    };
    DifferenceBox(const QString& title, const Texts& texts, const ThemeController& themes,
        QWidget* parent = nullptr);
};

} // namespace tickscope
