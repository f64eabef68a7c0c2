// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/readout_strip.h"

#include "ui/controller/run_controller.h"
#include "ui/lanes/sentences.h"
#include "ui/text/server_text.h"
#include "ui/text/time_text.h"
#include "ui/text/trace_text.h"
#include "ui/time/time_window.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

QString lowered(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toLower();
    return text;
}

/// The same sentence with and without the server's name differs in its subject alone.
Readout split(const QString& whole, const QString& nameless)
{
    qsizetype same = 0;
    const auto most = std::min(whole.size(), nameless.size());
    while (same < most && whole[whole.size() - 1 - same] == nameless[nameless.size() - 1 - same])
        ++same;
    const auto start = whole.size() - same;
    return { whole.left(start).trimmed(), whole.mid(start).trimmed() };
}

Readout serverReadout(const RunController& controller, ServerIndex server)
{
    const auto snapshot = controller.run().snapshot(server);
    auto words
        = lowered(serverStateText(snapshot, controller.log().server(server), controller.now()));
    if (!snapshot.mailbox.empty())
        words += ReadoutStrip::tr(", %1 waiting").arg(messagesText(snapshot.mailbox.size()));
    return { QString::fromStdString(snapshot.name) + u':', words + u'.' };
}

} // namespace

Readout readout(const RunController& controller, const TimeWindow& window)
{
    if (!controller.hasRun() || controller.run().serverCount() == 0)
        return {};
    const auto selection = window.selection();
    const auto server = selection ? selection->server : 0;
    if (server >= controller.run().serverCount())
        return {};
    const auto& log = controller.log().server(server);
    const auto* message
        = selection && selection->message != 0 ? findMessage(log, selection->message) : nullptr;
    if (!message)
        return serverReadout(controller, server);
    const auto& name = controller.run().processNames()[server];
    const auto nowNs = toNs(controller.now());
    const auto whole = describeMessage(QString::fromStdString(name), log, *message, nowNs);
    return split(whole, describeMessage({}, log, *message, nowNs));
}

Readout readout(const RunController& controller, const TimeWindow& window,
    const std::optional<Marker>& selected)
{
    if (!selected)
        return readout(controller, window);
    // Said of a name that is empty, the sentence differs in the name alone.
    const auto name = QString::fromStdString(selected->name);
    const auto at = toNs(selected->at);
    const auto nowNs = toNs(controller.now());
    return split(describeMarker(name, at, nowNs), describeMarker({}, at, nowNs));
}

ReadoutStrip::ReadoutStrip(const RunController& controller, const TimeWindow& window,
    const ThemeController& themes, QWidget* parent)
    : Strip(Ground::Canvas, Qt::TopEdge, themes, parent)
    , m_controller(controller)
    , m_window(window)
    , m_subject(new Label(TextLook::Strong, themes))
    , m_words(new Label(TextLook::Body, themes))
    , m_cursors(new Label(TextLook::Mono, themes))
{
    setAccessibleName(tr("Selected"));
    m_words->setMinimumWidth(0);
    m_words->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(m_subject);
    layout->addWidget(m_words, 1);
    layout->addWidget(m_cursors);
    onTheme(this, themes, [this, layout](const Theme& theme) {
        setFixedHeight(px(theme.metrics.readout));
        layout->setContentsMargins(
            px(2.4 * theme.metrics.padding), 1, px(theme.metrics.padding), 0);
        layout->setSpacing(px(4 * theme.scale));
    });
    connect(&controller, &RunController::advanced, this, &ReadoutStrip::refresh);
    connect(&controller, &RunController::runReplaced, this, &ReadoutStrip::refresh);
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Selected)
            refresh();
        if (parts & TimeWindow::Cursors)
            refreshCursors();
    });
    refresh();
    refreshCursors();
}

void ReadoutStrip::refresh()
{
    const auto words = readout(m_controller, m_window, m_marker);
    m_subject->setWords(words.subject);
    m_words->setWords(words.predicate);
    m_words->setToolTip(words.whole());
    setAccessibleDescription(words.whole());
}

void ReadoutStrip::refreshCursors()
{
    const auto a = m_window.cursorA();
    const auto b = m_window.cursorB();
    QStringList parts;
    if (a)
        parts << tr("A %1").arg(secondsText(*a));
    if (b)
        parts << tr("B %1").arg(secondsText(*b));
    if (a && b) {
        parts << tr("B − A %1").arg(timeText(*b - *a));
        if (*b != *a)
            parts << tr("%1/s").arg(1e9 / std::abs(double(*b - *a)), 0, 'g', 3);
    }
    m_cursors->setWords(parts.join(QStringLiteral("  ")));
    m_cursors->setVisible(!parts.isEmpty());
}

void ReadoutStrip::setMarker(std::optional<Marker> marker)
{
    m_marker = std::move(marker);
    refresh();
}

void ReadoutStrip::paintEvent(QPaintEvent* event)
{
    Strip::paintEvent(event);
    if (m_subject->text().isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme().accent);
    painter.drawEllipse(QPointF(1.5 * theme().metrics.padding, height() / 2.0), 3 * theme().scale,
        3 * theme().scale);
}

} // namespace tickscope
