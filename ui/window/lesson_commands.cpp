// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/lesson_commands.h"

#include "core/lesson/builtin_lessons.h"
#include "core/trace/narration.h"
#include "ui/controller/run_controller.h"
#include "ui/document/document.h"
#include "ui/document/settings.h"
#include "ui/lesson/lesson_bar.h"
#include "ui/lesson/lesson_keys.h"
#include "ui/lesson/lesson_list.h"
#include "ui/lesson/lesson_panel.h"
#include "ui/lesson/lesson_session.h"
#include "ui/theme/fonts.h"
#include "ui/widgets/message_bar.h"
#include "ui/window/window_layout.h"

#include <QAction>
#include <QDialog>
#include <QMainWindow>
#include <QMenu>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace tickscope {

namespace {

QString fromText(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

/// Text to read beside the window.
QTextBrowser* readingBox(const QString& title, const ThemeController& themes, QWidget* parent)
{
    auto* box = new QDialog(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(title);
    auto* text = new QTextBrowser;
    text->setAccessibleName(title);
    text->setFrameShape(QFrame::NoFrame);
    onTheme(text, themes, [text](const Theme& theme) { text->setFont(uiFont(theme.type.body)); });
    auto* column = new QVBoxLayout(box);
    column->addWidget(text);
    const double scale = themes.theme().type.body / 13;
    box->resize(px(560 * scale), px(480 * scale));
    box->show();
    return text;
}

} // namespace

LessonCommands::LessonCommands(
    const WindowContext& context, const WindowParts& parts, WindowLayout& layout, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_parts(parts)
    , m_layout(layout)
{
    connectParts();
    new LessonKeys(context.window,
        { [this] { return m_parts.lessons->isOpen() && m_layout.isRunShown(); },
            [this](int number) {
                auto* session = m_parts.lessons;
                const auto kind = session->openQuestion();
                if (!kind)
                    return false;
                const auto& step = session->run().step();
                const auto& options
                    = (*kind == LessonQuestion::Kind::Predict ? step.predict : step.saw)->options;
                if (std::size_t(number) > options.size())
                    return false;
                session->choose(*kind, QString::fromStdString(options[std::size_t(number) - 1]));
                return true;
            },
            [this] {
                auto* session = m_parts.lessons;
                const auto kind = session->openQuestion();
                if (!kind || session->run().question(*kind).stage != QuestionState::Stage::Chosen)
                    return false;
                session->reveal(*kind);
                return true;
            },
            [this] { m_parts.lessons->reset(); } },
        this);
}

void LessonCommands::connectParts()
{
    auto* session = m_parts.lessons;
    connect(session, &LessonSession::opened, this, [this] {
        nameFollowing();
        m_layout.showLesson(
            m_look == Look::FirstStart ? WindowLayout::Lesson::Bar : WindowLayout::Lesson::Panel);
    });
    connect(session, &LessonSession::closed, this,
        [this] { m_layout.showLesson(WindowLayout::Lesson::None); });
    connect(session, &LessonSession::changed, this, &LessonCommands::tellWhy);
    // The bar has room for a question; what comes after it needs the panel.
    connect(session, &LessonSession::stepChanged, this, [this, session] {
        if (m_look == Look::FirstStart && session->run().stepIndex() > 0) {
            m_look = Look::Panel;
            m_layout.showLesson(WindowLayout::Lesson::Panel);
        }
    });
    auto* bar = m_parts.lessonBar;
    connect(bar, &LessonBar::lessonViewRequested, session, &LessonSession::next);
    connect(bar, &LessonBar::allLessonsRequested, this, &LessonCommands::showList);
    connect(bar, &LessonBar::workbenchRequested, this, &LessonCommands::openWorkbench);
    auto* panel = m_parts.lesson;
    connect(panel, &LessonPanel::allLessonsRequested, this, &LessonCommands::showList);
    connect(
        panel, &LessonPanel::lessonRequested, this, [this](const QString& name) { open(name); });
    connect(panel, &LessonPanel::teacherNotesRequested, this, &LessonCommands::showNotes);
}

bool LessonCommands::open(const QString& name, Look look)
{
    const auto* lesson = findBuiltinLesson(name.toStdString());
    if (!lesson)
        return false;
    start(readBuiltinLesson(*lesson), lessonPrefix + name, look);
    return true;
}

void LessonCommands::openFile(const QString& path)
{
    LessonReadOptions options;
    options.knownLessons = builtinLessonNames();
    auto result = readLessonFile(path.toStdString(), options);
    if (!result)
        return m_context.message.showMessage(
            { MessageBar::Tone::Error, tr("The lesson was not opened"),
                QString::fromStdString(result.error().message), {}, {} });
    start(std::move(*result), {}, Look::Panel);
}

void LessonCommands::start(LessonReadResult result, const QString& last, Look look)
{
    if (!result.isUsable)
        return showProblems(result);
    emit willOpen();
    m_look = look;
    m_context.message.dismiss();
    m_parts.lessons->open(result.lesson);
    if (!last.isEmpty())
        m_context.settings.setLast(last, 0);
    if (result.hasErrors())
        m_context.message.showMessage({ MessageBar::Tone::Warning, tr("The lesson has problems"),
            tr("What they are about is left out of it."), tr("List them"),
            [this, result] { showProblems(result); } });
}

/// Each with file, line and column.
void LessonCommands::showProblems(const LessonReadResult& result)
{
    QStringList lines;
    for (const auto* list : { &result.diagnostics, &result.scenarioDiagnostics })
        for (const auto& diagnostic : *list)
            lines << QString::fromStdString(renderLine(diagnostic));
    readingBox(tr("Problems of the lesson"), m_context.themes, &m_context.window)
        ->setPlainText(lines.join(u'\n'));
}

void LessonCommands::showNotes()
{
    const auto& lesson = m_parts.lessons->run().lesson();
    readingBox(tr("Teacher's notes: %1").arg(QString::fromStdString(lesson.title)),
        m_context.themes, &m_context.window)
        ->setMarkdown(QString::fromStdString(lesson.teacherNotes));
}

/// Once a question is answered, the narration says why the run is as it is.
void LessonCommands::tellWhy()
{
    const auto* session = m_parts.lessons;
    if (!session->isOpen() || !m_context.controller.hasRun()
        || !session->run().question(LessonQuestion::Kind::Predict).isAnswered())
        return m_parts.lessonBar->setWhy({});
    const auto& run = m_context.controller.run();
    const auto told = narrate(
        run.scenario(), run.watchedServers(), run.trace(), toNs(m_context.controller.now()));
    m_parts.lessonBar->setWhy(told ? QString::fromStdString(told->full) : QString());
}

/// The scenario of the lesson with everything around it.
void LessonCommands::openWorkbench()
{
    m_parts.lessons->close();
    m_layout.focusLanes();
}

void LessonCommands::nameFollowing()
{
    const auto name = m_parts.lessons->run().lesson().name;
    const auto& all = builtinLessons();
    for (std::size_t i = 0; i + 1 < all.size(); ++i)
        if (all[i].name == name)
            return m_parts.lesson->setFollowing(
                fromText(all[i + 1].name), QString::fromStdString(lessonHeading(all[i + 1]).title));
    m_parts.lesson->setFollowing({}, {});
}

void LessonCommands::showList()
{
    auto* list = new LessonList(m_context.settings, m_context.themes, &m_context.window);
    connect(list, &LessonList::chosen, this, [this](const QString& name) { open(name); });
    list->open();
}

void LessonCommands::fillMenu(QMenu& menu)
{
    const auto add = [&](const QString& text, const QKeySequence& key, const auto& slot) {
        auto* action = menu.addAction(text);
        action->setShortcut(key);
        connect(action, &QAction::triggered, this, slot);
        m_context.window.addAction(action);
        return action;
    };
    add(tr("&All lessons…"), QKeySequence(tr("Ctrl+L")), [this] { showList(); });
    menu.addSeparator();
    auto* session = m_parts.lessons;
    const QList<QAction*> inLesson {
        add(tr("&Next step"), QKeySequence(tr("Ctrl+Alt+Right")), [session] { session->next(); }),
        add(tr("&Step before"), QKeySequence(tr("Ctrl+Alt+Left")), [session] { session->back(); }),
        add(tr("&Reset this step"), {}, [session] { session->reset(); }),
        add(tr("&Teacher's notes"), {}, [this] { showNotes(); }),
        add(tr("&Close the lesson"), {}, [this] { openWorkbench(); }),
    };
    const auto update = [inLesson, session] {
        for (auto* action : inLesson)
            action->setEnabled(session->isOpen());
    };
    connect(session, &LessonSession::opened, this, update);
    connect(session, &LessonSession::closed, this, update);
    update();
    menu.addSeparator();
    const int fixed = int(menu.actions().size());
    connect(&menu, &QMenu::aboutToShow, this, [this, &menu, fixed] {
        for (auto* old : menu.actions().mid(fixed))
            delete old;
        for (const auto& entry : lessonEntries(m_context.settings)) {
            auto words = tr("Lesson: %1").arg(entry.title);
            if (!entry.state.isEmpty())
                words += QStringLiteral(" (%1)").arg(entry.state);
            connect(menu.addAction(words), &QAction::triggered, this,
                [this, name = entry.name] { open(name); });
        }
    });
}

} // namespace tickscope
