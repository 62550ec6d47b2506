// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desk/desk.h"
#include "app/session/session.h"
#include "app/workspace/workspaceloader.h"
#include "models/items/alerttreemodel.h"
#include "models/items/rowexport.h"
#include "tests/app/faults/showntexts.h"
#include "tests/support/run.h"
#include "tests/support/sampledeploy.h"
#include "widgets/pages/alerts/alertinspector.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/linklist.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QHelpEvent>
#include <QTcpServer>
#include <QToolTip>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

const SourceId am(u"am"_s);
const SourceId images(u"images"_s);
const SourceId git(u"git"_s);

/// The longest time that the event loop of this thread was away.
class GapWatch
{
public:
    GapWatch()
    {
        QObject::connect(
            &m_timer, &QTimer::timeout, &m_timer, [this] { m_longest = std::max(m_longest, m_since.restart()); });
        m_since.start();
        m_timer.start(1);
    }
    qint64 longest() const { return m_longest; }

private:
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
};

bool isSanitized()
{
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true;
#else
    return false;
#endif
}

void select(QAbstractItemView &view, const QModelIndex &parent, int depth)
{
    QAbstractItemModel *model = view.model();
    for (int row = 0; row < std::min(model->rowCount(parent), 3); ++row) {
        const QModelIndex index = model->index(row, 0, parent);
        view.setCurrentIndex(index);
        Q_EMIT view.activated(index);
        QCoreApplication::processEvents();
        if (depth > 0)
            select(view, index, depth - 1);
    }
}

/// Which of the widgets in it ask for how much.
QString widest(const QWidget &widget)
{
    QStringList all;
    for (const QWidget *child : widget.findChildren<QWidget *>()) {
        if (child->minimumSizeHint().width() >= 300)
            all.append(QString::fromLatin1(child->metaObject()->className()) + u' ' + child->accessibleName().left(40)
                + u' ' + QString::number(child->minimumSizeHint().width()));
    }
    return all.join(u'\n');
}

} // namespace

/// S6: text from servers that would like to be more than text, in everything that shows or writes it.
class HostileTextTest : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    QTcpServer m_trap; ///< where the texts would have something fetched from
    std::unique_ptr<Session> m_session;
    Language m_language;
    std::unique_ptr<Desk> m_desk;
    QList<QUrl> m_opened;

    QStringList hostile() const
    {
        const QString here = u"127.0.0.1:%1"_s.arg(m_trap.serverPort());
        return {u"<img src=\"http://%1/x.png\">"_s.arg(here), u"<b>bold</b><a href=\"javascript:alert(1)\">x</a>"_s,
            u"<html><body background='http://%1/'>"_s.arg(here), u"<img src=\"file:///etc/hostname\">"_s,
            u"\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b]8;;http://%1/\x07link"_s.arg(here),
            u"invoice\u202Efdp.exe \u2066x\u2069"_s, u"=cmd|' /C calc'!A0"_s, u"@SUM(1+1)*cmd"_s, u"+1+cmd|x"_s,
            u"-2+3+cmd|x"_s, u"\t=1+1"_s};
    }
    QString allAtOnce() const { return hostile().join(u' '); }

    Alert alertWith(const QString &text, const QString &link, int number)
    {
        Alert alert;
        alert.key = {am, QString::number(number)};
        alert.name = text;
        alert.summary = text;
        alert.value = text;
        alert.labels = {{u"alertname"_s, text}, {u"service"_s, text}, {u"instance"_s, text}};
        alert.annotations = {{u"summary"_s, text}, {u"description"_s, text}};
        alert.startsAt = alert.updatedAt = QDateTime::currentDateTimeUtc();
        alert.link = link;
        return alert;
    }

    template <typename Rows> void store(const SourceId &source, const char *kind, Rows rows)
    {
        SourceRecord record;
        record.id = source;
        record.kind = QString::fromLatin1(kind);
        record.identity = {allAtOnce(), allAtOnce()};
        record.lastAttempt = QDateTime::currentDateTimeUtc();
        record.lastError = Error{Error::Kind::BadAnswer, source.text(), allAtOnce(), 500, {}, {}};
        SyncBatch batch;
        batch.rows = {rows};
        QVERIFY(wait(m_session->cache().commit(record, batch)));
    }

    void storeAlerts()
    {
        Snapshot<Alert> alerts;
        for (const QString &text : hostile())
            alerts.rows.append(alertWith(text, u"javascript:alert(1)"_s, int(alerts.rows.size())));
        alerts.rows.append(alertWith(u"at home"_s, {}, 102));
        alerts.rows.last().labels[u"service"_s] = u"cart"_s;
        alerts.rows.append(alertWith(allAtOnce(), {}, 103));
        alerts.rows.last().labels[u"service"_s] = u"cart"_s;
        alerts.rows.append(alertWith(u"leads to a file"_s, u"file:///etc/passwd"_s, 100));
        alerts.rows.append(alertWith(u"leads to a page"_s, u"http://127.0.0.1:9/graph?x=1"_s, 101));
        store(am, "alertmanager", alerts);
    }

    void storeTheRest()
    {
        Container container;
        container.host = HostId(u"app-01"_s);
        container.name = container.image = container.state = allAtOnce();
        container.composeProject = container.composeService = u"cart"_s;
        store(SourceId(u"docker/app-01"_s), "docker", Snapshot<Container>{{container}});
        Tag tag{git, 7, allAtOnce(), allAtOnce(), allAtOnce(), QDateTime::currentDateTimeUtc()};
        store(git, "gitlab", Snapshot<Tag>{{tag}, 7});
        Artifact artifact{images, u"shop/cart"_s, digestOf('a'), hostile(), 1, QDateTime::currentDateTimeUtc(), {}};
        store(images, "harbor", Snapshot<Artifact>{{artifact}, 0, u"shop/cart"_s});
        for (const QString &text : hostile()) {
            LedgerEntry entry;
            entry.at = QDateTime::currentDateTimeUtc();
            entry.actor = entry.action = entry.subject = entry.environment = entry.outcome = text;
            entry.detail = QJsonDocument(QJsonObject{{u"said"_s, text}}).toJson(QJsonDocument::Compact);
            QVERIFY(wait(m_session->ledger().append(entry)));
        }
        storeRun();
        storeChanges();
    }

    /// Beside an alert of a service that the catalog knows.
    void storeChanges()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        Snapshot<Silence> silences;
        for (const QString &text : hostile()) {
            LedgerEntry entry{.at = now, .actor = text, .action = u"config.changed"_s, .subject = text};
            entry.environment = entry.outcome = text;
            entry.detail = R"({"component":"component:cart"})";
            QVERIFY(wait(m_session->ledger().append(entry)));
            Silence silence{.source = am, .id = text, .matchers = {{u"service"_s, u"cart"_s}, {text, text}}};
            silence.createdBy = silence.comment = silence.state = text;
            silence.startsAt = now;
            silence.endsAt = now.addSecs(60);
            silences.rows.append(silence);
        }
        store(am, "alertmanager", silences);
    }

    void storeRun()
    {
        const RunId run(u"run-1"_s);
        const DeployPlan plan = samplePlan();
        QVERIFY(wait(m_session->ledger().beginRun(run, plan, u"1 1 there"_s, QDateTime::currentDateTimeUtc())));
        EventScript script(run, QDateTime::currentDateTimeUtc());
        const HostChange &first = plan.changes.first();
        QList<DeployEvent> events{script.step(first, DeployStep::Pull, StepState::Running)};
        for (const QString &text : hostile())
            events.append(script.output(first, DeployStep::Pull, text));
        events.append(script.step(first, DeployStep::Pull, StepState::Failed, allAtOnce()));
        events.append(script.ended(RunState::Failed, allAtOnce()));
        for (const DeployEvent &event : events)
            QVERIFY(wait(m_session->ledger().journal(event)));
    }

    AlertsPage &alertsPage() { return *m_desk->shell().findChild<AlertsPage *>(); }

    /// Opens the alert of this name as a person does; false where there is none.
    bool inspect(const QString &name)
    {
        auto *view = alertsPage().findChild<QAbstractItemView *>();
        for (int group = 0; group < view->model()->rowCount(); ++group) {
            const QModelIndex parent = view->model()->index(group, 0);
            for (int row = 0; row < view->model()->rowCount(parent); ++row) {
                const QModelIndex index = view->model()->index(row, 0, parent);
                if (index.data(AlertTreeModel::AlertRole).value<AlertRow>().name != name)
                    continue;
                view->setCurrentIndex(index);
                QCoreApplication::processEvents();
                return true;
            }
        }
        return false;
    }

    QPushButton *openButton()
    {
        const auto buttons = m_desk->shell().findChildren<QPushButton *>();
        const auto found = std::find_if(buttons.cbegin(), buttons.cend(),
            [](const QPushButton *button) { return button->text() == u"Open in source…"_s; });
        return found == buttons.cend() ? nullptr : *found;
    }

private Q_SLOTS:
    void keepOpened(const QUrl &url) { m_opened.append(url); }

    void initTestCase()
    {
        QVERIFY(m_trap.listen(QHostAddress::LocalHost));
        QDir().mkpath(m_folder.filePath(u"ws"_s));
        QFile file(m_folder.filePath(u"ws/opsdeck.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("name: hostile\ntitle: '<img src=\"http://127.0.0.1:" + QByteArray::number(m_trap.serverPort())
            + "/t.png\">'\nenvironments:\n  - {name: staging}\nconnections:\n");
        for (const char *line :
            {"name: am, kind: alertmanager", "name: images, kind: harbor", "name: git, kind: gitlab"})
            file.write(QByteArray("  - {") + line + ", url: 'http://127.0.0.1:9', poll: 1h}\n");
        file.write("hosts:\n  - {name: app-01, address: 127.0.0.1, port: 9, environment: staging}\n");
        file.close();
        QDir().mkpath(m_folder.filePath(u"ws/catalog"_s));
        QFile catalog(m_folder.filePath(u"ws/catalog/all.yaml"_s));
        QVERIFY(catalog.open(QIODevice::WriteOnly));
        catalog.write(
            "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: cart}\n"
            "spec: {type: service, lifecycle: production, owner: li}\n---\n"
            "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: li}\nspec: {type: team, children: []}\n");
        catalog.close();
        const LoadedWorkspace loaded = loadWorkspace(m_folder.filePath(u"ws"_s));
        QVERIFY2(loaded.diagnostics.isEmpty(), qPrintable(loaded.diagnostics.value(0).text()));
        auto session = Session::open(loaded.workspace, {m_folder.filePath(u"data"_s), m_folder.filePath(u"config"_s)});
        QVERIFY(session.has_value());
        m_session = std::move(*session);
        storeAlerts();
        storeTheRest();
        for (const QString &scheme : {u"http"_s, u"https"_s, u"file"_s, u"javascript"_s})
            QDesktopServices::setUrlHandler(scheme, this, "keepOpened");
        m_desk = std::make_unique<Desk>(*m_session, m_language, DeskSettings{.language = u"en"_s});
        m_desk->shell().resize(1280, 800);
        m_desk->shell().show();
        QTRY_COMPARE(alertsPage().model().wall().counts.total(), 15);
    }

    void cleanupTestCase()
    {
        QVERIFY(!m_trap.hasPendingConnections());
        m_desk.reset();
        m_session.reset();
        for (const QString &scheme : {u"http"_s, u"https"_s, u"file"_s, u"javascript"_s})
            QDesktopServices::unsetUrlHandler(scheme);
    }

    void itIsPlainTextOnEveryPageAndNothingIsFetched()
    {
        QStringList places = m_desk->pageIds();
        places += {u"settings/sources/am"_s, u"settings/sources/images"_s, u"deploy/run/run-1"_s};
        int shown = 0;
        for (const QString &place : places) {
            m_desk->openPage(place.section(u'/', 0, 0), place.section(u'/', 1));
            for (QAbstractItemView *view : m_desk->shell().findChildren<QAbstractItemView *>()) {
                if (view->isVisible() && view->model())
                    select(*view, {}, 1);
            }
            m_desk->shell().grab();
            QCOMPARE(richTexts(&m_desk->shell()), QStringList());
            shown += int(shownTexts(&m_desk->shell()).filter(u"<img"_s).size());
        }
        QVERIFY(shown > 20); // so that finding nothing rich means something
        QVERIFY(!m_trap.waitForNewConnection(100));
    }

    void aToolTipShowsTheTagsInsteadOfObeyingThem()
    {
        const auto isToolTip
            = [](const QString &text) { return Qt::mightBeRichText(text) && text.startsWith(u"<p"_s); };
        int rich = 0;
        for (const QString &text : shownTexts(&m_desk->shell())) {
            rich += isToolTip(text) ? 1 : 0;
            QVERIFY2(!isToolTip(text) || !text.contains(u"<img"_s), qPrintable(text));
        }
        QVERIFY(rich > 0);
        m_desk->openPage(u"alerts"_s);
        QVERIFY(inspect(hostile().first()));
        int shown = 0;
        for (ElidedLabel *label : m_desk->shell().findChildren<ElidedLabel *>()) {
            label->resize(20, label->height());
            QHelpEvent help(QEvent::ToolTip, {1, 1}, label->mapToGlobal(QPoint(1, 1)));
            QCoreApplication::sendEvent(label, &help);
            shown += QToolTip::text().contains(u"&lt;img"_s) ? 1 : 0;
            QVERIFY2(!QToolTip::text().contains(u"<img"_s), qPrintable(QToolTip::text()));
        }
        QVERIFY(shown > 0);
        for (const QWidget *widget : m_desk->shell().findChildren<QWidget *>())
            QVERIFY2(!Qt::mightBeRichText(widget->toolTip()) || !widget->toolTip().contains(u"<img"_s),
                qPrintable(widget->toolTip()));
    }

    void whatChangedAndWhatIsRelatedIsPlainTextToo()
    {
        m_desk->openPage(u"alerts"_s);
        QVERIFY(inspect(u"at home"_s));
        QTest::keyClick(alertsPage().findChild<QAbstractItemView *>(), Qt::Key_Return);
        const AlertInspector &details = alertsPage().details();
        QTRY_VERIFY(details.isVisible());
        const auto links = [&](const QString &with) {
            int count = 0;
            for (const LinkList *list : details.findChildren<LinkList *>()) {
                for (const LinkRow &row : list->rows())
                    count += row.title.contains(with) ? 1 : 0;
            }
            return count;
        };
        QTRY_VERIFY(links(u"<img"_s) > 1);
        m_desk->shell().grab();
        QVERIFY2(richTexts(&m_desk->shell()).isEmpty(), qPrintable(richTexts(&m_desk->shell()).join(u'\n')));
        QVERIFY2(
            details.minimumSizeHint().width() < 400, qPrintable(QString::number(details.minimumSizeHint().width())));
        QVERIFY(!m_trap.waitForNewConnection(100));
    }

    void onlyAWebAddressIsOpenedAndOnlyAfterItWasShown()
    {
        m_desk->openPage(u"alerts"_s);
        for (const QString &name : {hostile().at(1), u"leads to a file"_s}) {
            QVERIFY(inspect(name));
            QVERIFY(!openButton() || openButton()->isHidden());
        }
        QVERIFY(inspect(u"leads to a page"_s));
        QVERIFY(openButton() && !openButton()->isHidden());
        openButton()->click();
        auto *question = m_desk->shell().findChild<QMessageBox *>();
        QVERIFY(question);
        QCOMPARE(question->informativeText(), u"http://127.0.0.1:9/graph?x=1"_s);
        QCOMPARE(richTexts(question), QStringList());
        QCOMPARE(m_opened, QList<QUrl>());
        for (QAbstractButton *button : question->buttons()) {
            if (question->buttonRole(button) == QMessageBox::AcceptRole)
                button->click();
        }
        QCOMPARE(m_opened, QList<QUrl>{QUrl(u"http://127.0.0.1:9/graph?x=1"_s)});
    }

    void aSpreadsheetRunsNothingOfAnExport()
    {
        static const QRegularExpression formula(u"(?:^|,|\\r\\n)\"?[=+\\-@\\t]"_s);
        QStandardItemModel model(0, 2);
        for (const QString &text : hostile()) {
            auto *row = new QStandardItem(text); // the model becomes its owner
            row->setFlags(row->flags() | Qt::ItemNeverHasChildren);
            model.appendRow({row, new QStandardItem(text)}); // here too
        }
        const QString csv = QString::fromUtf8(toCsv(model));
        QVERIFY(csv.contains(u"'=cmd"_s) && csv.contains(u"'@SUM"_s));
        QVERIFY2(!formula.match(csv).hasMatch(), qPrintable(csv));
    }

    void aMegabyteInOneAnnotationHoldsNobodyUp()
    {
        Snapshot<Alert> alerts;
        alerts.rows = {alertWith(u"small"_s, {}, 1), alertWith(u"large"_s, {}, 2)};
        alerts.rows.last().annotations[u"description"_s] = QString(1024 * 1024, u'x');
        alerts.rows.last().annotations[u"words"_s] = u"word "_s.repeated(200'000);
        alerts.rows.last().labels[u"label"_s] = QString(1024 * 1024, u'y');
        m_desk->openPage(u"alerts"_s);
        GapWatch watch;
        store(am, "alertmanager", alerts);
        QTRY_COMPARE(alertsPage().model().wall().counts.total(), 2);
        QVERIFY(inspect(u"large"_s));
        QVERIFY2(alertsPage().details().minimumSizeHint().width() < 400, qPrintable(widest(alertsPage().details())));
        QVERIFY(inspect(u"small"_s));
        QCoreApplication::processEvents();
        qInfo("S6: the longest gap was %lld ms", watch.longest());
        QVERIFY2(watch.longest() <= (isSanitized() ? 2000 : 50), qPrintable(QString::number(watch.longest())));
    }
};

QTEST_MAIN(HostileTextTest)
#include "tst_hostiletext.moc"
