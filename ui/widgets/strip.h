// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/themed.h"

#include <QColor>
#include <QWidget>

class QHBoxLayout;

namespace tickscope {

class Label;

/// A piece of the window with a ground colour and hairlines at some of its edges.
class Strip : public QWidget
{
    Q_OBJECT

public:
    enum class Ground : std::uint8_t { Window, Surface, Sunken, Canvas };

    Strip(Ground ground, Qt::Edges hairlines, const ThemeController& themes,
        QWidget* parent = nullptr);

protected:
    void paintEvent(QPaintEvent* event) override;
    const Theme& theme() const { return m_themes.theme(); }
    const ThemeController& themes() const { return m_themes; }

private:
    const ThemeController& m_themes;
    Ground m_ground;
    Qt::Edges m_hairlines;
};

/// The header of a dock: its name, and a few words or a button at the right.
class DockHeader : public Strip
{
    Q_OBJECT

public:
    DockHeader(const QString& title, const ThemeController& themes, QWidget* parent = nullptr);

    Label& note() { return *m_note; }
    void setTitle(const QString& title);
    // A dock takes the height of its title from these, not from the size it was given.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    void addWidget(QWidget* widget);

private:
    QHBoxLayout* m_layout = nullptr;
    Label* m_title = nullptr;
    Label* m_note = nullptr;
};

} // namespace tickscope
