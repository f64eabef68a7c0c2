// SPDX-License-Identifier: GPL-3.0-only
#include "ui/help/key_sheet.h"

#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tickscope {

KeySheet::KeySheet(
    const std::vector<KeyGroup>& groups, const ThemeController& themes, QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keys"));
    setAccessibleName(tr("Keys"));
    setBackgroundRole(QPalette::Base);
    auto* page = new QWidget;
    page->setBackgroundRole(QPalette::Base);
    auto* columns = new QHBoxLayout(page);
    columns->setSpacing(px(3 * themes.theme().metrics.padding));
    std::size_t total = 0;
    for (const auto& group : groups)
        total += group.entries.size() + 2;
    QGridLayout* column = nullptr;
    std::size_t used = 0;
    int row = 0;
    for (const auto& group : groups) {
        if (!column || used > total / 3) {
            column = new QGridLayout;
            column->setHorizontalSpacing(px(themes.theme().metrics.padding));
            column->setVerticalSpacing(4);
            column->setColumnStretch(1, 1);
            columns->addLayout(column, 1);
            used = 0;
            row = 0;
        }
        used += group.entries.size() + 2;
        if (row > 0)
            column->setRowMinimumHeight(row++, px(themes.theme().metrics.padding));
        column->addWidget(new Label(TextLook::Title, themes, group.title), row++, 0, 1, 2);
        for (const auto& entry : group.entries) {
            column->addWidget(new Label(TextLook::Mono, themes, entry.keys), row, 0, Qt::AlignTop);
            auto* what = new Label(TextLook::Second, themes, entry.what);
            what->setWordWrap(true);
            column->addWidget(what, row++, 1, Qt::AlignTop);
        }
    }
    for (int i = 0; i < columns->count(); ++i) // what is left over stands below
        if (auto* one = qobject_cast<QGridLayout*>(columns->itemAt(i)->layout()))
            one->setRowStretch(one->rowCount(), 1);
    auto* scroll = new QScrollArea;
    scroll->setWidget(page);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Keys"));
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(scroll);
    // All of it, where the window is large enough.
    const auto& theme = themes.theme();
    const double unit = theme.type.body / 13;
    const QSize most = parent != nullptr ? parent->size() - QSize(40, 40) : QSize(1060, 600);
    const int wanted = page->sizeHint().height() + 2 * px(theme.metrics.padding);
    resize(QSize(px(1060 * unit), wanted).boundedTo(most).expandedTo({ 400, 200 }));
}

void KeySheet::keyPressEvent(QKeyEvent* event)
{
    if (event->text() == QLatin1String("?"))
        close();
    else
        QDialog::keyPressEvent(event);
}

KeyGroup timelineKeys()
{
    return { KeySheet::tr("On the lanes"),
        {
            { KeySheet::tr("Wheel"), KeySheet::tr("Zoom at the pointer") },
            { KeySheet::tr("Shift+wheel, Shift+drag"), KeySheet::tr("Pan in time") },
            { KeySheet::tr("Wheel over names"), KeySheet::tr("Scroll the lanes") },
            { KeySheet::tr("Drag"), KeySheet::tr("Select a range: statistics cover it alone") },
            { KeySheet::tr("Click"), KeySheet::tr("Select a tick, everywhere") },
            { KeySheet::tr("Click on an armed timer"), KeySheet::tr("Cancel it") },
            { KeySheet::tr("Drag a due mark"), KeySheet::tr("Change the interval") },
            { KeySheet::tr("Drag the end of a work"),
                KeySheet::tr("Change the work of that tick") },
            { KeySheet::tr("Alt+click"),
                KeySheet::tr("Open an instant: its events in their order") },
            { KeySheet::tr("Double click on the ruler"), KeySheet::tr("Add a marker") },
            { KeySheet::tr("[, ]"), KeySheet::tr("To the marker before, or after") },
            { KeySheet::tr("F2, Delete, Enter"),
                KeySheet::tr("Rename, remove or go to the selected marker") },
            { KeySheet::tr("Esc"),
                KeySheet::tr("Leave a drag, the range, the selection, cursors") },
        } };
}

} // namespace tickscope
