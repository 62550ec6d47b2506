// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/zabbix/client.h"
#include "models/ports/alertactions.h"

#include <QHash>
#include <QJsonObject>

#include <optional>

namespace opsdeck::zabbix {

/// The parameters of maintenance.create for what a silence says. Zabbix knows hosts and tags, no matchers: those of
/// host, instance and hostgroup choose among `hosts`, by whatever rule; all others are tags, of which it can only be
/// told that one has a value. What it cannot say is refused and never left out, because more would be quiet then.
Result<QJsonObject> maintenanceFor(
    const Silence &silence, const QList<Host> &hosts, Dialect dialect, const SourceId &source);

/// What is planned there, as of now.
struct Planned
{
    QList<Silence> silences;
    QHash<qint64, QString> names; ///< of all, also of those that are over
    QByteArray mark; ///< another one where anything of the silences is another
};

/// A silence in Zabbix: a maintenance period with data collection, once, for hosts as they are when it is made. Zabbix
/// takes whole minutes, at least five; it begins with the minute and ends with one. Nothing is sent twice.
class Maintaining final : public SilenceActions
{
public:
    explicit Maintaining(Client &client)
        : m_client(client)
    { }

    /// Makes one; one that is there is changed in Zabbix.
    QCoro::Task<Result<QString>> put(Silence silence, std::stop_token stop) override;
    QCoro::Task<Result<void>> expire(QString id, std::stop_token stop) override;
    /// Nothing where our account may not see them.
    QCoro::Task<Result<std::optional<Planned>>> planned(Dialect dialect, std::stop_token stop);
    /// As of the last probe, and what the role of our account says.
    bool isAllowed() const { return m_client.dialect() && !m_denied; }
    void deny(bool denied) { m_denied = denied; }

private:
    QCoro::Task<Result<QList<Host>>> hosts(Dialect dialect, std::stop_token stop);
    QDateTime serverTime() const;

    Client &m_client;
    bool m_denied = false;
};

} // namespace opsdeck::zabbix
