// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/servers_panel.h"

#include "ui/models/server_list_model.h"
#include "ui/text/server_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/time/time_window.h"
#include "ui/widgets/key_use.h"
#include "ui/widgets/strip.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

namespace {

constexpr int leastRows = 4;
constexpr int mostRows = 6;
constexpr int fewServers = 8; ///< of more, one is looked for

QString stateIcon(ServerState state)
{
    switch (state) {
    case ServerState::Idle:
        return QStringLiteral("state-idle");
    case ServerState::Working:
        return QStringLiteral("state-working");
    case ServerState::Finished:
        return QStringLiteral("state-finished");
    case ServerState::Dead:
        return QStringLiteral("state-dead");
    }
    return {};
}

QColor stateColour(ServerState state, const Theme& theme)
{
    switch (state) {
    case ServerState::Working:
        return theme.work;
    case ServerState::Dead:
        return theme.error;
    default:
        return theme.armed;
    }
}

} // namespace

ServerDelegate::ServerDelegate(const ThemeController& themes, QObject* parent)
    : QStyledItemDelegate(parent)
    , m_themes(themes)
{
}

void ServerDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto& theme = m_themes.theme();
    QStyleOptionViewItem ground = option;
    ground.index = index;
    ground.widget->style()->drawPrimitive(
        QStyle::PE_PanelItemViewItem, &ground, painter, ground.widget);

    painter->save();
    const QRect row = option.rect;
    const auto state = ServerState(index.data(ServerListModel::StateRole).toInt());
    const double side = 0.8 * theme.metrics.icon;
    QRectF mark(0, 0, side, side);
    mark.moveCenter(QPointF(row.left() + 23 * theme.scale, row.center().y() + 0.5));
    paintIcon(*painter, stateIcon(state), mark, stateColour(state, theme));

    const auto depth = index.data(ServerListModel::DepthRole).toULongLong();
    const auto depthText = countText(depth);
    painter->setFont(monoFont(theme.type.body));
    painter->setPen(depth > 0 ? theme.waitline : theme.text3);
    const QRect depthRect = row.adjusted(0, 0, -px(theme.metrics.padding) + 2, 0);
    painter->drawText(depthRect, Qt::AlignRight | Qt::AlignVCenter, depthText);

    const int left = row.left() + px(41 * theme.scale);
    const int right = depthRect.right() - painter->fontMetrics().horizontalAdvance(depthText)
        - px(theme.metrics.gap);
    const auto drawLine
        = [&](const QFont& font, const QColor& colour, int top, int bottom, const QString& text) {
              painter->setFont(font);
              painter->setPen(colour);
              const QRect line(left, top, right - left, bottom - top);
              painter->drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                  painter->fontMetrics().elidedText(text, Qt::ElideMiddle, line.width()));
          };
    const int inset = px(5 * theme.scale);
    const int middle = row.center().y() + 1;
    drawLine(uiFont(theme.type.body, FontWeight::Semibold), theme.text, row.top() + inset, middle,
        index.data(Qt::DisplayRole).toString());
    drawLine(uiFont(theme.type.second), theme.text2, middle, row.bottom() - inset + 1,
        index.data(ServerListModel::StateTextRole).toString());
    if (option.state & QStyle::State_HasFocus) {
        QStyleOptionFocusRect focus;
        focus.rect = row.adjusted(4, 1, -1, -1);
        option.widget->style()->drawPrimitive(
            QStyle::PE_FrameFocusRect, &focus, painter, option.widget);
    }
    painter->restore();
}

QSize ServerDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const
{
    return { 160, px(m_themes.theme().metrics.twoLineRow) };
}

ServersPanel::ServersPanel(
    ServerListModel& model, TimeWindow& window, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_window(window)
    , m_themes(themes)
    , m_ordered(new OrderedServers(model, this))
    , m_view(new QListView)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(createHead());
    layout->addWidget(m_view);
    m_view->setModel(m_ordered);
    m_view->setItemDelegate(new ServerDelegate(themes, m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    leaveLettersToWindow(*m_view); // what one presses is done to the selected server
    m_view->setMouseTracking(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setAccessibleName(tr("Servers"));
    setFocusProxy(m_view);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& index) {
            const auto selection = m_window.selection();
            const auto server = std::uint32_t(m_ordered->mapToSource(index).row());
            if (index.isValid() && !m_isOrdering && (!selection || selection->server != server))
                m_window.setSelection(Selection { server, 0 });
        });
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Selected)
            showSelection();
    });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        fitHeight();
        showSelection();
    });
    onTheme(this, themes, [this](const Theme&) {
        m_view->doItemsLayout();
        fitHeight();
    });
    showSelection();
}

/// Of many servers: which are shown, and in which order.
QWidget* ServersPanel::createHead()
{
    m_head = new Strip(Strip::Ground::Surface, Qt::BottomEdge, m_themes);
    m_filter = new QLineEdit;
    m_filter->setPlaceholderText(tr("Filter"));
    m_filter->setAccessibleName(tr("Filter servers"));
    m_filter->setClearButtonEnabled(true);
    m_order = new QComboBox;
    m_order->setAccessibleName(tr("Order of servers"));
    m_order->addItems({ tr("as written"), tr("by waiting"), tr("by lateness"), tr("by name") });
    m_order->setToolTip(tr("Choose it again to sort anew: rows keep their places while it runs."));
    auto* row = new QHBoxLayout(m_head);
    row->addWidget(m_filter, 1);
    row->addWidget(m_order);
    onTheme(m_head, m_themes, [row](const Theme& theme) {
        const int padding = px(theme.metrics.padding);
        row->setContentsMargins(padding, 4, padding, 4);
        row->setSpacing(px(theme.metrics.gap));
    });
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString& text) {
        reorder([&] { m_ordered->setFilterFixedString(text.trimmed()); });
    });
    connect(m_order, &QComboBox::activated, this,
        [this](int choice) { reorder([&] { m_ordered->setOrder(ServerOrder(choice)); }); });
    return m_head;
}

/// The selected server stays, wherever its row goes.
void ServersPanel::reorder(const std::function<void()>& change)
{
    m_isOrdering = true;
    change();
    showSelection();
    m_isOrdering = false;
    if (m_view->currentIndex().isValid())
        m_view->scrollTo(m_view->currentIndex());
}

void ServersPanel::showSelection()
{
    const auto selection = m_window.selection();
    if (!selection || int(selection->server) >= m_model.rowCount())
        return;
    const auto index = m_ordered->mapFromSource(m_model.index(int(selection->server)));
    if (m_view->currentIndex() != index)
        m_view->setCurrentIndex(index);
}

void ServersPanel::fitHeight()
{
    const int row = px(m_themes.theme().metrics.twoLineRow);
    m_head->setVisible(m_model.rowCount() > fewServers);
    const int head = m_head->isVisibleTo(this) ? m_head->sizeHint().height() : 0;
    // Few servers are shown whole; of many, a list to scroll leaves room for the inspector.
    setMinimumHeight(std::clamp(m_model.rowCount(), 1, leastRows) * row + head);
    setMaximumHeight(std::max(1, m_model.rowCount()) * row + head);
    updateGeometry();
}

QSize ServersPanel::sizeHint() const
{
    const int rows = std::clamp(m_model.rowCount(), 1, mostRows);
    return { px(300 * m_themes.theme().scale), rows * px(m_themes.theme().metrics.twoLineRow) };
}

} // namespace tickscope
