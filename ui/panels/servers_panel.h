// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QStyledItemDelegate>
#include <QWidget>

#include <functional>

class QComboBox;
class QLineEdit;
class QListView;

namespace tickscope {

class OrderedServers;
class ServerListModel;
class TimeWindow;

/// Draws a server as two lines: its name and what it is doing, with its state as an icon at the
/// left and the number of messages that wait at the right.
class ServerDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ServerDelegate(const ThemeController& themes, QObject* parent);

    void paint(QPainter* painter, const QStyleOptionViewItem& option,
        const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

private:
    const ThemeController& m_themes;
};

/// The servers of the run; the selected one is the selected one everywhere.
class ServersPanel : public QWidget
{
    Q_OBJECT

public:
    ServersPanel(ServerListModel& model, TimeWindow& window, const ThemeController& themes,
        QWidget* parent = nullptr);

    QListView& view() { return *m_view; }
    QSize sizeHint() const override;

private:
    QWidget* createHead();
    void reorder(const std::function<void()>& change);
    void showSelection();
    void fitHeight();

    ServerListModel& m_model;
    TimeWindow& m_window;
    const ThemeController& m_themes;
    OrderedServers* m_ordered = nullptr;
    QListView* m_view = nullptr;
    QWidget* m_head = nullptr;
    QLineEdit* m_filter = nullptr;
    QComboBox* m_order = nullptr;
    bool m_isOrdering = false;
};

} // namespace tickscope
