// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"

#include <QList>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace tickscope {

/// How a field is edited.
enum class FieldEditor : std::uint8_t {
    Text, ///< a line
    Number, ///< a line with a number in it that can be stepped and dragged
    Choice, ///< one of some words
    Lines, ///< several lines
};

/// What a change of a field does to a run that is under way.
enum class FieldEffect : std::uint8_t {
    Anew, ///< the run is made anew, up to the present moment
    None, ///< nothing: the run does not know it
};

/// A word of a choice, and what it means in one line.
struct FieldWord
{
    QString word;
    QString says;
};

/// One key of a scenario as a person edits it.
///
/// The functions take the scenario, and the place of the server, client or resource that the key
/// belongs to; those of the run itself ignore the place.
struct FormField
{
    QString key; ///< as the file has it: "max_interval"
    QString label; ///< "Max interval"
    QString says; ///< what it is, with its unit
    QString usual; ///< what holds when it is empty or left out
    FieldEditor editor = FieldEditor::Number;
    FieldEffect effect = FieldEffect::Anew;
    bool isKinds = false; ///< of its kind of server alone

    std::function<bool(const Scenario&, std::size_t)> applies;
    /// Whether it holds its default.
    std::function<bool(const Scenario&, std::size_t)> isUsual;
    std::function<QString(const Scenario&, std::size_t)> text;
    /// Puts a text into the scenario.
    /// @return why it cannot be, in the words of `check`; empty when it was put
    std::function<QString(Scenario&, std::size_t, const QString&)> take;
    std::function<QList<FieldWord>(const Scenario&)> words; ///< of a choice
};

using FormFields = std::vector<FormField>;

/// The keys of a server but its name, kind, schedule, interval, work and outcomes, those of its
/// kind first.
const FormFields& serverFields();
/// The keys of the run: title, description, seed, clock, duration.
const FormFields& runFields();
/// The keys of the supervisor and of the one over it.
const FormFields& supervisorFields();
const FormFields& resourceFields();
const FormFields& clientFields();

/// What each word of these means in one line.
QList<FieldWord> kindWords();
QList<FieldWord> scheduleWords();

/// What a schedule does with an interval: "Every 5 s, whatever the work."
QString scheduleSentence(Schedule schedule, Duration interval);

} // namespace tickscope
