// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/document/drag_edit.h"

#include <QObject>
#include <QString>

#include <optional>

namespace tickscope {

class Document;
class RunController;

/// Turns what is dragged on the lanes into changes of the scenario. While somebody drags, a run
/// that is short enough is made anew at each step, so that every consequence moves along; the
/// change is one, and becomes one step of undo, when the shape is dropped.
class TimelineEditor : public QObject
{
    Q_OBJECT

public:
    TimelineEditor(RunController& controller, Document& document, QObject* parent = nullptr);

    void drag(const TimelineDrag& drag);
    void drop(const TimelineDrag& drag);
    void cancel();

signals:
    /// It cannot be dragged; nothing was changed.
    void refused(const QString& reason);
    /// A drop changed the scenario. @param what  such as "interval of poller to 7 s"
    void changed(const QString& what);

private:
    bool begin(const TimelineDrag& drag);
    void show(Scenario scenario);
    void settle();
    void goOn();
    void end();

    RunController& m_controller;
    Document& m_document;
    std::optional<DragContext> m_context; ///< while somebody drags
    std::optional<Scenario> m_next; ///< to be shown once the run stands still
    std::optional<DragEdit> m_dropped; ///< to be kept once the run stands still
    bool m_isLong = false; ///< too long to be made anew at each step
    bool m_isShown = false; ///< the run is that of a drag that goes on
    bool m_isRefused = false;
    bool m_plays = false; ///< the run played when the drag began, and is to go on
};

} // namespace tickscope
