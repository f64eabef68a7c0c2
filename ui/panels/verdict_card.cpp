// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/verdict_card.h"

#include "ui/text/time_text.h"
#include "ui/theme/icons.h"
#include "ui/widgets/label.h"

#include <QPainter>
#include <QVBoxLayout>

#include <cmath>

namespace tickscope {

namespace {

struct Look
{
    QColor ground;
    QColor line;
    QString icon;
    TextLook title;
};

Look lookOf(StateVerdict::Kind state, GrowthVerdict::Kind kind, const Theme& theme)
{
    switch (state) {
    case StateVerdict::Kind::Running:
        break;
    case StateVerdict::Kind::NotStarted:
    case StateVerdict::Kind::Finished:
        return { theme.sunken, theme.border, QStringLiteral("resume"), TextLook::Strong };
    default:
        return { theme.warntint, theme.warn, QStringLiteral("warning"), TextLook::Warning };
    }
    switch (kind) {
    case GrowthVerdict::Kind::Grows:
        return { theme.warntint, theme.warn, QStringLiteral("warning"), TextLook::Warning };
    case GrowthVerdict::Kind::Stable:
    case GrowthVerdict::Kind::Drains:
        return { theme.oktint, theme.ok, QStringLiteral("check"), TextLook::Good };
    case GrowthVerdict::Kind::TooFewTicks:
        break;
    }
    return { theme.sunken, theme.border, QStringLiteral("resume"), TextLook::Strong };
}

QString titleOf(const GrowthVerdict& verdict)
{
    switch (verdict.kind) {
    case GrowthVerdict::Kind::Grows:
        return VerdictCard::tr("Mailbox grows");
    case GrowthVerdict::Kind::Stable:
        return VerdictCard::tr("Stable");
    case GrowthVerdict::Kind::Drains:
        return VerdictCard::tr("Mailbox drains");
    case GrowthVerdict::Kind::TooFewTicks:
        break;
    }
    return VerdictCard::tr("Too few ticks to tell");
}

// Two lines of words: it keeps its place while they change.
constexpr double usualHeight = 78;

/// The verdict's own words without the one that the title has said already.
QString bodyOf(const GrowthVerdict& verdict)
{
    const auto text = QString::fromStdString(toText(verdict));
    switch (verdict.kind) {
    case GrowthVerdict::Kind::Grows:
    case GrowthVerdict::Kind::Drains:
        return VerdictCard::tr("By %1.").arg(text.mid(text.indexOf(QLatin1String("by ")) + 3));
    case GrowthVerdict::Kind::Stable:
        return VerdictCard::tr("Utilisation %1.").arg(verdict.utilisation, 0, 'f', 2);
    case GrowthVerdict::Kind::TooFewTicks:
        break;
    }
    return VerdictCard::tr("%1 of %2 so far.").arg(verdict.ticks).arg(verdict.ticksNeeded);
}

/// What the measured work and another interval come to.
QString nextText(const GrowthVerdict& verdict, std::int64_t nextNs)
{
    const auto interval = durationText(nextNs);
    const double perSecond = 1e9 / double(nextNs) - 1e9 / double(verdict.meanWorkNs);
    const auto rate = QString::number(std::abs(perSecond), 'g', 2);
    if (std::abs(perSecond) < 1e-9)
        return VerdictCard::tr("With the next interval, %1, it stays as it is.").arg(interval);
    return perSecond < 0
        ? VerdictCard::tr("With the next interval, %1, it drains by %2/s.").arg(interval, rate)
        : VerdictCard::tr("With the next interval, %1, it grows by %2/s.").arg(interval, rate);
}

} // namespace

VerdictCard::VerdictCard(const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_title(new Label(TextLook::Strong, themes))
    , m_words(new Label(TextLook::Body, themes))
{
    setAccessibleName(tr("Verdict"));
    m_words->setWordWrap(true);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(2);
    layout->addWidget(m_title);
    layout->addWidget(m_words);
    layout->addStretch();
    onTheme(this, themes, [this, layout](const Theme& theme) {
        const int side = px(theme.metrics.padding);
        setMinimumHeight(px(usualHeight * theme.type.body / 13));
        layout->setContentsMargins(side + 1, px(theme.metrics.gap), side, px(theme.metrics.gap));
        m_title->setIndent(px(1.1 * theme.metrics.icon));
        update();
    });
}

void VerdictCard::setVerdict(const ServerStatistics& statistics, Schedule schedule,
    std::optional<std::int64_t> nextIntervalNs, const QString& supervisor)
{
    const auto& verdict = statistics.growth;
    m_kind = verdict.kind;
    m_state = statistics.state.kind;
    const bool isRunning = m_state == StateVerdict::Kind::Running;
    m_title->setLook(lookOf(m_state, m_kind, m_themes.theme()).title);
    m_title->setWords(
        isRunning ? titleOf(verdict) : QString::fromStdString(verdictTitle(statistics)));
    auto words = isRunning ? bodyOf(verdict) : QString::fromStdString(verdictDetail(statistics));
    if (m_state == StateVerdict::Kind::Dead && !supervisor.isEmpty())
        words = supervisor + u'.';
    const bool isOther
        = nextIntervalNs && *nextIntervalNs > 0 && *nextIntervalNs != statistics.nominalNs;
    if (schedule == Schedule::SendInterval && isOther && verdict.meanWorkNs > 0
        && (m_kind == GrowthVerdict::Kind::Grows || m_kind == GrowthVerdict::Kind::Drains))
        words += u'\n' + nextText(verdict, *nextIntervalNs);
    m_words->setWords(words);
    setAccessibleDescription(m_title->text() + QStringLiteral(". ") + words);
    update();
}

QString VerdictCard::title() const
{
    return m_title->text();
}

QString VerdictCard::words() const
{
    return m_words->text();
}

void VerdictCard::paintEvent(QPaintEvent*)
{
    const auto& theme = m_themes.theme();
    const auto look = lookOf(m_state, m_kind, theme);
    QPainter painter(this);
    painter.fillRect(rect(), look.ground);
    painter.fillRect(0, 0, px(3 * theme.metrics.line), height(), look.line);
    const double side = 0.8 * theme.metrics.icon;
    paintIcon(painter, look.icon,
        QRectF(m_title->x(), m_title->geometry().center().y() - side / 2 + 0.5, side, side),
        look.line);
}

} // namespace tickscope
