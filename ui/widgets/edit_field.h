// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QLineEdit>

namespace tickscope {

/// A value that can be changed while the run goes: it shows the one in force until somebody types.
class EditField : public QLineEdit
{
    Q_OBJECT

public:
    EditField(const QString& name, const ThemeController& themes, QWidget* parent = nullptr);

    /// It is a part of another control, which draws the frame.
    void setInside();
    /// It is the title of its panel: larger and semibold.
    void setTitle();
    /// The value in force; shown unless somebody is typing.
    void setValue(const QString& value);
    QString value() const { return m_value; }
    /// Marks the field with the word "edited".
    void setEdited(bool isEdited);
    bool isEdited() const { return m_isEdited; }
    /// Back to the value in force.
    void revert();
    /// The typed text was refused: it stays until it is corrected or reverted.
    void setRefused(bool isRefused);
    bool isRefused() const { return m_isRefused; }

signals:
    /// Somebody typed another text and pressed Enter or left the field.
    void valueTyped(const QString& text);
    /// Enter was pressed and nothing was refused: somebody is done here.
    void entered();
    /// Escape took back what was typed or refused.
    void reverted();
    /// Escape, with nothing to take back.
    void left();

protected:
    /// Space belongs to the run (play, pause) until something is being typed: no value begins with
    /// one. So do undo and redo, while the field has nothing of its own to undo.
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    /// Asks for what was typed, if it is another value.
    void finish();
    /// Room at both ends that is not the text's.
    void setRoom(int left, int right);
    const Theme& theme() const { return m_themes.theme(); }

private:
    void applyTheme(const Theme& theme);
    void applyMargins();

    const ThemeController& m_themes;
    QString m_value;
    int m_roomLeft = 0;
    int m_roomRight = 0;
    bool m_isInside = false;
    bool m_isTitle = false;
    bool m_isEdited = false;
    bool m_isRefused = false;
};

} // namespace tickscope
