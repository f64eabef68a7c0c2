// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QLineEdit>

namespace tickscope {

/// The name of a marker while somebody writes it, at its flag. Enter keeps it, as does going
/// elsewhere; Esc drops it.
class MarkerEdit : public QLineEdit
{
    Q_OBJECT

public:
    MarkerEdit(const QString& name, QWidget* parent);

signals:
    /// At most once.
    void finished(bool isKept);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void finish(bool isKept);

    bool m_isFinished = false;
};

} // namespace tickscope
