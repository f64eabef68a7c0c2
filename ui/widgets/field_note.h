// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QWidget>

namespace tickscope {

class Label;

/// The words below a field: a note on its value, or why the typed one is refused. Hidden when
/// empty.
class FieldNote : public QWidget
{
    Q_OBJECT

public:
    explicit FieldNote(const ThemeController& themes, QWidget* parent = nullptr);

    void setNote(const QString& note);
    void setError(const QString& reason);
    void clearError();
    bool hasError() const { return !m_error.isEmpty(); }
    QString text() const;

private:
    void update();

    QString m_note;
    QString m_error;
    Label* m_icon = nullptr;
    Label* m_words = nullptr;
    const ThemeController& m_themes;
};

} // namespace tickscope
