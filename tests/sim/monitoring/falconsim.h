// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/http/simserver.h"

#include <QJsonObject>
#include <QSet>

namespace opsdeck::sim {

/// The API module of falcon-plus, as far as alarms go: login, event cases and notes, with its limits on how many rows
/// one answer has.
class FalconSim : public SimServer
{
public:
    struct CaseRow
    {
        QString id;
        QString endpoint = QStringLiteral("app-01");
        QString metric = QStringLiteral("cpu.idle");
        QString condition = QStringLiteral("3.25 < 10");
        QString note;
        int priority = 0;
        QString status = QStringLiteral("PROBLEM"); ///< or OK
        QString processStatus = QStringLiteral("unresolved");
        QDateTime timestamp;
    };
    struct NoteRow
    {
        QString caseId;
        QString note;
        QString status;
        QString user;
        QDateTime timestamp;
    };

    using SimServer::SimServer;

    QList<CaseRow> &cases() { return m_cases; }
    QList<NoteRow> &notes() { return m_notes; }
    void setUser(const QString &name, const QString &password) { m_user = {name, password}; }
    /// As when the person logs out in the browser.
    void endSessions() { m_signatures.clear(); }
    int logins() const { return m_logins; }

protected:
    HttpAnswer answer(const HttpRequest &request) override;

private:
    HttpAnswer logIn(const HttpRequest &request);
    bool isKnown(const HttpRequest &request) const;
    HttpAnswer caseList(const HttpRequest &request) const;
    HttpAnswer noteList(const HttpRequest &request) const;
    HttpAnswer addNote(const HttpRequest &request);

    QList<CaseRow> m_cases;
    QList<NoteRow> m_notes;
    std::pair<QString, QString> m_user{QStringLiteral("root"), QStringLiteral("falcon-pw")};
    QSet<QString> m_signatures;
    int m_logins = 0;
};

} // namespace opsdeck::sim
