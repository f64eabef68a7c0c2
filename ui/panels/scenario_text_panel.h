// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QTimer>
#include <QWidget>

class QPushButton;

namespace tickscope {

class Document;
class Label;
class SourceText;
class Strip;

/// The scenario as text beside its run. What is typed becomes a change of the document as soon as
/// somebody stops typing; what is changed elsewhere appears here. While the text has errors the run
/// stays that of the last one without, which the foot says.
class ScenarioTextPanel : public QWidget
{
    Q_OBJECT

public:
    ScenarioTextPanel(Document& document, const ThemeController& themes, QWidget* parent = nullptr);

    SourceText& source() { return *m_source; }
    /// What the foot says.
    QString words() const;

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void createFoot();
    void refresh();
    void refreshFoot();
    void apply();
    /// The problem at the cursor, or else the first; -1 for none.
    int problemShown() const;
    void solve();

    Document& m_document;
    const ThemeController& m_themes;
    SourceText* m_source = nullptr;
    Strip* m_foot = nullptr;
    Label* m_icon = nullptr;
    Label* m_words = nullptr;
    QPushButton* m_solution = nullptr;
    QTimer m_typed; ///< somebody stopped typing
    bool m_isTyped = false; ///< something was typed that the document does not know yet
};

} // namespace tickscope
