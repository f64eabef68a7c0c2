// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/settings.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <cmath>

namespace tickscope {

namespace {

const auto themeKey = QStringLiteral("look/theme");
const auto scaleKey = QStringLiteral("look/textScale");
const auto motionKey = QStringLiteral("look/reducedMotion");
const auto soundKey = QStringLiteral("sound/ticks");
const auto languageKey = QStringLiteral("source/language");
const auto clausesKey = QStringLiteral("source/allClauses");
const auto sourceOpenKey = QStringLiteral("window/keepsSourceOpen");
const auto alarmKey = QStringLiteral("charts/alarm");
const auto hiddenKey = QStringLiteral("charts/hidden");
const auto keyPresetKey = QStringLiteral("keys/preset");
const auto ownKeysKey = QStringLiteral("keys/own");
const auto lastFileKey = QStringLiteral("last/file");
const auto lastMomentKey = QStringLiteral("last/momentNs");
const auto workspaceKeyName = QStringLiteral("window/workspace");
const auto geometryKey = QStringLiteral("window/geometry");
const auto layoutKey = QStringLiteral("window/layout");
const auto recentKey = QStringLiteral("recent/files");

/// Qt 6.4 has no name for the folder of what a program remembers between two starts.
QString stateFolder()
{
    const auto set = qEnvironmentVariable("XDG_STATE_HOME");
    const auto base
        = QDir::isAbsolutePath(set) ? set : QDir::homePath() + QStringLiteral("/.local/state");
    return base + QStringLiteral("/tickscope");
}

QString configFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
        + QStringLiteral("/tickscope");
}

std::unique_ptr<QSettings> openSettings(const QString& path)
{
    auto settings = std::make_unique<QSettings>(path, QSettings::IniFormat);
    settings->setFallbacksEnabled(false);
    if (settings->status() != QSettings::FormatError)
        return settings;
    settings.reset();
    const auto aside = path + QStringLiteral(".bad");
    QFile::remove(aside);
    QFile::rename(path, aside);
    return std::make_unique<QSettings>(path, QSettings::IniFormat);
}

} // namespace

Settings::Settings(Storage storage, QObject* parent)
    : QObject(parent)
{
    if (storage == Storage::Memory)
        return;
    m_config = openSettings(configFolder() + QStringLiteral("/settings.ini"));
    m_state = openSettings(stateFolder() + QStringLiteral("/window.ini"));
}

Settings::~Settings() = default;

QVariant Settings::value(const QSettings* file, const QString& key) const
{
    if (m_memory.contains(key))
        return m_memory.value(key);
    return file ? file->value(key) : QVariant();
}

void Settings::setValue(QSettings* file, const QString& key, const QVariant& value)
{
    m_memory.insert(key, value);
    if (file && file->isWritable())
        file->setValue(key, value);
}

QString Settings::themeName() const
{
    return value(m_config.get(), themeKey).toString();
}

void Settings::setThemeName(const QString& name)
{
    setValue(m_config.get(), themeKey, name);
}

double Settings::textScale() const
{
    const double scale = value(m_config.get(), scaleKey).toDouble();
    return std::isfinite(scale) && scale >= 0.5 && scale <= 3 ? scale : 1;
}

void Settings::setTextScale(double scale)
{
    setValue(m_config.get(), scaleKey, scale);
}

QString Settings::alarm() const
{
    return value(m_config.get(), alarmKey).toString();
}

void Settings::setAlarm(const QString& alarm)
{
    setValue(m_config.get(), alarmKey, alarm);
}

QList<int> Settings::hiddenCharts() const
{
    QList<int> hidden;
    for (const auto& number : value(m_config.get(), hiddenKey).toStringList())
        hidden << number.toInt();
    return hidden;
}

void Settings::setHiddenCharts(const QList<int>& hidden)
{
    QStringList numbers;
    for (const int number : hidden)
        numbers << QString::number(number);
    setValue(m_config.get(), hiddenKey, numbers);
}

bool Settings::reducedMotion() const
{
    return value(m_config.get(), motionKey).toBool();
}

void Settings::setReducedMotion(bool isReduced)
{
    setValue(m_config.get(), motionKey, isReduced);
}

bool Settings::tickSound() const
{
    return value(m_config.get(), soundKey).toBool();
}

void Settings::setTickSound(bool isOn)
{
    setValue(m_config.get(), soundKey, isOn);
}

QString Settings::sourceLanguage() const
{
    return value(m_config.get(), languageKey).toString();
}

bool Settings::hasAllClauses() const
{
    return value(m_config.get(), clausesKey).toBool();
}

void Settings::setSource(const QString& language, bool hasAllClauses)
{
    setValue(m_config.get(), languageKey, language);
    setValue(m_config.get(), clausesKey, hasAllClauses);
}

bool Settings::keepsSourceOpen() const
{
    return value(m_state.get(), sourceOpenKey).toBool();
}

void Settings::setKeepsSourceOpen(bool isKept)
{
    setValue(m_state.get(), sourceOpenKey, isKept);
}

QString Settings::lessonProgress(const QString& lesson) const
{
    return value(m_state.get(), QStringLiteral("lessons/") + lesson).toString();
}

void Settings::setLessonProgress(const QString& lesson, const QString& progress)
{
    setValue(m_state.get(), QStringLiteral("lessons/") + lesson, progress);
}

QString Settings::keyPreset() const
{
    return value(m_config.get(), keyPresetKey).toString();
}

QStringList Settings::ownKeys() const
{
    return value(m_config.get(), ownKeysKey).toStringList();
}

void Settings::setKeys(const QString& preset, const QStringList& own)
{
    setValue(m_config.get(), keyPresetKey, preset);
    setValue(m_config.get(), ownKeysKey, own);
}

QString Settings::workspace() const
{
    return value(m_state.get(), workspaceKeyName).toString();
}

void Settings::setWorkspace(const QString& name)
{
    setValue(m_state.get(), workspaceKeyName, name);
}

QByteArray Settings::workspaceLayout(const QString& name) const
{
    return value(m_state.get(), workspaceKeyName + u'/' + name).toByteArray();
}

void Settings::setWorkspaceLayout(const QString& name, const QByteArray& layout)
{
    setValue(m_state.get(), workspaceKeyName + u'/' + name, layout);
}

QString Settings::lastFile() const
{
    return value(m_state.get(), lastFileKey).toString();
}

std::int64_t Settings::lastMoment() const
{
    return std::max<qlonglong>(0, value(m_state.get(), lastMomentKey).toLongLong());
}

void Settings::setLast(const QString& file, std::int64_t momentNs)
{
    setValue(m_state.get(), lastFileKey, file);
    setValue(m_state.get(), lastMomentKey, qlonglong(momentNs));
    // The program may be killed before it comes to write by itself.
    if (m_state)
        m_state->sync();
}

QString Settings::recoveryFolder() const
{
    return m_state ? stateFolder() + QStringLiteral("/recovery") : QString();
}

QByteArray Settings::geometry() const
{
    return value(m_state.get(), geometryKey).toByteArray();
}

QByteArray Settings::layout() const
{
    return value(m_state.get(), layoutKey).toByteArray();
}

void Settings::setWindow(const QByteArray& geometry, const QByteArray& layout)
{
    setValue(m_state.get(), geometryKey, geometry);
    setValue(m_state.get(), layoutKey, layout);
}

QStringList Settings::recentFiles() const
{
    auto files = value(m_state.get(), recentKey).toStringList();
    files.removeIf([](const QString& path) { return !QDir::isAbsolutePath(path); });
    return files.mid(0, mostRecent);
}

void Settings::addRecentFile(const QString& path)
{
    const QFileInfo file(path);
    const auto canonical
        = file.canonicalFilePath().isEmpty() ? file.absoluteFilePath() : file.canonicalFilePath();
    auto files = recentFiles();
    files.removeAll(canonical);
    files.prepend(canonical);
    setValue(m_state.get(), recentKey, files.mid(0, mostRecent));
    emit recentFilesChanged();
}

void Settings::clearRecentFiles()
{
    setValue(m_state.get(), recentKey, QStringList());
    emit recentFilesChanged();
}

} // namespace tickscope
