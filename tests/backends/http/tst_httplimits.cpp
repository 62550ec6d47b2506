// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/backoff.h"
#include "backends/http/fingerprint.h"
#include "backends/http/memory.h"
#include "backends/http/pacer.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::http;
using namespace std::chrono_literals;

namespace {

const QByteArray key("https://git.example:443");
const Error busy{Error::Kind::RateLimited, QStringLiteral("git"), QStringLiteral("Retry later"), 429, {}};
const QDateTime noon(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);

Answer with(const QList<Header> &headers)
{
    Answer answer;
    answer.status = 200;
    answer.headers = headers;
    return answer;
}

} // namespace

/// Rules about time, with a clock that the test moves.
class HttpLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsHeadroomInTheFormsOfTheField_data()
    {
        QTest::addColumn<QByteArray>("prefix");
        QTest::addColumn<QByteArray>("limit");
        QTest::addColumn<QByteArray>("reset");
        const QByteArray epoch = QByteArray::number(noon.toSecsSinceEpoch() + 30);
        QTest::newRow("GitLab") << QByteArray("ratelimit-") << QByteArray("600") << epoch;
        QTest::newRow("GitHub") << QByteArray("x-ratelimit-") << QByteArray("600") << epoch;
        QTest::newRow("seconds from now") << QByteArray("ratelimit-") << QByteArray("600") << QByteArray("30");
        QTest::newRow("with a policy") << QByteArray("ratelimit-") << QByteArray("600, 600;w=60") << QByteArray("30");
    }
    void readsHeadroomInTheFormsOfTheField()
    {
        QFETCH(QByteArray, prefix);
        QFETCH(QByteArray, limit);
        QFETCH(QByteArray, reset);
        const auto answer = with({{prefix + "limit", limit}, {prefix + "remaining", "17"}, {prefix + "reset", reset}});
        QCOMPARE(headroomOf(answer, noon), (Headroom{600, 17, noon.addSecs(30)}));
    }

    void readsTheResetByTheServersClock()
    {
        const QByteArray epoch = QByteArray::number(noon.toSecsSinceEpoch() + 7200 + 30);
        auto answer = with({{"ratelimit-limit", "600"}, {"ratelimit-remaining", "17"}, {"ratelimit-reset", epoch}});
        answer.skew = 2h;
        QCOMPARE(headroomOf(answer, noon)->resetsAt, noon.addSecs(30));
    }

    void believesNoNonsenseAboutHeadroom()
    {
        QVERIFY(!headroomOf(with({}), noon));
        QVERIFY(!headroomOf(with({{"ratelimit-limit", "600"}, {"ratelimit-remaining", "17"}}), noon));
        for (const char *bad : {"-1", "many", "", "99999999999999999999", "0"}) {
            const auto answer
                = with({{"ratelimit-limit", bad}, {"ratelimit-remaining", "1"}, {"ratelimit-reset", "30"}});
            QVERIFY(!headroomOf(answer, noon));
        }
        const auto far
            = with({{"ratelimit-limit", "5"}, {"ratelimit-remaining", "9"}, {"ratelimit-reset", "99999999999"}});
        QCOMPARE(headroomOf(far, noon), (Headroom{5, 5, noon.addDays(1)}));
    }

    void spacesRequestsToTheRate()
    {
        Pacer pacer;
        QCOMPARE(pacer.reserve(key, 10, m_now), 0ms);
        QCOMPARE(pacer.reserve(key, 10, m_now), 100ms);
        QCOMPARE(pacer.reserve(key, 10, m_now + 50ms), 150ms);
        QCOMPARE(pacer.reserve("other", 10, m_now), 0ms);
        QCOMPARE(pacer.reserve(key, 10, m_now + 5s), 0ms);
    }

    void slowsDownWhenLittleIsLeft()
    {
        Pacer pacer;
        pacer.learn(key, {100, 9, {}}, 60s, m_now);
        QCOMPARE(pacer.reserve(key, 0, m_now), 0ms);
        QCOMPARE(pacer.reserve(key, 0, m_now), 6s); // 60 s / 10
        QVERIFY(pacer.reserve(key, 0, m_now) > Pacer::Patience); // and 60 s / 9 after that one
        QCOMPARE(pacer.headroom(key)->remaining, 7);
    }

    void asksNothingMoreWhenNothingIsLeftUntilTheReset()
    {
        Pacer pacer;
        pacer.learn(key, {100, 0, {}}, 60s, m_now);
        QCOMPARE(pacer.reserve(key, 0, m_now), 60s);
        QCOMPARE(pacer.reserve(key, 0, m_now + 55s), 5s);
        QCOMPARE(pacer.reserve(key, 0, m_now + 61s), 0ms);
    }

    void opensOneSlotAfterAnother()
    {
        Backoff backoff;
        QCOMPARE(backoff.waitFor(key, m_now), 0ms);
        backoff.failed(key, 0ms, busy, m_now, 0);
        QCOMPARE(backoff.waitFor(key, m_now), 250ms);
        QCOMPARE(backoff.waitFor(key, m_now + 250ms), 0ms);
        backoff.take(key, m_now + 250ms);
        QCOMPARE(backoff.waitFor(key, m_now + 250ms), 250ms); // for all others
        backoff.failed(key, 0ms, busy, m_now + 260ms, 0);
        QCOMPARE(backoff.waitFor(key, m_now + 260ms), 500ms);
        backoff.succeeded(key);
        QCOMPARE(backoff.waitFor(key, m_now), 0ms);
    }

    void countsRequestsThatWereOnTheirWayAsOneFailure()
    {
        Backoff backoff;
        for (int i = 0; i < 20; ++i)
            backoff.failed(key, 0ms, busy, m_now, 0.999);
        QVERIFY(backoff.waitFor(key, m_now) <= 375ms);
    }

    void keepsSlotsWithinReason()
    {
        Backoff backoff;
        for (int i = 0; i < 40; ++i) {
            backoff.take(key, m_now);
            backoff.failed(key, 0ms, busy, m_now, 0.999);
        }
        QVERIFY(backoff.waitFor(key, m_now) <= 7500ms);
        backoff.failed(key, 24h, busy, m_now, 0);
        QCOMPARE(backoff.waitFor(key, m_now), 600s);
        QCOMPARE(backoff.reason(key), busy);
    }

    void readsFingerprintsAsPeopleWriteThem()
    {
        const QByteArray hash = QCryptographicHash::hash("x", QCryptographicHash::Sha256);
        QCOMPARE(parseFingerprint(QString::fromLatin1(hash.toHex())), hash);
        QCOMPARE(parseFingerprint(QString::fromLatin1(hash.toHex(':').toUpper())), hash);
        QCOMPARE(parseFingerprint(QStringLiteral("sha256//") + QString::fromLatin1(hash.toBase64())), hash);
        const QString half = QString::fromLatin1(hash.left(20).toHex());
        for (const QString &bad : {QString(), QStringLiteral("zz"), half, QStringLiteral("sha256//abc"), half + half})
            QVERIFY(!parseFingerprint(bad));
    }

    void remembersAnAnswerAsText()
    {
        const Url url("https://am.example/api");
        auto answer = with({{"etag", "W/\"a b\n%\""}, {"last-modified", "Fri, 20 Nov 2026 12:00:00 GMT"}});
        answer.body = "[1]";
        const Memory memory = Memory::fromText(Memory::of(answer, url).toText(), url);
        QCOMPARE(memory.etag, QByteArray("W/\"a b\n%\""));
        QCOMPARE(memory.lastModified, QByteArray("Fri, 20 Nov 2026 12:00:00 GMT"));
        QVERIFY(!memory.toText().contains('\n'));
        QVERIFY(compared(answer, memory, url).unchanged);
        answer.body = "[2]";
        QVERIFY(!compared(answer, memory, url).unchanged);
    }

    void forgetsWhatWasAboutAnotherAddressOrVersion()
    {
        const Url url("https://am.example/api");
        const QByteArray text = Memory::of(with({}), url).toText();
        QVERIFY(!Memory::fromText(text, url).hash.isEmpty());
        QVERIFY(Memory::fromText(text, Url("https://other.example/api")).hash.isEmpty());
        QVERIFY(Memory::fromText("rubbish", url).hash.isEmpty());
        QCoreApplication::setApplicationVersion(QStringLiteral("99"));
        QVERIFY(Memory::fromText(text, url).hash.isEmpty());
        QCoreApplication::setApplicationVersion({});
    }

private:
    Pacer::Time m_now{1h};
};

QTEST_GUILESS_MAIN(HttpLimitsTest)
#include "tst_httplimits.moc"
