// SPDX-License-Identifier: GPL-3.0-only
// What would be lost otherwise: scenarios that were set aside, work that a killed program left
// behind, and what somebody else wrote into the file that is open.
#include "core/scenario/builtin.h"
#include "ui/widgets/difference_box.h"
#include "ui/window/main_window.h"

#include <QEvent>
#include <QFile>
#include <QFileInfo>
#include <QMenu>

#include <algorithm>

namespace tickscope {

namespace {

QString namesOf(const std::vector<UnsavedWork>& work)
{
    QStringList names;
    for (const auto& one : work)
        names << one.title;
    return names.join(QStringLiteral(", "));
}

/// What the person had before these changes.
QString textBefore(const UnsavedWork& work)
{
    QFile file(work.path);
    if (!work.path.isEmpty() && file.open(QIODevice::ReadOnly))
        return QString::fromUtf8(file.readAll());
    const auto* builtin = findBuiltin(QFileInfo(work.name).completeBaseName().toStdString());
    return builtin ? QString::fromUtf8(builtin->text.data(), qsizetype(builtin->text.size()))
                   : QString();
}

} // namespace

void MainWindow::connectKept()
{
    m_recovery = new Recovery(
        m_settings.recoveryFolder(), [this] { return unsavedWork(); }, this);
    const auto note = [this] { m_recovery->noteChange(); };
    connect(m_document, &Document::opened, this, note);
    connect(m_document, &Document::modifiedChanged, this, note);
    connect(m_document, &Document::scenarioChanged, this, note);
    connect(m_document, &Document::markersChanged, this, note);
    connect(m_recovery, &Recovery::failed, this, [this](const QString& why) {
        m_message->showMessage({ MessageBar::Tone::Warning,
            tr("Unsaved work cannot be kept for after a crash"), why, {}, {} });
    });
    connect(m_document, &Document::changedOnDisk, this, &MainWindow::tellChangedOnDisk);
    connect(m_document, &Document::sameOnDisk, m_fileBar, &MessageBar::dismiss);
    connect(m_document, &Document::opened, this, &MainWindow::rememberFile);
    connect(m_document, &Document::saved, this, &MainWindow::rememberFile);
}

/// The open scenario, if it has unsaved changes.
void MainWindow::setAside()
{
    if (m_document->isModified())
        m_setAside.push_back(m_document->unsaved());
    if (!m_setAside.empty())
        m_setAside.back().isOpen = false;
}

void MainWindow::tellSetAside()
{
    const auto place = m_setAside.size() - 1;
    const auto meaning = m_setAside.size() == 1
        ? tr("They are not saved.")
        : tr("They are not saved. File > Set aside has %1 of them.").arg(m_setAside.size());
    m_message->showMessage({ MessageBar::Tone::Info,
        tr("%1 was set aside with its changes").arg(m_setAside.back().title), meaning,
        tr("Bring back"), [this, place] { bringBack(place); } });
}

void MainWindow::bringBack(std::size_t place)
{
    if (place >= m_setAside.size())
        return;
    const auto aside = m_setAside[place];
    m_setAside.erase(m_setAside.begin() + std::ptrdiff_t(place));
    openSafely([&] { m_document->openUnsaved(aside); });
}

void MainWindow::fillSetAside()
{
    m_setAsideMenu->clear();
    for (std::size_t place = 0; place < m_setAside.size(); ++place) {
        auto title = m_setAside[place].title;
        connect(m_setAsideMenu->addAction(title.replace(u'&', QStringLiteral("&&"))),
            &QAction::triggered, this, [this, place] { bringBack(place); });
    }
    if (m_setAside.empty())
        m_setAsideMenu->addAction(tr("Nothing was set aside"))->setEnabled(false);
}

QString MainWindow::setAsideNames() const
{
    return namesOf(m_setAside);
}

std::vector<UnsavedWork> MainWindow::unsavedWork() const
{
    auto work = m_setAside;
    if (m_document->isModified())
        work.push_back(m_document->unsaved());
    return work;
}

void MainWindow::offerRecovery()
{
    m_leftBehind = std::make_unique<LeftBehind>(m_settings.recoveryFolder());
    if (m_leftBehind->work().empty())
        return m_leftBehind.reset();
    const auto discard = [this] {
        m_leftBehind->remove();
        m_leftBehind.reset();
    };
    m_recoveryBar->showMessage({ MessageBar::Tone::Warning, tr("Unsaved work was left behind"),
        tr("Changes to %1 were not saved when Tickscope ended.").arg(namesOf(m_leftBehind->work())),
        tr("Recover"), [this] { recover(); },
        { { tr("Show differences"), [this] { showRecovered(); }, false },
            { tr("Discard"), discard, true } } });
}

/// What was open is open again, the rest is set aside.
void MainWindow::recover()
{
    if (!m_leftBehind)
        return;
    auto work = m_leftBehind->work();
    const auto open
        = std::find_if(work.begin(), work.end(), [](const UnsavedWork& one) { return one.isOpen; });
    const auto shown = open == work.end() ? work.end() - 1 : open;
    setAside();
    for (auto one = work.begin(); one != work.end(); ++one)
        if (one != shown)
            m_setAside.push_back(*one);
    m_message->dismiss();
    m_document->openUnsaved(*shown);
    // It is in our own file before the old one goes.
    m_recovery->flush();
    m_leftBehind->remove();
    m_leftBehind.reset();
}

void MainWindow::showRecovered()
{
    if (!m_leftBehind)
        return;
    for (const auto& work : m_leftBehind->work())
        (new DifferenceBox(tr("Unsaved changes to %1").arg(work.title),
             { tr("the saved text"), textBefore(work), tr("the unsaved one"),
                 QString::fromUtf8(work.text) },
             m_themes, this))
            ->show();
}

void MainWindow::tellChangedOnDisk()
{
    const auto name = m_document->name();
    const auto compare = [this, name] {
        (new DifferenceBox(tr("%1 on disk and here").arg(name),
             { tr("the file on disk"), m_document->textOnDisk(), tr("the window"),
                 m_document->textNow() },
             m_themes, this))
            ->show();
    };
    m_fileBar->showMessage({ MessageBar::Tone::Warning, tr("%1 changed on disk").arg(name),
        m_document->isModified()
            ? tr("Somebody else wrote it, and there are unsaved changes here. Nothing was "
                 "overwritten.")
            : tr("Somebody else wrote it while it was open here."),
        tr("Reload"), [this] { reload(); },
        { { tr("Keep mine"), [this] { m_document->keepMine(); }, true },
            { tr("Compare"), compare, false } } });
}

void MainWindow::reload()
{
    openSafely([this] { m_document->reload(); });
}

/// The file comes back at the next start, however this one ends.
void MainWindow::rememberFile()
{
    const auto base = QFileInfo(m_document->name()).completeBaseName();
    const bool isBuiltin = m_document->path().isEmpty() && findBuiltin(base.toStdString());
    if (m_document->state() == Document::State::Scenario
        && (isBuiltin || !m_document->path().isEmpty()))
        m_settings.setLast(isBuiltin ? base : m_document->path(), toNs(m_controller->now()));
}

void MainWindow::keepForNextStart()
{
    for (const auto& window : m_opened)
        if (window)
            window->keepForNextStart();
    m_recovery->keep();
    saveWindow();
    m_controller->pause();
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    // Some file systems tell nobody of changes: look when somebody comes back.
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        m_document->checkDisk();
}

} // namespace tickscope
