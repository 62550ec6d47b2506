// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/deliverymodel.h"
#include "tests/widgets/pages/screenshot.h"
#include "widgets/pages/settings/settingspage.h"
#include "widgets/pages/settings/tellingview.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/shell/topbar.h"
#include "widgets/shell/windowactions.h"

#include <QAbstractItemModelTester>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Delivery delivery(int number, const QString &outlet, Delivery::Outcome outcome)
{
    Delivery one{.at = QDateTime::currentDateTimeUtc().addSecs(-60 * number),
        .id = QString::number(number),
        .rule = u"payments"_s,
        .outlet = outlet,
        .title = u"Opsdeck: 2 new (1 critical, 1 warning)"_s,
        .alerts = 2};
    one.delay = 14'300ms;
    one.outcome = outcome;
    if (outcome == Delivery::Outcome::Failed) {
        one.attempts = 5;
        one.error = u"oncall refuses the credentials. errcode 93000: <b>invalid</b> webhook url"_s;
    }
    return one;
}

TellingReport report()
{
    TellingReport all;
    all.rules = {NotifyRule{.name = u"payments"_s,
                     .filter = u"service:pay env:production"_s,
                     .severities = {Severity::Critical, Severity::Warning},
                     .quiet = {{{1, 2, 3, 4, 5}, QTime(22, 0), QTime(7, 0)}},
                     .repeat = 15min,
                     .resolved = true,
                     .outlets = {u"oncall"_s, u"desktop"_s}},
        NotifyRule{.name = u"desk"_s, .outlets = {u"sound"_s}}};
    all.targets = {{u"oncall"_s, u"wecom"_s, u"oncall-robot"_s}, {u"archive"_s, u"webhook"_s, {}}};
    all.deliveries = {delivery(1, u"oncall"_s, Delivery::Outcome::Done),
        delivery(2, u"desktop"_s, Delivery::Outcome::Muted), delivery(3, u"oncall"_s, Delivery::Outcome::Failed)};
    return all;
}

QStringList textsOf(const QWidget &view)
{
    QStringList texts;
    for (const QLabel *label : view.findChildren<QLabel *>())
        texts.append(label->text());
    return texts;
}

} // namespace

class TellingViewTest : public QObject
{
    Q_OBJECT

private:
    static QAbstractButton *button(const QWidget &view, const QString &text)
    {
        for (QAbstractButton *one : view.findChildren<QAbstractButton *>()) {
            if (one->text() == text)
                return one;
        }
        return nullptr;
    }

private Q_SLOTS:
    void tellsWhoHearsOfWhat()
    {
        Theme theme(ThemeKind::Dark);
        TellingView view(theme);
        view.setReport(report());
        const QStringList texts = textsOf(view);
        QVERIFY(texts.contains(u"payments → oncall, desktop"_s));
        const QString rule = texts.filter(u"service:pay"_s).value(0);
        QVERIFY2(
            rule.contains(u"quiet Mon Tue Wed Thu Fri 22:00–07:00"_s) && rule.contains(u"15 min"_s), qPrintable(rule));
        QVERIFY(!texts.filter(u"oncall-robot"_s).isEmpty());
        TellingReport held = report();
        held.speaks = false;
        held.whyNotOut = Phrase(u"li has the role viewer"_s);
        view.setReport(held);
        QVERIFY(!textsOf(view).filter(u"Another Opsdeck"_s).isEmpty());
        QVERIFY(!textsOf(view).filter(u"li has the role viewer"_s).isEmpty());
    }

    void theLogSaysHowLongItTookAndWhatWentWrong()
    {
        DeliveryModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setRecords(report().deliveries);
        QCOMPARE(model.index(0, DeliveryModel::Delay).data().toString(), u"14 s"_s);
        QCOMPARE(model.index(1, DeliveryModel::Outcome).data().toString(), u"muted"_s);
        QVERIFY(model.index(2, DeliveryModel::Outcome).data().toString().contains(u"93000"_s));
        QVERIFY(!model.index(2, DeliveryModel::Outcome).data(Qt::ToolTipRole).toString().contains(u"<b>"_s));
        QCOMPARE(model.index(2, DeliveryModel::Attempts).data().toString(), u"5"_s);
    }

    void switchesAsk()
    {
        Theme theme(ThemeKind::Dark);
        TellingView view(theme);
        view.setReport(report());
        QSignalSpy voices(&view, &TellingView::voiceRequested);
        QSignalSpy tests(&view, &TellingView::testRequested);
        QSignalSpy mutes(&view, &TellingView::muteRequested);
        QVERIFY(!button(view, u"for critical"_s)->isEnabled());
        button(view, u"Sounds"_s)->click();
        QCOMPARE(voices.first().first().value<DeskVoice>(), (DeskVoice{.sounds = true}));
        button(view, u"Test archive"_s)->click();
        button(view, u"Test sound"_s)->click();
        QCOMPARE(tests.at(0).first().toString(), u"archive"_s);
        QCOMPARE(tests.at(1).first().toString(), u"sound"_s);
        button(view, u"Mute for 1 h"_s)->click();
        QVERIFY(QDateTime::currentDateTimeUtc().secsTo(mutes.first().first().toDateTime()) > 3500);
        TellingReport muted = report();
        muted.mutedUntil = QDateTime::currentDateTimeUtc().addSecs(600);
        view.setReport(muted);
        button(view, u"End the mute"_s)->click();
        QVERIFY(!mutes.last().first().toDateTime().isValid());
    }

    void thePaletteReachesThem()
    {
        Theme theme(ThemeKind::Dark);
        SettingsPage page(theme);
        const auto places = page.places();
        QVERIFY(std::any_of(
            places.cbegin(), places.cend(), [](const PagePlace &place) { return place.place == u"telling"; }));
        page.openPlace(u"telling"_s);
        QCOMPARE(page.place(), u"telling"_s);
        TopBar bar(theme);
        bar.setVoice({}, false);
        QSignalSpy voices(&bar, &TopBar::voiceRequested);
        const auto items = windowActions(bar);
        const auto item = std::find_if(
            items.cbegin(), items.cend(), [](const PaletteItem &one) { return one.title.endsWith(u": Sounds"_s); });
        QVERIFY(item != items.cend());
        item->run();
        QCOMPARE(voices.first().first().value<DeskVoice>(), (DeskVoice{.sounds = true}));
    }

    void pictures_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<QSize>("size");
        QTest::newRow("dark") << ThemeKind::Dark << QSize(1600, 900);
        QTest::newRow("light-small") << ThemeKind::Light << QSize(1100, 660);
    }
    void pictures()
    {
        QFETCH(ThemeKind, kind);
        QFETCH(QSize, size);
        Theme theme(kind);
        SettingsPage page(theme);
        page.telling().setReport(report());
        page.openPlace(u"telling"_s);
        const QString name = u"settings-telling-"_s + QString::fromLatin1(QTest::currentDataTag());
        QVERIFY(!screenshot(page, nullptr, theme, size, name).isNull());
    }
};

QTEST_MAIN(TellingViewTest)
#include "tst_tellingview.moc"
