// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/http/client.h"
#include "backends/http/errorbody.h"
#include "backends/http/httpdate.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::http;

namespace {

Answer answerWithLinks(const QList<QByteArray> &links)
{
    Answer answer{200, {}, {}, {}, {}};
    for (const auto &link : links)
        answer.headers.append({"link", link});
    return answer;
}

const QByteArray Head = "https://git.example/api/v4/projects?page=1";

} // namespace

class HttpMessageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void encodesEachPartOnceAndNeverDecodes()
    {
        const Url url = Url("https://h/p")
                            .path("api/v4")
                            .segment(QStringLiteral("a b/ü?#%2F"))
                            .segmentTwice(QStringLiteral("x/y"));
        QCOMPARE(url.bytes(), QByteArray("https://h/p/api/v4/a%20b%2F%C3%BC%3F%23%252F/x%252Fy"));
    }

    void buildsQueries()
    {
        const QDateTime when(QDate(2026, 11, 20), QTime(17, 0, 0, 5), Qt::OffsetFromUTC, 8 * 3600);
        const Url url = Url("http://h")
                            .query("scope[]", QStringLiteral("a&b=c+d"))
                            .query("n", 7)
                            .query("since", when)
                            .query("never", QDateTime());
        QCOMPARE(url.bytes(), QByteArray("http://h?scope[]=a%26b%3Dc%2Bd&n=7&since=2026-11-20T09%3A00%3A00.005Z"));
    }

    void knowsOrigins_data()
    {
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<QByteArray>("origin");
        const auto row = [](const char *address, const char *origin) {
            QTest::newRow(address) << QByteArray(address) << QByteArray(origin);
        };
        row("https://Git.Example/x", "https://git.example:443");
        row("HTTP://h:8080?x", "http://h:8080");
        row("http://h", "http://h:80");
        row("http://h:/x", "http://h:80");
        row("http://[::1]:9/x", "http://[::1]:9");
        row("http://[::1]/x", "http://[::1]:80");
        row("http://good@evil/x", "");
        row("http://good\\@evil/x", "");
        row("http://g%6fod/", "");
        row("http:///x", "");
        row("//h/x", "");
        row("mailto:a@b", "");
        row("", "");
    }
    void knowsOrigins()
    {
        QFETCH(QByteArray, address);
        QFETCH(QByteArray, origin);
        QCOMPARE(Url(address).origin(), origin);
    }

    void resolvesReferences_data()
    {
        QTest::addColumn<QByteArray>("reference");
        QTest::addColumn<QByteArray>("target");
        const auto row = [](const char *reference, const char *target) {
            QTest::newRow(reference) << QByteArray(reference) << QByteArray(target);
        };
        row("https://other/x?y", "https://other/x?y");
        row("https://other", "https://other/");
        row("//other/x", "https://other/x");
        row("/v2/_catalog?last=a&n=1", "https://h:1/v2/_catalog?last=a&n=1");
        row("?page=2", "https://h:1/a/b%2Fc?page=2");
        row("d", "https://h:1/a/d");
        row("../d/./e", "https://h:1/d/e");
        row("../../../../d", "https://h:1/d");
        row("/a/..%2Fd", "https://h:1/a/..%2Fd");
        row("/x?q=Level=project,ProjectID=1 2\xc3\xbc", "https://h:1/x?q=Level=project,ProjectID=1%202%C3%BC");
        row("/x?q=100%", "https://h:1/x?q=100%25");
        row("/x?q=%2B%zz", "https://h:1/x?q=%2B%25zz");
        row("/x#part", "https://h:1/x");
        row(" /x ", "https://h:1/x");
        row("", "https://h:1/a/b%2Fc?q=1");
        row("a:b", "a:b");
    }
    void resolvesReferences()
    {
        QFETCH(QByteArray, reference);
        QFETCH(QByteArray, target);
        QCOMPARE(Url("https://h:1/a/b%2Fc?q=1").resolved(reference).bytes(), target);
    }

    void readsLinks_data()
    {
        QTest::addColumn<QList<QByteArray>>("links");
        QTest::addColumn<QByteArray>("next");
        const auto row = [](const char *name, const QList<QByteArray> &links, const char *next) {
            QTest::newRow(name) << links << QByteArray(next);
        };
        row("none", {}, "");
        row("one", {"<a>; rel=\"next\""}, "a");
        row("several", {"<p>; rel=\"prev\", <n?a=1,2;3>; rel=\"next\", <l>; rel=\"last\""}, "n?a=1,2;3");
        row("several headers", {"<p>; rel=prev", "<n>; rel=next"}, "n");
        row("several relations", {"<n>; rel=\"last NEXT\""}, "n");
        row("quoted comma and semicolon", {"<p>; title=\"a, b; rel=next\"; rel=prev, <n>; rel=next"}, "n");
        row("capital letters", {"<n>; REL=Next"}, "n");
        row("no relation", {"<n>"}, "");
        row("broken", {"<n; rel=next", ",,;<", "rel=next", "<>"}, "");
        row("open quote", {"<p>; title=\"x, <n>; rel=next"}, "");
    }
    void readsLinks()
    {
        QFETCH(QList<QByteArray>, links);
        QFETCH(QByteArray, next);
        QCOMPARE(answerWithLinks(links).link("next"), next);
    }

    void findsTheNextPage()
    {
        const auto next
            = nextPage(Url(Head), answerWithLinks({"</api/v4/projects?page=2>; rel=\"next\""}), {}, {Url(Head)});
        QCOMPARE(next->bytes(), QByteArray("https://git.example/api/v4/projects?page=2"));
        QCOMPARE(nextPage(Url(Head), answerWithLinks({}), {}, {})->bytes(), QByteArray());
    }

    void refusesPagesElsewhereAndCircles_data()
    {
        QTest::addColumn<QByteArray>("link");
        for (const char *link : {"https://evil.example/api/v4/projects?page=2",
                 "http://git.example/api/v4/projects?page=2", "//evil.example/", "https://git.example:8443/",
                 "https://git.example@evil.example/", "file:///etc/passwd", "?page=1", "?page=0"})
            QTest::newRow(link) << QByteArray(link);
    }
    void refusesPagesElsewhereAndCircles()
    {
        QFETCH(QByteArray, link);
        const Url earlier("https://git.example/api/v4/projects?page=0");
        const auto next
            = nextPage(Url(Head), answerWithLinks({'<' + link + ">; rel=next"}), QStringLiteral("git"), {earlier});
        QVERIFY(!next);
        QCOMPARE(next.error().kind, Error::Kind::BadAnswer);
        QCOMPARE(next.error().origin, QStringLiteral("git"));
    }

    void findsTheWordsInErrorsOfAnyShape_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const QByteArray &body, const char *words) {
            QTest::newRow(name) << body << QString::fromUtf8(words);
        };
        row("message", R"({"message":"404 Project Not Found"})", "404 Project Not Found");
        row("fields", R"({"message":{"bio":["is too long"],"name":["is taken"]}})",
            R"({"bio":["is too long"],"name":["is taken"]})");
        row("error", R"({"error":"scope does not have a valid value"})", "scope does not have a valid value");
        row("oauth", R"({"error":"insufficient_scope","error_description":"needs api"})",
            "insufficient_scope: needs api");
        row("harbor", R"({"errors":[{"code":"NOT_FOUND","message":"project x not found"},{"code":"A","message":"b"}]})",
            "NOT_FOUND: project x not found; A: b");
        row("prometheus", R"({"status":"error","errorType":"bad_data","error":"parse error"})", "parse error");
        row("string", R"("silence not found")", "silence not found");
        row("text", "Retry later\n", "Retry later");
        row("html", "<html><head><title>502 Bad\nGateway</title></head><body>nginx</body></html>", "502 Bad Gateway");
        row("html without title", "<html><script>x<y</script><h1>Oh</h1><p>no</p></html>", "Oh no");
        row("empty", "", "HTTP 418");
        row("empty object", "{}", "HTTP 418");
        row("empty array", "[]", "HTTP 418");
        row("null message", R"({"message":null,"error":"x"})", "x");
        row("unknown object", R"({"a":1})", R"({"a":1})");
        row("half an object", "{\"message\":\"a", "{\"message\":\"a");
        row("too deep", QByteArray(5000, '[').left(90), QByteArray(90, '['));
        row("control characters", "a\x1b[31mred\x07", "a[31mred");
        row("invalid utf-8", "a\xff", "a\xef\xbf\xbd");
    }
    void findsTheWordsInErrorsOfAnyShape()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        const auto result = expectSuccess({418, {}, body, {}, {}}, QStringLiteral("git"));
        QCOMPARE(result.error().detail, words);
        QCOMPARE(result.error().status, 418);
        QCOMPARE(result.error().kind, Error::Kind::BadAnswer);
    }

    void keepsFourThousandCharactersAndTheRequestId()
    {
        const auto result = expectSuccess({500, {{"x-request-id", "01HX"}}, QByteArray(100'000, 'x'), {}, {}}, {});
        QCOMPARE(result.error().detail.size(), Error::MaxDetail);
        QVERIFY(result.error().detail.endsWith(QStringLiteral(" (request 01HX)")));
    }

    void tellsKindsByStatus_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("kind");
        const QList<std::pair<int, Error::Kind>> rows{{400, Error::Kind::BadAnswer}, {401, Error::Kind::Unauthorised},
            {403, Error::Kind::Forbidden}, {404, Error::Kind::NotFound}, {409, Error::Kind::BadAnswer},
            {429, Error::Kind::RateLimited}, {301, Error::Kind::BadAnswer}, {500, Error::Kind::BadAnswer},
            {503, Error::Kind::BadAnswer}, {0, Error::Kind::BadAnswer}};
        for (const auto &[status, kind] : rows)
            QTest::addRow("%d", status) << status << static_cast<int>(kind);
    }
    void tellsKindsByStatus()
    {
        QFETCH(int, status);
        QFETCH(int, kind);
        QCOMPARE(static_cast<int>(expectSuccess({status, {}, {}, {}, {}}, {}).error().kind), kind);
    }

    void findsErrorsInsideASuccess_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("words");
        const auto row = [](const char *name, const char *body, const char *words) {
            QTest::newRow(name) << QByteArray(body) << QString::fromUtf8(words);
        };
        row("Prometheus", R"({"status":"error","errorType":"bad_data","error":"parse error"})", "parse error");
        row("JSON-RPC",
            R"({"jsonrpc":"2.0","error":{"code":-32602,"message":"Invalid params.","data":"No such item."}})",
            "Invalid params.: No such item.");
        row("TAPD", R"({"status":422,"data":{},"info":"workspace_id is required"})", "workspace_id is required");
        row("Docker stream", R"({"errorDetail":{"message":"manifest unknown"},"error":"manifest unknown"})",
            "manifest unknown");
        row("without words", R"({"error":{}})", "HTTP 200, but an error inside.");
        row("success", R"({"status":"success","data":{"error":"no"}})", "");
        row("TAPD success", R"({"status":1,"data":[],"info":"success"})", "");
        row("no error", R"({"error":null})", "");
        row("no object", R"(["error"])", "");
    }
    void findsErrorsInsideASuccess()
    {
        QFETCH(QByteArray, body);
        QFETCH(QString, words);
        const auto document = json::Document::parse(body, {});
        QCOMPARE(errorInside(document->root()), words);
    }

    void letsSuccessThrough()
    {
        for (const int status : {200, 201, 204, 206})
            QCOMPARE(expectSuccess({status, {}, "x", {}, {}}, {})->body, QByteArray("x"));
    }

    void readsRetryAfter_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<int>("seconds");
        const auto row
            = [](const char *header, int seconds) { QTest::newRow(header) << QByteArray(header) << seconds; };
        row("", 0);
        row("17", 17);
        row("-5", 0);
        row("99999999999", 86400);
        row("Fri, 20 Nov 2026 12:00:30 GMT", 30);
        row("Friday, 20-Nov-26 12:00:30 GMT", 30);
        row("Fri Nov 20 12:00:30 2026", 30);
        row("Fri, 20 Nov 2026 11:59:30 GMT", 0);
        row("soon", 0);
    }
    void readsRetryAfter()
    {
        QFETCH(QByteArray, header);
        QFETCH(int, seconds);
        const QDateTime now(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
        QCOMPARE(retryAfter(header, now), std::chrono::seconds(seconds));
    }
};

QTEST_GUILESS_MAIN(HttpMessageTest)
#include "tst_httpmessage.moc"
