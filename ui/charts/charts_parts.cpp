// SPDX-License-Identifier: GPL-3.0-only
// The parts of the charts panel: which charts there are, their headers, and what they say in words.
#include "core/trace/statistics.h"
#include "ui/charts/charts_panel.h"
#include "ui/charts/histogram_view.h"
#include "ui/charts/utilisation.h"
#include "ui/controller/run_controller.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/time/time_window.h"
#include "ui/widgets/field_popup.h"
#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <set>

namespace tickscope {

namespace {

// What a histogram may cost while a run goes on; percentiles of more would hardly differ.
constexpr std::size_t mostCounted = 20'000;
// To measure a longer run for a sentence that nobody has asked for would hold up its drawing.
constexpr std::size_t mostMeasured = 100'000;

} // namespace

ChartsPanel::Chart& ChartsPanel::addChart(
    QGraphicsView* view, const QString& title, const QString& unit)
{
    Chart chart;
    chart.view = view;
    chart.title = title;
    chart.unitWords = unit;
    chart.column = new QWidget;
    chart.unit = new Label(TextLook::Hint, m_themes, unit);
    view->setAccessibleName(title);
    chart.header = new QHBoxLayout;
    chart.header->setContentsMargins(0, 0, px(m_themes.theme().metrics.padding), 4);
    chart.header->addWidget(new Label(TextLook::Strong, m_themes, title));
    chart.header->addStretch();
    chart.header->addWidget(chart.unit);
    auto* column = new QVBoxLayout(chart.column);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(chart.header);
    column->addWidget(view, 1);
    m_row->addWidget(chart.column, 1);
    // However little room there is, an axis keeps its numbers.
    onTheme(view, m_themes, [view](const Theme& theme) {
        view->setMinimumHeight(px(4.5 * QFontMetricsF(uiFont(theme.type.lane)).height()));
    });
    chart.action = m_chooserMenu->addAction(title);
    chart.action->setCheckable(true);
    chart.action->setChecked(true);
    connect(chart.action, &QAction::triggered, this,
        [this, place = m_charts.size()](bool isOn) { choose(place, isOn); });
    m_charts.push_back(chart);
    return m_charts.back();
}

PlotView* ChartsPanel::addPlot(const QString& title, const QString& unit, double leastStep)
{
    auto* plot = new PlotView(leastStep, m_themes);
    addChart(plot, title, unit);
    connect(plot, &PlotView::pointClicked, this, &ChartsPanel::selectTickAt);
    return plot;
}

void ChartsPanel::createChooser()
{
    m_chooser = new QToolButton(this);
    m_chooserMenu = new QMenu(m_chooser);
    m_chooser->setText(tr("Choose charts"));
    m_chooser->setAccessibleName(tr("Choose charts"));
    m_chooser->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_chooser->setAutoRaise(true);
    m_chooser->setFocusPolicy(Qt::StrongFocus);
    connect(m_chooser, &QToolButton::clicked, this,
        [this] { m_chooserMenu->popup(m_chooser->mapToGlobal(QPoint(0, m_chooser->height()))); });
    m_alarmButton = new LinkButton(tr("Alarm…"), m_themes);
    m_alarmButton->setToolTip(
        tr("Mark when the mailbox is too long, as long_message_queue of the VM does"));
    connect(m_alarmButton, &QPushButton::clicked, this, &ChartsPanel::askAlarm);
    setThemedIcon(*m_chooser, QStringLiteral("chart"), m_themes);
    onTheme(m_chooser, m_themes,
        [this](const Theme& theme) { m_chooser->setFont(uiFont(theme.type.second)); });
}

void ChartsPanel::createHistogram()
{
    m_histogram = new HistogramView(m_themes);
    auto& chart = addChart(m_histogram, tr("Histogram"), {});
    m_histogramValue = new QComboBox;
    m_histogramValue->setAccessibleName(tr("What the histogram counts"));
    m_histogramValue->addItem(tr("lateness"), int(TickValue::Lateness));
    m_histogramValue->addItem(tr("period"), int(TickValue::Period));
    m_histogramValue->addItem(tr("work"), int(TickValue::Work));
    onTheme(m_histogramValue, m_themes, [this](const Theme& theme) {
        m_histogramValue->setFont(uiFont(theme.type.second));
        m_histogramValue->setFixedHeight(px(22 * theme.scale));
    });
    m_histogramValue->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    chart.header->addWidget(m_histogramValue);
    connect(m_histogramValue, &QComboBox::currentIndexChanged, this, [this] { refresh(); });
}

void ChartsPanel::setHistogramValue(TickValue value)
{
    m_histogramValue->setCurrentIndex(m_histogramValue->findData(int(value)));
}

void ChartsPanel::setAlarm(std::optional<Alarm> alarm)
{
    if (alarm == m_alarm)
        return;
    m_alarm = alarm;
    refresh();
    emit alarmChanged();
}

void ChartsPanel::askAlarm()
{
    auto* popup = new FieldPopup(tr("Alarm on, off"), alarmText(m_alarm), m_themes, m_alarmButton);
    popup->setHelp(tr("10, 5: it begins at 10 waiting messages and ends at 5.\nEmpty: no alarm."));
    connect(popup, &FieldPopup::accepted, this, [this, popup](const QString& text) {
        const auto typed = parseAlarm(text);
        if (!typed.reason.isEmpty())
            return popup->refuse(typed.reason);
        popup->close();
        setAlarm(typed.alarm);
    });
    popup->open();
}

QList<int> ChartsPanel::hiddenCharts() const
{
    QList<int> hidden;
    for (std::size_t i = 0; i < m_charts.size(); ++i)
        if (!m_charts[i].isWanted)
            hidden << int(i);
    return hidden;
}

void ChartsPanel::setHiddenCharts(const QList<int>& hidden)
{
    if (hidden == hiddenCharts())
        return;
    for (std::size_t i = 0; i < m_charts.size(); ++i)
        m_charts[i].isWanted = !hidden.contains(int(i));
    fitCharts();
    refresh();
    emit hiddenChartsChanged();
}

// A chart that nobody sees costs nothing.
bool ChartsPanel::isDrawn(const QGraphicsView* view) const
{
    return std::any_of(m_charts.begin(), m_charts.end(), [&](const Chart& chart) {
        return chart.view == view && (m_pictureSpan ? chart.isWanted : !chart.column->isHidden());
    });
}

void ChartsPanel::choose(std::size_t chart, bool isWanted)
{
    m_charts[chart].isWanted = isWanted;
    if (isWanted)
        m_charts[chart].wish = ++m_wishes;
    fitCharts();
    refresh();
    emit hiddenChartsChanged();
}

// A chart that is cut off says less than none: those without room wait in the chooser.
void ChartsPanel::fitCharts()
{
    auto byWish = wantedCharts();
    std::stable_sort(byWish.begin(), byWish.end(),
        [](const Chart* left, const Chart* right) { return left->wish > right->wish; });
    const auto margins = m_row->contentsMargins();
    int room = width() - margins.left() - margins.right();
    for (const auto& chart : m_charts)
        chart.column->setMinimumWidth(std::min(room, px(160 * m_themes.theme().type.body / 13)));
    room += m_row->spacing();
    std::set<const Chart*> fitting;
    for (const auto* chart : byWish) {
        room -= chart->column->minimumWidth() + m_row->spacing();
        if (room >= 0 || fitting.empty())
            fitting.insert(chart);
    }
    QStringList waiting;
    for (auto& chart : m_charts) {
        const bool isShown = fitting.count(&chart) > 0;
        chart.column->setVisible(isShown);
        chart.action->setChecked(isShown);
        if (chart.isWanted && !isShown)
            waiting << chart.title;
    }
    m_chooser->setToolTip(waiting.isEmpty()
            ? QString()
            : tr("No room here for: %1").arg(waiting.join(QStringLiteral(", "))));
    fitWords(int(fitting.size()));
}

/// Where there is little room, what is named elsewhere gives up its words before it is cut.
void ChartsPanel::fitWords(int shown)
{
    if (shown == 0)
        return; // every chart is off
    const auto& theme = m_themes.theme();
    const auto margins = m_row->contentsMargins();
    const int each
        = (width() - margins.left() - margins.right() - (shown - 1) * m_row->spacing()) / shown;
    for (const auto& chart : m_charts) {
        const auto* title = chart.header->itemAt(0)->widget();
        const auto inside = chart.header->contentsMargins();
        const int words = chart.unit->fontMetrics().horizontalAdvance(chart.unitWords);
        const bool fits = title->sizeHint().width() + words + inside.left() + inside.right()
                + px(2 * theme.metrics.padding)
            <= each;
        chart.unit->setWords(fits ? chart.unitWords : QString());
    }
    const QFontMetricsF metrics(uiFont(theme.type.second));
    const double words = metrics.horizontalAdvance(m_chooser->text()) + 3 * theme.metrics.icon;
    const double legend = 240 * theme.type.second / 12;
    const bool hasRoom = width() >= legend + m_alarmButton->sizeHint().width() + words;
    m_chooser->setToolButtonStyle(hasRoom ? Qt::ToolButtonTextBesideIcon : Qt::ToolButtonIconOnly);
}

TimeSpan ChartsPanel::shownSpan() const
{
    if (m_pictureSpan)
        return *m_pictureSpan;
    const auto range = m_window.range();
    return range && range->length() > 0 ? *range : m_window.span();
}

void ChartsPanel::drawUtilisation()
{
    const auto& log = m_controller.log();
    for (std::size_t i = 0; i < m_busy.size(); ++i)
        m_busy[i].append(log.server(i));
    const auto shown = span(*m_utilisation);
    const std::vector<PlotView::Series> series { { PlotView::Look::Work,
        utilisationSteps(m_busy[m_server], shown) } };
    m_utilisation->setData(shownSpan(), shown.nowNs, series, {});
    const auto unit = tr("per %1").arg(durationText(utilisationStepNs(shown.toNs - shown.fromNs)));
    for (auto& chart : m_charts)
        if (chart.view == m_utilisation) {
            chart.unitWords = unit;
            chart.unit->setWords(unit);
        }
}

void ChartsPanel::drawHistogram()
{
    const auto shown = span(*m_utilisation);
    auto values = tickValues(m_controller.log().server(m_server),
        TickValue(m_histogramValue->currentData().toInt()), shown.fromNs,
        std::min(shown.toNs, shown.nowNs), mostCounted);
    for (auto& ns : values.ns)
        ns = std::max<std::int64_t>(0, ns);
    m_histogram->setHistogram(histogramOf(std::move(values.ns), m_histogram->mostBars()));
    const auto unit = values.oneIn > 1 ? tr("1 in %1").arg(countText(values.oneIn)) : QString();
    for (auto& chart : m_charts)
        if (chart.view == m_histogram) {
            chart.unitWords = unit;
            chart.unit->setWords(unit);
        }
}

void ChartsPanel::setSentence(QGraphicsView& view, const QString& sentence)
{
    view.setAccessibleDescription(sentence);
}

void ChartsPanel::describeIfShort()
{
    if (!m_controller.isMoving()
        && m_controller.log().server(m_server).taken.size() <= mostMeasured)
        describeCharts();
}

void ChartsPanel::describeCharts()
{
    const auto shown = shownSpan();
    const auto nowNs = toNs(m_controller.now());
    const auto endNs = std::max(shown.startNs, std::min(shown.endNs, nowNs));
    const auto name = QString::fromStdString(m_controller.run().processNames()[m_server]);
    const auto where = m_window.range() ? tr("in the range %1 to %2") : tr("from %1 to %2");
    const auto from
        = QStringLiteral("%1 ").arg(name) + where.arg(secondsText(shown.startNs), timeText(endNs));
    const auto measured = measure(m_controller.log().server(m_server),
        m_controller.run().serverSpec(m_server), shown.startNs, endNs);
    auto depth = tr("%1: mailbox at most %2, %3 at the end, mean %4.")
                     .arg(from, countText(measured.depthMax), countText(measured.depthLast),
                         QString::number(measured.depthMean, 'f', 2));
    if (m_alarm) {
        const auto alarms = alarmSpans(m_controller.log().server(m_server), m_pyramids[m_server],
            *m_alarm, shown.startNs, endNs);
        depth += alarms.empty() ? tr(" No alarm.") : tr(" Alarms: %1.").arg(alarms.size());
    }
    setSentence(*m_depth, depth);
    setSentence(*m_lateness,
        measured.latenessCount == 0
            ? tr("%1: no tick of a timer started.").arg(from)
            : tr("%1: %2 ticks started, late by %3 in the median and %4 at most.")
                  .arg(from, countText(measured.latenessCount),
                      timeText(measured.latenessPercentiles.p50Ns),
                      timeText(measured.latenessMaxNs)));
    setSentence(*m_period,
        measured.period.count == 0
            ? tr("%1: no two ticks to measure between.").arg(from)
            : tr("%1: start to start %2 to %3, mean %4; the interval is %5.")
                  .arg(from, timeText(measured.period.minNs), timeText(measured.period.maxNs),
                      timeText(measured.period.meanNs), timeText(measured.nominalNs)));
    setSentence(*m_utilisation,
        tr("%1: utilisation %2.").arg(from, QString::number(measured.utilisation, 'f', 2)));
    const auto& counted = m_histogram->histogram();
    const auto inNs = [](double value) { return std::int64_t(std::llround(value * 1e9)); };
    setSentence(*m_histogram,
        counted.total == 0 ? tr("%1: no tick to count.").arg(from)
                           : tr("%1: %2 of %3 ticks; half at most %4, 90 % at most %5, 99 % at "
                                "most %6.")
                                 .arg(from, m_histogramValue->currentText(),
                                     countText(counted.total), timeText(inNs(counted.p50)),
                                     timeText(inNs(counted.p90)), timeText(inNs(counted.p99))));
}

QStringList ChartsPanel::sentences()
{
    if (m_controller.hasRun() && m_controller.run().serverCount() > 0) {
        draw(); // nobody may have looked at the charts since
        describeCharts();
    }
    QStringList lines;
    for (const auto& chart : m_charts)
        lines << tr("%1. %2").arg(chart.title, chart.view->accessibleDescription());
    return lines;
}

std::vector<ChartsPanel::Chart*> ChartsPanel::wantedCharts()
{
    std::vector<Chart*> wanted;
    for (auto& chart : m_charts)
        if (chart.isWanted)
            wanted.push_back(&chart);
    return wanted;
}

void ChartsPanel::setPictureSize(std::optional<QSizeF> size)
{
    for (auto* plot : { m_depth, m_lateness, m_period, m_utilisation })
        plot->setPictureSize(size);
    m_histogram->setPictureSize(size);
}

void ChartsPanel::render(QPainter& painter, QSizeF size, TimeSpan span)
{
    const auto& theme = m_themes.theme();
    painter.fillRect(QRectF(QPointF(), size), theme.surface);
    const auto count = wantedCharts().size();
    if (count == 0 || !m_controller.hasRun())
        return;
    const double padding = theme.metrics.padding;
    const double width = (size.width() - padding) / double(count);
    const QFontMetricsF metrics(uiFont(theme.type.body, FontWeight::Semibold));
    m_pictureSpan = span;
    setPictureSize(QSizeF(width - padding, size.height() - 2.5 * padding - metrics.height()));
    draw();
    renderCharts(painter, width);
    m_pictureSpan.reset();
    setPictureSize({});
    draw();
}

void ChartsPanel::renderCharts(QPainter& painter, double width)
{
    const auto& theme = m_themes.theme();
    const double padding = theme.metrics.padding;
    const QFontMetricsF metrics(uiFont(theme.type.body, FontWeight::Semibold));
    double left = padding;
    for (const auto* chart : wantedCharts()) {
        painter.setFont(uiFont(theme.type.body, FontWeight::Semibold));
        painter.setPen(theme.text);
        painter.drawText(QPointF(left, padding + metrics.ascent()), chart->title);
        painter.setFont(uiFont(theme.type.second));
        painter.setPen(theme.text2);
        painter.drawText(QRectF(left, padding, width - padding, metrics.height()),
            Qt::AlignRight | Qt::AlignVCenter,
            chart->view == m_histogram ? m_histogramValue->currentText() : chart->unitWords);
        const QPointF corner(left, 1.5 * padding + metrics.height());
        if (chart->view == m_histogram)
            m_histogram->renderPicture(painter, corner);
        else
            static_cast<PlotView*>(chart->view)->renderPicture(painter, corner);
        left += width;
    }
}

} // namespace tickscope
