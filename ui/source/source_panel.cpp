// SPDX-License-Identifier: GPL-3.0-only
#include "ui/source/source_panel.h"

#include "core/elixir/server_sources.h"
#include "core/elixir/source_tokens.h"
#include "core/elixir/sub_goals.h"
#include "ui/controller/run_controller.h"
#include "ui/source/code_model.h"
#include "ui/source/selected_process.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/time/time_window.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/strip.h"

#include <QAction>
#include <QActionGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

/// The first line of those with one goal tells it.
std::vector<CodeLine> linesOf(const SourceModule& source)
{
    const auto goals = subGoalsOf(source);
    SourceTokens tokens(source.language);
    std::vector<CodeLine> lines;
    for (std::size_t i = 0; i < source.lines.size(); ++i) {
        const auto& text = source.lines[i].text;
        const bool isFirst = i == 0 || goals[i] != goals[i - 1];
        lines.push_back({ QString::fromStdString(text), tokens.next(text), int(i) + 1,
            isFirst ? QString::fromLatin1(toText(goals[i])) : QString(), {}, false, false });
    }
    return lines;
}

RunLines both(RunLines one, const RunLines& other)
{
    const auto join = [](std::vector<int>& into, const std::vector<int>& more) {
        into.insert(into.end(), more.begin(), more.end());
        std::sort(into.begin(), into.end());
    };
    join(one.lit, other.lit);
    join(one.ran, other.ran);
    return one;
}

/// The first record of an instant.
std::uint64_t firstAt(const Recorder& trace, std::int64_t ns)
{
    std::uint64_t low = trace.begin();
    std::uint64_t high = trace.size();
    while (low < high) {
        const auto middle = low + (high - low) / 2;
        if (trace[middle].timeNs < ns)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace

SourcePanel::SourcePanel(
    RunController& controller, TimeWindow& window, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_window(window)
    , m_themes(themes)
    , m_throttle(controller.clock(), std::chrono::milliseconds(50), 10)
    , m_process(new SelectedProcess(controller, window, this))
    , m_pages(new QStackedWidget)
    , m_model(new CodeModel(tr("Ran in this handler."), this))
    , m_view(new CodeView(*m_model, tr("Source of the selected server"), themes))
    , m_why(new Label(TextLook::Quiet, themes))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    createHeader();
    createCommands();
    m_why->setWordWrap(true);
    m_why->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_pages->addWidget(m_view);
    m_pages->addWidget(m_why);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_pages, 1);
    column->addWidget(createFoot());
    setFocusProxy(m_view);
    onTheme(this, themes, [this](const Theme& theme) {
        const int padding = px(theme.metrics.padding);
        m_why->setContentsMargins(padding, padding, padding, padding);
    });
    connect(m_view, &CodeView::lineActivated, this, &SourcePanel::activate);
    connect(m_process, &SelectedProcess::replaced, this, &SourcePanel::reload);
    connect(&controller, &RunController::actionApplied, this, &SourcePanel::reload);
    connect(&controller, &RunController::advanced, this, &SourcePanel::runWentOn);
    connect(&controller, &RunController::stateChanged, this, &SourcePanel::runWentOn);
    connect(&controller, &RunController::recordMissed, this, &SourcePanel::missed);
}

void SourcePanel::createHeader()
{
    m_header = new DockHeader(tr("Source"), m_themes);
    m_language = new LinkButton(tr("Erlang"), m_themes);
    m_header->addWidget(m_language);
    connect(m_language, &QPushButton::clicked, this, [this] {
        auto choice = m_choice;
        choice.language = choice.language == SourceLanguage::Elixir ? SourceLanguage::Erlang
                                                                    : SourceLanguage::Elixir;
        setChoice(choice);
    });
}

QAction* SourcePanel::addCommand(const QString& words, const QString& id)
{
    auto* action = new QAction(words, this);
    action->setObjectName(id);
    m_commands.push_back(action);
    return action;
}

void SourcePanel::createCommands()
{
    auto* group = new QActionGroup(this);
    const std::pair<SourceLanguage, QString> languages[]
        = { { SourceLanguage::Elixir, tr("&Elixir") }, { SourceLanguage::Erlang, tr("E&rlang") } };
    for (const auto& [language, words] : languages) {
        auto* action = addCommand(words, QStringLiteral("source") + words.mid(0).remove(u'&'));
        action->setCheckable(true);
        action->setChecked(language == m_choice.language);
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, chosen = language] {
            setChoice({ chosen, m_choice.clauses });
        });
        connect(this, &SourcePanel::choiceChanged, action,
            [this, action, chosen = language] { action->setChecked(m_choice.language == chosen); });
    }
    auto* all = addCommand(tr("&All clauses"), QStringLiteral("sourceAllClauses"));
    all->setCheckable(true);
    all->setToolTip(tr("Every live edit and the call, also where the scenario does not use them"));
    connect(all, &QAction::triggered, this, [this](bool isAll) {
        setChoice({ m_choice.language, isAll ? Clauses::All : Clauses::Used });
    });
    connect(this, &SourcePanel::choiceChanged, all,
        [this, all] { all->setChecked(m_choice.clauses == Clauses::All); });
    connect(addCommand(tr("&Copy the source"), QStringLiteral("sourceCopy")), &QAction::triggered,
        this, [this] {
            refresh();
            QGuiApplication::clipboard()->setText(m_model->text());
            tell(shown() ? tr("Copied %1.").arg(QString::fromStdString(shown()->fileName))
                         : m_problem);
        });
    connect(addCommand(tr("&Save as project…"), QStringLiteral("sourceSave")), &QAction::triggered,
        this, [this] { emit saveRequested(m_choice.language); });
    connect(addCommand(tr("&Difference of two sources"), QStringLiteral("sourceDifference")),
        &QAction::triggered, this, &SourcePanel::differenceRequested);
    auto* menu = new QMenu(this);
    for (auto* action : m_commands)
        menu->addAction(action);
    auto* more = new QToolButton;
    more->setAccessibleName(tr("What can be done with the source"));
    more->setToolTip(more->accessibleName());
    more->setAutoRaise(true);
    setThemedIcon(*more, QStringLiteral("more"), m_themes);
    connect(more, &QToolButton::clicked, menu,
        [more, menu] { menu->popup(more->mapToGlobal(QPoint(0, more->height()))); });
    m_header->addWidget(more);
}

QWidget* SourcePanel::createFoot()
{
    auto* foot = new Strip(Strip::Ground::Surface, Qt::TopEdge, m_themes);
    m_file = new ChoiceBox(tr("File"), m_themes);
    m_says = new Label(TextLook::Hint, m_themes);
    m_says->setWordWrap(true);
    m_file->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_file->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(foot);
    row->addWidget(m_file);
    row->addWidget(m_says, 1);
    onTheme(foot, m_themes, [this, row](const Theme& theme) {
        const int side = px(theme.metrics.gap);
        m_file->setMaximumWidth(px(180 * theme.type.body / 13)); // a name may be very long
        row->setContentsMargins(side, 4, side, 4);
        row->setSpacing(side);
    });
    connect(m_file, &QComboBox::currentIndexChanged, this, [this] {
        m_view->scrollToTop();
        refresh();
    });
    tell({});
    return foot;
}

void SourcePanel::setChoice(SourceChoice choice)
{
    if (choice == m_choice)
        return;
    m_choice = choice;
    const bool isElixir = choice.language == SourceLanguage::Elixir;
    m_language->setText(isElixir ? tr("Erlang") : tr("Elixir"));
    m_language->setToolTip(isElixir ? tr("Show it in Erlang") : tr("Show it in Elixir"));
    m_language->updateGeometry();
    emit choiceChanged();
    reload();
}

QString SourcePanel::says() const
{
    return m_says->text();
}

void SourcePanel::tell(const QString& words)
{
    m_says->setWords(
        words.isEmpty() ? tr("Click a line: the next time it runs. Shift: the last time.") : words);
}

void SourcePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void SourcePanel::reload()
{
    m_isStale = true;
    refresh();
}

void SourcePanel::runWentOn()
{
    if (!m_controller.isMoving() && m_search)
        arrived();
    if (!m_controller.isMoving() || m_throttle.isDue())
        refresh();
}

/// The files of this server; the one that is shown stays, where the server has such a file.
void SourcePanel::fillFiles()
{
    const int before = m_file->currentIndex();
    const bool wasWorld = before > 0 && before + 1 == m_file->count();
    QList<Choice> choices;
    for (std::size_t i = 0; i < m_sources.size(); ++i) {
        const bool isWorld = i + 1 == m_sources.size();
        choices.push_back({ QString::fromStdString(m_sources[i].fileName),
            isWorld      ? tr("the world: stands for the work")
                : i == 0 ? tr("the server")
                         : tr("the monitor of the heartbeat") });
    }
    const QSignalBlocker blocker(m_file);
    m_file->setChoices(choices);
    m_file->setCurrentIndex(wasWorld ? int(m_sources.size()) - 1
                                     : std::min(std::max(before, 0), int(m_sources.size()) - 1));
    m_file->setVisible(!m_sources.empty());
}

const SourceModule* SourcePanel::shown() const
{
    const auto place = std::size_t(std::max(m_file->currentIndex(), 0));
    return place < m_sources.size() ? &m_sources[place] : nullptr;
}

bool SourcePanel::isWorldFile() const
{
    return std::size_t(m_file->currentIndex()) + 1 == m_sources.size();
}

bool SourcePanel::isMonitorFile() const
{
    return m_file->currentIndex() > 0 && !isWorldFile();
}

void SourcePanel::refresh()
{
    if (!isVisible() || !m_process->exists())
        return;
    m_throttle.run([this] {
        m_process->follow();
        if (std::exchange(m_isStale, false)) {
            auto sources = serverSources(
                m_controller.scenario(), m_process->spec(), m_choice.language, m_choice.clauses);
            m_problem
                = sources ? QString() : QString::fromStdString(sources.errors().front().message);
            m_sources = sources ? std::move(*sources) : std::vector<SourceModule> {};
            fillFiles();
        }
        m_header->setTitle(tr("Source of %1").arg(m_process->name()));
        m_why->setWords(m_problem);
        m_pages->setCurrentWidget(shown() ? static_cast<QWidget*>(m_view) : m_why);
        if (shown())
            markLines(*shown());
        else
            m_model->setLines({});
    });
}

void SourcePanel::markLines(const SourceModule& source)
{
    const auto nowNs = toNs(m_controller.now());
    const auto* monitor = isWorldFile() ? nullptr : m_process->monitor();
    RunLines marked;
    if (!isMonitorFile())
        marked = linesAt(source, m_process->track(), nowNs, focus());
    if (monitor)
        marked = both(marked, linesAt(source, *monitor, nowNs, focus(), true));
    auto lines = linesOf(source);
    for (auto& line : lines) {
        line.isLit = marked.isLit(line.number);
        line.isMarked = marked.hasRun(line.number);
    }
    m_model->setLines(std::move(lines));
    m_view->revealLit();
}

std::optional<std::uint64_t> SourcePanel::focus() const
{
    if (!m_focus || m_focus->traceSize != m_controller.run().trace().size())
        return {};
    return m_focus->record;
}

void SourcePanel::activate(int row, CodeView::Way way)
{
    const auto* source = shown();
    if (!source || !m_process->exists() || std::size_t(row) >= source->lines.size())
        return;
    const auto& line = source->lines[std::size_t(row)];
    if (line.rules.empty())
        return tell(tr("Line %1 is not one that runs.").arg(row + 1));
    m_process->follow();
    if (line.isMonitor && !m_process->monitor())
        return;
    way == CodeView::Way::Ahead ? goAhead(row + 1, line.isMonitor)
                                : goBack(row + 1, line.isMonitor);
}

void SourcePanel::goAhead(int line, bool isMonitor)
{
    const auto& track = isMonitor ? *m_process->monitor() : m_process->track();
    auto watch
        = std::make_shared<LineWatch>(*shown(), line, track.process(), isMonitor, track.context());
    const auto find
        = [this, again = *watch,
              from = m_controller.run().trace().size()]() mutable -> std::optional<std::uint64_t> {
        const auto& trace = m_controller.run().trace();
        for (auto seq = from; seq < trace.size(); ++seq)
            if (again.take(trace[seq]))
                return seq;
        return {};
    };
    m_search = Search { line, find };
    m_controller.findAhead([watch](const Record& record) { return watch->take(record); });
}

void SourcePanel::goBack(int line, bool isMonitor)
{
    const auto& track = isMonitor ? *m_process->monitor() : m_process->track();
    const auto& trace = m_controller.run().trace();
    const auto before = focus().value_or(firstAt(trace, toNs(m_controller.now())));
    const auto last
        = lastRunOf(LineWatch(*shown(), line, track.process(), isMonitor), trace, before);
    if (!last)
        return tell(tr("Line %1 has not run before.").arg(line));
    m_search = Search { line, [last] { return last; } };
    m_controller.goBackTo(*last);
}

void SourcePanel::arrived()
{
    const auto search = std::exchange(m_search, {});
    const auto record = search->find();
    const auto& trace = m_controller.run().trace();
    if (!record || *record >= trace.size())
        return;
    m_focus = Focus { *record, trace.size() };
    tell(tr("Line %1 runs at %2.").arg(search->line).arg(timeText(trace[*record].timeNs)));
}

void SourcePanel::missed()
{
    if (const auto search = std::exchange(m_search, {}))
        tell(tr("Line %1 does not run again before %2.")
                 .arg(search->line)
                 .arg(timeText(toNs(m_controller.end()))));
}

} // namespace tickscope
