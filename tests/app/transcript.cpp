// SPDX-License-Identifier: GPL-3.0-only
#include "tests/app/transcript.h"

#include "tests/app/cli_runner.h"

#include <QFileInfo>
#include <QRegularExpression>

QList<TranscriptStep> parseTranscript(const QByteArray& text)
{
    QList<TranscriptStep> steps;
    for (const QByteArray& line : text.split('\n')) {
        if (line.startsWith("$ "))
            steps.append({ line.mid(2), {} });
        else if (!steps.isEmpty())
            steps.last().output += line + '\n';
    }
    for (TranscriptStep& step : steps) {
        while (step.output.endsWith("\n\n"))
            step.output.chop(1);
        if (step.output == "\n")
            step.output.clear();
    }
    return steps;
}

QByteArray runStep(const TranscriptStep& step, const QString& directory)
{
    const QString path
        = QStringLiteral("PATH=%1:%2")
              .arg(QFileInfo(cliPath()).absolutePath(), qEnvironmentVariable("PATH"));
    const QByteArray script = "{ " + step.command + "\n} 2>&1";
    return runShell(script.constData(), { .environment = { path }, .directory = directory }).out;
}

bool matches(const QByteArray& recorded, const QByteArray& output)
{
    QString pattern = QRegularExpression::escape(QString::fromUtf8(recorded));
    pattern.replace(QStringLiteral("\\.\\.\\.\\\n"), QStringLiteral("(?:.*\\n)*?"));
    const QRegularExpression whole(QRegularExpression::anchoredPattern(pattern));
    return whole.match(QString::fromUtf8(output)).hasMatch();
}
