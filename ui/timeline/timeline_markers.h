// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/timeline/timeline_picture.h"

#include <QObject>
#include <QPointer>

#include <cstddef>
#include <optional>
#include <vector>

namespace tickscope {

class MarkerEdit;
class TimelineView;
struct TimelineCanvas;

/// The markers of a timeline: it shows those that it is given, and asks for what a person wants of
/// them by the signals of the view.
class TimelineMarkers : public QObject
{
    Q_OBJECT

public:
    /// Both outlive it.
    TimelineMarkers(TimelineView& view, TimelineCanvas& canvas);

    /// @param markers  by time
    void set(std::vector<Marker> markers);
    /// Selects one and brings it into view; nothing for none.
    void select(std::optional<std::size_t> marker);
    /// Opens a line edit at its flag. @pre there is such a marker
    void edit(std::size_t marker);
    /// What can be done to it. @pre there is such a marker
    void showMenu(std::size_t marker, QPoint place);
    /// Below its flag, or at the edge of the ruler nearest to it; in the view.
    QPoint placeOf(std::size_t marker) const;
    /// Another span is shown: the line edit stays at its flag.
    void arrange();
    /// Keys that belong to markers, and to the selected one.
    /// @return whether it was one
    bool press(int key);

private:
    void step(bool isForward);
    void placeEdit();
    void endEdit(bool isKept);

    TimelineView& m_view;
    TimelineCanvas& m_canvas;
    QPointer<MarkerEdit> m_edit; ///< of the selected one, while it is renamed
};

} // namespace tickscope
