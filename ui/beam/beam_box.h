// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/beam/comparison.h"

#include <QDialog>

#include <memory>

namespace tickscope {

class ThemeController;

/// Both runs side by side, event by event, with the verdict above; can be copied as a table.
class BeamBox : public QDialog
{
    Q_OBJECT

public:
    /// @pre comparison is not null
    BeamBox(std::shared_ptr<const Comparison> comparison, const ThemeController& themes,
        QWidget* parent);
};

/// "agrees" and the others as a headline: "The real BEAM agrees".
QString verdictHeadline(const Comparison& comparison);
/// What was compared and how far apart it is, in a sentence or two.
QString verdictWords(const Comparison& comparison);

} // namespace tickscope
