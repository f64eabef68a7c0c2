// SPDX-License-Identifier: GPL-3.0-only
#include "ui/panels/actions_panel.h"

#include "ui/models/actions_model.h"
#include "ui/theme/fonts.h"
#include "ui/time/time_window.h"
#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace tickscope {

namespace {

/// Times, actions and results in the monospace: they are words of the run.
class ActionDelegate : public QStyledItemDelegate
{
public:
    ActionDelegate(const ThemeController& themes, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_themes(themes)
    {
    }

    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto& type = m_themes.theme().type;
        option->font = index.column() == ActionsModel::ServerColumn ? uiFont(type.second)
                                                                    : monoFont(type.second);
    }

private:
    const ThemeController& m_themes;
};

} // namespace

ActionsPanel::ActionsPanel(
    ActionsModel& model, TimeWindow& window, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_view(new QTableView)
    , m_empty(new Label(TextLook::Second, themes,
          tr("Nothing was done to this run yet.\n"
             "Change an interval in the inspector, or press one of its buttons.")))
{
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_empty, 1);
    layout->addWidget(m_view, 1);
    m_bar = createBar(themes);
    layout->addWidget(m_bar);
    layout->setSpacing(0);
    m_view->installEventFilter(this);
    m_empty->setAlignment(Qt::AlignCenter);
    m_view->setModel(&model);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        &ActionsPanel::refresh);
    m_view->setItemDelegate(new ActionDelegate(themes, m_view));
    m_view->setAccessibleName(tr("Actions"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->horizontalHeader()->setHighlightSections(false);
    onTheme(this, themes, [this](const Theme& theme) {
        m_view->verticalHeader()->setMinimumSectionSize(8);
        m_view->verticalHeader()->setDefaultSectionSize(px(theme.metrics.row));
        m_view->horizontalHeader()->setFont(uiFont(theme.type.second, FontWeight::Semibold));
        const int widths[] = { 84, 130, 180, 92 };
        for (int column = 0; column < 4; ++column)
            m_view->setColumnWidth(column, px(widths[column] * theme.type.second / 12));
    });
    connect(m_view, &QAbstractItemView::clicked, this, [&window](const QModelIndex& index) {
        const auto ns = index.data(ActionsModel::TimeRole).toLongLong();
        if (!window.span().contains(ns))
            window.setSpan(window.spanAround(ns));
    });
    connect(&model, &QAbstractItemModel::modelReset, this, &ActionsPanel::refresh);
    connect(&model, &QAbstractItemModel::rowsInserted, this, [this] {
        refresh();
        m_view->scrollToBottom();
    });
    refresh();
}

QWidget* ActionsPanel::createBar(const ThemeController& themes)
{
    auto* bar = new QWidget;
    m_edit = new LinkButton(tr("Edit…"), themes);
    m_edit->setToolTip(tr("Change when it happens and its value (Enter)"));
    m_remove = new LinkButton(tr("Remove"), themes);
    m_remove->setToolTip(tr("Take it out of the run (Delete)"));
    auto* row = new QHBoxLayout(bar);
    row->addWidget(m_edit);
    row->addWidget(m_remove);
    row->addStretch();
    onTheme(bar, themes, [row](const Theme& theme) {
        row->setContentsMargins(px(theme.metrics.padding), 2, px(theme.metrics.padding), 4);
        row->setSpacing(px(2 * theme.metrics.gap));
    });
    connect(m_edit, &QPushButton::clicked, this, &ActionsPanel::edit);
    connect(m_remove, &QPushButton::clicked, this, &ActionsPanel::remove);
    return bar;
}

std::optional<std::size_t> ActionsPanel::currentAction() const
{
    const auto index = m_view->currentIndex();
    if (!index.isValid())
        return {};
    return std::size_t(index.data(ActionsModel::ActionRole).toULongLong());
}

void ActionsPanel::edit()
{
    if (const auto action = currentAction())
        emit editRequested(*action, m_edit);
}

void ActionsPanel::remove()
{
    if (const auto action = currentAction())
        emit removeRequested(*action);
}

bool ActionsPanel::eventFilter(QObject* object, QEvent* event)
{
    const bool isKey
        = event->type() == QEvent::KeyPress || event->type() == QEvent::ShortcutOverride;
    if (object != m_view || !isKey)
        return QWidget::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    if (event->type() == QEvent::ShortcutOverride) {
        if (key != Qt::Key_F2)
            return false;
        event->accept(); // elsewhere it is a key of the window
        return true;
    }
    if (key == Qt::Key_Delete)
        remove();
    else if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_F2)
        edit();
    else
        return false;
    return true;
}

void ActionsPanel::refresh()
{
    const bool isEmpty = m_model.rowCount() == 0;
    m_empty->setVisible(isEmpty);
    m_view->setVisible(!isEmpty);
    m_bar->setVisible(!isEmpty);
    for (auto* button : { m_edit, m_remove })
        button->setEnabled(m_view->currentIndex().isValid());
}

} // namespace tickscope
