// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/registry/imagecopy.h"
#include "backends/registry/resolver.h"
#include "backends/secrets/secretstore.h"
#include "tests/backends/registry/littleregistry.h"
#include "tests/stack/realregistry.h"
#include "tests/support/run.h"

#include <malloc.h>

#if defined(__SANITIZE_ADDRESS__)
extern "C" size_t __sanitizer_get_current_allocated_bytes(); // its header is not installed everywhere
#endif

using namespace opsdeck;
using namespace opsdeck::registry;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 MegaByte = 1024 * 1024;
constexpr qint64 Piece = 1000; // of the little registries, whose layers are small

/// Bytes that the program holds. The resident size would count what a sanitizer keeps of freed memory.
qint64 heldBytes()
{
#if defined(__SANITIZE_ADDRESS__)
    return static_cast<qint64>(__sanitizer_get_current_allocated_bytes());
#else
    const auto info = mallinfo2();
    return static_cast<qint64>(info.uordblks + info.hblkhd);
#endif
}

QByteArray noise(qint64 size, quint32 seed)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator random(seed);
    random.fillRange(reinterpret_cast<quint32 *>(bytes.data()), size / 4);
    return bytes;
}

QByteArray descriptor(const QByteArray &type, const QByteArray &digest, qint64 size)
{
    return R"({"mediaType":")" + type + R"(","digest":")" + digest + R"(","size":)" + QByteArray::number(size) + '}';
}

QByteArray listOf(const QByteArray &type, const QByteArrayList &children)
{
    return R"({"schemaVersion":2,"mediaType":")" + type + R"(","manifests":[)" + children.join(',') + "]}";
}

QByteArray imageOf(const QByteArray &type, const QByteArray &config, const QByteArrayList &layers)
{
    return R"({"schemaVersion":2,"mediaType":")" + type + R"(","config":)" + config + R"(,"layers":[)"
        + layers.join(',') + "]}";
}

/// With a field in front of the others.
QByteArray with(const QByteArray &field, const QByteArray &object)
{
    return '{' + field + ',' + object.mid(1);
}

} // namespace

class ImageCopyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_a = std::make_unique<LittleRegistry>();
        m_b = std::make_unique<LittleRegistry>();
        m_http = std::make_unique<http::Client>(std::chrono::milliseconds(40));
        m_far.clear();
    }
    void cleanup()
    {
        m_http.reset();
        m_a.reset();
        m_b.reset();
    }

    void copiesAListWithItsPartsAndTheTagLast()
    {
        const QByteArray amd = m_a->addImage("shop/cart", "amd", QByteArray(3500, 'a'));
        const QByteArray arm = m_a->addImage("shop/cart", "arm", QByteArray(20, 'b'));
        const QByteArray index = listOf(LittleRegistry::IndexType,
            {descriptor(LittleRegistry::ImageType, amd, 1), descriptor(LittleRegistry::ImageType, arm, 1)});
        const QByteArray digest = m_a->addManifest("shop/cart", "2.4.1", LittleRegistry::IndexType, index);
        const auto copied = copy();
        QVERIFY2(copied, qPrintable(copied ? QString() : copied.error().detail));
        QCOMPARE(copied->text(), QString::fromUtf8(digest));
        for (const auto &[key, manifest] : m_a->manifests.asKeyValueRange()) {
            if (!key.endsWith(":amd") && !key.endsWith(":arm"))
                QCOMPARE(m_b->manifests.value(key), manifest);
        }
        QCOMPARE(m_b->blobs, m_a->blobs);
        QVERIFY(m_b->seen().last().target.endsWith("/manifests/2.4.1"));
        QCOMPARE(m_far.last().done, m_far.last().total);
    }

    void goesWhereTheRegistrySays_data()
    {
        QTest::addColumn<LittleRegistry::Location>("location");
        QTest::newRow("relative, with query") << LittleRegistry::Location::Relative;
        QTest::newRow("absolute") << LittleRegistry::Location::Absolute;
    }
    void goesWhereTheRegistrySays()
    {
        QFETCH(LittleRegistry::Location, location);
        m_b->location = location;
        m_a->addImage("shop/cart", "2.4.1", noise(4 * Piece, 1));
        QVERIFY(copy());
        QCOMPARE(m_b->patches, 4);
        QCOMPARE(m_b->blobs, m_a->blobs);
    }

    void bringsNothingToAnotherServer()
    {
        m_b->location = LittleRegistry::Location::Elsewhere;
        m_a->addImage("shop/cart", "2.4.1", noise(4 * Piece, 1));
        const auto copied = copy();
        QCOMPARE(copied.error().kind, Error::Kind::BadAnswer);
        QVERIFY(copied.error().detail.contains(u"http://127.0.0.1:1"_s));
        QVERIFY(!m_b->hasTag("shop/cart", "2.4.1"));
    }

    void readsFromARegistryWithoutRanges()
    {
        m_a->knowsRanges = false;
        m_a->addImage("shop/cart", "2.4.1", noise(200 * Piece, 1));
        QVERIFY(copy());
        QCOMPARE(m_b->blobs, m_a->blobs);
    }

    void leavesNoTagWhereALayerIsNotWhatItsDigestSays_data()
    {
        QTest::addColumn<qint64>("size");
        QTest::newRow("one piece") << Piece / 2;
        QTest::newRow("several pieces") << 4 * Piece;
    }
    void leavesNoTagWhereALayerIsNotWhatItsDigestSays()
    {
        QFETCH(qint64, size);
        m_a->addImage("shop/cart", "2.4.1", noise(size, 1));
        m_a->lies = true;
        const auto copied = copy();
        QCOMPARE(copied.error().kind, Error::Kind::BadAnswer);
        QCOMPARE(copied.error().origin, m_a->host());
        QVERIFY(m_b->blobs.isEmpty());
        QVERIFY(m_b->manifests.isEmpty());
        QCOMPARE(m_b->seen().last().method, QByteArray("DELETE")); // the half upload is given up
    }

    void sendsNoPieceTwiceWhoseAnswerGotLost()
    {
        m_b->dropsAnswerOfPatch = 2;
        m_a->addImage("shop/cart", "2.4.1", noise(4 * Piece, 1));
        const auto copied = copy();
        QVERIFY2(copied, qPrintable(copied ? QString() : copied.error().detail));
        QCOMPARE(m_b->patches, 4);
        QCOMPARE(m_b->blobs, m_a->blobs);
    }

    void tellsTheRegistrysOwnWordsWhenItGivesUp()
    {
        m_b->refusesPatch = 2;
        m_a->addImage("shop/cart", "2.4.1", noise(4 * Piece, 1));
        const auto copied = copy();
        QCOMPARE(copied.error().status, 500);
        QCOMPARE(copied.error().detail, u"out of disk"_s);
        QVERIFY(!m_b->hasTag("shop/cart", "2.4.1"));
        m_b->refusesPatch = 0;
        QVERIFY(copy());
        QVERIFY(m_b->hasTag("shop/cart", "2.4.1"));
        QVERIFY(m_far.last().sent < m_far.last().total); // the configuration was there already
    }

    void mountsWithinOneRegistryAndSendsNothing()
    {
        m_a->addImage("dev/cart", "2.4.1", noise(4 * Piece, 1));
        const auto copied = copy("dev/cart", "prod/cart", *m_a, *m_a);
        QVERIFY(copied);
        QVERIFY(m_a->hasTag("prod/cart", "2.4.1"));
        QCOMPARE(m_a->uploads, 0);
        QCOMPARE(m_far.last().sent, 0);
    }

    void uploadsWhereMountingIsNotKnown()
    {
        m_a->knowsMounts = false;
        m_a->addImage("dev/cart", "2.4.1", noise(4 * Piece, 1));
        QVERIFY(copy("dev/cart", "prod/cart", *m_a, *m_a));
        QCOMPARE(m_a->uploads, 2);
    }

    void refusesWhatIsNoImage_data()
    {
        QTest::addColumn<QByteArray>("body");
        const QByteArray &type = LittleRegistry::ImageType;
        const QByteArray sha = "sha256:" + QByteArray(64, 'a');
        const QByteArray good = descriptor("x", sha, 1);
        QTest::newRow("html") << QByteArray("<html>");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("schema 1") << QByteArray(R"({"schemaVersion":1,"fsLayers":[]})");
        QTest::newRow("another type") << imageOf("text/plain", good, {});
        QTest::newRow("no configuration") << imageOf(type, "null", {});
        QTest::newRow("digest of another kind")
            << imageOf(type, descriptor("x", "sha512:" + QByteArray(128, 'a'), 1), {});
        QTest::newRow("a path as digest") << imageOf(type, descriptor("x", "../../secret", 1), {});
        QTest::newRow("negative size") << imageOf(type, descriptor("x", sha, -1), {});
        QTest::newRow("size beyond all") << imageOf(type, descriptor("x", sha, Q_INT64_C(1) << 60), {});
        QTest::newRow("image and list") << with(R"("manifests":[])", imageOf(type, good, {}));
        QTest::newRow("a thousand layers too many") << imageOf(type, good, QByteArrayList(2001, good));
    }
    void refusesWhatIsNoImage()
    {
        QFETCH(QByteArray, body);
        m_a->addManifest("shop/cart", "2.4.1", LittleRegistry::ImageType, body);
        QCOMPARE(copy().error().kind, Error::Kind::BadAnswer);
        QVERIFY(m_b->seen().isEmpty());
    }

    void saysWhichTagIsMissing()
    {
        const auto copied = copy();
        QCOMPARE(copied.error().kind, Error::Kind::NotFound);
        QCOMPARE(copied.error().detail, u"shop/cart:2.4.1"_s);
    }

    void stopsAtOnceWhenCancelled()
    {
        m_a->addImage("shop/cart", "2.4.1", noise(50 * Piece, 1));
        std::stop_source stop;
        m_onProgress = [&stop](const CopyProgress &far) {
            if (far.done > 10 * Piece)
                stop.request_stop();
        };
        const auto copied = copy(u"shop/cart"_s, u"shop/cart"_s, *m_a, *m_b, stop.get_token());
        m_onProgress = {};
        QCOMPARE(copied.error().kind, Error::Kind::Cancelled);
        QVERIFY(m_b->patches < 20);
        QVERIFY(!m_b->hasTag("shop/cart", "2.4.1"));
    }

    void bringsALargeListBetweenRealRegistriesAndSurvivesACut()
    {
        QString why;
        if (!RealRegistry::available(&why))
            QSKIP(qPrintable(why));
        RealRegistry from;
        RealRegistry to;
        QVERIFY(from.start() && to.start());
        const QByteArray digest = seedList(from);
        QVERIFY(!digest.isEmpty());
        const ImageRef source = *ImageRef::parse(from.host() + u"/dev/cart:2.4.1"_s);
        const ImageRef target = *ImageRef::parse(to.host() + u"/prod/cart:2.4.1"_s);

        const qint64 before = heldBytes();
        qint64 most = 0;
        bool isCut = false;
        m_onProgress = [&](const CopyProgress &far) {
            most = std::max(most, heldBytes() - before);
            if (far.done > 100 * MegaByte && !isCut) {
                isCut = true;
                QTimer::singleShot(0, this, [&from] { from.stop(); });
            }
        };
        const auto cut = run(source, target, ImageCopy::Piece, {});
        QVERIFY(isCut && !cut);
        QCOMPARE(cut.error().kind, Error::Kind::Network);
        QCOMPARE(to.digest(u"prod/cart"_s, u"2.4.1"_s), QString());
        QVERIFY(fetch(to.url() + u"/v2/prod/cart/tags/list"_s).status == 404);

        QVERIFY(from.start());
        const auto whole = run(source, target, ImageCopy::Piece, {});
        m_onProgress = {};
        QVERIFY2(whole, qPrintable(whole ? QString() : whole.error().detail));
        QCOMPARE(whole->text(), QString::fromUtf8(digest));
        const auto told = fetch(to.url() + u"/v2/prod/cart/manifests/2.4.1"_s, {}, manifestTypes());
        QCOMPARE(told.digest, digest);
        QVERIFY(m_far.last().sent < m_far.last().total); // what came before the cut was still there
        qInfo("most memory held: %lld kB", most / 1024);
        QVERIFY2(most < 40 * MegaByte, qPrintable(QString::number(most)));

        QVERIFY(run(source, target, ImageCopy::Piece, {}));
        QCOMPARE(m_far.last().sent, 0);
    }

private:
    Connection connection(const QString &host) const { return connectionFor(host, {}); }

    Result<Digest> run(const ImageRef &source, const ImageRef &target, qint64 piece, std::stop_token stop)
    {
        Access from(connection(source.registry), *m_http, m_secrets);
        Access to(connection(target.registry), *m_http, m_secrets);
        ImageCopy copying(from, to, piece);
        m_far.clear();
        const auto progress = [this](const CopyProgress &far) {
            m_far.append(far);
            if (m_onProgress)
                m_onProgress(far);
        };
        return wait(copying.run(source, target, progress, stop), 150'000);
    }

    Result<Digest> copy(
        const QString &from, const QString &to, LittleRegistry &a, LittleRegistry &b, std::stop_token stop = {})
    {
        return run({a.host(), from, u"2.4.1"_s, {}}, {b.host(), to, u"2.4.1"_s, {}}, Piece, stop);
    }
    Result<Digest> copy(const char *from = "shop/cart", const char *to = "shop/cart")
    {
        return copy(QString::fromUtf8(from), QString::fromUtf8(to), *m_a, *m_b);
    }
    Result<Digest> copy(const char *from, const char *to, LittleRegistry &a, LittleRegistry &b)
    {
        return copy(QString::fromUtf8(from), QString::fromUtf8(to), a, b);
    }

    bool put(const RealRegistry &to, const QByteArray &path, const QByteArray &type, const QByteArray &body)
    {
        http::Endpoint endpoint;
        endpoint.baseUrl = to.url().toUtf8();
        http::Request request;
        request.method = "PUT";
        request.url = path.startsWith('/') ? endpoint.url().path(path.mid(1)) : http::Url(path);
        request.headers = {{"Content-Type", type}};
        request.body = body;
        const auto answer = wait(m_http->send(endpoint, request, {}), 60'000);
        if (!answer)
            qWarning("%s", qPrintable(answer.error().detail));
        return answer.has_value();
    }

    /// Answers the descriptor.
    QByteArray seedBlob(const RealRegistry &to, const QByteArray &bytes)
    {
        http::Endpoint endpoint;
        endpoint.baseUrl = to.url().toUtf8();
        http::Request request;
        request.method = "POST";
        request.url = endpoint.url().path("v2/dev/cart/blobs/uploads/");
        const auto begun = wait(m_http->send(endpoint, request, {}));
        const QByteArray digest = LittleRegistry::digestOf(bytes);
        const http::Url place
            = request.url.resolved(begun->header("location")).query("digest", QString::fromUtf8(digest));
        if (!put(to, place.bytes(), "application/octet-stream", bytes))
            return {};
        return descriptor("application/vnd.docker.image.rootfs.diff.tar.gzip", digest, bytes.size());
    }

    /// A manifest list of two images, of which one has a layer of 200 MB.
    QByteArray seedList(const RealRegistry &to)
    {
        const QByteArray type = "application/vnd.docker.distribution.manifest.v2+json";
        const QByteArray listType = "application/vnd.docker.distribution.manifest.list.v2+json";
        QByteArrayList children;
        int number = 0;
        for (const qint64 size : {qint64(5000), 200 * MegaByte}) {
            const QByteArray config = seedBlob(to, "configuration " + QByteArray::number(++number));
            const QByteArray body = imageOf(type, config, {seedBlob(to, noise(size, 7))});
            const QByteArray digest = LittleRegistry::digestOf(body);
            if (!put(to, "/v2/dev/cart/manifests/" + digest, type, body))
                return {};
            children.append(
                with(R"("platform":{"os":"linux","architecture":"amd64"})", descriptor(type, digest, body.size())));
        }
        const QByteArray list = listOf(listType, children);
        return put(to, "/v2/dev/cart/manifests/2.4.1", listType, list) ? LittleRegistry::digestOf(list) : QByteArray();
    }

    QTemporaryDir m_folder;
    SecretStore m_secrets{m_folder.path()};
    std::unique_ptr<LittleRegistry> m_a;
    std::unique_ptr<LittleRegistry> m_b;
    std::unique_ptr<http::Client> m_http;
    QList<CopyProgress> m_far;
    std::function<void(const CopyProgress &)> m_onProgress;
};

QTEST_GUILESS_MAIN(ImageCopyTest)
#include "tst_imagecopy.moc"
