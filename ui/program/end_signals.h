// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QObject>

class QSocketNotifier;

namespace tickscope {

/// Turns SIGTERM, SIGHUP and SIGINT into a signal of Qt: what may be done in a handler is next to
/// nothing, so the handler writes a byte that the event loop reads. One of a program at a time.
class EndSignals : public QObject
{
    Q_OBJECT

public:
    explicit EndSignals(QObject* parent = nullptr);
    ~EndSignals() override;

signals:
    /// The program was asked to end.
    void endRequested();

private:
    int m_sockets[2] { -1, -1 };
    QSocketNotifier* m_notifier = nullptr;
};

} // namespace tickscope
