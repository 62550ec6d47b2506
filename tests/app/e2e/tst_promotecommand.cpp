// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/stores.h"
#include "tests/app/e2e/program.h"
#include "tests/stack/realregistry.h"
#include "tests/support/run.h"

#include <QCryptographicHash>
#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LayerBytes = 3'000'000;
const QByteArray imageType = "application/vnd.docker.distribution.manifest.v2+json";
const QByteArray listType = "application/vnd.docker.distribution.manifest.list.v2+json";

QByteArray digestOf(const QByteArray &bytes)
{
    return "sha256:" + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
}

QByteArray descriptor(const QByteArray &type, const QByteArray &content)
{
    return R"({"mediaType":")" + type + R"(","digest":")" + digestOf(content) + R"(","size":)"
        + QByteArray::number(content.size()) + '}';
}

struct Answered
{
    int status = 0;
    QByteArray location;
};

Answered send(const QByteArray &verb, const QUrl &url, const QByteArray &type, const QByteArray &body)
{
    QNetworkAccessManager network;
    QNetworkRequest request(url);
    request.setTransferTimeout(30'000);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QString::fromLatin1(type));
    const std::unique_ptr<QNetworkReply> reply(
        verb == "POST" ? network.post(request, body) : network.put(request, body));
    if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 40'000))
        return {};
    return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->rawHeader("Location")};
}

bool pushBlob(const RealRegistry &to, const QString &repository, const QByteArray &content)
{
    const QUrl begin(u"%1/v2/%2/blobs/uploads/"_s.arg(to.url(), repository));
    const auto begun = send("POST", begin, "application/octet-stream", {});
    if (begun.status != 202)
        return false;
    const QByteArray place = begin.resolved(QUrl::fromEncoded(begun.location)).toEncoded();
    const QByteArray whole = place + (place.contains('?') ? '&' : '?') + "digest=" + digestOf(content);
    return send("PUT", QUrl::fromEncoded(whole), "application/octet-stream", content).status == 201;
}

bool pushManifest(const RealRegistry &to, const QString &repository, const QString &reference, const QByteArray &type,
    const QByteArray &body)
{
    return send("PUT", QUrl(u"%1/v2/%2/manifests/%3"_s.arg(to.url(), repository, reference)), type, body).status == 201;
}

/// The manifest of an image with that layer; empty where something was not taken.
QByteArray pushImage(
    const RealRegistry &to, const QString &repository, const QString &reference, const QByteArray &layer)
{
    const QByteArray config = R"({"architecture":"amd64","os":"linux","for":")" + digestOf(layer) + "\"}";
    const QByteArray body = R"({"schemaVersion":2,"mediaType":")" + imageType + R"(","config":)"
        + descriptor("application/vnd.docker.container.image.v1+json", config) + R"(,"layers":[)"
        + descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", layer) + "]}";
    const QString name = reference.isEmpty() ? QString::fromLatin1(digestOf(body)) : reference;
    const bool isTaken = pushBlob(to, repository, config) && pushBlob(to, repository, layer)
        && pushManifest(to, repository, name, imageType, body);
    return isTaken ? body : QByteArray();
}

/// Names two images for two machines; its digest, empty where something was not taken.
QString pushList(const RealRegistry &to, const QString &repository, const QString &tag, const QByteArrayList &layers)
{
    QByteArrayList children;
    for (const QByteArray &layer : layers) {
        const QByteArray body = pushImage(to, repository, {}, layer);
        if (body.isEmpty())
            return {};
        QByteArray child = descriptor(imageType, body);
        child.chop(1);
        children.append(child + R"(,"platform":{"os":"linux","architecture":")"
            + (children.isEmpty() ? "amd64" : "arm64") + "\"}}");
    }
    const QByteArray list
        = R"({"schemaVersion":2,"mediaType":")" + listType + R"(","manifests":[)" + children.join(',') + "]}";
    return pushManifest(to, repository, tag, listType, list) ? QString::fromLatin1(digestOf(list)) : QString();
}

QByteArray noise(quint32 seed)
{
    QByteArray bytes(LayerBytes, Qt::Uninitialized);
    QRandomGenerator random(seed);
    random.fillRange(reinterpret_cast<quint32 *>(bytes.data()), LayerBytes / 4);
    return bytes;
}

} // namespace

/// `opsdeck promote` between two real registries: images are copied and proved, and the registries are asked again.
class PromoteCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QString why;
        if (!RealRegistry::available(&why))
            QSKIP(qPrintable(why));
        QVERIFY2(m_from.start(), m_from.log());
        QVERIFY2(m_to.start(), m_to.log());
        const QByteArray cart = pushImage(m_from, u"shop/cart"_s, u"1.0"_s, noise(1));
        QVERIFY2(!cart.isEmpty(), m_from.log());
        m_cart = QString::fromLatin1(digestOf(cart));
        m_pay = pushList(m_from, u"shop/pay"_s, u"1.0"_s, {noise(2), noise(3)});
        QVERIFY2(!m_pay.isEmpty(), m_from.log());
        QVERIFY2(!pushImage(m_from, u"shop/cart"_s, u"2.0"_s, noise(4)).isEmpty(), m_from.log());
        writeWorkspace();
    }

    void copiesAVersionAndProvesEachTag()
    {
        QVERIFY(uploads() == 0);
        Program program(m_home.path());
        program.start(promote({u"shop"_s, u"1.0"_s}, {u"--json"_s}));
        QVERIFY2(program.end() == 0, program.err() + program.out());
        QVERIFY(program.saidOnlyJson());
        const auto proofs = program.lines(u"proof"_s);
        QCOMPARE(proofs.size(), 2);
        for (const QJsonObject &proof : proofs) {
            const bool isCart = proof[u"target"_s].toString() == m_to.host() + u"/shop/cart:1.0"_s;
            QCOMPARE(proof[u"verdict"_s].toString(), u"equal"_s);
            QCOMPARE(proof[u"sourceDigest"_s].toString(), isCart ? m_cart : m_pay);
            QCOMPARE(proof[u"targetDigest"_s].toString(), isCart ? m_cart : m_pay);
        }
        const QJsonObject result = program.line(u"result"_s);
        QCOMPARE(result[u"outcome"_s].toString(), u"done"_s);
        QCOMPARE(result[u"proved"_s].toInt(), 2);
        QCOMPARE(result[u"tags"_s].toInt(), 2);
        QVERIFY(result[u"sent"_s].toInteger() > 3 * LayerBytes); // three layers, three configurations
        // What the registry itself says.
        QCOMPARE(m_to.digest(u"shop/cart"_s, u"1.0"_s), m_cart);
        QCOMPARE(digestOfList(), m_pay);
        QVERIFY(uploads() >= 6);
        expectLedger(u"done"_s);
    }

    void copiesNothingASecondTime()
    {
        const auto before = uploads();
        QVERIFY(before > 0);
        Program program(m_home.path());
        program.start(promote({u"shop"_s, u"1.0"_s}, {u"--json"_s}));
        QVERIFY2(program.end() == 0, program.err() + program.out());
        QCOMPARE(program.line(u"result"_s)[u"sent"_s].toInteger(-1), 0);
        QCOMPARE(program.line(u"result"_s)[u"proved"_s].toInt(), 2);
        QCOMPARE(uploads(), before);
        QCOMPARE(m_to.digest(u"shop/cart"_s, u"1.0"_s), m_cart);
    }

    void tellsPeopleTheSameInWords()
    {
        Program program(m_home.path());
        program.start(promote({u"shop/cart:1.0"_s}));
        QVERIFY2(program.end() == 0, program.err());
        const QByteArray out = program.out();
        QVERIFY2(out.contains(m_to.host().toUtf8() + "/shop/cart:1.0"), out);
        QVERIFY2(out.contains("equal"), out);
        QVERIFY2(out.contains("1 of 1 proved by digest."), out);
        QVERIFY2(out.contains("Copied from here: 0 bytes."), out);
    }

    /// It can be read, so what is there already is still proved, and what is not is told tag by tag.
    void aTargetThatTakesNothingIsToldWithItsWords()
    {
        restart(true);
        Program program(m_home.path());
        program.start(promote({u"shop/cart:2.0"_s}, {u"--json"_s}));
        const int code = program.end();
        Program words(m_home.path());
        words.start(promote({u"shop/cart:2.0"_s}));
        const int second = words.end();
        restart(false);
        QCOMPARE(code, 1);
        QCOMPARE(second, 1);
        QVERIFY(program.saidOnlyJson());
        QCOMPARE(program.line(u"result"_s)[u"outcome"_s].toString(), u"failed"_s);
        QCOMPARE(program.line(u"result"_s)[u"proved"_s].toInt(-1), 0);
        const QJsonObject proof = program.line(u"proof"_s);
        QCOMPARE(proof[u"verdict"_s].toString(), u"missing"_s);
        const QString reason = proof[u"reason"_s].toString();
        QVERIFY2(reason.startsWith(m_to.host() + u": "_s), qPrintable(reason));
        QVERIFY2(words.out().contains("MISSING") && words.out().contains(reason.toUtf8()), words.out());
        QCOMPARE(m_to.digest(u"shop/cart"_s, u"2.0"_s), QString());
        expectLedger(u"failed"_s);
    }

    void refusesBeforeItCopiesAnything_data()
    {
        QTest::addColumn<QStringList>("what");
        QTest::newRow("a tag that is not there") << QStringList{u"shop/cart:9.9"_s};
        QTest::newRow("a product that is not there") << QStringList{u"shoe"_s, u"1.0"_s};
        QTest::newRow("three words") << QStringList{u"shop"_s, u"1.0"_s, u"2.0"_s};
    }

    void refusesBeforeItCopiesAnything()
    {
        QFETCH(const QStringList, what);
        const auto before = uploads();
        Program program(m_home.path());
        program.start(promote(what, {u"--json"_s}));
        QCOMPARE(program.end(), 2);
        QVERIFY(program.saidOnlyJson());
        QVERIFY(!program.line(u"error"_s)[u"message"_s].toString().isEmpty());
        QVERIFY(!program.err().isEmpty());
        QCOMPARE(uploads(), before);
    }

    void aSourceThatIsDownIsUnreachable()
    {
        m_from.stop();
        Program program(m_home.path());
        program.start(promote({u"shop/cart:1.0"_s}, {u"--json"_s}));
        const int code = program.end();
        QVERIFY2(m_from.start(), m_from.log());
        QCOMPARE(code, 4);
        QCOMPARE(program.line(u"error"_s)[u"origin"_s].toString(), m_from.host());
    }

private:
    QString workspace() const { return m_home.filePath(u"ws"_s); }

    QStringList promote(const QStringList &what, const QStringList &more = {}) const
    {
        return QStringList{u"promote"_s} + what
            + QStringList{u"--workspace"_s, workspace(), u"--from"_s, m_from.host(), u"--to"_s, m_to.host()} + more;
    }

    void writeWorkspace() const
    {
        QByteArray yaml = "name: promote\nproducts:\n  - name: shop\n    modules:\n";
        for (const char *part : {"cart", "pay"})
            yaml += QStringLiteral("      - {name: %1, image: '%2/shop/%1', compose: %1.yml, directory: /srv/%1}\n")
                        .arg(QString::fromLatin1(part), m_from.host())
                        .toUtf8();
        QVERIFY(writeFile(workspace() + u"/opsdeck.yaml"_s, yaml));
        for (const char *part : {"cart", "pay"})
            QVERIFY(writeFile(workspace() + u"/%1.yml"_s.arg(QString::fromLatin1(part)),
                QByteArray("services:\n  ") + part + ":\n    image: " + part + "\n"));
    }

    void restart(bool isReadOnly)
    {
        m_to.stop();
        m_to.setReadOnly(isReadOnly);
        QVERIFY2(m_to.start(), m_to.log());
    }

    /// Requests about uploads that the target has answered, by its own log.
    qsizetype uploads() const { return m_to.log().count("/blobs/uploads/"); }

    QString digestOfList() const
    {
        return QString::fromLatin1(fetch(m_to.url() + u"/v2/shop/pay/manifests/1.0"_s, {}, listType).digest);
    }

    void expectLedger(const QString &outcome) const
    {
        const QDir data(m_home.filePath(u"data"_s));
        const auto stores = openStores(data.filePath(data.entryList(QDir::Dirs | QDir::NoDotAndDotDot).value(0)));
        QVERIFY(stores);
        const auto entries = wait((*stores)->ledger().entries(0, 2)).value();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries[1].action, u"promote.intent"_s);
        QCOMPARE(entries[0].action, u"promote.result"_s);
        QCOMPARE(entries[0].outcome, outcome);
        QCOMPARE(entries[0].reference, entries[1].reference);
        QCOMPARE(wait((*stores)->ledger().verifyChain()).value(), 0);
    }

    QTemporaryDir m_home;
    RealRegistry m_from;
    RealRegistry m_to;
    QString m_cart; ///< digest of version 1.0
    QString m_pay; ///< of its list
};

QTEST_GUILESS_MAIN(PromoteCommandTest)
#include "tst_promotecommand.moc"
