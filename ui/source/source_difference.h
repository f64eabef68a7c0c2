// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/source/source_choice.h"
#include "ui/widgets/themed.h"

#include <QWidget>

class QScrollBar;

namespace tickscope {

class ChoiceBox;
class CodeModel;
class CodeView;
class Label;
class RunController;
class TimeWindow;

/// The sources of two servers side by side: lines that only one of them has are marked.
class SourceDifference : public QWidget
{
    Q_OBJECT

public:
    SourceDifference(const RunController& controller, const TimeWindow& window,
        const ThemeController& themes, QWidget* parent = nullptr);

    void setChoice(SourceChoice choice);

    /// The selected server beside the next one, or the one before the last.
    void chooseServers();
    void refresh();
    const CodeModel& left() const { return *m_left.model; }
    const CodeModel& right() const { return *m_right.model; }
    /// "4 lines differ"
    QString says() const;

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Side
    {
        ChoiceBox* server = nullptr;
        CodeModel* model = nullptr;
        CodeView* view = nullptr;
    };

    Side makeSide(const QString& name);
    QWidget* columnOf(const Side& side);
    void fillServers();
    void scrollTogether(QScrollBar* one, QScrollBar* other);

    const RunController& m_controller;
    const TimeWindow& m_window;
    const ThemeController& m_themes;
    SourceChoice m_choice;
    Side m_left;
    Side m_right;
    Label* m_says = nullptr;
    bool m_isChosen = false; ///< somebody chose, or chooseServers() did
};

} // namespace tickscope
