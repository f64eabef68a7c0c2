// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

#include <cstdint>

namespace tickscope {

/// A moment of a run that ends then: all of them in one form, so that the ruler, its flags, the
/// clock and the log agree. "41.000 s"; in a run of more than two minutes "0:41.000".
QString momentText(std::int64_t ns, std::int64_t endNs);
/// The same without its unit, for columns.
QString momentColumnText(std::int64_t ns, std::int64_t endNs);
/// From one moment to another, no finer than a thousandth of what lies between: "12.6 to 23.31 s",
/// "0:00 to 2:10.5".
QString spanText(std::int64_t fromNs, std::int64_t toNs);

} // namespace tickscope
