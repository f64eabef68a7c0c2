// SPDX-License-Identifier: GPL-3.0-only
// Markers: the document has them, the lanes show them, the menu and "go to" lead to them.
#include "ui/panels/presenter.h"
#include "ui/panels/readout_strip.h"
#include "ui/text/time_text.h"
#include "ui/timeline/timeline_view.h"
#include "ui/window/main_window.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>

namespace tickscope {

namespace {

constexpr std::size_t mostListed = 50; ///< markers in the menu

} // namespace

void MainWindow::connectMarkers()
{
    connect(m_document, &Document::markersChanged, this,
        [this] { m_timeline->setMarkers(m_document->markers()); });
    connect(m_timeline, &TimelineView::markerSelectionChanged, this, [this] {
        const auto place = m_timeline->selectedMarker();
        const auto marker = place ? std::optional(m_timeline->markers()[*place]) : std::nullopt;
        m_readout->setMarker(marker);
        m_caption->setMarker(marker);
    });
    connect(m_timeline, &TimelineView::markerAddRequested, this, &MainWindow::addMarker);
    const auto isThere
        = [this](std::size_t marker) { return marker < m_document->markers().size(); };
    connect(m_timeline, &TimelineView::markerMoveRequested, m_document,
        [=, this](std::size_t marker, std::int64_t ns) {
            if (isThere(marker))
                m_document->moveMarker(marker, fromNs(ns));
        });
    connect(m_timeline, &TimelineView::markerRenameRequested, m_document,
        [=, this](std::size_t marker, const QString& name) {
            if (isThere(marker))
                m_document->renameMarker(marker, name);
        });
    connect(m_timeline, &TimelineView::markerRemoveRequested, m_document,
        [=, this](std::size_t marker) {
            if (isThere(marker))
                m_document->removeMarker(marker);
        });
}

void MainWindow::addMarker(std::int64_t ns)
{
    if (m_controller->hasRun())
        m_timeline->selectMarker(m_document->addMarker(fromNs(ns)));
}

void MainWindow::goToMarker(std::size_t marker)
{
    if (marker >= m_document->markers().size())
        return;
    m_controller->goTo(m_document->markers()[marker].at);
    m_timeline->selectMarker(marker);
    m_timeline->setFocus(Qt::ShortcutFocusReason);
}

/// What can be done to markers from the menu, and each of them to go to.
void MainWindow::createMarkerEntries(QMenu* menu)
{
    auto* add = addEntry(menu, tr("&Add marker at now"), QKeySequence(tr("Ctrl+M")),
        [this] { addMarker(toNs(m_controller->now())); });
    auto* rename = addEntry(menu, tr("&Rename the selected marker"), {},
        [this] { m_timeline->editMarker(*m_timeline->selectedMarker()); });
    auto* remove = addEntry(menu, tr("Re&move the selected marker"), {},
        [this] { m_document->removeMarker(*m_timeline->selectedMarker()); });
    m_needRun << add;
    const auto update = [=, this] {
        for (auto* action : { rename, remove })
            action->setEnabled(m_timeline->selectedMarker().has_value());
    };
    const auto fill = [=, this] {
        for (auto* old : menu->actions().mid(3))
            delete old;
        menu->addSeparator();
        std::size_t place = 0;
        for (const auto& marker : m_document->markers()) {
            auto name = QString::fromStdString(marker.name).replace(u'&', QStringLiteral("&&"));
            auto* action = menu->addAction(tr("Go to %1, %2").arg(name, timeText(toNs(marker.at))));
            connect(action, &QAction::triggered, this, [this, place] { goToMarker(place); });
            if (++place == mostListed)
                break;
        }
    };
    connect(m_timeline, &TimelineView::markerSelectionChanged, this, update);
    connect(m_document, &Document::markersChanged, this, fill);
    fill();
    update();
}

} // namespace tickscope
