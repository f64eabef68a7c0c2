// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

/// A command as a person types it, and all that it prints on both streams.
struct TranscriptStep
{
    QByteArray command; ///< a line of shell
    QByteArray output; ///< a line "..." stands for any lines
};

/// Reads lines of "$ command", each followed by its output.
QList<TranscriptStep> parseTranscript(const QByteArray& text);

/// Runs a step's command with tickscope-cli on the PATH.
/// @return what it printed on both streams
QByteArray runStep(const TranscriptStep& step, const QString& directory);

/// @return whether the output is as recorded, "..." taken into account.
bool matches(const QByteArray& recorded, const QByteArray& output);
