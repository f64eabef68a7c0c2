// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/strip.h"

#include <QTimer>

#include <vector>

class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace tickscope {

class Document;
class Label;
class ProblemRow;
class SourceText;

/// What is wrong with a scenario, problem by problem, above its text. A problem with a known
/// solution has a button for it; the text can be edited right here.
class ProblemsPage : public Strip
{
    Q_OBJECT

public:
    ProblemsPage(Document& document, const ThemeController& themes, QWidget* parent = nullptr);

    int problemCount() const { return int(m_rows.size()); }
    ProblemRow& row(int problem) { return *m_rows[std::size_t(problem)]; }
    SourceText& source() { return *m_source; }

signals:
    /// The run is to be shown: the last problem was solved, or somebody went back to it.
    void closed();

protected:
    void showEvent(QShowEvent* event) override;

private:
    void createHeader(QVBoxLayout* layout);
    void refreshIfSeen();
    void refresh();
    void showText();
    void applyTyped();
    /// Its errors keep it from running.
    bool hasBrokenText() const;
    void showRows();
    void select(int problem);
    void solve(int problem);
    void checkAgain();
    void copyAll();

    Document& m_document;
    Label* m_icon = nullptr;
    Label* m_title = nullptr;
    Label* m_about = nullptr;
    QPushButton* m_back = nullptr;
    QScrollArea* m_scroll = nullptr;
    QVBoxLayout* m_list = nullptr;
    std::vector<ProblemRow*> m_rows;
    SourceText* m_source = nullptr;
    QTimer m_typed; ///< reads the text when somebody stopped typing
    int m_current = -1;
    bool m_isTyped = false; ///< something was typed that the document does not know yet
    bool m_isStale = false; ///< the document has changed since the last refresh()
};

} // namespace tickscope
