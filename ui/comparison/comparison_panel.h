// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/throttle.h"
#include "ui/time/time_axis.h"
#include "ui/widgets/themed.h"

#include <QWidget>

class QHBoxLayout;
class QMenu;
class QPushButton;
class QTableView;
class QToolButton;

namespace tickscope {

class ComparisonDelegate;
class ComparisonModel;
class Label;
class RunController;
class TimeWindow;
struct Action;

/// The table that holds servers side by side: what was measured of each, live. A click on a cell
/// shows it on the lanes; a link in it does what would measure it.
class ComparisonPanel : public QWidget
{
    Q_OBJECT

public:
    ComparisonPanel(const RunController& controller, TimeWindow& window,
        const ThemeController& themes, QWidget* parent = nullptr);

    ComparisonModel& model() { return *m_model; }
    /// Puts the first servers of a new run side by side.
    void chooseServers();
    void copyTable() const;

signals:
    void actionRequested(const tickscope::Action& action);
    /// Somebody wants to see this stretch of time, in the lane of the server.
    void placeRequested(std::uint32_t server, tickscope::TimeSpan place);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void createBar();
    void createTable();
    void runWentOn();
    void measureNow();
    void columnsChanged();
    void fillMenu();
    void fitRows();
    bool isNarrow() const;
    void clicked(const QModelIndex& index, QPoint point);
    void showCell(const QModelIndex& index);
    void takeOffer(const QModelIndex& index);
    bool keyPressed(const QKeyEvent& event);

    const RunController& m_controller;
    TimeWindow& m_window;
    const ThemeController& m_themes;
    Throttle m_throttle;
    ComparisonModel* m_model = nullptr;
    ComparisonDelegate* m_delegate = nullptr;
    QWidget* m_bar = nullptr;
    QHBoxLayout* m_chips = nullptr;
    Label* m_count = nullptr;
    Label* m_span = nullptr;
    QToolButton* m_add = nullptr;
    QMenu* m_menu = nullptr;
    QPushButton* m_copy = nullptr;
    QTableView* m_table = nullptr;
    Label* m_empty = nullptr;
};

} // namespace tickscope
