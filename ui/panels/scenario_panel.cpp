// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/scenario_panel.h"

#include "ui/controller/run_controller.h"
#include "ui/document/document.h"
#include "ui/form/field_form.h"
#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"

#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tickscope {

namespace {

// So many tables are edited as text: nobody scrolls through more forms.
constexpr std::size_t mostTables = 30;

std::string freeResourceName(const Scenario& scenario)
{
    const auto isTaken = [&scenario](const std::string& name) {
        return std::any_of(scenario.resources.begin(), scenario.resources.end(),
            [&name](const ResourceSpec& resource) { return resource.name == name; });
    };
    std::string name = "pool";
    for (int number = 2; isTaken(name); ++number)
        name = "pool_" + std::to_string(number);
    return name;
}

TableForms::Sort resourceSort()
{
    TableForms::Sort sort;
    sort.title = ScenarioPanel::tr("Resources");
    sort.addWords = ScenarioPanel::tr("Add resource");
    sort.fields = &resourceFields();
    sort.count = [](const Scenario& scenario) { return scenario.resources.size(); };
    sort.name = [](const Scenario& scenario, std::size_t place) {
        return QString::fromStdString(scenario.resources[place].name);
    };
    sort.add = [](Scenario& scenario) {
        scenario.resources.push_back({ freeResourceName(scenario), 1, {} });
    };
    sort.remove = [](Scenario& scenario, std::size_t place) {
        const auto name = scenario.resources[place].name;
        scenario.resources.erase(scenario.resources.begin() + std::ptrdiff_t(place));
        for (auto& server : scenario.servers)
            if (server.uses == name)
                server.uses.clear();
    };
    return sort;
}

TableForms::Sort clientSort()
{
    TableForms::Sort sort;
    sort.title = ScenarioPanel::tr("Clients");
    sort.addWords = ScenarioPanel::tr("Add client");
    sort.fields = &clientFields();
    sort.count = [](const Scenario& scenario) { return scenario.clients.size(); };
    sort.name = [](const Scenario&, std::size_t place) {
        return ScenarioPanel::tr("client %1").arg(place + 1);
    };
    sort.add = [](Scenario& scenario) {
        ClientSpec client;
        client.server = scenario.servers.front().name;
        client.every = Duration(1s);
        scenario.clients.push_back(client);
    };
    sort.remove = [](Scenario& scenario, std::size_t place) {
        scenario.clients.erase(scenario.clients.begin() + std::ptrdiff_t(place));
    };
    return sort;
}

} // namespace

TableForms::TableForms(
    Sort sort, std::function<Scenario()> now, QWidget& panel, const ThemeController& themes)
    : m_sort(std::move(sort))
    , m_now(std::move(now))
    , m_panel(panel)
    , m_themes(themes)
    , m_layout(new QVBoxLayout(this))
    , m_add(new LinkButton(m_sort.addWords, themes))
{
    m_layout->setContentsMargins({});
    auto* head = new QHBoxLayout;
    head->addWidget(new Label(TextLook::Strong, themes, m_sort.title), 1);
    head->addWidget(m_add);
    m_layout->addLayout(head);
    connect(m_add, &QPushButton::clicked, this, &TableForms::addTable);
    onTheme(this, themes,
        [this](const Theme& theme) { m_layout->setSpacing(px(0.75 * theme.metrics.gap)); });
}

void TableForms::addTable()
{
    auto scenario = m_now();
    m_sort.add(scenario);
    emit changeRequested(m_sort.addWords.toLower(), scenario);
}

void TableForms::removeTable(std::size_t place)
{
    auto scenario = m_now();
    if (place >= m_sort.count(scenario))
        return;
    const auto name = m_sort.name(scenario, place);
    m_sort.remove(scenario, place);
    emit changeRequested(tr("remove %1").arg(name), scenario);
}

void TableForms::makeForms(std::size_t count)
{
    while (m_tables.size() > count) {
        m_tables.back().box->hide();
        m_tables.back().box->deleteLater(); // its button may be the one that was pressed
        m_tables.pop_back();
    }
    while (m_tables.size() < count) {
        const auto place = m_tables.size();
        Table table { new QWidget, new FieldForm(*m_sort.fields, m_now, m_panel, m_themes) };
        auto* remove = new LinkButton(tr("Remove"), m_themes);
        auto* column = new QVBoxLayout(table.box);
        column->setContentsMargins({});
        column->setSpacing(0);
        column->addWidget(table.form);
        column->addWidget(remove, 0, Qt::AlignRight);
        m_layout->addWidget(table.box);
        connect(table.form, &FieldForm::changeRequested, this, &TableForms::changeRequested);
        connect(table.form, &FieldForm::done, this, &TableForms::done);
        connect(remove, &QPushButton::clicked, this, [this, place] { removeTable(place); });
        m_tables.push_back(table);
    }
}

void TableForms::showScenario(const Scenario& scenario)
{
    makeForms(std::min(m_sort.count(scenario), mostTables));
    for (std::size_t place = 0; place < m_tables.size(); ++place)
        m_tables[place].form->showScenario(scenario, place, m_sort.name(scenario, place));
}

ScenarioPanel::ScenarioPanel(
    RunController& controller, Document& document, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_document(document)
    , m_themes(themes)
{
    auto* layout = new QVBoxLayout(this);
    createForms(layout);
    layout->addStretch();
    onTheme(this, themes, [layout](const Theme& theme) {
        const int padding = px(theme.metrics.padding);
        layout->setContentsMargins(padding, px(0.7 * padding), padding, padding);
        layout->setSpacing(px(0.75 * theme.metrics.gap));
    });
    connect(&controller, &RunController::runReplaced, this, &ScenarioPanel::refresh);
    connect(&document, &Document::scenarioChanged, this, &ScenarioPanel::refresh);
    refresh();
}

void ScenarioPanel::addTitle(QVBoxLayout* layout, const QString& title)
{
    layout->addSpacing(px(m_themes.theme().metrics.gap));
    layout->addWidget(new Label(TextLook::Strong, m_themes, title));
}

void ScenarioPanel::createForms(QVBoxLayout* layout)
{
    const auto now = [this] { return m_controller.run().scenarioWithActions(); };
    m_run = new FieldForm(runFields(), now, *this, m_themes);
    m_supervisor = new FieldForm(supervisorFields(), now, *this, m_themes);
    m_resources = new TableForms(resourceSort(), now, *this, m_themes);
    m_clients = new TableForms(clientSort(), now, *this, m_themes);
    layout->addWidget(m_run);
    addTitle(layout, tr("Supervisor"));
    layout->addWidget(m_supervisor);
    layout->addSpacing(px(m_themes.theme().metrics.gap));
    layout->addWidget(m_resources);
    layout->addSpacing(px(m_themes.theme().metrics.gap));
    layout->addWidget(m_clients);
    const auto change = [this](const QString& what, const Scenario& scenario) {
        m_document.changeScenario(what, scenario);
    };
    for (auto* form : { m_run, m_supervisor }) {
        connect(form, &FieldForm::changeRequested, this, change);
        connect(form, &FieldForm::done, this, &ScenarioPanel::done);
    }
    for (auto* forms : { m_resources, m_clients }) {
        connect(forms, &TableForms::changeRequested, this, change);
        connect(forms, &TableForms::done, this, &ScenarioPanel::done);
    }
}

void ScenarioPanel::refresh()
{
    setEnabled(m_controller.hasRun());
    if (!m_controller.hasRun())
        return;
    const auto& scenario = m_controller.run().scenario();
    m_run->showScenario(scenario, 0);
    m_supervisor->showScenario(scenario, 0, tr("the supervisor"));
    m_resources->showScenario(scenario);
    m_clients->showScenario(scenario);
}

void ScenarioPanel::focusField(const QString& key)
{
    if (auto* field = m_run->editor(key))
        field->setFocus(Qt::OtherFocusReason);
}

} // namespace tickscope
