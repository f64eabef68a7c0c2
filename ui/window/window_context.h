// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QMainWindow;

namespace tickscope {

class Document;
class MessageBar;
class RunController;
class Settings;
class ThemeController;
class TimelineView;
class TimeWindow;

/// What the parts of a main window work on together. All of it outlives them.
struct WindowContext
{
    QMainWindow& window; ///< in front of which dialogs open
    RunController& controller;
    Document& document;
    TimeWindow& time;
    TimelineView& timeline;
    MessageBar& message; ///< where it is told what was done, and what was not
    ThemeController& themes;
    Settings& settings;
};

} // namespace tickscope
