// SPDX-License-Identifier: GPL-3.0-only
#include "ui/form/field_build.h"

#include "core/scenario/problems.h"

namespace tickscope::form {

namespace {

QString firstSentences(Problems& problems)
{
    const auto all = problems.take();
    return all.empty() ? QString() : QString::fromStdString(renderSentences(all.front()));
}

} // namespace

FieldValue<std::int64_t> parseWhole(
    const QString& text, const char* label, std::int64_t least, std::int64_t most)
{
    TomlValue value;
    bool isWhole = false;
    bool isNumber = false;
    const auto plain = text.trimmed();
    const auto whole = plain.toLongLong(&isWhole);
    const auto number = plain.toDouble(&isNumber);
    if (isWhole)
        value.data = std::int64_t(whole);
    else if (isNumber)
        value.data = number;
    else
        value.data = plain.toStdString();
    Problems problems({}, Problems::UnknownKeys::Warn);
    const auto read = readInteger(value, label, least, most, problems);
    return { read, firstSentences(problems) };
}

FieldValue<QString> parseText(const QString& text, const char* label, TextBreaks breaks)
{
    TomlValue value;
    value.data = text.toStdString();
    Problems problems({}, Problems::UnknownKeys::Warn);
    if (!readText(value, label, breaks, problems))
        return { {}, firstSentences(problems) };
    return { text, {} };
}

} // namespace tickscope::form
