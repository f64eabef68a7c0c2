// SPDX-License-Identifier: GPL-3.0-only
#include "ui/source/state_panel.h"

#include "core/elixir/elixir_module.h"
#include "ui/controller/run_controller.h"
#include "ui/source/code_model.h"
#include "ui/source/code_view.h"
#include "ui/source/selected_process.h"
#include "ui/text/time_text.h"
#include "ui/widgets/label.h"
#include "ui/widgets/strip.h"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

CodeLine codeLine(const std::string& text)
{
    CodeLine line;
    line.text = QString::fromStdString(text);
    line.tokens = SourceTokens(SourceLanguage::Elixir).next(text);
    return line;
}

bool holdsTimer(const SourceModule& module)
{
    return std::any_of(module.lines.begin(), module.lines.end(),
        [](const SourceLine& line) { return line.text.find("timer: ") != std::string::npos; });
}

} // namespace

StatePanel::StatePanel(const RunController& controller, const TimeWindow& window,
    const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_throttle(controller.clock(), std::chrono::milliseconds(50), 10)
    , m_process(new SelectedProcess(controller, window, this))
    , m_header(new DockHeader(tr("State"), themes))
    , m_model(new CodeModel(tr("Changed."), this))
    , m_view(new CodeView(*m_model, tr("State of the selected server"), themes))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(0);
    column->addWidget(m_view);
    m_view->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    onTheme(this, themes, [column](const Theme& theme) {
        const int above = px(theme.metrics.gap);
        column->setContentsMargins(0, above, 0, above);
    });
    const auto reload = [this] {
        m_isStale = true;
        refresh();
    };
    connect(m_process, &SelectedProcess::replaced, this, reload);
    connect(&controller, &RunController::actionApplied, this, reload);
    connect(&controller, &RunController::advanced, this, &StatePanel::runWentOn);
    connect(&controller, &RunController::stateChanged, this, &StatePanel::runWentOn);
}

QString StatePanel::note() const
{
    return m_header->note().text();
}

void StatePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void StatePanel::runWentOn()
{
    if (!m_controller.isMoving() || m_throttle.isDue())
        refresh();
}

void StatePanel::refresh()
{
    if (!isVisible() || !m_process->exists())
        return;
    m_throttle.run([this] {
        m_process->follow();
        if (std::exchange(m_isStale, false)) {
            const auto module = elixirModule(m_controller.scenario(), m_process->spec());
            m_keepsTimer = module && holdsTimer(*module);
        }
        m_header->note().setWords(noteText());
        showState();
    });
}

QString StatePanel::noteText() const
{
    const auto& track = m_process->track();
    const auto& context = track.context();
    if (!m_process->state().isAlive())
        return tr("no process");
    if (!track.isHandling())
        return context.callback == Callback::Init ? tr("as init returned it")
                                                  : tr("as the last handler returned it");
    switch (context.callback) {
    case Callback::Tick:
        return tr("before tick %1 returns").arg(countText(std::uint64_t(context.tick)));
    case Callback::Init:
        return tr("before init returns");
    default:
        return tr("before the handler returns");
    }
}

void StatePanel::showState()
{
    std::vector<CodeLine> lines;
    if (!m_process->state().isAlive()) {
        lines.push_back(codeLine("# there is no process, so there is no state"));
        return m_model->setLines(std::move(lines));
    }
    auto fields = m_process->state().fields();
    std::erase_if(
        fields, [this](const StateField& field) { return field.key == "timer" && !m_keepsTimer; });
    lines.push_back(codeLine("%{"));
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto& field = fields[i];
        auto line
            = codeLine("  " + field.key + ": " + field.value + (i + 1 < fields.size() ? "," : ""));
        line.isMarked = field.isChanged();
        if (field.isChanged())
            line.note = tr("changed, was %1").arg(QString::fromStdString(field.was));
        lines.push_back(std::move(line));
    }
    lines.push_back(codeLine("}"));
    m_model->setLines(std::move(lines));
}

} // namespace tickscope
