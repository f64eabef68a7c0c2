// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/instant/instant.h"
#include "ui/time/time_window.h"
#include "ui/timeline/timeline_commands.h"
#include "ui/timeline/timeline_drag.h"
#include "ui/timeline/timeline_hit.h"
#include "ui/timeline/timeline_picture.h"

#include <QBasicTimer>
#include <QPointer>
#include <QVariantAnimation>
#include <QWidget>

class QLabel;
class QScrollBar;

namespace tickscope {

class InstantBand;
class MarkerEdit;
class ThemeController;

/// The lanes of a run under one ruler: shows what the shared TimeWindow says, and changes it.
///
/// It keeps no simulation state of its own. What a person wants of the run goes out as a signal.
class TimelineView : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the view.
    TimelineView(ThemeController& themes, TimeWindow& window, QWidget* parent = nullptr);

    /// Shows another run, lanes at the size that fits their number.
    /// @param log  outlives the view or the next call; null for none
    /// @param info  asked for each lane that is painted
    void setRun(const TraceLog* log, LaneInfoSource info);
    /// The log grew, or a server's state changed: looks again.
    void refresh();
    /// What a real BEAM did with this run, below its work; null for none.
    void setMeasured(std::shared_ptr<const MeasuredRun> measured);
    /// The same run, its log built anew (it went back in time).
    void setLog(const TraceLog* log);

    LaneSize laneSize() const { return m_lanes.size(); }
    void setLaneSize(LaneSize size);
    LaneOrder laneOrder() const { return m_lanes.order(); }
    /// As the scenario has them, or those that worked most first, as it is now.
    void setLaneOrder(LaneOrder order);
    const TimelineParts& parts() const { return m_parts; }
    void setParts(const TimelineParts& parts);
    const std::vector<Marker>& markers() const { return m_markers; }
    /// @param markers  by time
    void setMarkers(std::vector<Marker> markers);
    std::optional<std::size_t> selectedMarker() const { return m_selectedMarker; }
    /// Selects a marker and brings it into view; nothing for none.
    void selectMarker(std::optional<std::size_t> marker);
    /// Opens a line edit at its flag. @pre marker < markers().size()
    void editMarker(std::size_t marker);
    /// Where the events of an instant come from. Without it none opens.
    void setInstantSource(InstantSource source);
    /// Opens a moment at which something happened: its events in their order, in a band that the
    /// lanes make room for. Nothing happens where there is none.
    /// @param lane  whose events; none for those of the whole run
    void openInstant(std::int64_t ns, std::optional<std::uint32_t> lane);
    /// The moment of the selected tick, or now when only a server is selected.
    /// @return whether anything is selected
    bool openSelectedInstant();
    void closeInstant();
    /// The band that is open; null for none.
    InstantBand* openBand() const;
    /// Moves happen at once, and follow turns pages.
    void setReducedMotion(bool isReduced);
    /// How long the pointer rests on a shape before its tooltip comes.
    void setHoverDelay(int ms) { m_hoverDelayMs = ms; }

    /// Moves there in 160 ms; lets go of follow.
    void showSpan(TimeSpan span);
    void fitRun();
    void zoomBy(double factor);
    /// Brings the selection (or the range) into view and fills the width with it; with neither, or
    /// when it does already, everything.
    void focusSelection();
    /// Scrolls so that the whole lane is seen.
    void revealLane(std::uint32_t lane);
    void toggleCursors();
    /// Which keys do what here.
    void setKeys(const TimelineKeys& keys) { m_keys = keys; }
    /// Does what a key would do.
    /// @return whether there was something to do
    bool perform(TimelineCommand command);

    /// What is selected in one sentence; what the whole view shows when nothing is.
    QString sentence();
    QString serverName(std::uint32_t lane) { return m_lanes.info(lane).name; }

    QSize sizeHint() const override { return { 900, 480 }; }
    QSize minimumSizeHint() const override;

signals:
    /// A press on the ruler: seekRequested() follows, and again while it is dragged.
    void seekBegan();
    /// The press was the first half of a double click: now is to be where it was.
    void seekTakenBack();
    /// A person wants the run to stand at this moment.
    void seekRequested(std::int64_t ns);
    /// A click on an armed timer.
    void cancelRequested(std::uint32_t server);
    /// A double click on a tick or an edit.
    void messageActivated(std::uint32_t server, std::uint32_t message);
    void addServerRequested();
    /// Somebody went to an event of an opened instant.
    void recordSelected(quint64 seq);
    /// Somebody drags a due mark or the end of a work; nothing is decided yet.
    void editDragged(const tickscope::TimelineDrag& drag);
    void editDropped(const tickscope::TimelineDrag& drag);
    void editCancelled();
    void markerSelectionChanged();
    /// What a person wants of the markers, by their places in markers().
    void markerAddRequested(std::int64_t ns);
    void markerMoveRequested(std::size_t marker, std::int64_t ns);
    void markerRenameRequested(std::size_t marker, const QString& name);
    void markerRemoveRequested(std::size_t marker);
    void contextMenuRequested(std::uint32_t server, QPoint globalPosition);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void timerEvent(QTimerEvent* event) override;

private:
    enum class Drag : std::uint8_t {
        None,
        Pressed, ///< on a lane; not yet moved far enough to be a drag
        Pan,
        Range,
        RangeStart,
        RangeEnd,
        CursorA,
        CursorB,
        Seek,
        WholeRun,
        Edit, ///< a due mark or the end of a work
        Marker,
    };

    // timeline_view.cpp
    QSizeF contentSize() const;
    TimelineGeometry places() const;
    TimeAxis axis() const;
    TimelineState state() const;
    void arrange();
    void updateScrollBar();
    void windowChanged(TimeWindow::Parts parts);
    void animateTo(TimeSpan span);
    void paintHover(QPainter& painter);
    void paintHandle(QPainter& painter);
    void paintEmpty(QPainter& painter);

    // timeline_mouse.cpp
    std::int64_t timeAt(QPointF point, const QMouseEvent* event = nullptr) const;
    void pressed(const TimelineHit& hit, const QMouseEvent& event);
    void dragged(const QMouseEvent& event);
    void clicked(const TimelineHit& hit);
    void moveCursor(Drag cursor, std::int64_t ns);
    void moveWholeRun(QPointF point);
    void setHover(const TimelineHit& hit, QPointF point);
    void updatePointer(const TimelineHit& hit);
    void showHoverText();
    void hideHoverText();
    QString hoverText(const TimelineHit& hit);

    // timeline_drag.cpp
    void beginEdit();
    void moveEdit(QPointF point);
    void endEdit(bool isDropped);
    void paintEdit(QPainter& painter);

    // timeline_keys.cpp
    bool keyPressed(const QKeyEvent& event);
    bool selectLane(int by);
    bool selectTick(bool isNext);
    std::optional<TimeSpan> selectionSpan();
    std::int64_t zoomAnchor() const;
    void grabCursor(Drag cursor);
    void markSelection(bool isKept);
    void escape();

    // timeline_instant.cpp
    std::optional<std::int64_t> selectedInstant();
    bool openInstantAt(QPointF point);
    void showInstant(std::optional<std::size_t> current);
    void arrangeInstant();
    void refreshInstant();
    void toggleInstantScope();
    void instantEventSelected(const InstantEvent& event);
    void updateInstantChip();
    void paintParts(QPainter& painter);

    // timeline_markers.cpp
    bool markerKeyPressed(int key);
    std::int64_t roundedToPixel(std::int64_t ns) const;
    void pressMarker(std::size_t marker);
    void dragMarker(QPointF point);
    void dropMarker(bool isKept);
    void stepMarker(bool isForward);
    void showMarkerMenu(std::size_t marker, QPoint place);
    QPoint markerPlace(std::size_t marker) const;
    void placeMarkerEdit();
    void endMarkerEdit(bool isKept);

    ThemeController& m_themes;
    TimeWindow& m_window;
    TimelineLanes m_lanes;
    TimelineKeys m_keys;
    LaneInfoSource m_info;
    TimelineParts m_parts;
    std::vector<Marker> m_markers;
    std::optional<std::size_t> m_selectedMarker;
    std::optional<std::int64_t> m_markerDraggedTo; ///< the selected one, while it is dragged
    QPointer<MarkerEdit> m_markerEdit; ///< of the selected one, while it is renamed
    QScrollBar* m_scrollBar;
    QVariantAnimation m_motion;
    bool m_isReducedMotion = false;
    bool m_isFocusShown = false; ///< the focus came by keyboard

    InstantSource m_instantSource;
    InstantBand* m_band;
    std::optional<std::uint32_t> m_bandLane; ///< for whose events it was opened
    std::optional<InstantChip> m_chip;

    Drag m_drag = Drag::None;
    bool m_isGrabbed = false; ///< the drag began with a key: it ends with a click
    QPointF m_pressPoint;
    TimelineHit m_pressHit;
    std::int64_t m_pressNs = 0;
    TimeSpan m_pressSpan;
    std::optional<TimelineDrag> m_edit;

    TimelineHit m_hover;
    QPointF m_hoverPoint;
    bool m_hasPointer = false;
    QBasicTimer m_hoverTimer;
    int m_hoverDelayMs = 300;
    QLabel* m_tooltip;
};

} // namespace tickscope
