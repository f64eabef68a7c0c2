// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cstdint>

namespace tickscope::cli {

/// CPU time of this process so far, in seconds.
double cpuSeconds();

/// Memory of this process that is in RAM, in bytes.
std::int64_t residentBytes();

/// What a run may take before it is stopped: 2 GiB, or half of the machine's memory if that is
/// less. In bytes.
std::int64_t memoryAllowance();

} // namespace tickscope::cli
