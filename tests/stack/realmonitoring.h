// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/stack/process.h"

#include <QJsonArray>
#include <QMap>
#include <QTemporaryDir>

namespace opsdeck::testing {

/// A real Alertmanager on loopback. Stopped and started again, it is at the same address with the same silences.
class RealAlertmanager
{
public:
    static bool available(QString *why);

    RealAlertmanager();

    bool start(); ///< ready when it answers true
    void stop() { m_server.stop(); }
    /// It takes connections and answers none, until it is thawed.
    void freeze();
    void thaw();

    /// From the next start on they are a cluster, which says so to both. Silences go from one to the other; alerts are
    /// sent to each.
    static void join(RealAlertmanager &one, RealAlertmanager &other);
    bool seesPeers(int peers) const; ///< itself among them, and the cluster has settled

    QString url() const { return m_url; }
    QByteArray log() const;

    /// Sends an alert as Prometheus would; it ends by resolve().
    bool fire(const QMap<QString, QString> &labels, const QMap<QString, QString> &annotations = {});
    bool resolve(const QMap<QString, QString> &labels);
    QJsonArray alerts() const;
    QJsonArray silences() const; ///< also those that are over
    /// The state of the silence: active, pending, expired; empty where it is not known.
    QString stateOf(const QString &silence) const;

private:
    bool post(const QMap<QString, QString> &labels, const QMap<QString, QString> &annotations, bool over);

    QTemporaryDir m_folder;
    QString m_url;
    QString m_gossip; ///< host:port of its own part of the cluster; empty = alone
    QString m_peer;
    Child m_server;
};

/// A real Prometheus on loopback that evaluates rules every second; without others, AlwaysFiring fires.
class RealPrometheus
{
public:
    static bool available(QString *why);

    /// Sends its alerts to the Alertmanager where an address is given.
    explicit RealPrometheus(const QString &alertmanagerUrl = {});

    void setRules(const QByteArray &yaml) { m_rules = yaml; } ///< of the next start
    bool start(); ///< ready when it answers true
    void stop() { m_server.stop(); }

    QString url() const { return m_url; }
    QByteArray log() const;
    QJsonArray alerts() const; ///< /api/v1/alerts

private:
    QTemporaryDir m_folder;
    QString m_url;
    QString m_alertmanager; ///< host:port
    QByteArray m_rules;
    Child m_server;
};

} // namespace opsdeck::testing
