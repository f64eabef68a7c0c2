// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/time/time_axis.h"

#include <QFlags>
#include <QObject>

#include <optional>

namespace tickscope {

/// A message picked in any view: a tick, or a live edit.
struct Selection
{
    std::uint32_t server = 0;
    std::uint32_t message = 0; ///< its number; 0 for the server alone

    friend bool operator==(const Selection&, const Selection&) = default;
};

/// What is looked at, shared by every view: the visible span, the present moment, cursors, range
/// and selection. Every change that is one emits changed() once.
class TimeWindow : public QObject
{
    Q_OBJECT

public:
    enum Part {
        Span = 1, ///< start or end
        Now = 2,
        Follow = 4,
        Cursors = 8,
        Range = 16,
        Selected = 32,
    };
    Q_DECLARE_FLAGS(Parts, Part)

    /// Where follow holds the present moment, as a share of the width.
    static constexpr double followShare = 0.7;

    explicit TimeWindow(QObject* parent = nullptr);

    TimeSpan span() const { return m_span; }
    /// What may be looked at: the whole run, and a little more once it went past its end.
    TimeSpan limits() const;
    std::int64_t nowNs() const { return m_nowNs; }
    std::int64_t runEndNs() const { return m_runEndNs; }
    bool isFollowing() const { return m_isFollowing; }
    std::optional<std::int64_t> cursorA() const { return m_cursorA; }
    std::optional<std::int64_t> cursorB() const { return m_cursorB; }
    std::optional<TimeSpan> range() const { return m_range; }
    std::optional<Selection> selection() const { return m_selection; }

    /// A new run: everything is shown, follow is taken up, cursors, range and selection are
    /// dropped.
    void reset(std::int64_t runEndNs);
    void setRunEnd(std::int64_t ns);
    /// The run went on, or back. While following, the span moves along.
    void setNow(std::int64_t ns);

    /// Shows this span; lets go of follow.
    void setSpan(TimeSpan span);
    /// Lets go of follow, unless there is nothing to pan to.
    void panBy(std::int64_t ns);
    /// While following, now keeps its place instead of the anchor, and follow goes on.
    void zoomAt(std::int64_t anchorNs, double factor);
    /// Shows the whole run; lets go of follow.
    void fit();
    /// Takes up follow: now stands at followShare of the width from here on.
    void follow();
    void letGo();
    /// Instead of sliding, the span turns pages of half its length.
    void setReducedMotion(bool isReduced) { m_isReducedMotion = isReduced; }
    /// A span of the same length around this moment, or the span itself if it shows it already.
    TimeSpan spanAround(std::int64_t ns) const;

    void setCursors(std::optional<std::int64_t> a, std::optional<std::int64_t> b);
    void setRange(std::optional<TimeSpan> range);
    void setSelection(std::optional<Selection> selection);

signals:
    void changed(tickscope::TimeWindow::Parts parts);

private:
    void moveTo(TimeSpan span, bool isFollowing);
    TimeSpan followed() const;

    TimeSpan m_span { 0, 60'000'000'000 };
    std::int64_t m_nowNs = 0;
    std::int64_t m_runEndNs = 60'000'000'000;
    bool m_isFollowing = true;
    bool m_isReducedMotion = false;
    std::optional<std::int64_t> m_cursorA;
    std::optional<std::int64_t> m_cursorB;
    std::optional<TimeSpan> m_range;
    std::optional<Selection> m_selection;
};

Q_DECLARE_OPERATORS_FOR_FLAGS(TimeWindow::Parts)

} // namespace tickscope
