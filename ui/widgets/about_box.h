// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QDialog>

namespace tickscope {

/// Version, licence and what it runs on; the same text as `tickscope --version`.
class AboutBox : public QDialog
{
    Q_OBJECT

public:
    AboutBox(const ThemeController& themes, QWidget* parent);
};

/// "Tickscope 0.1.0" and the versions below it.
QString versionText();

} // namespace tickscope
