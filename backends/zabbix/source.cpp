// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/source.h"

#include "backends/http/memory.h"
#include "backends/zabbix/actions.h"
#include "backends/zabbix/alerts.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

namespace opsdeck {

using zabbix::Dialect;
using zabbix::Problem;

namespace {

constexpr int PageSize = 1000;
constexpr int MostPages = 200;
constexpr qint64 LargestId = qint64(1) << 62; // the next one is asked for

QJsonArray names(std::initializer_list<const char *> all)
{
    QJsonArray array;
    for (const char *name : all)
        array.append(QString::fromLatin1(name));
    return array;
}

/// An answer with problems. What has to be known of it to go on is remembered for when it comes again; it is taken
/// apart only where it is new, or where something else made it necessary.
struct ProblemPage
{
    QByteArray mark; ///< recognises the body
    QByteArray body; ///< not remembered
    QList<Problem> problems; ///< not remembered
    qsizetype rows = 0;
    qint64 last = 0; ///< event
    QSet<qint64> triggers;
};

ProblemPage remembered(ProblemPage page)
{
    page.body.clear();
    page.problems.clear();
    return page;
}

QJsonObject problemQuery(Dialect dialect, qint64 from)
{
    auto output = names({"eventid", "objectid", "clock", "r_eventid", "acknowledged", "severity", "name", "opdata",
        "suppressed", "urls"});
    if (dialect.tellsCauses())
        output.append(QStringLiteral("cause_eventid"));
    QJsonObject query{{QStringLiteral("output"), output}, {QStringLiteral("source"), 0}, {QStringLiteral("object"), 0},
        {QStringLiteral("selectTags"), names({"tag", "value"})},
        {QStringLiteral("selectAcknowledges"), names({"userid", "clock", "message", "action"})},
        {QStringLiteral("selectSuppressionData"), names({"maintenanceid", "suppress_until"})},
        {QStringLiteral("sortfield"), names({"eventid"})}, {QStringLiteral("sortorder"), QStringLiteral("ASC")},
        {QStringLiteral("limit"), PageSize}};
    if (from > 0)
        query.insert(QStringLiteral("eventid_from"), QString::number(from));
    return query;
}

/// As Zabbix' own list of problems asks.
QJsonObject triggerQuery(Dialect dialect, const QList<qint64> &ids)
{
    QJsonArray triggers;
    for (const qint64 trigger : ids)
        triggers.append(QString::number(trigger));
    return {{QStringLiteral("triggerids"), triggers},
        {QStringLiteral("output"), names({"triggerid", "type", "expression", "comments", "url"})},
        {QStringLiteral("selectHosts"), names({"host", "name"})},
        {QStringLiteral("selectDependencies"), names({"triggerid", "description", "value"})},
        {QString::fromLatin1(dialect.selectGroups()), names({"name"})}, {QStringLiteral("monitored"), true},
        {QStringLiteral("expandComment"), true}, {QStringLiteral("expandDescription"), true},
        {QStringLiteral("expandExpression"), true}, {QStringLiteral("sortfield"), QStringLiteral("triggerid")}};
}

class ZabbixSource final : public Source
{
public:
    explicit ZabbixSource(const SourceContext &context)
        : m_client(context)
        , m_actions(m_client)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override;
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) override;
    SourceVitals vitals() const override { return m_client.session().vitals(); }
    AlertActions *alertActions() override { return &m_actions; }

private:
    const SourceId &id() const { return m_client.id(); }
    QCoro::Task<Result<void>> tellRights(std::stop_token stop);
    QCoro::Task<Result<QList<ProblemPage>>> problemPages(Dialect dialect, std::stop_token stop);
    Result<ProblemPage> problemPage(const http::Answer &answer, qint64 from);
    QCoro::Task<Result<QByteArrayList>> triggerPages(
        Dialect dialect, QList<ProblemPage> problems, std::stop_token stop);
    QCoro::Task<Result<Snapshot<Alert>>> alerts(
        Dialect dialect, QList<ProblemPage> problems, QByteArrayList triggers, std::stop_token stop);
    QCoro::Task<Result<void>> learnUsers(Dialect dialect, QList<Problem> of, std::stop_token stop);
    QByteArray markOf(const QByteArray &body) const;

    zabbix::Client m_client;
    zabbix::Actions m_actions;
    QHash<QByteArray, ProblemPage> m_pages; ///< of the last poll, by their marks
    QHash<qint64, QString> m_users; ///< also those whom our account may not see, by their number
};

QByteArray ZabbixSource::markOf(const QByteArray &body) const
{
    http::Answer answer;
    answer.body = body;
    return http::Memory::of(answer, m_client.url()).hash + '\n';
}

QCoro::Task<Result<SourceIdentity>> ZabbixSource::probe(std::stop_token stop)
{
    const auto version = co_await m_client.version(stop);
    if (!version)
        co_return tl::unexpected(version.error());
    const auto dialect = co_await m_client.speak(stop);
    if (!dialect)
        co_return tl::unexpected(dialect.error());
    QJsonObject one = problemQuery(*dialect, 0);
    one.insert(QStringLiteral("limit"), 1);
    const auto answer = co_await m_client.call("problem.get", one, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto read = m_client.session().judged(*answer, zabbix::parseProblems(answer->body, id()));
    if (!read)
        co_return tl::unexpected(read.error());
    // A role may hide who it is: that is no reason to do without its problems.
    if (auto told = co_await tellRights(stop); !told && told.error().kind == Error::Kind::Cancelled)
        co_return tl::unexpected(told.error());
    co_return SourceIdentity{QStringLiteral("Zabbix"), *version};
}

QCoro::Task<Result<void>> ZabbixSource::tellRights(std::stop_token stop)
{
    m_users.clear();
    QDateTime expires;
    const auto account = co_await m_client.account(&expires, stop);
    if (!account)
        co_return tl::unexpected(account.error());
    QList<Phrase> rights{
        Phrase(QT_TRANSLATE_NOOP("Phrase", "signed in as %1 with the role %2"), {account->name, account->role})};
    if (expires.isValid())
        rights.append(
            Phrase(QT_TRANSLATE_NOOP("Phrase", "the token expires on %1"), {expires.date().toString(Qt::ISODate)}));
    m_client.session().tellRights(rights);
    if (account->roleId == 0)
        co_return Result<void>();
    const QJsonObject which{{QStringLiteral("roleids"), QJsonArray{QString::number(account->roleId)}},
        {QStringLiteral("output"), names({"roleid"})}, {QStringLiteral("selectRules"), names({"actions"})}};
    const auto answer = co_await m_client.call("role.get", which, stop);
    if (!answer)
        co_return tl::unexpected(answer.error());
    const auto denied = zabbix::parseDeniedActs(answer->body, id());
    if (!denied)
        co_return tl::unexpected(denied.error());
    m_actions.deny(*denied);
    if (denied->testFlag(AlertAct::Acknowledge)) {
        rights.append(Phrase(QT_TRANSLATE_NOOP("Phrase", "may not acknowledge")));
        m_client.session().tellRights(rights);
    }
    co_return Result<void>();
}

Result<ProblemPage> ZabbixSource::problemPage(const http::Answer &answer, qint64 from)
{
    const QByteArray mark = markOf(answer.body);
    const auto known = m_pages.constFind(mark);
    if (known != m_pages.cend() && (known->rows == 0 || known->last >= from)) {
        ProblemPage page = *known;
        page.body = answer.body;
        return page;
    }
    const auto problems = m_client.session().judged(answer, zabbix::parseProblems(answer.body, id()));
    if (!problems)
        return tl::unexpected(problems.error());
    ProblemPage page{mark, answer.body, *problems, problems->size(), from - 1, {}};
    for (const Problem &problem : *problems) {
        if (problem.event <= page.last || problem.event > LargestId)
            return failure(Error::Kind::BadAnswer, id().text(),
                QStringLiteral("problem.get: event %1 is out of order").arg(problem.event));
        page.last = problem.event;
        page.triggers.insert(problem.trigger);
    }
    return page;
}

/// By growing event ids, so that what comes and goes meanwhile moves nothing between pages.
QCoro::Task<Result<QList<ProblemPage>>> ZabbixSource::problemPages(Dialect dialect, std::stop_token stop)
{
    QList<ProblemPage> pages;
    while (pages.size() < MostPages) {
        const qint64 from = pages.isEmpty() ? 1 : pages.last().last + 1;
        const auto answer = co_await m_client.call("problem.get", problemQuery(dialect, from), stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        const auto page = problemPage(*answer, from);
        if (!page)
            co_return tl::unexpected(page.error());
        pages.append(*page);
        if (page->rows < PageSize)
            co_return pages;
    }
    co_return failure(
        Error::Kind::Refused, id().text(), QStringLiteral("More than %1 problems.").arg(MostPages * PageSize));
}

QCoro::Task<Result<QByteArrayList>> ZabbixSource::triggerPages(
    Dialect dialect, QList<ProblemPage> problems, std::stop_token stop)
{
    QSet<qint64> distinct;
    for (const ProblemPage &page : std::as_const(problems))
        distinct += page.triggers;
    QList<qint64> ids(distinct.cbegin(), distinct.cend());
    std::ranges::sort(ids);
    QByteArrayList bodies;
    for (qsizetype at = 0; at < ids.size(); at += PageSize) {
        const QJsonObject query = triggerQuery(dialect, ids.mid(at, PageSize));
        const auto answer = co_await m_client.call("trigger.get", query, stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        bodies.append(answer->body);
    }
    co_return bodies;
}

/// Of those who said something about a problem; it names them by number only.
QCoro::Task<Result<void>> ZabbixSource::learnUsers(Dialect dialect, QList<Problem> of, std::stop_token stop)
{
    QSet<qint64> unknown;
    for (const Problem &problem : std::as_const(of)) {
        for (const zabbix::Update &update : problem.updates) {
            if (!m_users.contains(update.user))
                unknown.insert(update.user);
        }
    }
    if (unknown.isEmpty())
        co_return Result<void>();
    QJsonArray ids;
    for (const qint64 user : std::as_const(unknown))
        ids.append(QString::number(user));
    const QJsonObject query{
        {QStringLiteral("userids"), ids}, {QStringLiteral("output"), names({"userid", dialect.userName()})}};
    const auto answer = co_await m_client.call("user.get", query, stop);
    if (!answer && answer.error().kind != Error::Kind::Forbidden)
        co_return tl::unexpected(answer.error());
    if (answer) {
        const auto users = m_client.session().judged(*answer, zabbix::parseUsers(answer->body, id()));
        if (!users)
            co_return tl::unexpected(users.error());
        m_users.insert(*users);
    }
    for (const qint64 user : std::as_const(unknown)) {
        if (!m_users.contains(user)) // asked for once
            m_users.insert(user, QString::number(user));
    }
    co_return Result<void>();
}

QCoro::Task<Result<SyncBatch>> ZabbixSource::fetch(QByteArray cursor, std::stop_token stop)
{
    const auto dialect = co_await m_client.speak(stop);
    if (!dialect)
        co_return tl::unexpected(dialect.error());
    const auto problems = co_await problemPages(*dialect, stop);
    if (!problems)
        co_return tl::unexpected(problems.error());
    const auto triggers = co_await triggerPages(*dialect, *problems, stop);
    if (!triggers)
        co_return tl::unexpected(triggers.error());
    m_pages.clear();
    http::Answer whole; // what is remembered is the hash of all parts
    whole.status = 200;
    for (const ProblemPage &page : *problems) {
        m_pages.insert(page.mark, remembered(page));
        whole.body += page.mark;
    }
    for (const QByteArray &body : *triggers)
        whole.body += markOf(body);
    whole = http::compared(std::move(whole), http::Memory::fromText(cursor, m_client.url()), m_client.url());
    SyncBatch batch;
    if (!whole.unchanged) {
        auto snapshot = co_await alerts(*dialect, *problems, *triggers, stop);
        if (!snapshot)
            co_return tl::unexpected(snapshot.error());
        batch.rows.append(*std::move(snapshot));
    }
    batch.cursor = whole.memory;
    co_return batch;
}

QCoro::Task<Result<Snapshot<Alert>>> ZabbixSource::alerts(
    Dialect dialect, QList<ProblemPage> problems, QByteArrayList triggers, std::stop_token stop)
{
    QList<Problem> all;
    for (const ProblemPage &page : std::as_const(problems)) {
        // Without its problems it was only recognised.
        const auto rows = page.problems.isEmpty() ? zabbix::parseProblems(page.body, id()) : page.problems;
        if (!rows)
            co_return tl::unexpected(rows.error());
        all += *rows;
    }
    zabbix::Surroundings around{id(), m_client.session().connection().url, {}, {}};
    for (const QByteArray &body : std::as_const(triggers)) {
        const auto some = zabbix::parseTriggers(body, id());
        if (!some)
            co_return tl::unexpected(some.error());
        around.triggers.insert(*some);
    }
    if (auto learnt = co_await learnUsers(dialect, all, stop); !learnt)
        co_return tl::unexpected(learnt.error());
    around.users = m_users;
    Snapshot<Alert> snapshot;
    snapshot.rows = zabbix::alertsOf(all, around);
    co_return snapshot;
}

} // namespace

std::unique_ptr<Source> makeZabbixSource(SourceContext context)
{
    return std::make_unique<ZabbixSource>(context);
}

} // namespace opsdeck
