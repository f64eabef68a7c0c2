// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/exports.h"

#include "core/trace/chrome_trace.h"
#include "core/trace/depth.h"
#include "core/trace/events.h"
#include "core/trace/ticks.h"
#include "ui/document/safe_sink.h"
#include "ui/text/trace_text.h"

#include <QCoreApplication>
#include <QPainter>

namespace tickscope {

namespace {

struct Exports
{
    Q_DECLARE_TR_FUNCTIONS(Exports)
};

const QSizeF chartsSize(1600, 420);

std::vector<std::string> serverNames(const Run& run)
{
    const auto& names = run.processNames();
    return { names.begin(), names.begin() + std::ptrdiff_t(run.serverCount()) };
}

bool writeEventLines(TextSink& sink, const Run& run, ExportSpan span)
{
    TextWriter writer(sink);
    EventFormatter formatter(run.processNames());
    const auto& trace = run.trace();
    for (auto seq = trace.begin(); seq < trace.size(); ++seq) {
        if (!span.holds(trace[seq].timeNs)) {
            formatter.skip(trace[seq]);
            continue;
        }
        formatter.append(writer.text(), seq, trace[seq]);
        writer.text() += '\n';
        if (!writer.flushIfFull())
            return false;
    }
    return writer.flush();
}

bool writeTrace(TextSink& sink, const Run& run)
{
    ChromeTraceWriter writer(sink, run.processNames());
    return writer.consume(run.trace())
        && writer.finish(toNs(run.now()),
            { { "title", run.scenario().title }, { "seed", std::to_string(run.scenario().seed) } });
}

bool writeText(TextSink& sink, const ExportRequest& request, const ExportSource& source)
{
    const ExportSpan span { request.span.startNs, request.span.endNs };
    switch (request.kind) {
    case ExportKind::Ticks:
        return writeTicksCsv(sink, source.log, serverNames(source.run), span);
    case ExportKind::Depth:
        return writeDepthCsv(sink, source.log, serverNames(source.run), span);
    case ExportKind::Events:
        return writeEventsCsv(sink, source.run, source.log, span);
    case ExportKind::EventLines:
        return writeEventLines(sink, source.run, span);
    default:
        return writeTrace(sink, source.run);
    }
}

} // namespace

QString exportName(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Lanes:
        return Exports::tr("Picture of the lanes");
    case ExportKind::Charts:
        return Exports::tr("Picture of the charts");
    case ExportKind::Ticks:
        return Exports::tr("Ticks (CSV)");
    case ExportKind::Depth:
        return Exports::tr("Mailbox depth (CSV)");
    case ExportKind::Events:
        return Exports::tr("Events (CSV)");
    case ExportKind::EventLines:
        return Exports::tr("Events (JSON lines)");
    case ExportKind::Trace:
        break;
    }
    return Exports::tr("Trace for Perfetto");
}

QStringList exportSuffixes(ExportKind kind)
{
    switch (kind) {
    case ExportKind::Lanes:
    case ExportKind::Charts:
        return { QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("pdf") };
    case ExportKind::Ticks:
    case ExportKind::Depth:
    case ExportKind::Events:
        return { QStringLiteral("csv") };
    case ExportKind::EventLines:
        return { QStringLiteral("jsonl") };
    case ExportKind::Trace:
        break;
    }
    return { QStringLiteral("json") };
}

bool writeEventsCsv(TextSink& sink, const Run& run, const TraceLog& log, ExportSpan span)
{
    TextWriter writer(sink);
    writer.text() += "t_ns,seq,server,event,detail\n";
    const auto& trace = run.trace();
    for (auto seq = trace.begin(); seq < trace.size(); ++seq) {
        const auto& record = trace[seq];
        if (!span.holds(record.timeNs))
            continue;
        auto& text = writer.text();
        appendNumber(text, record.timeNs);
        text += ',';
        appendNumber(text, std::int64_t(seq));
        text += ',';
        appendCsvField(text, run.processNames()[record.server]);
        text += ',';
        text += toText(record.event);
        text += ',';
        const auto* server
            = record.server < run.serverCount() ? &log.server(record.server) : nullptr;
        appendCsvField(text, recordText(record, server).toStdString());
        text += '\n';
        if (!writer.flushIfFull())
            return false;
    }
    return writer.flush();
}

Drawing exportDrawing(const ExportRequest& request, const ExportSource& source)
{
    if (request.kind == ExportKind::Charts)
        return { chartsSize, QString::fromStdString(source.run.scenario().title),
            [draw = source.drawCharts, span = request.span](
                QPainter& painter) { draw(painter, chartsSize, span); } };
    auto state = source.state;
    state.span = request.span;
    return drawingOfLanes(source.run, source.log, source.theme, state);
}

QString exportRun(const ExportRequest& request, const ExportSource& source)
{
    const auto suffixes = exportSuffixes(request.kind);
    if (isPicture(request.kind))
        return savePicture(request.path, exportDrawing(request, source), request.scale);
    SafeSink sink(request.path);
    writeText(sink, request, source); // what it could not write, the sink says
    return sink.commit();
}

} // namespace tickscope
