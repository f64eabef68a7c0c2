// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QLineEdit>

namespace tickscope {

/// A field with a lens at the left and, while it is empty, its key at the right.
class SearchField : public QLineEdit
{
    Q_OBJECT

public:
    SearchField(const QString& key, const ThemeController& themes, QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_key;
    const ThemeController& m_themes;
};

} // namespace tickscope
