// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/measured_panel.h"

#include "core/trace/statistics.h"
#include "ui/controller/run_controller.h"
#include "ui/controller/run_words.h"
#include "ui/lanes/lane_info.h"
#include "ui/models/statistics_model.h"
#include "ui/panels/verdict_card.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/time/time_window.h"
#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace tickscope {

namespace {

/// Names in the second colour, values in the monospace.
class ValueDelegate : public QStyledItemDelegate
{
public:
    ValueDelegate(const ThemeController& themes, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_themes(themes)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const auto& theme = m_themes.theme();
        const bool isValue = index.column() == StatisticsModel::ValueColumn;
        painter->save();
        painter->setFont(isValue ? monoFont(theme.type.second) : uiFont(theme.type.body));
        painter->setPen(isValue ? theme.text : theme.text2);
        painter->drawText(option.rect,
            Qt::AlignVCenter | (isValue ? Qt::AlignRight : Qt::AlignLeft),
            painter->fontMetrics().elidedText(
                index.data().toString(), Qt::ElideRight, option.rect.width()));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        const auto& theme = m_themes.theme();
        const bool isValue = index.column() == StatisticsModel::ValueColumn;
        const QFontMetrics metrics(isValue ? monoFont(theme.type.second) : uiFont(theme.type.body));
        return { metrics.horizontalAdvance(index.data().toString()) + 4, px(theme.metrics.row) };
    }

private:
    const ThemeController& m_themes;
};

} // namespace

MeasuredPanel::MeasuredPanel(const RunController& controller, const TimeWindow& window,
    const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_window(window)
    , m_themes(themes)
    , m_throttle(controller.clock(), std::chrono::milliseconds(250), 20)
    , m_model(new StatisticsModel(this))
    , m_span(new Label(TextLook::MonoHint, themes))
    , m_detail(new LinkButton(tr("All values"), themes))
    , m_verdict(new VerdictCard(themes))
{
    createTable();
    auto* title = new QHBoxLayout;
    title->addWidget(new Label(TextLook::Strong, themes, tr("Measured")));
    title->addStretch();
    title->addWidget(m_span);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(0);
    layout->addLayout(title);
    layout->addSpacing(4);
    layout->addWidget(m_table);
    layout->addWidget(m_detail, 0, Qt::AlignLeft);
    onTheme(this, themes, [this, layout](const Theme& theme) {
        const int padding = px(theme.metrics.padding);
        layout->setContentsMargins(padding, px(0.7 * padding), padding, padding);
        m_table->verticalHeader()->setMinimumSectionSize(8); // the style's would be higher
        m_table->verticalHeader()->setDefaultSectionSize(px(theme.metrics.row));
        m_table->updateGeometry();
    });
    connect(m_detail, &QPushButton::clicked, this, &MeasuredPanel::toggleDetail);
    connect(&controller, &RunController::advanced, this, &MeasuredPanel::runWentOn);
    connect(&controller, &RunController::stateChanged, this, &MeasuredPanel::runWentOn);
    connect(&controller, &RunController::runReplaced, this, &MeasuredPanel::measureNow);
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & (TimeWindow::Selected | TimeWindow::Range))
            measureNow();
    });
    measureNow();
}

void MeasuredPanel::createTable()
{
    m_table = new QTableView;
    m_table->setModel(m_model);
    m_table->setItemDelegate(new ValueDelegate(m_themes, m_table));
    m_table->setAccessibleName(tr("Measured"));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setFocusPolicy(Qt::NoFocus);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
    m_table->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_table->horizontalHeader()->hide();
    m_table->horizontalHeader()->setMinimumSectionSize(0);
    m_table->horizontalHeader()->setSectionResizeMode(
        StatisticsModel::NameColumn, QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(
        StatisticsModel::ValueColumn, QHeaderView::ResizeToContents);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
}

void MeasuredPanel::runWentOn()
{
    if (!m_controller.isMoving() || m_throttle.isDue())
        measureNow();
}

void MeasuredPanel::measureNow()
{
    const auto server = m_window.selection() ? m_window.selection()->server : 0;
    const bool hasServer = m_controller.hasRun() && server < m_controller.run().serverCount();
    setEnabled(hasServer);
    if (!hasServer)
        return;
    m_throttle.run([&] {
        const auto nowNs = toNs(m_controller.now());
        const auto span = m_window.range().value_or(TimeSpan { 0, nowNs });
        const TimeSpan measured { span.startNs,
            std::max(span.startNs, std::min(span.endNs, nowNs)) };
        const auto& run = m_controller.run();
        const auto& log = m_controller.log().server(server);
        const auto& spec = run.serverSpec(server);
        const auto statistics = measure(log, spec, measured.startNs, measured.endNs);
        m_model->setStatistics(statistics);
        const bool isWhole = !m_window.range();
        m_span->setWords(isWhole
                ? tr("0 to %1").arg(timeText(measured.endNs))
                : tr("%1 to %2").arg(secondsText(measured.startNs), timeText(measured.endNs)));
        const auto next = laneInfo(run.snapshot(server), spec, log, {}).nextIntervalNs;
        m_verdict->setVerdict(statistics, spec.schedule, next, gaveUpSentence(m_controller));
    });
}

void MeasuredPanel::toggleDetail()
{
    const bool isAll = m_model->detail() == StatisticsModel::Detail::All;
    m_model->setDetail(isAll ? StatisticsModel::Detail::Short : StatisticsModel::Detail::All);
    m_detail->setText(isAll ? tr("All values") : tr("Fewer values"));
    m_table->updateGeometry();
}

} // namespace tickscope
