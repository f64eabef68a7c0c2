// SPDX-License-Identifier: GPL-3.0-only
#include "ui/source/source_difference.h"

#include "core/elixir/server_sources.h"
#include "core/elixir/source_diff.h"
#include "core/elixir/source_tokens.h"
#include "ui/controller/run_controller.h"
#include "ui/source/code_model.h"
#include "ui/source/code_view.h"
#include "ui/text/time_text.h"
#include "ui/time/time_window.h"
#include "ui/widgets/choice_box.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

namespace {

/// The lines of one side, an empty one where only the other side has one.
class SideLines
{
public:
    explicit SideLines(const SourceModule& module)
    {
        SourceTokens tokens(module.language);
        for (const auto& line : module.lines)
            m_all.push_back({ QString::fromStdString(line.text), tokens.next(line.text),
                int(m_all.size()) + 1, {}, {}, false, false });
    }
    void add(int number, bool isSame)
    {
        m_shown.push_back(number > 0 ? m_all[std::size_t(number) - 1] : CodeLine {});
        m_shown.back().isMarked = number > 0 && !isSame;
    }
    std::vector<CodeLine> take() { return std::move(m_shown); }

private:
    std::vector<CodeLine> m_all;
    std::vector<CodeLine> m_shown;
};

} // namespace

SourceDifference::SourceDifference(const RunController& controller, const TimeWindow& window,
    const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_window(window)
    , m_themes(themes)
    , m_left(makeSide(tr("Left source")))
    , m_right(makeSide(tr("Right source")))
    , m_says(new Label(TextLook::Hint, themes))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* sides = new QHBoxLayout;
    sides->setSpacing(0);
    sides->addWidget(columnOf(m_left), 1);
    sides->addWidget(columnOf(m_right), 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(sides, 1);
    column->addWidget(m_says);
    onTheme(this, themes, [this](const Theme& theme) {
        const int padding = px(theme.metrics.padding);
        m_says->setContentsMargins(padding, 4, padding, 4);
    });
    scrollTogether(m_left.view->verticalScrollBar(), m_right.view->verticalScrollBar());
    scrollTogether(m_right.view->verticalScrollBar(), m_left.view->verticalScrollBar());
    connect(&controller, &RunController::runReplaced, this, &SourceDifference::refresh);
    connect(&controller, &RunController::actionApplied, this, &SourceDifference::refresh);
}

SourceDifference::Side SourceDifference::makeSide(const QString& name)
{
    Side side;
    side.server = new ChoiceBox(name, m_themes);
    side.model = new CodeModel(tr("Differs."), this);
    side.view = new CodeView(*side.model, name, m_themes);
    connect(side.server, &QComboBox::activated, this, [this] {
        m_isChosen = true;
        refresh();
    });
    return side;
}

QWidget* SourceDifference::columnOf(const Side& side)
{
    auto* widget = new QWidget;
    auto* column = new QVBoxLayout(widget);
    column->setSpacing(0);
    column->addWidget(side.server, 0, Qt::AlignLeft);
    column->addWidget(side.view, 1);
    onTheme(widget, m_themes, [column](const Theme& theme) {
        column->setContentsMargins(px(theme.metrics.gap), 4, 0, 0);
        column->setSpacing(4);
    });
    return widget;
}

void SourceDifference::scrollTogether(QScrollBar* one, QScrollBar* other)
{
    connect(one, &QScrollBar::valueChanged, other, &QScrollBar::setValue);
}

void SourceDifference::setChoice(SourceChoice choice)
{
    m_choice = choice;
    refresh();
}

QString SourceDifference::says() const
{
    return m_says->text();
}

void SourceDifference::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_isChosen)
        chooseServers();
    refresh();
}

void SourceDifference::fillServers()
{
    QList<Choice> choices;
    for (const auto& spec : m_controller.run().scenario().servers)
        choices.push_back({ QString::fromStdString(spec.name), {} });
    for (auto* box : { m_left.server, m_right.server }) {
        const QSignalBlocker blocker(box);
        const int before = std::max(box->currentIndex(), 0);
        box->setChoices(choices);
        box->setCurrentIndex(std::min(before, int(choices.size()) - 1));
    }
}

void SourceDifference::chooseServers()
{
    if (!m_controller.hasRun() || m_controller.run().serverCount() == 0)
        return;
    fillServers();
    const auto& run = m_controller.run();
    const auto selected = m_window.selection() ? m_window.selection()->server : 0U;
    const auto chosen = selected < run.serverCount()
        ? int(&run.serverSpec(selected) - run.scenario().servers.data())
        : 0;
    const int last = m_left.server->count() - 1;
    m_left.server->setCurrentIndex(chosen);
    m_right.server->setCurrentIndex(chosen < last ? chosen + 1 : std::max(chosen - 1, 0));
    m_isChosen = true;
    refresh();
}

void SourceDifference::refresh()
{
    if (!isVisible() || !m_controller.hasRun() || m_controller.isChanging())
        return;
    fillServers();
    const auto scenario = m_controller.scenario();
    const auto sourceOf = [&](const Side& side) {
        return serverSources(scenario, std::uint32_t(std::max(side.server->currentIndex(), 0)),
            m_choice.language, m_choice.clauses);
    };
    if (scenario.servers.empty())
        return;
    const auto left = sourceOf(m_left);
    const auto right = sourceOf(m_right);
    if (!left || !right) {
        m_left.model->setLines({});
        m_right.model->setLines({});
        return m_says->setWords(
            QString::fromStdString((left ? right : left).errors().front().message));
    }
    SideLines leftLines(left->front());
    SideLines rightLines(right->front());
    std::uint64_t differing = 0;
    for (const auto& row : sideBySide(left->front(), right->front())) {
        leftLines.add(row.left, row.isSame);
        rightLines.add(row.right, row.isSame);
        differing += row.isSame ? 0 : 1;
    }
    m_left.model->setLines(leftLines.take());
    m_right.model->setLines(rightLines.take());
    m_says->setWords(differing == 0 ? tr("Both sources are the same.")
            : differing == 1        ? tr("1 line differs.")
                                    : tr("%1 lines differ.").arg(countText(differing)));
}

} // namespace tickscope
