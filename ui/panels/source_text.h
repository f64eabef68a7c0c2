// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/diagnostic.h"
#include "ui/widgets/themed.h"

#include <QPlainTextEdit>

#include <vector>

namespace tickscope {

class KeyCompletion;

/// The text of a scenario, highlighted, with line numbers. Problems are underlined with a wavy
/// line; their words stand beside the line where there is room for them.
///
/// It keeps no history of its own: undo and redo are the document's, whose text it shows.
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
    /// Another text, with as little changed as can be: cursor and view stay where they are.
    void showText(const QString& text);
    void paintNumbers(QPaintEvent* event);
    int numbersWidth() const;

signals:
    /// A person changed the text. Another colour of it is no change, nor is what showText() does.
    void edited();
    /// A shortcut of the window is about to act: what was typed is to be in the document by then.
    void shortcutComing();

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void layOut();
    void mark();

    const ThemeController& m_themes;
    QWidget* m_numbers = nullptr;
    KeyCompletion* m_completion = nullptr;
    QString m_shown; ///< the text, as of the last change of it
    std::vector<Diagnostic> m_diagnostics;
    int m_current = -1;
};

} // namespace tickscope
