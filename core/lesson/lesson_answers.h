// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/lesson/lesson.h"
#include "core/scenario/problems.h"

namespace tickscope {

/// Runs the scenario of a lesson and computes the answer of each question. A question is left out
/// when its answer is not among its options, or a wrong option has no reply; that is said.
/// @pre the lesson has a scenario
void computeAnswers(Lesson& lesson, Problems& problems);

/// Plays the solution of each exercise. An exercise is left out when its solution does not reach
/// the goal or makes it fail, or when the goal is reached without it; that is said.
/// @pre the lesson has a scenario, and all conditions can be watched in it
void checkSolutions(Lesson& lesson, Problems& problems);

} // namespace tickscope
