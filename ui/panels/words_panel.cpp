// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/words_panel.h"

#include "ui/controller/run_controller.h"
#include "ui/models/ticks_model.h"
#include "ui/text/server_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/time/time_window.h"
#include "ui/widgets/plain_table.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>

#include <algorithm>

namespace tickscope {

namespace {

constexpr std::uint32_t mostServers = 100; ///< told one by one

} // namespace

WordsPanel::WordsPanel(const RunController& controller, TimeWindow& window,
    std::function<QStringList()> charts, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_window(window)
    , m_charts(std::move(charts))
    , m_themes(themes)
    , m_throttle(controller.clock(), std::chrono::milliseconds(500), 20)
    , m_model(new TicksModel(controller, this))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    connect(&controller, &RunController::advanced, this, &WordsPanel::runWentOn);
    connect(&controller, &RunController::stateChanged, this, &WordsPanel::runWentOn);
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & (TimeWindow::Selected | TimeWindow::Range | TimeWindow::Span))
            runWentOn();
    });
}

void WordsPanel::fill()
{
    m_text = new QPlainTextEdit;
    m_table = new PlainTable(m_model, tr("Ticks of the selected server"), m_themes);
    m_text->setReadOnly(true);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setAccessibleName(tr("The run in words"));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setTabChangesFocus(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_text, 2);
    layout->addWidget(m_table, 3);
    onTheme(this, m_themes, [this](const Theme& theme) {
        m_text->setFont(uiFont(theme.type.body));
        m_text->document()->setDocumentMargin(theme.metrics.padding);
        for (int column = 0; column < TicksModel::OutcomeColumn; ++column)
            m_table->setColumnWidth(column, px((column == 0 ? 60 : 88) * theme.type.second / 12));
    });
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex& index) {
        const auto server = m_window.selection() ? m_window.selection()->server : 0;
        m_window.setSelection(Selection { server, index.data(TicksModel::MessageRole).toUInt() });
    });
}

void WordsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!m_text)
        fill();
    tell();
}

void WordsPanel::runWentOn()
{
    if (!m_controller.isMoving() || m_throttle.isDue())
        tell();
}

QStringList WordsPanel::serverSentences() const
{
    QStringList lines;
    const auto& run = m_controller.run();
    const auto count = std::uint32_t(run.serverCount());
    for (std::uint32_t i = 0; i < std::min(count, mostServers); ++i) {
        const auto snapshot = run.snapshot(i);
        auto line = tr("%1: %2").arg(QString::fromStdString(snapshot.name),
            serverStateText(snapshot, m_controller.log().server(i), run.now()));
        if (!snapshot.mailbox.empty())
            line += tr(", %1 waiting").arg(messagesText(snapshot.mailbox.size()));
        lines << line + u'.';
    }
    if (count > mostServers)
        lines << tr("And %1 more servers.").arg(countText(count - mostServers));
    return lines;
}

void WordsPanel::tell()
{
    if (!isVisible() || !m_controller.hasRun() || m_controller.isChanging())
        return;
    m_throttle.run([this] {
        const auto server = m_window.selection() ? m_window.selection()->server : 0;
        const auto span = m_window.range().value_or(m_window.span());
        m_model->show(server, span);
        QStringList lines { tr("At %1 of %2.")
                                .arg(timeText(toNs(m_controller.now())),
                                    timeText(toNs(m_controller.end()))) };
        lines << serverSentences() << QString() << m_charts();
        if (m_model->isCut())
            lines << tr("The table has the last %1 ticks.").arg(countText(TicksModel::rowLimit));
        const auto words = lines.join(u'\n');
        if (words != m_text->toPlainText())
            m_text->setPlainText(words);
    });
}

QString WordsPanel::text() const
{
    return m_text ? m_text->toPlainText() : QString();
}

} // namespace tickscope
