// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/instant/instant.h"
#include "ui/instant/instant_model.h"

#include <QWidget>

class QListView;
class QToolButton;

namespace tickscope {

class ThemeController;

/// One instant, opened: what happened at it as columns in the engine's order, between two lines.
/// The clock stands still inside. It stands in the timeline, which makes room for it.
class InstantBand : public QWidget
{
    Q_OBJECT

public:
    InstantBand(const ThemeController& themes, QWidget* parent);

    const Instant& instant() const { return m_model.instant(); }
    bool isOfRun() const { return m_isOfRun; }
    /// @param isOfRun  the events are those of all servers
    /// @param others  how many more there are then, or fewer otherwise; for the button
    void setInstant(Instant instant, bool isOfRun, std::uint64_t others);
    /// @param listTop  where the columns begin, in this widget
    void setHeads(double ruler, double listTop);
    /// How wide it wants to be.
    double wantedWidth() const;
    double listHeight() const;
    /// The event that is selected; null for none.
    const InstantEvent* current() const;
    void setCurrent(std::size_t place);

signals:
    /// Somebody went to an event.
    void eventSelected(const tickscope::InstantEvent& event);
    void scopeToggled();
    void closeRequested();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    QString headline() const;
    void arrange();

    const ThemeController& m_themes;
    InstantModel m_model;
    QListView* m_list;
    QToolButton* m_scope;
    QToolButton* m_close;
    bool m_isOfRun = false;
    bool m_isSetting = false;
    double m_ruler = 40;
    double m_listTop = 40;
};

} // namespace tickscope
