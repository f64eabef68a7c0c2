// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/window/window_context.h"
#include "ui/window/window_parts.h"

#include <QObject>
#include <QString>

#include <cstdint>

class QAction;
class QMenu;

namespace tickscope {

class WindowLayout;
struct LessonReadResult;

/// Lessons in the window: opening one, the list of all, the notes for the teacher, and how the
/// window looks meanwhile.
class LessonCommands : public QObject
{
    Q_OBJECT

public:
    enum class Look : std::uint8_t {
        Panel, ///< the lesson beside the lanes
        FirstStart, ///< two lanes, one question, and nothing else
    };

    LessonCommands(const WindowContext& context, const WindowParts& parts, WindowLayout& layout,
        QObject* parent = nullptr);

    /// A built-in lesson. @return whether there is one of that name
    bool open(const QString& name, Look look = Look::Panel);
    /// A folder with a lesson.md, or that file. What is wrong with it is listed.
    void openFile(const QString& path);
    void showList();
    /// The entries of the menu; the lessons in it are filled in when it opens.
    void fillMenu(QMenu& menu);

signals:
    /// Work that is not saved is to be set aside: something else opens.
    void willOpen();

private:
    void connectParts();
    void start(LessonReadResult result, const QString& last, Look look);
    void showProblems(const LessonReadResult& result);
    void showNotes();
    void tellWhy();
    void openWorkbench();
    void nameFollowing();

    WindowContext m_context;
    WindowParts m_parts;
    WindowLayout& m_layout;
    Look m_look = Look::Panel;
};

/// How a lesson stands in the settings as what was open last.
inline const QString lessonPrefix = QStringLiteral("lesson:");

} // namespace tickscope
