// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/mailbox_panel.h"

#include "ui/controller/run_controller.h"
#include "ui/models/mailbox_model.h"
#include "ui/text/time_text.h"
#include "ui/time/time_window.h"
#include "ui/widgets/label.h"
#include "ui/widgets/plain_table.h"

#include <QHeaderView>
#include <QVBoxLayout>

namespace tickscope {

MailboxPanel::MailboxPanel(const RunController& controller, TimeWindow& window,
    const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_window(window)
    , m_throttle(controller.clock(), std::chrono::milliseconds(100), 10)
    , m_model(new MailboxModel(controller, this))
    , m_sentence(new Label(TextLook::Hint, themes))
    , m_table(new PlainTable(m_model, tr("Mailbox of the selected server"), themes))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    m_table->horizontalHeader()->setStretchLastSection(false);
    m_table->horizontalHeader()->setSectionResizeMode(
        MailboxModel::MessageColumn, QHeaderView::Stretch);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_sentence);
    layout->addWidget(m_table, 1);
    onTheme(this, themes, [this](const Theme& theme) {
        const int padding = px(theme.metrics.padding);
        m_sentence->setContentsMargins(padding, padding / 2, padding, padding / 2);
        const int widths[] = { 48, 0, 88, 88 }; // the message has the rest
        for (int column = 0; column < MailboxModel::ColumnCount; ++column)
            m_table->setColumnWidth(column, px(widths[column] * theme.type.second / 12));
    });
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        m_window.setSelection(
            Selection { server(), index.data(MailboxModel::MessageRole).toUInt() });
    });
    connect(&controller, &RunController::runReplaced, this, &MailboxPanel::refresh);
    connect(&controller, &RunController::advanced, this, &MailboxPanel::runWentOn);
    connect(&controller, &RunController::stateChanged, this, &MailboxPanel::runWentOn);
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Selected)
            refresh();
    });
}

void MailboxPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void MailboxPanel::runWentOn()
{
    if (!m_controller.isMoving() || m_throttle.isDue())
        refresh();
}

std::uint32_t MailboxPanel::server() const
{
    return m_window.selection() ? m_window.selection()->server : 0;
}

QString MailboxPanel::sentence() const
{
    return m_sentence->text();
}

void MailboxPanel::refresh()
{
    if (!isVisible() || !m_controller.hasRun() || m_controller.isChanging()
        || server() >= m_controller.run().serverCount())
        return;
    m_throttle.run([this] {
        m_model->show(server());
        const auto name = QString::fromStdString(m_controller.run().processNames()[server()]);
        const auto waiting = m_model->waiting();
        auto words = waiting == 0
            ? tr("Nothing waits in the mailbox of %1.").arg(name)
            : tr("%1: %2 waiting, the oldest for %3.")
                  .arg(name, messagesText(waiting), timeText(m_model->oldestNs()));
        if (waiting > std::size_t(MailboxModel::rowLimit))
            words += tr(" The first %1 are shown.").arg(countText(MailboxModel::rowLimit));
        m_sentence->setWords(words);
    });
}

} // namespace tickscope
