// SPDX-License-Identifier: GPL-3.0-only
#include "ui/comparison/comparison_panel.h"

#include "ui/comparison/comparison_delegate.h"
#include "ui/comparison/comparison_model.h"
#include "ui/controller/run_controller.h"
#include "ui/text/moment_text.h"
#include "ui/text/time_text.h"
#include "ui/theme/fonts.h"
#include "ui/time/time_window.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

namespace {

// Of a hundred thousand servers nobody reads a menu; the selected one can be added all the same.
constexpr std::uint32_t mostEntries = 60;

} // namespace

ComparisonPanel::ComparisonPanel(const RunController& controller, TimeWindow& window,
    const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_window(window)
    , m_themes(themes)
    , m_throttle(controller.clock(), std::chrono::milliseconds(250), 20)
    , m_model(new ComparisonModel(controller, this))
    , m_delegate(new ComparisonDelegate(themes, this))
    , m_empty(new Label(TextLook::Second, themes,
          tr("A comparison needs two servers, and this scenario has one.\n"
             "Edit > Duplicate server puts a second one beside it.")))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("Comparison"));
    createBar();
    createTable();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
    m_empty->setAlignment(Qt::AlignCenter);
    connect(&controller, &RunController::advanced, this, &ComparisonPanel::runWentOn);
    connect(&controller, &RunController::stateChanged, this, &ComparisonPanel::runWentOn);
    connect(&controller, &RunController::runReplaced, this, &ComparisonPanel::columnsChanged);
    connect(&window, &TimeWindow::changed, this, [this](TimeWindow::Parts parts) {
        if (parts & TimeWindow::Range)
            measureNow();
    });
    columnsChanged();
}

void ComparisonPanel::createBar()
{
    m_bar = new QWidget;
    // Many chips must not keep the panel from being narrow.
    m_bar->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_chips = new QHBoxLayout;
    m_count = new Label(TextLook::Second, m_themes);
    m_span = new Label(TextLook::Second, m_themes);
    m_add = new QToolButton;
    m_menu = new QMenu(m_add);
    m_add->setText(tr("Add server"));
    m_add->setAccessibleName(tr("Add a server to the comparison"));
    m_add->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_add->setAutoRaise(true);
    m_add->setFocusPolicy(Qt::StrongFocus);
    setThemedIcon(*m_add, QStringLiteral("add"), m_themes);
    m_copy = new QPushButton(tr("Copy table"));
    m_copy->setToolTip(tr("Put the table on the clipboard, its cells parted by tabs"));
    auto* row = new QHBoxLayout(m_bar);
    row->addWidget(m_count);
    row->addLayout(m_chips);
    row->addWidget(m_add);
    row->addStretch();
    row->addWidget(m_span);
    row->addWidget(m_copy);
    onTheme(this, m_themes, [this, row](const Theme& theme) {
        const int padding = px(theme.metrics.padding);
        row->setContentsMargins(padding, 4, padding, 4);
        row->setSpacing(px(theme.metrics.gap));
        m_chips->setSpacing(px(theme.metrics.gap) - 2);
        m_add->setFont(uiFont(theme.type.second));
    });
    connect(m_add, &QToolButton::clicked, this, [this] {
        fillMenu();
        m_menu->popup(m_add->mapToGlobal(QPoint(0, m_add->height())));
    });
    connect(m_copy, &QPushButton::clicked, this, &ComparisonPanel::copyTable);
}

void ComparisonPanel::createTable()
{
    m_table = new QTableView;
    m_table->setModel(m_model);
    m_table->setItemDelegate(m_delegate);
    m_table->setAccessibleName(tr("Comparison"));
    m_table->setAccessibleDescription(
        tr("Enter shows a cell on the lanes, T tries what the cell offers."));
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setShowGrid(false);
    m_table->setWordWrap(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setMouseTracking(true);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->verticalHeader()->setHighlightSections(false);
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->installEventFilter(this);
    m_table->viewport()->installEventFilter(this);
    onTheme(this, m_themes, [this](const Theme& theme) {
        const auto font = uiFont(theme.type.second, FontWeight::Semibold);
        m_table->horizontalHeader()->setFont(font);
        m_table->verticalHeader()->setFont(font);
        m_table->horizontalHeader()->setMinimumSectionSize(px(200 * theme.scale));
        fitRows();
    });
    for (auto signal :
        { &QAbstractItemModel::columnsInserted, &QAbstractItemModel::columnsRemoved })
        connect(m_model, signal, this, &ComparisonPanel::columnsChanged);
    connect(m_model, &QAbstractItemModel::modelReset, this, &ComparisonPanel::columnsChanged);
}

void ComparisonPanel::chooseServers()
{
    const auto count = m_controller.hasRun() ? m_controller.run().serverCount() : 0;
    m_model->setServers(
        count < 2 ? std::vector<std::uint32_t> {} : std::vector<std::uint32_t> { 0, 1 });
}

void ComparisonPanel::columnsChanged()
{
    while (auto* item = m_chips->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    const auto count = m_controller.hasRun() ? m_controller.run().serverCount() : 0;
    for (int column = 0; column < m_model->columnCount(); ++column) {
        const auto name = QString::fromStdString(m_model->name(column));
        auto* chip = new Chip(name, m_themes);
        chip->setAccessibleName(tr("Take %1 out of the comparison").arg(name));
        chip->setToolTip(tr("Take it out of the comparison"));
        connect(
            chip, &Chip::clicked, m_model, [this, column] { m_model->removeServer(column); },
            Qt::QueuedConnection);
        m_chips->addWidget(chip);
    }
    const bool isAlone = count < 2 && m_model->columnCount() == 0;
    m_bar->setVisible(!isAlone);
    m_table->setVisible(!isAlone);
    m_empty->setVisible(isAlone);
    m_add->setEnabled(std::size_t(m_model->columnCount()) < count);
    m_copy->setEnabled(m_model->columnCount() > 0);
    m_count->setWords(tr("%1 of %2 servers")
                          .arg(countText(std::uint64_t(m_model->columnCount())), countText(count)));
    measureNow();
}

void ComparisonPanel::fillMenu()
{
    m_menu->clear();
    if (!m_controller.hasRun())
        return;
    const auto& names = m_controller.run().processNames();
    const auto count = std::uint32_t(m_controller.run().serverCount());
    const auto add = [&](std::uint32_t server) {
        if (m_model->hasServer(server))
            return;
        auto name = QString::fromStdString(names[server]);
        connect(m_menu->addAction(name.replace(u'&', QStringLiteral("&&"))), &QAction::triggered,
            m_model, [this, server] { m_model->addServer(server); });
    };
    for (std::uint32_t server = 0; server < std::min(count, mostEntries); ++server)
        add(server);
    const auto selection = m_window.selection();
    if (selection && selection->server >= mostEntries && selection->server < count)
        add(selection->server);
}

void ComparisonPanel::runWentOn()
{
    if (!m_controller.isMoving() || m_throttle.isDue())
        measureNow();
}

void ComparisonPanel::measureNow()
{
    if (!isVisible() || !m_controller.hasRun() || m_controller.isChanging())
        return;
    m_throttle.run([this] {
        m_model->measure(m_window.range(), !m_controller.isMoving());
        const auto span = m_model->span();
        const auto range = spanText(span.startNs, span.endNs);
        m_span->setWords(m_window.range() ? tr("Measured in the range %1").arg(range)
                                          : tr("Measured from %1").arg(range));
        m_bar->setToolTip(m_span->text());
        fitRows();
    });
}

/// Whether the row above the table has to do with fewer words.
bool ComparisonPanel::isNarrow() const
{
    return width() < px(720 * m_themes.theme().type.body / 13);
}

void ComparisonPanel::fitRows()
{
    if (m_model->columnCount() > 0 && isVisible())
        m_table->resizeRowsToContents();
}

void ComparisonPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    m_count->setVisible(!isNarrow());
    m_span->setVisible(!isNarrow()); // the chips need the room; the tooltip has it
    measureNow();
}

void ComparisonPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    measureNow();
}

bool ComparisonPanel::eventFilter(QObject* object, QEvent* event)
{
    if (object == m_table && event->type() == QEvent::KeyPress)
        return keyPressed(*static_cast<QKeyEvent*>(event));
    if (object != m_table->viewport())
        return QWidget::eventFilter(object, event);
    if (event->type() == QEvent::MouseMove) {
        const auto point = static_cast<QMouseEvent*>(event)->position().toPoint();
        const auto index = m_table->indexAt(point);
        const bool isLink = index.isValid()
            && (m_model->cell(index).place
                || m_delegate->isOnOffer(m_table->visualRect(index), index, point));
        m_table->viewport()->setCursor(isLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
    } else if (event->type() == QEvent::MouseButtonRelease) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const auto index = m_table->indexAt(mouse->position().toPoint());
        if (index.isValid() && mouse->button() == Qt::LeftButton)
            clicked(index, mouse->position().toPoint());
    }
    return QWidget::eventFilter(object, event);
}

bool ComparisonPanel::keyPressed(const QKeyEvent& event)
{
    const auto index = m_table->currentIndex();
    if (event.matches(QKeySequence::Copy)) {
        copyTable();
        return true;
    }
    if (!index.isValid())
        return false;
    if (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) {
        showCell(index);
        return true;
    }
    if (event.key() == Qt::Key_T && m_model->cell(index).offer) {
        takeOffer(index);
        return true;
    }
    return false;
}

void ComparisonPanel::clicked(const QModelIndex& index, QPoint point)
{
    if (m_delegate->isOnOffer(m_table->visualRect(index), index, point))
        takeOffer(index);
    else
        showCell(index);
}

void ComparisonPanel::showCell(const QModelIndex& index)
{
    const auto cell = m_model->cell(index);
    const auto server = m_model->server(index.column());
    m_window.setSelection(Selection { server, cell.message });
    if (cell.place)
        emit placeRequested(server, *cell.place);
}

void ComparisonPanel::takeOffer(const QModelIndex& index)
{
    const auto offer = m_model->cell(index).offer;
    if (!offer)
        return;
    m_window.setSelection(Selection { m_model->server(index.column()), 0 });
    emit actionRequested(*offer);
}

void ComparisonPanel::copyTable() const
{
    QGuiApplication::clipboard()->setText(m_model->toText());
}

} // namespace tickscope
