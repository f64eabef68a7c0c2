// SPDX-License-Identifier: GPL-3.0-only
#include "ui/help/help_window.h"

#include "ui/help/help_text.h"
#include "ui/widgets/search_field.h"

#include <QDesktopServices>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QSplitter>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace tickscope {

HelpWindow::HelpWindow(std::vector<HelpPage> pages, const ThemeController& themes, QWidget* parent)
    : QWidget(parent, Qt::Window)
    , m_pages(std::move(pages))
    , m_themes(themes)
{
    setWindowTitle(tr("Tickscope help"));
    setAccessibleName(tr("Help"));
    setBackgroundRole(QPalette::Base);
    setAutoFillBackground(true);
    auto* parts = new QSplitter;
    parts->addWidget(createIndex());
    parts->addWidget(createPage());
    parts->setStretchFactor(1, 1);
    parts->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(parts);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, this, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    connect(new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Left), this), &QShortcut::activated, this,
        [this] { goBy(-1); });
    connect(new QShortcut(QKeySequence(Qt::ALT | Qt::Key_Right), this), &QShortcut::activated, this,
        [this] { goBy(1); });
    const double unit = themes.theme().type.body / 13;
    resize(QSize(px(920 * unit), px(660 * unit))
               .boundedTo(parent ? parent->size() : QSize(1280, 720))
               .expandedTo({ 480, 320 }));
    onTheme(this, themes, [this](const Theme&) {
        if (!m_visited.empty())
            showPage(m_visited[m_place]);
    });
    filter({});
}

QWidget* HelpWindow::createIndex()
{
    auto* part = new QWidget;
    m_search = new SearchField(tr("Ctrl+F"), m_themes);
    m_search->setPlaceholderText(tr("Search the help"));
    m_search->setAccessibleName(tr("Search the help"));
    m_index = new QListWidget;
    m_index->setFrameShape(QFrame::NoFrame);
    m_index->setAccessibleName(tr("Pages"));
    m_index->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* layout = new QVBoxLayout(part);
    layout->addWidget(m_search);
    layout->addWidget(m_index, 1);
    connect(m_search, &QLineEdit::textChanged, this, &HelpWindow::filter);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (const auto* first = m_index->item(0); first->flags() & Qt::ItemIsEnabled) {
            visit(std::size_t(first->data(Qt::UserRole).toUInt()));
            m_text->setFocus();
        }
    });
    connect(m_index, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item)
            visit(std::size_t(item->data(Qt::UserRole).toUInt()));
    });
    onTheme(this, m_themes, [this, part, layout](const Theme& theme) {
        const int gap = px(theme.metrics.gap);
        layout->setContentsMargins(gap, gap, gap, gap);
        layout->setSpacing(gap);
        part->setMinimumWidth(px(232 * theme.type.body / 13));
        m_index->setSpacing(1);
    });
    return part;
}

QWidget* HelpWindow::createPage()
{
    auto* part = new QWidget;
    m_back = new QPushButton(tr("Back"));
    m_back->setToolTip(tr("To the page before (Alt+Left)"));
    m_forward = new QPushButton(tr("Forward"));
    m_forward->setToolTip(tr("To the page after (Alt+Right)"));
    m_text = new QTextBrowser;
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setAccessibleName(tr("Page"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addWidget(m_forward);
    buttons->addStretch();
    auto* layout = new QVBoxLayout(part);
    layout->addLayout(buttons);
    layout->addWidget(m_text, 1);
    connect(m_back, &QPushButton::clicked, this, [this] { goBy(-1); });
    connect(m_forward, &QPushButton::clicked, this, [this] { goBy(1); });
    connect(m_text, &QTextBrowser::anchorClicked, this,
        [this](const QUrl& link) { follow(link.toString()); });
    onTheme(this, m_themes, [layout](const Theme& theme) {
        const int gap = px(theme.metrics.gap);
        layout->setContentsMargins(gap, gap, 0, 0);
        layout->setSpacing(gap);
    });
    return part;
}

std::size_t HelpWindow::indexOf(const QString& name) const
{
    const auto found = std::ranges::find(m_pages, name, &HelpPage::name);
    return found == m_pages.end() ? 0 : std::size_t(found - m_pages.begin());
}

void HelpWindow::openPage(const QString& name)
{
    m_search->clear();
    m_index->setCurrentRow(int(indexOf(name)));
    m_text->setFocus();
}

QString HelpWindow::currentPage() const
{
    return m_visited.empty() ? QString() : m_pages[m_visited[m_place]].name;
}

void HelpWindow::visit(std::size_t page)
{
    if (m_visited.empty() || m_visited[m_place] != page) {
        if (!m_visited.empty())
            m_visited.resize(m_place + 1);
        m_visited.push_back(page);
        m_place = m_visited.size() - 1;
    }
    showPage(page);
}

void HelpWindow::goBy(int steps)
{
    const auto place = std::ptrdiff_t(m_place) + steps;
    if (place < 0 || place >= std::ptrdiff_t(m_visited.size()))
        return;
    m_place = std::size_t(place);
    const QSignalBlocker silent(m_index); // what is chosen there is no new visit
    m_search->clear();
    m_index->setCurrentRow(int(m_visited[m_place]));
    showPage(m_visited[m_place]);
}

void HelpWindow::showPage(std::size_t page)
{
    setMarkdown(*m_text->document(), m_pages[page].text, m_themes.theme());
    m_text->moveCursor(QTextCursor::Start); // setting the type left it at the end
    m_back->setEnabled(m_place > 0);
    m_forward->setEnabled(m_place + 1 < m_visited.size());
    markFound();
}

void HelpWindow::follow(const QString& link)
{
    if (link.contains(u"://")) {
        QDesktopServices::openUrl(QUrl(link));
        return;
    }
    openPage(linkedPage(currentPage(), link));
}

/// A page is listed when it has all the words, one with all of them in its title first.
void HelpWindow::filter(const QString& words)
{
    const auto asked = words.split(u' ', Qt::SkipEmptyParts);
    const auto hasAll = [&asked](const QString& text) {
        return std::ranges::all_of(asked,
            [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
    };
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        if (hasAll(m_pages[i].text))
            found.push_back(i);
    std::ranges::stable_partition(
        found, [&](std::size_t page) { return hasAll(m_pages[page].title); });
    const auto current = currentPage();
    const QSignalBlocker silent(m_index);
    m_index->clear();
    for (const auto page : found) {
        auto* item = new QListWidgetItem(m_pages[page].title, m_index);
        item->setData(Qt::UserRole, uint(page));
        if (m_pages[page].name == current)
            m_index->setCurrentItem(item);
    }
    if (found.empty()) {
        auto* none = new QListWidgetItem(tr("No page has these words"), m_index);
        none->setFlags(Qt::NoItemFlags);
    }
    markFound();
}

/// Lights what was searched for, and brings the first of it into view.
void HelpWindow::markFound()
{
    QList<QTextEdit::ExtraSelection> found;
    for (const auto& word : m_search->text().split(u' ', Qt::SkipEmptyParts)) {
        QTextCursor cursor(m_text->document());
        while (!(cursor = m_text->document()->find(word, cursor)).isNull()) {
            QTextEdit::ExtraSelection one;
            one.cursor = cursor;
            one.format.setBackground(m_themes.theme().lit);
            found << one;
        }
    }
    m_text->setExtraSelections(found);
    if (!found.isEmpty()) {
        QTextCursor first(m_text->document());
        first.setPosition(found.front().cursor.selectionStart());
        m_text->setTextCursor(first);
        m_text->ensureCursorVisible();
    }
}

void HelpWindow::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tickscope
