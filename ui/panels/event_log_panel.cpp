// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/event_log_panel.h"

#include "ui/controller/run_controller.h"
#include "ui/models/event_log_model.h"
#include "ui/panels/event_delegate.h"
#include "ui/panels/filter_bar.h"
#include "ui/text/moment_text.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/theme/fonts.h"
#include "ui/time/time_window.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

EventLogPanel::EventLogPanel(const RunController& controller, EventLogModel& model,
    TimeWindow& window, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_model(model)
    , m_window(window)
    , m_themes(themes)
    , m_filter(new FilterBar(controller, window, themes))
    , m_view(new QTableView)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_filter);
    layout->addWidget(m_view, 1);
    createView();
    connect(m_filter, &FilterBar::filterChanged, this, &EventLogPanel::applyFilter);
    connect(&model, &QAbstractItemModel::rowsAboutToBeInserted, this, [this] {
        const auto* bar = m_view->verticalScrollBar();
        m_isAtBottom = bar->value() >= bar->maximum();
    });
    connect(&model, &QAbstractItemModel::rowsInserted, this, &EventLogPanel::rowsCame);
    connect(&model, &QAbstractItemModel::modelReset, this, [this] { m_isAtBottom = true; });
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Selected)
            showSelection();
    });
    applyFilter();
}

void EventLogPanel::createView()
{
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new EventDelegate(m_themes, m_view));
    m_view->setAccessibleName(tr("Event log"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->horizontalHeader()->hide();
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->installEventFilter(this);
    onTheme(this, m_themes, [this](const Theme& theme) {
        m_view->verticalHeader()->setMinimumSectionSize(8);
        m_view->verticalHeader()->setDefaultSectionSize(px(theme.metrics.row));
        fitColumns();
    });
    connect(&m_controller, &RunController::runReplaced, this, &EventLogPanel::fitColumns);
    connect(&m_controller, &RunController::stateChanged, this, &EventLogPanel::fitColumns);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex& index) {
            if (index.isValid() && !m_isOwnChange && m_view->hasFocus())
                selectRow(index.row());
        });
    connect(m_view, &QAbstractItemView::clicked, this,
        [this](const QModelIndex& index) { selectRow(index.row()); });
}

/// As wide as what stands in them: the last moment of the run, names up to a limit, all events.
void EventLogPanel::fitColumns()
{
    const auto& theme = m_themes.theme();
    const QFontMetrics mono(monoFont(theme.type.second)), plain(uiFont(theme.type.second));
    const int gap = px(1.2 * theme.metrics.padding);
    const int most = px(160 * theme.type.second / 12);
    int name = 0;
    std::int64_t endNs = 0;
    if (m_controller.hasRun()) {
        endNs = toNs(m_controller.end());
        const auto& names = m_controller.run().processNames();
        for (std::size_t i = 0; i < names.size() && name < most; ++i)
            name = std::max(name, plain.horizontalAdvance(QString::fromStdString(names[i])));
    }
    const auto last = momentColumnText(std::max<std::int64_t>(endNs, 99'999'000'000), endNs);
    m_view->setColumnWidth(EventLogModel::TimeColumn,
        mono.horizontalAdvance(last) + px(0.9 * theme.metrics.padding) + gap);
    m_view->setColumnWidth(EventLogModel::ServerColumn, std::min(name, most) + gap);
    m_view->setColumnWidth(
        EventLogModel::EventColumn, mono.horizontalAdvance(QLatin1String("handle_continue")) + gap);
    // Of one server the filter says the name: with little room it leaves it to what happened.
    int needed = plain.horizontalAdvance(tr("tick 8, waited 88.888 s, depth 8")) + gap;
    for (const auto column :
        { EventLogModel::TimeColumn, EventLogModel::ServerColumn, EventLogModel::EventColumn })
        needed += m_view->horizontalHeader()->isSectionHidden(column) ? std::min(name, most) + gap
                                                                      : m_view->columnWidth(column);
    m_view->setColumnHidden(EventLogModel::ServerColumn,
        m_filter->filter().servers.size() == 1 && needed > m_view->viewport()->width());
}

void EventLogPanel::applyFilter()
{
    m_model.setFilter(m_filter->filter());
    fitColumns();
    m_view->scrollToBottom();
    refreshNote();
}

void EventLogPanel::rowsCame()
{
    if (m_isAtBottom)
        m_view->scrollToBottom();
    refreshNote();
}

void EventLogPanel::refreshNote()
{
    m_filter->setNote(m_model.isCut() ? tr("last %1").arg(countText(EventLogModel::rowLimit))
                                      : tr("latest at the bottom"));
}

void EventLogPanel::selectRow(int row)
{
    if (m_controller.hasRun())
        select(m_controller.run()
                   .trace()[m_model.index(row, 0).data(EventLogModel::SeqRole).toULongLong()]);
}

/// In every view.
void EventLogPanel::select(const Record& record)
{
    if (!m_window.span().contains(record.timeNs))
        m_window.setSpan(m_window.spanAround(record.timeNs));
    const auto server = record.server;
    if (server >= m_controller.run().serverCount())
        return; // a monitor or a supervisor has no lane
    const bool isOfMessage = record.message != MessageKind::None
        && findMessage(m_controller.log().server(server), record.ref) != nullptr
        && record.event != Event::SendAfter && record.event != Event::SendInterval
        && record.event != Event::Timeout && record.event != Event::CancelTimer;
    const QScopedValueRollback guard(m_isOwnChange, true);
    m_window.setSelection(Selection { server, isOfMessage ? record.ref : 0 });
}

void EventLogPanel::selectRecord(quint64 seq)
{
    if (!m_controller.hasRun() || seq < m_controller.run().trace().begin()
        || seq >= m_controller.run().trace().size())
        return;
    select(m_controller.run().trace()[seq]);
    if (m_model.index(m_model.rowOf(seq), 0).data(EventLogModel::SeqRole).toULongLong() != seq)
        m_filter->clear();
    showRecord(seq);
}

void EventLogPanel::showRecord(quint64 seq)
{
    const auto index = m_model.index(m_model.rowOf(seq), 0);
    if (!index.isValid() || index.data(EventLogModel::SeqRole).toULongLong() != seq)
        return;
    const QScopedValueRollback guard(m_isOwnChange, true);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
}

void EventLogPanel::showSelection()
{
    const auto selection = m_window.selection();
    if (!selection) {
        m_model.setSelectedMessage(0, 0);
        return;
    }
    m_model.setSelectedMessage(selection->server, selection->message);
    if (m_isOwnChange || selection->message == 0 || !m_controller.hasRun()
        || selection->server >= m_controller.log().serverCount())
        return;
    const auto* message
        = findMessage(m_controller.log().server(selection->server), selection->message);
    if (!message)
        return;
    const int row = m_model.rowOf(message->seq);
    if (row < m_model.rowCount())
        m_view->scrollTo(m_model.index(row, 0), QAbstractItemView::PositionAtCenter);
}

bool EventLogPanel::eventFilter(QObject* object, QEvent* event)
{
    if (object == m_view && event->type() == QEvent::Resize) // its viewport is resized by that
        QMetaObject::invokeMethod(this, &EventLogPanel::fitColumns, Qt::QueuedConnection);
    if (object == m_view && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        copyRows();
        return true;
    }
    return QWidget::eventFilter(object, event);
}

void EventLogPanel::copyRows()
{
    const auto rows = m_view->selectionModel()->selectedRows();
    QGuiApplication::clipboard()->setText(m_model.toText(rows));
}

} // namespace tickscope
