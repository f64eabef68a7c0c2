// SPDX-License-Identifier: GPL-3.0-only
#include "ui/instant/instant_band.h"

#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme_controller.h"

#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

constexpr double leastColumn = 92;
constexpr double mostColumn = 184;
constexpr double columnPadding = 8;
constexpr double columnHeight = 84;

double unitOf(const Theme& theme)
{
    return theme.type.lane / 11.5;
}

/// A column: place and number of the event, its name, what it says, whose it is.
class ColumnDelegate : public QStyledItemDelegate
{
public:
    ColumnDelegate(const ThemeController& themes, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_themes(themes)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem& /*option*/, const QModelIndex& index) const override
    {
        const Theme& theme = m_themes.theme();
        const double unit = unitOf(theme);
        const QFontMetricsF mono(monoFont(theme.type.lane, FontWeight::Semibold));
        const QFontMetricsF plain(uiFont(theme.type.lane));
        double width = mono.horizontalAdvance(index.data().toString());
        for (const int role : { InstantModel::WhatRole, InstantModel::ProcessRole })
            width = std::max(width, plain.horizontalAdvance(index.data(role).toString()));
        width = std::clamp(
            width + 2 * columnPadding * unit + 1, leastColumn * unit, mostColumn * unit);
        return QSizeF(std::ceil(width), columnHeight * unit).toSize();
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const Theme& theme = m_themes.theme();
        const double unit = unitOf(theme);
        const QRectF box = option.rect;
        painter->save();
        if (option.state & QStyle::State_Selected) {
            painter->setPen(QPen(theme.accent, 2 * theme.metrics.line));
            painter->setBrush(theme.surface);
            painter->drawRect(box.adjusted(1, 1, -2, -1));
        } else if (option.state & QStyle::State_MouseOver) {
            painter->fillRect(box, theme.hover);
        }
        painter->fillRect(QRectF(box.right() - 1, box.top(), 1, box.height()), theme.hairline);
        const QRectF inside
            = box.adjusted(columnPadding * unit, 4 * unit, -columnPadding * unit, -4 * unit);
        const double line = inside.height() / 4;
        const auto write = [&](int row, const QFont& font, const QColor& ink, const QString& text,
                               Qt::Alignment side = Qt::AlignLeft) {
            painter->setFont(font);
            painter->setPen(ink);
            const QRectF place(inside.left(), inside.top() + row * line, inside.width(), line);
            painter->drawText(place, side | Qt::AlignVCenter,
                QFontMetricsF(font).elidedText(text, Qt::ElideRight, inside.width()));
        };
        const QFont plain = uiFont(theme.type.lane);
        write(0, plain, theme.text2, index.data(InstantModel::PlaceRole).toString());
        write(0, monoFont(theme.type.lane), theme.text2,
            index.data(InstantModel::SeqRole).toString(), Qt::AlignRight);
        write(1, monoFont(theme.type.lane, FontWeight::Semibold), theme.text,
            index.data().toString());
        write(2, plain, theme.text, index.data(InstantModel::WhatRole).toString());
        write(3, plain, theme.text2, index.data(InstantModel::ProcessRole).toString());
        painter->restore();
    }

private:
    const ThemeController& m_themes;
};

QToolButton* addButton(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setAutoRaise(true);
    return button;
}

} // namespace

InstantBand::InstantBand(const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_list(new QListView(this))
    , m_scope(addButton(this))
    , m_close(addButton(this))
{
    setObjectName(QStringLiteral("instantBand"));
    setFocusProxy(m_list);
    m_list->setAccessibleName(tr("Events of one instant"));
    m_scope->setAccessibleName(tr("Whose events"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setCursor(Qt::ArrowCursor);
    m_list->setModel(&m_model);
    m_list->setItemDelegate(new ColumnDelegate(themes, m_list));
    m_list->setFlow(QListView::LeftToRight);
    m_list->setWrapping(false);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setMouseTracking(true);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->installEventFilter(this);
    m_close->setAccessibleName(tr("Close"));
    m_close->setToolTip(tr("Close (Esc)"));
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (current() != nullptr && !m_isSetting)
            emit eventSelected(*current());
    });
    connect(m_scope, &QToolButton::clicked, this, &InstantBand::scopeToggled);
    connect(m_close, &QToolButton::clicked, this, &InstantBand::closeRequested);
    hide();
}

void InstantBand::setInstant(Instant instant, bool isOfRun, std::uint64_t others)
{
    const QScopedValueRollback guard(m_isSetting, true);
    m_isOfRun = isOfRun;
    m_model.setInstant(std::move(instant));
    m_list->setAccessibleName(headline());
    setAccessibleName(headline());
    m_scope->setText(
        isOfRun ? tr("This server alone") : tr("All %1 of the run").arg(countText(others)));
    m_scope->setVisible(others != m_model.instant().total);
    m_scope->setAccessibleName(m_scope->text());
    arrange();
    update();
}

void InstantBand::setHeads(double ruler, double listTop)
{
    m_ruler = ruler;
    m_listTop = listTop;
    arrange();
}

QString InstantBand::headline() const
{
    const Instant& instant = m_model.instant();
    const QString count = countText(instant.total);
    const QString events = instant.isCut ? tr("more than %1 events").arg(count)
        : instant.total == 1             ? tr("1 event")
                                         : tr("%1 events").arg(count);
    if (instant.total > instant.events.size())
        return tr("%1, %2 in engine order, the first %3")
            .arg(timeText(instant.ns), events, countText(instant.events.size()));
    return instant.total == 1 ? tr("%1, %2").arg(timeText(instant.ns), events)
                              : tr("%1, %2 in engine order").arg(timeText(instant.ns), events);
}

double InstantBand::wantedWidth() const
{
    const Theme& theme = m_themes.theme();
    constexpr int mostMeasured = 40; // wider than any screen
    double columns = 0;
    for (int row = 0; row < std::min(m_model.rowCount(), mostMeasured); ++row)
        columns += m_list->itemDelegate()->sizeHint({}, m_model.index(row)).width();
    const QFontMetricsF words(uiFont(theme.type.lane, FontWeight::Semibold));
    const double head = words.horizontalAdvance(headline()) + 44 * unitOf(theme);
    return std::max(columns, head) + 4 * theme.metrics.line;
}

double InstantBand::listHeight() const
{
    const int bar = m_list->horizontalScrollBar()->sizeHint().height();
    return columnHeight * unitOf(m_themes.theme()) + bar;
}

void InstantBand::arrange()
{
    const Theme& theme = m_themes.theme();
    const double unit = unitOf(theme);
    const int line = static_cast<int>(std::ceil(2 * theme.metrics.line));
    const int side = static_cast<int>(20 * unit);
    m_list->setGeometry(line, static_cast<int>(m_listTop), width() - 2 * line,
        static_cast<int>(std::ceil(listHeight())));
    m_close->setIcon(icon(QStringLiteral("close"), theme));
    m_close->setIconSize({ side * 3 / 5, side * 3 / 5 });
    m_close->setGeometry(width() - line - side - 2, 1, side, side);
    QFont link = uiFont(theme.type.lane);
    link.setUnderline(true);
    m_scope->setFont(link);
    QPalette ink = m_scope->palette();
    for (const auto role : { QPalette::ButtonText, QPalette::WindowText, QPalette::Text })
        ink.setColor(role, theme.link);
    m_scope->setPalette(ink);
    QPalette ground = m_list->palette();
    for (const auto role : { QPalette::Base, QPalette::Window })
        ground.setColor(role, theme.tint);
    m_list->setPalette(ground);
    const QSize scope = m_scope->sizeHint();
    m_scope->setGeometry(line + 2, static_cast<int>(m_ruler) - side, scope.width(), side);
}

const InstantEvent* InstantBand::current() const
{
    const QModelIndex index = m_list->currentIndex();
    return index.isValid() ? &m_model.instant().events[static_cast<std::size_t>(index.row())]
                           : nullptr;
}

void InstantBand::setCurrent(std::size_t place)
{
    const QScopedValueRollback guard(m_isSetting, true);
    const QModelIndex index = m_model.index(static_cast<int>(place));
    m_list->setCurrentIndex(index);
    m_list->scrollTo(index);
}

void InstantBand::paintEvent(QPaintEvent* /*event*/)
{
    const Theme& theme = m_themes.theme();
    const double unit = unitOf(theme), line = 1.5 * theme.metrics.line;
    QPainter painter(this);
    painter.fillRect(rect(), theme.canvas);
    painter.fillRect(rect(), theme.tint);
    painter.fillRect(QRectF(0, m_ruler - 1, width(), 1), theme.hairline);
    for (const double x : { 0.0, width() - line })
        painter.fillRect(QRectF(x, 0, line, height()), theme.accent);
    painter.setFont(uiFont(theme.type.lane, FontWeight::Semibold));
    painter.setPen(theme.accent);
    const QRectF head(8 * unit, 0, m_close->x() - 10 * unit, 21 * unit);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
        painter.fontMetrics().elidedText(headline(), Qt::ElideRight, int(head.width())));
}

void InstantBand::resizeEvent(QResizeEvent* /*event*/)
{
    arrange();
}

void InstantBand::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        emit closeRequested();
    else
        QWidget::keyPressEvent(event);
}

/// What the list does not know of: leaving, and all that would go to the lanes behind it.
bool InstantBand::eventFilter(QObject* object, QEvent* event)
{
    if (object != m_list || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (key != Qt::Key_Escape && key != Qt::Key_Return && key != Qt::Key_Enter)
        return false;
    emit closeRequested();
    return true;
}

} // namespace tickscope
