// SPDX-License-Identifier: GPL-3.0-only
#include "ui/document/document.h"

#include "core/scenario/builtin.h"
#include "core/scenario/patch.h"
#include "core/scenario/reader.h"
#include "core/scenario/words.h"
#include "ui/controller/run_controller.h"
#include "ui/document/line_splice.h"
#include "ui/document/safe_file.h"
#include "ui/text/trace_text.h"

#include <QFileInfo>
#include <QUndoCommand>

#include <algorithm>
#include <cassert>
#include <functional>
#include <utility>

namespace tickscope {

namespace {

constexpr qint64 longestFile = 1 << 20;
constexpr int mostChanges = 10'000;
constexpr std::size_t mostKnownTexts = 20;
constexpr qsizetype longestDiagnosed = 200'000; ///< bytes that are read again after each change

/// Goes from one state to the other and back; when it is pushed it was gone to already.
template <typename State>
class Change : public QUndoCommand
{
public:
    using Go = std::function<void(const State&)>;
    Change(const QString& name, State before, State after, Go go)
        : QUndoCommand(name)
        , m_before(std::move(before))
        , m_after(std::move(after))
        , m_go(std::move(go))
    {
    }

    void undo() override { m_go(m_before); }
    void redo() override
    {
        if (!std::exchange(m_isDone, false))
            m_go(m_after);
    }

private:
    State m_before;
    State m_after;
    Go m_go;
    bool m_isDone = true;
};

void sortByTime(std::vector<Marker>& markers)
{
    std::stable_sort(markers.begin(), markers.end(),
        [](const Marker& a, const Marker& b) { return a.at < b.at; });
}

/// Without what a scenario file may not have in a name: line breaks, and characters that nobody
/// sees.
QString plainName(const QString& name)
{
    auto plain = name.simplified().toStdU32String();
    std::erase_if(plain, isInvisibleControl);
    return QString::fromStdU32String(plain).simplified();
}

VirtualTime insideRuns(VirtualTime at)
{
    return std::clamp(at, VirtualTime {}, VirtualTime(maxDuration));
}

QString nameOf(const Marker& marker)
{
    return QString::fromStdString(marker.name);
}

} // namespace

Document::Document(RunController& controller, QObject* parent)
    : QObject(parent)
    , m_controller(controller)
{
    m_history.setUndoLimit(mostChanges);
    connect(&m_history, &QUndoStack::cleanChanged, this, &Document::modifiedChanged);
    connect(&m_watch, &FileWatch::changed, this, &Document::changedOnDisk);
    connect(&m_watch, &FileWatch::isAsBefore, this, &Document::sameOnDisk);
}

Document::~Document()
{
    // It tells that it is empty and clean while it goes; nobody is to hear that from half a
    // document.
    m_history.disconnect();
}

void Document::openFile(const QString& path)
{
    QByteArray bytes;
    const auto why = readWhole(path, longestFile, bytes);
    if (!why.isEmpty()) {
        emit failed(tr("The file was not opened"), why);
        return;
    }
    openBytes(bytes, QFileInfo(path).absoluteFilePath(), QFileInfo(path).fileName());
}

void Document::openBytes(
    const QByteArray& bytes, const QString& path, const QString& name, bool isLesson)
{
    m_isLesson = isLesson;
    m_path = path;
    m_name = name;
    m_bytes = bytes;
    m_isTextEdited = false;
    m_watch.watch(path, bytes);
    emit sameOnDisk();
    readText();
}

void Document::openBuiltin(const QString& name)
{
    const auto* builtin = findBuiltin(name.toStdString());
    if (!builtin) {
        emit failed(tr("The scenario was not opened"),
            tr("There is no built-in scenario named \"%1\".").arg(name));
        return;
    }
    openBytes(QByteArray(builtin->text.data(), qsizetype(builtin->text.size())), {},
        name + QStringLiteral(".toml"));
}

void Document::openLesson(const QString& text, const QString& name)
{
    openBytes(text.toUtf8(), {}, name, true);
}

void Document::openNamed(const QString& name)
{
    if (!QFileInfo::exists(name) && findBuiltin(name.toStdString()))
        openBuiltin(name);
    else
        openFile(name);
}

void Document::openNew()
{
    openBytes(QByteArrayLiteral("format = 1\n"
                                "title = \"New scenario\"\n"
                                "duration = \"60s\"\n\n"
                                "[[server]]\n"
                                "name = \"poller\"\n"
                                "kind = \"poller\"\n"
                                "schedule = \"after_work\"\n"
                                "interval = \"5s\"\n"
                                "work = \"1s\"\n"),
        {}, tr("New scenario"));
}

void Document::openText(const QString& text, const QString& path, const QString& name)
{
    UnsavedWork work;
    work.name = name;
    work.path = path;
    work.text = text.toUtf8();
    openUnsaved(work);
}

void Document::openUnsaved(const UnsavedWork& work)
{
    m_path = work.path;
    m_name = work.name;
    m_bytes = work.text;
    m_isTextEdited = true;
    m_watch.watch(work.path, work.onDisk);
    emit sameOnDisk();
    readText();
    if (m_state == State::Scenario && work.at > VirtualTime {})
        m_controller.goTo(work.at);
    m_watch.check();
}

UnsavedWork Document::unsaved() const
{
    return { m_name, title(), m_path, toBytes(), m_watch.known(), m_controller.now(), true };
}

void Document::close()
{
    m_path.clear();
    m_name.clear();
    m_bytes.clear();
    m_known.clear();
    m_draft.reset();
    m_isDiagnosed = true;
    m_watch.watch({}, {});
    emit sameOnDisk();
    m_diagnostics.clear();
    m_isTextEdited = false;
    m_state = State::Nothing;
    m_history.clear();
    setMarkers({});
    m_controller.unload();
    emit opened();
}

void Document::setText(const QString& text)
{
    const auto bytes = spliced(toBytes(), text);
    if (bytes == toBytes())
        return;
    auto before = textState();
    auto after = before;
    auto result = readScenario(
        std::string_view(bytes.constData(), std::size_t(bytes.size())), m_name.toStdString());
    after.diagnostics = std::move(result.diagnostics);
    if (result.scenario) {
        after.bytes = bytes;
        after.draft.reset();
        after.known = { { inTimeOrder(*result.scenario), bytes } };
        after.markers = std::exchange(result.scenario->markers, {});
        after.scenario = std::move(result.scenario);
    } else if (m_controller.hasRun()) {
        after.draft = bytes;
    } else {
        after.bytes = bytes;
    }
    goToText(after);
    m_history.push(new Change<TextState>(tr("edit the text"), std::move(before), std::move(after),
        [this](const TextState& state) { goToText(state); }));
}

Document::TextState Document::textState() const
{
    TextState state { m_bytes, m_draft, m_known, {}, m_markers, diagnostics() };
    if (m_controller.hasRun())
        state.scenario = m_controller.scenario();
    return state;
}

void Document::goToText(const TextState& state)
{
    const bool hadRun = m_controller.hasRun();
    m_bytes = state.bytes;
    m_draft = state.draft;
    m_known = state.known;
    m_diagnostics = state.diagnostics;
    m_isDiagnosed = true;
    setMarkers(state.markers);
    if (state.scenario && !hadRun) {
        m_state = State::Scenario;
        m_controller.load(*state.scenario);
        emit opened();
    } else if (state.scenario) {
        if (m_controller.scenario() != *state.scenario)
            m_controller.change(*state.scenario);
        emit scenarioChanged();
    } else if (hadRun) {
        m_draft = state.bytes; // it was opened with errors: the run that came of it later stays
    }
    emit textChanged();
}

/// @return whether the text has to be put right before anything else can change; that is told
bool Document::refuseHeldUp()
{
    if (!m_draft)
        return false;
    const auto first = std::find_if(m_diagnostics.begin(), m_diagnostics.end(),
        [](const Diagnostic& one) { return one.severity == Severity::Error; });
    const auto line = first == m_diagnostics.end() ? 0 : first->place.line;
    emit failed(tr("Nothing was changed"),
        tr("The text has an error in line %1. Solve it, or undo it, and this can be changed.")
            .arg(line));
    return true;
}

const std::vector<Diagnostic>& Document::diagnostics() const
{
    const bool isShort = m_bytes.size() <= longestDiagnosed;
    if (!std::exchange(m_isDiagnosed, true) && isShort && m_controller.hasRun()) {
        const auto bytes = toBytes();
        m_diagnostics = readScenario(
            std::string_view(bytes.constData(), std::size_t(bytes.size())), m_name.toStdString())
                            .diagnostics;
    }
    return m_diagnostics;
}

void Document::reload()
{
    if (!m_path.isEmpty())
        openFile(QString(m_path));
}

void Document::readText()
{
    auto result = readScenario(
        std::string_view(m_bytes.constData(), std::size_t(m_bytes.size())), m_name.toStdString());
    m_diagnostics = std::move(result.diagnostics);
    m_isDiagnosed = true;
    m_draft.reset();
    m_history.clear();
    m_state = result.scenario ? State::Scenario : State::Broken;
    m_known.clear();
    if (result.scenario)
        m_known.push_back({ inTimeOrder(*result.scenario), m_bytes });
    setMarkers(
        result.scenario ? std::exchange(result.scenario->markers, {}) : std::vector<Marker> {});
    if (result.scenario)
        m_controller.load(std::move(*result.scenario));
    else
        m_controller.unload();
    emit opened();
    emit modifiedChanged();
}

Scenario Document::scenarioNow() const
{
    auto scenario = m_controller.scenario();
    scenario.markers = m_markers;
    return inTimeOrder(std::move(scenario));
}

QByteArray Document::toBytes() const
{
    if (m_draft)
        return *m_draft;
    if (m_history.count() == 0 || !m_controller.hasRun())
        return m_bytes;
    const auto scenario = scenarioNow();
    for (auto known = m_known.rbegin(); known != m_known.rend(); ++known)
        if (known->scenario == scenario)
            return known->bytes;
    return QByteArray::fromStdString(patchScenario(m_bytes.toStdString(), scenario));
}

bool Document::save()
{
    if (m_path.isEmpty())
        return false;
    if (m_watch.check() == FileWatch::State::Changed) {
        emit changedOnDisk();
        return false;
    }
    return write(QString(m_path));
}

bool Document::saveTo(const QString& path)
{
    return write(path);
}

void Document::keepMine()
{
    m_watch.acceptPresent();
    // It differs from the file now, whatever was done here.
    m_isTextEdited = true;
    emit modifiedChanged();
    emit sameOnDisk();
}

bool Document::write(const QString& path)
{
    const auto bytes = toBytes();
    const auto why = writeSafely(path, bytes);
    if (!why.isEmpty()) {
        emit failed(tr("The scenario was not saved"), why);
        return false;
    }
    m_path = QFileInfo(path).absoluteFilePath();
    m_name = QFileInfo(path).fileName();
    m_isTextEdited = false;
    m_watch.watch(m_path, bytes);
    if (!m_draft)
        m_bytes = bytes;
    if (m_controller.hasRun() && !m_draft) {
        m_known.push_back({ scenarioNow(), bytes });
        if (m_known.size() > mostKnownTexts)
            m_known.erase(m_known.begin());
    }
    m_history.setClean();
    emit modifiedChanged();
    emit sameOnDisk();
    emit saved(m_path);
    return true;
}

void Document::act(Action action)
{
    if (!m_controller.hasRun() || m_controller.isChanging() || refuseHeldUp())
        return;
    if (changeTable(action))
        return;
    auto before = m_controller.run().scenarioWithActions();
    const auto name
        = QStringLiteral("%1 %2").arg(QString::fromStdString(action.server), actionText(action));
    m_controller.apply(std::move(action));
    push(name, std::move(before), m_controller.run().scenarioWithActions());
}

namespace {

/// The table of a server that stands for itself; a replica has none of its own.
ServerSpec* tableNamed(Scenario& scenario, const std::string& name)
{
    const auto found = std::find_if(scenario.servers.begin(), scenario.servers.end(),
        [&name](const ServerSpec& spec) { return spec.count == 1 && spec.name == name; });
    return found == scenario.servers.end() ? nullptr : &*found;
}

/// @return whether the action says what a key of the table says as well
bool sayInTable(ServerSpec& spec, const Action& action)
{
    switch (action.kind) {
    case ActionKind::SetInterval:
        spec.interval = action.interval;
        return true;
    case ActionKind::SetWork:
        spec.work = action.work;
        return true;
    case ActionKind::SetOutcomes:
        spec.outcomes = action.outcomes;
        return true;
    default:
        return false;
    }
}

} // namespace

/// An edit of a run that has not begun: the server is to be so from the start.
/// @return whether it was one
bool Document::changeTable(const Action& action)
{
    if (m_controller.now() != VirtualTime {})
        return false;
    auto scenario = m_controller.run().scenarioWithActions();
    auto* spec = tableNamed(scenario, action.server);
    // One in the file comes after it and would undo it.
    const bool isSetAtStart
        = std::any_of(scenario.actions.begin(), scenario.actions.end(), [&](const Action& other) {
              return other.at == VirtualTime {} && other.kind == action.kind
                  && other.server == action.server;
          });
    if (!spec || isSetAtStart || !sayInTable(*spec, action))
        return false;
    changeScenario(
        QStringLiteral("%1 %2").arg(QString::fromStdString(action.server), actionText(action)),
        std::move(scenario));
    return true;
}

/// A run is a pure function of its scenario, so undoing is running the other one up to the present
/// moment.
void Document::push(const QString& name, Scenario before, Scenario after)
{
    const auto go = [this](const Scenario& scenario) {
        m_controller.change(scenario);
        m_isDiagnosed = false;
        emit scenarioChanged();
    };
    m_history.push(new Change<Scenario>(name, std::move(before), std::move(after), go));
    m_isDiagnosed = false;
    emit scenarioChanged();
}

void Document::changeScenario(const QString& name, Scenario scenario)
{
    if (!m_controller.hasRun() || m_controller.isChanging())
        return;
    changeFrom(name, m_controller.run().scenarioWithActions(), std::move(scenario));
}

void Document::changeFrom(const QString& name, Scenario before, Scenario scenario)
{
    if (!m_controller.hasRun() || m_controller.isChanging())
        return;
    if (refuseHeldUp()) {
        if (m_controller.run().scenarioWithActions() != before)
            m_controller.change(std::move(before)); // a preview was shown
        return;
    }
    if (m_controller.run().scenarioWithActions() != scenario)
        m_controller.change(scenario);
    if (before == scenario)
        return;
    push(name, std::move(before), std::move(scenario));
}

void Document::setMarkers(std::vector<Marker> markers)
{
    sortByTime(markers);
    if (markers == m_markers)
        return;
    m_markers = std::move(markers);
    emit markersChanged();
}

void Document::changeMarkers(const QString& name, std::vector<Marker> markers)
{
    sortByTime(markers);
    if (markers == m_markers || refuseHeldUp())
        return;
    m_isDiagnosed = false;
    auto before = m_markers;
    setMarkers(markers);
    const auto go = [this](const std::vector<Marker>& wanted) {
        m_isDiagnosed = false;
        setMarkers(wanted);
    };
    m_history.push(
        new Change<std::vector<Marker>>(name, std::move(before), std::move(markers), go));
}

std::size_t Document::addMarker(VirtualTime at)
{
    const auto isTaken = [this](const QString& name) {
        return std::any_of(m_markers.begin(), m_markers.end(),
            [&name](const Marker& marker) { return nameOf(marker) == name; });
    };
    auto number = m_markers.size() + 1;
    while (isTaken(tr("Marker %1").arg(number)))
        ++number;
    const Marker marker { insideRuns(at), tr("Marker %1").arg(number).toStdString() };
    auto markers = m_markers;
    markers.push_back(marker);
    changeMarkers(tr("add marker"), std::move(markers));
    return std::size_t(std::find(m_markers.begin(), m_markers.end(), marker) - m_markers.begin());
}

void Document::moveMarker(std::size_t index, VirtualTime to)
{
    assert(index < m_markers.size());
    auto markers = m_markers;
    markers[index].at = insideRuns(to);
    changeMarkers(tr("move marker %1").arg(nameOf(m_markers[index])), std::move(markers));
}

void Document::renameMarker(std::size_t index, const QString& name)
{
    assert(index < m_markers.size());
    const auto plain = plainName(name);
    if (plain.isEmpty())
        return;
    auto markers = m_markers;
    markers[index].name = plain.toStdString();
    changeMarkers(tr("rename marker %1").arg(nameOf(m_markers[index])), std::move(markers));
}

void Document::removeMarker(std::size_t index)
{
    assert(index < m_markers.size());
    auto markers = m_markers;
    markers.erase(markers.begin() + std::ptrdiff_t(index));
    changeMarkers(tr("remove marker %1").arg(nameOf(m_markers[index])), std::move(markers));
}

QString Document::name() const
{
    return m_name;
}

QString Document::title() const
{
    if (m_controller.hasRun() && !m_controller.run().scenario().title.empty())
        return QString::fromStdString(m_controller.run().scenario().title);
    return m_name;
}

bool Document::isModified() const
{
    return !m_isLesson && (m_isTextEdited || !m_history.isClean());
}

} // namespace tickscope
