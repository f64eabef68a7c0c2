// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lesson/lesson_list.h"

#include "core/lesson/builtin_lessons.h"
#include "ui/document/settings.h"
#include "ui/lesson/lesson_session.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

namespace {

QString fromText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

std::vector<LessonEntry> lessonEntries(const Settings& settings)
{
    std::vector<LessonEntry> entries;
    for (const auto& lesson : builtinLessons()) {
        const auto heading = lessonHeading(lesson);
        const auto done = doneOf(settings.lessonProgress(fromText(lesson.name)));
        const auto steps = std::count(done.begin(), done.end(), true);
        auto state = steps == 0 ? QString()
            : std::size_t(steps) == done.size()
            ? LessonList::tr("done")
            : LessonList::tr("%1 of %2 steps done").arg(steps).arg(done.size());
        entries.push_back({ fromText(lesson.name), QString::fromStdString(heading.title),
            int(heading.minutes), std::move(state) });
    }
    return entries;
}

LessonList::LessonList(const Settings& settings, const ThemeController& themes, QWidget* parent)
    : QDialog(parent)
    , m_list(new QListWidget)
{
    setWindowTitle(tr("All lessons"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_list->setAccessibleName(windowTitle());
    m_list->setFrameShape(QFrame::NoFrame);
    int number = 0;
    for (const auto& entry : lessonEntries(settings)) {
        auto words = tr("%1. %2, %3 min").arg(++number).arg(entry.title).arg(entry.minutes);
        if (!entry.state.isEmpty())
            words += QStringLiteral(" · ") + entry.state;
        auto* item = new QListWidgetItem(words, m_list);
        item->setData(Qt::UserRole, entry.name);
    }
    m_list->setCurrentRow(0);
    auto* open = new QPushButton(tr("Open"));
    setButtonRole(*open, ButtonRole::Primary);
    auto* close = new QPushButton(tr("Close"));
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(open);
    auto* column = new QVBoxLayout(this);
    column->addWidget(new Label(TextLook::Title, themes, windowTitle()));
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    const double scale = themes.theme().type.body / 13;
    resize(px(480 * scale), px(420 * scale));
    const auto choose = [this] {
        if (const auto* item = m_list->currentItem()) {
            const auto name = item->data(Qt::UserRole).toString();
            accept();
            emit chosen(name);
        }
    };
    connect(m_list, &QListWidget::itemActivated, this, choose);
    connect(open, &QPushButton::clicked, this, choose);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

} // namespace tickscope
