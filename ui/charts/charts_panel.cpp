// SPDX-License-Identifier: GPL-3.0-only
#include "ui/charts/charts_panel.h"

#include "ui/charts/chart_legend.h"
#include "ui/charts/histogram_view.h"
#include "ui/controller/run_controller.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/time/time_window.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tickscope {

namespace {

// Up to this many servers each have a line; of more, the others share an envelope.
constexpr std::size_t mostLines = 4;
// What looking at all other servers may cost: columns times servers, and ticks.
constexpr std::size_t mostLooks = 100'000;
// Narrower steps of an envelope would be a zigzag in which nobody sees a height.
constexpr std::size_t columnsPerStep = 6;

std::size_t envelopeSteps(std::size_t servers, int columns)
{
    return std::clamp<std::size_t>(
        mostLooks / servers, 10, std::max<std::size_t>(10, std::size_t(columns) / columnsPerStep));
}

double toSeconds(std::int64_t ns)
{
    return double(ns) / 1e9;
}

} // namespace

ChartsPanel::ChartsPanel(const RunController& controller, TimeWindow& window,
    const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_window(window)
    , m_themes(themes)
    , m_throttle(controller.clock(), std::chrono::milliseconds(30), 4)
    , m_legend(new ChartLegend(themes))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("Charts"));
    createChooser();
    auto* head = new QHBoxLayout;
    head->addWidget(m_legend, 1);
    head->addWidget(m_alarmButton);
    head->addWidget(m_chooser);
    auto* charts = new QWidget;
    charts->setBackgroundRole(QPalette::Base);
    m_row = new QHBoxLayout(charts);
    auto* scroll = new QScrollArea;
    scroll->setWidget(charts);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addLayout(head);
    layout->addWidget(scroll, 1);
    m_depth = addPlot(tr("Mailbox depth"), tr("messages"), 1);
    m_lateness = addPlot(tr("Lateness"), tr("started − due, s"), 0);
    m_period = addPlot(tr("Period"), tr("start to start, s"), 0);
    m_utilisation = addPlot(tr("Utilisation"), {}, 0);
    m_utilisation->setTop(1);
    createHistogram();
    onTheme(this, themes, [this, layout, head, scroll, charts](const Theme& theme) {
        layout->setContentsMargins(0, 0, 0, px(0.5 * theme.metrics.gap));
        head->setContentsMargins(0, 0, px(theme.metrics.gap), 0);
        head->setSpacing(px(theme.metrics.gap));
        m_row->setContentsMargins(px(theme.metrics.padding) - 2, 0, 4, 0);
        m_row->setSpacing(px(1.3 * theme.metrics.padding));
        m_row->activate();
        scroll->setMinimumHeight(charts->minimumSizeHint().height());
        fitCharts();
        refresh();
    });
    connect(&controller, &RunController::runReplaced, this, &ChartsPanel::runReplaced);
    connect(&controller, &RunController::advanced, this, &ChartsPanel::runWentOn);
    connect(&controller, &RunController::stateChanged, this, &ChartsPanel::runWentOn);
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & (TimeWindow::Span | TimeWindow::Selected | TimeWindow::Range))
            runWentOn();
    });
    runReplaced();
}

void ChartsPanel::runReplaced()
{
    const auto count = m_controller.hasRun() ? m_controller.run().serverCount() : 0;
    m_pyramids.assign(count, {});
    m_latenesses.assign(count, TickPyramid(TickValue::Lateness));
    m_periods.assign(count, TickPyramid(TickValue::Period));
    m_busy.assign(count, {});
    refresh();
}

void ChartsPanel::runWentOn()
{
    if (!m_controller.isMoving() || m_throttle.isDue())
        refresh();
}

void ChartsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitCharts();
    refresh();
}

void ChartsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void ChartsPanel::refresh()
{
    if (isVisible() && m_controller.hasRun() && m_controller.run().serverCount() > 0)
        m_throttle.run([this] { draw(); });
}

ChartSpan ChartsPanel::span(const PlotView& plot) const
{
    const auto shown = shownSpan();
    return { shown.startNs, shown.endNs, toNs(m_controller.now()), plot.columns() };
}

void ChartsPanel::draw()
{
    const auto& log = m_controller.log();
    m_server = m_window.selection() ? m_window.selection()->server : 0;
    m_server = std::min(m_server, std::uint32_t(log.serverCount()) - 1);
    if (isDrawn(m_depth))
        drawDepth();
    const auto shown = shownSpan();
    const auto nowNs = toNs(m_controller.now());
    if (isDrawn(m_lateness))
        m_lateness->setData(shown, nowNs, tickSeries(*m_lateness, m_latenesses),
            selectedPoint(TickValue::Lateness));
    if (isDrawn(m_period))
        m_period->setData(
            shown, nowNs, tickSeries(*m_period, m_periods), selectedPoint(TickValue::Period));
    if (isDrawn(m_utilisation))
        drawUtilisation();
    if (isDrawn(m_histogram))
        drawHistogram();
    describe();
}

void ChartsPanel::drawDepth()
{
    const auto& log = m_controller.log();
    for (std::size_t i = 0; i < m_pyramids.size(); ++i)
        m_pyramids[i].append(log.server(i));
    const auto shown = shownSpan();
    const auto nowNs = toNs(m_controller.now());
    m_depth->setAlarm({});
    if (m_alarm)
        m_depth->setAlarm(PlotView::AlarmMarks { *m_alarm,
            alarmSpans(log.server(m_server), m_pyramids[m_server], *m_alarm, shown.startNs,
                std::min(nowNs, shown.endNs)) });
    m_depth->setData(shown, nowNs, depthSeries(), {});
}

std::vector<PlotView::Series> ChartsPanel::depthSeries()
{
    const auto& log = m_controller.log();
    std::vector<PlotView::Series> series;
    const auto shown = span(*m_depth);
    series.push_back(
        { PlotView::Look::Depth, depthSteps(log.server(m_server), m_pyramids[m_server], shown) });
    if (log.serverCount() > mostLines) {
        series.push_back(depthEnvelope());
        return series;
    }
    for (std::uint32_t i = 0; i < log.serverCount(); ++i)
        if (i != m_server && !log.server(i).depth.empty())
            series.push_back(
                { PlotView::Look::OtherSteps, depthSteps(log.server(i), m_pyramids[i], shown) });
    return series;
}

PlotView::Series ChartsPanel::depthEnvelope()
{
    const auto& log = m_controller.log();
    const auto shown = span(*m_depth);
    const auto endNs = std::min(shown.toNs, shown.nowNs);
    const auto columns = envelopeSteps(log.serverCount(), shown.columns);
    const double width = double(shown.toNs - shown.fromNs) / double(columns);
    PlotView::Series series { PlotView::Look::Envelope, {} };
    for (std::size_t column = 0; column < columns; ++column) {
        const auto from = shown.fromNs + std::int64_t(double(column) * width);
        const auto to
            = std::min(endNs + 1, shown.fromNs + std::int64_t(double(column + 1) * width));
        if (from > endNs)
            break;
        std::uint32_t highest = 0;
        for (std::uint32_t i = 0; i < log.serverCount(); ++i)
            if (i != m_server)
                highest = std::max(highest, m_pyramids[i].query(log.server(i), from, to).max);
        series.points << QPointF(toSeconds(from), highest) << QPointF(toSeconds(to), highest);
    }
    return series;
}

std::vector<PlotView::Series> ChartsPanel::tickSeries(
    PlotView& plot, std::vector<TickPyramid>& pyramids)
{
    const auto& log = m_controller.log();
    const auto shown = span(plot);
    for (std::size_t i = 0; i < pyramids.size(); ++i)
        pyramids[i].append(log.server(i));
    std::vector<PlotView::Series> series;
    if (log.serverCount() > mostLines) {
        series.push_back({ PlotView::Look::Envelope, tickEnvelope(pyramids, shown) });
    } else {
        for (std::uint32_t i = 0; i < log.serverCount(); ++i)
            if (i != m_server)
                series.push_back(
                    { PlotView::Look::Other, tickPoints(log.server(i), pyramids[i], shown) });
    }
    if (&plot == m_period) {
        auto nominal = nominalSteps(log.server(m_server), m_controller.run().serverSpec(m_server),
            shown.fromNs, std::min(shown.toNs, shown.nowNs));
        if (!nominal.isEmpty())
            series.push_back({ PlotView::Look::Nominal, std::move(nominal) });
    }
    series.push_back(
        { PlotView::Look::Selected, tickPoints(log.server(m_server), pyramids[m_server], shown) });
    return series;
}

// The highest value of all servers but the selected one.
QList<QPointF> ChartsPanel::tickEnvelope(
    const std::vector<TickPyramid>& pyramids, const ChartSpan& shown)
{
    const auto& log = m_controller.log();
    const auto endNs = std::min(shown.toNs, shown.nowNs);
    const auto columns = envelopeSteps(log.serverCount(), shown.columns);
    const double width = double(shown.toNs - shown.fromNs) / double(columns);
    std::vector<TickRange> highest(columns);
    for (std::uint32_t i = 0; i < log.serverCount(); ++i) {
        if (i == m_server)
            continue;
        const auto& server = log.server(i);
        TakenSearch search(server);
        auto place = search.before(shown.fromNs);
        for (std::size_t column = 0; column < columns; ++column) {
            const auto to = shown.fromNs + std::int64_t(double(column + 1) * width);
            const auto next = search.before(std::min(endNs + 1, to));
            highest[column].add(pyramids[i].range(server, place, next));
            place = std::max(place, next);
        }
    }
    QList<QPointF> points;
    for (std::size_t column = 0; column < columns; ++column) {
        const auto from = shown.fromNs + std::int64_t(double(column) * width);
        const auto to = std::min(endNs, shown.fromNs + std::int64_t(double(column + 1) * width));
        if (from > endNs)
            break;
        const double value = highest[column].isEmpty() ? 0 : toSeconds(highest[column].max);
        points << QPointF(toSeconds(from), value) << QPointF(toSeconds(to), value);
    }
    return points;
}

std::optional<QPointF> ChartsPanel::selectedPoint(TickValue value) const
{
    const auto selection = m_window.selection();
    if (!selection || selection->message == 0 || selection->server != m_server)
        return {};
    const auto* message = findMessage(m_controller.log().server(m_server), selection->message);
    if (!message || message->startedNs == noTime || !shownSpan().contains(message->startedNs))
        return {};
    std::optional<QPointF> point;
    forEachTickValue(m_controller.log().server(m_server), value, message->startedNs,
        message->startedNs,
        [&](std::int64_t startNs, std::int64_t valueNs, const MessageEntry& tick) {
            if (tick.number == message->number)
                point = QPointF(toSeconds(startNs), toSeconds(valueNs));
        });
    return point;
}

void ChartsPanel::selectTickAt(double seconds)
{
    if (!m_controller.hasRun())
        return;
    const auto& log = m_controller.log().server(m_server);
    const auto wanted = std::int64_t(std::llround(seconds * 1e9));
    const auto reach = shownSpan().length() / std::max(1, m_lateness->columns()) * 8;
    std::int64_t nearest = std::numeric_limits<std::int64_t>::max();
    std::uint32_t number = 0;
    forEachTickValue(log, TickValue::Lateness, wanted - reach, wanted + reach,
        [&](std::int64_t startNs, std::int64_t, const MessageEntry& tick) {
            if (std::abs(startNs - wanted) < nearest) {
                nearest = std::abs(startNs - wanted);
                number = tick.number;
            }
        });
    if (number != 0)
        m_window.setSelection(Selection { m_server, number });
}

void ChartsPanel::describe()
{
    const auto& names = m_controller.run().processNames();
    const auto& log = m_controller.log();
    const auto name = QString::fromStdString(names[m_server]);
    std::vector<ChartLegend::Entry> entries;
    entries.push_back({ PlotView::Look::Selected, tr("%1 (selected)").arg(name) });
    if (log.serverCount() > mostLines) {
        entries.push_back({ PlotView::Look::Envelope,
            tr("highest of %1 others").arg(countText(log.serverCount() - 1)) });
    } else if (log.serverCount() > 1) {
        QStringList others;
        for (std::uint32_t i = 0; i < log.serverCount(); ++i)
            if (i != m_server)
                others << QString::fromStdString(names[i]);
        entries.push_back({ PlotView::Look::Other, others.join(QStringLiteral(", ")) });
    }
    entries.push_back({ PlotView::Look::Nominal, tr("Nominal interval") });
    m_legend->setEntries(std::move(entries));
    describeIfShort();
}

} // namespace tickscope
