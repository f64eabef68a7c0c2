// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/window/window_parts.h"
#include "ui/window/workspace.h"

#include <QByteArray>
#include <QList>
#include <QObject>

#include <cstdint>

class QResizeEvent;
class QSize;

namespace tickscope {

/// How the window is laid out: its page, its docks and their sizes, and presenting.
class WindowLayout : public QObject
{
    Q_OBJECT

public:
    WindowLayout(QMainWindow& window, const WindowParts& parts, ThemeController& themes,
        Settings& settings, QObject* parent = nullptr);

    /// As it was when the program ended.
    void restore();
    /// The size it is to be shown with at first, once something is open: its docks fit it, unless
    /// their sizes were kept.
    void resizeAtFirst(QSize size);
    void resized(const QResizeEvent& event);
    /// The docks where they stand at first in this workspace.
    void reset();
    void save();

    Workspace workspace() const { return m_workspace; }
    void setWorkspace(Workspace workspace);

    void showPage(QWidget* page);
    bool isRunShown() const;
    /// The keys go to the lanes, where they are shown.
    void focusLanes();
    void showChartPage(QWidget* page);
    void showLogPage(QWidget* page);
    /// How much of the window a lesson takes: what is around the lanes makes room for it, and comes
    /// back after it.
    enum class Lesson : std::uint8_t {
        None,
        Panel, ///< beside the lanes
        Bar, ///< below them
    };
    void showLesson(Lesson lesson);
    /// The source of the selected server, with its lines to go through.
    void showSource();
    /// Source and state, or neither. Where there is no room for them beside the lanes they stay as
    /// this leaves them.
    void toggleSource();
    /// The scenario as text, with the cursor in it.
    void showScenarioText();
    /// The fields of the whole scenario. @param key  of the one that gets the focus
    void showScenarioField(const QString& key);
    /// Hides them all when one of them is shown.
    void toggle(const QList<QDockWidget*>& some);

    void setPresenting(bool isPresenting);

signals:
    void presentingChanged(bool isPresenting);

private:
    QList<QDockWidget*> leftDocks() const;
    QList<QDockWidget*> bottomDocks() const;
    QList<QDockWidget*> rightDocks() const;
    QList<QDockWidget*> docks() const { return leftDocks() + bottomDocks() + rightDocks(); }
    void fitDocks();
    void fitToWidth();
    void fitRightToWidth();
    void showRight(bool isShown);
    void fitToType();
    QByteArray state();
    void setRunPartsVisible(bool isVisible);

    QMainWindow& m_window;
    WindowParts m_parts;
    ThemeController& m_themes;
    Settings& m_settings;
    Workspace m_workspace = Workspace::Explore;
    QByteArray m_runLayout; ///< docks as they were when the run was last shown
    QByteArray m_layoutBeforePresenting;
    QByteArray m_layoutBeforeLesson;
    Lesson m_lesson = Lesson::None;
    bool m_isLeftHiddenByWidth = false;
    bool m_isRightHiddenByWidth = false;
    double m_fittedType = 0; ///< the size of type that the docks were made for
};

} // namespace tickscope
