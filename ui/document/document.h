// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/diagnostic.h"
#include "core/scenario/scenario.h"
#include "ui/document/file_watch.h"
#include "ui/document/recovery.h"

#include <QByteArray>
#include <QObject>
#include <QString>
#include <QUndoStack>

#include <optional>
#include <vector>

namespace tickscope {

class RunController;

/// The scenario that is open: where it came from, its text, and the changes made to it.
///
/// What a person does to the run is a change of the document too: a saved document holds it as
/// [[action]] tables, and undoing it makes the run anew without it. So is what is typed into the
/// text: form and text are two views of one document, with one history. Markers belong to the
/// document alone: no run knows of them, so a change of theirs leaves it as it is.
class Document : public QObject
{
    Q_OBJECT

public:
    /// What is open.
    enum class State {
        Nothing,
        Scenario, ///< a scenario that runs
        Broken, ///< a text with errors; nothing runs
    };

    explicit Document(RunController& controller, QObject* parent = nullptr);
    ~Document() override;

    void openFile(const QString& path);
    void openBuiltin(const QString& name);
    /// A name of a built-in scenario, or a path. A file of that name comes first.
    void openNamed(const QString& name);
    void openNew();
    /// The scenario of a lesson: what is done to it is never to be saved.
    void openLesson(const QString& text, const QString& name);
    /// The run of the lesson begins anew: what was done before cannot be undone.
    void restartLesson() { m_history.clear(); }
    /// A text with unsaved changes, and where it came from.
    void openText(const QString& text, const QString& path, const QString& name);
    /// What was set aside or left behind: its run stands where it stood.
    void openUnsaved(const UnsavedWork& work);
    void close();
    /// Another text, as somebody typed it: one step of undo. Lines that are the same stay so to the
    /// byte. While a text has errors, the last one without stays in force: see isHeldUp().
    void setText(const QString& text);
    /// A text with errors was typed over a scenario that runs: until they are solved or undone the
    /// run shows the scenario before, and nothing else can change it.
    bool isHeldUp() const { return m_draft.has_value(); }
    /// Reads the file again. What was changed here is lost.
    void reload();

    /// @return whether it is saved; failed() says why not
    bool saveTo(const QString& path);
    /// Nothing is written over what somebody else wrote meanwhile: then changedOnDisk() says so.
    bool save();
    /// Looks whether somebody else changed the file.
    FileWatch::State checkDisk() { return m_watch.check(); }
    /// What is on the disk now may be written over.
    void keepMine();
    /// What the file held when it was looked at last.
    QString textOnDisk() const { return QString::fromUtf8(m_watch.onDisk()); }

    /// Does something to the run, and remembers it. Before the run has begun an edit is one of the
    /// server's table, not an action at 0 s.
    void act(Action action);
    /// Changes the scenario; the run is made anew up to the present moment.
    void changeScenario(const QString& name, Scenario scenario);
    /// The same where the run may show a preview of it already.
    /// @param before  the scenario that undo goes back to
    void changeFrom(const QString& name, Scenario before, Scenario scenario);

    /// Names a moment. @return where it stands in markers()
    std::size_t addMarker(VirtualTime at);
    // @pre index < markers().size()
    void moveMarker(std::size_t index, VirtualTime to);
    /// A blank name changes nothing.
    void renameMarker(std::size_t index, const QString& name);
    void removeMarker(std::size_t index);

    State state() const { return m_state; }
    /// Path of the file; empty for a built-in scenario and for a new one.
    const QString& path() const { return m_path; }
    /// "buildup.toml", "New scenario".
    QString name() const;
    /// The scenario's title, or its name.
    QString title() const;
    /// The text as it was read; changes of the scenario are not in it.
    QString text() const { return QString::fromUtf8(m_bytes); }
    /// What would be saved now: the text as it was read or typed last, with what was changed since
    /// patched in.
    QString textNow() const { return QString::fromUtf8(toBytes()); }
    /// All that is not saved. @pre isModified()
    UnsavedWork unsaved() const;
    /// By time.
    const std::vector<Marker>& markers() const { return m_markers; }
    /// What there is to say of textNow(). Of a long text that was changed since it was read, what
    /// there was to say then.
    const std::vector<Diagnostic>& diagnostics() const;
    bool isModified() const;
    QUndoStack& history() { return m_history; }

signals:
    /// Another scenario, or another state of it: see state().
    void opened();
    void modifiedChanged();
    /// The scenario is another one, or what was done to its run is: any change but of markers.
    void scenarioChanged();
    void markersChanged();
    /// Somebody typed another text, or undid it: see also scenarioChanged().
    void textChanged();
    /// Something could not be read or written; nothing was lost.
    void failed(const QString& what, const QString& why);
    void saved(const QString& path);
    /// Somebody else wrote another content into the file; told once for each.
    void changedOnDisk();
    /// The file holds again what it held, or something else is open.
    void sameOnDisk();

private:
    /// Texts that are known to say a scenario: undoing back to it brings them back to the letter.
    struct KnownText
    {
        Scenario scenario; ///< in order of time
        QByteArray bytes;
    };
    /// All that another text changes.
    struct TextState
    {
        QByteArray bytes;
        std::optional<QByteArray> draft;
        std::vector<KnownText> known;
        std::optional<Scenario> scenario;
        std::vector<Marker> markers;
        std::vector<Diagnostic> diagnostics;
    };
    TextState textState() const;
    void goToText(const TextState& state);
    bool refuseHeldUp();
    void openBytes(
        const QByteArray& bytes, const QString& path, const QString& name, bool isLesson = false);
    void readText();
    bool write(const QString& path);
    bool changeTable(const Action& action);
    Scenario scenarioNow() const;
    void setMarkers(std::vector<Marker> markers);
    void changeMarkers(const QString& name, std::vector<Marker> markers);
    void push(const QString& name, Scenario before, Scenario after);
    QByteArray toBytes() const;

    RunController& m_controller;
    QUndoStack m_history;
    State m_state = State::Nothing;
    QString m_path;
    QString m_name;
    QByteArray m_bytes;
    std::optional<QByteArray> m_draft; ///< a text with errors over a scenario that runs
    std::vector<KnownText> m_known;
    FileWatch m_watch;
    bool m_isLesson = false; ///< of a lesson: never saved
    bool m_isTextEdited = false; ///< the text differs from the file
    mutable std::vector<Diagnostic> m_diagnostics;
    mutable bool m_isDiagnosed = true; ///< m_diagnostics are those of textNow()
    std::vector<Marker> m_markers;
};

} // namespace tickscope
