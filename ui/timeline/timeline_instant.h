// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/instant/instant.h"

#include <QObject>
#include <QPointF>

#include <cstddef>
#include <cstdint>
#include <optional>

class QPainter;

namespace tickscope {

class InstantBand;
class ThemeController;
class TimelineView;
struct TimelineCanvas;

/// An opened instant in a timeline: the lanes are cut at the moment, and its events stand in a band
/// between the two parts.
class TimelineInstant : public QObject
{
    Q_OBJECT

public:
    /// All outlive it.
    TimelineInstant(TimelineView& view, TimelineCanvas& canvas, ThemeController& themes);

    /// Where the events come from. Without it none opens.
    void setSource(InstantSource source) { m_source = std::move(source); }
    /// Opens a moment at which something happened; nothing where there is none.
    /// @param lane  whose events; none for those of the whole run
    void open(std::int64_t ns, std::optional<std::uint32_t> lane);
    /// The moment of the selected tick, or now when only a server is selected.
    /// @return whether anything is selected
    bool openSelected();
    /// The instant of a lane that is nearest to a point.
    /// @return whether there is one
    bool openAt(QPointF point);
    void close();
    /// The band that is open; null for none.
    InstantBand* band() const;
    bool isOpen() const { return band() != nullptr; }

    /// Time, lanes or the size of the view changed: the band stays at its moment.
    void arrange();
    /// The run went on: at the present moment more may have happened.
    void refresh();
    /// The chip says what Enter would open: it is there while there is an order to be seen.
    void updateChip();
    /// The timeline; around an opened instant in two parts that keep their time, moved apart.
    void paint(QPainter& painter);

private:
    std::optional<std::int64_t> selected() const;
    void show(std::optional<std::size_t> current);
    void toggleScope();
    void eventSelected(const InstantEvent& event);

    TimelineView& m_view;
    TimelineCanvas& m_canvas;
    InstantSource m_source;
    InstantBand* m_band;
    std::optional<std::uint32_t> m_lane; ///< for whose events it was opened
};

} // namespace tickscope
