// SPDX-License-Identifier: GPL-3.0-only
#pragma once

/// Marks the few functions that every tick runs through from more than one place. Left to itself,
/// GCC calls them at -O2, and of the dozen instructions that a call costs there would be hundreds
/// per tick.
#define TICKSCOPE_HOT [[gnu::always_inline]] inline
