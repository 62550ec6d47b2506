// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/headroom.h"
#include "models/domain/redactor.h"

#include <QtTest>

using namespace opsdeck;
using namespace std::chrono_literals;

namespace {

const QString secret = QStringLiteral("glpat-x/9 \"ü+canary");

} // namespace

class RedactorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_redactor = Redactor();
        m_redactor.add(secret);
    }

    void findsASecretInEveryForm_data()
    {
        QTest::addColumn<QByteArray>("form");
        const QByteArray value = secret.toUtf8();
        QTest::newRow("as it is") << value;
        QTest::newRow("in an address") << value.toPercentEncoding();
        QTest::newRow("in an address, lower case") << QByteArray("glpat-x%2f9%20%22%c3%bc%2bcanary");
        QTest::newRow("in a form") << QByteArray(value.toPercentEncoding()).replace("%20", "+");
        QTest::newRow("in JSON") << QByteArray(value).replace('"', "\\\"");
        QTest::newRow("in JSON, slashes escaped") << QByteArray(value).replace('"', "\\\"").replace('/', "\\/");
    }
    void findsASecretInEveryForm()
    {
        QFETCH(QByteArray, form);
        QCOMPARE(m_redactor.clean("before " + form + " after"), QByteArray("before *** after"));
    }

    void findsASecretThatALongTextWasCutIn()
    {
        const QByteArray cut = secret.toUtf8().left(secret.toUtf8().size() - 1);
        const QByteArray rest = secret.toUtf8().mid(1);
        const QByteArray words(2000, '.');
        QCOMPARE(m_redactor.clean(words + cut), words + "***");
        QCOMPARE(m_redactor.clean(rest + words), "***" + words);
    }

    void findsASecretInsideBase64AtEveryAlignment()
    {
        for (const auto options : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
            for (const char *user : {"", "a", "ab", "abc", "user"}) {
                const QByteArray login = user + (':' + secret.toUtf8()) + '!';
                const QByteArray cleaned = m_redactor.clean("login " + login.toBase64(options));
                QVERIFY(cleaned.contains("***"));
                const QByteArray left = QByteArray::fromBase64(cleaned.mid(6).replace("***", ""), options);
                QVERIFY2(!left.contains("canary") && !left.contains("glpat"), cleaned);
                QVERIFY(cleaned.size() < 20);
            }
        }
    }

    void letsOtherBytesAndTextsAlone()
    {
        const QByteArray bytes = QByteArrayLiteral("plain \xff\xfe\x00 \xc3\xbc text, token ring, authored");
        QCOMPARE(m_redactor.clean(bytes), bytes);
        const QString text = QStringLiteral("Ein Schlüssel 密钥 passt nicht");
        QCOMPARE(m_redactor.clean(text), text);
    }

    void masksPlacesWhoseSecretItDoesNotKnow_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("cleaned");
        const auto row = [](const char *name, const char *text, const char *cleaned) {
            QTest::newRow(name) << QString::fromUtf8(text) << QString::fromUtf8(cleaned);
        };
        row("header", "PRIVATE-TOKEN: abcdef\r\nHost: a", "PRIVATE-TOKEN: ***\r\nHost: a");
        row("login", "authorization: Basic YTpi", "authorization: ***");
        row("cookie", "set-cookie: sid=abc; Path=/\n\nbody", "set-cookie: ***\n\nbody");
        row("parameter", "GET /x?private_token=abc&page=2", "GET /x?private_token=***&page=2");
        row("form", "user=a&password=b c", "user=a&password=*** c");
        row("member", R"({"access_token" : "a\"b", "id": 1})", R"({"access_token" : "***", "id": 1})");
        row("address", "https://me:pw@git.example/x", "https://me:***@git.example/x");
        row("page token", "?next=1&id_after=7", "?next=1&id_after=7");
    }
    void masksPlacesWhoseSecretItDoesNotKnow()
    {
        QFETCH(QString, text);
        QFETCH(QString, cleaned);
        QCOMPARE(Redactor().clean(text), cleaned);
    }

    void findsTheLinesOfAKey()
    {
        m_redactor.add(
            QStringLiteral("-----BEGIN KEY-----\nMIIEvQIBADANBgkqhkiG9w0B\nAQEFAASCBKcwggSj\n-----END KEY-----"));
        QCOMPARE(m_redactor.clean(QByteArray("x MIIEvQIBADANBgkqhkiG9w0B y")), QByteArray("x *** y"));
        QCOMPARE(m_redactor.clean(QByteArray("-----BEGIN KEY-----")), QByteArray("-----BEGIN KEY-----"));
    }

    void doesNotLookForWhatWouldBeFoundEverywhere()
    {
        m_redactor.add(QStringLiteral("a"));
        m_redactor.add(QString());
        QCOMPARE(m_redactor.clean(QByteArray("a banana")), QByteArray("a banana"));
    }

    void masksTheLongerOfTwoSecretsWhole()
    {
        m_redactor.add(QStringLiteral("canary"));
        m_redactor.add(QStringLiteral("canary-long"));
        QCOMPARE(m_redactor.clean(QByteArray("canary-long canary")), QByteArray("*** ***"));
    }

    void pacesWhatIsLeftOverTheTimeThatIsLeft()
    {
        QCOMPARE(paceFor({100, 60, {}}, 60s), 0ms);
        QCOMPARE(paceFor({100, 26, {}}, 60s), 0ms);
        QCOMPARE(paceFor({100, 9, {}}, 60s), 6s);
        QCOMPARE(paceFor({100, 0, {}}, 60s), 60s);
        QCOMPARE(paceFor({100, -3, {}}, 60s), 60s);
        QCOMPARE(paceFor({100, 0, {}}, -1s), 0ms);
    }

private:
    Redactor m_redactor;
};

QTEST_GUILESS_MAIN(RedactorTest)
#include "tst_redactor.moc"
