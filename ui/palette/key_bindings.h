// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

class QAction;

namespace tickscope {

/// Whose habits the keys follow.
enum class KeyPreset : std::uint8_t { Tickscope, Perfetto, LogicAnalyzer };
inline constexpr KeyPreset keyPresets[]
    = { KeyPreset::Tickscope, KeyPreset::Perfetto, KeyPreset::LogicAnalyzer };

/// As settings name it, and as a person reads it.
QString keyPresetId(KeyPreset preset);
QString keyPresetName(KeyPreset preset);
std::optional<KeyPreset> keyPresetOf(const QString& id);

/// Something that keys can do.
struct BindableCommand
{
    QString id; ///< under which keys of one's own are kept
    QString words;
    QList<QKeySequence> defaults;
    std::function<void(const QList<QKeySequence>&)> apply;
};

/// Which keys do what: a preset, and what somebody changed in it. No key does two things.
class KeyBindings : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// An action keeps its keys up to date. Its id is its object name, or made of its words.
    void add(QAction* action);
    void add(BindableCommand entry);
    const std::vector<BindableCommand>& entries() const { return m_entries; }
    QList<QKeySequence> keys(const QString& id) const;
    /// The entry that has the key; null for none.
    const BindableCommand* owner(const QKeySequence& key) const;

    KeyPreset preset() const { return m_preset; }
    /// Drops what was changed in the preset before.
    void setPreset(KeyPreset preset);
    /// Takes the keys from whoever has them.
    void setKeys(const QString& id, const QList<QKeySequence>& keys);

    /// What differs from the preset, "id=Ctrl+K, X"; as settings keep it.
    QStringList own() const;
    void restore(KeyPreset preset, const QStringList& own);

signals:
    void changed();

private:
    QList<QKeySequence> presetKeys(const BindableCommand& entry) const;
    void applyAll();

    std::vector<BindableCommand> m_entries;
    KeyPreset m_preset = KeyPreset::Tickscope;
    std::map<QString, QList<QKeySequence>> m_own;
};

} // namespace tickscope
