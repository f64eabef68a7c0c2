// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/trace/statistics.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <optional>

namespace tickscope {

class Label;

/// Says in words what a mailbox will do, and what a waiting edit will change about it.
class VerdictCard : public QWidget
{
    Q_OBJECT

public:
    explicit VerdictCard(const ThemeController& themes, QWidget* parent = nullptr);

    /// @param nextIntervalNs  what the next timer will be armed with, if that is known
    void setVerdict(const GrowthVerdict& verdict, Schedule schedule, std::int64_t nominalNs,
        std::optional<std::int64_t> nextIntervalNs);
    QString title() const;
    QString words() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const ThemeController& m_themes;
    GrowthVerdict::Kind m_kind = GrowthVerdict::Kind::TooFewTicks;
    Label* m_title = nullptr;
    Label* m_words = nullptr;
};

} // namespace tickscope
