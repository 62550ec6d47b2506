// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/source.h"

#include "backends/async/await.h"
#include "backends/http/memory.h"
#include "backends/zabbix/actions.h"
#include "backends/zabbix/alerts.h"
#include "backends/zabbix/maintaining.h"
#include "backends/zabbix/queries.h"

#include <QSet>

#include <algorithm>

namespace opsdeck {

using zabbix::Dialect;
using zabbix::names;
using zabbix::PageSize;
using zabbix::Problem;

namespace {

constexpr int MostPages = 200;
constexpr qsizetype ManyProblems = 500; // are made into alerts on the pool
constexpr qint64 LargestId = qint64(1) << 62; // the next one is asked for

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

class ZabbixSource final : public Source
{
public:
    explicit ZabbixSource(const SourceContext &context)
        : m_client(context)
        , m_actions(m_client)
        , m_maintaining(m_client)
    { }

    QCoro::Task<Result<SourceIdentity>> probe(std::stop_token stop) override;
    QCoro::Task<Result<SyncBatch>> fetch(QByteArray cursor, std::stop_token stop) override;
    SourceVitals vitals() const override { return m_client.session().vitals(); }
    AlertActions *alertActions() override { return &m_actions; }
    SilenceActions *silenceActions() override { return m_maintaining.isAllowed() ? &m_maintaining : nullptr; }

private:
    const SourceId &id() const { return m_client.id(); }
    QCoro::Task<Result<void>> tellRights(std::stop_token stop);
    QCoro::Task<Result<QList<ProblemPage>>> problemPages(Dialect dialect, std::stop_token stop);
    QCoro::Task<Result<ProblemPage>> problemPage(http::Answer answer, qint64 from, std::stop_token stop);
    QCoro::Task<Result<QByteArrayList>> triggerPages(
        Dialect dialect, QList<ProblemPage> problems, std::stop_token stop);
    QCoro::Task<Result<Snapshot<Alert>>> alerts(
        Dialect dialect, QList<ProblemPage> problems, QByteArrayList triggers, std::stop_token stop);
    QCoro::Task<Result<QList<Problem>>> allProblems(QList<ProblemPage> pages, std::stop_token stop);
    QCoro::Task<Result<void>> learnUsers(Dialect dialect, QList<Problem> of, std::stop_token stop);
    QCoro::Task<Result<void>> learnMaintenances(QList<Problem> of, std::stop_token stop);
    QCoro::Task<Result<QByteArray>> markOf(QByteArray body, std::stop_token stop) const;

    zabbix::Client m_client;
    zabbix::Actions m_actions;
    zabbix::Maintaining m_maintaining;
    QHash<QByteArray, ProblemPage> m_pages; ///< of the last poll, by their marks
    QHash<qint64, QString> m_users; ///< also those whom our account may not see, by their number
    QHash<qint64, QString> m_maintenances; ///< as the users
};

QCoro::Task<Result<QByteArray>> ZabbixSource::markOf(QByteArray body, std::stop_token stop) const
{
    auto onBody = [url = m_client.url()](const QByteArray &bytes) {
        http::Answer answer;
        answer.body = bytes;
        return Result<QByteArray>(http::Memory::of(answer, url).hash + '\n');
    };
    co_return co_await http::parsed(body, std::move(onBody), stop);
}

QCoro::Task<Result<SourceIdentity>> ZabbixSource::probe(std::stop_token stop)
{
    const auto version = co_await m_client.version(stop);
    if (!version)
        co_return tl::unexpected(version.error());
    const auto dialect = co_await m_client.speak(stop);
    if (!dialect)
        co_return tl::unexpected(dialect.error());
    QJsonObject one = zabbix::problemQuery(*dialect, 0);
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
    m_maintenances.clear();
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
    const auto noMaintenance = zabbix::parseDeniesMaintenance(answer->body, id());
    if (!noMaintenance)
        co_return tl::unexpected(noMaintenance.error());
    m_maintaining.deny(*noMaintenance);
    if (denied->testFlag(AlertAct::Acknowledge))
        rights.append(Phrase(QT_TRANSLATE_NOOP("Phrase", "may not acknowledge")));
    if (*noMaintenance)
        rights.append(Phrase(QT_TRANSLATE_NOOP("Phrase", "may not plan maintenance")));
    m_client.session().tellRights(rights);
    co_return Result<void>();
}

QCoro::Task<Result<ProblemPage>> ZabbixSource::problemPage(http::Answer answer, qint64 from, std::stop_token stop)
{
    const auto mark = co_await markOf(answer.body, stop);
    if (!mark)
        co_return tl::unexpected(mark.error());
    const auto known = m_pages.constFind(*mark);
    if (known != m_pages.cend() && (known->rows == 0 || known->last >= from)) {
        ProblemPage page = *known;
        page.body = answer.body;
        co_return page;
    }
    auto onBody = [source = id()](const QByteArray &body) { return zabbix::parseProblems(body, source); };
    const auto problems = co_await m_client.session().read(answer, std::move(onBody), stop);
    if (!problems)
        co_return tl::unexpected(problems.error());
    ProblemPage page{*mark, answer.body, *problems, problems->size(), from - 1, {}};
    for (const Problem &problem : *problems) {
        if (problem.event <= page.last || problem.event > LargestId)
            co_return failure(Error::Kind::BadAnswer, id().text(),
                QStringLiteral("problem.get: event %1 is out of order").arg(problem.event));
        page.last = problem.event;
        page.triggers.insert(problem.trigger);
    }
    co_return page;
}

/// By growing event ids, so that what comes and goes meanwhile moves nothing between pages.
QCoro::Task<Result<QList<ProblemPage>>> ZabbixSource::problemPages(Dialect dialect, std::stop_token stop)
{
    QList<ProblemPage> pages;
    while (pages.size() < MostPages) {
        const qint64 from = pages.isEmpty() ? 1 : pages.last().last + 1;
        const auto answer = co_await m_client.call("problem.get", zabbix::problemQuery(dialect, from), stop);
        if (!answer)
            co_return tl::unexpected(answer.error());
        const auto page = co_await problemPage(*answer, from, stop);
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
        const QJsonObject query = zabbix::triggerQuery(dialect, ids.mid(at, PageSize));
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

/// Of those that keep a problem quiet; it names them by number only. An account that may not see them does without.
QCoro::Task<Result<void>> ZabbixSource::learnMaintenances(QList<Problem> of, std::stop_token stop)
{
    QJsonArray ids;
    for (const Problem &problem : std::as_const(of)) {
        for (const zabbix::Suppression &suppression : problem.suppressions) {
            const QString number = QString::number(suppression.maintenance);
            if (suppression.maintenance == 0 || m_maintenances.contains(suppression.maintenance))
                continue;
            m_maintenances.insert(suppression.maintenance, number); // asked for once
            ids.append(number);
        }
    }
    if (ids.isEmpty())
        co_return Result<void>();
    const QJsonObject query{
        {QStringLiteral("maintenanceids"), ids}, {QStringLiteral("output"), names({"maintenanceid", "name"})}};
    const auto answer = co_await m_client.call("maintenance.get", query, stop);
    if (!answer && answer.error().kind == Error::Kind::Cancelled)
        co_return tl::unexpected(answer.error());
    if (!answer)
        co_return Result<void>();
    const auto known = m_client.session().judged(*answer, zabbix::parseMaintenances(answer->body, id()));
    if (!known)
        co_return tl::unexpected(known.error());
    m_maintenances.insert(*known);
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
    const auto planned = co_await m_maintaining.planned(*dialect, stop);
    if (!planned)
        co_return tl::unexpected(planned.error());
    if (*planned)
        m_maintenances.insert((*planned)->names);
    m_pages.clear();
    http::Answer whole; // what is remembered is the hash of all parts
    whole.status = 200;
    for (const ProblemPage &page : *problems) {
        m_pages.insert(page.mark, remembered(page));
        whole.body += page.mark;
    }
    for (const QByteArray &body : *triggers) {
        const auto mark = co_await markOf(body, stop);
        if (!mark)
            co_return tl::unexpected(mark.error());
        whole.body += *mark;
    }
    const QByteArrayList memories = cursor.split('\n');
    whole = http::compared(std::move(whole), http::Memory::fromText(memories.value(0), m_client.url()), m_client.url());
    SyncBatch batch;
    if (!whole.unchanged) {
        auto snapshot = co_await alerts(*dialect, *problems, *triggers, stop);
        if (!snapshot)
            co_return tl::unexpected(snapshot.error());
        batch.rows.append(*std::move(snapshot));
    }
    if (*planned && (*planned)->mark != memories.value(1))
        batch.rows.append(Snapshot<Silence>{(*planned)->silences});
    batch.cursor = whole.memory + '\n' + (*planned ? (*planned)->mark : QByteArray());
    co_return batch;
}

/// What was only recognised is taken apart after all.
QCoro::Task<Result<QList<Problem>>> ZabbixSource::allProblems(QList<ProblemPage> pages, std::stop_token stop)
{
    QList<Problem> all;
    for (const ProblemPage &page : std::as_const(pages)) {
        if (!page.problems.isEmpty()) {
            all += page.problems;
            continue;
        }
        auto onBody = [source = id()](const QByteArray &body) { return zabbix::parseProblems(body, source); };
        const auto rows = co_await http::parsed(page.body, std::move(onBody), stop);
        if (!rows)
            co_return tl::unexpected(rows.error());
        all += *rows;
    }
    co_return all;
}

QCoro::Task<Result<Snapshot<Alert>>> ZabbixSource::alerts(
    Dialect dialect, QList<ProblemPage> problems, QByteArrayList triggers, std::stop_token stop)
{
    const auto all = co_await allProblems(problems, stop);
    if (!all)
        co_return tl::unexpected(all.error());
    zabbix::Surroundings around{id(), m_client.session().connection().url, {}, {}, {}};
    for (const QByteArray &page : std::as_const(triggers)) {
        auto onBody = [source = id()](const QByteArray &body) { return zabbix::parseTriggers(body, source); };
        const auto some = co_await http::parsed(page, std::move(onBody), stop);
        if (!some)
            co_return tl::unexpected(some.error());
        around.triggers.insert(*some);
    }
    if (auto learnt = co_await learnUsers(dialect, *all, stop); !learnt)
        co_return tl::unexpected(learnt.error());
    if (auto learnt = co_await learnMaintenances(*all, stop); !learnt)
        co_return tl::unexpected(learnt.error());
    around.users = m_users;
    around.maintenances = m_maintenances;
    Snapshot<Alert> snapshot;
    if (all->size() < ManyProblems) {
        snapshot.rows = zabbix::alertsOf(*all, around);
        co_return snapshot;
    }
    auto making = [problems = *all, around] { return zabbix::alertsOf(problems, around); };
    auto made = co_await runOnPool(std::move(making), stop);
    if (!made)
        co_return tl::unexpected(made.error());
    snapshot.rows = std::move(*made);
    co_return snapshot;
}

} // namespace

std::unique_ptr<Source> makeZabbixSource(SourceContext context)
{
    return std::make_unique<ZabbixSource>(context);
}

} // namespace opsdeck
