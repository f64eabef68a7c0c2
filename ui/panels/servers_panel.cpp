// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/servers_panel.h"

#include "ui/models/server_list_model.h"
#include "ui/text/server_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/time/time_window.h"

#include <QListView>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

namespace {

constexpr int leastRows = 4;
constexpr int mostRows = 6;

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
                  painter->fontMetrics().elidedText(text, Qt::ElideRight, line.width()));
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
    , m_view(new QListView)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_view);
    m_view->setModel(&model);
    m_view->setItemDelegate(new ServerDelegate(themes, m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setAccessibleName(tr("Servers"));
    setFocusProxy(m_view);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
        [this](const QModelIndex& index) {
            const auto selection = m_window.selection();
            if (index.isValid() && (!selection || selection->server != std::uint32_t(index.row())))
                m_window.setSelection(Selection { std::uint32_t(index.row()), 0 });
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

void ServersPanel::showSelection()
{
    const auto selection = m_window.selection();
    if (!selection || int(selection->server) >= m_model.rowCount())
        return;
    const auto index = m_model.index(int(selection->server));
    if (m_view->currentIndex() != index)
        m_view->setCurrentIndex(index);
}

void ServersPanel::fitHeight()
{
    const int row = px(m_themes.theme().metrics.twoLineRow);
    // Few servers are shown whole; of many, a list to scroll leaves room for the inspector.
    setMinimumHeight(std::clamp(m_model.rowCount(), 1, leastRows) * row);
    setMaximumHeight(std::max(1, m_model.rowCount()) * row);
    updateGeometry();
}

QSize ServersPanel::sizeHint() const
{
    const int rows = std::clamp(m_model.rowCount(), 1, mostRows);
    return { px(300 * m_themes.theme().scale), rows * px(m_themes.theme().metrics.twoLineRow) };
}

} // namespace tickscope
