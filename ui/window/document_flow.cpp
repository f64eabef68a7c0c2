// SPDX-License-Identifier: GPL-3.0-only
#include "ui/window/document_flow.h"

#include "core/lesson/lesson_reader.h"
#include "core/scenario/builtin.h"
#include "ui/controller/run_controller.h"
#include "ui/document/document.h"
#include "ui/document/settings.h"
#include "ui/recording/recorded_file.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/difference_box.h"
#include "ui/widgets/message_bar.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>
#include <cassert>

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

DocumentFlow::DocumentFlow(const WindowContext& context, const Bars& bars, QObject* parent)
    : QObject(parent)
    , m_context(context)
    , m_bars(bars)
    , m_recovery(new Recovery(
          context.settings.recoveryFolder(), [this] { return unsavedWork(); }, this))
{
    connectDocument();
}

void DocumentFlow::connectDocument()
{
    const auto note = [this] { m_recovery->noteChange(); };
    connect(&m_context.document, &Document::opened, this, note);
    connect(&m_context.document, &Document::modifiedChanged, this, note);
    connect(&m_context.document, &Document::scenarioChanged, this, note);
    connect(&m_context.document, &Document::markersChanged, this, note);
    connect(m_recovery, &Recovery::failed, this, [this](const QString& why) {
        m_context.message.showMessage({ MessageBar::Tone::Warning,
            tr("Unsaved work cannot be kept for after a crash"), why, {}, {} });
    });
    connect(&m_context.document, &Document::changedOnDisk, this, &DocumentFlow::tellChangedOnDisk);
    connect(&m_context.document, &Document::sameOnDisk, &m_bars.file, &MessageBar::dismiss);
    connect(&m_context.document, &Document::opened, this, &DocumentFlow::rememberFile);
    connect(&m_context.document, &Document::saved, this, &DocumentFlow::rememberFile);
}

void DocumentFlow::openNew()
{
    openSafely([this] { m_context.document.openNew(); });
}

void DocumentFlow::openNamed(const QString& name)
{
    if (openRecorded(name))
        return;
    if (isLessonPath(name.toStdString()))
        return emit lessonRequested(name);
    openSafely([this, name] { m_context.document.openNamed(name); });
}

void DocumentFlow::openBuiltin(const QString& name)
{
    openSafely([this, name] { m_context.document.openBuiltin(name); });
}

void DocumentFlow::openFile(const QString& path)
{
    if (openRecorded(path))
        return;
    if (isLessonPath(path.toStdString()))
        return emit lessonRequested(path);
    openSafely([this, path] { m_context.document.openFile(path); });
}

bool DocumentFlow::openRecorded(const QString& path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly) || !isRecorded(file.peek(64)))
        return false;
    const auto name = QFileInfo(path).fileName();
    auto events = readRecorded(file.readAll(), name);
    if (events) {
        m_context.message.dismiss();
        emit recordingOpened(
            std::make_shared<const RecordedEvents>(std::move(events).value()), name);
        return true;
    }
    const auto& error = events.error();
    const auto line = error.place.line > 0 ? tr("%1, line %2: ").arg(name).arg(error.place.line)
                                           : name + QStringLiteral(": ");
    m_context.message.showMessage({ MessageBar::Tone::Error, tr("The recording was not opened"),
        line + QString::fromStdString(error.message) + u'.', {}, {} });
    return true;
}

void DocumentFlow::openDropped(const QList<QUrl>& urls)
{
    if (!urls.first().isLocalFile())
        return m_context.message.showMessage({ MessageBar::Tone::Error,
            tr("The file was not opened"), tr("It does not lie on this machine."), {}, {} });
    openFile(urls.first().toLocalFile());
    if (urls.size() > 1)
        m_context.message.showMessage(
            { MessageBar::Tone::Info, tr("%1 files were dropped").arg(urls.size()),
                tr("One scenario is open at a time: the first of them."), {}, {} });
}

bool DocumentFlow::openLast()
{
    const auto name = m_context.settings.lastFile();
    const bool isThere = !name.isEmpty()
        && (findBuiltin(name.toStdString()) != nullptr || QFileInfo(name).isFile());
    if (!isThere)
        return false;
    const auto at = fromNs(m_context.settings.lastMoment());
    openNamed(name);
    if (m_context.controller.hasRun())
        m_context.controller.goTo(std::min(at, m_context.controller.end()));
    return true;
}

void DocumentFlow::askOpen()
{
    auto* dialog = new QFileDialog(&m_context.window, tr("Open a scenario"),
        QFileInfo(m_context.document.path()).absolutePath(),
        tr("Scenarios (*.toml);;Events and recordings (*.jsonl *.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &DocumentFlow::openFile);
    dialog->open();
}

void DocumentFlow::reload()
{
    openSafely([this] { m_context.document.reload(); });
}

void DocumentFlow::close()
{
    openSafely([this] { m_context.document.close(); });
}

void DocumentFlow::openSafely(const std::function<void()>& open)
{
    const auto before = m_setAside.size();
    setAside();
    m_context.message.dismiss();
    bool isOpened = false;
    const auto hears
        = connect(&m_context.document, &Document::opened, this, [&isOpened] { isOpened = true; });
    open();
    disconnect(hears);
    if (!isOpened)
        m_setAside.resize(before); // it is still the one that is open
    if (m_setAside.size() > before && !m_context.message.isVisibleTo(&m_context.window))
        tellSetAside();
}

bool DocumentFlow::saveOrAsk()
{
    if (!m_context.document.path().isEmpty())
        return m_context.document.save();
    saveAs();
    return false;
}

void DocumentFlow::saveAs()
{
    auto* dialog = new QFileDialog(
        &m_context.window, tr("Save the scenario as"), {}, tr("Scenarios (*.toml);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("toml"));
    dialog->selectFile(m_context.document.name());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        if (m_context.document.saveTo(path) && m_isClosing)
            endSaved();
    });
    connect(dialog, &QFileDialog::rejected, this, [this] { m_isClosing = false; });
    dialog->open();
}

bool DocumentFlow::mayClose() const
{
    return m_isClosing || (!m_context.document.isModified() && m_setAside.empty());
}

void DocumentFlow::askBeforeClosing()
{
    assert(!mayClose());
    if (m_context.document.isModified())
        askToSave();
    else
        askToKeepAside();
}

QMessageBox* DocumentFlow::newQuestion(const QString& text, const QString& meaning)
{
    auto* question = new QMessageBox(
        QMessageBox::NoIcon, tr("Tickscope"), text, QMessageBox::NoButton, &m_context.window);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setInformativeText(meaning);
    return question;
}

void DocumentFlow::askToSave()
{
    auto* question = newQuestion(tr("Save the changes to %1?").arg(m_context.document.title()),
        m_setAside.empty()
            ? tr("What was done to the run is lost otherwise.")
            : tr("What was done to the run is lost otherwise, and so is what was set aside: %1. "
                 "Save keeps that for the next start.")
                  .arg(namesOf(m_setAside)));
    question->setStandardButtons(QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel);
    connect(question, &QMessageBox::finished, this, [this](int answer) {
        if (answer == QMessageBox::Cancel || answer == QMessageBox::NoButton)
            return;
        if (answer == QMessageBox::Discard)
            return closeAndForget();
        m_isClosing = true;
        if (saveOrAsk())
            endSaved();
        else if (!m_context.document.path().isEmpty())
            m_isClosing = false; // it could not be saved: a bar says why
    });
    question->open();
}

void DocumentFlow::askToKeepAside()
{
    auto* question = newQuestion(tr("Keep what was set aside?"),
        tr("Changes to %1 are not saved.").arg(namesOf(m_setAside)));
    question->setStandardButtons(QMessageBox::Discard | QMessageBox::Cancel);
    auto* keep = question->addButton(tr("&Keep for the next start"), QMessageBox::AcceptRole);
    question->setDefaultButton(keep);
    connect(question, &QMessageBox::finished, this, [this, question, keep](int answer) {
        if (question->clickedButton() == keep)
            endSaved();
        else if (answer == QMessageBox::Discard)
            closeAndForget();
    });
    question->open();
}

void DocumentFlow::closeAnyway()
{
    m_isClosing = true;
    m_context.window.close();
}

void DocumentFlow::closeAndForget()
{
    m_setAside.clear();
    m_recovery->clear();
    closeAnyway();
}

/// The document is saved: what was set aside waits for the next start.
void DocumentFlow::endSaved()
{
    if (!m_setAside.empty())
        m_recovery->keep();
    closeAnyway();
}

/// The open scenario, if it has unsaved changes.
void DocumentFlow::setAside()
{
    if (m_context.document.isModified())
        m_setAside.push_back(m_context.document.unsaved());
    if (!m_setAside.empty())
        m_setAside.back().isOpen = false;
}

void DocumentFlow::tellSetAside()
{
    const auto place = m_setAside.size() - 1;
    const auto meaning = m_setAside.size() == 1
        ? tr("They are not saved.")
        : tr("They are not saved. File > Set aside has %1 of them.").arg(m_setAside.size());
    m_context.message.showMessage({ MessageBar::Tone::Info,
        tr("%1 was set aside with its changes").arg(m_setAside.back().title), meaning,
        tr("Bring back"), [this, place] { bringBack(place); } });
}

void DocumentFlow::bringBack(std::size_t place)
{
    if (place >= m_setAside.size())
        return;
    const auto aside = m_setAside[place];
    m_setAside.erase(m_setAside.begin() + std::ptrdiff_t(place));
    openSafely([&] { m_context.document.openUnsaved(aside); });
}

std::vector<UnsavedWork> DocumentFlow::unsavedWork() const
{
    auto work = m_setAside;
    if (m_context.document.isModified())
        work.push_back(m_context.document.unsaved());
    return work;
}

void DocumentFlow::offerRecovery()
{
    m_leftBehind = std::make_unique<LeftBehind>(m_context.settings.recoveryFolder());
    if (m_leftBehind->work().empty())
        return m_leftBehind.reset();
    const auto discard = [this] {
        m_leftBehind->remove();
        m_leftBehind.reset();
    };
    m_bars.recovery.showMessage({ MessageBar::Tone::Warning, tr("Unsaved work was left behind"),
        tr("Changes to %1 were not saved when Tickscope ended.").arg(namesOf(m_leftBehind->work())),
        tr("Recover"), [this] { recover(); },
        { { tr("Show differences"), [this] { showRecovered(); }, false },
            { tr("Discard"), discard, true } } });
}

/// What was open is open again, the rest is set aside.
void DocumentFlow::recover()
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
    m_context.message.dismiss();
    m_context.document.openUnsaved(*shown);
    // It is in our own file before the old one goes.
    m_recovery->flush();
    m_leftBehind->remove();
    m_leftBehind.reset();
}

void DocumentFlow::showRecovered()
{
    if (!m_leftBehind)
        return;
    for (const auto& work : m_leftBehind->work())
        (new DifferenceBox(tr("Unsaved changes to %1").arg(work.title),
             { tr("the saved text"), textBefore(work), tr("the unsaved one"),
                 QString::fromUtf8(work.text) },
             m_context.themes, &m_context.window))
            ->show();
}

void DocumentFlow::tellChangedOnDisk()
{
    const auto name = m_context.document.name();
    const auto compare = [this, name] {
        (new DifferenceBox(tr("%1 on disk and here").arg(name),
             { tr("the file on disk"), m_context.document.textOnDisk(), tr("the window"),
                 m_context.document.textNow() },
             m_context.themes, &m_context.window))
            ->show();
    };
    m_bars.file.showMessage({ MessageBar::Tone::Warning, tr("%1 changed on disk").arg(name),
        m_context.document.isModified()
            ? tr("Somebody else wrote it, and there are unsaved changes here. Nothing was "
                 "overwritten.")
            : tr("Somebody else wrote it while it was open here."),
        tr("Reload"), [this] { reload(); },
        { { tr("Keep mine"), [this] { m_context.document.keepMine(); }, true },
            { tr("Compare"), compare, false } } });
}

void DocumentFlow::rememberFile()
{
    const auto base = QFileInfo(m_context.document.name()).completeBaseName();
    const bool isBuiltin = m_context.document.path().isEmpty() && findBuiltin(base.toStdString());
    if (m_context.document.state() == Document::State::Scenario
        && (isBuiltin || !m_context.document.path().isEmpty()))
        m_context.settings.setLast(
            isBuiltin ? base : m_context.document.path(), toNs(m_context.controller.now()));
}

void DocumentFlow::keepForNextStart()
{
    m_recovery->keep();
    rememberFile();
}

} // namespace tickscope
