// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QFrame>

class QLineEdit;

namespace tickscope {

class Label;

/// A small field that opens below a button, asks for one value and goes away.
class FieldPopup : public QFrame
{
    Q_OBJECT

public:
    FieldPopup(
        const QString& name, const QString& value, const ThemeController& themes, QWidget* anchor);

    void setHelp(const QString& help);
    /// Says why the value cannot be, and stays open.
    void refuse(const QString& reason);
    void open();

signals:
    void accepted(const QString& text);

private:
    QWidget* m_anchor;
    QLineEdit* m_field = nullptr;
    Label* m_help = nullptr;
};

} // namespace tickscope
