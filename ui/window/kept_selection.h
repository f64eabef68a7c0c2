// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

#include <string>

namespace tickscope {

class RunController;
class TimeWindow;

/// Keeps the server selected that was, by its name: in another run its place may be another one.
class KeptSelection : public QObject
{
    Q_OBJECT

public:
    KeptSelection(const RunController& controller, TimeWindow& time, QObject* parent = nullptr);

    /// Servers came, went or changed places: the one that was selected still is, or another one
    /// that is there.
    /// @pre there is a run
    void restore();

private:
    void noteName();

    const RunController& m_controller;
    TimeWindow& m_time;
    std::string m_name; ///< of the selected server
};

} // namespace tickscope
