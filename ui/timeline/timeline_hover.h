// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/timeline/timeline_hit.h"

#include <QBasicTimer>
#include <QObject>
#include <QPointF>

#include <optional>

class QLabel;
class QPainter;
class QWidget;

namespace tickscope {

struct MessageEntry;
struct TimelineCanvas;

/// What the pointer rests on in a timeline: its form, a frame around the shape, and after a moment
/// a text about it.
class TimelineHover : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    TimelineHover(QWidget& view, TimelineCanvas& canvas);

    /// How long the pointer rests on a shape before its text comes.
    void setDelay(int ms) { m_delayMs = ms; }
    void set(const TimelineHit& hit, QPointF point);
    /// The pointer is there, whatever lies below it.
    void moveTo(QPointF point);
    void leave();
    /// What lay there is no longer what it was.
    void clear() { m_hit = {}; }
    void hideText();
    /// While something is dragged no text comes.
    void setHeld(bool isHeld) { m_isHeld = isHeld; }
    /// Where the pointer is, if that is over the lanes.
    std::optional<QPointF> pointInLanes() const;
    void paint(QPainter& painter) const;

protected:
    void timerEvent(QTimerEvent* event) override;

private:
    void updatePointer(const TimelineHit& hit);
    void showText();
    QString text() const;
    QString messageText(const MessageEntry& message) const;
    void paintHandle(QPainter& painter) const;

    QWidget& m_view;
    TimelineCanvas& m_canvas;
    TimelineHit m_hit;
    QPointF m_point;
    bool m_hasPointer = false;
    bool m_isHeld = false;
    QBasicTimer m_timer;
    int m_delayMs = 300;
    QLabel* m_tooltip;
};

} // namespace tickscope
