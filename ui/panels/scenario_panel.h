// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/form/form_field.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace tickscope {

class Document;
class FieldForm;
class LinkButton;
class RunController;

/// The tables of one sort, such as the resources of a scenario: a form for each, and buttons that
/// add and remove one.
class TableForms : public QWidget
{
    Q_OBJECT

public:
    /// What is done with tables of this sort.
    struct Sort
    {
        QString title;
        QString addWords; ///< of the button that adds one
        const FormFields* fields = nullptr;
        std::function<std::size_t(const Scenario&)> count;
        std::function<QString(const Scenario&, std::size_t)> name;
        std::function<void(Scenario&)> add;
        std::function<void(Scenario&, std::size_t)> remove;
    };

    TableForms(
        Sort sort, std::function<Scenario()> now, QWidget& panel, const ThemeController& themes);

    void showScenario(const Scenario& scenario);

signals:
    void changeRequested(const QString& what, const tickscope::Scenario& scenario);
    void done();

private:
    void addTable();
    void removeTable(std::size_t place);
    void makeForms(std::size_t count);

    Sort m_sort;
    std::function<Scenario()> m_now;
    QWidget& m_panel;
    const ThemeController& m_themes;
    QVBoxLayout* m_layout = nullptr;
    struct Table
    {
        QWidget* box = nullptr;
        FieldForm* form = nullptr;
    };
    std::vector<Table> m_tables;
    LinkButton* m_add = nullptr;
};

/// What belongs to the whole scenario: title, description, duration, seed, clock, the supervisor,
/// resources and clients.
class ScenarioPanel : public QWidget
{
    Q_OBJECT

public:
    ScenarioPanel(RunController& controller, Document& document, const ThemeController& themes,
        QWidget* parent = nullptr);

    /// Puts the focus on the field of a key. @pre the panel is visible
    void focusField(const QString& key);

signals:
    /// Somebody is done with a field.
    void done();

private:
    void addTitle(QVBoxLayout* layout, const QString& title);
    void createForms(QVBoxLayout* layout);
    void refresh();

    RunController& m_controller;
    Document& m_document;
    const ThemeController& m_themes;
    FieldForm* m_run = nullptr;
    FieldForm* m_supervisor = nullptr;
    TableForms* m_resources = nullptr;
    TableForms* m_clients = nullptr;
};

} // namespace tickscope
