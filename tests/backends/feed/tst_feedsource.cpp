// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/backends/feed/handbook.h"
#include "tests/backends/http/connected.h"
#include "tests/support/fakehost.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

const QByteArray Plain = "key: '{id}'\nname: '{n}'\n";

} // namespace

/// The generic source against a server, a folder and a host.
class FeedSourceTest : public QObject
{
    Q_OBJECT

private:
    Connection feed(const QString &url, const QByteArray &mapping = Plain)
    {
        Connection made = m_there->connection(u"json"_s);
        made.url = url;
        made.feed = testing::mapping(mapping);
        return made;
    }
    std::unique_ptr<Source> source(const Connection &to)
    {
        return makeSource({to, m_there->client, m_there->secrets, &m_hosts});
    }
    void write(const QByteArray &content)
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    static QList<Alert> alerts(const Result<SyncBatch> &batch)
    {
        return batch && !batch->rows.isEmpty() ? std::get<Snapshot<Alert>>(batch->rows.first()).rows : QList<Alert>();
    }

    std::unique_ptr<testing::Connected> m_there;
    testing::FakeHost m_host;
    testing::FakeHostPool m_hosts;
    QString m_file;

private Q_SLOTS:
    void init()
    {
        m_there = std::make_unique<testing::Connected>();
        m_host = {};
        m_hosts.hosts = {{HostId(u"app-01"_s), &m_host}};
        m_file = m_there->folder.filePath(u"rows.json"_s);
    }

    void readsAWebAddressWithItsQueryAndSecret()
    {
        m_there->server.pages = {{"/rows?open=1", {200, R"([{"id":1,"n":"Hot"}])", {}}}};
        auto connection = feed(QString::fromUtf8(m_there->server.baseUrl()) + u"/rows?open=1"_s);
        connection.secret = u"env:OPSDECK_TEST_TOKEN"_s;
        qputenv("OPSDECK_TEST_TOKEN", "t0ken");
        const auto from = source(connection);
        QCOMPARE(testing::wait(from->probe({})).value().product, u"JSON"_s);
        const auto batch = testing::wait(from->fetch({}, {}));
        QCOMPARE(alerts(batch).size(), 1);
        QCOMPARE(m_there->server.seen().last().header("authorization"), "Bearer t0ken");
        qunsetenv("OPSDECK_TEST_TOKEN");
    }

    void readsNothingAgainThatHasNotChanged()
    {
        write(R"([{"id":1,"n":"Hot"}])");
        const auto from = source(feed(u"file:"_s + m_file));
        const auto first = testing::wait(from->fetch({}, {}));
        QCOMPARE(alerts(first).size(), 1);
        const auto second = testing::wait(from->fetch(first->cursor, {}));
        QVERIFY(second);
        QVERIFY(second->rows.isEmpty());
        QCOMPARE(second->cursor, first->cursor);
        write(R"([{"id":2,"n":"Hot"}])");
        QCOMPARE(alerts(testing::wait(from->fetch(second->cursor, {}))).first().key.fingerprint, u"2"_s);
    }

    void readsAllAgainWhenTheMappingHasChanged()
    {
        write(R"([{"id":1,"n":"Hot"}])");
        const auto before = testing::wait(source(feed(u"file:"_s + m_file))->fetch({}, {}));
        const auto from = source(feed(u"file:"_s + m_file, "key: '{id}'\nname: 'New {n}'\n"));
        const auto after = testing::wait(from->fetch(before->cursor, {}));
        QCOMPARE(alerts(after).first().name, u"New Hot"_s);
    }

    void remembersTheFirstSightOfWhatTellsNoStart()
    {
        write(R"([{"id":1,"n":"Hot"}])");
        const auto first = testing::wait(source(feed(u"file:"_s + m_file))->fetch({}, {}));
        const QDateTime start = alerts(first).first().startsAt;
        QVERIFY(std::abs(start.secsTo(QDateTime::currentDateTimeUtc())) < 10);
        write(R"([{"id":1,"n":"Hotter"}])");
        // Another run of the program.
        const auto later = testing::wait(source(feed(u"file:"_s + m_file))->fetch(first->cursor, {}));
        QCOMPARE(alerts(later).first().startsAt, start);
    }

    void saysWhatItCouldNotUse()
    {
        write(R"([{"id":1,"n":"Hot"},{"id":2}])");
        const auto from = source(feed(u"file:"_s + m_file));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"1 rows could not be used"_s));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"row 2: nothing in n"_s));
        QVERIFY(testing::wait(from->fetch({}, {})));
        QCOMPARE(from->vitals().remarks.size(), 2);
        write(R"([{"id":1,"n":"Hot"}])");
        QVERIFY(testing::wait(from->fetch({}, {})));
        QVERIFY(from->vitals().remarks.isEmpty());
    }

    void runsItsCommandAsOneQuotedWord()
    {
        m_host.answers = {{u"sh -c"_s, {0, {}, "[{\"id\":1,\"n\":\"Hot\"}]", {}}}};
        auto connection = feed({});
        connection.host = HostId(u"app-01"_s);
        connection.command = u"alarms --room 'a b' | head"_s;
        const auto from = source(connection);
        QCOMPARE(alerts(testing::wait(from->fetch({}, {}))).size(), 1);
        QVERIFY2(m_host.log.first().contains(u"sh -c 'alarms --room '\\''a b'\\'' | head'"_s),
            qPrintable(m_host.log.first()));
    }

    void saysWhyItsCommandFailed()
    {
        m_host.answers = {{u"sh -c"_s, {3, {}, "[]", "no such room\n"}}};
        auto connection = feed({});
        connection.host = HostId(u"app-01"_s);
        connection.command = u"alarms"_s;
        const auto failed = testing::wait(source(connection)->fetch({}, {}));
        QCOMPARE(failed.error().kind, Error::Kind::BadAnswer);
        QCOMPARE(failed.error().status, 3);
        QVERIFY(failed.error().detail.contains(u"no such room"_s));
        connection.host = HostId(u"gone"_s);
        QCOMPARE(testing::wait(source(connection)->fetch({}, {})).error().kind, Error::Kind::Usage);
    }

    void endsWithItsStop()
    {
        m_host.hangs = true;
        auto connection = feed({});
        connection.host = HostId(u"app-01"_s);
        connection.command = u"sleep"_s;
        std::stop_source stop;
        QTimer::singleShot(0, [&stop] { stop.request_stop(); });
        QCOMPARE(testing::wait(source(connection)->fetch({}, stop.get_token())).error().kind, Error::Kind::Cancelled);
    }

    void refusesFilesThatAreNone()
    {
        QCOMPARE(testing::wait(source(feed(u"file:"_s + m_file))->fetch({}, {})).error().kind, Error::Kind::NotFound);
        QCOMPARE(testing::wait(source(feed(u"file:/dev/zero"_s))->fetch({}, {})).error().kind, Error::Kind::Forbidden);
    }

    void keepsTheRawAnswerOfWhatDoesNotFit()
    {
        write("<html>login</html>");
        const auto from = source(feed(u"file:"_s + m_file));
        QCOMPARE(testing::wait(from->fetch({}, {})).error().kind, Error::Kind::BadAnswer);
        QVERIFY(from->vitals().rawAnswer.contains("login"));
    }
};

QTEST_GUILESS_MAIN(FeedSourceTest)
#include "tst_feedsource.moc"
