// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/billfile.h"
#include "app/workspace/sitesfile.h"
#include "app/workspace/strictyaml.h"

#include <QRandomGenerator>
#include <QtTest>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

const ProductId product(u"监控系统"_s);

Bill sample(const QString &version = u"v1.1.0"_s)
{
    const Digest digest = Digest::parse(u"sha256:"_s + QString(64, u'b'));
    const ImageRef image{u"harbor.example:8443"_s, u"monitor/ops"_s, u"v1.1.0"_s, {}};
    return {product, version,
        {{ModuleId(u"ops"_s), u"monitor/ops"_s, u"v1.1.0"_s, QString(40, u'1'), image, digest},
            {ModuleId(u"sql"_s), {}, u"1.10"_s, {}, {}, {}}},
        u"王小明"_s, QDateTime(QDate(2026, 11, 14), QTime(6, 3, 22), Qt::UTC), u"第一版: \"stable\"\n# no comment"_s};
}

QByteArray sampleYaml()
{
    return "product: \"监控系统\"\nversion: v1.1.0\ncreated-by: \"王小明\"\ncreated-at: \"2026-11-14T06:03:22Z\"\n"
           "note: \"第一版: \\\"stable\\\"\\n# no comment\"\nmodules:\n"
           "  - module: ops\n    project: monitor/ops\n    tag: v1.1.0\n    commit: \""
        + QByteArray(40, '1') + "\"\n    image: harbor.example:8443/monitor/ops:v1.1.0\n    digest: sha256:"
        + QByteArray(64, 'b') + "\n  - module: sql\n    tag: \"1.10\"\n";
}

struct Reading
{
    std::optional<Bill> bill;
    QStringList faults;
};

Reading read(const QByteArray &yaml)
{
    Diagnostics diagnostics;
    Reading reading;
    reading.bill = parseBill(yaml, product, u"v1.1.0"_s, u"b.yaml"_s, diagnostics);
    for (const Diagnostic &diagnostic : diagnostics)
        reading.faults.append(diagnostic.text());
    return reading;
}

class Folder
{
public:
    QString path() const { return m_folder.path(); }
    QString filePath(const QString &name) const { return m_folder.filePath(name); }
    QString billPath() const { return filePath(u"versions/监控系统/v1.1.0.yaml"_s); }

    void put(const QString &name, const QByteArray &content) const
    {
        QDir().mkpath(QFileInfo(filePath(name)).path());
        QFile file(filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("%s cannot be written", qPrintable(name));
    }
    QByteArray get(const QString &name) const
    {
        QFile file(filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("<missing>");
    }
    QStringList faults() const
    {
        Diagnostics diagnostics;
        QStringList lines;
        (void)loadBills(path(), diagnostics);
        for (const Diagnostic &diagnostic : diagnostics)
            lines.append(diagnostic.text());
        return lines;
    }
    QStringList versions() const
    {
        Diagnostics diagnostics;
        QStringList names;
        for (const Bill &bill : loadBills(path(), diagnostics))
            names.append(bill.product.text() + u' ' + bill.version);
        return names;
    }

private:
    QTemporaryDir m_folder;
};

/// Believable and hostile texts.
class Words
{
public:
    QString text(int longest)
    {
        static const QStringList letters{u"a"_s, u"Z"_s, u"0"_s, u"1"_s, u"."_s, u"-"_s, u"_"_s, u"/"_s, u":"_s,
            u": "_s, u" #"_s, u"'"_s, u"\""_s, u"\\"_s, u"{"_s, u"]"_s, u"&a"_s, u"*a"_s, u"!"_s, u"|"_s, u">"_s,
            u"%"_s, u"@"_s, u"`"_s, u"~"_s, u"?"_s, u","_s, u" "_s, u"\t"_s, u"\n"_s, u"\r"_s, u"监控"_s, u"版本"_s,
            u"𠮷"_s, u"é"_s, u"😀"_s, QString(QChar(0)), QString(QChar(4)), QString(QChar(0x1b)), QString(QChar(0x85)),
            QString(QChar(0x2028)), u"true"_s, u"null"_s, u"---"_s, u"1e3"_s, u"0x1F"_s};
        QString text;
        for (int i = m_random.bounded(longest + 1); i > 0; --i)
            text += letters.at(m_random.bounded(letters.size()));
        return text;
    }
    QString name()
    {
        static const QStringList letters{u"v"_s, u"1"_s, u"."_s, u"-"_s, u"0"_s, u"监"_s, u"控"_s, u"𠮷"_s, u" "_s,
            u"'"_s, u"#"_s, u":"_s, u"\""_s, u"null"_s, u"~"_s, u"*"_s, u"%"_s, u"{"_s};
        for (;;) {
            QString name;
            for (int i = m_random.bounded(1, 9); i > 0; --i)
                name += letters.at(m_random.bounded(letters.size()));
            if (!nameFault(name))
                return name;
        }
    }
    Digest digest()
    {
        QString hex;
        while (hex.size() < 64)
            hex += u"0123456789abcdef"_s.at(m_random.bounded(16));
        return m_random.bounded(3) == 0 ? Digest() : Digest::parse(u"sha256:"_s + hex);
    }
    Bill bill()
    {
        Bill bill{ProductId(name()), name(), {}, text(8), {}, text(30)};
        if (m_random.bounded(4) > 0)
            bill.createdAt = QDateTime::fromMSecsSinceEpoch(m_random.bounded(1, 4'000'000) * 1'000'013LL, Qt::UTC);
        for (int i = m_random.bounded(8); i > 0; --i) {
            const QString image = u"r%1.example:%2/a/b-%3"_s.arg(m_random.bounded(9)).arg(i + 1).arg(i);
            ImageRef ref = m_random.bounded(4) == 0 ? ImageRef() : *ImageRef::parse(image);
            if (!ref.repository.isEmpty() && m_random.bounded(2) == 0)
                ref.tag = u"1."_s + QString::number(m_random.bounded(20));
            if (!ref.repository.isEmpty() && m_random.bounded(4) == 0)
                ref.digest = digest();
            bill.modules.append({ModuleId(QString::number(i) + text(5)), text(6), text(6), text(6), ref, digest()});
        }
        return bill;
    }

private:
    QRandomGenerator m_random{20261114};
};

Site siteOf(const QString &id, const QString &version)
{
    return {id, u"Site "_s + id, u"客户"_s, {{product, version}, {ProductId(u"shop"_s), u"2"_s}}, u"a # b"_s};
}

} // namespace

class BillFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBillIsWrittenOneKeyALineInAFixedOrder()
    {
        QCOMPARE(billYaml(sample()), sampleYaml());
        const Reading reading = read(sampleYaml());
        QCOMPARE(reading.faults, QStringList());
        QVERIFY(reading.bill);
        QCOMPARE(*reading.bill, sample());
    }

    void everyBillReadsBackAsItself()
    {
        Words words;
        Folder folder;
        for (int round = 0; round < 500; ++round) {
            const Bill bill = words.bill();
            const QString file = *billPath(bill.product, bill.version);
            const QByteArray yaml = billYaml(bill);
            Diagnostics diagnostics;
            const auto readBack = parseBill(yaml, bill.product, bill.version, file, diagnostics);
            QVERIFY2(readBack, diagnostics.isEmpty() ? "" : qPrintable(diagnostics.first().text()));
            QCOMPARE(*readBack, bill);
            QCOMPARE(billYaml(*readBack), yaml);
            if (round % 10 != 0)
                continue; // a disk takes its time
            const auto written = writeBill(folder.path(), bill, true);
            QVERIFY2(written, written ? "" : qPrintable(written.error().detail));
            QCOMPARE(folder.get(file), yaml);
        }
        QCOMPARE(folder.faults(), QStringList());
        QVERIFY(folder.versions().size() > 40);
    }

    void billsAreLoadedByProductAndVersion()
    {
        Folder folder;
        for (const QString &version : {u"v1.10.0"_s, u"v1.9.0"_s, u"春季版"_s})
            QCOMPARE(writeBill(folder.path(), sample(version)), BillWrite::Written);
        Bill shop = sample(u"2"_s);
        shop.product = ProductId(u"shop"_s);
        QVERIFY(writeBill(folder.path(), shop));
        folder.put(u"versions/README.md"_s, "about");
        folder.put(u"versions/shop/.2.yaml.swp"_s, "hidden");
        QCOMPARE(folder.faults(), QStringList());
        QCOMPARE(folder.versions(),
            (QStringList{u"shop 2"_s, u"监控系统 v1.9.0"_s, u"监控系统 v1.10.0"_s, u"监控系统 春季版"_s}));
        QCOMPARE(Folder().faults(), QStringList()); // no versions at all
    }

    void aBadFileMakesOneBillMissingAndTheOthersStay()
    {
        Folder folder;
        QVERIFY(writeBill(folder.path(), sample()));
        folder.put(u"versions/监控系统/v2.yaml"_s, "product: 监控系统\nversion: v2\nmodules: 7\n");
        folder.put(u"versions/监控系统/v3.yaml"_s, sampleYaml()); // says that it is v1.1.0
        folder.put(u"versions/监控系统/v4.yml"_s, sampleYaml());
        folder.put(u"versions/v5.yaml"_s, sampleYaml());
        QVERIFY(QFile::link(folder.billPath(), folder.filePath(u"versions/监控系统/v6.yaml"_s)));
        QVERIFY(QFile::link(folder.filePath(u"versions/监控系统"_s), folder.filePath(u"versions/other"_s)));
        QCOMPARE(folder.versions(), QStringList{u"监控系统 v1.1.0"_s});
        const QStringList faults = folder.faults();
        QCOMPARE(faults.size(), 6);
        for (const QString &place :
            {u"versions/监控系统/v2.yaml:3:"_s, u"versions/监控系统/v3.yaml:2:"_s, u"versions/监控系统/v4.yml: "_s,
                u"versions/v5.yaml: "_s, u"versions/监控系统/v6.yaml: "_s, u"versions/other: "_s})
            QVERIFY2(faults.filter(place).size() == 1, qPrintable(place + u'\n' + faults.join(u'\n')));
    }

    void aFaultIsToldWithItsLineAndNothingIsRead_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("fault");
        const QByteArray head = "product: 监控系统\nversion: v1.1.0\n";
        const QByteArray one = head + "modules:\n  - module: ops\n";
        const auto row = [](const char *name, const QByteArray &yaml, const char *fault) {
            QTest::newRow(name) << yaml << QString::fromUtf8(fault);
        };
        row("empty", "", "b.yaml:1:1: Expected a mapping");
        row("a text", "hello", "b.yaml:1:1: Expected a mapping");
        row("a list", "- a\n", "b.yaml:1:1: Expected a mapping");
        row("no YAML", head + "modules: [\n", "b.yaml:4:1: This is not YAML");
        row("conflict", head + "<<<<<<< HEAD\nnote: a\n=======\nnote: b\n>>>>>>> x\nmodules: []\n", "This is not YAML");
        row("no modules", head, "\"modules\" is missing");
        row("torn off", head + "modules:\n", "\"modules\" is missing");
        row("modules as a text", head + "modules: ops\n", "b.yaml:3:10: \"modules\" has the wrong type");
        row("module as a text", head + "modules: [ops]\n", "b.yaml:3:11: Expected a mapping");
        row("module as nothing", head + "modules: [~]\n", "\"module\" is missing");
        row("unnamed module", one + "  - tag: v1\n", "b.yaml:5:5: \"module\" is missing");
        row("module twice", one + "  - module: ops\n", "b.yaml:5:13: There is already a module called \"ops\"");
        row("another product", "product: shop\nversion: v1.1.0\nmodules: []\n", "b.yaml:1:10: The product is \"shop\"");
        row("another version", "product: 监控系统\nversion: v1\nmodules: []\n", "b.yaml:2:10: The version is \"v1\"");
        row("no version", "product: 监控系统\nmodules: []\n", "\"version\" is missing");
        row("version as a list", "product: 监控系统\nversion: [v1.1.0]\nmodules: []\n",
            "b.yaml:2:10: \"version\" has the wrong type");
        row("tag as a mapping", one + "    tag: {a: b}\n", "b.yaml:5:10: \"tag\" has the wrong type");
        row("bad digest", one + "    digest: sha256:abc\n", "b.yaml:5:13: \"sha256:abc\" is no digest");
        row("bad image", one + "    image: a b\n", "b.yaml:5:12: \"a b\" is no image name");
        row("bad time", one + "created-at: yesterday\n", "b.yaml:5:13: \"yesterday\" is no time");
        row("time without a zone", one + "created-at: 2026-11-14T06:03:22\n", "is no time");
        row("misspelt key", one + "    digset: x\n",
            "b.yaml:5:5: \"digset\" is not a known key here. (Did you mean \"digest\"");
        row("key twice", head + "version: v1.1.0\nmodules: []\n", "b.yaml:3:1: \"version\" stands here twice");
        row("key twice in a module", one + "    tag: a\n    tag: b\n", "b.yaml:6:5: \"tag\" stands here twice");
        row("anchor", head + "note: &a x\nmodules: []\n", "b.yaml:3:7: Anchors and aliases");
        row("alias", head + "note: &a x\ncreated-by: *a\nmodules: []\n", "Anchors and aliases");
        row("unknown alias", head + "note: *a\nmodules: []\n", "This is not YAML");
        row("merge key", head + "x: &x {a: b}\n<<: *x\nmodules: []\n", "Anchors and aliases");
        row("second document", one + "---\nproduct: x\n", "There is a second document");
        row("tab", head + "modules:\n\t- module: ops\n", "b.yaml:4:1: This line begins with a tab");
        row("tab after blanks", head + "modules:\n  \t- module: ops\n", "b.yaml:");
        row("NUL", head + QByteArray("note: a\0b\n", 10) + "modules: []\n", "b.yaml:3:8: There is a control character");
        row("what the parser takes for the end", head + "note: a\nmodules: []\n\x04\nnonsense: [\n",
            "control character");
        row("Latin-1", head + "note: \xe9t\xe9\nmodules: []\n", "not UTF-8");
        row("UTF-16",
            QByteArray("\xff\xfe"
                       "a\0:\0",
                6),
            "not UTF-8");
    }

    void aFaultIsToldWithItsLineAndNothingIsRead()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, fault);
        const Reading reading = read(yaml);
        QVERIFY(!reading.bill);
        QVERIFY2(reading.faults.join(u'\n').contains(fault), qPrintable(reading.faults.join(u'\n')));
    }

    void hostileFilesCostNoMoreThanTheirLength_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        const auto most = [](const QByteArray &piece) { return piece.repeated(int(1'000'000 / piece.size())); };
        QByteArray laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 30; ++i) {
            const QByteArray alias = "*a" + QByteArray::number(i - 1);
            laughs += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " ["
                + QByteArrayList(10, alias).join(", ") + "]\n";
        }
        QTest::newRow("billion laughs") << laughs + "modules: *a29\n";
        QTest::newRow("deep lists") << most("[");
        QTest::newRow("deep maps") << most("{a: ");
        QTest::newRow("deep blocks") << most("- ");
        QTest::newRow("open questions") << most("? ");
        QTest::newRow("many anchors") << "modules: [" + most("&a x, ") + "x]\n";
        QTest::newRow("one key often") << most("a: 1\n");
        QTest::newRow("empty modules") << "modules:\n" + most("  - {}\n");
        QTest::newRow("a long line") << "product: " + most("x");
        QTest::newRow("open quote") << "product: \"" + most("x\n");
        QByteArray keys;
        for (int i = 0; keys.size() < 1'000'000; ++i)
            keys += "k" + QByteArray::number(i) + ": 1\n";
        QTest::newRow("many keys") << keys;
    }

    void hostileFilesCostNoMoreThanTheirLength()
    {
        QFETCH(QByteArray, yaml);
        const Reading reading = read(yaml); // the test's time limit is the measure
        QVERIFY(!reading.bill);
        QVERIFY(!reading.faults.isEmpty());
        QVERIFY2(reading.faults.size() <= 21, qPrintable(QString::number(reading.faults.size())));
    }

    void aFileOfMoreThanAMegabyteIsNotRead()
    {
        Folder folder;
        const QByteArray filling = "# " + QByteArray(LargestStrictFile - sampleYaml().size() - 3, 'x') + '\n';
        folder.put(u"versions/监控系统/v1.1.0.yaml"_s, sampleYaml() + filling);
        QCOMPARE(folder.faults(), QStringList());
        QCOMPARE(folder.versions().size(), 1);
        folder.put(u"versions/监控系统/v1.1.0.yaml"_s, sampleYaml() + filling + '\n');
        QCOMPARE(folder.versions(), QStringList());
        QCOMPARE(folder.faults(), QStringList{u"versions/监控系统/v1.1.0.yaml: The file is larger than 1 MB."_s});
        Bill large = sample();
        large.note = QString(LargestStrictFile, u'x');
        const auto written = writeBill(folder.path(), large, true);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Usage);
    }

    void namesThatLeadElsewhereAreRefused_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isGood");
        const auto row
            = [](const char *title, const QString &name, bool isGood) { QTest::newRow(title) << name << isGood; };
        row("plain", u"v1.1.0"_s, true);
        row("Chinese", u"监控系统 2026 春季版"_s, true);
        row("beyond the first plane", u"𠮷"_s, true);
        row("dots inside", u"a..b"_s, true);
        row("128 characters", QString(128, u'x'), true);
        row("empty", {}, false);
        row("129 characters", QString(129, u'x'), false);
        row("too long for a file", QString(128, u'监'), false);
        row("up", u"../v1"_s, false);
        row("up and nothing else", u".."_s, false);
        row("here", u"."_s, false);
        row("hidden", u".v1"_s, false);
        row("absolute", u"/etc/v1"_s, false);
        row("slash inside", u"a/b"_s, false);
        row("backslash", u"a\\b"_s, false);
        row("NUL", u"a"_s + QChar(0) + u"b"_s, false);
        row("line end", u"a\nb"_s, false);
        row("other direction", u"a"_s + QChar(0x202e) + u"b"_s, false);
        row("half a character", u"a"_s + QChar(0xd842), false);
        row("blank at the end", u"a "_s, false);
    }

    void namesThatLeadElsewhereAreRefused()
    {
        QFETCH(QString, name);
        QFETCH(bool, isGood);
        Folder folder;
        Bill asVersion = sample(name);
        Bill asProduct = sample();
        asProduct.product = ProductId(name);
        for (const Bill &bill : {asVersion, asProduct}) {
            const auto written = writeBill(folder.filePath(u""_s), bill);
            QCOMPARE(bool(written), isGood);
            if (!isGood)
                QCOMPARE(written.error().kind, Error::Kind::Usage);
        }
        QCOMPARE(folder.versions().size(), isGood ? 2 : 0);
        QCOMPARE(QDir(folder.path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot).size(), isGood);
    }

    void aVersionIsFrozen()
    {
        Folder folder;
        QCOMPARE(writeBill(folder.path(), sample()), BillWrite::Written);
        QCOMPARE(writeBill(folder.path(), sample()), BillWrite::Unchanged);
        Bill again = sample();
        again.createdBy = u"somebody else"_s;
        again.createdAt = again.createdAt.addDays(1);
        QCOMPARE(writeBill(folder.path(), again), BillWrite::Unchanged);
        QCOMPARE(folder.get(u"versions/监控系统/v1.1.0.yaml"_s), sampleYaml());

        Bill other = sample();
        other.modules.removeLast();
        const auto refused = writeBill(folder.path(), other);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY2(refused.error().detail.contains(u"version v1.1.0 of 监控系统 is frozen"_s),
            qPrintable(refused.error().detail));
        QCOMPARE(folder.get(u"versions/监控系统/v1.1.0.yaml"_s), sampleYaml());

        QCOMPARE(writeBill(folder.path(), other, true), BillWrite::Written);
        QCOMPARE(folder.get(u"versions/监控系统/v1.1.0.yaml"_s), billYaml(other));
    }

    void aFaultyFileIsNotReplacedUnasked()
    {
        Folder folder;
        folder.put(u"versions/监控系统/v1.1.0.yaml"_s, "modules: [");
        const auto refused = writeBill(folder.path(), sample());
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, Error::Kind::Refused);
        QVERIFY(refused.error().detail.contains(u"v1.1.0.yaml:1:1: This is not YAML"_s));
        QCOMPARE(folder.get(u"versions/监控系统/v1.1.0.yaml"_s), QByteArray("modules: ["));
        QVERIFY(writeBill(folder.path(), sample(), true));
        QCOMPARE(folder.versions().size(), 1);
    }

    void whatWouldNotReadBackIsNotWritten()
    {
        Folder folder;
        Bill twice = sample();
        twice.modules.append(twice.modules.first());
        Bill unnamed = sample();
        unnamed.modules[0].part = {};
        Bill image = sample();
        image.modules[0].image = {{}, u"Not An Image"_s, {}, {}};
        Bill half = sample();
        half.note = QString(QChar(0xd842)); // of a character
        Bill mark = sample();
        mark.createdBy = QChar(0xfeff) + u"me"_s; // readers drop it
        for (const Bill &bill : {twice, unnamed, image, half, mark}) {
            const auto written = writeBill(folder.path(), bill);
            QVERIFY(!written);
            QCOMPARE(written.error().kind, Error::Kind::Usage);
            QVERIFY(!written.error().detail.isEmpty());
        }
        QVERIFY(!QFileInfo::exists(folder.filePath(u"versions"_s)));
    }

    void linksOutOfTheWorkspaceAreNotFollowed()
    {
        Folder outside;
        Folder folder;
        QVERIFY(QFile::link(outside.path(), folder.filePath(u"versions"_s)));
        const auto written = writeBill(folder.path(), sample(), true);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Refused);
        QCOMPARE(QDir(outside.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
    }

    void aFolderThatIsNotThereIsAnError()
    {
        QCOMPARE(writeBill(u"/nowhere/at/all"_s, sample()).error().kind, Error::Kind::Storage);
        QCOMPARE(writeBill({}, sample()).error().kind, Error::Kind::Storage);
        Folder folder;
        folder.put(u"versions"_s, "a file");
        QCOMPARE(writeBill(folder.path(), sample()).error().kind, Error::Kind::Storage);
    }

    void aKilledWriteLeavesTheOldFileWhole()
    {
        Folder folder;
        QVERIFY(writeBill(folder.path(), sample()));
        Bill large = sample();
        large.note = QString(200'000, u'x');
        const pid_t child = fork();
        QVERIFY(child >= 0);
        if (child == 0) { // dies by SIGXFSZ in the middle of the file
            std::signal(SIGXFSZ, SIG_DFL);
            const rlimit none{0, 0};
            const rlimit little{10'000, 10'000};
            setrlimit(RLIMIT_CORE, &none);
            setrlimit(RLIMIT_FSIZE, &little);
            (void)writeBill(folder.path(), large, true);
            _exit(0);
        }
        int status = 0;
        QCOMPARE(waitpid(child, &status, 0), child);
        QVERIFY2(WIFSIGNALED(status) && WTERMSIG(status) == SIGXFSZ, qPrintable(QString::number(status)));
        QCOMPARE(folder.get(u"versions/监控系统/v1.1.0.yaml"_s), sampleYaml());
        QCOMPARE(folder.versions(), QStringList{u"监控系统 v1.1.0"_s});
        QCOMPARE(folder.faults(), QStringList());
        QCOMPARE(writeBill(folder.path(), large, true), BillWrite::Written);
    }

    void aFullDiskIsAnErrorAndLeavesTheOldFileWhole()
    {
        Folder folder;
        QVERIFY(writeBill(folder.path(), sample()));
        Bill large = sample();
        large.note = QString(200'000, u'x');
        rlimit before{};
        getrlimit(RLIMIT_FSIZE, &before);
        const auto handler = std::signal(SIGXFSZ, SIG_IGN);
        const rlimit little{10'000, before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &little);
        const auto written = writeBill(folder.path(), large, true);
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, handler);
        QVERIFY(!written);
        QCOMPARE(written.error().kind, Error::Kind::Storage);
        QVERIFY(!written.error().detail.isEmpty());
        QCOMPARE(folder.get(u"versions/监控系统/v1.1.0.yaml"_s), sampleYaml());
        QCOMPARE(QDir(QFileInfo(folder.billPath()).path()).entryList(QDir::Files).size(), 1);
    }

    void sitesReadBackAsTheyWereWritten()
    {
        Folder folder;
        Diagnostics diagnostics;
        QCOMPARE(loadSites(folder.path(), diagnostics), QList<Site>());
        const QList<Site> sites{siteOf(u"上海"_s, u"v1.10"_s), siteOf(u"north"_s, u"1.9"_s), {u"x"_s, {}, {}, {}, {}}};
        QVERIFY(writeSites(folder.path(), sites));
        QCOMPARE(loadSites(folder.path(), diagnostics), sites);
        QCOMPARE(diagnostics, Diagnostics());
        QVERIFY(folder.get(u"sites.yaml"_s)
                    .startsWith("sites:\n  - site: \"上海\"\n    title: \"Site 上海\"\n    customer: "
                                "\"客户\"\n    versions:\n      shop: \"2\"\n      \"监控系统\": v1.10\n"));
        QVERIFY(writeSites(folder.path(), {}));
        QCOMPARE(loadSites(folder.path(), diagnostics), QList<Site>());
        Words words;
        QList<Site> many;
        for (int i = 0; i < 200; ++i)
            many.append({QString::number(i) + words.name(), words.text(9), words.text(9),
                {{ProductId(words.name()), words.name()}}, words.text(20)});
        many.removeIf([](const Site &site) { return nameFault(site.id).has_value(); });
        QVERIFY(writeSites(folder.path(), many));
        QCOMPARE(loadSites(folder.path(), diagnostics), many);
    }

    void aFaultySiteIsLeftOutAndTheOthersStay()
    {
        Diagnostics diagnostics;
        const QList<Site> sites = parseSites("sites:\n"
                                             "  - {site: a, versions: {shop: v1}}\n"
                                             "  - {site: ../b}\n"
                                             "  - {site: c, versions: [v1]}\n"
                                             "  - {site: d, versions: {shop: [v1]}}\n"
                                             "  - {site: e, versions: {a/b: v1}}\n"
                                             "  - {site: f, colour: red}\n"
                                             "  - {title: g}\n"
                                             "  - {site: a}\n"
                                             "  - text\n"
                                             "  - {site: h, versions: {shop: }}\n"
                                             "  - {site: z}\n"
                                             "other: 1\n",
            u"sites.yaml"_s, diagnostics);
        QStringList ids;
        for (const Site &site : sites)
            ids.append(site.id);
        QCOMPARE(ids, (QStringList{u"a"_s, u"z"_s}));
        QSet<int> lines;
        for (const Diagnostic &diagnostic : diagnostics)
            lines.insert(diagnostic.line);
        QCOMPARE(lines, (QSet<int>{3, 4, 5, 6, 7, 8, 9, 10, 11, 13}));
    }

    void sitesThatPeopleWroteAreNotLost()
    {
        Folder folder;
        const QList<Site> sites{siteOf(u"north"_s, u"v1"_s)};
        folder.put(u"sites.yaml"_s, "# Who runs what.\n\n# Ask 王小明.\nsites:\n  - site: \"a # b\"\n");
        QVERIFY(writeSites(folder.path(), sites));
        QCOMPARE(folder.get(u"sites.yaml"_s), "# Who runs what.\n\n# Ask 王小明.\n" + sitesYaml(sites));
        for (const QByteArray &yaml : {QByteArray("sites:\n  - site: it's # mine\n"), QByteArray("sites: []\n# end\n"),
                 QByteArray("sites:\n  - site: a\n  - site: a\n"), QByteArray("sites: [")}) {
            folder.put(u"sites.yaml"_s, yaml);
            const auto written = writeSites(folder.path(), sites);
            QVERIFY2(!written, yaml.constData());
            QCOMPARE(written.error().kind, Error::Kind::Refused);
            QCOMPARE(folder.get(u"sites.yaml"_s), yaml);
        }
        Folder other;
        QCOMPARE(writeSites(other.path(), sites + sites).error().kind, Error::Kind::Usage);
    }
};

QTEST_GUILESS_MAIN(BillFileTest)
#include "tst_billfile.moc"
