// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/statistics.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <optional>

namespace tickscope {

class Label;

/// Says in words how a server stands: what its mailbox will do, and what a waiting edit will change
/// about it; or that it is dead, has no timer, ticks twice as often.
class VerdictCard : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictCard(const ThemeController& themes, QWidget* parent = nullptr);

    /// @param nextIntervalNs  what the next timer will be armed with, if that is known
    /// @param supervisor  that it gave up, a sentence; empty while it is alive
    void setVerdict(const ServerStatistics& statistics, Schedule schedule,
        std::optional<std::int64_t> nextIntervalNs, const QString& supervisor = {});
    QString title() const;
    QString words() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_themes;
    GrowthVerdict::Kind m_kind = GrowthVerdict::Kind::TooFewTicks;
    StateVerdict::Kind m_state = StateVerdict::Kind::Running;
    Label* m_title = nullptr;
    Label* m_words = nullptr;
};

} // namespace tickscope
