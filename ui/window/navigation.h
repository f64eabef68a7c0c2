// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/window/window_context.h"

#include <QObject>
#include <QString>

#include <cstdint>

namespace tickscope {

class EventLogPanel;
class MarkerCommands;
class WindowLayout;
struct MessageEntry;

/// Leads to a place that a person named, and from a message to what caused it and what it caused.
/// When there is no such place, the message bar says so.
class Navigation : public QObject
{
    Q_OBJECT

public:
    Navigation(const WindowContext& context, WindowLayout& layout, MarkerCommands& markers,
        EventLogPanel& log, QObject* parent = nullptr);

    /// @param text  a time, a tick, an event or a marker, as parseGoTo() reads it
    void goTo(const QString& text);
    void goToCause();
    void goToEffect();

private:
    void selectTick(std::int64_t tick);
    void selectMessage(std::uint32_t server, const MessageEntry& message);

    WindowContext m_context;
    WindowLayout& m_layout;
    MarkerCommands& m_markers;
    EventLogPanel& m_log;
};

} // namespace tickscope
