// SPDX-License-Identifier: GPL-3.0-only
#include "core/trace/depth.h"

namespace tickscope {

bool writeDepthCsv(
    TextSink& sink, const TraceLog& log, const std::vector<std::string>& names, ExportSpan span)
{
    TextWriter writer(sink);
    writer.text() += "server,t_ns,depth\n";
    const auto rowCount = [&](std::size_t server) { return log.server(server).depth.size(); };
    const auto timeOf
        = [&](std::size_t server, std::size_t row) { return log.server(server).depth[row].timeNs; };
    visitByTime(log.serverCount(), rowCount, timeOf, [&](std::size_t server, std::size_t row) {
        const DepthSample& sample = log.server(server).depth[row];
        if (span.holds(sample.timeNs)) {
            std::string& text = writer.text();
            appendCsvField(text, names[server]);
            text += ',';
            appendNumber(text, sample.timeNs);
            text += ',';
            appendNumber(text, sample.depth);
            text += '\n';
        }
        return writer.flushIfFull() && sample.timeNs <= span.toNs;
    });
    return writer.flush();
}

} // namespace tickscope
