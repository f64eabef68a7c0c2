// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/controller/throttle.h"
#include "ui/source/code_view.h"
#include "ui/source/source_choice.h"
#include "ui/widgets/themed.h"

#include <QWidget>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

class QAction;
class QStackedWidget;

namespace tickscope {

class ChoiceBox;
class CodeModel;
class DockHeader;
class Label;
class LinkButton;
class RunController;
class SelectedProcess;
class TimeWindow;

/// The module of the selected server, as the command line writes it: the line that runs is lit, and
/// the lines that ran in this handler are marked. A click on a line goes to the next time it runs.
class SourcePanel : public QWidget
{
    Q_OBJECT

public:
    SourcePanel(RunController& controller, TimeWindow& window, const ThemeController& themes,
        QWidget* parent = nullptr);

    DockHeader* header() const { return m_header; }
    CodeView& view() { return *m_view; }
    const CodeModel& model() const { return *m_model; }
    /// For the menu, in its order: languages, clauses, copy, save, difference.
    const std::vector<QAction*>& commands() const { return m_commands; }
    SourceChoice choice() const { return m_choice; }
    void setChoice(SourceChoice choice);
    /// What stands below the lines.
    QString says() const;

signals:
    void choiceChanged();
    void saveRequested(tickscope::SourceLanguage language);
    void differenceRequested();

protected:
    void showEvent(QShowEvent* event) override;

private:
    /// A line that is gone to.
    struct Search
    {
        int line = 0;
        std::function<std::optional<std::uint64_t>()> find; ///< the record, once the run is there
    };
    /// A record that is looked at, as long as the run stands where it stood then.
    struct Focus
    {
        std::uint64_t record = 0;
        std::uint64_t traceSize = 0;
    };

    void createHeader();
    void createCommands();
    QAction* addCommand(const QString& words, const QString& id);
    QWidget* createFoot();
    void runWentOn();
    void reload();
    void fillFiles();
    void refresh();
    void markLines(const SourceModule& source);
    void activate(int row, CodeView::Way way);
    void goAhead(int line, bool isMonitor);
    void goBack(int line, bool isMonitor);
    void arrived();
    void missed();
    std::optional<std::uint64_t> focus() const;
    const SourceModule* shown() const;
    bool isMonitorFile() const;
    bool isWorldFile() const;
    void tell(const QString& words);

    RunController& m_controller;
    TimeWindow& m_window;
    const ThemeController& m_themes;
    Throttle m_throttle;
    SelectedProcess* m_process = nullptr;
    SourceChoice m_choice;
    std::vector<SourceModule> m_sources;
    QString m_problem; ///< why there are none
    bool m_isStale = true; ///< the sources are to be made anew
    std::optional<Search> m_search;
    std::optional<Focus> m_focus;

    DockHeader* m_header = nullptr;
    LinkButton* m_language = nullptr;
    QStackedWidget* m_pages = nullptr;
    CodeModel* m_model = nullptr;
    CodeView* m_view = nullptr;
    Label* m_why = nullptr;
    ChoiceBox* m_file = nullptr;
    Label* m_says = nullptr;
    std::vector<QAction*> m_commands;
};

} // namespace tickscope
