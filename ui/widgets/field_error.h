// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QWidget>

namespace tickscope {

class Label;

/// Why the value typed into a field is refused, just below the field while it has the focus or the
/// pointer. It lies over what is there, so that nothing moves, and clicks go through it.
class FieldError : public QWidget
{
    Q_OBJECT

public:
    /// @param panel  what it lies on: the field is somewhere inside
    FieldError(QWidget& field, QWidget& panel, const ThemeController& themes);

    void setError(const QString& reason);
    void clearError();
    bool hasError() const { return !text().isEmpty(); }
    QString text() const;

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void update();
    void place();

    QWidget& m_field;
    Label* m_icon = nullptr;
    Label* m_words = nullptr;
    const ThemeController& m_themes;
};

} // namespace tickscope
