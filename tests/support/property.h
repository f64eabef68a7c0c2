// SPDX-License-Identifier: GPL-3.0-only
// rapidcheck inside Qt Test: a property that fails prints its counterexample and fails the test.
#pragma once

#include <QTest>

#include <rapidcheck.h>

#define TICKSCOPE_PROPERTY(claim, ...) QVERIFY(rc::check(claim, __VA_ARGS__))
