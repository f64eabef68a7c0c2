// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/event_reader.h"
#include "ui/time/time_window.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <memory>

namespace tickscope {

class Label;
class ThemeController;
class TimelineView;

/// A page for events that were written to a file: its lanes, to be looked at and not changed.
class RecordingPage : public QWidget
{
    Q_OBJECT

public:
    explicit RecordingPage(ThemeController& themes, QWidget* parent = nullptr);
    ~RecordingPage() override;

    void showEvents(const RecordedEvents& events, const QString& file);
    TimelineView& timeline() { return *m_timeline; }

protected:
    bool event(QEvent* event) override;

signals:
    /// Somebody wants to go back to where they were.
    void closed();

private:
    QWidget* createHeader();
    void refreshSentence();

    ThemeController& m_themes;
    TimeWindow m_window;
    std::unique_ptr<TraceLog> m_log;
    std::vector<std::string> m_names;
    Label* m_title = nullptr;
    Label* m_about = nullptr;
    Label* m_sentence = nullptr;
    TimelineView* m_timeline = nullptr;
};

} // namespace tickscope
