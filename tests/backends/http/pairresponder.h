// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/backends/http/faultserver.h"

#include <QSocketNotifier>

#include <memory>
#include <vector>

namespace opsdeck::testing {

/// Serves HTTP on one end of socket pairs, as an SSH channel would; the other end is what `dial` gives away.
class PairResponder final : public QObject
{
public:
    explicit PairResponder(FaultServer::Handler handler);
    ~PairResponder() override;

    int dial();
    void breakConnections();
    int dialled() const { return m_dialled; }
    const QList<FaultServer::Seen> &requests() const { return m_requests; }

private:
    struct Line
    {
        int socket;
        QByteArray buffer;
        std::unique_ptr<QSocketNotifier> notifier;
    };

    void read(Line *line);

    FaultServer::Handler m_handler;
    std::vector<std::unique_ptr<Line>> m_lines;
    QList<FaultServer::Seen> m_requests;
    int m_dialled = 0;
};

} // namespace opsdeck::testing
