// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QWidget>

class QStackedWidget;

namespace tickscope {

class DockHeader;
class Document;
class InspectorPanel;
class LinkButton;
class MeasuredPanel;
class RunController;
class ScenarioPanel;
class TimeWindow;

/// The column of the inspector: the selected server and what was measured of it, or what belongs to
/// the whole scenario. What the server's mailbox will do stands at its foot and never scrolls away.
class InspectorColumn : public QWidget
{
    Q_OBJECT

public:
    InspectorColumn(RunController& controller, Document& document, TimeWindow& window,
        const ThemeController& themes, QWidget* parent = nullptr);

    InspectorPanel& inspector() { return *m_inspector; }
    MeasuredPanel& measured() { return *m_measured; }
    ScenarioPanel& scenario() { return *m_scenario; }
    /// For the title bar of the dock; it takes it over.
    DockHeader* header() { return m_header; }
    void showServer();
    void showScenario();
    bool showsScenario() const;

signals:
    /// The scenario is to be shown as text.
    void textRequested();

private:
    void createHeader();
    void createServerPage();
    void createScenarioPage();
    void showPage(QWidget* page);

    RunController& m_controller;
    Document& m_document;
    TimeWindow& m_window;
    const ThemeController& m_themes;
    InspectorPanel* m_inspector = nullptr;
    MeasuredPanel* m_measured = nullptr;
    ScenarioPanel* m_scenario = nullptr;
    DockHeader* m_header = nullptr;
    LinkButton* m_other = nullptr; ///< to the page that is not shown
    QStackedWidget* m_pages = nullptr;
    QWidget* m_serverPage = nullptr;
    QWidget* m_scenarioPage = nullptr;
};

} // namespace tickscope
