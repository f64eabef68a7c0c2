// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/palette/command_model.h"
#include "ui/widgets/themed.h"

#include <QFrame>

class QLineEdit;
class QListView;
class QMenu;
class QMenuBar;

namespace tickscope {

class Label;

/// Everything that can be done, found by a few letters: opens over the window, does what is chosen
/// with Enter, and is gone.
class CommandPalette : public QFrame
{
    Q_OBJECT

public:
    CommandPalette(std::vector<Command> commands, const ThemeController& themes, QWidget* parent);

    void open();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void typed(const QString& text);
    void fitHeight();
    void run();

    CommandModel* m_model = nullptr;
    QLineEdit* m_field = nullptr;
    QListView* m_list = nullptr;
    Label* m_nothing = nullptr; ///< instead of the list where no command fits
    int m_mostHeight = 0;
};

/// All entries of the menus, in their order.
std::vector<Command> commandsOf(const QMenuBar& bar);

} // namespace tickscope
