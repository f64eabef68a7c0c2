// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QDialog>
#include <QString>

#include <vector>

class QListWidget;

namespace tickscope {

class Settings;

/// What a list of lessons shows of one.
struct LessonEntry
{
    QString name;
    QString title;
    int minutes = 0;
    QString state; ///< "done", "2 steps done", "" for one that was not begun
};

/// All built-in lessons, in the order in which they are taught, with what is done of them.
std::vector<LessonEntry> lessonEntries(const Settings& settings);

/// All lessons with their progress; one is opened by a double click or Enter.
class LessonList : public QDialog
{
    Q_OBJECT

public:
    LessonList(const Settings& settings, const ThemeController& themes, QWidget* parent);

    QListWidget& list() { return *m_list; }

signals:
    void chosen(const QString& name);

private:
    QListWidget* m_list = nullptr;
};

} // namespace tickscope
