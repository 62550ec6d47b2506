// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/silencemodel.h"
#include "tests/widgets/pages/screenshot.h"
#include "widgets/pages/alerts/deeddialog.h"
#include "widgets/pages/alerts/silencedialog.h"
#include "widgets/pages/alerts/silencelist.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

using Kind = AlertDeed::Kind;

namespace {

const SourceId am(u"alertmanager"_s);

QLineEdit *field(const QWidget &window, const QString &name)
{
    const auto fields = window.findChildren<QLineEdit *>();
    const auto found = std::ranges::find_if(fields, [&](const QLineEdit *f) { return f->accessibleName() == name; });
    return found == fields.end() ? nullptr : *found;
}

/// The one that acts: Enter presses it.
QPushButton *actButton(const QWidget &window)
{
    const auto buttons = window.findChildren<QPushButton *>();
    const auto found = std::ranges::find_if(buttons, [](const QPushButton *button) { return button->isDefault(); });
    return found == buttons.end() ? nullptr : *found;
}

QString allText(const QWidget &window)
{
    QStringList words;
    for (const QLabel *label : window.findChildren<QLabel *>()) {
        if (label->isVisibleTo(&window))
            words.append(label->text());
    }
    return words.join(u'\n');
}

Alert alertOf(const QString &name, const QString &service, const QString &instance)
{
    return {.key = {am, name + instance},
        .name = name,
        .labels = {{u"alertname"_s, name}, {u"service"_s, service}, {u"instance"_s, instance}}};
}

SilenceContext context()
{
    return {.sources = {am, SourceId(u"other"_s)},
        .alerts = {alertOf(u"DiskFull"_s, u"db"_s, u"db-01"_s), alertOf(u"DiskFull"_s, u"db"_s, u"db-02"_s),
            alertOf(u"Slow"_s, u"cart"_s, u"app-01"_s)},
        .lastDay = QList<AlertTrace>{{.key = {am, u"9"_s},
            .labels = {{u"alertname"_s, u"DiskFull"_s}, {u"service"_s, u"db"_s}, {u"instance"_s, u"db-09"_s}}}}};
}

Silence forFirst()
{
    return {.source = am, .matchers = matchersOf(context().alerts.first().labels)};
}

} // namespace

/// What a person has to say about alerts, before it is written anywhere.
class AlertDialogsTest : public QObject
{
    Q_OBJECT

    Theme m_theme{ThemeKind::Dark};

    static QCheckBox *use(const SilenceDialog &dialog, const QString &label)
    {
        const auto boxes = dialog.findChildren<QCheckBox *>();
        const auto found = std::ranges::find_if(
            boxes, [&](const QCheckBox *box) { return box->accessibleName().endsWith(u": "_s + label); });
        return found == boxes.end() ? nullptr : *found;
    }

private Q_SLOTS:
    void anAcknowledgementCarriesNoteAndEnd()
    {
        DeedDialog dialog(m_theme, Kind::Acknowledged, {u"DiskFull db-01"_s, u"Slow app-01"_s});
        QVERIFY(allText(dialog).contains(u"DiskFull db-01"_s));
        QSignalSpy given(&dialog, &DeedDialog::given);
        field(dialog, u"Note"_s)->setText(u"  growing the disk "_s);
        dialog.findChild<QComboBox *>()->setCurrentIndex(3); // one hour
        const QDateTime before = QDateTime::currentDateTimeUtc();
        actButton(dialog)->click();
        const auto deed = given.value(0).value(0).value<AlertDeed>();
        QCOMPARE(deed.kind, Kind::Acknowledged);
        QCOMPARE(deed.note, u"growing the disk"_s);
        QVERIFY(std::abs(before.secsTo(deed.until) - 3600) <= 2);
        QCOMPARE(dialog.result(), int(QDialog::Accepted));
    }

    void withoutAnEndItHoldsAsLongAsTheAlertFires()
    {
        DeedDialog dialog(m_theme, Kind::Acknowledged, {u"DiskFull db-01"_s});
        QSignalSpy given(&dialog, &DeedDialog::given);
        actButton(dialog)->click();
        QVERIFY(!given.value(0).value(0).value<AlertDeed>().until.isValid());
    }

    void aHandOverNamesSomebodyAndACommentSaysSomething()
    {
        DeedDialog over(m_theme, Kind::HandedOver, {u"a"_s});
        QVERIFY(!actButton(over)->isEnabled());
        QSignalSpy given(&over, &DeedDialog::given);
        field(over, u"To"_s)->setText(u"wang"_s);
        QVERIFY(actButton(over)->isEnabled());
        actButton(over)->click();
        QCOMPARE(given.value(0).value(0).value<AlertDeed>().to, u"wang"_s);

        DeedDialog comment(m_theme, Kind::Commented, {u"a"_s});
        QVERIFY(!actButton(comment)->isEnabled());
        field(comment, u"Note"_s)->setText(u"seen"_s);
        QVERIFY(actButton(comment)->isEnabled());
    }

    void manyAlertsAreCounted()
    {
        QStringList titles;
        for (int i = 0; i < 12; ++i)
            titles.append(u"Alert %1"_s.arg(i));
        DeedDialog dialog(m_theme, Kind::Closed, titles);
        QVERIFY2(allText(dialog).contains(u"7"_s), qPrintable(allText(dialog)));
        QVERIFY(actButton(dialog)->text().contains(u"12"_s));
    }

    void aSilenceSaysWhatItHitsBeforeItIsMade()
    {
        SilenceDialog dialog(m_theme, forFirst(), context());
        QTRY_VERIFY2(allText(dialog).contains(u"DiskFull db-01"_s), qPrintable(allText(dialog)));
        QVERIFY(!allText(dialog).contains(u"db-02"_s));
        use(dialog, u"instance"_s)->setChecked(false);
        QTRY_VERIFY(allText(dialog).contains(u"DiskFull db-02"_s));
        QVERIFY(!allText(dialog).contains(u"Slow"_s));
        QVERIFY2(allText(dialog).contains(u"1 alerts in the last 24 hours"_s), qPrintable(allText(dialog)));
        QVERIFY(actButton(dialog)->text().contains(u"2"_s));
    }

    void withoutAHistoryNobodySaysWhatItWouldHaveHit()
    {
        SilenceContext now = context();
        now.lastDay.reset();
        SilenceDialog dialog(m_theme, forFirst(), now);
        QTRY_VERIFY(allText(dialog).contains(u"there is no history"_s));
        QVERIFY(!allText(dialog).contains(u"would have hit 0"_s));
    }

    /// Twenty thousand alerts against an expression, at every key.
    void theHandIsNotHeldUpByHowManyAlertsThereAre()
    {
        SilenceContext many = context();
        for (int i = 0; i < 20'000; ++i)
            many.alerts.append(alertOf(u"DiskFull"_s, u"db"_s, u"db-%1"_s.arg(i)));
        SilenceDialog dialog(m_theme, {.source = am, .matchers = {{u"instance"_s, u"db-.*"_s, true, true}}}, many);
        QLineEdit *value = field(dialog, u"Value of instance"_s);
        QElapsedTimer typing;
        typing.start();
        for (int i = 0; i < 20; ++i) {
            value->setText(u"db-%1"_s.arg(QString(i % 3, u'.')));
            QVERIFY(!actButton(dialog)->isEnabled()); // nobody has seen yet what this one hits
        }
        const qint64 took = typing.elapsed();
        value->setText(u"db-1..."_s);
        QTRY_VERIFY(actButton(dialog)->text().contains(u"1000"_s)); // the newest, whatever came back in between
        QElapsedTimer counting;
        counting.start();
        const auto preview = previewOf(dialog.silence(), many, 5);
        QCOMPARE(preview.hits, 1000);
        QVERIFY2(took < 10 * counting.elapsed(), qPrintable(u"%1 ms, %2 ms"_s.arg(took).arg(counting.elapsed())));
    }

    void itTakesAReason()
    {
        SilenceDialog dialog(m_theme, forFirst(), context());
        QSignalSpy given(&dialog, &SilenceDialog::given);
        QTRY_VERIFY(allText(dialog).contains(u"DiskFull db-01"_s));
        QVERIFY(!actButton(dialog)->isEnabled());
        field(dialog, u"Why"_s)->setText(u"moving the disk"_s);
        actButton(dialog)->click();
        const auto silence = given.value(0).value(0).value<Silence>();
        QCOMPARE(silence.source, am);
        QCOMPARE(silence.matchers.size(), 3);
        QCOMPARE(silence.comment, u"moving the disk"_s);
        QCOMPARE(silence.startsAt.secsTo(silence.endsAt), 7200);
    }

    void whatCatchesEverythingHasToBeConfirmed()
    {
        SilenceDialog dialog(m_theme, {.source = am, .matchers = {{u"alertname"_s, u".*"_s, true, true}}}, context());
        field(dialog, u"Why"_s)->setText(u"move"_s);
        const auto boxes = dialog.findChildren<QCheckBox *>();
        QTRY_VERIFY(boxes.last()->isVisibleTo(&dialog));
        QVERIFY(!actButton(dialog)->isEnabled());
        boxes.last()->setChecked(true);
        QVERIFY(actButton(dialog)->isEnabled());
    }

    void aBrokenExpressionIsNotMade()
    {
        SilenceDialog dialog(m_theme, {.source = am, .matchers = {{u"service"_s, u"("_s, true, true}}}, context());
        field(dialog, u"Why"_s)->setText(u"move"_s);
        QTRY_VERIFY(allText(dialog).contains(u"not valid"_s));
        QVERIFY(!actButton(dialog)->isEnabled());
    }

    void aSilenceThatIsChangedKeepsItsSourceAndId()
    {
        Silence before = forFirst();
        before.id = u"s1"_s;
        before.comment = u"move"_s;
        before.startsAt = QDateTime(QDate(2026, 11, 20), QTime(12, 0), Qt::UTC);
        before.endsAt = before.startsAt.addDays(3650);
        SilenceDialog dialog(m_theme, before, context());
        QVERIFY(!dialog.findChild<QComboBox *>()->isEnabled());
        QCOMPARE(dialog.silence(), before);
    }

    void silencesThatHitNothingOrEndSoonAreMarked()
    {
        const QDateTime now = QDateTime::currentDateTimeUtc();
        const auto viewOf = [&now](const QString &id, int hits, int hours) {
            return SilenceView{{.source = am,
                                   .id = id,
                                   .matchers = {{u"service"_s, id}, {u"host"_s, u"db.*"_s, true}},
                                   .createdBy = u"li"_s,
                                   .comment = u"move of the disks"_s,
                                   .endsAt = now.addSecs(hours * 3600)},
                hits, {am}};
        };
        for (const auto kind : {ThemeKind::Dark, ThemeKind::Light}) {
            Theme theme(kind);
            SilenceList list(theme);
            list.setSilences({viewOf(u"cart"_s, 2, 48), viewOf(u"pay"_s, 0, 48), viewOf(u"db"_s, 1, 2)}, now);
            const auto mark = [&list](int row, int column) {
                return list.model().index(row, column).data(SilenceModel::MarkRole).value<SilenceModel::Mark>();
            };
            QCOMPARE(mark(0, SilenceModel::Hits), SilenceModel::Mark::None);
            QCOMPARE(mark(1, SilenceModel::Hits), SilenceModel::Mark::HitsNothing);
            QCOMPARE(mark(1, SilenceModel::Until), SilenceModel::Mark::None);
            QCOMPARE(mark(2, SilenceModel::Until), SilenceModel::Mark::EndsSoon);
            QVERIFY2(
                allText(list).contains(u"1 hit(s) nothing now · 1 end(s) within 8 hours"_s), qPrintable(allText(list)));
            const QString look = kind == ThemeKind::Dark ? u"dark"_s : u"light"_s;
            QVERIFY(!screenshot(list, nullptr, theme, {1080, 360}, u"silences-"_s + look).isNull());
        }
    }

    void bothLookAsTheyShould()
    {
        for (const auto kind : {ThemeKind::Dark, ThemeKind::Light}) {
            Theme theme(kind);
            const QString look = kind == ThemeKind::Dark ? u"dark"_s : u"light"_s;
            DeedDialog deed(theme, Kind::HandedOver, {u"DiskFull db-01"_s, u"HighErrorRate cart"_s});
            QVERIFY(!screenshot(deed, nullptr, theme, {560, 320}, u"alert-deed-"_s + look).isNull());
            SilenceDialog silence(theme, forFirst(), context());
            QTRY_VERIFY(allText(silence).contains(u"DiskFull db-01"_s));
            QVERIFY(!screenshot(silence, nullptr, theme, {720, 560}, u"alert-silence-"_s + look).isNull());
        }
    }
};

QTEST_MAIN(AlertDialogsTest)
#include "tst_alertdialogs.moc"
