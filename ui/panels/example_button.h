// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "core/scenario/scenario.h"
#include "ui/widgets/themed.h"

#include <QAbstractButton>

namespace tickscope {

/// An example on the welcome page: a small picture, its title, what it is about.
class ExampleButton : public QAbstractButton
{
    Q_OBJECT

public:
    ExampleButton(const QString& name, Scenario scenario, const ThemeController& themes,
        QWidget* parent = nullptr);

    const QString& name() const { return m_name; }
    /// Runs the scenario for its picture: takes some milliseconds.
    void drawPicture();
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QSize pictureSize() const;

    const ThemeController& m_themes;
    QString m_name;
    QString m_about;
    Scenario m_scenario;
    QPixmap m_picture;
};

} // namespace tickscope
