// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/workspaceloader.h"

#include <QtTest>

using namespace opsdeck;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The section `notify` of a workspace.
class WorkspaceNotifyTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;

    LoadedWorkspace load(const QByteArray &notify)
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QFile file(m_folder->filePath(u"opsdeck.yaml"_s));
        if (!QDir(m_folder->path()).mkdir(u"catalog"_s) || !file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        file.write("name: demo\nnotify:\n" + notify);
        file.close();
        return loadWorkspace(m_folder->path());
    }

private Q_SLOTS:
    void readsTargetsAndRules()
    {
        const LoadedWorkspace loaded = load("  from: [ops-desk-01]\n"
                                            "  targets:\n"
                                            "    - {name: oncall, kind: wecom, url-secret: oncall-robot}\n"
                                            "    - {name: ding, kind: dingtalk, url-secret: d, sign-secret: s}\n"
                                            "    - {name: lark, kind: feishu, url-secret: 'env:LARK', proxy: none}\n"
                                            "    - {name: hook, kind: webhook, url: 'https://hook.example/a'}\n"
                                            "  rules:\n"
                                            "    - name: payments\n"
                                            "      filter: 'service:pay env:production'\n"
                                            "      severities: [critical, warning]\n"
                                            "      to: [oncall, desktop]\n"
                                            "      repeat: 15m\n"
                                            "      together: 30s\n"
                                            "      storm: 10m\n"
                                            "      resolved: true\n"
                                            "      critical-passes: false\n"
                                            "      quiet:\n"
                                            "        - {from: 22:00, until: 7:30, days: [weekdays, sun]}\n"
                                            "    - {name: rest, to: hook}\n");
        for (const Diagnostic &fault : loaded.diagnostics)
            qWarning().noquote() << fault.text();
        QVERIFY(loaded.diagnostics.isEmpty());
        const Workspace &w = loaded.workspace;
        QCOMPARE(w.notify.from, QStringList{u"ops-desk-01"_s});
        QCOMPARE(w.notifyTargets.size(), 4);
        QCOMPARE(w.notifyTargets.at(0).way.kind, u"wecom"_s);
        QCOMPARE(w.notifyTargets.at(0).addressSecret, u"oncall-robot"_s);
        QCOMPARE(w.notifyTargets.at(1).signSecret, u"s"_s);
        QCOMPARE(w.notifyTargets.at(2).way.proxy, u"none"_s);
        QCOMPARE(w.notifyTargets.at(3).way.url, u"https://hook.example/a"_s);
        const NotifyRule expected{.name = u"payments"_s,
            .filter = u"service:pay env:production"_s,
            .severities = {Severity::Critical, Severity::Warning},
            .quiet = {{{7, 1, 2, 3, 4, 5}, QTime(22, 0), QTime(7, 30)}},
            .criticalPasses = false,
            .repeat = 15min,
            .window = 30s,
            .storm = 10min,
            .resolved = true,
            .outlets = {u"oncall"_s, u"desktop"_s}};
        QCOMPARE(w.notify.rules.size(), 2);
        QCOMPARE(w.notify.rules.first(), expected);
        QCOMPARE(w.notify.rules.last().window, 10s);
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QByteArray>("yaml");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *yaml, const char *says) {
            QTest::newRow(name) << QByteArray(yaml) << QString::fromLatin1(says);
        };
        row("an unknown kind", "  targets:\n    - {name: a, kind: wecon, url-secret: x}\n",
            "opsdeck.yaml:4:23: \"kind\" names nothing that exists: wecon");
        row("the key itself", "  targets:\n    - {name: a, kind: wecom, url-secret: 'https://q.example/?key=1'}\n",
            "opsdeck.yaml:4:42: This looks like the secret itself.");
        row("a robot's address in the file",
            "  targets:\n    - {name: a, kind: feishu, url: 'https://f.example/hook/1'}\n",
            "opsdeck.yaml:4:36: This address holds a key, or is one.");
        row("an address with a key", "  targets:\n    - {name: a, kind: webhook, url: 'https://f.example/?token=1'}\n",
            "opsdeck.yaml:4:37: This address holds a key, or is one.");
        row("no address", "  targets:\n    - {name: a, kind: wecom}\n",
            "opsdeck.yaml:4:7: A target has either \"url-secret\" or \"url\".");
        row("an outlet's name", "  targets:\n    - {name: desktop, kind: wecom, url-secret: x}\n",
            "opsdeck.yaml:4:14: \"desktop\" is an outlet of every desk.");
        row("a signature that WeCom does not have",
            "  targets:\n    - {name: a, kind: wecom, url-secret: x, sign-secret: y}\n",
            "\"sign-secret\" is not a known key here.");
        row("an unknown target", "  rules:\n    - {name: r, to: [oncal]}\n",
            "opsdeck.yaml:4:21: \"to\" names nothing that exists: oncal");
        row("nobody to tell", "  rules:\n    - {name: r}\n", "opsdeck.yaml:4:7: \"to\" is missing.");
        row("a severity", "  rules:\n    - {name: r, to: sound, severities: [critcal]}\n",
            "\"severities\" names nothing that exists: critcal");
        row("a day", "  rules:\n    - {name: r, to: sound, quiet: [{from: 22:00, until: 07:00, days: [funday]}]}\n",
            "\"days\" names nothing that exists: funday");
        row("a time", "  rules:\n    - {name: r, to: sound, quiet: [{from: late, until: 07:00}]}\n",
            "opsdeck.yaml:4:43: \"late\" is no time of day.");
        row("two of a name", "  rules:\n    - {name: r, to: sound}\n    - {name: r, to: desktop}\n",
            "opsdeck.yaml:5:14: There is already a rule called \"r\".");
        row("a stranger", "  rule: []\n", "opsdeck.yaml:3:3: \"rule\" is not a known key here.");
    }
    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QByteArray, yaml);
        QFETCH(QString, says);
        const LoadedWorkspace loaded = load(yaml);
        QStringList texts;
        for (const Diagnostic &fault : loaded.diagnostics)
            texts.append(fault.text());
        QVERIFY2(texts.join(u'\n').contains(says), qPrintable(texts.join(u'\n')));
        QVERIFY(loaded.isUsable());
        // Of a target or rule that is not what it says nothing is sent.
        const bool isHalfUsable = says.contains(u"severities"_s) || says.contains(u"days"_s)
            || says.contains(u"time of day"_s) || says.contains(u"sign-secret"_s) || says.contains(u"already"_s);
        if (!isHalfUsable)
            QVERIFY(loaded.workspace.notifyTargets.isEmpty() && loaded.workspace.notify.rules.isEmpty());
    }
};

QTEST_GUILESS_MAIN(WorkspaceNotifyTest)
#include "tst_workspacenotify.moc"
