// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/busy_sums.h"
#include "ui/charts/decimate.h"

namespace tickscope {

/// How long the stretches are over which a chart states the share of work: the smallest of 1, 2, 5
/// times a power of ten that divides the span into 40 or fewer.
std::int64_t utilisationStepNs(std::int64_t spanNs);

/// The share of work (0 to 1) of each stretch as steps, x in s; the last one ends at now.
QList<QPointF> utilisationSteps(const BusySums& sums, const ChartSpan& span);

} // namespace tickscope
