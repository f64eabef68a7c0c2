// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/throttle.h"
#include "ui/widgets/themed.h"

#include <QWidget>

namespace tickscope {

class Label;
class MailboxModel;
class PlainTable;
class RunController;
class TimeWindow;

/// The mailbox of the selected server: its messages in their order, and how long each has waited.
class MailboxPanel : public QWidget
{
    Q_OBJECT

public:
    MailboxPanel(const RunController& controller, TimeWindow& window, const ThemeController& themes,
        QWidget* parent = nullptr);

    MailboxModel& model() { return *m_model; }
    /// What stands above the table.
    QString sentence() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    void runWentOn();
    void refresh();
    std::uint32_t server() const;

    const RunController& m_controller;
    TimeWindow& m_window;
    Throttle m_throttle;
    MailboxModel* m_model = nullptr;
    Label* m_sentence = nullptr;
    PlainTable* m_table = nullptr;
};

} // namespace tickscope
