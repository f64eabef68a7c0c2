// SPDX-License-Identifier: GPL-3.0-only
#include "ui/palette/key_bindings.h"

#include <QAction>
#include <QPointer>

#include <algorithm>

namespace tickscope {

namespace {

struct PresetKeys
{
    const char* id;
    const char* keys; ///< as QKeySequence::listFromString() reads them
};

// What differs from Tickscope's own keys. Perfetto: W, A, S, D, F and M are the same; the arrows
// pan, and "." and "," go from slice to slice.
constexpr PresetKeys perfettoKeys[] = {
    { "pan-back", "A; Left" },
    { "pan-ahead", "D; Right" },
    { "step-back", "Shift+F4" },
    { "step-forward", "F4" },
    { "next-tick", "Tab; ." },
    { "previous-tick", "Shift+Tab; ," },
    { "previous-event-of-the-selected-server", "Shift+Left" },
    { "next-event-of-the-selected-server", "Shift+Right" },
};

// Logic analyzers: the arrows pan, N and P go from edge to edge, Ctrl+R starts.
constexpr PresetKeys logicAnalyzerKeys[] = {
    { "pan-back", "Left; A" },
    { "pan-ahead", "Right; D" },
    { "step-back", "Shift+F4" },
    { "step-forward", "F4" },
    { "next-tick", "N; Tab" },
    { "previous-tick", "P; Shift+Tab" },
    { "play", "Space; Ctrl+R" },
    { "reload", "Ctrl+F5" },
    { "run-until", "Alt+F5" },
};

template <std::size_t size>
const char* find(const PresetKeys (&list)[size], const QString& id)
{
    const auto* found = std::find_if(std::begin(list), std::end(list),
        [&id](const PresetKeys& keys) { return id == QLatin1String(keys.id); });
    return found == std::end(list) ? nullptr : found->keys;
}

QString idOf(const QAction& action)
{
    if (!action.objectName().isEmpty())
        return action.objectName();
    QString id;
    for (const QChar letter : action.text().toLower()) {
        if (letter.isLetterOrNumber())
            id += letter;
        else if (letter != u'&' && !id.endsWith(u'-'))
            id += u'-';
    }
    while (id.endsWith(u'-'))
        id.chop(1);
    return id;
}

QString written(const QList<QKeySequence>& keys)
{
    return QKeySequence::listToString(keys, QKeySequence::PortableText);
}

} // namespace

QString keyPresetId(KeyPreset preset)
{
    switch (preset) {
    case KeyPreset::Perfetto:
        return QStringLiteral("perfetto");
    case KeyPreset::LogicAnalyzer:
        return QStringLiteral("logic_analyzer");
    case KeyPreset::Tickscope:
        break;
    }
    return QStringLiteral("tickscope");
}

QString keyPresetName(KeyPreset preset)
{
    switch (preset) {
    case KeyPreset::Perfetto:
        return QStringLiteral("Perfetto");
    case KeyPreset::LogicAnalyzer:
        return KeyBindings::tr("Logic analyzer");
    case KeyPreset::Tickscope:
        break;
    }
    return QStringLiteral("Tickscope");
}

std::optional<KeyPreset> keyPresetOf(const QString& id)
{
    for (const auto preset : keyPresets)
        if (id == keyPresetId(preset))
            return preset;
    return std::nullopt;
}

void KeyBindings::add(QAction* action)
{
    auto id = idOf(*action);
    const auto isTaken = [this](const QString& wanted) {
        return std::any_of(m_entries.begin(), m_entries.end(),
            [&wanted](const BindableCommand& entry) { return entry.id == wanted; });
    };
    if (id.isEmpty())
        return;
    if (isTaken(id)) // "Normal" is a size of text and a speed
        id += QStringLiteral("-2");
    add({ id, action->text().remove(u'&').remove(u'…'), action->shortcuts(),
        [held = QPointer(action)](const QList<QKeySequence>& keys) {
            if (held && held->shortcuts() != keys)
                held->setShortcuts(keys);
        } });
}

void KeyBindings::add(BindableCommand entry)
{
    m_entries.push_back(std::move(entry));
}

QList<QKeySequence> KeyBindings::presetKeys(const BindableCommand& entry) const
{
    const char* keys = m_preset == KeyPreset::Perfetto ? find(perfettoKeys, entry.id)
        : m_preset == KeyPreset::LogicAnalyzer         ? find(logicAnalyzerKeys, entry.id)
                                                       : nullptr;
    return keys == nullptr
        ? entry.defaults
        : QKeySequence::listFromString(QString::fromLatin1(keys), QKeySequence::PortableText);
}

QList<QKeySequence> KeyBindings::keys(const QString& id) const
{
    const auto own = m_own.find(id);
    if (own != m_own.end())
        return own->second;
    for (const auto& entry : m_entries)
        if (entry.id == id)
            return presetKeys(entry);
    return {};
}

const BindableCommand* KeyBindings::owner(const QKeySequence& key) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [&](const BindableCommand& entry) { return keys(entry.id).contains(key); });
    return found == m_entries.end() ? nullptr : &*found;
}

void KeyBindings::setPreset(KeyPreset preset)
{
    restore(preset, {});
    emit changed();
}

void KeyBindings::setKeys(const QString& id, const QList<QKeySequence>& wanted)
{
    for (const auto& key : wanted) {
        const auto* other = owner(key);
        if (other == nullptr || other->id == id)
            continue;
        auto left = keys(other->id);
        left.removeAll(key);
        m_own[other->id] = left;
    }
    m_own[id] = wanted;
    for (const auto& entry : m_entries) // what is as in the preset is nobody's own
        if (const auto own = m_own.find(entry.id);
            own != m_own.end() && own->second == presetKeys(entry))
            m_own.erase(own);
    applyAll();
    emit changed();
}

QStringList KeyBindings::own() const
{
    QStringList lines;
    for (const auto& [id, keys] : m_own)
        lines << id + u'=' + written(keys);
    return lines;
}

void KeyBindings::restore(KeyPreset preset, const QStringList& own)
{
    m_preset = preset;
    m_own.clear();
    for (const auto& line : own) {
        const auto equals = line.indexOf(u'=');
        auto keys = QKeySequence::listFromString(line.mid(equals + 1), QKeySequence::PortableText);
        keys.removeAll(QKeySequence());
        if (equals > 0)
            m_own[line.left(equals)] = keys;
    }
    applyAll();
}

void KeyBindings::applyAll()
{
    for (const auto& entry : m_entries)
        if (entry.apply)
            entry.apply(keys(entry.id));
}

} // namespace tickscope
