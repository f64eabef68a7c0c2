// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/instant/instant.h"
#include "ui/time/time_window.h"
#include "ui/timeline/timeline_canvas.h"
#include "ui/timeline/timeline_commands.h"
#include "ui/timeline/timeline_drag.h"
#include "ui/timeline/timeline_tool.h"

#include <QVariantAnimation>
#include <QWidget>

#include <memory>

class QScrollBar;

namespace tickscope {

class InstantBand;
class ThemeController;
class TimelineHand;
class TimelineHover;
class TimelineInstant;
class TimelineMarkers;

/// The lanes of a run under one ruler: shows what the shared TimeWindow says, and changes it.
///
/// It keeps no simulation state of its own. What a person wants of the run goes out as a signal.
class TimelineView : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive the view.
    TimelineView(ThemeController& themes, TimeWindow& window, QWidget* parent = nullptr);
    ~TimelineView() override;

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

    LaneSize laneSize() const { return m_canvas.lanes.size(); }
    void setLaneSize(LaneSize size);
    LaneOrder laneOrder() const { return m_canvas.lanes.order(); }
    /// As the scenario has them, or those that worked most first, as it is now.
    void setLaneOrder(LaneOrder order);
    const TimelineParts& parts() const { return m_canvas.parts; }
    void setParts(const TimelineParts& parts);
    const std::vector<Marker>& markers() const { return m_canvas.markers; }
    /// @param markers  by time
    void setMarkers(std::vector<Marker> markers);
    std::optional<std::size_t> selectedMarker() const { return m_canvas.selectedMarker; }
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
    void setHoverDelay(int ms);

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
    /// The cursor follows the pointer until the next press.
    void grabCursor(TimelineCursor cursor);
    /// Leaves one thing at a time: what is dragged, an instant, a marker, the range, the selection,
    /// the cursors.
    void escape();
    /// What is dragged is as it was.
    void endTool();
    void stopMotion() { m_motion.stop(); }
    TimelineHover& hover() { return *m_hover; }

    /// What is selected in one sentence; what the whole view shows when nothing is.
    QString sentence();
    QString serverName(std::uint32_t lane) { return m_canvas.lanes.info(lane).name; }

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

private:
    void arrange();
    void updateSize();
    void updateScrollBar();
    void windowChanged(TimeWindow::Parts parts);
    void animateTo(TimeSpan span);
    std::int64_t zoomAnchor() const;
    void paintEmpty(QPainter& painter);

    TimeWindow& m_window;
    TimelineCanvas m_canvas;
    TimelineKeys m_keys;
    QScrollBar* m_scrollBar;
    TimelineHover* m_hover;
    TimelineMarkers* m_markers;
    TimelineInstant* m_instant;
    std::unique_ptr<TimelineHand> m_hand;
    QVariantAnimation m_motion;
    bool m_isReducedMotion = false;
    bool m_isFocusShown = false; ///< the focus came by keyboard
};

} // namespace tickscope
