// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/lease.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs);
}

Lease sample()
{
    return {EnvironmentId(u"production"_s), u"li@desk"_s, u"shop 2.4.1 \u2713 \"%1\" \U0001F680"_s,
        utc(u"2026-11-30T06:02:00.123Z"_s), utc(u"2026-11-30T06:32:00Z"_s), u"run-1"_s, {}, {}};
}

QJsonObject object(const Lease &lease = sample())
{
    return QJsonDocument::fromJson(leaseToJson(lease)).object();
}

QByteArray with(const QString &key, const QJsonValue &value)
{
    QJsonObject changed = object();
    if (value.isUndefined())
        changed.remove(key);
    else
        changed.insert(key, value);
    return QJsonDocument(changed).toJson();
}

} // namespace

class LeaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWasWritten()
    {
        QCOMPARE(leaseFromJson(leaseToJson(sample()), u"f"_s), Result<Lease>(sample()));
        Lease ended = sample();
        ended.endedBy = u"root@desk"_s;
        QCOMPARE(leaseFromJson(leaseToJson(ended), u"f"_s), Result<Lease>(ended));
        ended.endReason = u"li went home"_s;
        QCOMPARE(leaseFromJson(leaseToJson(ended), u"f"_s), Result<Lease>(ended));
        // What a later program adds is no fault.
        QCOMPARE(leaseFromJson(with(u"colour"_s, u"red"_s), u"f"_s), Result<Lease>(sample()));
    }

    void isOverAtItsEndAndNotBefore()
    {
        Lease lease = sample();
        QVERIFY(!lease.isOver(lease.expires.addMSecs(-1)));
        QVERIFY(lease.isOver(lease.expires));
        lease.endedBy = u"li@desk"_s;
        QVERIFY(lease.isOver(lease.since));
        QVERIFY(!lease.isBroken());
        lease.endReason = u"why"_s;
        QVERIFY(lease.isBroken());
    }

    void refusesWhatIsNoLease_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto row = [](const char *name, const QByteArray &bytes) { QTest::newRow(name) << bytes; };
        row("nothing", {});
        row("blank", "\n");
        row("no JSON", "held by li");
        row("half of it", leaseToJson(sample()).left(100));
        row("more after it", leaseToJson(sample()) + "x");
        row("a list", "[" + leaseToJson(sample()) + "]");
        row("null", "null");
        row("zeros", QByteArray(4096, '\0'));
        row("no UTF-8", leaseToJson(sample()).replace("li@desk", "\xff\xfe"));
        row("deep", QByteArray(20'000, '['));
        row("too large", leaseToJson(sample()) + QByteArray(Lease::MaxBytes, ' '));
        row("another version", with(u"version"_s, 2));
        row("no version", with(u"version"_s, QJsonValue(QJsonValue::Undefined)));
        for (const char *key : {"environment", "owner", "reason", "since", "expires", "holder"}) {
            row(qPrintable(u"no "_s + QLatin1String(key)), with(QLatin1String(key), QJsonValue::Undefined));
            row(qPrintable(u"a number as "_s + QLatin1String(key)), with(QLatin1String(key), 1764480720));
            row(qPrintable(u"nothing as "_s + QLatin1String(key)), with(QLatin1String(key), QString()));
            row(qPrintable(u"a line break in "_s + QLatin1String(key)), with(QLatin1String(key), u"a\nb"_s));
        }
        row("a number as endedBy", with(u"endedBy"_s, 1));
        row("an escape in endReason", with(u"endReason"_s, u"\x1b[31mred"_s));
        row("a path as environment", with(u"environment"_s, u"../production"_s));
        row("a long owner", with(u"owner"_s, QString(Lease::MaxName + 1, u'a')));
        row("a long reason", with(u"reason"_s, QString(Lease::MaxReason + 1, u'a')));
        row("a separator of lines", with(u"reason"_s, u"a\u2028b"_s));
        row("a time without a zone", with(u"since"_s, u"2026-11-30T06:02:00"_s));
        row("a day that is none", with(u"expires"_s, u"2026-02-31T06:02:00Z"_s));
        row("ends before it begins", with(u"expires"_s, u"2026-11-30T06:01:59Z"_s));
    }
    void refusesWhatIsNoLease()
    {
        QFETCH(QByteArray, bytes);
        const auto lease = leaseFromJson(bytes, u"/leases/production"_s);
        QVERIFY(!lease);
        QCOMPARE(lease.error().kind, Error::Kind::BadAnswer);
        QCOMPARE(lease.error().origin, u"/leases/production"_s);
        QVERIFY(!lease.error().phrase.isEmpty());
    }

    void brokenBytesAreALeaseOrAnError()
    {
        QRandomGenerator random(20261130);
        const QByteArray whole = leaseToJson(sample());
        for (int round = 0; round < 5'000; ++round) {
            QByteArray bytes = whole;
            for (int changes = random.bounded(1, 6); changes > 0; --changes)
                bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
            if (random.bounded(4) == 0)
                bytes.truncate(random.bounded(int(bytes.size())));
            if (const auto lease = leaseFromJson(bytes, u"f"_s)) {
                QVERIFY(faultOf(*lease).isEmpty());
                QCOMPARE(leaseFromJson(leaseToJson(*lease), u"f"_s), lease);
            }
        }
    }

    void everyLeaseWithoutFaultFitsIntoWhatIsRead()
    {
        Lease lease = sample();
        lease.owner = lease.holder = lease.endedBy = QString(Lease::MaxName, u'"');
        lease.reason = lease.endReason = QString(Lease::MaxReason, u'\u4e2d');
        QVERIFY(faultOf(lease).isEmpty());
        QVERIFY(leaseToJson(lease).size() <= Lease::MaxBytes);
        QCOMPARE(leaseFromJson(leaseToJson(lease), u"f"_s), Result<Lease>(lease));
    }

    void saysWhoHoldsWhatSinceWhenAndWhy()
    {
        const QDateTime now = utc(u"2026-11-30T06:10:00Z"_s); // 14:10 in Shanghai
        Lease lease = sample();
        lease.reason = u"shop %2 2.4.1"_s;
        QCOMPARE(heldBy(lease, now).plain(), u"li@desk holds production since 14:02 for: shop %2 2.4.1, until 14:32"_s);
        lease.expires = utc(u"2026-11-30T16:30:00Z"_s);
        QCOMPARE(heldBy(lease, now).plain(),
            u"li@desk holds production since 14:02 for: shop %2 2.4.1, until 2026-12-01 00:30"_s);
        lease.endedBy = u"root@desk"_s;
        lease.endReason = u"li went home"_s;
        QCOMPARE(brokenBy(lease).plain(), u"root@desk broke the lease on production: li went home"_s);
    }

    void aNameThatIsNoFileNameCannotBeLeased()
    {
        for (const auto &name : {u"production"_s, u"p"_s, u"eu-west.1_b"_s, QString(63, u'a')})
            QVERIFY2(canBeLeased(EnvironmentId(name)), qPrintable(name));
        for (const auto &name : {QString(), u"."_s, u".."_s, u"-rf"_s, u"a/b"_s, u"a b"_s, u"a*"_s, u"a\n"_s, u"中"_s,
                 u"a'b"_s, QString(64, u'a'), QString(QChar(u'\0'))})
            QVERIFY2(!canBeLeased(EnvironmentId(name)), qPrintable(name));
    }
};

QTEST_GUILESS_MAIN(LeaseTest)
#include "tst_lease.moc"
