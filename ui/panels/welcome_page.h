// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "ui/widgets/strip.h"

#include <QTimer>

#include <vector>

class QGridLayout;
class QVBoxLayout;

namespace tickscope {

class ExampleButton;
class Settings;

/// Where nothing is open: examples with small pictures, the files opened lately, a new scenario. It
/// is empty until it is shown for the first time: who opens a file does not wait for it.
class WelcomePage : public Strip
{
    Q_OBJECT

public:
    WelcomePage(Settings& settings, const ThemeController& themes, QWidget* parent = nullptr);

    /// @pre it has been shown
    const std::vector<ExampleButton*>& examples() const { return m_examples; }

signals:
    void newRequested();
    void openRequested();
    void exampleChosen(const QString& name);
    void fileChosen(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    bool isFilled() const { return m_grid != nullptr; }
    void fill();
    QWidget* createHead();
    QWidget* createRecent();
    QWidget* createExamples();
    void showRecent();
    void layOutExamples();
    void drawNext();

    Settings& m_settings;
    QVBoxLayout* m_recent = nullptr;
    QGridLayout* m_grid = nullptr;
    std::vector<ExampleButton*> m_examples;
    QTimer m_drawing; ///< one picture at a time, so that the page is there at once
    std::size_t m_drawn = 0;
    int m_columns = 0;
};

} // namespace tickscope
