// SPDX-License-Identifier: GPL-3.0-only
#include "ui/palette/command_palette.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace tickscope {

namespace {

/// The name, its menu in the third colour, and its key at the right.
class CommandDelegate : public QStyledItemDelegate
{
public:
    CommandDelegate(const ThemeController& themes, QObject* parent)
        : QStyledItemDelegate(parent)
        , m_themes(themes)
    {
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override
    {
        const auto& theme = m_themes.theme();
        const bool isOn = index.flags() & Qt::ItemIsEnabled;
        painter->save();
        if (option.state & QStyle::State_Selected) {
            painter->fillRect(option.rect, theme.tint);
            painter->fillRect(QRectF(option.rect.left(), option.rect.top(), 3 * theme.metrics.line,
                                  option.rect.height()),
                theme.accent);
        }
        const int padding = px(theme.metrics.padding);
        auto place = option.rect.adjusted(padding, 0, -padding, 0);
        painter->setFont(uiFont(theme.type.body));
        painter->setPen(isOn ? theme.text : theme.disabled);
        const auto name = index.data().toString();
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft, name);
        place.setLeft(place.left() + painter->fontMetrics().horizontalAdvance(name) + padding);
        painter->setFont(monoFont(theme.type.second));
        painter->setPen(isOn ? theme.text2 : theme.disabled);
        const auto keys = index.data(CommandModel::KeysRole).toString();
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignRight, keys);
        place.setRight(place.right() - painter->fontMetrics().horizontalAdvance(keys) - padding);
        painter->setFont(uiFont(theme.type.second));
        painter->setPen(isOn ? theme.text3 : theme.disabled);
        painter->drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
            painter->fontMetrics().elidedText(
                index.data(CommandModel::PathRole).toString(), Qt::ElideRight, place.width()));
        painter->restore();
    }

    QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return { 100, px(1.35 * m_themes.theme().metrics.row) };
    }

private:
    const ThemeController& m_themes;
};

void addEntries(std::vector<Command>& commands, const QList<QAction*>& actions, const QString& path)
{
    for (auto* action : actions) {
        const auto name = action->text().remove(u'&');
        if (action->isSeparator() || name.isEmpty())
            continue;
        if (!action->menu()) {
            commands.push_back({ action, path });
            continue;
        }
        addEntries(commands, action->menu()->actions(),
            path.isEmpty() ? name : path + QStringLiteral(" > ") + name);
    }
}

} // namespace

std::vector<Command> commandsOf(const QMenuBar& bar)
{
    std::vector<Command> commands;
    addEntries(commands, bar.actions(), {});
    return commands;
}

CommandPalette::CommandPalette(
    std::vector<Command> commands, const ThemeController& themes, QWidget* parent)
    : QFrame(parent, Qt::Popup)
    , m_model(new CommandModel(this))
    , m_field(new QLineEdit)
    , m_list(new QListView)
    , m_nothing(new Label(TextLook::Body, themes))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    setAccessibleName(tr("Commands"));
    m_model->setCommands(std::move(commands));
    m_field->setAccessibleName(tr("Find a command"));
    m_field->setPlaceholderText(tr("What do you want to do?"));
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(themes, m_list));
    m_list->setAccessibleName(tr("Commands"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    auto* layout = new QVBoxLayout(this);
    const int gap = px(themes.theme().metrics.gap);
    layout->setContentsMargins(gap, gap, gap, gap);
    layout->addWidget(m_field);
    layout->addWidget(m_list);
    layout->addWidget(m_nothing);
    layout->addStretch();
    m_nothing->setMargin(gap);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::typed);
    connect(m_field, &QLineEdit::returnPressed, this, &CommandPalette::run);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    m_list->setCurrentIndex(m_model->index(0));
    const double unit = themes.theme().type.body / 13;
    setFixedWidth(std::min(px(620 * unit), parent->width() - 40));
    m_mostHeight = std::min(px(420 * unit), parent->height() - 80);
    fitHeight();
}

/// As high as what was found, up to a limit.
void CommandPalette::fitHeight()
{
    const int rows = m_model->rowCount();
    const int row = m_list->sizeHintForRow(0);
    const auto margins = layout()->contentsMargins();
    const int around = m_field->sizeHint().height() + margins.top() + margins.bottom()
        + 2 * layout()->spacing() + 2 * frameWidth();
    m_list->setVisible(rows > 0);
    m_nothing->setVisible(rows == 0);
    if (rows > 0)
        m_list->setFixedHeight(std::min(rows * row, m_mostHeight - around));
    const int inside = rows > 0 ? m_list->height() : m_nothing->sizeHint().height();
    setFixedHeight(around + inside);
}

void CommandPalette::open()
{
    const auto* over = parentWidget();
    move(over->mapToGlobal(QPoint((over->width() - width()) / 2, 60)));
    show();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::typed(const QString& text)
{
    m_model->setTyped(text);
    m_list->setCurrentIndex(m_model->index(0));
    m_nothing->setWords(tr("No command has \"%1\".").arg(text.trimmed()));
    fitHeight();
}

void CommandPalette::run()
{
    const auto index = m_list->currentIndex();
    if (!index.isValid() || !(index.flags() & Qt::ItemIsEnabled))
        return;
    QPointer<QAction> action = m_model->action(index.row());
    close(); // first: what it does may open something of its own
    if (action)
        action->trigger();
}

bool CommandPalette::eventFilter(QObject* object, QEvent* event)
{
    if (object != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(object, event);
    const int key = static_cast<QKeyEvent*>(event)->key();
    const int page = std::max(1, m_list->height() / std::max(1, m_list->sizeHintForRow(0)) - 1);
    const int by = key == Qt::Key_Down ? 1
        : key == Qt::Key_Up            ? -1
        : key == Qt::Key_PageDown      ? page
        : key == Qt::Key_PageUp        ? -page
                                       : 0;
    if (by == 0)
        return false;
    const int last = m_model->rowCount() - 1;
    const int row = std::clamp(m_list->currentIndex().row() + by, 0, std::max(0, last));
    m_list->setCurrentIndex(m_model->index(row));
    return true;
}

} // namespace tickscope
