// SPDX-License-Identifier: GPL-3.0-only
// Opening, saving and closing, and changes of the scenario that are no actions.
#include "ui/charts/charts_panel.h"
#include "ui/document/exports.h"
#include "ui/models/statistics_model.h"
#include "ui/panels/export_dialog.h"
#include "ui/panels/measured_panel.h"
#include "ui/text/field_text.h"
#include "ui/timeline/timeline_view.h"
#include "ui/window/main_window.h"

#include <QClipboard>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMessageBox>
#include <QMimeData>
#include <QPushButton>

#include <algorithm>

namespace tickscope {

namespace {

/// A name that no server of the scenario has: base, base_2, base_3, ...
std::string freeName(const Scenario& scenario, const std::string& base)
{
    const auto isTaken = [&scenario](const std::string& name) {
        return std::any_of(scenario.servers.begin(), scenario.servers.end(),
            [&name](const ServerSpec& spec) { return spec.name == name; });
    };
    auto name = base;
    for (int number = 2; isTaken(name); ++number)
        name = base + '_' + std::to_string(number);
    return name;
}

} // namespace

void MainWindow::openNamed(const QString& name)
{
    openSafely([this, name] { m_document->openNamed(name); });
}

void MainWindow::openSafely(const std::function<void()>& open)
{
    const auto before = m_setAside.size();
    setAside();
    m_message->dismiss();
    bool isOpened = false;
    const auto hears
        = connect(m_document, &Document::opened, this, [&isOpened] { isOpened = true; });
    open();
    disconnect(hears);
    if (!isOpened)
        m_setAside.resize(before); // it is still the one that is open
    if (m_setAside.size() > before && !m_message->isVisibleTo(this))
        tellSetAside();
}

void MainWindow::openWindow()
{
    auto* window = new MainWindow(m_controller->clock(), m_themes, m_settings);
    m_opened.push_back(window);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->move(pos() + QPoint(40, 40));
    window->show();
}

void MainWindow::askOpen()
{
    auto* dialog = new QFileDialog(this, tr("Open a scenario"),
        QFileInfo(m_document->path()).absolutePath(), tr("Scenarios (*.toml);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this](const QString& path) { openSafely([=, this] { m_document->openFile(path); }); });
    dialog->open();
}

bool MainWindow::saveOrAsk()
{
    if (!m_document->path().isEmpty())
        return m_document->save();
    saveAs();
    return false;
}

void MainWindow::saveAs()
{
    auto* dialog = new QFileDialog(
        this, tr("Save the scenario as"), {}, tr("Scenarios (*.toml);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("toml"));
    dialog->selectFile(m_document->name());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        if (m_document->saveTo(path) && m_isClosing)
            endSaved();
    });
    connect(dialog, &QFileDialog::rejected, this, [this] { m_isClosing = false; });
    dialog->open();
}

ExportSource MainWindow::exportSource()
{
    auto state = timelineState(*m_timeWindow);
    state.markers = m_document->markers();
    return { m_controller->run(), m_controller->log(), m_themes.theme(), state,
        [this](QPainter& painter, QSizeF size, TimeSpan span) {
            m_charts->render(painter, size, span);
        } };
}

void MainWindow::showExport(ExportKind kind)
{
    auto* dialog = new ExportDialog(
        *m_timeWindow, m_document->name(),
        [this](const ExportRequest& request) {
            return m_controller->hasRun() ? exportRun(request, exportSource())
                                          : tr("There is no run any more.");
        },
        m_themes, this);
    dialog->setKind(kind);
    connect(dialog, &ExportDialog::exported, this, [this](const QString& path) {
        m_message->showMessage({ MessageBar::Tone::Good,
            tr("%1 is written").arg(QFileInfo(path).fileName()), path, {}, {} });
    });
    dialog->show();
}

void MainWindow::copyPicture()
{
    const ExportRequest request { ExportKind::Lanes, m_timeWindow->span(), 2, {} };
    QGuiApplication::clipboard()->setImage(
        toImage(exportDrawing(request, exportSource()), request.scale));
}

void MainWindow::copyMeasured()
{
    QStringList lines;
    const auto& model = m_measured->model();
    for (int row = 0; row < model.rowCount(); ++row)
        lines << model.index(row, StatisticsModel::NameColumn).data().toString() + u'\t'
                + model.index(row, StatisticsModel::ValueColumn).data().toString();
    QGuiApplication::clipboard()->setText(lines.join(u'\n') + u'\n');
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const auto urls = event->mimeData()->urls();
    if (urls.isEmpty())
        return;
    event->acceptProposedAction();
    if (!urls.first().isLocalFile())
        return m_message->showMessage({ MessageBar::Tone::Error, tr("The file was not opened"),
            tr("It does not lie on this machine."), {}, {} });
    const auto path = urls.first().toLocalFile();
    openSafely([this, path] { m_document->openFile(path); });
    if (urls.size() > 1)
        m_message->showMessage(
            { MessageBar::Tone::Info, tr("%1 files were dropped").arg(urls.size()),
                tr("One scenario is open at a time: the first of them."), {}, {} });
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_isClosing && (m_document->isModified() || !m_setAside.empty())) {
        event->ignore();
        return m_document->isModified() ? askBeforeClosing() : askAboutSetAside();
    }
    saveWindow();
    m_controller->pause();
    event->accept();
}

void MainWindow::closeAnyway()
{
    m_isClosing = true;
    close();
}

void MainWindow::askBeforeClosing()
{
    auto* question = new QMessageBox(QMessageBox::NoIcon, tr("Tickscope"),
        tr("Save the changes to %1?").arg(m_document->title()),
        QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(m_setAside.empty()
            ? tr("What was done to the run is lost otherwise.")
            : tr("What was done to the run is lost otherwise, and so is what was set aside: %1. "
                 "Save keeps that for the next start.")
                  .arg(setAsideNames()));
    connect(question, &QMessageBox::finished, this, [this](int answer) {
        if (answer == QMessageBox::Cancel || answer == QMessageBox::NoButton)
            return;
        if (answer == QMessageBox::Discard) {
            m_setAside.clear();
            m_recovery->clear();
            return closeAnyway();
        }
        m_isClosing = true;
        if (saveOrAsk())
            endSaved();
        else if (!m_document->path().isEmpty())
            m_isClosing = false; // it could not be saved: a bar says why
    });
    question->open();
}

/// The document is saved: what was set aside waits for the next start.
void MainWindow::endSaved()
{
    if (!m_setAside.empty())
        m_recovery->keep();
    closeAnyway();
}

void MainWindow::askAboutSetAside()
{
    auto* question = new QMessageBox(QMessageBox::NoIcon, tr("Tickscope"),
        tr("Keep what was set aside?"), QMessageBox::Discard | QMessageBox::Cancel, this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(tr("Changes to %1 are not saved.").arg(setAsideNames()));
    auto* keep = question->addButton(tr("&Keep for the next start"), QMessageBox::AcceptRole);
    question->setDefaultButton(keep);
    connect(question, &QMessageBox::finished, this, [this, question, keep](int answer) {
        if (question->clickedButton() == keep)
            return endSaved();
        if (answer != QMessageBox::Discard)
            return;
        m_setAside.clear();
        m_recovery->clear();
        closeAnyway();
    });
    question->open();
}

std::optional<std::uint32_t> MainWindow::selectedSpec() const
{
    if (!m_controller->hasRun() || m_controller->run().serverCount() == 0)
        return {};
    const auto server = m_timeWindow->selection() ? m_timeWindow->selection()->server : 0;
    const auto instances = expandServers(m_controller->run().scenario());
    if (server >= instances.size())
        return {};
    return instances[server].spec;
}

void MainWindow::addServer()
{
    auto scenario = m_controller->run().scenarioWithActions();
    ServerSpec spec;
    spec.name = freeName(scenario, "poller");
    spec.interval = 5s;
    spec.work = Duration(1s);
    scenario.servers.push_back(spec);
    const auto place = std::uint32_t(expandServers(scenario).size() - 1);
    m_document->changeScenario(
        tr("add server %1").arg(QString::fromStdString(spec.name)), std::move(scenario));
    m_timeWindow->setSelection(Selection { place, 0 });
}

void MainWindow::duplicateServer()
{
    const auto place = selectedSpec();
    if (!place)
        return;
    auto scenario = m_controller->run().scenarioWithActions();
    auto spec = scenario.servers[*place];
    spec.name = freeName(scenario, spec.name);
    scenario.servers.insert(scenario.servers.begin() + *place + 1, spec);
    m_document->changeScenario(
        tr("duplicate server %1").arg(QString::fromStdString(spec.name)), std::move(scenario));
}

void MainWindow::removeServer()
{
    const auto place = selectedSpec();
    if (!place)
        return;
    auto scenario = m_controller->run().scenarioWithActions();
    if (scenario.servers.size() == 1)
        return m_message->showMessage({ MessageBar::Tone::Info, tr("The server was not removed"),
            tr("It is the only one, and a run needs one."), {}, {} });
    const auto spec = scenario.servers[*place];
    scenario.servers.erase(scenario.servers.begin() + *place);
    // Actions on it would name a server that is gone.
    std::erase_if(scenario.actions, [&spec](const Action& action) {
        return action.server == spec.name
            || (spec.count > 1 && action.server.rfind(spec.name + '-', 0) == 0);
    });
    m_timeWindow->setSelection(Selection { 0, 0 });
    m_document->changeScenario(
        tr("remove server %1").arg(QString::fromStdString(spec.name)), std::move(scenario));
}

void MainWindow::moveServer(int by)
{
    const auto place = selectedSpec();
    if (!place)
        return;
    auto scenario = m_controller->run().scenarioWithActions();
    const auto other = std::int64_t(*place) + by;
    if (other < 0 || other >= std::int64_t(scenario.servers.size()))
        return;
    std::swap(scenario.servers[*place], scenario.servers[std::size_t(other)]);
    const auto instances = expandServers(scenario);
    const auto lane = std::find_if(instances.begin(), instances.end(),
        [other](const ServerInstance& one) { return one.spec == std::uint32_t(other); });
    const auto name = QString::fromStdString(scenario.servers[std::size_t(other)].name);
    m_document->changeScenario(tr("move server %1").arg(name), std::move(scenario));
    m_timeWindow->setSelection(Selection { std::uint32_t(lane - instances.begin()), 0 });
}

void MainWindow::changeServer(std::uint32_t, const ServerSpec& spec)
{
    const auto place = selectedSpec();
    if (!place)
        return;
    auto scenario = m_controller->run().scenarioWithActions();
    scenario.servers[*place] = spec;
    m_document->changeScenario(
        tr("change %1").arg(QString::fromStdString(spec.name)), std::move(scenario));
}

} // namespace tickscope
