// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QWidget>

class QTableView;

namespace tickscope {

class EventLogModel;
class FilterBar;
class RunController;
class TimeWindow;
struct Record;

/// The records of the trace as a table with a filter; what belongs to the selected tick is marked.
class EventLogPanel : public QWidget
{
    Q_OBJECT

public:
    EventLogPanel(const RunController& controller, EventLogModel& model, TimeWindow& window,
        const ThemeController& themes, QWidget* parent = nullptr);

    QTableView& view() { return *m_view; }
    FilterBar& filterBar() { return *m_filter; }
    /// Selects a record's row, unless the filter hides it.
    void showRecord(quint64 seq);
    /// Selects it in every view. Where the filter hides it, the filter goes.
    void selectRecord(quint64 seq);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void createView();
    void fitColumns();
    void applyFilter();
    void rowsCame();
    void showSelection();
    void selectRow(int row);
    void select(const Record& record);
    void copyRows();
    void refreshNote();

    const RunController& m_controller;
    EventLogModel& m_model;
    TimeWindow& m_window;
    const ThemeController& m_themes;
    FilterBar* m_filter = nullptr;
    QTableView* m_view = nullptr;
    bool m_isAtBottom = true;
    bool m_isOwnChange = false;
};

} // namespace tickscope
