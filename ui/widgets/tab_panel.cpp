// SPDX-License-Identifier: GPL-3.0-only
#include "ui/widgets/tab_panel.h"

#include "ui/widgets/label.h"
#include "ui/widgets/link_button.h"
#include "ui/widgets/strip.h"

#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

TabPanel::TabPanel(const QString& name, const ThemeController& themes, QWidget* parent)
    : QWidget(parent)
    , m_row(new Strip(Strip::Ground::Sunken, Qt::TopEdge | Qt::BottomEdge, themes))
    , m_tabs(new QTabBar)
    , m_pages(new QStackedWidget)
    , m_note(new Label(TextLook::Second, themes))
{
    m_tabs->setAccessibleName(name);
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(m_row);
    row->addWidget(m_tabs);
    row->addStretch();
    row->addWidget(m_note);
    m_opener = new LinkButton(tr("Open"), themes);
    m_opener->setAccessibleName(tr("Open %1").arg(name));
    m_opener->hide();
    row->addWidget(m_opener);
    connect(m_opener, &QPushButton::clicked, this, [this] { setOpen(true); });
    connect(m_tabs, &QTabBar::tabBarClicked, this, [this](int tab) {
        if (tab >= 0)
            setOpen(true);
    });
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_row);
    layout->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_tabs, &QTabBar::currentChanged, this, &TabPanel::currentChanged);
    onTheme(this, themes, [this, row](const Theme& theme) {
        m_row->setFixedHeight(px(theme.metrics.tab));
        setMaximumHeight(m_isOpen ? QWIDGETSIZE_MAX : px(theme.metrics.tab));
        row->setContentsMargins(2, 0, px(theme.metrics.padding), 0);
        fitNote();
    });
}

void TabPanel::addPage(const QString& title, QWidget* page)
{
    m_pages->addWidget(page);
    m_tabs->addTab(title);
    fitNote();
}

void TabPanel::setCurrent(QWidget* page)
{
    m_tabs->setCurrentIndex(m_pages->indexOf(page));
}

QWidget* TabPanel::current() const
{
    return m_pages->currentWidget();
}

void TabPanel::setOpen(bool isOpen)
{
    if (isOpen == m_isOpen)
        return;
    m_isOpen = isOpen;
    m_pages->setVisible(isOpen);
    m_note->setVisible(isOpen);
    m_opener->setVisible(!isOpen);
    setMaximumHeight(isOpen ? QWIDGETSIZE_MAX : m_row->height());
    updateGeometry();
    emit openChanged(isOpen);
}

void TabPanel::setNote(const QString& note)
{
    m_words = note;
    fitNote();
}

void TabPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitNote();
}

/// The tabs come first: the note gets what they leave.
void TabPanel::fitNote()
{
    const auto margins = m_row->layout()->contentsMargins();
    const int spaces = 3 * m_row->layout()->spacing();
    const int room
        = width() - margins.left() - margins.right() - spaces - m_tabs->sizeHint().width();
    m_note->setWords(m_note->fontMetrics().elidedText(m_words, Qt::ElideRight, std::max(0, room)));
    m_note->setToolTip(m_note->text() == m_words ? QString() : m_words);
}

} // namespace tickscope
