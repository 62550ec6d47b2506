// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/knownhostsfiles.h"
#include "backends/ssh/pattern.h"

#include <QtTest>

#include <ctime>

using namespace opsdeck;

namespace {

// A key as it goes over the wire, that is none: only its text counts here.
QByteArray blob(const QByteArray &type, char filler)
{
    return QByteArray("\0\0\0", 3) + char(type.size()) + type + QByteArray("\0\0\0\x20", 4) + QByteArray(32, filler);
}

QByteArray line(const QByteArray &names, const QByteArray &type, char filler)
{
    return names + ' ' + type + ' ' + blob(type, filler).toBase64() + " a comment\n";
}

KnownHosts parsed(const QByteArray &text)
{
    return KnownHosts::parse(text, QStringLiteral("known_hosts"));
}

double processorMillis()
{
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1000 + double(now.tv_nsec) / 1e6;
}

} // namespace

class KnownHostsTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_dir;

    QString path(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }
    static QByteArray read(const QString &file)
    {
        QFile reader(file);
        return reader.open(QIODevice::ReadOnly) ? reader.readAll() : QByteArray();
    }
    static void write(const QString &file, const QByteArray &content)
    {
        QFile writer(file);
        QVERIFY(writer.open(QIODevice::WriteOnly));
        writer.write(content);
    }

private Q_SLOTS:
    void findsAHostUnderEveryFormOfItsName_data()
    {
        QTest::addColumn<QByteArray>("names");
        QTest::addColumn<QByteArray>("asked");
        QTest::addColumn<bool>("found");
        const auto row = [](const char *title, const QByteArray &names, const char *asked, bool found) {
            QTest::newRow(title) << names << QByteArray(asked) << found;
        };
        row("plain", "web1", "web1", true);
        row("upper case in the file", "Web1.Example", "web1.example", true);
        row("another", "web1", "web2", false);
        row("a list", "web1,10.0.0.1", "10.0.0.1", true);
        row("other port", "[web1]:2222", "[web1]:2222", true);
        row("other port is another name", "web1", "[web1]:2222", false);
        row("star", "*.example", "a.b.example", true);
        row("star needs the rest", "*.example", "example", false);
        row("question mark", "web?", "web1", true);
        row("negated", "*.example,!bad.example", "bad.example", false);
        row("negated, others", "*.example,!bad.example", "good.example", true);
        row("only negated", "!bad.example", "good.example", false);
        row("hidden", HashedNames::hide("web1"), "web1", true);
        row("hidden, another", HashedNames::hide("web1"), "web2", false);
        row("hidden, long", HashedNames::hide(QByteArray(200, 'a')), QByteArray(200, 'a').constData(), true);
    }
    void findsAHostUnderEveryFormOfItsName()
    {
        QFETCH(QByteArray, names);
        QFETCH(QByteArray, asked);
        QFETCH(bool, found);
        const KnownHosts hosts = parsed("# comment\n\n" + line(names, "ssh-ed25519", 'k'));
        const auto keys = hosts.keysOf(asked);
        QCOMPARE(!keys.isEmpty(), found);
        if (found) {
            QCOMPARE(keys.first().blob, blob("ssh-ed25519", 'k'));
            QCOMPARE(keys.first().line, 3);
        }
        QCOMPARE(hosts.strangeLines(), 0);
    }

    void hidesNamesAsOpenSshDoes()
    {
        QProcess keygen;
        write(path("plain"), line("web1", "ssh-ed25519", 'k') + line("[web1]:2222", "ssh-ed25519", 'k'));
        keygen.start(QStringLiteral("ssh-keygen"), {QStringLiteral("-H"), QStringLiteral("-f"), path("plain")});
        if (!keygen.waitForStarted())
            QSKIP("ssh-keygen is not installed");
        QVERIFY(keygen.waitForFinished());
        const KnownHosts hosts = parsed(read(path("plain")));
        QVERIFY(hosts.hidesNames());
        QCOMPARE(hosts.keysOf("web1").size(), 1);
        QCOMPARE(hosts.keysOf("[web1]:2222").size(), 1);
        QCOMPARE(hosts.keysOf("web2").size(), 0);
    }

    void theKeyedHashIsTheStandardOne()
    {
        for (const int size : {0, 1, 54, 55, 56, 63, 64, 65, 119, 120, 200}) {
            const QByteArray name(size, 'n');
            const QByteArray hidden = HashedNames::hide(name);
            const auto parts = hidden.split('|');
            const auto hash
                = QMessageAuthenticationCode::hash(name, QByteArray::fromBase64(parts.at(2)), QCryptographicHash::Sha1);
            QCOMPARE(parts.at(3), hash.toBase64());
        }
    }

    void tellsWhatTheKnownKeysSay_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<HostKeyVerdict>("verdict");
        const QByteArray same = line("web1", "ssh-ed25519", 'k');
        const QByteArray otherKey = line("web1", "ssh-ed25519", 'x');
        QTest::newRow("known") << same << HostKeyVerdict::Known;
        QTest::newRow("known among others") << otherKey + same << HostKeyVerdict::Known;
        QTest::newRow("nothing") << QByteArray() << HostKeyVerdict::Unknown;
        QTest::newRow("changed") << otherKey << HostKeyVerdict::Changed;
        QTest::newRow("another type") << line("web1", "ssh-rsa", 'k') << HostKeyVerdict::Changed;
        QTest::newRow("revoked") << same + "@revoked " + line("*", "ssh-ed25519", 'k') << HostKeyVerdict::Revoked;
        QTest::newRow("another key revoked")
            << same + "@revoked " + line("*", "ssh-ed25519", 'x') << HostKeyVerdict::Known;
        QTest::newRow("authority only") << "@cert-authority " + line("*", "ssh-ed25519", 'k')
                                        << HostKeyVerdict::OnlyAuthority;
        QTest::newRow("unknown mark") << "@trust-me " + same << HostKeyVerdict::Unknown;
        QTest::newRow("type and key differ") << "web1 ssh-rsa " + blob("ssh-ed25519", 'k').toBase64() + "\n"
                                             << HostKeyVerdict::Unknown;
    }
    void tellsWhatTheKnownKeysSay()
    {
        QFETCH(QByteArray, text);
        QFETCH(HostKeyVerdict, verdict);
        QCOMPARE(judgeHostKey(parsed(text).keysOf("web1"), blob("ssh-ed25519", 'k')), verdict);
    }

    void asksForTheKeyTypesItKnowsFirst()
    {
        const auto keys
            = parsed(line("web1", "ssh-rsa", 'k') + line("web1", "ecdsa-sha2-nistp256", 'k')).keysOf("web1");
        QVERIFY(
            preferredHostKeyAlgorithms(keys).startsWith("rsa-sha2-512,rsa-sha2-256,ecdsa-sha2-nistp256,ssh-ed25519"));
        QVERIFY(preferredHostKeyAlgorithms({}).startsWith("ssh-ed25519,"));
    }

    void rubbishIsPassedOver_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text : {"web1", "web1 ssh-ed25519", "web1 1024 35 12345678", "|1|xx|yy ssh-ed25519 AAAA",
                 "|1|", "|1||| x y", "@revoked", "@revoked x", "\0\0\0", "web1 ssh-ed25519 !!!!", ",,, , ,"})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("an endless line") << QByteArray(1'000'000, 'x');
        QTest::newRow("many stars") << line(QByteArray("*a").repeated(2000) + 'b', "ssh-ed25519", 'k');
    }
    void rubbishIsPassedOver()
    {
        QFETCH(QByteArray, text);
        const KnownHosts hosts = parsed(text + '\n' + line("good", "ssh-ed25519", 'k'));
        QVERIFY(hosts.keysOf(QByteArray(500, 'a')).isEmpty());
        QCOMPARE(hosts.keysOf("good").size(), 1);
    }

    void readsAFileAgainOnlyWhenItChanged()
    {
        const QString file = path("changing");
        KnownHostsFiles files;
        QVERIFY(files.keysOf({file}, "web1")->isEmpty());
        write(file, line("web1", "ssh-ed25519", 'k'));
        QCOMPARE(files.keysOf({file, path("missing")}, "web1")->size(), 1);
        write(file, line("web1", "ssh-ed25519", 'k') + line("web1", "ssh-rsa", 'k'));
        QCOMPARE(files.keysOf({file}, "web1")->size(), 2);
        QVERIFY(!files.keysOf({m_dir.path()}, "web1"));
    }

    void appendsAcceptedKeysEachOnALineOfItsOwn()
    {
        const QString file = path("new/folder/known_hosts");
        QVERIFY(appendKnownHost(file, "[web1]:2222", "ssh-ed25519", blob("ssh-ed25519", 'k'), false));
        QCOMPARE(int(QFileInfo(file).permissions() & 0xfff), 0x600);
        QCOMPARE(read(file), "[web1]:2222 ssh-ed25519 " + blob("ssh-ed25519", 'k').toBase64() + '\n');
        write(file, read(file).chopped(1));
        QVERIFY(appendKnownHost(file, "web2", "ssh-rsa", blob("ssh-rsa", 'k'), true));
        const KnownHosts hosts = parsed(read(file));
        QCOMPARE(hosts.keysOf("[web1]:2222").size(), 1);
        QCOMPARE(hosts.keysOf("web2").size(), 1);
        QVERIFY2(!hosts.hidesNames(), "a file that shows its names goes on doing so");
    }

    void appendsHiddenNamesWhereTheFileHidesThem()
    {
        const QString file = path("hiding");
        QVERIFY(appendKnownHost(file, "web1", "ssh-ed25519", blob("ssh-ed25519", 'k'), true));
        QVERIFY(appendKnownHost(file, "web2", "ssh-ed25519", blob("ssh-ed25519", 'k'), false));
        QVERIFY(!read(file).contains("web"));
        QCOMPARE(parsed(read(file)).keysOf("web2").size(), 1);
        QVERIFY(!appendKnownHost(QStringLiteral("/proc/nothing/known_hosts"), "a", "b", "c", false));
    }

    void manyAppendAtOnceWithoutLosingALine()
    {
        const QString file = path("shared");
        QThreadPool pool;
        pool.setMaxThreadCount(8);
        for (int i = 0; i < 40; ++i)
            pool.start([file, i] {
                QVERIFY(appendKnownHost(
                    file, "web" + QByteArray::number(i), "ssh-ed25519", blob("ssh-ed25519", 'k'), false));
            });
        pool.waitForDone();
        QCOMPARE(read(file).count('\n'), 40);
        QCOMPARE(parsed(read(file)).strangeLines(), 0);
    }

    void G4_tenThousandHiddenNamesCostLittle()
    {
        QByteArray text;
        for (int i = 0; i < 10'000; ++i)
            text += line(HashedNames::hide("host" + QByteArray::number(i)), "ssh-ed25519", 'k');
        write(path("large"), text);
        KnownHostsFiles files;
        const int hosts = qEnvironmentVariableIsSet("OPSDECK_TORTURE") ? 300 : 20;
        const double before = processorMillis();
        for (int i = 0; i < hosts; ++i)
            QCOMPARE(files.keysOf({path("large")}, "host" + QByteArray::number(i * 33))->size(), 1);
        const double perHost = (processorMillis() - before) / hosts;
        qInfo("G4: %.2f ms of processor time a host", perHost);
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        QVERIFY2(perHost < 50, "with sanitizers");
#else
        QVERIFY(perHost <= 5);
#endif
    }
};

QTEST_GUILESS_MAIN(KnownHostsTest)
#include "tst_knownhosts.moc"
