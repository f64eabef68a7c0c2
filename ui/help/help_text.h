// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/theme/tokens.h"

class QTextDocument;
class QString;

namespace tickscope {

/// Sets a page of Markdown in the type and colours of a theme.
void setMarkdown(QTextDocument& document, const QString& markdown, const Theme& theme);

} // namespace tickscope
