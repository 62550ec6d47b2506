// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/traffic/haproxylines.h"

#include <algorithm>
#include <limits>

namespace opsdeck::haproxy {

namespace {

/// `words` and a line break, if the names are names.
Result<QByteArray> line(const QStringList &names, const QString &words)
{
    for (const QString &name : names) {
        if (!isTrafficName(name))
            return failure(Error::Kind::Refused, {},
                Phrase(QT_TRANSLATE_NOOP("Phrase", "\"%1\" cannot be a name in HAProxy"), {name}));
    }
    return words.toLatin1() + '\n';
}

QString pathOf(const QString &backend, const QString &server)
{
    return backend + u'/' + server;
}

/// HAProxy said something else than what was asked for: it is its own words that tell why.
tl::unexpected<Error> refusal(const QByteArray &answer)
{
    const QString words = QString::fromUtf8(answer).trimmed();
    if (words.startsWith(u"No such") || words.startsWith(u"Can't find"))
        return failure(Error::Kind::NotFound, {}, words);
    if (words.startsWith(u"Permission denied"))
        return failure(Error::Kind::Forbidden, {}, words);
    return failure(Error::Kind::Refused, {}, words);
}

tl::unexpected<Error> malformed(const Phrase &phrase)
{
    return failure(Error::Kind::BadAnswer, {}, phrase);
}

tl::unexpected<Error> withoutColumn(const QString &name)
{
    return malformed(Phrase(QT_TRANSLATE_NOOP("Phrase", "HAProxy's answer has no column %1"), {name}));
}

/// The end of an answer is a blank line.
tl::unexpected<Error> cutOff()
{
    return malformed(Phrase(QT_TRANSLATE_NOOP("Phrase", "HAProxy's answer ends too early")));
}

/// Columns by name, so that a newer HAProxy may have more of them.
class Table
{
public:
    explicit Table(QStringList names)
        : m_names(std::move(names))
    { }

    QString missing(const QStringList &wanted) const
    {
        for (const QString &name : wanted) {
            if (!m_names.contains(name))
                return name;
        }
        return {};
    }
    void read(QStringList row) { m_row = std::move(row); }
    QString text(const QString &name) const { return m_row.value(m_names.indexOf(name)); }
    /// Not negative, else `ok` becomes false.
    qint64 number(const QString &name, bool *ok) const
    {
        bool isNumber = false;
        const qint64 value = text(name).toLongLong(&isNumber);
        *ok = *ok && isNumber && value >= 0;
        return value;
    }

private:
    const QStringList m_names;
    QStringList m_row;
};

/// Cells in double quotes may hold commas, line breaks and doubled quotes.
QList<QStringList> csvRows(const QString &text)
{
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text.at(i);
        if (isQuoted && c == u'"' && i + 1 < text.size() && text.at(i + 1) == u'"') {
            cell += c;
            ++i;
        } else if (c == u'"' && (isQuoted || cell.isEmpty())) {
            isQuoted = !isQuoted;
        } else if (!isQuoted && (c == u',' || c == u'\n')) {
            row.append(std::exchange(cell, {}));
            if (c == u'\n')
                rows.append(std::exchange(row, {}));
        } else {
            cell += c;
        }
    }
    row.append(cell);
    rows.append(row);
    return rows;
}

template <typename T> QSet<QString> namesOf(const QList<T> &all, bool (*isMeant)(const T &), QString T::*name)
{
    QSet<QString> names;
    for (const T &one : all) {
        if (isMeant(one))
            names.insert(one.*name);
    }
    return names;
}

/// What stands in the way of shares for these servers.
Result<void> checkServers(const QList<Server> &servers, const QSet<QString> &backups, const TrafficTarget &target)
{
    QSet<QString> pooled;
    for (const QStringList &pool : target.pools) {
        for (const QString &name : pool) {
            pooled.insert(name);
            if (std::none_of(servers.cbegin(), servers.cend(), [&](const Server &one) { return one.name == name; }))
                return failure(Error::Kind::NotFound, {},
                    Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 has no server %2"), {target.backend, name}));
            if (backups.contains(name))
                return failure(Error::Kind::Refused, {},
                    Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is a backup, which gets no share"), {name}));
        }
    }
    for (const Server &server : servers) {
        if (server.takesTraffic() && !pooled.contains(server.name) && !backups.contains(server.name))
            return failure(Error::Kind::Refused, {},
                Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 gets traffic but is in no pool"), {server.name}));
    }
    return {};
}

int small(qint64 value)
{
    return static_cast<int>(qMin<qint64>(value, std::numeric_limits<int>::max()));
}

Server serverOf(const Table &table, bool *ok)
{
    Server server;
    server.name = table.text(QStringLiteral("srv_name"));
    server.runState = small(table.number(QStringLiteral("srv_op_state"), ok));
    server.adminState = small(table.number(QStringLiteral("srv_admin_state"), ok));
    server.weight = small(table.number(QStringLiteral("srv_uweight"), ok));
    server.configuredWeight = small(table.number(QStringLiteral("srv_iweight"), ok));
    return server;
}

} // namespace

Result<QByteArray> setWeight(const QString &backend, const QString &server, int weight)
{
    if (weight < 0 || weight > MostWeight)
        return failure(Error::Kind::Refused, {},
            Phrase(QT_TRANSLATE_NOOP("Phrase", "%1 is no weight in HAProxy"), {QString::number(weight)}));
    return line({backend, server}, QStringLiteral("set server %1 weight %2").arg(pathOf(backend, server)).arg(weight));
}

Result<QByteArray> setState(const QString &backend, const QString &server, State state)
{
    QString word;
    switch (state) {
    case State::Ready:
        word = QStringLiteral("ready");
        break;
    case State::Drain:
        word = QStringLiteral("drain");
        break;
    case State::Maint:
        word = QStringLiteral("maint");
        break;
    }
    return line({backend, server}, QStringLiteral("set server %1 state %2").arg(pathOf(backend, server), word));
}

Result<QByteArray> showServersState(const QString &backend)
{
    return line({backend}, QStringLiteral("show servers state ") + backend);
}

QByteArray showStat()
{
    return QByteArrayLiteral("show stat\n");
}

Result<void> parseSet(const QByteArray &answer)
{
    if (answer.trimmed().isEmpty())
        return {};
    return refusal(answer);
}

Result<QList<Server>> parseServersState(const QByteArray &answer, const QString &backend)
{
    const QList<QByteArray> lines = answer.split('\n');
    if (lines.first().trimmed() != "1") {
        bool isOtherVersion = false;
        lines.first().trimmed().toInt(&isOtherVersion);
        return isOtherVersion
            ? malformed(Phrase(QT_TRANSLATE_NOOP("Phrase", "HAProxy tells its servers in version %1, which is unknown"),
                {QString::fromUtf8(lines.first().trimmed().left(20))}))
            : refusal(answer);
    }
    const QString header = QString::fromUtf8(lines.value(1)).trimmed();
    if (!header.startsWith(u'#'))
        return malformed(Phrase(QT_TRANSLATE_NOOP("Phrase", "HAProxy's answer has no line of column names")));
    if (!answer.endsWith("\n\n"))
        return cutOff();
    Table table(header.mid(1).split(u' ', Qt::SkipEmptyParts));
    if (const QString missing
        = table.missing({QStringLiteral("be_name"), QStringLiteral("srv_name"), QStringLiteral("srv_op_state"),
            QStringLiteral("srv_admin_state"), QStringLiteral("srv_uweight"), QStringLiteral("srv_iweight")});
        !missing.isEmpty())
        return withoutColumn(missing);
    QList<Server> servers;
    for (const QByteArray &text : lines.mid(2)) {
        if (text.trimmed().isEmpty())
            continue;
        table.read(QString::fromUtf8(text).split(u' ', Qt::SkipEmptyParts));
        bool ok = table.text(QStringLiteral("be_name")) == backend;
        const Server server = serverOf(table, &ok);
        if (!ok)
            return malformed(Phrase(QT_TRANSLATE_NOOP("Phrase", "HAProxy's answer cannot be read: %1"),
                {QString::fromUtf8(text.left(200))}));
        servers.append(server);
    }
    return servers;
}

Result<QList<Load>> parseStat(const QByteArray &answer, const QString &backend)
{
    const QString text = QString::fromUtf8(answer);
    if (!text.startsWith(u"# "))
        return refusal(answer);
    if (!answer.endsWith("\n\n"))
        return cutOff();
    QList<QStringList> rows = csvRows(text.mid(2));
    Table table(rows.takeFirst());
    if (const QString missing = table.missing({QStringLiteral("pxname"), QStringLiteral("svname"),
            QStringLiteral("type"), QStringLiteral("scur"), QStringLiteral("qcur"), QStringLiteral("bck")});
        !missing.isEmpty())
        return withoutColumn(missing);
    QList<Load> loads;
    bool isKnown = false;
    for (const QStringList &row : std::as_const(rows)) {
        table.read(row);
        if (table.text(QStringLiteral("pxname")) != backend)
            continue;
        const QString type = table.text(QStringLiteral("type")); // 0 frontend, 1 backend, 2 server, 3 listener
        isKnown |= type == u"1"; // a frontend may have the same name
        if (type != u"2")
            continue;
        bool ok = true;
        Load load;
        load.server = table.text(QStringLiteral("svname"));
        load.sessions = table.number(QStringLiteral("scur"), &ok);
        load.queued = table.number(QStringLiteral("qcur"), &ok);
        load.isBackup = table.number(QStringLiteral("bck"), &ok) != 0;
        if (!ok)
            return malformed(
                Phrase(QT_TRANSLATE_NOOP("Phrase", "HAProxy's answer cannot be read: %1"), {row.join(u',').left(200)}));
        loads.append(load);
    }
    if (!isKnown)
        return failure(
            Error::Kind::NotFound, {}, Phrase(QT_TRANSLATE_NOOP("Phrase", "HAProxy has no backend %1"), {backend}));
    return loads;
}

Result<QMap<QString, int>> planWeights(
    const QList<Server> &servers, const QList<Load> &loads, const TrafficTarget &target, const TrafficShare &share)
{
    const QSet<QString> backups = namesOf<Load>(
        loads, [](const Load &load) { return load.isBackup; }, &Load::server);
    if (const auto checked = checkServers(servers, backups, target); !checked)
        return tl::unexpected(checked.error());
    const QSet<QString> out = namesOf<Server>(
        servers, [](const Server &one) { return one.isOut(); }, &Server::name);
    auto weights = trafficWeights(share, poolsWithout(target.pools, out), MostWeight);
    if (!weights)
        return weights;
    for (auto pool = target.pools.cbegin(); pool != target.pools.cend(); ++pool) {
        int heaviest = 0;
        bool hasRunning = false;
        for (const QString &name : *pool)
            heaviest = qMax(heaviest, weights->value(name));
        for (const QString &name : *pool) {
            if (out.contains(name))
                weights->insert(name, heaviest);
        }
        for (const Server &server : servers)
            hasRunning |= pool->contains(server.name) && !server.isOut()
                && (server.runState == 1 || server.runState == 2) && weights->value(server.name) > 0;
        if (share.percents.value(pool.key()) > 0 && !hasRunning)
            return failure(Error::Kind::Refused, {},
                Phrase(QT_TRANSLATE_NOOP("Phrase", "no server of pool %1 runs"), {pool.key()}));
    }
    return weights;
}

} // namespace opsdeck::haproxy
