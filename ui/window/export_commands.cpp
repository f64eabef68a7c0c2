// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/export_commands.h"

#include "ui/charts/charts_panel.h"
#include "ui/controller/run_controller.h"
#include "ui/document/code_export.h"
#include "ui/document/document.h"
#include "ui/document/exports.h"
#include "ui/models/statistics_model.h"
#include "ui/panels/export_dialog.h"
#include "ui/panels/measured_panel.h"
#include "ui/theme/theme_controller.h"
#include "ui/time/time_window.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/message_bar.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMainWindow>

namespace tickscope {

ExportCommands::ExportCommands(
    const WindowContext& context, ChartsPanel& charts, MeasuredPanel& measured, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_charts(charts)
    , m_measured(measured)
{
}

void ExportCommands::showExport(ExportKind kind)
{
    auto* dialog = new ExportDialog(
        m_context.time, m_context.document.name(),
        [this](const ExportRequest& request) {
            return m_context.controller.hasRun() ? exportRun(request, exportSource())
                                                 : tr("There is no run any more.");
        },
        m_context.themes, &m_context.window);
    dialog->setKind(kind);
    connect(dialog, &ExportDialog::exported, this, [this](const QString& path) {
        m_context.message.showMessage({ MessageBar::Tone::Good,
            tr("%1 is written").arg(QFileInfo(path).fileName()), path, {}, {} });
    });
    dialog->show();
}

void ExportCommands::askCodeFolder(CodeKind kind, Clauses clauses)
{
    auto* dialog = new QFileDialog(&m_context.window, tr("A folder for the code"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this,
        [=, this](const QString& folder) { writeCode(kind, folder, false, clauses); });
    dialog->open();
}

void ExportCommands::writeCode(
    CodeKind kind, const QString& folder, bool overwrites, Clauses clauses)
{
    const auto written
        = exportCode(m_context.controller.scenario(), kind, folder, overwrites, clauses);
    if (!written.inTheWay.isEmpty())
        return m_context.message.showMessage({ MessageBar::Tone::Warning,
            tr("Nothing was written: %1 would be overwritten").arg(written.inTheWay.first()),
            tr("%n file(s) of these names are in %1.", nullptr, int(written.inTheWay.size()))
                .arg(folder),
            tr("Overwrite"), [=, this] { writeCode(kind, folder, true, clauses); } });
    if (!written.problem.isEmpty())
        return m_context.message.showMessage(
            { MessageBar::Tone::Error, tr("The code was not written"), written.problem, {}, {} });
    m_context.message.showMessage(
        { MessageBar::Tone::Good, tr("The code is written"), written.first, {}, {} });
}

void ExportCommands::copyPicture()
{
    const ExportRequest request { ExportKind::Lanes, m_context.time.span(), 2, {} };
    QGuiApplication::clipboard()->setImage(
        toImage(exportDrawing(request, exportSource()), request.scale));
}

void ExportCommands::copyMeasured()
{
    QStringList lines;
    const auto& model = m_measured.model();
    for (int row = 0; row < model.rowCount(); ++row)
        lines << model.index(row, StatisticsModel::NameColumn).data().toString() + u'\t'
                + model.index(row, StatisticsModel::ValueColumn).data().toString();
    QGuiApplication::clipboard()->setText(lines.join(u'\n') + u'\n');
}

ExportSource ExportCommands::exportSource() const
{
    auto state = timelineState(m_context.time);
    state.markers = m_context.document.markers();
    return { m_context.controller.run(), m_context.controller.log(), m_context.themes.theme(),
        state, [this](QPainter& painter, QSizeF size, TimeSpan span) {
            m_charts.render(painter, size, span);
        } };
}

} // namespace tickscope
