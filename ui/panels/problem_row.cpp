// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/problem_row.h"

#include "core/scenario/words.h"
#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPushButton>

namespace tickscope {

namespace {

QString placeText(const Place& place)
{
    if (place.line == 0)
        return QStringLiteral("–");
    return place.column == 0 ? QString::number(place.line)
                             : QStringLiteral("%1:%2").arg(place.line).arg(place.column);
}

} // namespace

ProblemRow::ProblemRow(const Diagnostic& diagnostic, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_isError(diagnostic.severity == Severity::Error)
{
    const auto what = QString::fromStdString(sentences(diagnostic.message, {}));
    const auto hint = QString::fromStdString(
        diagnostic.hint.empty() ? std::string() : sentences(diagnostic.hint, {}));
    auto* sign = new Label(TextLook::Second, themes);
    auto* place = new Label(TextLook::Mono, themes, placeText(diagnostic.place));
    auto* words = new Label(TextLook::Body, themes);
    words->setTextFormat(Qt::RichText);
    words->setText(QStringLiteral("<b>%1</b> %2").arg(what.toHtmlEscaped(), hint.toHtmlEscaped()));
    words->setWordWrap(true);
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(sign);
    layout->addWidget(place);
    layout->addWidget(words, 1);
    if (!diagnostic.replacement.empty()) {
        m_solution = new QPushButton(
            tr("Use \"%1\"").arg(QString::fromStdString(diagnostic.replacement).remove(u'"')));
        layout->addWidget(m_solution);
        connect(m_solution, &QPushButton::clicked, this, &ProblemRow::solved);
    }
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(
        tr("%1 at %2: %3 %4")
            .arg(m_isError ? tr("Error") : tr("Warning"), placeText(diagnostic.place), what, hint));
    onTheme(this, themes, [this, layout, sign, place](const Theme& theme) {
        setMinimumHeight(px(52 * theme.scale));
        const int side = px(1.6 * theme.metrics.padding);
        layout->setContentsMargins(side, 6, px(1.4 * theme.metrics.padding), 6);
        layout->setSpacing(px(theme.metrics.padding));
        sign->setPixmap(iconPixmap(m_isError ? QStringLiteral("error") : QStringLiteral("warning"),
            0.8 * theme.metrics.icon, m_isError ? theme.error : theme.warn, devicePixelRatioF()));
        place->setMinimumWidth(px(46 * theme.scale));
    });
}

void ProblemRow::setCurrent(bool isCurrent)
{
    m_isCurrent = isCurrent;
    update();
}

void ProblemRow::paintEvent(QPaintEvent*)
{
    const auto& theme = m_themes.theme();
    QPainter painter(this);
    const auto tint = m_isError ? theme.errtint : theme.warntint;
    painter.fillRect(rect(), m_isCurrent ? tint : theme.surface);
    painter.fillRect(0, height() - 1, width(), 1, theme.hairline);
    if (hasFocus()) {
        painter.setPen(QPen(theme.accent, 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -2));
    }
}

void ProblemRow::mousePressEvent(QMouseEvent*)
{
    emit chosen();
}

void ProblemRow::keyPressEvent(QKeyEvent* event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && m_solution)
        emit solved();
    else
        QWidget::keyPressEvent(event);
}

void ProblemRow::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    emit chosen();
    update();
}

void ProblemRow::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace tickscope
