// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QDialog>

#include <vector>

namespace tickscope {

/// A key, or something that the mouse does, and what it is for.
struct KeyEntry
{
    QString keys;
    QString what;
};
struct KeyGroup
{
    QString title;
    std::vector<KeyEntry> entries;
};

/// All keys on one sheet. Stays open beside the window; nothing waits for it.
class KeySheet : public QDialog
{
    Q_OBJECT

public:
    KeySheet(const std::vector<KeyGroup>& groups, const ThemeController& themes, QWidget* parent);

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

/// What mouse and keys do on the lanes.
KeyGroup timelineKeys();

} // namespace tickscope
