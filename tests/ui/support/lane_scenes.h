// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "tests/ui/support/timeline_fixture.h"
#include "ui/lanes/lane_scene.h"

#include <QStringList>

#include <algorithm>
#include <iterator>
#include <vector>

namespace tickscope {

inline constexpr std::int64_t second = 1'000'000'000;

inline std::vector<LaneItem> itemsOf(const LaneScene& scene, ItemKind kind)
{
    std::vector<LaneItem> items;
    std::copy_if(scene.items.begin(), scene.items.end(), std::back_inserter(items),
        [kind](const LaneItem& item) { return item.kind == kind; });
    return items;
}

inline QStringList textsOf(const LaneScene& scene, ItemKind kind)
{
    QStringList texts;
    for (const LaneItem& item : itemsOf(scene, kind)) {
        if (!item.text.isEmpty())
            texts << item.text;
    }
    return texts;
}

/// One lane of a run.
inline LaneScene laneOf(TimelineFixture& fixture, std::uint32_t lane, TimeSpan span,
    std::uint32_t selectedMessage = 0, double pixelsPerSecond = 20)
{
    const Theme& light = theme(ThemeName::Light);
    fixture.lanes().arrange(light, fixture.nowNs());
    const LaneText text(light);
    const double width = double(span.length()) / double(second) * pixelsPerSecond;
    const TimeAxis axis(span, width, 0);
    const LaneMetrics metrics = fixture.lanes().metrics(lane);
    const LaneInfo info = fixture.info(lane);
    return buildLane({ .log = fixture.lanes().log(lane),
        .index = fixture.lanes().index(lane),
        .info = info,
        .axis = axis,
        .metrics = metrics,
        .text = text,
        .nowNs = fixture.nowNs(),
        .selectedMessage = selectedMessage });
}

} // namespace tickscope
