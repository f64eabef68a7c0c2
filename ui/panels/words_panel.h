// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/throttle.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <functional>

class QPlainTextEdit;

namespace tickscope {

class PlainTable;
class RunController;
class TicksModel;
class TimeWindow;

/// The lanes and charts in words: a sentence a server and a chart, and the ticks of the selected
/// server as a table. Everything in it can be read by a screen reader and copied. It is empty until
/// it is shown for the first time.
class WordsPanel : public QWidget
{
    Q_OBJECT

public:
    /// @param charts  gives the sentences of the charts
    WordsPanel(const RunController& controller, TimeWindow& window,
        std::function<QStringList()> charts, const ThemeController& themes,
        QWidget* parent = nullptr);

    QString text() const;
    TicksModel& model() { return *m_model; }

protected:
    void showEvent(QShowEvent* event) override;

private:
    void fill();
    void runWentOn();
    void tell();
    QStringList serverSentences() const;

    const RunController& m_controller;
    TimeWindow& m_window;
    std::function<QStringList()> m_charts;
    const ThemeController& m_themes;
    Throttle m_throttle;
    TicksModel* m_model = nullptr;
    QPlainTextEdit* m_text = nullptr;
    PlainTable* m_table = nullptr;
};

} // namespace tickscope
