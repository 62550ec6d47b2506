// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace opsdeck {

/// Turns SIGINT, SIGTERM and SIGHUP into a signal of the event loop. One at a time: the handler is the process's.
class Interrupt : public QObject
{
    Q_OBJECT

public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;

Q_SIGNALS:
    void happened();

private:
    void read();

    int m_readEnd = -1;
};

} // namespace opsdeck
