// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/models/event_filter.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <functional>
#include <optional>

class QHBoxLayout;
class QLineEdit;

namespace tickscope {

class Label;
class RunController;
class TimeWindow;

/// The filter of the event log as chips: servers, events, words. Each can be taken away on its own.
///
/// At first the chip of the selected server stands there and follows the selection; once it is
/// taken away, or another server is added, the servers are what somebody chose.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    FilterBar(const RunController& controller, const TimeWindow& window,
        const ThemeController& themes, QWidget* parent = nullptr);

    const EventFilter& filter() const { return m_filter; }
    /// Takes a server's name, an event's name, or any words.
    void add(const QString& text);
    void clear();
    void setNote(const QString& note);
    void focusField();

signals:
    void filterChanged();

private:
    void followSelection();
    void runReplaced();
    void rebuild();
    void addChip(const QString& text, std::function<void()> remove);
    QStringList words() const;
    std::optional<std::uint32_t> processNamed(const QString& name) const;

    const RunController& m_controller;
    const TimeWindow& m_window;
    const ThemeController& m_themes;
    EventFilter m_filter;
    bool m_isFollowing = true;
    QHBoxLayout* m_chips = nullptr;
    QLineEdit* m_field = nullptr;
    Label* m_icon = nullptr;
    Label* m_note = nullptr;
};

} // namespace tickscope
