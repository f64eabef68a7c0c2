// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <QList>
#include <QPointF>
#include <QString>

namespace tickscope {

/// What a rule for durations looks like, on a field of 1 x 1: how often each length comes (y) from
/// the shortest to the longest that is shown (x); for a sequence, each value (y) in its turn (x).
struct DistributionShape
{
    QList<QPointF> points; ///< empty for a constant: there is nothing to see
    bool isBars = false; ///< of a sequence: a bar each, x is its left edge
    Duration from {};
    Duration to {};
};

DistributionShape distributionShape(const DurationSpec& spec);

/// The shape in words: "uniform between 1 s and 3 s".
QString distributionWords(const DurationSpec& spec);

} // namespace tickscope
