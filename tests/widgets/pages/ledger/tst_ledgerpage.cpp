// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/ledgermodel.h"
#include "widgets/pages/ledger/ledgerinspector.h"
#include "widgets/pages/ledger/ledgerpage.h"
#include "widgets/pages/ledger/outcomedelegate.h"
#include "widgets/parts/card.h"
#include "widgets/parts/emptystate.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

LedgerEntry entry(qint64 number)
{
    static const QStringList outcomes{QString(), u"done"_s, QString(), u"failed"_s, QString(), u"cancelled"_s,
        QString(), u"interrupted"_s, u"refused"_s};
    LedgerEntry made;
    made.number = number;
    made.at = QDateTime::currentDateTimeUtc().addSecs(-7200 * (20 - number));
    made.actor = number % 3 ? u"li.na@desk-04"_s : u"wang@night-desk"_s;
    made.outcome = outcomes.at((number - 1) % outcomes.size());
    made.action = made.outcome.isEmpty() ? u"deploy.intent"_s : u"deploy.result"_s;
    if (made.outcome == u"interrupted"_s)
        made.action = u"deploy.interrupted"_s;
    made.subject = u"shop 2.4.%1 → production"_s.arg(number / 2);
    made.environment = u"production"_s;
    made.reference = u"6b1c2f80-52a4-4c8e-9d1b-%1"_s.arg(number / 2, 12, 10, QChar(u'0'));
    made.detail = R"({"product":"shop","version":"2.4.1","planHash":"9f2c41d07b","hosts":["app-01","app-02"]})";
    made.previousHash = QString(64, u'a');
    made.hash = QString(64, u'b');
    return made;
}

QList<LedgerEntry> entries(qint64 newest, qint64 oldest)
{
    QList<LedgerEntry> made;
    for (qint64 number = newest; number >= oldest; --number)
        made.append(entry(number));
    return made;
}

} // namespace

class LedgerPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyLedgerTeachesWhatWillBeHere()
    {
        Theme theme(ThemeKind::Dark);
        LedgerPage page(theme);
        page.addNewest({});
        QVERIFY(page.findChild<EmptyState *>()->isVisibleTo(&page));
        page.addNewest(entries(1, 1));
        QVERIFY(!page.findChild<EmptyState *>()->isVisibleTo(&page));
    }

    void aFilterReadsOnUntilEverythingIsSearched()
    {
        Theme theme(ThemeKind::Dark);
        LedgerPage page(theme);
        page.addNewest(entries(20, 15));
        QSignalSpy wanted(&page, &LedgerPage::olderWanted);
        page.findChild<QLineEdit *>()->setText(u"2.4.1"_s);
        QCOMPARE(wanted.size(), 1);
        page.addOlder(entries(14, 8));
        QCOMPARE(wanted.size(), 2);
        page.addOlder(entries(7, 1));
        QCOMPARE(wanted.size(), 2);
    }

    void aSelectedEntryIsShownAndIsAPlace()
    {
        Theme theme(ThemeKind::Dark);
        LedgerPage page(theme);
        QSignalSpy places(&page, &Page::placeChanged);
        QSignalSpy addresses(&page, &Page::openAddressRequested);
        page.openPlace(u"4"_s); // asked before anything was read
        page.addNewest(entries(6, 1));
        QCOMPARE(page.place(), u"4"_s);
        QCOMPARE(places.last().first().toString(), u"4"_s);
        auto *inspector = page.inspector();
        QVERIFY(inspector->findChild<QPlainTextEdit *>()->toPlainText().contains(u"\"planHash\": \"9f2c41d07b\""_s));
        Q_EMIT static_cast<LedgerInspector *>(inspector)->runRequested(u"run-1"_s);
        QCOMPARE(addresses.first(), (QVariantList{u"deploy"_s, u"run/run-1"_s}));
    }

    void aNewEntryLeavesTheSelectionWhereItIs()
    {
        Theme theme(ThemeKind::Dark);
        LedgerPage page(theme);
        page.addNewest(entries(6, 1));
        page.openPlace(u"4"_s);
        page.addNewest(entries(8, 5));
        QCOMPARE(page.place(), u"4"_s);
    }

    void theChainsStateIsToldInWords()
    {
        Theme theme(ThemeKind::Dark);
        LedgerPage page(theme);
        page.addNewest(entries(6, 1));
        const auto says = [&page](const QString &word) {
            const auto labels = page.findChildren<QLabel *>();
            return std::any_of(labels.cbegin(), labels.cend(),
                [&](const QLabel *label) { return label->text().contains(word) && label->isVisibleTo(&page); });
        };
        page.showVerification(qint64(0));
        QVERIFY(says(u"whole"_s));
        page.showVerification(qint64(17));
        QVERIFY(says(u"17"_s));
        page.showVerification(Result<qint64>(failure(Error::Kind::Storage, u"ledger.db"_s, u"disk I/O error"_s)));
        QVERIFY(!says(u"17"_s));
    }

    void everyOutcomeHasItsShape()
    {
        QCOMPARE(shapeOfOutcome(u"done"_s), StateShape::Ok);
        QCOMPARE(shapeOfOutcome(u"failed"_s), StateShape::Critical);
        QCOMPARE(shapeOfOutcome({}), StateShape::Waiting);
        QCOMPARE(shapeOfOutcome(u"something new"_s), StateShape::Unknown);
    }

    void copiesTheSelectedRows()
    {
        Theme theme(ThemeKind::Dark);
        LedgerPage page(theme);
        page.addNewest(entries(6, 1));
        page.openPlace(u"4"_s);
        QTest::keyClick(page.findChild<QTreeView *>(), Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"4\t"_s));
        QVERIFY(!QGuiApplication::clipboard()->text().contains(u'\n'));
    }

    void pictures_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<int>("count");
        QTest::newRow("dark-1920") << ThemeKind::Dark << QSize(1740, 990) << 18;
        QTest::newRow("light-1920") << ThemeKind::Light << QSize(1740, 990) << 18;
        QTest::newRow("dark-1280") << ThemeKind::Dark << QSize(1090, 640) << 18;
        QTest::newRow("empty") << ThemeKind::Dark << QSize(1090, 640) << 0;
    }
    /// With OPSDECK_PICTURES=FOLDER the pictures are kept for looking at.
    void pictures()
    {
        QFETCH(ThemeKind, kind);
        QFETCH(QSize, size);
        QFETCH(int, count);
        QWidget window;
        Theme theme(kind);
        theme.applyTo(*qApp);
        LedgerPage page(theme);
        QHBoxLayout layout(&window);
        layout.setContentsMargins(0, 0, 0, 0);
        layout.addWidget(&page, 1);
        QScrollArea side;
        side.setFixedWidth(size.width() > 1500 ? 420 : 320);
        side.setWidgetResizable(true);
        side.setWidget(page.inspector());
        side.widget()->setContentsMargins(16, 16, 16, 16);
        layout.addWidget(&side);
        page.addNewest(entries(count, 1));
        page.openPlace(u"12"_s);
        window.resize(size);
        window.show();
        side.setVisible(count > 0);
        page.inspector()->show();
        if (count > 0)
            page.showVerification(qint64(0));
        QCoreApplication::processEvents();
        const QImage image = window.grab().toImage();
        QCOMPARE(image.size(), size);
        if (const QString folder = qEnvironmentVariable("OPSDECK_PICTURES"); !folder.isEmpty())
            image.save(folder + u"/ledger-"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s);
        qApp->setStyleSheet({});
    }
};

QTEST_MAIN(LedgerPageTest)
#include "tst_ledgerpage.moc"
