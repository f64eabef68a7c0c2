// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/help/key_sheet.h"

#include <QString>

#include <vector>

namespace tickscope {

/// A page of the manual. Links between pages are relative, as in the folder that they come from.
struct HelpPage
{
    QString name; ///< "lanes.md", "semantics/clock.md": what links call it
    QString title;
    QString text; ///< Markdown
};

/// The pages in the order in which one would read them.
/// @param keys  what the page of keys lists
std::vector<HelpPage> helpPages(const std::vector<KeyGroup>& keys);

/// @return the page that `link` of the page `from` leads to, such as "semantics/clock.md"; what is
/// behind a # is left out
QString linkedPage(const QString& from, const QString& link);

/// Says which page F1 opens while `widget`, or something in it, has the focus.
void setHelpPage(QWidget& widget, const QString& name);

/// @return the page of `widget` or of the nearest widget around it; the first page when none has
/// one
QString helpPageOf(const QWidget* widget);

/// The name of the page that a program opens with.
inline constexpr char16_t firstHelpPage[] = u"start.md";

} // namespace tickscope
