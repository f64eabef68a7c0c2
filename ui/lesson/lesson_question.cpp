// SPDX-License-Identifier: GPL-3.0-only
#include "ui/lesson/lesson_question.h"

#include "ui/lesson/answer_tile.h"
#include "ui/lesson/lesson_session.h"
#include "ui/theme/style.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tickscope {

LessonQuestionBox::LessonQuestionBox(LessonSession& session, LessonQuestion::Kind kind, Shape shape,
    const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_kind(kind)
    , m_shape(shape)
    , m_themes(themes)
    , m_answers(new QWidget)
    , m_runButton(new QPushButton(tr("Run and reveal")))
    , m_hint(new Label(TextLook::Second, themes))
    , m_reply(new Label(TextLook::Body, themes))
{
    auto* words = new Label(TextLook::Title, themes, QString::fromStdString(question().question));
    words->setWordWrap(true);
    m_hint->setWordWrap(shape == Shape::Column);
    m_reply->setWordWrap(true);
    setButtonRole(*m_runButton, ButtonRole::Primary);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins({});
    if (shape == Shape::Row) {
        auto* head = new QHBoxLayout;
        head->addWidget(words, 1);
        head->addWidget(m_hint);
        column->addLayout(head);
        column->addWidget(m_answers);
        column->addWidget(m_reply);
        m_runButton->hide(); // Play does it
    } else {
        column->addWidget(words);
        column->addWidget(m_answers);
        auto* row = new QHBoxLayout;
        row->addWidget(m_runButton);
        row->addWidget(m_hint, 1);
        column->addLayout(row);
        column->addWidget(m_reply);
    }
    question().options.empty() ? createField() : createTiles();
    onTheme(
        this, themes, [column](const Theme& theme) { column->setSpacing(px(theme.metrics.gap)); });
    connect(m_runButton, &QPushButton::clicked, this, [this] { m_session.reveal(m_kind); });
    connect(&session, &LessonSession::changed, this, &LessonQuestionBox::refresh);
    refresh();
}

const LessonQuestion& LessonQuestionBox::question() const
{
    const auto& step = m_session.run().step();
    return m_kind == LessonQuestion::Kind::Predict ? *step.predict : *step.saw;
}

void LessonQuestionBox::createTiles()
{
    const auto& options = question().options;
    // Long answers stand below each other.
    bool isLong = false;
    for (const auto& option : options)
        isLong = isLong || option.size() > (m_shape == Shape::Row ? 24U : 5U);
    auto* row = new QBoxLayout(
        isLong && m_shape == Shape::Column ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight,
        m_answers);
    row->setContentsMargins({});
    for (const auto& option : options) {
        auto* tile
            = new AnswerTile(QString::fromStdString(option), int(m_tiles.size()) + 1, m_themes);
        tile->setSmall(m_shape == Shape::Column);
        row->addWidget(tile, 1);
        m_tiles.push_back(tile);
        connect(tile, &QAbstractButton::clicked, this,
            [this, text = tile->text()] { m_session.choose(m_kind, text); });
    }
    onTheme(m_answers, m_themes,
        [row](const Theme& theme) { row->setSpacing(px(1.5 * theme.metrics.gap)); });
}

void LessonQuestionBox::createField()
{
    m_field = new QLineEdit;
    m_field->setPlaceholderText(tr("Your answer"));
    m_field->setAccessibleName(QString::fromStdString(question().question));
    auto* row = new QHBoxLayout(m_answers);
    row->setContentsMargins({});
    row->addWidget(m_field);
    connect(m_field, &QLineEdit::textEdited, this,
        [this](const QString& text) { m_session.choose(m_kind, text.trimmed()); });
    connect(m_field, &QLineEdit::returnPressed, this, [this] { m_session.reveal(m_kind); });
}

bool LessonQuestionBox::chooseNumber(int number)
{
    if (number < 1 || std::size_t(number) > m_tiles.size()
        || !m_tiles[std::size_t(number) - 1]->isEnabled())
        return false;
    m_session.choose(m_kind, m_tiles[std::size_t(number) - 1]->text());
    return true;
}

QString LessonQuestionBox::reply() const
{
    return m_reply->isHidden() ? QString() : m_reply->text();
}

void LessonQuestionBox::refresh()
{
    if (!m_session.isOpen())
        return;
    const auto& asked = question();
    const auto& state = m_session.run().question(m_kind);
    const bool isAnswered = state.isAnswered();
    for (std::size_t i = 0; i < m_tiles.size(); ++i) {
        const auto& option = asked.options[i];
        const bool isChosen = option == state.chosen;
        m_tiles[i]->setMark(!isAnswered
                ? (isChosen ? AnswerTile::Mark::Chosen : AnswerTile::Mark::Open)
                : asked.rightOption == i ? AnswerTile::Mark::Right
                : isChosen               ? AnswerTile::Mark::Wrong
                                         : AnswerTile::Mark::Other);
    }
    if (m_field)
        m_field->setEnabled(!isAnswered);
    const bool isChosen = state.stage == QuestionState::Stage::Chosen;
    m_runButton->setEnabled(isChosen);
    m_runButton->setVisible(m_shape == Shape::Column && !isAnswered);
    m_hint->setVisible(!isAnswered);
    m_hint->setWords(m_shape == Shape::Row ? tr("Choose an answer, then play. Space plays.")
            : isChosen                     ? tr("The run computes the answer.")
                                           : tr("Choose an answer first: keys 1 to 9."));
    auto words = isAnswered ? QString::fromStdString(state.reply) : QString();
    if (state.stage == QuestionState::Stage::Wrong && m_tiles.empty())
        words = tr("It is %1. ").arg(QString::fromStdString(asked.answerText())) + words;
    else if (state.stage == QuestionState::Stage::Right && words.isEmpty())
        words = tr("Right: the run says %1.").arg(QString::fromStdString(asked.answerText()));
    m_reply->setWords(words);
    m_reply->setVisible(isAnswered);
}

} // namespace tickscope
