// SPDX-License-Identifier: GPL-3.0-only
#include "ui/form/scenario_check.h"

#include "core/scenario/reader.h"
#include "core/scenario/writer.h"

namespace tickscope {

QString refusalOf(const Scenario& scenario)
{
    for (const auto& diagnostic : readScenario(writeScenario(scenario), {}).diagnostics)
        if (diagnostic.severity == Severity::Error)
            return QString::fromStdString(renderSentences(diagnostic));
    return {};
}

} // namespace tickscope
