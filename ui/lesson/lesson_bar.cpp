// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lesson/lesson_bar.h"

#include "ui/lesson/lesson_question.h"
#include "ui/lesson/lesson_session.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace tickscope {

LessonBar::LessonBar(LessonSession& session, const ThemeController& themes, QWidget* parent)
    : Strip(Ground::Surface, Qt::TopEdge, themes, parent)
    , m_session(session)
    , m_column(new QVBoxLayout(this))
    , m_why(new Label(TextLook::Body, themes))
    , m_next(new QPushButton(tr("Go on")))
{
    auto* all = new LinkButton(tr("All lessons"), themes);
    auto* workbench = new LinkButton(tr("Open the workbench"), themes);
    m_why->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->addWidget(m_next);
    row->addWidget(m_why, 1);
    row->addWidget(all);
    row->addWidget(workbench);
    m_column->addLayout(row);
    onTheme(this, themes, [this, row](const Theme& theme) {
        const int padding = px(theme.metrics.padding);
        m_column->setContentsMargins(px(1.4 * padding), padding, px(1.4 * padding), padding / 2);
        m_column->setSpacing(px(theme.metrics.gap));
        row->setSpacing(px(1.5 * theme.metrics.gap));
    });
    connect(m_next, &QPushButton::clicked, this, &LessonBar::lessonViewRequested);
    connect(all, &QPushButton::clicked, this, &LessonBar::allLessonsRequested);
    connect(workbench, &QPushButton::clicked, this, &LessonBar::workbenchRequested);
    connect(&session, &LessonSession::stepChanged, this, &LessonBar::showStep);
    connect(&session, &LessonSession::changed, this, &LessonBar::refresh);
    connect(&session, &LessonSession::closed, this, [this] {
        delete m_question;
        m_question = nullptr;
    });
}

void LessonBar::showStep()
{
    delete m_question;
    m_question = nullptr;
    if (m_session.run().step().predict) {
        m_question = new LessonQuestionBox(
            m_session, LessonQuestion::Kind::Predict, LessonQuestionBox::Shape::Row, themes());
        m_column->insertWidget(0, m_question);
    }
    refresh();
}

void LessonBar::setWhy(const QString& sentence)
{
    m_why->setWords(sentence);
    refresh();
}

QString LessonBar::why() const
{
    return m_why->text();
}

void LessonBar::refresh()
{
    if (!m_session.isOpen())
        return;
    const bool isAnswered = m_session.run().question(LessonQuestion::Kind::Predict).isAnswered();
    m_next->setVisible(isAnswered);
    setButtonRole(*m_next, ButtonRole::Primary);
}

} // namespace tickscope
