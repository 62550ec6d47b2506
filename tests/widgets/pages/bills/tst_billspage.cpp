// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/pages/bills/samplebills.h"
#include "widgets/pages/bills/billanswers.h"
#include "widgets/pages/bills/billdetail.h"
#include "widgets/pages/bills/billmodels.h"
#include "widgets/pages/bills/billspage.h"
#include "widgets/pages/bills/billtable.h"
#include "widgets/pages/bills/newbilldialog.h"
#include "widgets/parts/card.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/linklist.h"
#include "widgets/parts/searchfield.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

QString wordsOf(const QWidget &widget)
{
    QStringList words;
    for (const QLabel *label : widget.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&widget))
            words.append(label->text().remove(QChar(0x200b)));
    }
    return words.join(u'\n');
}

struct World
{
    explicit World(ThemeKind kind = ThemeKind::Dark)
        : theme(kind)
        , page(theme, products(), {{.id = EnvironmentId(u"prod"_s), .title = u"Production"_s, .production = true}})
    { }

    Theme theme;
    BillsPage page;
};

} // namespace

class BillsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyWorkspaceTeachesAndOffersTheFirstVersion()
    {
        World world;
        world.page.setReadOnly({});
        auto *stack = world.page.findChild<QStackedWidget *>(QString(), Qt::FindDirectChildrenOnly);
        auto *empty = qobject_cast<EmptyState *>(stack->currentWidget());
        QVERIFY(empty); // still reading
        world.page.setBills({}, {});
        QVERIFY(wordsOf(*empty).contains(u"versions/PRODUCT/VERSION.yaml"_s));
        Q_EMIT empty->actionRequested();
        QVERIFY(world.page.dialog());
        world.page.setBills(bills(), {});
        QVERIFY(!qobject_cast<EmptyState *>(stack->currentWidget()));
    }

    void anErrorBeforeTheFirstAnswerIsShownAndAskedAgain()
    {
        World world;
        QSignalSpy again(&world.page, &BillsPage::reloadRequested);
        world.page.setError({.kind = Error::Kind::Storage, .origin = u"cache.db"_s, .detail = u"disk I/O error"_s});
        auto *stack = world.page.findChild<QStackedWidget *>(QString(), Qt::FindDirectChildrenOnly);
        auto *empty = qobject_cast<EmptyState *>(stack->currentWidget());
        QVERIFY(empty && wordsOf(*empty).contains(u"disk I/O error"_s));
        Q_EMIT empty->actionRequested();
        QCOMPARE(again.size(), 1);
    }

    void modelsKeepTheRulesWhateverComes()
    {
        World world;
        QAbstractItemModelTester list(&world.page.model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto *detail = world.page.findChild<BillDetail *>();
        auto *modules = detail->findChild<BillModulesModel *>();
        QAbstractItemModelTester rows(modules, QAbstractItemModelTester::FailureReportingMode::QtTest);
        world.page.setBills(bills(), {});
        world.page.openPlace(u"shop/2.4.1"_s);
        world.page.setBills({bills().at(2), bills().at(0), bills().at(3)}, {});
        Bill twice = bills().first();
        twice.modules.append(twice.modules.first());
        detail->setBill(twice);
        QCOMPARE(modules->rowCount(), 5);
        detail->setCheck(checkOf(twice));
        world.page.setBills({}, {});
        QCOMPARE(world.page.model().rowCount(), 0);
    }

    void aChosenVersionIsAPlaceAndAsksForItsDetails()
    {
        World world;
        QSignalSpy wanted(&world.page, &BillsPage::detailsWanted);
        world.page.openPlace(u"shop/2.4.0"_s); // before anything was read
        world.page.setBills(bills(), {});
        QCOMPARE(world.page.place(), u"shop/2.4.0"_s);
        QVERIFY(!wanted.isEmpty());
        QCOMPARE(wanted.last().first().value<BillKey>(), (BillKey{shop, u"2.4.0"_s}));
    }

    void verdictsStandBesideTheirModuleWithTheReason()
    {
        World world;
        world.page.setBills(bills(), {});
        world.page.openPlace(u"shop/2.4.1"_s);
        auto *model = world.page.findChild<BillDetail *>()->findChild<BillModulesModel *>();
        const auto cell = [model](int row) { return model->index(row, BillModulesModel::Check); };
        QVERIFY(!cell(1).data(BillVerdictRole).isValid()); // no mark before it was checked
        world.page.setCheck({shop, u"2.4.0"_s}, checkOf(bills().at(1))); // of another version: too late
        QVERIFY(!cell(1).data(BillVerdictRole).isValid());
        world.page.setCheck({shop, u"2.4.1"_s}, checkOf(bills().first()));
        QCOMPARE(cell(1).data(BillVerdictRole).toInt(), int(BillVerdict::Block));
        QVERIFY(cell(1).data().toString().contains(u"4711"_s));
        QCOMPARE(cell(2).data(BillVerdictRole).toInt(), int(BillVerdict::Unknown));
        QCOMPARE(cell(0).data(BillVerdictRole).toInt(), int(BillVerdict::Pass));
        world.page.setCheck({shop, u"2.4.1"_s}, tl::unexpected(Error{.kind = Error::Kind::Storage, .origin = u"c"_s}));
        QVERIFY(!cell(0).data(BillVerdictRole).isValid());
    }

    void whereItRunsNamesWhatIsNotRunningAndWhatIsSilent()
    {
        World world;
        world.page.setBills(bills(), {});
        world.page.openPlace(u"shop/2.4.1"_s);
        world.page.setUsage({shop, u"2.4.1"_s}, usageOf());
        const QString words = wordsOf(*world.page.findChild<BillDetail *>());
        QVERIFY2(words.contains(u"cart on app-01, app-02 (exited)"_s), qPrintable(words));
        QVERIFY(words.contains(u"South Power"_s));
        QVERIFY(words.contains(u"app-09"_s));
    }

    void aFilterSearchesModulesAndDigests()
    {
        World world;
        world.page.setBills(bills(), {});
        auto *table = world.page.findChild<BillTable *>();
        world.page.findChild<SearchField *>()->setText(digestOf(30).text().left(30));
        QCOMPARE(table->model()->rowCount(), 1);
        world.page.findChild<SearchField *>()->setText(u"CHECKOUT 2.4"_s);
        QCOMPARE(table->model()->rowCount(), 2);
    }

    void aRefreshKeepsTheChosenVersion()
    {
        World world;
        world.page.setBills(bills(), {});
        world.page.openPlace(u"shop/2.4.0"_s);
        QSignalSpy wanted(&world.page, &BillsPage::detailsWanted);
        world.page.setCheck({shop, u"2.4.0"_s}, checkOf(bills().at(1)));
        world.page.setBills(QList<Bill>{bill(shop, u"2.4.2"_s, 60)} + bills(), {});
        QCOMPARE(world.page.place(), u"shop/2.4.0"_s);
        auto *model = world.page.findChild<BillDetail *>()->findChild<BillModulesModel *>();
        QVERIFY(model->index(0, BillModulesModel::Check).data(BillVerdictRole).isValid()); // nothing was forgotten
        world.page.setBills({bill(shop, u"2.4.2"_s, 60)}, {}); // its file is gone
        QVERIFY(world.page.place() != u"shop/2.4.0"_s);
    }

    void comparesWithTheNextOlderVersionFirst()
    {
        World world;
        world.page.setBills(bills(), {});
        world.page.openPlace(u"shop/2.4.1"_s);
        QSignalSpy wanted(&world.page, &BillsPage::compareWanted);
        Q_EMIT world.page.findChild<BillDetail *>()->compareRequested();
        QCOMPARE(wanted.size(), 1);
        QCOMPARE(wanted.first().at(1).toString(), u"2.4.0"_s);
        auto *view = world.page.findChild<BillCompareView *>();
        world.page.setComparison({shop, u"2.4.1"_s}, u"2.3.9"_s, comparisonOf()); // of what is not asked any more
        QVERIFY(!wordsOf(*view).contains(u"not known"_s));
        world.page.setComparison({shop, u"2.4.1"_s}, u"2.4.0"_s, comparisonOf());
        QVERIFY(wordsOf(*view).contains(u"the date of tag v2.4.0 is not known"_s));
        QCOMPARE(view->findChild<LinkList *>()->rows().first().title, u"!1182 <b>Order</b> batching"_s);
        QTest::keyClick(view, Qt::Key_Escape);
        QVERIFY(!view->isVisibleTo(&world.page));
    }

    void findsAnImageAndLeadsToTheVersion()
    {
        World world;
        world.page.setBills(bills(), {});
        QSignalSpy wanted(&world.page, &BillsPage::findWanted);
        world.page.openPlace(u"find/"_s + digestOf(30).text());
        QCOMPARE(wanted.first().first().toString(), digestOf(30).text());
        FoundImages found{digestOf(30).text(), {{digestOf(30), {}}}, {HostId(u"app-09"_s)}, {}};
        found.found.first().second.bills = {{shop, u"2.4.0"_s, ModuleId(u"cart"_s)}};
        found.found.first().second.unknownSites = {{u"sz"_s, {}, shop, u"0.1"_s}};
        world.page.setFound(digestOf(30).text(), found);
        auto *view = world.page.findChild<BillFindView *>();
        QVERIFY(wordsOf(*view).contains(u"app-09"_s));
        QVERIFY(wordsOf(*view).contains(u"sz"_s));
        Q_EMIT view->findChild<LinkList *>()->activated(u"shop/2.4.0"_s);
        QCOMPARE(world.page.place(), u"shop/2.4.0"_s);
    }

    void nothingIsWrittenBeforeItWasShown()
    {
        World world;
        world.page.setReadOnly({});
        world.page.setBills(bills(), {});
        QTest::keyClick(&world.page, Qt::Key_N, Qt::ControlModifier);
        if (!world.page.dialog()) // shortcuts need an active window
            Q_EMIT world.page.findChildren<QPushButton *>().last()->clicked();
        NewBillDialog *dialog = world.page.dialog();
        QVERIFY(dialog);
        QSignalSpy create(&world.page, &BillsPage::createRequested);
        QSignalSpy preview(&world.page, &BillsPage::previewWanted);
        const auto button = [dialog](const QString &word) {
            const auto buttons = dialog->findChildren<QPushButton *>();
            const auto it = std::find_if(buttons.cbegin(), buttons.cend(), [&word](const QPushButton *candidate) {
                return QString(candidate->text()).remove(u'&').startsWith(word);
            });
            return it == buttons.cend() ? nullptr : *it;
        };
        const auto edits = dialog->findChildren<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
        edits.first()->setText(u"2.5.0"_s);
        QVERIFY(!button(u"Preview"_s)->isEnabled()); // no branch yet
        const auto names = dialog->findChildren<QComboBox *>();
        const auto branch = std::find_if(names.cbegin(), names.cend(),
            [](const QComboBox *box) { return box->accessibleName() == u"Release branch"; });
        (*branch)->setCurrentText(u"release/2"_s);
        QVERIFY(!button(u"Write shop"_s)->isEnabled());
        button(u"Preview"_s)->click();
        QCOMPARE(preview.size(), 1);
        BillPreview shown{preview.first().first().value<BillWish>(), {bill(shop, u"2.5.0"_s, 70), {}}, {}, u"p"_s};
        shown.check.findings = {{ModuleId(u"cart"_s), BillFinding::Subject::Tag, BillVerdict::Pass, u"good"_s}};
        QCOMPARE(shown.wish.name, u"release/2"_s);
        world.page.setPreview(shown);
        QVERIFY(button(u"Write shop"_s)->isEnabled());
        (*branch)->setCurrentText(u"release/3"_s); // what was shown is something else now
        QVERIFY(!button(u"Write shop"_s)->isEnabled());
        (*branch)->setCurrentText(u"release/2"_s);
        shown.check.findings.first().verdict = BillVerdict::Block;
        world.page.setPreview(shown);
        QVERIFY(!button(u"Write shop"_s)->isEnabled());
        dialog->findChild<QCheckBox *>()->setChecked(true);
        QVERIFY(button(u"Write shop"_s)->isEnabled());
        button(u"Write shop"_s)->click();
        QCOMPARE(create.size(), 1);
        QVERIFY(create.first().first().toBool());
        QVERIFY(!button(u"Write shop"_s)->isEnabled()); // not twice
        world.page.setWritten(
            tl::unexpected(Error{.kind = Error::Kind::Refused, .origin = u"p"_s, .detail = u"frozen"_s}));
        QVERIFY(wordsOf(*dialog).contains(u"frozen"_s));
        world.page.setWritten(BillKey{shop, u"2.5.0"_s});
        QVERIFY(!dialog->isVisible());
    }

    void whoMayNotIsToldWhyAndOpensNothing()
    {
        World world;
        world.page.setBills(bills(), {});
        world.page.setReadOnly(u"li has the role viewer"_s);
        for (QPushButton *candidate : world.page.findChildren<QPushButton *>())
            if (candidate->text().contains(u"New version"_s)) {
                QVERIFY(!candidate->isEnabled());
                QVERIFY(candidate->toolTip().contains(u"viewer"_s));
            }
        QVERIFY(!world.page.dialog());
    }

    void faultyFilesAreTold()
    {
        World world;
        world.page.setBills(bills(), {{u"versions/shop/3.yaml"_s, 2, 1, u"<i>no YAML</i>"_s, {}}});
        QVERIFY(wordsOf(world.page).contains(u"versions/shop/3.yaml:2:1: <i>no YAML</i>"_s));
    }

    void rowsAreCopiedInFull()
    {
        World world;
        world.page.setBills(bills(), {});
        world.page.openPlace(u"shop/2.4.1"_s);
        auto *table = world.page.findChild<BillDetail *>()->findChild<BillTable *>();
        QTest::keyClick(table, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(digestOf(20).text()));
        QTest::keyClick(table, Qt::Key_J);
        QCOMPARE(table->currentIndex().row(), 1);
    }

    void pictures_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("what");
        for (const auto &[name, kind] : {std::pair{"dark", ThemeKind::Dark}, std::pair{"light", ThemeKind::Light}}) {
            for (const char *what : {"version", "compare", "find", "empty", "dialog"})
                QTest::addRow("%s-%s", name, what) << kind << QSize(1740, 990) << QString::fromLatin1(what);
            QTest::addRow("%s-narrow", name) << kind << QSize(1090, 640) << u"version"_s;
        }
    }
    /// With OPSDECK_PICTURES=FOLDER the pictures are kept for looking at.
    void pictures()
    {
        QFETCH(ThemeKind, kind);
        QFETCH(QSize, size);
        QFETCH(QString, what);
        World world(kind);
        world.theme.applyTo(*qApp);
        BillsPage &page = world.page;
        page.resize(size);
        page.setReadOnly({});
        page.setBills(what == u"empty" ? QList<Bill>() : bills(), {});
        page.openPlace(u"shop/2.4.1"_s);
        page.setCheck({shop, u"2.4.1"_s}, checkOf(bills().first()));
        page.setUsage({shop, u"2.4.1"_s}, usageOf());
        page.show();
        if (what == u"compare") {
            Q_EMIT page.findChild<BillDetail *>()->compareRequested();
            page.setComparison({shop, u"2.4.1"_s}, u"2.4.0"_s, comparisonOf());
        } else if (what == u"find") {
            page.openPlace(u"find/shop/cart:v2.4.1"_s);
            FoundImages found{{}, {{digestOf(20), {}}}, {HostId(u"app-09"_s)}, {}};
            found.found.first().second = {{{shop, u"2.4.1"_s, ModuleId(u"cart"_s)}},
                usageOf().hosts.value(ModuleId(u"cart"_s)), {{u"gz"_s, u"South Power"_s, shop, u"2.4.1"_s}}, {}};
            page.setFound(u"shop/cart:v2.4.1"_s, found);
        }
        QWidget *shown = &page;
        if (what == u"dialog") {
            for (QPushButton *candidate : page.findChildren<QPushButton *>())
                if (candidate->text().contains(u"New version"_s) && candidate->isVisible())
                    candidate->click();
            NewBillDialog *dialog = page.dialog();
            QVERIFY(dialog);
            dialog->findChildren<QLineEdit *>(QString(), Qt::FindDirectChildrenOnly).first()->setText(u"2.5.0"_s);
            BillPreview preview{
                dialog->wish(), {bills().first(), {}}, checkOf(bills().first()), u"versions/shop/2.5.0.yaml"_s};
            preview.draft.gaps = {{ModuleId(u"sql"_s), BillGap::What::Digest, u"no images of shop/sql are known"_s}};
            page.setPreview(preview);
            shown = dialog;
        }
        QCoreApplication::processEvents();
        const QImage image = shown->grab().toImage();
        QVERIFY(!image.isNull());
        if (const QString folder = qEnvironmentVariable("OPSDECK_PICTURES"); !folder.isEmpty())
            image.save(folder + u"/bills-"_s + QString::fromLatin1(QTest::currentDataTag()) + u".png"_s);
        qApp->setStyleSheet({});
    }
};

QTEST_MAIN(BillsPageTest)
#include "tst_billspage.moc"
