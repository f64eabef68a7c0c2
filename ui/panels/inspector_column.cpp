// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/inspector_column.h"

#include "ui/document/document.h"
#include "ui/panels/inspector_panel.h"
#include "ui/panels/measured_panel.h"
#include "ui/panels/scenario_panel.h"
#include "ui/panels/verdict_card.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/strip.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tickscope {

namespace {

/// Never narrower than its content: larger type makes the dock wider.
class ColumnScroll : public QScrollArea
{
public:
    QSize minimumSizeHint() const override
    {
        const int bar = verticalScrollBar()->sizeHint().width();
        return { widget()->minimumSizeHint().width() + bar,
            QScrollArea::minimumSizeHint().height() };
    }

protected:
    bool eventFilter(QObject* object, QEvent* event) override
    {
        if (object == widget() && event->type() == QEvent::LayoutRequest)
            updateGeometry();
        return QScrollArea::eventFilter(object, event);
    }
};

QScrollArea* scrolled(QWidget* content)
{
    auto* scroll = new ColumnScroll;
    scroll->setWidget(content);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    // The bar is always there: fields do not get narrower when one more makes it appear.
    scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    scroll->setFocusPolicy(Qt::NoFocus);
    return scroll;
}

QVBoxLayout* plainColumn(QWidget* content)
{
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->setSpacing(0);
    return column;
}

} // namespace

InspectorColumn::InspectorColumn(RunController& controller, Document& document, TimeWindow& window,
    const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_document(document)
    , m_window(window)
    , m_themes(themes)
    , m_pages(new QStackedWidget)
{
    createHeader();
    createServerPage();
    createScenarioPage();
    plainColumn(this)->addWidget(m_pages);
    showServer();
}

void InspectorColumn::createHeader()
{
    m_header = new DockHeader(tr("Inspector"), m_themes);
    m_other = new LinkButton({}, m_themes);
    auto* text = new LinkButton(tr("As text"), m_themes);
    text->setToolTip(tr("The scenario as a file has it"));
    m_header->addWidget(m_other);
    m_header->addWidget(text);
    connect(m_other, &QPushButton::clicked, this,
        [this] { showsScenario() ? showServer() : showScenario(); });
    connect(text, &QPushButton::clicked, this, &InspectorColumn::textRequested);
}

void InspectorColumn::createServerPage()
{
    auto* content = new Strip(Strip::Ground::Surface, {}, m_themes);
    auto* inside = plainColumn(content);
    m_inspector = new InspectorPanel(m_controller, m_window, m_themes);
    m_measured = new MeasuredPanel(m_controller, m_window, m_themes);
    auto* line = new Strip(Strip::Ground::Surface, Qt::TopEdge, m_themes);
    line->setFixedHeight(1);
    inside->addWidget(m_inspector);
    inside->addWidget(line);
    inside->addWidget(m_measured);
    inside->addStretch();
    m_serverPage = new QWidget;
    auto* column = plainColumn(m_serverPage);
    column->addWidget(scrolled(content), 1);
    column->addWidget(&m_measured->verdict());
    m_pages->addWidget(m_serverPage);
    connect(m_inspector, &InspectorPanel::scenarioChangeRequested, &m_document,
        &Document::changeScenario);
}

void InspectorColumn::createScenarioPage()
{
    auto* content = new Strip(Strip::Ground::Surface, {}, m_themes);
    m_scenario = new ScenarioPanel(m_controller, m_document, m_themes);
    plainColumn(content)->addWidget(m_scenario);
    m_scenarioPage = scrolled(content);
    m_pages->addWidget(m_scenarioPage);
}

void InspectorColumn::showPage(QWidget* page)
{
    m_pages->setCurrentWidget(page);
    const bool isScenario = showsScenario();
    m_header->setTitle(isScenario ? tr("Scenario") : tr("Inspector"));
    m_other->setText(isScenario ? tr("Server") : tr("Scenario"));
    m_other->setToolTip(isScenario ? tr("The selected server")
                                   : tr("Title, duration, seed, clock, supervisor, clients"));
    m_other->updateGeometry();
}

void InspectorColumn::showServer()
{
    showPage(m_serverPage);
}

void InspectorColumn::showScenario()
{
    showPage(m_scenarioPage);
}

bool InspectorColumn::showsScenario() const
{
    return m_pages->currentWidget() == m_scenarioPage;
}

} // namespace tickscope
