// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QPlainTextEdit>

namespace tickscope {

/// A value of several lines: it shows the one in force until somebody types. Ctrl+Enter or leaving
/// it applies what was typed, Escape takes it back.
class LinesField : public QPlainTextEdit
{
    Q_OBJECT

public:
    LinesField(const QString& name, const ThemeController& themes, QWidget* parent = nullptr);

    void setValue(const QString& value);
    void revert();
    void setRefused(bool isRefused);

signals:
    void valueTyped(const QString& text);
    /// Somebody is done here.
    void left();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void finish();

    QString m_value;
    bool m_isRefused = false;
};

} // namespace tickscope
