// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/elixir/server_plan.h"
#include "ui/window/window_context.h"

#include <QObject>

#include <cstdint>

namespace tickscope {

class ChartsPanel;
class MeasuredPanel;
enum class CodeKind : std::uint8_t;
enum class ExportKind : std::uint8_t;
struct ExportSource;

/// What of a run leaves the window: files, and what is copied to the clipboard.
class ExportCommands : public QObject
{
    Q_OBJECT

public:
    ExportCommands(const WindowContext& context, ChartsPanel& charts, MeasuredPanel& measured,
        QObject* parent = nullptr);

    /// Opens the dialog with one kind chosen.
    void showExport(ExportKind kind);
    /// Asks for a folder, then writes the scenario as code into it.
    void askCodeFolder(CodeKind kind, Clauses clauses = Clauses::Used);
    void writeCode(
        CodeKind kind, const QString& folder, bool overwrites, Clauses clauses = Clauses::Used);
    void copyPicture();
    void copyMeasured();

private:
    ExportSource exportSource() const;

    WindowContext m_context;
    ChartsPanel& m_charts;
    MeasuredPanel& m_measured;
};

} // namespace tickscope
