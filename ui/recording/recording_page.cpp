// SPDX-License-Identifier: GPL-3.0-only
#include "ui/recording/recording_page.h"

#include "ui/lanes/lane_info.h"
#include "ui/text/time_text.h"
#include "ui/theme/theme_controller.h"
#include "ui/timeline/timeline_view.h"
#include "ui/widgets/label.h"
#include "ui/widgets/strip.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

RecordingPage::RecordingPage(ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_themes(themes)
    , m_timeline(new TimelineView(themes, m_window))
{
    setAccessibleName(tr("Recording"));
    setFocusProxy(m_timeline);
    auto* foot = new Strip(Strip::Ground::Canvas, Qt::TopEdge, themes);
    m_sentence = new Label(TextLook::Body, themes);
    m_sentence->setWordWrap(true);
    auto* row = new QHBoxLayout(foot);
    row->addWidget(m_sentence);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(createHeader());
    layout->addWidget(m_timeline, 1);
    layout->addWidget(foot);
    connect(&m_window, &TimeWindow::changed, this, &RecordingPage::refreshSentence);
    // The ruler moves the present moment: what was written after it is not drawn.
    connect(m_timeline, &TimelineView::seekRequested, &m_window, &TimeWindow::setNow);
}

RecordingPage::~RecordingPage()
{
    m_timeline->setRun(nullptr, {});
}

/// The run behind the page is not to be changed by a key that was meant for the lanes here.
bool RecordingPage::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        const bool isOfWindow = (key.modifiers() & Qt::ControlModifier && key.key() < 0x80
                                    && QStringLiteral("OQNWP=+-0").contains(QChar(key.key())))
            || key.key() == Qt::Key_F1;
        if (!isOfWindow) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

QWidget* RecordingPage::createHeader()
{
    auto* header = new Strip(Strip::Ground::Surface, Qt::BottomEdge, m_themes);
    m_title = new Label(TextLook::Title, m_themes);
    m_about = new Label(TextLook::Second, m_themes);
    m_about->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(m_title);
    words->addWidget(m_about);
    auto* close = new QPushButton(tr("Close the recording"));
    auto* row = new QHBoxLayout(header);
    row->addLayout(words, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QPushButton::clicked, this, &RecordingPage::closed);
    onTheme(header, m_themes, [row](const Theme& theme) {
        const int side = px(1.5 * theme.metrics.padding);
        row->setContentsMargins(side, px(theme.metrics.padding), side, px(theme.metrics.padding));
        row->setSpacing(px(theme.metrics.gap));
    });
    return header;
}

void RecordingPage::showEvents(const RecordedEvents& events, const QString& file)
{
    m_timeline->setRun(nullptr, {});
    m_names = events.names;
    m_log = std::make_unique<TraceLog>(events.serverCount, events.monitorOf);
    for (const auto& record : events.records)
        m_log->take(record);
    const auto endNs = std::max<std::int64_t>(1, m_log->lastNs());
    m_window.reset(endNs);
    m_window.setNow(endNs);
    m_window.fit();
    m_title->setWords(file);
    m_about->setWords(
        tr("%1 events of %2, up to %3. A recording is looked at, not changed: the ruler moves the "
           "present moment, and nothing that comes after it is drawn.")
            .arg(countText(events.records.size()),
                events.serverCount == 1 ? tr("1 server")
                                        : tr("%1 servers").arg(countText(events.serverCount)),
                timeText(endNs)));
    m_timeline->setRun(m_log.get(), [this](std::uint32_t lane) {
        LaneInfo info;
        info.name = QString::fromStdString(m_names[lane]);
        info.schedule = tr("recorded");
        info.state = m_log->server(lane).isAlive ? tr("Alive") : tr("No process");
        return info;
    });
    m_window.setSelection(Selection { 0, 0 });
    refreshSentence();
}

void RecordingPage::refreshSentence()
{
    m_sentence->setWords(m_log ? m_timeline->sentence() : QString());
}

} // namespace tickscope
