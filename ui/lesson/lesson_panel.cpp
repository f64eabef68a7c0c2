// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lesson/lesson_panel.h"

#include "ui/lesson/lesson_exercise.h"
#include "ui/lesson/lesson_question.h"
#include "ui/lesson/lesson_session.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/strip.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tickscope {

namespace {

/// What happened to somebody: a box with a bar at its left.
class FieldNoteBox : public Strip
{
public:
    FieldNoteBox(const QString& source, const QString& text, const ThemeController& themes)
        : Strip(Ground::Sunken, {}, themes)
    {
        auto* head = new Label(TextLook::Strong, themes, LessonPanel::tr("From the field"));
        auto* words = new Label(TextLook::Second, themes, text);
        auto* where = new Label(TextLook::Hint, themes, source);
        words->setWordWrap(true);
        where->setWordWrap(true);
        auto* column = new QVBoxLayout(this);
        column->addWidget(head);
        column->addWidget(words);
        column->addWidget(where);
        onTheme(this, themes, [column](const Theme& theme) {
            const int padding = px(theme.metrics.padding);
            column->setContentsMargins(padding + 3, padding / 2, padding, padding / 2);
            column->setSpacing(px(0.5 * theme.metrics.gap));
        });
    }

protected:
    void paintEvent(QPaintEvent* event) override
    {
        Strip::paintEvent(event);
        QPainter(this).fillRect(0, 0, 3, height(), theme().text3);
    }
};

} // namespace

LessonPanel::LessonPanel(LessonSession& session, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_themes(themes)
    , m_header(new DockHeader(tr("Lesson"), themes))
    , m_notes(new LinkButton(tr("Teacher's notes"), themes))
    , m_scroll(new QScrollArea)
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_header->addWidget(m_notes);
    auto* all = new LinkButton(tr("All lessons"), themes);
    m_header->addWidget(all);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(m_scroll, 1);
    createFoot();
    column->addWidget(m_foot);
    connect(all, &QPushButton::clicked, this, &LessonPanel::allLessonsRequested);
    connect(m_notes, &QPushButton::clicked, this, &LessonPanel::teacherNotesRequested);
    connect(&session, &LessonSession::stepChanged, this, &LessonPanel::showStep);
    connect(&session, &LessonSession::changed, this, &LessonPanel::refresh);
}

void LessonPanel::createFoot()
{
    m_foot = new Strip(Strip::Ground::Surface, Qt::TopEdge, m_themes);
    m_back = new QPushButton(tr("Back"));
    m_reset = new QPushButton(tr("Reset"));
    m_reset->setToolTip(tr("Begins this step anew (R)"));
    m_next = new QPushButton(tr("Next"));
    m_progress = new Label(TextLook::Second, m_themes);
    auto* row = new QHBoxLayout(m_foot);
    row->addWidget(m_back);
    row->addWidget(m_reset);
    row->addStretch();
    row->addWidget(m_progress);
    row->addStretch();
    row->addWidget(m_next);
    onTheme(m_foot, m_themes, [row](const Theme& theme) {
        const int padding = px(theme.metrics.padding);
        row->setContentsMargins(padding, padding / 2, padding, padding / 2);
        row->setSpacing(px(theme.metrics.gap));
    });
    connect(m_back, &QPushButton::clicked, this, [this] { m_session.back(); });
    connect(m_reset, &QPushButton::clicked, this, [this] { m_session.reset(); });
    connect(m_next, &QPushButton::clicked, this, &LessonPanel::goOn);
}

void LessonPanel::setFollowing(const QString& name, const QString& title)
{
    m_followingName = name;
    m_followingTitle = title;
    refresh();
}

void LessonPanel::goOn()
{
    if (!m_session.run().isLast())
        return m_session.next();
    if (m_followingName.isEmpty())
        emit allLessonsRequested();
    else
        emit lessonRequested(m_followingName);
}

void LessonPanel::showStep()
{
    auto* page = new QWidget;
    m_content = new QVBoxLayout(page);
    m_questions.clear();
    m_exercises.clear();
    const auto& run = m_session.run();
    const auto& step = run.step();
    if (run.stepIndex() == 0)
        addTitle(QString::fromStdString(run.lesson().title));
    if (!step.text.empty())
        addText(QString::fromStdString(step.text));
    const auto ask = [&](LessonQuestion::Kind kind, const QString& heading) {
        addHeading(heading);
        m_questions.push_back(
            new LessonQuestionBox(m_session, kind, LessonQuestionBox::Shape::Column, m_themes));
        m_content->addWidget(m_questions.back());
    };
    if (step.predict)
        ask(LessonQuestion::Kind::Predict, tr("Predict"));
    if (step.saw)
        ask(LessonQuestion::Kind::Saw, tr("What did you see?"));
    if (!step.exercises.empty())
        addHeading(step.exercises.size() == 1 ? tr("Exercise") : tr("Exercises"));
    for (std::size_t i = 0; i < step.exercises.size(); ++i) {
        m_exercises.push_back(new LessonExerciseBox(m_session, i, m_themes));
        m_content->addWidget(m_exercises.back());
    }
    for (const auto& note : step.fieldNotes)
        addNote(QString::fromStdString(note.source), QString::fromStdString(note.text));
    m_content->addStretch();
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    onTheme(page, m_themes, [content = m_content](const Theme& theme) {
        const int padding = px(1.4 * theme.metrics.padding);
        content->setContentsMargins(padding, padding, padding, padding);
        content->setSpacing(px(theme.metrics.padding));
    });
    m_scroll->setWidget(page); // deletes the page before
    refresh();
}

void LessonPanel::refresh()
{
    if (!m_session.isOpen())
        return;
    const auto& run = m_session.run();
    m_header->setTitle(QString::fromStdString(run.lesson().title));
    m_notes->setVisible(!run.lesson().teacherNotes.empty());
    m_progress->setWords(tr("%1 of %2%3")
                             .arg(run.stepIndex() + 1)
                             .arg(run.stepCount())
                             .arg(run.isDone(run.stepIndex()) ? tr(", done") : QString()));
    m_back->setEnabled(run.stepIndex() > 0);
    const bool isLast = run.isLast();
    m_next->setText(!isLast              ? tr("Next")
            : m_followingTitle.isEmpty() ? tr("All lessons")
                                         : tr("Next lesson"));
    m_next->setToolTip(isLast ? m_followingTitle : QString());
    setButtonRole(*m_next, run.isDone(run.stepIndex()) ? ButtonRole::Primary : ButtonRole::Plain);
}

void LessonPanel::addTitle(const QString& title)
{
    auto* label = new Label(TextLook::Display, m_themes, title);
    label->setWordWrap(true);
    m_content->addWidget(label);
}

void LessonPanel::addText(const QString& markdown)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::MarkdownText);
    label->setText(markdown);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    onTheme(label, m_themes,
        [label](const Theme& theme) { label->setFont(uiFont(theme.type.lesson)); });
    m_content->addWidget(label);
}

void LessonPanel::addHeading(const QString& words)
{
    m_content->addWidget(new Label(TextLook::Title, m_themes, words));
}

void LessonPanel::addNote(const QString& source, const QString& text)
{
    m_content->addWidget(new FieldNoteBox(source, text, m_themes));
}

} // namespace tickscope
