// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/document/recovery.h"
#include "ui/window/window_context.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QUrl>

#include <functional>
#include <memory>
#include <vector>

class QMessageBox;

namespace tickscope {

struct RecordedEvents;

/// How scenarios come into the window and leave it: opening, saving, closing, and what would be
/// lost otherwise: changes that were set aside, work that a killed program left behind, and what
/// somebody else wrote into the file that is open.
class DocumentFlow : public QObject
{
    Q_OBJECT

public:
    struct Bars
    {
        MessageBar& file; ///< about the file on the disk
        MessageBar& recovery;
    };

    DocumentFlow(const WindowContext& context, const Bars& bars, QObject* parent = nullptr);

    /// Whatever opens sets a scenario with unsaved changes aside first.
    void openNew();
    /// A built-in scenario or a file.
    void openNamed(const QString& name);
    void openBuiltin(const QString& name);
    void openFile(const QString& path);
    /// Sets work that is not saved aside, for something else that is no scenario to open.
    void makeRoom()
    {
        openSafely([] {});
    }
    /// The first of them; what is wrong with that is told.
    void openDropped(const QList<QUrl>& urls);
    /// Opens what was open when the program ended, where its run stood.
    /// @return whether it is still there
    bool openLast();
    void askOpen();
    void reload();
    void close();

    /// Asks for a place when it has none.
    /// @return whether it is saved by now
    bool saveOrAsk();
    void saveAs();

    /// Whether the window can close without a question.
    bool mayClose() const;
    /// Closes the window when the answer allows it.
    /// @pre !mayClose()
    void askBeforeClosing();

    /// Offers what a program that was killed left behind, if anything.
    void offerRecovery();
    /// What is not saved is there at the next start.
    void keepForNextStart();
    /// The file comes back at the next start, however this one ends.
    void rememberFile();

    /// Scenarios with unsaved changes that others took the place of, the latest last.
    const std::vector<UnsavedWork>& asideWork() const { return m_setAside; }
    void bringBack(std::size_t place);

signals:
    /// A file of events was opened, which is no scenario: the one that is open stays.
    void recordingOpened(
        std::shared_ptr<const tickscope::RecordedEvents> events, const QString& name);
    /// A folder with a lesson, or a lesson.md, was opened like a file.
    void lessonRequested(const QString& path);

private:
    /// @return whether it is a file of what happened
    bool openRecorded(const QString& path);
    void connectDocument();
    void openSafely(const std::function<void()>& open);
    void setAside();
    void tellSetAside();
    std::vector<UnsavedWork> unsavedWork() const;
    QMessageBox* newQuestion(const QString& text, const QString& meaning);
    void askToSave();
    void askToKeepAside();
    void closeAnyway();
    void closeAndForget();
    void endSaved();
    void recover();
    void showRecovered();
    void tellChangedOnDisk();

    WindowContext m_context;
    Bars m_bars;
    Recovery* m_recovery = nullptr;
    std::vector<UnsavedWork> m_setAside;
    std::unique_ptr<LeftBehind> m_leftBehind; ///< while it is offered
    bool m_isClosing = false;
};

} // namespace tickscope
