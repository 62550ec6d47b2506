// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/pages/screenshot.h"
#include "widgets/pages/alerts/deeddialog.h"
#include "widgets/pages/alerts/silencedialog.h"

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
        .lastDay
        = QList<Labels>{{{u"alertname"_s, u"DiskFull"_s}, {u"service"_s, u"db"_s}, {u"instance"_s, u"db-09"_s}}}};
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
        QVERIFY2(allText(dialog).contains(u"DiskFull db-01"_s), qPrintable(allText(dialog)));
        QVERIFY(!allText(dialog).contains(u"db-02"_s));
        use(dialog, u"instance"_s)->setChecked(false);
        QVERIFY(allText(dialog).contains(u"DiskFull db-02"_s));
        QVERIFY(!allText(dialog).contains(u"Slow"_s));
        QVERIFY2(allText(dialog).contains(u"1 alerts in the last 24 hours"_s), qPrintable(allText(dialog)));
        QVERIFY(actButton(dialog)->text().contains(u"2"_s));
    }

    void itTakesAReason()
    {
        SilenceDialog dialog(m_theme, forFirst(), context());
        QSignalSpy given(&dialog, &SilenceDialog::given);
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
        QVERIFY(!actButton(dialog)->isEnabled());
        const auto boxes = dialog.findChildren<QCheckBox *>();
        QVERIFY(boxes.last()->isVisibleTo(&dialog));
        boxes.last()->setChecked(true);
        QVERIFY(actButton(dialog)->isEnabled());
    }

    void aBrokenExpressionIsNotMade()
    {
        SilenceDialog dialog(m_theme, {.source = am, .matchers = {{u"service"_s, u"("_s, true, true}}}, context());
        field(dialog, u"Why"_s)->setText(u"move"_s);
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

    void bothLookAsTheyShould()
    {
        for (const auto kind : {ThemeKind::Dark, ThemeKind::Light}) {
            Theme theme(kind);
            const QString look = kind == ThemeKind::Dark ? u"dark"_s : u"light"_s;
            DeedDialog deed(theme, Kind::HandedOver, {u"DiskFull db-01"_s, u"HighErrorRate cart"_s});
            QVERIFY(!screenshot(deed, nullptr, theme, {560, 320}, u"alert-deed-"_s + look).isNull());
            SilenceDialog silence(theme, forFirst(), context());
            QVERIFY(!screenshot(silence, nullptr, theme, {720, 560}, u"alert-silence-"_s + look).isNull());
        }
    }
};

QTEST_MAIN(AlertDialogsTest)
#include "tst_alertdialogs.moc"
