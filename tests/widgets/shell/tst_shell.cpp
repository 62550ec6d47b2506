// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/screenshot.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/inspectorpanel.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/pill.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/searchfield.h"
#include "widgets/shell/commandpalette.h"
#include "widgets/shell/environmentband.h"
#include "widgets/shell/freshnessstrip.h"
#include "widgets/shell/inspectorframe.h"
#include "widgets/shell/noticebar.h"
#include "widgets/shell/railentry.h"
#include "widgets/shell/shell.h"
#include "widgets/shell/shortcutsheet.h"
#include "widgets/shell/windowactions.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

class DummyPage : public Page
{
public:
    DummyPage(Theme &theme, const QString &id, const QString &title, const QString &icon)
        : m_id(id)
        , m_title(title)
        , m_icon(icon)
    {
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(16, 16, 16, 16);
        auto *head = new QHBoxLayout;
        head->addWidget(plainLabel(title, this, theme.titleFont()));
        for (const Severity severity : {Severity::Critical, Severity::Warning, Severity::Info}) {
            auto *pill = new Pill(theme, shapeOf(severity), wordOf(shapeOf(severity)), this);
            pill->setCheckable(true);
            pill->setChecked(severity == Severity::Critical);
            pill->setCount(3);
            head->addWidget(pill);
        }
        auto *silent = new Pill(theme, StateShape::Stale, u"not observable"_s, this);
        silent->setHatched(true);
        silent->setCount(9);
        head->addWidget(silent);
        head->addStretch(1);
        layout->addLayout(head);
        layout->addWidget(new SearchField(theme, u"filter"_s, this));
        auto *empty = new EmptyState(theme, icon, this);
        empty->setTexts(u"Nothing here yet"_s, u"Connect a source, so that this page has something to show."_s,
            u"Connect a source…"_s);
        auto *card = new Card(theme, u"checkout"_s, this);
        card->body()->addWidget(empty);
        layout->addWidget(card, 1);
        m_inspector = new InspectorPanel(theme, this);
        m_inspector->setTitle(u"HighErrorRate"_s, StateShape::Critical);
        m_inspector->setSubtitle(u"checkout-app · checkout · owner payments"_s);
        m_inspector->addAction(new ActionButton(theme, ActionButton::Look::Primary, u"Acknowledge…"_s));
        m_inspector->addAction(new ActionButton(theme, ActionButton::Look::Plain, u"Silence…"_s));
        m_inspector->addAction(new ActionButton(theme, ActionButton::Look::Danger, u"Roll back…"_s));
        auto *rows = new KeyValueList(theme);
        rows->setRows({{.label = u"state"_s, .value = u"firing since 13:51 (12 min)"_s, .shape = StateShape::Critical},
            {.label = u"image"_s, .value = u"127.0.0.1:5000/shop/cart@sha256:"_s + QString(64, u'a'), .mono = true},
            {.label = u"summary"_s,
                .value = u"5xx answers of the checkout are over 2 % for ten minutes"_s,
                .wrap = true}});
        auto *facts = new Card(theme, u"What is known"_s);
        facts->body()->addWidget(rows);
        m_inspector->addSection(facts);
    }

    PageCard card() const override { return {m_id, m_icon, m_title}; }
    QWidget *inspector() override { return m_inspector; }
    QString place() const override { return m_place; }
    void openPlace(const QString &place) override
    {
        m_place = place;
        Q_EMIT placeChanged(place);
    }
    QList<PagePlace> places() const override { return offered; }
    QList<PageShortcut> shortcuts() const override { return keys; }
    std::optional<PageEnvironment> environment() const override { return m_environment; }
    void setEnvironment(const std::optional<PageEnvironment> &environment)
    {
        m_environment = environment;
        Q_EMIT environmentChanged();
    }

    void tell(const std::optional<PageBadge> &badge) { setBadge(badge); }

    QList<PagePlace> offered;
    QList<PageShortcut> keys;

private:
    QString m_id;
    QString m_title;
    QString m_icon;
    QString m_place;
    InspectorPanel *m_inspector = nullptr;
    std::optional<PageEnvironment> m_environment;
};

SourceRecord source(const QString &name, const QDateTime &lastSuccess, const std::optional<Error> &error = {})
{
    SourceRecord record;
    record.id = SourceId(name);
    record.kind = u"prometheus"_s;
    record.identity = {u"Prometheus"_s, u"2.42.0"_s};
    record.latency = 12ms;
    record.lastAttempt = lastSuccess.isValid() ? lastSuccess : QDateTime::currentDateTimeUtc();
    record.lastSuccess = lastSuccess;
    record.lastError = error;
    return record;
}

} // namespace

class ShellTest : public QObject
{
    Q_OBJECT

private:
    struct World
    {
        explicit World(ThemeKind kind = ThemeKind::Dark)
            : theme(kind)
            , shell(theme, u"shop"_s)
        {
            theme.applyTo(*qApp);
            alerts = add(u"alerts"_s, u"Alerts"_s, u"alerts"_s);
            releases = add(u"releases"_s, u"Releases"_s, u"releases"_s);
            deploy = add(u"deploy"_s, u"Deploy"_s, u"deploy"_s);
        }

        DummyPage *add(const QString &id, const QString &title, const QString &icon)
        {
            auto *page = new DummyPage(theme, id, title, icon); // the shell becomes its parent
            shell.addPage(page);
            return page;
        }

        RailEntry *entry(const QString &id) { return shell.findChild<RailEntry *>(id); }
        Page *front() { return qobject_cast<Page *>(shell.findChild<QStackedWidget *>()->currentWidget()); }

        void show()
        {
            shell.show();
            shell.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&shell));
        }

        Theme theme;
        Shell shell;
        DummyPage *alerts;
        DummyPage *releases;
        DummyPage *deploy;
    };

    static void fill(World &world)
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const Error denied{
            Error::Kind::Unauthorised, u"harbor"_s, u"{\"errors\":[{\"code\":\"UNAUTHORIZED\"}]}"_s, 401, {}};
        const Error down{Error::Kind::Network, u"zabbix"_s, u"Failed to connect to 10.0.0.9 port 443"_s, 0, {}};
        world.shell.setSources({source(u"prometheus"_s, now.addSecs(-4)), source(u"alertmanager"_s, now.addSecs(-6)),
                                   source(u"zabbix-dc2"_s, now.addSecs(-1300), down), source(u"harbor"_s, {}, denied)},
            now);
        world.shell.setTasks({{u"1"_s, u"deploy shop 2.4.1 → production (3/6 hosts)"_s, 0.5, true},
            {u"2"_s, u"first sync of gitlab"_s, std::nullopt, false}});
        Q_EMIT world.alerts->badgeChanged(PageBadge{StateShape::Critical, 3});
        Q_EMIT world.deploy->badgeChanged(PageBadge{StateShape::Running, 1});
        Q_EMIT world.alerts->inspectorWanted(true);
    }

private Q_SLOTS:
    void railShowsThePagesThatWereAddedAndOpensThem()
    {
        World world;
        QVERIFY(world.entry(u"alerts"_s)->isChecked());
        QVERIFY(!world.entry(u"settings"_s));
        world.entry(u"releases"_s)->click();
        QCOMPARE(world.front(), world.releases);
        QVERIFY(world.entry(u"releases"_s)->isChecked());
        QVERIFY(!world.entry(u"alerts"_s)->isChecked());
        QCOMPARE(world.shell.address(), u"opsdeck://shop/releases"_s);
    }

    void digitsWithControlOpenPages()
    {
        World world;
        world.show();
        QTest::keyClick(&world.shell, Qt::Key_3, Qt::ControlModifier);
        QCOMPARE(world.front(), world.deploy);
        QTest::keyClick(&world.shell, Qt::Key_9, Qt::ControlModifier);
        QCOMPARE(world.front(), world.deploy);
    }

    void aPageIsMadeWhenSomebodyGoesThere()
    {
        World world;
        DummyPage *ledger = nullptr;
        world.shell.addPage(
            [] {
                return PageCard{u"ledger"_s, u"ledger"_s, u"Ledger"_s};
            },
            [&] { return ledger = new DummyPage(world.theme, u"ledger"_s, u"Ledger"_s, u"ledger"_s); });
        world.show();
        QVERIFY(world.entry(u"ledger"_s)); // it can be seen that there is one
        QCOMPARE(world.shell.pageIds().last(), u"ledger"_s);
        QVERIFY(!world.shell.openAddress(u"opsdeck://other/ledger"_s));
        QVERIFY(!ledger);
        QTest::keyClick(&world.shell, Qt::Key_4, Qt::ControlModifier);
        QVERIFY(ledger);
        QCOMPARE(world.front(), ledger);
        const DummyPage *first = ledger;
        world.shell.makePages();
        QVERIFY(world.shell.openAddress(u"opsdeck://shop/ledger/12"_s));
        QCOMPARE(ledger, first);
        QCOMPARE(ledger->place(), u"12"_s);
    }

    void whatAPageToldBeforeTheShellTookItIsInTheRail()
    {
        World world;
        auto *page = new DummyPage(world.theme, u"settings"_s, u"Settings"_s, u"settings"_s);
        page->tell(PageBadge{StateShape::Warning, 2});
        world.shell.addPage(page);
        QCOMPARE(world.entry(u"settings"_s)->badge(), std::optional(PageBadge{StateShape::Warning, 2}));
    }

    void thePaletteHasThePlacesOfPagesThatNobodyWentToYet()
    {
        World world;
        DummyPage *bills = nullptr;
        world.shell.addPage(
            [] {
                return PageCard{u"bills"_s, u"container"_s, u"Product versions"_s};
            },
            [&] { return bills = new DummyPage(world.theme, u"bills"_s, u"Product versions"_s, u"container"_s); });
        world.show();
        QTest::keyClick(&world.shell, Qt::Key_K, Qt::ControlModifier);
        auto *palette = world.shell.findChild<CommandPalette *>();
        QTest::keyClicks(palette->findChild<QLineEdit *>(), u"2.4.1"_s);
        const auto *list = palette->findChild<QListView *>();
        QCOMPARE(list->model()->rowCount(), 0);
        QTRY_VERIFY(bills);
        QCOMPARE(world.front(), world.alerts); // nobody went there
        bills->offered = {{u"container"_s, u"shop 2.4.1"_s, {}, u"shop/2.4.1"_s}};
        Q_EMIT bills->placesCame();
        QCOMPARE(list->model()->rowCount(), 1);
        QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Return);
        QCOMPARE(world.shell.address(), u"opsdeck://shop/bills/shop/2.4.1"_s);
    }

    void whatIsChosenInThePaletteStaysSoWhenMoreComes()
    {
        World world;
        const auto item = [](const QString &title) { return PaletteItem{{}, title, {}, false, [] {}}; };
        CommandPalette palette(world.theme, {item(u"cart-app"_s), item(u"cart-db"_s)});
        palette.setAttribute(Qt::WA_DeleteOnClose, false);
        palette.setQuery(u"cart"_s);
        auto *list = palette.findChild<QListView *>();
        QTest::keyClick(palette.findChild<QLineEdit *>(), Qt::Key_Down);
        const QString chosen = list->currentIndex().data().toString();
        palette.setItems({item(u"cart"_s), item(u"cart-app"_s), item(u"cart-db"_s)});
        QCOMPARE(list->model()->rowCount(), 3);
        QCOMPARE(list->currentIndex().data().toString(), chosen);
    }

    void theWindowOpensWithTheKeysInItsPage()
    {
        World world;
        auto *list = new QTreeView(world.alerts);
        world.alerts->setFocusProxy(list);
        world.shell.findChild<RailEntry *>()->setFocus();
        world.show();
        QVERIFY(list->hasFocus());
    }

    void aPageOpensWithTheKeysInItsMainPartAndKeepsThemWhereTheyWere()
    {
        World world;
        auto *list = new QTreeView(world.releases);
        world.releases->setFocusProxy(list);
        world.show();
        QTest::keyClick(&world.shell, Qt::Key_2, Qt::ControlModifier);
        QVERIFY(list->hasFocus());
        auto *field = world.releases->findChild<SearchField *>();
        field->setFocus();
        QTest::keyClick(&world.shell, Qt::Key_1, Qt::ControlModifier);
        QTest::keyClick(&world.shell, Qt::Key_2, Qt::ControlModifier);
        QVERIFY(field->hasFocus());
    }

    void thePaletteOpensPagesAndPlacesAndPressesWhatTheMouseCould()
    {
        World world;
        world.show();
        world.releases->offered = {{u"tag"_s, u"Cart"_s, u"shop"_s, u"cart/production"_s}};
        const auto choose = [&world](const QString &query) {
            QTest::keyClick(&world.shell, Qt::Key_K, Qt::ControlModifier);
            auto *palette = world.shell.findChild<CommandPalette *>();
            QTest::keyClicks(palette->findChild<QLineEdit *>(), query);
            QTest::keyClick(palette->findChild<QLineEdit *>(), Qt::Key_Return);
            QCoreApplication::sendPostedEvents(palette, QEvent::DeferredDelete);
        };
        choose(u"deplo"_s);
        QCOMPARE(world.front(), world.deploy);
        choose(u"cart shop"_s);
        QCOMPARE(world.front(), world.releases);
        QCOMPARE(world.releases->place(), u"cart/production"_s);
        const QSignalSpy asked(&world.shell, &Shell::themeRequested);
        choose(u">theme light"_s);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().value<ThemeKind>(), ThemeKind::Light);
    }

    void whatTheStoresFindJoinsThePaletteAndIsOpenedLikeAPlace()
    {
        World world;
        world.show();
        QSignalSpy searched(&world.shell, &Shell::searchRequested);
        QTest::keyClick(&world.shell, Qt::Key_K, Qt::ControlModifier);
        auto *palette = world.shell.findChild<CommandPalette *>();
        auto *field = palette->findChild<QLineEdit *>();
        field->setText(u"queue overflow"_s);
        QCOMPARE(searched.last().first().toString(), u"queue overflow"_s);
        const QList<FoundPlace> found{
            {u"releases"_s, {u"merge"_s, u"!41 queue overflow"_s, u"shop/cart"_s, u"cart/production"_s}},
            {u"nowhere"_s, {u"merge"_s, u"gone"_s, {}, {}}}};
        world.shell.showFound(u"queue"_s, found); // older words
        const auto *list = palette->findChild<QListView *>();
        QCOMPARE(list->model()->rowCount(), 0);
        world.shell.showFound(u"queue overflow"_s, found);
        QCOMPARE(list->model()->rowCount(), 1);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(world.front(), world.releases);
        QCOMPARE(world.releases->place(), u"cart/production"_s);
        const auto asked = searched.size();
        QTest::keyClick(&world.shell, Qt::Key_K, Qt::ControlModifier);
        world.shell.findChild<CommandPalette *>()->setQuery(u">theme"_s);
        QCOMPARE(searched.size(), asked); // actions are all here
    }

    void aNoticeStandsAboveEveryPageUntilItIsClosedOrSettled()
    {
        World world;
        world.show();
        const Notice hosts{u"hosts"_s, StateShape::Warning, u"<b>2</b> hosts wait"_s, u"Look at it"_s, false};
        const Notice mended{u"mended"_s, StateShape::Warning, u"The cache was damaged"_s, {}, true};
        world.shell.setNotices({hosts, mended});
        auto *bar = world.shell.findChild<NoticeBar *>();
        QVERIFY(bar->isVisible());
        for (const QLabel *label : bar->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        QSignalSpy activated(&world.shell, &Shell::noticeActivated);
        bar->findChild<ActionButton *>()->click();
        QCOMPARE(activated.first().first().toString(), u"hosts"_s);
        bar->findChild<QToolButton *>()->click();
        QCOMPARE(bar->shown(), QList<Notice>{hosts});
        world.shell.setNotices({mended});
        QVERIFY(!bar->isVisible()); // closed is closed
        world.shell.setNotices({{u"mended"_s, StateShape::Warning, u"The ledger was damaged"_s, {}, true}});
        QVERIFY(bar->isVisible());
    }

    void thePaletteSaysWhenNothingFitsAndOffersNoDisabledButton()
    {
        World world;
        world.show();
        auto *button = new ActionButton(world.theme, ActionButton::Look::Plain, u"Verify chain"_s, world.alerts);
        button->show();
        const auto matches = [&world](const QString &query) {
            CommandPalette palette(world.theme, windowActions(world.shell));
            palette.setAttribute(Qt::WA_DeleteOnClose, false);
            palette.setQuery(query);
            screenshot(palette, u"shell-palette-"_s + query.left(1));
            return palette.findChild<QListView *>()->model()->rowCount();
        };
        QCOMPARE(matches(u">verify chain"_s), 1);
        button->setEnabled(false);
        QCOMPARE(matches(u">verify chain"_s), 0);
        QCOMPARE(matches(u"zzzz"_s), 0);
        QVERIFY(matches(u"e"_s) > 1);
    }

    void questionMarkListsTheKeysOfThePageInFront()
    {
        World world;
        world.show();
        world.alerts->keys = {{u"j  k"_s, u"Next and previous alert"_s}};
        QTest::keyClick(&world.shell, Qt::Key_Question);
        const auto labels = world.shell.findChild<ShortcutSheet *>()->findChildren<ElidedLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(),
            [](const ElidedLabel *label) { return label->text() == u"Next and previous alert"_s; }));
    }

    void backAndForwardReturnToPlacesWithinPages()
    {
        World world;
        world.show();
        world.alerts->openPlace(u"checkout"_s);
        QVERIFY(world.shell.openAddress(u"opsdeck://shop/releases/cart"_s));
        QCOMPARE(world.releases->place(), u"cart"_s);
        QTest::keyClick(&world.shell, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(world.shell.address(), u"opsdeck://shop/alerts/checkout"_s);
        QTest::keyClick(&world.shell, Qt::Key_Left, Qt::AltModifier);
        QCOMPARE(world.shell.address(), u"opsdeck://shop/alerts"_s);
        QTest::keyClick(&world.shell, Qt::Key_Right, Qt::AltModifier);
        QTest::keyClick(&world.shell, Qt::Key_Right, Qt::AltModifier);
        QCOMPARE(world.shell.address(), u"opsdeck://shop/releases/cart"_s);
    }

    void anAddressOfAnotherWorkspaceOrPageChangesNothing()
    {
        World world;
        QVERIFY(!world.shell.openAddress(u"opsdeck://other/releases"_s));
        QVERIFY(!world.shell.openAddress(u"opsdeck://shop/nowhere"_s));
        QVERIFY(!world.shell.openAddress(u"nonsense"_s));
        QCOMPARE(world.front(), world.alerts);
    }

    void aPageCanSendThePersonToAnotherPage()
    {
        World world;
        Q_EMIT world.alerts->openAddressRequested(u"deploy"_s, u"shop/2.4.1"_s);
        QCOMPARE(world.shell.address(), u"opsdeck://shop/deploy/shop/2.4.1"_s);
    }

    void inspectorFollowsThePageAndEscapeClosesIt()
    {
        World world;
        world.show();
        auto *frame = world.shell.findChild<InspectorFrame *>();
        QVERIFY(frame->isHidden());
        Q_EMIT world.alerts->inspectorWanted(true);
        QVERIFY(frame->isVisible());
        QVERIFY(world.alerts->inspector()->isVisible());
        world.entry(u"releases"_s)->click();
        QVERIFY(frame->isHidden());
        world.entry(u"alerts"_s)->click();
        QVERIFY(frame->isVisible());
        QTest::keyClick(&world.shell, Qt::Key_Escape);
        QVERIFY(frame->isHidden());
        Q_EMIT world.alerts->inspectorWanted(true);
        QVERIFY(frame->isVisible());
    }

    void escapeInASearchFieldEmptiesItAndLeavesTheInspector()
    {
        World world;
        world.show();
        Q_EMIT world.alerts->inspectorWanted(true);
        auto *field = world.alerts->findChild<SearchField *>();
        field->setFocus();
        QTest::keyClicks(field, u"cart"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(field->text().isEmpty());
        QVERIFY(world.shell.findChild<InspectorFrame *>()->isVisible());
    }

    void theBandNamesThePagesEnvironmentBeforeTheCommonOne()
    {
        World world;
        auto *band = world.shell.findChild<EnvironmentBand *>();
        QVERIFY(band->isHidden());
        world.shell.setEnvironment(u"Staging"_s, false);
        QCOMPARE(band->accessibleName(), u"Staging"_s);
        world.deploy->setEnvironment(PageEnvironment{u"Production"_s, true});
        QCOMPARE(band->accessibleName(), u"Staging"_s);
        world.entry(u"deploy"_s)->click();
        QCOMPARE(band->accessibleName(), u"Production"_s);
        world.entry(u"alerts"_s)->click();
        QCOMPARE(band->accessibleName(), u"Staging"_s);
    }

    void theStripCountsLiveSourcesAndNamesASilentOne()
    {
        World world;
        auto *strip = world.shell.findChild<FreshnessStrip *>();
        QCOMPARE(strip->accessibleName(), u"no sources"_s);
        const QDateTime now = QDateTime::currentDateTimeUtc();
        world.shell.setSources({source(u"am"_s, now.addSecs(-1)), source(u"prom"_s, now.addSecs(-3))}, now);
        QCOMPARE(strip->accessibleName(), u"sources 2/2 live"_s);
        const Error down{Error::Kind::Network, u"prom"_s, {}, 0, {}};
        const QDateTime since = now.addSecs(-200);
        world.shell.setSources({source(u"am"_s, now), source(u"prom"_s, since, down)}, now);
        QVERIFY(strip->accessibleName().startsWith(u"sources 1/2 live, prom stale since "_s));
    }

    void silenceAloneMakesASourceStaleWithoutANewReport()
    {
        Theme theme(ThemeKind::Dark);
        FreshnessStrip strip(theme);
        const QDateTime then = QDateTime::currentDateTimeUtc();
        strip.setSources({source(u"am"_s, then)}, then);
        QCOMPARE(strip.accessibleName(), u"sources 1/1 live"_s);
        strip.setSources({source(u"am"_s, then)}, then.addSecs(61));
        QVERIFY(strip.accessibleName().startsWith(u"sources 0/1 live"_s));
    }

    void aClickOnTheStripOpensTheSources()
    {
        World world;
        fill(world);
        world.show();
        auto *strip = world.shell.findChild<FreshnessStrip *>();
        strip->click();
        QCOMPARE(world.front(), world.alerts); // nothing to open yet
        auto *settings = world.add(u"settings"_s, u"Settings"_s, u"settings"_s);
        strip->click();
        QCOMPARE(world.front(), settings);
        QCOMPARE(settings->place(), u"sources"_s);
    }

    void tasksCanBeCancelledFromTheStatusBar()
    {
        World world;
        fill(world);
        QSignalSpy cancelled(&world.shell, &Shell::cancelRequested);
        auto *bar = world.shell.findChild<StatusBar *>();
        for (auto *button : bar->findChildren<ActionButton *>()) {
            if (button->text() == u"Cancel"_s)
                button->click();
        }
        QCOMPARE(cancelled.size(), 1);
        QCOMPARE(cancelled.first().first().toString(), u"1"_s);
        world.shell.setTasks({});
        QVERIFY(bar->findChild<QProgressBar *>()->isHidden());
    }

    void theRailCollapsesToIcons()
    {
        World world;
        QSignalSpy changed(&world.shell, &Shell::railCollapsedChanged);
        world.shell.setRailCollapsed(true);
        QVERIFY(world.shell.isRailCollapsed());
        QCOMPARE(changed.size(), 1);
        world.shell.resize(1280, 720);
        fill(world);
        screenshot(world.shell, u"shell-dark-1280-collapsed"_s);
    }

    void settingsStandAtTheBottomOfTheRail()
    {
        World world;
        world.add(u"settings"_s, u"Settings"_s, u"settings"_s);
        world.shell.resize(1280, 720);
        world.show();
        QVERIFY(world.entry(u"settings"_s)->y() > world.entry(u"deploy"_s)->y() + 100);
    }

    void themeAndLanguageAreAskedFor()
    {
        World world;
        QSignalSpy language(&world.shell, &Shell::languageRequested);
        QSignalSpy look(&world.shell, &Shell::themeRequested);
        for (const auto *menu : world.shell.findChildren<QMenu *>()) {
            for (auto *action : menu->actions()) {
                if (action->text() == u"简体中文"_s || action->text() == u"Light"_s)
                    action->trigger();
            }
        }
        QCOMPARE(language.size(), 1);
        QCOMPARE(language.first().first().toString(), u"zh_CN"_s);
        QCOMPARE(look.size(), 1);
    }

    void everyWidgetFitsAtTheSizesPeopleUse_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<QSize>("size");
        QTest::newRow("shell-dark-1280") << ThemeKind::Dark << QSize(1280, 720);
        QTest::newRow("shell-light-1280") << ThemeKind::Light << QSize(1280, 720);
        QTest::newRow("shell-dark-1920") << ThemeKind::Dark << QSize(1920, 1080);
        QTest::newRow("shell-light-1920") << ThemeKind::Light << QSize(1920, 1080);
        QTest::newRow("shell-contrast-1280") << ThemeKind::HighContrast << QSize(1280, 720);
    }

    void everyWidgetFitsAtTheSizesPeopleUse()
    {
        QFETCH(ThemeKind, kind);
        QFETCH(QSize, size);
        World world(kind);
        world.shell.setWorkspaceTitle(u"Harbour Retail"_s);
        world.shell.setEnvironment(u"Production"_s, true);
        fill(world);
        world.shell.resize(size);
        QCOMPARE(world.shell.size(), size);
        const QImage image = screenshot(world.shell, QString::fromLatin1(QTest::currentDataTag()));
        QVERIFY(world.shell.minimumSizeHint().width() <= size.width());
        QCOMPARE(image.pixelColor(size.width() - 3, size.height() - 3), world.theme.color(Token::Surface1));
        for (const auto *child : world.shell.findChildren<QWidget *>()) {
            if (child->isVisibleTo(&world.shell) && child->parentWidget() == &world.shell)
                QVERIFY(world.shell.rect().contains(child->geometry()));
        }
    }
};

QTEST_MAIN(ShellTest)
#include "tst_shell.moc"
