// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/marker_commands.h"

#include "ui/controller/run_controller.h"
#include "ui/document/document.h"
#include "ui/panels/presenter.h"
#include "ui/panels/readout_strip.h"
#include "ui/timeline/timeline_view.h"

namespace tickscope {

MarkerCommands::MarkerCommands(
    const WindowContext& context, ReadoutStrip& readout, PresenterCaption& caption, QObject* parent)
    : QObject(parent)
    , m_context(context)
{
    connect(&m_context.document, &Document::markersChanged, this,
        [this] { m_context.timeline.setMarkers(m_context.document.markers()); });
    connect(&m_context.timeline, &TimelineView::markerSelectionChanged, this,
        [this, &readout, &caption] {
            const auto place = m_context.timeline.selectedMarker();
            const auto marker
                = place ? std::optional(m_context.timeline.markers()[*place]) : std::nullopt;
            readout.setMarker(marker);
            caption.setMarker(marker);
        });
    connectRequests();
}

/// What is asked for on the lanes.
void MarkerCommands::connectRequests()
{
    connect(&m_context.timeline, &TimelineView::markerAddRequested, this, &MarkerCommands::add);
    const auto isThere
        = [this](std::size_t marker) { return marker < m_context.document.markers().size(); };
    connect(&m_context.timeline, &TimelineView::markerMoveRequested, &m_context.document,
        [=, this](std::size_t marker, std::int64_t ns) {
            if (isThere(marker))
                m_context.document.moveMarker(marker, fromNs(ns));
        });
    connect(&m_context.timeline, &TimelineView::markerRenameRequested, &m_context.document,
        [=, this](std::size_t marker, const QString& name) {
            if (isThere(marker))
                m_context.document.renameMarker(marker, name);
        });
    connect(&m_context.timeline, &TimelineView::markerRemoveRequested, &m_context.document,
        [=, this](std::size_t marker) {
            if (isThere(marker))
                m_context.document.removeMarker(marker);
        });
}

void MarkerCommands::add(std::int64_t ns)
{
    if (m_context.controller.hasRun())
        m_context.timeline.selectMarker(m_context.document.addMarker(fromNs(ns)));
}

void MarkerCommands::goTo(std::size_t marker)
{
    if (marker >= m_context.document.markers().size())
        return;
    m_context.controller.goTo(m_context.document.markers()[marker].at);
    m_context.timeline.selectMarker(marker);
    m_context.timeline.setFocus(Qt::ShortcutFocusReason);
}

} // namespace tickscope
