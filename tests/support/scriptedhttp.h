// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTcpServer>

namespace opsdeck::testing {

/// An HTTP server on loopback that a test edits: it answers what stands in `pages` and keeps what it was asked. Runs in
/// the test's own thread. Paths are seen as they came, percent signs and all.
class ScriptedHttp : public QTcpServer
{
    Q_OBJECT

public:
    struct Reply
    {
        int status = 200;
        QByteArray body;
        QByteArray headers; ///< whole lines, each ended by \r\n
    };
    struct Asked
    {
        QByteArray target;
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
    };

    ScriptedHttp();

    QByteArray url() const;
    /// What was asked since the last call, "path?query" each.
    QList<QByteArray> takeTargets();

    /// By path with query, else by path alone; all others are 404.
    QHash<QByteArray, Reply> pages;
    QList<Asked> asked;

private:
    void read(QTcpSocket *socket);
    QByteArray answer(const QByteArray &head);
};

} // namespace opsdeck::testing
