// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QAbstractItemView;
class QKeyEvent;
class QWidget;

namespace tickscope {

/// Whether a widget that has the focus does something with a key itself, so that a key of the
/// window gives way: editing in a text, moving and finding by first letters in a list, a slider.
/// What a person typed is undone by the text, and everything else by the window.
bool usesKey(const QWidget& widget, const QKeyEvent& key);

/// Letters mean in this list what they mean in the window: it has another way of finding.
void leaveLettersToWindow(QAbstractItemView& view);

} // namespace tickscope
