// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "ui/theme/tokens.h"

#include <QPixmap>

namespace tickscope {

/// A small picture of the first part of a run: timers, mailbox and work of its most telling server.
QPixmap thumbnail(const Scenario& scenario, const Theme& theme, QSize size, double ratio);

} // namespace tickscope
