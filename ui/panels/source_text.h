// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/diagnostic.h"
#include "ui/widgets/themed.h"

#include <QPlainTextEdit>

#include <vector>

namespace tickscope {

/// The text of a scenario with line numbers; problems are underlined with a wavy line.
class SourceText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit SourceText(const ThemeController& themes, QWidget* parent = nullptr);

    void setDiagnostics(const std::vector<Diagnostic>& diagnostics);
    /// Lights the line of a problem and brings it into view; -1 for none.
    void setCurrentProblem(int problem);
    /// The characters that a diagnostic is about.
    QTextCursor cursorFor(const Diagnostic& diagnostic) const;
    void paintNumbers(QPaintEvent* event);
    int numbersWidth() const;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();
    void mark();

    const ThemeController& m_themes;
    QWidget* m_numbers = nullptr;
    std::vector<Diagnostic> m_diagnostics;
    int m_current = -1;
};

} // namespace tickscope
