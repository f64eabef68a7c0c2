// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/code_export.h"

#include "core/elixir/elixir_project.h"
#include "ui/document/safe_sink.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <memory>
#include <vector>

namespace tickscope {

namespace {

struct CodeExportWords
{
    Q_DECLARE_TR_FUNCTIONS(CodeExportWords)
};

Result<ElixirProject> projectOf(const Scenario& scenario, CodeKind kind, Clauses clauses)
{
    switch (kind) {
    case CodeKind::Mix:
        return elixirProject(scenario, clauses);
    case CodeKind::Erlang:
        return erlangProject(scenario, clauses);
    case CodeKind::Livebook:
        return livebookProject(scenario, clauses);
    }
    return Error { ErrorCode::Usage, "no such kind of code", {} };
}

QString textOf(const std::vector<Error>& errors)
{
    QStringList lines;
    for (const auto& error : errors)
        lines << QString::fromStdString(error.message);
    return lines.join(u'\n');
}

} // namespace

CodeExport exportCode(const Scenario& scenario, CodeKind kind, const QString& folder,
    bool overwrites, Clauses clauses)
{
    const auto project = projectOf(scenario, kind, clauses);
    if (!project)
        return { textOf(project.errors()), {}, {} };
    QStringList paths;
    CodeExport result;
    for (const auto& file : project->files) {
        paths << QDir(folder).filePath(QString::fromStdString(file.path));
        if (!overwrites && QFileInfo::exists(paths.last()))
            result.inTheWay << QString::fromStdString(file.path);
    }
    if (!result.inTheWay.isEmpty())
        return result;
    std::vector<std::unique_ptr<SafeSink>> sinks;
    for (std::size_t i = 0; i < project->files.size(); ++i) {
        const auto& path = paths[qsizetype(i)];
        if (!QDir().mkpath(QFileInfo(path).path()))
            return {
                CodeExportWords::tr("The folder %1 cannot be made.").arg(QFileInfo(path).path()),
                {}, {}
            };
        sinks.push_back(std::make_unique<SafeSink>(path));
        if (!sinks.back()->write(project->files[i].contents))
            return { sinks.back()->commit(), {}, {} };
    }
    for (auto& sink : sinks)
        if (const auto problem = sink->commit(); !problem.isEmpty())
            return { problem, {}, {} };
    result.first = paths.first();
    return result;
}

} // namespace tickscope
