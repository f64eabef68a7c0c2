// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/filter_bar.h"

#include "ui/controller/run_controller.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/time/time_window.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"

#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QStringListModel>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

constexpr Event firstEvent = Event::Spawn;
// A list of a hundred thousand names helps nobody to complete one.
constexpr std::size_t mostNames = 2'000;

std::optional<Event> eventNamed(const QString& name)
{
    for (int i = int(firstEvent); i <= int(lastEvent); ++i)
        if (name == QLatin1String(toText(Event(i))))
            return Event(i);
    return {};
}

template <typename T>
void addOnce(std::vector<T>& list, T value)
{
    if (std::find(list.begin(), list.end(), value) == list.end())
        list.push_back(value);
}

} // namespace

FilterBar::FilterBar(const RunController& controller, const TimeWindow& window,
    const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_window(window)
    , m_themes(themes)
    , m_chips(new QHBoxLayout)
    , m_field(new QLineEdit)
    , m_icon(new Label(TextLook::Second, themes))
    , m_note(new Label(TextLook::Second, themes))
{
    m_field->setFrame(false);
    m_field->setPlaceholderText(tr("Add filter…"));
    m_field->setAccessibleName(tr("Add filter"));
    m_field->setToolTip(tr("A server, an event such as work_start, or any words; then Enter"));
    m_field->setMinimumWidth(60);
    auto* layout = new QHBoxLayout(this);
    layout->addWidget(m_icon);
    layout->addLayout(m_chips);
    layout->addWidget(m_field, 1);
    layout->addWidget(m_note);
    onTheme(this, themes, [this, layout](const Theme& theme) {
        m_field->setFont(uiFont(theme.type.second));
        m_icon->setPixmap(iconPixmap(
            QStringLiteral("filter"), 0.8 * theme.metrics.icon, theme.text2, devicePixelRatioF()));
        layout->setSpacing(px(theme.metrics.gap));
        m_chips->setSpacing(px(theme.metrics.gap) - 2);
        const int padding = px(theme.metrics.padding) - 2;
        layout->setContentsMargins(padding, 4, padding, 4);
        setFixedHeight(px(36 * theme.scale));
    });
    connect(m_field, &QLineEdit::returnPressed, this, [this] {
        const auto text = m_field->text().trimmed();
        m_field->clear();
        if (!text.isEmpty())
            add(text);
    });
    connect(&controller, &RunController::runReplaced, this, &FilterBar::runReplaced);
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Selected)
            followSelection();
    });
    runReplaced();
}

QStringList FilterBar::words() const
{
    QStringList words;
    const auto& names = m_controller.run().processNames();
    for (std::size_t i = 0; i < std::min(names.size(), mostNames); ++i)
        words << QString::fromStdString(names[i]);
    for (int i = int(firstEvent); i <= int(lastEvent); ++i)
        words << QString::fromLatin1(toText(Event(i)));
    return words;
}

void FilterBar::runReplaced()
{
    if (!m_controller.hasRun())
        return;
    auto* completer = new QCompleter(words(), m_field);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    delete m_field->completer();
    m_field->setCompleter(completer);
    const auto count = m_controller.run().processNames().size();
    std::erase_if(m_filter.servers, [count](std::uint32_t server) { return server >= count; });
    followSelection();
    rebuild();
}

void FilterBar::followSelection()
{
    if (!m_isFollowing || !m_controller.hasRun())
        return;
    const auto server = m_window.selection() ? m_window.selection()->server : 0;
    const auto count = m_controller.run().processNames().size();
    std::vector<std::uint32_t> servers;
    if (count > 1 && server < count) // the selection may still be of the run before
        servers.push_back(server);
    if (servers == m_filter.servers)
        return;
    m_filter.servers = std::move(servers);
    rebuild();
    emit filterChanged();
}

std::optional<std::uint32_t> FilterBar::processNamed(const QString& name) const
{
    if (!m_controller.hasRun())
        return {};
    const auto& names = m_controller.run().processNames();
    const auto found = std::find(names.begin(), names.end(), name.toStdString());
    if (found == names.end())
        return {};
    return std::uint32_t(found - names.begin());
}

void FilterBar::add(const QString& text)
{
    if (const auto process = processNamed(text)) {
        if (m_isFollowing && m_filter.servers.size() == 1)
            m_isFollowing = false;
        addOnce(m_filter.servers, *process);
    } else if (const auto event = eventNamed(text)) {
        addOnce(m_filter.events, *event);
    } else if (!m_filter.texts.contains(text)) {
        m_filter.texts << text;
    }
    rebuild();
    emit filterChanged();
}

void FilterBar::clear()
{
    m_filter = {};
    m_isFollowing = false;
    rebuild();
    emit filterChanged();
}

void FilterBar::setNote(const QString& note)
{
    m_note->setWords(note);
}

void FilterBar::focusField()
{
    m_field->setFocus(Qt::ShortcutFocusReason);
}

void FilterBar::addChip(const QString& text, std::function<void()> remove)
{
    auto* chip = new Chip(text, m_themes);
    connect(chip, &Chip::clicked, this, [this, remove = std::move(remove)] {
        remove();
        rebuild();
        emit filterChanged();
    });
    m_chips->addWidget(chip);
    chip->show();
}

void FilterBar::rebuild()
{
    while (auto* item = m_chips->takeAt(0)) {
        if (auto* chip = item->widget()) {
            chip->hide();
            chip->deleteLater(); // it may be the one that was clicked
        }
        delete item;
    }
    if (!m_controller.hasRun())
        return;
    const auto& names = m_controller.run().processNames();
    for (const auto server : m_filter.servers)
        addChip(QString::fromStdString(names[server]), [this, server] {
            m_isFollowing = false;
            std::erase(m_filter.servers, server);
        });
    for (const auto event : m_filter.events)
        addChip(QString::fromLatin1(toText(event)),
            [this, event] { std::erase(m_filter.events, event); });
    for (const auto& text : m_filter.texts)
        addChip(QStringLiteral("“%1”").arg(text), [this, text] { m_filter.texts.removeAll(text); });
}

} // namespace tickscope
