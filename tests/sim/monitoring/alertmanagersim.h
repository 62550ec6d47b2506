// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/sim/http/simserver.h"
#include "tests/sim/monitoring/matcher.h"

#include <QJsonObject>

namespace opsdeck::sim {

/// An Alertmanager: alerts and silences that a test edits, and the rules by which a real one updates silences. No
/// credentials, as in a default installation, unless a user is set.
class AlertmanagerSim : public SimServer
{
public:
    struct AlertRow
    {
        LabelSet labels;
        LabelSet annotations;
        QDateTime startsAt;
        QDateTime endsAt; ///< later than now while it fires
        QDateTime updatedAt;
        QString generatorUrl;
        QStringList inhibitedBy; ///< fingerprints
    };

    struct SilenceRow
    {
        QString id;
        QList<LabelMatcher> matchers;
        QDateTime startsAt;
        QDateTime endsAt;
        QDateTime updatedAt;
        QString createdBy;
        QString comment;
    };

    using SimServer::SimServer;

    QList<AlertRow> &alerts() { return m_alerts; }
    QList<SilenceRow> &silences() { return *m_silences; }
    /// Fires or refreshes the alert with these labels. Returns its fingerprint.
    QString fire(const LabelSet &labels, const LabelSet &annotations, const QDateTime &startsAt = {});
    bool resolve(const QString &fingerprint);
    /// Returns the new silence's id.
    QString addSilence(SilenceRow silence);
    /// Makes a cluster of the two, and of what `other` is in: from then on they share their silences, without the delay
    /// that real ones have.
    void join(AlertmanagerSim &other);

    void setUser(const QString &name, const QString &password) { m_user = {name, password}; }
    void setReady(bool ready) { m_ready = ready; }

protected:
    HttpAnswer answer(const HttpRequest &request) override;
    QByteArray vendor() const override { return "alertmanager"; }

private:
    HttpAnswer status() const;
    HttpAnswer alertList(const HttpRequest &request) const;
    HttpAnswer receiveAlerts(const HttpRequest &request);
    HttpAnswer silenceList(const HttpRequest &request) const;
    HttpAnswer receiveSilence(const HttpRequest &request);
    HttpAnswer oneSilence(const HttpRequest &request, const QString &id);
    HttpAnswer store(SilenceRow wanted);
    QStringList silencing(const LabelSet &labels) const;
    QString stateOf(const SilenceRow &silence) const;
    QJsonObject toJson(const SilenceRow &silence) const;
    QJsonObject toJson(const AlertRow &alert, const QStringList &silencedBy) const;
    SilenceRow *find(const QString &id);

    QList<AlertRow> m_alerts;
    std::shared_ptr<QList<SilenceRow>> m_silences = std::make_shared<QList<SilenceRow>>(); ///< of all the cluster
    QString m_member; ///< empty = not in a cluster
    std::shared_ptr<QStringList> m_members; ///< of all the cluster
    std::optional<std::pair<QString, QString>> m_user;
    bool m_ready = true;
};

} // namespace opsdeck::sim
