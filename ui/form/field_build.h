// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario_lists.h"
#include "core/scenario/value_reader.h"
#include "core/scenario/words.h"
#include "ui/form/form_field.h"
#include "ui/text/field_text.h"
#include "ui/text/time_text.h"

#include <array>
#include <optional>
#include <utility>

// Makes fields out of members: each knows how its member is written, read and refused.
namespace tickscope::form {

template <typename Part>
Part& partOf(Scenario& scenario, std::size_t place);
template <>
inline Scenario& partOf(Scenario& scenario, std::size_t)
{
    return scenario;
}
template <>
inline SupervisorSpec& partOf(Scenario& scenario, std::size_t)
{
    return scenario.supervisor;
}
template <>
inline ServerSpec& partOf(Scenario& scenario, std::size_t place)
{
    return scenario.servers[place];
}
template <>
inline ResourceSpec& partOf(Scenario& scenario, std::size_t place)
{
    return scenario.resources[place];
}
template <>
inline ClientSpec& partOf(Scenario& scenario, std::size_t place)
{
    return scenario.clients[place];
}
template <typename Part>
const Part& partOf(const Scenario& scenario, std::size_t place)
{
    return partOf<Part>(const_cast<Scenario&>(scenario), place);
}

/// Key, label, what it is, and what holds without it.
struct Naming
{
    QString key;
    QString label;
    QString says;
    QString usual;
};

/// @param text  of the part
/// @param take  puts a text into the part; @return why not
template <typename Part, typename Text, typename Take>
FormField field(const Naming& naming, FieldEditor editor, Text text, Take take)
{
    FormField made;
    made.key = naming.key;
    made.label = naming.label;
    made.says = naming.says;
    made.usual = naming.usual;
    made.editor = editor;
    made.applies = [](const Scenario&, std::size_t) { return true; };
    made.text = [text](const Scenario& scenario, std::size_t place) {
        return text(partOf<Part>(scenario, place));
    };
    made.isUsual = [text](const Scenario& scenario, std::size_t place) {
        return text(partOf<Part>(scenario, place)) == text(Part {});
    };
    made.take = [take](Scenario& scenario, std::size_t place, const QString& words) {
        return take(partOf<Part>(scenario, place), words);
    };
    return made;
}

template <typename Part, typename Applies>
FormField when(FormField made, Applies applies)
{
    made.applies = [applies](const Scenario& scenario, std::size_t place) {
        return applies(partOf<Part>(scenario, place));
    };
    return made;
}

/// Puts what was read into a member. @return why nothing could be read
template <typename Target, typename Value>
QString put(Target& target, const FieldValue<Value>& read)
{
    if (read.value)
        target = *read.value;
    return read.reason;
}

template <typename Part>
FormField durationField(const Naming& naming, Duration Part::*member)
{
    return field<Part>(
        naming, FieldEditor::Number,
        [member](const Part& part) { return durationText((part.*member).count()); },
        [member](Part& part, const QString& text) {
            return put(part.*member, parseDurationField(text));
        });
}

/// An empty text is its default.
template <typename Part>
FormField optionalDurationField(const Naming& naming, std::optional<Duration> Part::*member)
{
    return field<Part>(
        naming, FieldEditor::Number,
        [member](const Part& part) {
            return part.*member ? durationText((part.*member)->count()) : QString();
        },
        [member](Part& part, const QString& text) -> QString {
            if (!text.trimmed().isEmpty())
                return put(part.*member, parseDurationField(text));
            (part.*member).reset();
            return {};
        });
}

template <typename Part>
FormField ruleField(const Naming& naming, DurationSpec Part::*member)
{
    return field<Part>(
        naming, FieldEditor::Number, [member](const Part& part) { return workText(part.*member); },
        [member](
            Part& part, const QString& text) { return put(part.*member, parseWorkField(text)); });
}

template <typename Part>
FormField optionalRuleField(const Naming& naming, std::optional<DurationSpec> Part::*member)
{
    return field<Part>(
        naming, FieldEditor::Number,
        [member](const Part& part) { return part.*member ? workText(*(part.*member)) : QString(); },
        [member](Part& part, const QString& text) -> QString {
            if (!text.trimmed().isEmpty())
                return put(part.*member, parseWorkField(text));
            (part.*member).reset();
            return {};
        });
}

template <typename Part>
FormField outcomesField(const Naming& naming, OutcomeSpec Part::*member)
{
    return field<Part>(
        naming, FieldEditor::Text,
        [member](const Part& part) { return outcomesText(part.*member); },
        [member](Part& part, const QString& text) {
            return put(part.*member, parseOutcomesField(text));
        });
}

/// A whole number, refused as the reader of files refuses it.
FieldValue<std::int64_t> parseWhole(
    const QString& text, const char* label, std::int64_t least, std::int64_t most);

template <typename Part, typename Number>
FormField wholeField(const Naming& naming, const char* label, Number Part::*member,
    std::int64_t least, std::int64_t most)
{
    return field<Part>(
        naming, FieldEditor::Number,
        [member](const Part& part) { return QString::number(part.*member); },
        [=](Part& part, const QString& text) {
            const auto read = parseWhole(text, label, least, most);
            if (read.value)
                part.*member = Number(*read.value);
            return read.reason;
        });
}

/// @param says  what each of the words means, in their order
template <typename Part, typename Enum, std::size_t count>
FormField wordField(const Naming& naming, Enum Part::*member, const std::array<Enum, count>& all,
    const std::array<QString, count>& says)
{
    auto made = field<Part>(
        naming, FieldEditor::Choice,
        [member](const Part& part) { return QString::fromLatin1(toText(part.*member)); },
        [member, all](Part& part, const QString& text) -> QString {
            for (const Enum one : all)
                if (text == QLatin1String(toText(one)))
                    part.*member = one;
            return {};
        });
    made.words = [all, says](const Scenario&) {
        QList<FieldWord> words;
        for (std::size_t i = 0; i < count; ++i)
            words << FieldWord { QString::fromLatin1(toText(all[i])), says[i] };
        return words;
    };
    return made;
}

template <typename Part>
FormField flagField(const Naming& naming, bool Part::*member, const QString& yes, const QString& no)
{
    auto made = field<Part>(
        naming, FieldEditor::Choice,
        [member](const Part& part) {
            return part.*member ? QStringLiteral("true") : QStringLiteral("false");
        },
        [member](Part& part, const QString& text) -> QString {
            part.*member = text == QLatin1String("true");
            return {};
        });
    made.words = [yes, no](const Scenario&) {
        return QList<FieldWord> { { QStringLiteral("true"), yes },
            { QStringLiteral("false"), no } };
    };
    return made;
}

/// A text for people, refused as the reader of files refuses it.
FieldValue<QString> parseText(const QString& text, const char* label, TextBreaks breaks);

template <typename Part>
FormField textField(const Naming& naming, const char* label, std::string Part::*member,
    TextBreaks breaks = TextBreaks::Refused)
{
    return field<Part>(
        naming, breaks == TextBreaks::Refused ? FieldEditor::Text : FieldEditor::Lines,
        [member](const Part& part) { return QString::fromStdString(part.*member); },
        [=](Part& part, const QString& text) {
            const auto read = parseText(text, label, breaks);
            if (read.value)
                part.*member = read.value->toStdString();
            return read.reason;
        });
}

} // namespace tickscope::form
