// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/form/form_field.h"

#include <QList>
#include <QString>

namespace tickscope {

/// What can be written at a place of a scenario text, and how much of it is there already.
struct KeyHints
{
    QList<FieldWord> words; ///< keys, tables, or the words of a value
    QString begun; ///< what stands left of the cursor and is to be replaced
    QString closing; ///< what belongs behind a word, such as " = "
};

/// Of a key only those are offered that its table does not have yet.
/// @param text  of the whole scenario; lines end with '\n'
/// @param cursor  in UTF-16 units
/// @return no words inside comments, texts and numbers
KeyHints keyHints(const QString& text, qsizetype cursor);

} // namespace tickscope
