// SPDX-License-Identifier: GPL-3.0-only
#include "ui/controller/run_words.h"

#include "core/trace/run_statistics.h"
#include "ui/controller/run_controller.h"

namespace tickscope {

QString gaveUpSentence(const RunController& controller)
{
    if (!controller.hasRun() || !controller.log().supervisorExitNs())
        return {};
    const auto& scenario = controller.run().scenario();
    return QString::fromStdString(
        gaveUpText(superviseStatistics(scenario, expandServers(scenario), controller.log(), 0)));
}

} // namespace tickscope
