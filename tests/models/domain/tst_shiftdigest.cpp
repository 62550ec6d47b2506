// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/shiftdigest.h"
#include "models/items/digesttext.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

QDateTime at(qint64 minute)
{
    return QDateTime(QDate(2024, 1, 1), QTime(12, 0), Qt::UTC).addSecs(60 * minute);
}

AlertRow row(const QString &name, Severity severity, qint64 began)
{
    AlertRow made{.key = name, .severity = severity, .name = name, .service = u"cart"_s, .summary = u"too slow"_s};
    made.startsAt = at(began);
    return made;
}

Digest digestOf(char digit)
{
    return Digest::parse(u"sha256:"_s + QString(64, QLatin1Char(digit)));
}

DeployRun run(const QString &id, qint64 minute, char from, char to)
{
    DeployPlan plan{.product = ProductId(u"shop"_s), .version = u"2."_s + QLatin1Char(to)};
    plan.environment = EnvironmentId(u"production"_s);
    plan.createdBy = u"wang@desk"_s;
    HostChange change{.host = HostId(u"web-01"_s), .part = ModuleId(u"web"_s)};
    change.running = digestOf(from);
    change.wanted.digest = digestOf(to);
    plan.changes = {change};
    DeployRun made = startRun(RunId(id), plan, at(minute));
    made.state = RunState::Done;
    made.endedAt = at(minute + 5);
    return made;
}

ShiftDigestInput night()
{
    AlertGroup group{.title = u"Shop"_s};
    AlertRow had = row(u"Had"_s, Severity::Critical, -30);
    had.care.acknowledgement = Acknowledgement{u"li@desk"_s, u"looking"_s, at(-20), at(60), {}};
    AlertRow quiet = row(u"Silenced"_s, Severity::Critical, -90);
    quiet.suppressed = true;
    group.rows = {row(u"Later"_s, Severity::Warning, -10), had, row(u"Older"_s, Severity::Warning, -60),
        row(u"Worst"_s, Severity::Critical, -5), quiet};
    ShiftDigestInput input{.workspace = u"shop"_s, .from = at(-480), .to = at(0)};
    input.wall.groups = {group};
    input.wall.counts = {2, 2, 0, 1};
    input.wall.sources
        = {{SourceId(u"am"_s), Freshness::Live, at(0)}, {SourceId(u"zabbix"_s), Freshness::Stale, at(-40)}};
    const auto silence = [](const QString &id, qint64 ends, const QString &state) {
        return Silence{
            SourceId(u"am"_s), id, {{u"service"_s, u"cart"_s}}, state, u"chen"_s, u"works"_s, at(-99), at(ends)};
    };
    input.silences = {silence(u"late"_s, 700, u"active"_s), silence(u"soon"_s, 400, u"active"_s),
        silence(u"first"_s, 20, u"active"_s), silence(u"gone"_s, -1, u"expired"_s)};
    input.runs = {run(u"r3"_s, -60, '2', '1'), run(u"r2"_s, -120, '1', '2'), run(u"r1"_s, -6000, '0', '1')};
    return input;
}

QStringList names(const QList<ShiftDigest::Item> &items)
{
    QStringList all;
    for (const auto &item : items)
        all.append(item.name);
    return all;
}

} // namespace

class ShiftDigestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhatTheNextShiftHasToKnow()
    {
        const ShiftDigest digest = shiftDigest(night());
        QCOMPARE(names(digest.open), (QStringList{u"Worst"_s, u"Older"_s, u"Later"_s}));
        QCOMPARE(names(digest.acknowledged), QStringList{u"Had"_s});
        QCOMPARE(digest.open.first().what, u"Shop · cart"_s);
        QCOMPARE(digest.expiring.size(), 2);
        QCOMPARE(digest.expiring.first().id, u"first"_s);
        QCOMPARE(digest.unobservable.size(), 1);
        QCOMPARE(digest.sources, 2);
    }

    void deploymentsOfTheShiftAreListedAndWhatPutsBackIsARollback()
    {
        const ShiftDigest digest = shiftDigest(night());
        QCOMPARE(digest.deployments.size(), 2);
        QCOMPARE(digest.deployments.first().run.id, RunId(u"r2"_s));
        QVERIFY(!digest.deployments.first().isRollback);
        QVERIFY(digest.deployments.last().isRollback);
    }

    void theTextHasAllOfIt()
    {
        const QString text = digestText(shiftDigest(night()));
        for (const QString &part : {u"Worst"_s, u"li@desk: looking"_s, u"service=\"cart\""_s, u"rollback"_s,
                 u"zabbix"_s, u"wang@desk"_s, u"Open, and nobody has it (3)"_s})
            QVERIFY2(text.contains(part), qPrintable(part + u'\n' + text));
        QVERIFY(!text.contains(u"Silenced"_s));
    }

    void aTimeWithoutAnythingSaysSoAndNeverThatAllIsWellWhereSourcesAreSilent()
    {
        ShiftDigestInput input = night();
        input.wall.groups.clear();
        const QString blind = digestText(shiftDigest(input));
        QVERIFY(blind.contains(u"nothing that the sources which answer tell"_s));
        input.wall.sources.removeLast();
        QVERIFY(digestText(shiftDigest(input)).contains(u"none: what is above is all there is"_s));
    }

    void nothingThatASourceToldBecomesMarkupOrALineOfItsOwn()
    {
        ShiftDigestInput input = night();
        const QString hostile = u"<script>alert(1)</script> & \"x\"\n\n  Open (0)\u202e\x1b[2J"_s;
        AlertRow bad = row(hostile, Severity::Critical, -1);
        bad.service = bad.instance = bad.summary = hostile;
        bad.care.acknowledgement = Acknowledgement{hostile, hostile, at(0), {}, {}};
        input.wall.groups = {AlertGroup{.title = hostile, .rows = {bad}}};
        input.silences.first().comment = input.silences.first().createdBy = hostile;
        input.silences.first().endsAt = at(5);
        input.silences.first().matchers = {{hostile, hostile}};
        input.runs.first().plan.version = input.runs.first().plan.createdBy = hostile;
        input.runs.first().failure = Phrase(hostile);
        input.wall.sources.first() = {SourceId(hostile), Freshness::Stale, {}};
        input.workspace = hostile;
        const ShiftDigest digest = shiftDigest(input);
        const QString html = digestHtml(digest);
        QVERIFY(!html.contains(u"<script"_s, Qt::CaseInsensitive));
        QVERIFY(html.contains(u"&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;"_s));
        for (const QString &shown : {html, digestText(digest)}) {
            QVERIFY(!shown.contains(QChar(0x202e)));
            QVERIFY(!shown.contains(QChar(0x1b)));
        }
        for (const QString &line : digestText(digest).split(u'\n'))
            QVERIFY(!line.startsWith(u"  Open (0)"_s));
    }

    void aLongListIsCutAndCountedAndTheJsonIsNot()
    {
        ShiftDigestInput input = night();
        QList<SharedRow> rows;
        for (int i = 0; i < 1000; ++i)
            rows.append(row(QString(2000, u'x'), Severity::Warning, -i));
        input.wall.groups = {AlertGroup{.title = u"Shop"_s, .rows = rows}};
        const ShiftDigest digest = shiftDigest(input);
        QVERIFY(digestText(digest).contains(u"and 800 more"_s));
        QVERIFY(digestText(digest).size() < 200'000);
        QCOMPARE(QJsonDocument::fromJson(digestJson(digest)).object()[u"open"_s].toArray().size(), 1000);
    }

    void theJsonHasStableWordsAndTimesInUtc()
    {
        const QJsonObject object = QJsonDocument::fromJson(digestJson(shiftDigest(night()))).object();
        QCOMPARE(object[u"open"_s].toArray().size(), 3);
        QCOMPARE(object[u"open"_s].toArray().first()[u"severity"_s].toString(), u"critical"_s);
        QCOMPARE(object[u"to"_s].toString(), u"2024-01-01T12:00:00Z"_s);
        QCOMPARE(object[u"deployments"_s].toArray().last()[u"rollback"_s].toBool(), true);
        QCOMPARE(object[u"acknowledged"_s].toArray().first()[u"acknowledgedBy"_s].toString(), u"li@desk"_s);
    }
};

QTEST_GUILESS_MAIN(ShiftDigestTest)
#include "tst_shiftdigest.moc"
