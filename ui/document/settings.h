// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QObject>
#include <QStringList>
#include <QVariant>

#include <cstdint>
#include <memory>

class QSettings;

namespace tickscope {

/// What the window remembers: settings in the config folder; layout and recent files in the state
/// folder. Both are plain files that may be absent, damaged or read-only: then it starts from the
/// defaults, and a damaged file is put aside once as NAME.bad.
class Settings : public QObject
{
    Q_OBJECT

public:
    enum class Storage {
        Files,
        Memory, ///< --clean: nothing is read, nothing is written
    };
    static constexpr int mostRecent = 10;

    explicit Settings(Storage storage, QObject* parent = nullptr);
    ~Settings() override;

    QString themeName() const;
    void setThemeName(const QString& name);
    double textScale() const;
    void setTextScale(double scale);

    /// "10, 5"; empty for no alarm.
    QString alarm() const;
    void setAlarm(const QString& alarm);
    QList<int> hiddenCharts() const;
    void setHiddenCharts(const QList<int>& hidden);
    bool reducedMotion() const;
    void setReducedMotion(bool isReduced);
    bool tickSound() const;
    void setTickSound(bool isOn);
    /// "elixir" or "erlang"; and whether all clauses are shown, also those that nothing uses.
    QString sourceLanguage() const;
    bool hasAllClauses() const;
    void setSource(const QString& language, bool hasAllClauses);
    /// Whether source and state stay open in a window that has no room beside its lanes for them.
    bool keepsSourceOpen() const;
    void setKeepsSourceOpen(bool isKept);
    /// How much of a lesson is done, a digit a step: "110".
    QString lessonProgress(const QString& lesson) const;
    void setLessonProgress(const QString& lesson, const QString& progress);
    /// Whose habits the keys follow, and what was changed in them: "id=Ctrl+K".
    QString keyPreset() const;
    QStringList ownKeys() const;
    void setKeys(const QString& preset, const QStringList& own);
    /// Which workspace was open last, and how each of the others was left.
    QString workspace() const;
    void setWorkspace(const QString& name);
    QByteArray workspaceLayout(const QString& name) const;
    void setWorkspaceLayout(const QString& name, const QByteArray& layout);
    /// What was open when the program ended, and where its run stood; empty for nothing.
    QString lastFile() const;
    std::int64_t lastMoment() const;
    void setLast(const QString& file, std::int64_t momentNs);

    /// Where work that is not saved is kept for after a crash; empty for nowhere.
    QString recoveryFolder() const;

    QByteArray geometry() const;
    QByteArray layout() const;
    void setWindow(const QByteArray& geometry, const QByteArray& layout);

    /// Absolute paths, the latest first.
    QStringList recentFiles() const;
    void addRecentFile(const QString& path);
    void clearRecentFiles();

signals:
    void recentFilesChanged();

private:
    QVariant value(const QSettings* file, const QString& key) const;
    void setValue(QSettings* file, const QString& key, const QVariant& value);

    std::unique_ptr<QSettings> m_config;
    std::unique_ptr<QSettings> m_state;
    QVariantMap m_memory; ///< what could not be written, or is not to be
};

} // namespace tickscope
