// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/flowlayout.h"
#include "widgets/parts/inspectorpanel.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/pill.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/searchfield.h"
#include "widgets/parts/timetext.h"
#include "widgets/theme/stateshape.h"

#include <QtTest>
#include <QtWidgets>

using namespace opsdeck;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QDateTime utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODate);
}

int paintedPixels(const QImage &image)
{
    int painted = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            painted += qAlpha(image.pixel(x, y)) > 0 ? 1 : 0;
    }
    return painted;
}

} // namespace

class PartsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLongWordBreaksAndIsCopiedWhole()
    {
        const QString word(200, u'x');
        Theme theme(ThemeKind::Dark);
        const std::unique_ptr<QLabel> label(plainLabel(breakable(word), nullptr, theme.bodyFont()));
        label->setWordWrap(true);
        QVERIFY(label->minimumSizeHint().width() < 300);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setSelection(0, static_cast<int>(label->text().size()));
        QTest::keyClick(label.get(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), word);
        QCOMPARE(breakable(u"short words stay"_s), u"short words stay"_s);
    }

    void everyIconOpensAndPaintsSomething_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList files = QDir(u":/opsdeck/icons"_s).entryList();
        QVERIFY2(files.size() >= 60, "the resources of the static library are not linked");
        for (const QString &file : files)
            QTest::newRow(qPrintable(file)) << file.chopped(4);
    }

    void everyIconOpensAndPaintsSomething()
    {
        QFETCH(QString, name);
        const Theme theme(ThemeKind::Dark);
        const QImage image = theme.icon(name, Token::Critical).pixmap(QSize(24, 24), 1.0).toImage();
        QCOMPARE(image.size(), QSize(24, 24));
        QVERIFY(paintedPixels(image) > 10);
        QVERIFY(paintedPixels(image) < 24 * 24);
    }

    void anIconIsSharpAtEveryScaleAndFollowsTheTheme()
    {
        Theme theme(ThemeKind::Dark);
        const QIcon icon = theme.icon(u"alerts"_s);
        QCOMPARE(icon.pixmap(QSize(20, 20), 1.5).size(), QSize(30, 30));
        const QImage dark = icon.pixmap(QSize(24, 24), 1.0).toImage();
        theme.setKind(ThemeKind::Light);
        QVERIFY(theme.icon(u"alerts"_s).pixmap(QSize(24, 24), 1.0).toImage() != dark);
        QVERIFY(theme.icon(u"no-such-icon"_s).isNull());
    }

    void theStyleSheetIsMadeOfTokensAndLeavesNoPlaceholder()
    {
        for (const ThemeKind kind : {ThemeKind::Dark, ThemeKind::Light, ThemeKind::HighContrast}) {
            const Theme theme(kind);
            const QString sheet = theme.styleSheet();
            QVERIFY(!sheet.contains(u'@'));
            QVERIFY(sheet.contains(theme.color(Token::Accent).name()));
        }
        QVERIFY(Theme(ThemeKind::Dark).styleSheet() != Theme(ThemeKind::Light).styleSheet());
    }

    void aLongTextIsElidedAndStaysWholeForCopyAndScreenReaders()
    {
        Theme theme(ThemeKind::Dark);
        const QString digest = u"sha256:"_s + QString(64, u'a');
        ElidedLabel label(theme, digest);
        label.resize(100, 20);
        QVERIFY(label.isElided());
        QCOMPARE(label.accessibleName(), digest);
        label.setFocus();
        QTest::keyClick(&label, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), digest);
        label.resize(label.sizeHint());
        QVERIFY(!label.isElided());
    }

    void aTextFromOutsideIsNeverTakenForHtml()
    {
        const QString hostile = u"<img src=\"http://x/\"><b>"_s;
        QVERIFY(plainToolTip(hostile).contains(u"&lt;img"_s));
        QVERIFY(plainToolTip({}).isEmpty());
        QWidget parent;
        const Theme theme(ThemeKind::Dark);
        QCOMPARE(plainLabel(hostile, &parent, theme.bodyFont())->textFormat(), Qt::PlainText);
    }

    void aWindowThatLosesTheKeysNeedsNoPainting()
    {
        QApplication::setStyle(u"Fusion"_s);
        for (const ThemeKind kind : {ThemeKind::Dark, ThemeKind::Light, ThemeKind::HighContrast})
            QVERIFY(Theme(kind).palette().isEqual(QPalette::Active, QPalette::Inactive));
    }

    void aTextCanBeSelectedByWhoReachesForItAndCostsNothingBefore()
    {
        const Theme theme(ThemeKind::Dark);
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        QLabel *label = plainLabel(u"sha256:abc 请求失败"_s, &window, theme.bodyFont());
        auto *other = new QLineEdit(&window);
        layout->addWidget(label);
        layout->addWidget(other);
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        QVERIFY(label->findChildren<QObject *>().isEmpty());
        const QImage untouched = label->grab().toImage();

        QEnterEvent enter({5, 5}, {5, 5}, label->mapToGlobal(QPointF(5, 5)));
        QApplication::sendEvent(label, &enter);
        QVERIFY(label->grab().toImage() == untouched);
        QTest::mouseDClick(label, Qt::LeftButton, Qt::NoModifier, {5, label->height() / 2});
        QVERIFY(label->hasFocus());
        QCOMPARE(label->selectedText(), u"sha256"_s);
        QTest::keyClick(label, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"sha256"_s);

        QEvent leave(QEvent::Leave);
        QApplication::sendEvent(label, &leave);
        QCOMPARE(label->selectedText(), u"sha256"_s); // until the keys are wanted elsewhere
        other->setFocus();
        QVERIFY(label->findChildren<QObject *>().isEmpty());
        QTest::mouseClick(label, Qt::LeftButton, Qt::NoModifier, {5, 5}); // a finger does not enter
        QVERIFY(label->hasFocus());
    }

    void aHatchIsOfTheThemeAndSharpAtEveryScale()
    {
        Theme theme(ThemeKind::Dark);
        QCOMPARE(theme.hatch(true, 1.5).size(), QSize(12, 12));
        const QImage dark = theme.hatch(false, 1).toImage();
        QVERIFY(paintedPixels(dark) > 4);
        theme.setKind(ThemeKind::HighContrast);
        QVERIFY(theme.hatch(false, 1).toImage() != dark);
        QImage canvas(48, 48, QImage::Format_ARGB32_Premultiplied);
        canvas.fill(Qt::transparent);
        QPainter painter(&canvas);
        QPainterPath area;
        area.addRect(8, 8, 32, 32);
        paintHatch(painter, area, theme, true);
        QVERIFY(canvas.copy(8, 8, 24, 24) == canvas.copy(16, 16, 24, 24)); // no seam
        QVERIFY(paintedPixels(canvas) > 300 && paintedPixels(canvas.copy(0, 0, 48, 8)) == 0);
    }

    void aPillGrowsWithItsCountAndNamesItself()
    {
        Theme theme(ThemeKind::Dark);
        Pill pill(theme, StateShape::Critical, u"critical"_s);
        const int narrow = pill.sizeHint().width();
        pill.setCount(3);
        QVERIFY(pill.sizeHint().width() > narrow);
        QCOMPARE(pill.accessibleName(), u"3 critical"_s);
        pill.setCheckable(true);
        QTest::keyClick(&pill, Qt::Key_Space);
        QVERIFY(pill.isChecked());
    }

    void unchangedRowsKeepTheirWidgets()
    {
        Theme theme(ThemeKind::Dark);
        KeyValueList list(theme);
        list.setRows(
            {{.label = u"host"_s, .value = u"app-01"_s, .mono = true}, {.label = u"state"_s, .value = u"up"_s}});
        const auto labels = [&list] {
            QHash<QString, ElidedLabel *> found;
            for (auto *label : list.findChildren<ElidedLabel *>()) {
                if (label->isVisibleTo(&list))
                    found.insert(label->text(), label);
            }
            return found;
        };
        ElidedLabel *const host = labels().value(u"app-01"_s);
        list.setRows({{.label = u"host"_s, .value = u"app-01"_s, .mono = true},
            {.label = u"state"_s, .value = u"down"_s, .shape = StateShape::Critical}});
        QCOMPARE(labels().value(u"app-01"_s), host);
        QVERIFY(labels().contains(u"down"_s));
        QVERIFY(!labels().contains(u"up"_s));
        list.setRows({});
        QVERIFY(labels().isEmpty());
    }

    void slashFocusesTheSearchFieldAndEscapeEmptiesIt()
    {
        Theme theme(ThemeKind::Dark);
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *other = new QPushButton(u"other"_s, &window);
        auto *field = new SearchField(theme, u"filter"_s, &window);
        layout->addWidget(other);
        layout->addWidget(field);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        other->setFocus();
        QTest::keyClick(other, Qt::Key_Slash);
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, u"a/b"_s);
        QCOMPARE(field->text(), u"a/b"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(field->text().isEmpty());
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->hasFocus());
    }

    void aRowOfPillsGoesOnInTheNextLine()
    {
        QWidget box;
        auto *flow = new FlowLayout(&box, 8);
        for (int i = 0; i < 3; ++i) {
            auto *child = new QWidget(&box);
            child->setFixedSize(100, 20);
            flow->addWidget(child);
        }
        QCOMPARE(flow->heightForWidth(400), 20);
        QCOMPARE(flow->heightForWidth(210), 48);
        QCOMPARE(flow->heightForWidth(50), 76);
    }

    void theButtonOfAnEmptyStateIsThereOnlyWhenItDoesSomething()
    {
        Theme theme(ThemeKind::Dark);
        EmptyState empty(theme, u"deploy"_s);
        QSignalSpy asked(&empty, &EmptyState::actionRequested);
        auto *button = empty.findChild<ActionButton *>();
        empty.setTexts(u"Nothing here"_s, u"Because."_s);
        QVERIFY(button->isHidden());
        empty.setTexts(u"Nothing here"_s, u"Because."_s, u"Connect…"_s);
        QVERIFY(!button->isHidden());
        button->click();
        QCOMPARE(asked.size(), 1);
    }

    void aLongExplanationIsShownInFull()
    {
        Theme theme(ThemeKind::Dark);
        EmptyState empty(theme, u"deploy"_s);
        const QString explanation = u"Resolving tags to digests and reading what runs on every host. "_s.repeated(4);
        empty.setTexts(u"Planning"_s, explanation);
        empty.resize(800, 600);
        empty.show();
        for (const auto *label : empty.findChildren<QLabel *>()) {
            if (label->text() == explanation)
                QVERIFY(label->height() >= label->heightForWidth(label->width()));
        }
    }

    void durationsAreWordsForPeople_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("text");
        QTest::newRow("negative") << qint64(-5) << u"0 s"_s;
        QTest::newRow("seconds") << qint64(59) << u"59 s"_s;
        QTest::newRow("short minutes") << qint64(72) << u"1 min 12 s"_s;
        QTest::newRow("long minutes") << qint64(605) << u"10 min"_s;
        QTest::newRow("hours") << qint64(3 * 3600 + 300) << u"3 h 5 min"_s;
        QTest::newRow("days") << qint64(50 * 3600) << u"2 d 2 h"_s;
    }

    void durationsAreWordsForPeople()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, text);
        QCOMPARE(durationText(std::chrono::seconds(seconds)), text);
    }

    void momentsAreLocalAndNameTheDayOnlyWhenItIsAnother()
    {
        const QDateTime now = utc(u"2026-11-20T06:03:22Z"_s);
        QCOMPARE(momentText(utc(u"2026-11-20T05:41:00Z"_s), now), u"13:41"_s);
        QVERIFY(momentText(utc(u"2026-11-18T05:41:00Z"_s), now).size() > 6);
        QCOMPARE(agoText(utc(u"2026-11-20T06:03:18Z"_s), now), u"4 s ago"_s);
        QCOMPARE(agoText(now, now), u"just now"_s);
        QCOMPARE(agoText({}, now), u"never"_s);
        QVERIFY(exactText(now).endsWith(u"2026-11-20 06:03:22 UTC"_s));
    }
};

QTEST_MAIN(PartsTest)
#include "tst_parts.moc"
