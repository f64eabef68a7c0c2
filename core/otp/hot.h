// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/sim/hot.h" // IWYU pragma: export
