// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/window/window_context.h"

#include <QObject>

#include <cstddef>
#include <cstdint>

namespace tickscope {

class PresenterCaption;
class ReadoutStrip;

/// Markers: the document has them, the lanes show them, the menu and "go to" lead to them.
class MarkerCommands : public QObject
{
    Q_OBJECT

public:
    /// @param readout, caption  where the selected one is told
    MarkerCommands(const WindowContext& context, ReadoutStrip& readout, PresenterCaption& caption,
        QObject* parent = nullptr);

    void add(std::int64_t ns);
    void goTo(std::size_t marker);

private:
    void connectRequests();

    WindowContext m_context;
};

} // namespace tickscope
