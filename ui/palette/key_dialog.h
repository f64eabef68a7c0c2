// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/palette/key_bindings.h"
#include "ui/widgets/themed.h"

#include <QDialog>

class QComboBox;
class QKeySequenceEdit;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace tickscope {

class Label;

/// Which key does what, and another one for it: a preset, a list with a filter, and a field that
/// takes the key as it is pressed. What is chosen holds at once.
class KeyDialog : public QDialog
{
    Q_OBJECT

public:
    KeyDialog(KeyBindings& bindings, const ThemeController& themes, QWidget* parent);

private:
    void createHead(const ThemeController& themes);
    void fill();
    void filter();
    void choose();
    void assign();
    void clear();
    QString chosen() const; ///< id; empty for none

    KeyBindings& m_bindings;
    QComboBox* m_preset = nullptr;
    QLineEdit* m_find = nullptr;
    QTableWidget* m_table = nullptr;
    QKeySequenceEdit* m_key = nullptr;
    QPushButton* m_assign = nullptr;
    QPushButton* m_clear = nullptr;
    Label* m_note = nullptr;
};

} // namespace tickscope
