// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lesson/lesson_exercise.h"

#include "ui/lesson/lesson_session.h"
#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace tickscope {

LessonExerciseBox::LessonExerciseBox(
    LessonSession& session, std::size_t exercise, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_exercise(exercise)
    , m_themes(themes)
    , m_icon(new QLabel)
    , m_task(new Label(TextLook::Strong, themes))
    , m_state(new Label(TextLook::Second, themes))
    , m_hintWords(new Label(TextLook::Body, themes))
    , m_hint(new QPushButton(tr("Hint")))
    , m_showMe(new QPushButton(tr("Show me")))
{
    const auto& of = session.run().step().exercises[exercise];
    m_task->setWords(QString::fromStdString(of.say));
    m_hintWords->setWords(QString::fromStdString(of.hint));
    for (auto* label : { m_task, m_state, m_hintWords })
        label->setWordWrap(true);
    m_hint->setVisible(!of.hint.empty());
    m_showMe->setToolTip(tr("Does it from the start, and plays until it is done"));
    auto* head = new QHBoxLayout;
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_task, 1);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_hint);
    buttons->addWidget(m_showMe);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(head);
    column->addWidget(m_state);
    column->addWidget(m_hintWords);
    column->addLayout(buttons);
    onTheme(this, themes, [this, column, head, buttons](const Theme& theme) {
        column->setSpacing(px(0.75 * theme.metrics.gap));
        head->setSpacing(px(theme.metrics.gap));
        buttons->setSpacing(px(theme.metrics.gap));
        refresh();
    });
    connect(m_hint, &QPushButton::clicked, this, [this] { m_session.showHint(m_exercise); });
    connect(m_showMe, &QPushButton::clicked, this, [this] { m_session.showMe(m_exercise); });
    connect(&session, &LessonSession::changed, this, &LessonExerciseBox::refresh);
}

QString LessonExerciseBox::says() const
{
    return m_state->isHidden() ? QString() : m_state->text();
}

QString LessonExerciseBox::stateText() const
{
    const auto& state = m_session.run().exercise(m_exercise);
    const auto at = state.endedAt ? timeText(toNs(*state.endedAt)) : QString();
    switch (state.stage) {
    case ExerciseState::Stage::Passed:
        return state.wasShown ? tr("Shown: done at %1. R begins anew.").arg(at)
                              : tr("Done at %1.").arg(at);
    case ExerciseState::Stage::Failed: {
        const auto& fail = m_session.run().step().exercises[m_exercise].fail;
        return tr("Not so, at %1. %2 R begins anew.").arg(at, QString::fromStdString(fail));
    }
    case ExerciseState::Stage::Open:
        break;
    }
    return tr("Play, and change what you like: the inspector has interval, work and the rest.");
}

void LessonExerciseBox::refresh()
{
    if (!m_session.isOpen() || m_exercise >= m_session.run().step().exercises.size())
        return;
    const auto& state = m_session.run().exercise(m_exercise);
    const auto& theme = m_themes.theme();
    const bool isPassed = state.stage == ExerciseState::Stage::Passed;
    const bool isFailed = state.stage == ExerciseState::Stage::Failed;
    const auto name = isPassed ? QStringLiteral("check")
        : isFailed             ? QStringLiteral("error")
                               : QStringLiteral("state-idle");
    const auto colour = isPassed ? theme.ok : isFailed ? theme.error : theme.text3;
    m_icon->setPixmap(iconPixmap(name, theme.metrics.icon, colour, devicePixelRatioF()));
    m_state->setLook(isPassed ? TextLook::Good : isFailed ? TextLook::Error : TextLook::Second);
    m_state->setWords(stateText());
    m_hintWords->setVisible(state.isHintShown);
    m_hint->setEnabled(!state.isHintShown && !isPassed);
    setAccessibleName(m_task->text());
    setAccessibleDescription(m_state->text());
}

} // namespace tickscope
