// SPDX-License-Identifier: GPL-3.0-only
#include "ui/source/code_view.h"

#include "ui/source/code_delegate.h"
#include "ui/source/code_model.h"

#include <QMouseEvent>
#include <QScrollBar>

#include <algorithm>

namespace tickscope {

namespace {

CodeView::Way wayOf(Qt::KeyboardModifiers modifiers)
{
    return modifiers & Qt::ShiftModifier ? CodeView::Way::Back : CodeView::Way::Ahead;
}

} // namespace

CodeView::CodeView(
    CodeModel& model, const QString& name, const ThemeController& themes, QWidget* parent)
    : QListView(parent)
    , m_model(model)
    , m_delegate(new CodeDelegate(model, themes, this))
{
    setAccessibleName(name);
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setItemDelegate(m_delegate);
    setModel(&model);
    connect(&model, &QAbstractItemModel::modelReset, this, &CodeView::measure);
    onTheme(this, themes, [this](const Theme&) { measure(); });
}

void CodeView::measure()
{
    m_delegate->measure();
    doItemsLayout();
    updateGeometry();
}

QSize CodeView::sizeHint() const
{
    const auto row = m_delegate->sizeHint({}, {});
    return { std::min(row.width(), 480), row.height() * std::max(1, m_model.rowCount()) };
}

void CodeView::revealLit()
{
    const auto& lines = m_model.lines();
    const auto lit
        = std::find_if(lines.begin(), lines.end(), [](const CodeLine& line) { return line.isLit; });
    if (lit == lines.end())
        return;
    const auto index = m_model.index(int(lit - lines.begin()));
    const auto place = visualRect(index);
    if (place.top() >= 0 && place.bottom() < viewport()->height())
        return;
    const int side = horizontalScrollBar()->value();
    scrollTo(index, QAbstractItemView::PositionAtCenter);
    horizontalScrollBar()->setValue(side);
}

void CodeView::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    const auto index = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && index.isValid() && index == currentIndex())
        emit lineActivated(index.row(), wayOf(event->modifiers()));
}

void CodeView::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!isEnter || !currentIndex().isValid())
        return QListView::keyPressEvent(event);
    emit lineActivated(currentIndex().row(), wayOf(event->modifiers()));
    event->accept();
}

} // namespace tickscope
