// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/language.h"
#include "models/items/errortext.h"
#include "widgets/theme/stateshape.h"

#include <QProcess>
#include <QTranslator>
#include <QXmlStreamReader>
#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

struct Entry
{
    QString context;
    QString source;
    QString comment;
    QStringList forms; ///< one, or one for each plural form
    bool numerus = false;
    bool unfinished = false;

    QString name() const { return context + u": "_s + source + u" | "_s + comment; }
};

Entry readEntry(QXmlStreamReader &xml, const QString &context)
{
    Entry entry;
    entry.context = context;
    entry.numerus = xml.attributes().hasAttribute("numerus"_L1);
    while (xml.readNextStartElement()) {
        if (xml.name() == "source"_L1) {
            entry.source = xml.readElementText();
        } else if (xml.name() == "comment"_L1) {
            entry.comment = xml.readElementText();
        } else if (xml.name() == "translation"_L1) {
            entry.unfinished = xml.attributes().hasAttribute("type"_L1);
            if (!entry.numerus)
                entry.forms.append(xml.readElementText());
            while (entry.numerus && xml.readNextStartElement())
                entry.forms.append(xml.readElementText());
        } else {
            xml.skipCurrentElement();
        }
    }
    return entry;
}

QList<Entry> readEntries(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QXmlStreamReader xml(&file);
    QList<Entry> entries;
    xml.readNextStartElement(); // TS
    while (xml.readNextStartElement()) {
        QString context;
        while (xml.readNextStartElement()) {
            if (xml.name() == "name"_L1)
                context = xml.readElementText();
            else
                entries.append(readEntry(xml, context));
        }
    }
    return xml.hasError() ? QList<Entry>{} : entries;
}

QStringList placeholdersOf(const QString &text)
{
    static const QRegularExpression placeholder(QStringLiteral("%(L?\\d+|L?n)"));
    QStringList found;
    for (auto match = placeholder.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.sort();
    found.removeDuplicates();
    return found;
}

QString fileOf(const QString &language)
{
    return QStringLiteral(OPSDECK_TESTS_DIR "/../translations/opsdeck_%1.ts").arg(language);
}

QString translated(const char *context, const char *text, const char *comment = nullptr, int n = -1)
{
    return QCoreApplication::translate(context, text, comment, n);
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyEntryIsTranslatedAndKeepsItsPlaceholders_data() { languages(); }
    void everyEntryIsTranslatedAndKeepsItsPlaceholders()
    {
        QFETCH(QString, language);
        QFETCH(int, pluralForms);
        const QList<Entry> entries = readEntries(fileOf(language));
        QVERIFY(!entries.isEmpty());
        for (const Entry &entry : entries) {
            QVERIFY2(!entry.unfinished, qPrintable(entry.name()));
            QCOMPARE(entry.forms.size(), entry.numerus ? pluralForms : 1);
            for (const QString &form : entry.forms) {
                QVERIFY2(!form.isEmpty(), qPrintable(entry.name()));
                QVERIFY2(placeholdersOf(form) == placeholdersOf(entry.source), qPrintable(entry.name()));
                QVERIFY2(!form.contains(u"(s)"), qPrintable(entry.name()));
            }
        }
    }

    void noTextOfTheSourcesIsMissing_data() { languages(); }
    void noTextOfTheSourcesIsMissing()
    {
        QFETCH(QString, language);
        QTemporaryDir folder;
        const QString copy = folder.filePath(u"opsdeck_%1.ts"_s.arg(language));
        QVERIFY(QFile::copy(fileOf(language), copy));
        QStringList arguments{u"-no-obsolete"_s, u"-locations"_s, u"none"_s, u"-extensions"_s, u"cpp,h"_s, u"-I"_s,
            u"."_s, u"app"_s, u"widgets"_s, u"models"_s, u"backends"_s, u"-ts"_s, copy};
        if (language == u"en")
            arguments.prepend(u"-pluralonly"_s);

        QProcess lupdate;
        lupdate.setWorkingDirectory(QStringLiteral(OPSDECK_TESTS_DIR "/.."));
        QSignalSpy ended(&lupdate, &QProcess::finished);
        lupdate.start(QStringLiteral(OPSDECK_LUPDATE), arguments);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 30'000);

        QCOMPARE(lupdate.exitCode(), 0);
        QCOMPARE(lupdate.readAllStandardError(), QByteArray());
        const QList<Entry> fresh = readEntries(copy);
        for (const Entry &entry : fresh)
            QVERIFY2(!entry.unfinished, qPrintable(entry.name()));
        QCOMPARE(fresh.size(), readEntries(fileOf(language)).size());
    }

    void theProgramCarriesBothLanguages_data() { languages(); }
    void theProgramCarriesBothLanguages()
    {
        QFETCH(QString, language);
        QTranslator translator;
        QVERIFY(translator.load(u":/opsdeck/i18n/opsdeck_%1.qm"_s.arg(language)));
        QVERIFY(!translator.isEmpty());
    }

    void chineseReachesEveryKindOfContext()
    {
        Language language;
        language.use(u"zh_CN"_s);
        QCOMPARE(wordOf(StateShape::Critical), u"严重"_s);
        QCOMPARE(errorText(Error{Error::Kind::Timeout, u"gitlab"_s, {}, 0, {}}), u"gitlab 应答超时。"_s);
        QCOMPARE(translated("opsdeck::AlertsPage", "Alerts"), u"告警"_s);
        QCOMPARE(translated("DeployText", "health"), u"健康检查"_s);
        QCOMPARE(translated("LedgerText", "Deployment begun"), u"开始部署"_s);
        QCOMPARE(translated("opsdeck::SourcesModel", "live"), u"正常"_s);
        QCOMPARE(translated("TimeText", "%n min", "age", 12), u"12 分钟"_s);
        QCOMPARE(translated("Topology", "%n hop(s)", nullptr, 2), u"2 跳"_s);
        QCOMPARE(translated("CommandLine", "Syncing…"), u"正在同步…"_s);
    }

    void englishCountsInSingularAndPlural()
    {
        Language language;
        language.use(u"en"_s);
        QCOMPARE(translated("AlertText", "%n warning(s)", "alerts", 1), u"1 warning"_s);
        QCOMPARE(translated("AlertText", "%n warning(s)", "alerts", 2), u"2 warnings"_s);
        QCOMPARE(
            translated("MatrixText", "%n host(s) run the same digest", nullptr, 1), u"1 host runs the same digest"_s);
        QCOMPARE(
            translated("MatrixText", "%n host(s) run the same digest", nullptr, 2), u"2 hosts run the same digest"_s);
        QCOMPARE(translated("opsdeck::LedgerPage", "%n entries", nullptr, 1), u"1 entry"_s);
        QCOMPARE(wordOf(StateShape::Critical), u"critical"_s);
    }

private:
    static void languages()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<int>("pluralForms");
        QTest::newRow("English") << u"en"_s << 2;
        QTest::newRow("Chinese") << u"zh_CN"_s << 1;
    }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
