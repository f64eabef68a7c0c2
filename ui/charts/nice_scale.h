// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace tickscope {

/// An axis from 0 on with round labels.
struct NiceScale
{
    double top = 1;
    double step = 1;
};

/// At most five steps of 1, 2 or 5 times a power of ten, with room above the highest value.
/// @param least  the smallest step: 1 for things that are counted, 0 for none
NiceScale niceScale(double highest, double least);

/// How many steps lie between two labels, so that they stand apart and both ends have one.
/// @param height  of the whole axis
/// @param least  how far two labels are apart at least
int stepsPerLabel(const NiceScale& scale, double height, double least);

/// A value of the axis with as many decimals as its step needs: "0.05", "1,000".
QString scaleLabel(double value, double step);

} // namespace tickscope
