// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/help/help_pages.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <vector>

class QListWidget;
class QPushButton;
class QTextBrowser;

namespace tickscope {

class SearchField;

/// The manual in a window of its own: pages at the left, found by their words; the page at the
/// right. Nothing waits for it. Esc closes it, Alt+Left and Alt+Right go back and forward.
class HelpWindow : public QWidget
{
    Q_OBJECT

public:
    HelpWindow(std::vector<HelpPage> pages, const ThemeController& themes, QWidget* parent);

    /// Shows a page; the first one when there is none of that name.
    void openPage(const QString& name);
    QString currentPage() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* createIndex();
    QWidget* createPage();
    void showPage(std::size_t page);
    void visit(std::size_t page);
    void goBy(int steps);
    void follow(const QString& link);
    void filter(const QString& words);
    void markFound();
    std::size_t indexOf(const QString& name) const;

    std::vector<HelpPage> m_pages;
    const ThemeController& m_themes;
    std::vector<std::size_t> m_visited; ///< for back and forward
    std::size_t m_place = 0; ///< in m_visited
    SearchField* m_search = nullptr;
    QListWidget* m_index = nullptr;
    QTextBrowser* m_text = nullptr;
    QPushButton* m_back = nullptr;
    QPushButton* m_forward = nullptr;
};

} // namespace tickscope
