// SPDX-License-Identifier: GPL-3.0-only
#include "ui/timeline/marker_edit.h"

#include <QKeyEvent>

#include <utility>

namespace tickscope {

namespace {

constexpr int longestName = 200;

} // namespace

MarkerEdit::MarkerEdit(const QString& name, QWidget* parent)
    : QLineEdit(name, parent)
{
    setObjectName(QStringLiteral("markerEdit"));
    setAccessibleName(tr("Name of the marker"));
    setMaxLength(longestName);
    setContextMenuPolicy(Qt::NoContextMenu); // its menu would take the focus, and so end it
    selectAll();
}

void MarkerEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        finish(true);
    else if (event->key() == Qt::Key_Escape)
        finish(false);
    else
        QLineEdit::keyPressEvent(event);
}

void MarkerEdit::focusOutEvent(QFocusEvent* event)
{
    QLineEdit::focusOutEvent(event);
    // Another window in front is no decision.
    if (event->reason() != Qt::ActiveWindowFocusReason)
        finish(true);
}

void MarkerEdit::finish(bool isKept)
{
    if (!std::exchange(m_isFinished, true))
        emit finished(isKept);
}

} // namespace tickscope
