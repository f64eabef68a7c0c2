// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QListView>

namespace tickscope {

class CodeDelegate;
class CodeModel;

/// A list of lines of code. A click on a line, or Enter, activates it; with Shift, backwards.
class CodeView : public QListView
{
    Q_OBJECT

public:
    enum class Way : std::uint8_t { Ahead, Back };

    CodeView(CodeModel& model, const QString& name, const ThemeController& themes,
        QWidget* parent = nullptr);

    /// Brings the first line that runs now into view, unless it is there.
    void revealLit();
    QSize sizeHint() const override;

signals:
    void lineActivated(int row, tickscope::CodeView::Way way);

protected:
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void measure();

    CodeModel& m_model;
    CodeDelegate* m_delegate = nullptr;
};

} // namespace tickscope
