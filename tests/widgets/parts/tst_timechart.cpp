// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/screenshot.h"
#include "widgets/parts/chartlines.h"
#include "widgets/parts/chartplot.h"
#include "widgets/parts/linklist.h"
#include "widgets/parts/timechart.h"

#include <QSvgRenderer>
#include <QtTest>
#include <QtWidgets>

#include <cmath>
#include <limits>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Begin = 1'763'100'000'000;
constexpr qint64 Step = 15'000;

Series wave(int samples, double height, const QString &name = u"checkout"_s)
{
    Series series{{{u"service"_s, name}}, {}};
    for (int i = 0; i < samples; ++i)
        series.samples.append({Begin + i * Step, height * (1.2 + std::sin(i / 9.0))});
    return series;
}

ChartData sampleData(int samples = 240)
{
    ChartData data{.title = u"sum by (service) (rate(errors[5m]))"_s, .series = {wave(samples, 3.1)}};
    data.from = Begin;
    data.to = Begin + samples * Step;
    data.step = Step;
    data.threshold = 2;
    data.marks = {{Begin + samples / 2 * Step, u"shop 2.4.1"_s}};
    data.tone = Token::Critical;
    return data;
}

} // namespace

/// Numbers over time as a person sees, reads and takes them along.
class TimeChartTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<TimeChart> m_chart;

    ChartPlot &plot() { return *m_chart->findChild<ChartPlot *>(); }
    QRectF area() { return plot().plotArea(); }
    QPoint pointAt(double share) { return {int(area().left() + share * area().width()), int(area().center().y())}; }
    ChartLines &lines()
    {
        for (QGraphicsItem *item : plot().scene()->items()) {
            if (auto *found = dynamic_cast<ChartLines *>(item))
                return *found;
        }
        qFatal("The plot has no lines");
    }
    QString reading()
    {
        for (const QLabel *label : m_chart->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(u'·'))
                return label->text();
        }
        return {};
    }
    void drag(double from, double to)
    {
        QTest::mousePress(plot().viewport(), Qt::LeftButton, {}, pointAt(from));
        QTest::mouseMove(plot().viewport(), pointAt(to));
        QTest::mouseRelease(plot().viewport(), Qt::LeftButton, {}, pointAt(to));
    }
    void open(ThemeKind kind = ThemeKind::Dark)
    {
        m_chart.reset();
        m_theme = std::make_unique<Theme>(kind);
        m_theme->applyTo(*qApp);
        m_chart = std::make_unique<TimeChart>(*m_theme);
        m_chart->resize(400, 200);
        m_chart->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_chart.get()));
    }
    void show(const ChartData &data)
    {
        m_chart->setData(data);
        QCoreApplication::processEvents();
    }

private Q_SLOTS:
    void init() { open(); }

    void looksRight_data()
    {
        QTest::addColumn<ThemeKind>("kind");
        QTest::addColumn<int>("lines");
        QTest::newRow("dark") << ThemeKind::Dark << 1;
        QTest::newRow("light") << ThemeKind::Light << 1;
        QTest::newRow("contrast-several") << ThemeKind::HighContrast << 4;
    }
    void looksRight()
    {
        QFETCH(ThemeKind, kind);
        QFETCH(int, lines);
        open(kind);
        ChartData data = sampleData();
        for (int i = 1; i < lines; ++i)
            data.series.append(wave(240, 2 + i, QString::number(i)));
        for (int i = 90; i < 110; ++i)
            data.series.first().samples[i].value = std::numeric_limits<double>::quiet_NaN();
        show(data);
        screenshot(*m_chart, u"timechart-"_s + QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY(m_chart->hasPlot());
    }

    /// To load what draws it takes time that no start has.
    void thePlotIsMadeWithTheFirstData()
    {
        m_chart->setMessage(u"Reading…"_s);
        QVERIFY(!m_chart->findChild<ChartPlot *>());
        QVERIFY(!m_chart->hasPlot());
        show(sampleData());
        QVERIFY(m_chart->hasPlot());
        m_chart->setMessage(u"gone"_s, u"raw <b>answer</b>"_s);
        QVERIFY(!m_chart->hasPlot());
        QVERIFY(m_chart->plotWidth() > 200);
    }

    void noMoreThanTwoPointsAPixelAreDrawn()
    {
        ChartData data = sampleData(100'000);
        show(data);
        QVERIFY(lines().pointsDrawn() > area().width());
        QVERIFY2(lines().pointsDrawn() <= 2 * area().width() + 2, qPrintable(QString::number(lines().pointsDrawn())));
    }

    void manySamplesAreDrawnAtOnce()
    {
        ChartData data = sampleData(11'000);
        for (int i = 1; i < 50; ++i)
            data.series.append(wave(11'000, i, QString::number(i)));
        show(data);
        QElapsedTimer timer;
        timer.start();
        data.threshold = 3;
        m_chart->setData(data);
        m_chart->grab();
        qInfo("50 series of 11 000 samples, replaced and painted: %lld ms", timer.elapsed());
        QVERIFY(timer.elapsed() < 10'000); // sanitizers make it a hundred times as slow
    }

    void aGapStaysEmpty()
    {
        ChartData data = sampleData();
        data.marks.clear();
        data.threshold.reset();
        for (int i = 100; i < 140; ++i)
            data.series.first().samples[i].value = std::numeric_limits<double>::quiet_NaN();
        show(data);
        const QImage image = plot().grab().toImage();
        const qreal scale = image.devicePixelRatio();
        const auto isDrawn = [&](double share) {
            const int x = int((area().left() + share * area().width()) * scale);
            for (int y = int((area().top() + 1) * scale); y < int((area().bottom() - 1) * scale); ++y) {
                const QColor color = image.pixelColor(x, y);
                if (color.red() > color.blue() + 40) // the tone of the line and what is below it
                    return true;
            }
            return false;
        };
        QVERIFY(isDrawn(0.25));
        QVERIFY(!isDrawn(0.5));
        QVERIFY(isDrawn(0.75));
    }

    void theMouseReadsTheValueBelowIt()
    {
        show(sampleData());
        QVERIFY2(reading().contains(u"threshold 2"_s), qPrintable(reading()));
        const QString newest = reading();
        QTest::mouseMove(plot().viewport(), pointAt(0.25));
        QVERIFY(reading() != newest);
        const qint64 at = *plot().cursor();
        QVERIFY(reading().startsWith(QDateTime::fromMSecsSinceEpoch(at).toString(u"HH:mm:ss"_s)));
        QTest::keyClick(&plot(), Qt::Key_Right);
        QCOMPARE(*plot().cursor(), at + Step);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&plot(), &leave);
        QCOMPARE(reading(), newest);
    }

    void aDragLooksCloserAndADoubleClickAtAllAgain()
    {
        show(sampleData());
        QSignalSpy spans(m_chart.get(), &TimeChart::spanChanged);
        drag(0.25, 0.5);
        QCOMPARE(spans.size(), 1);
        QVERIFY(m_chart->isZoomed());
        const qint64 length = 240 * Step;
        QVERIFY(std::abs(m_chart->content().from - (Begin + length / 4)) < length / 50);
        QVERIFY(std::abs(m_chart->content().to - (Begin + length / 2)) < length / 50);
        ChartData finer = m_chart->content(); // the answer
        finer.step = 1000;
        show(finer);
        QVERIFY(m_chart->isZoomed());
        drag(0.5, 0.75); // closer still
        QTest::mouseDClick(plot().viewport(), Qt::LeftButton, {}, pointAt(0.5));
        QVERIFY(!m_chart->isZoomed());
        QCOMPARE(m_chart->content().from, Begin);
        QCOMPARE(spans.last().at(1).toLongLong(), Begin + length);
    }

    void aClickIsNoDrag()
    {
        show(sampleData());
        QSignalSpy spans(m_chart.get(), &TimeChart::spanChanged);
        drag(0.5, 0.502);
        QCOMPARE(spans.size(), 0);
    }

    void theDataIsASheetAndRunsNothingThere()
    {
        ChartData data = sampleData(3);
        data.series.append(data.series.first());
        data.series.last().labels = {{u"=cmd|' /C calc'!A0"_s, u"x\ty\nz"_s}};
        data.series.last().samples.removeFirst();
        data.series.last().samples.last().value = std::numeric_limits<double>::quiet_NaN();
        show(data);
        const QStringList rows = m_chart->dataText().split(u'\n', Qt::SkipEmptyParts);
        QCOMPARE(rows.size(), 4);
        QCOMPARE(rows.at(0), u"time\tservice=checkout\t'=cmd|' /C calc'!A0=x y z"_s);
        for (const QString &row : rows)
            QCOMPARE(row.count(u'\t'), 2);
        QVERIFY(rows.at(1).startsWith(QDateTime::fromMSecsSinceEpoch(Begin, Qt::UTC).toString(Qt::ISODateWithMs)));
        QVERIFY(rows.at(1).endsWith(u'\t'));
        QVERIFY(rows.at(3).endsWith(u"\tnan"_s));
    }

    void itIsTakenAlongAsAPicture()
    {
        ChartData data = sampleData();
        data.title = u"<script>alert(1)</script> & more"_s;
        show(data);
        QImage image;
        QVERIFY(image.loadFromData(m_chart->picture(false), "PNG"));
        QVERIFY(image.width() >= 2 * plot().width());
        const QByteArray svg = m_chart->picture(true);
        QVERIFY(QSvgRenderer(svg).isValid());
        QVERIFY(svg.contains("<polyline") || svg.contains("<path"));
        QVERIFY(!svg.contains("<script>"));
    }

    void whatIsNoNumberIsNoTrouble()
    {
        ChartData data = sampleData(3);
        const double max = std::numeric_limits<double>::max();
        data.series.first().samples[0].value = max;
        data.series.first().samples[1].value = -max;
        data.series.first().samples[2].value = std::numeric_limits<double>::infinity();
        show(data);
        data.series.first().samples.clear();
        show(data);
        QVERIFY2(reading().contains(u"no value"_s), qPrintable(reading()));
        data.from = data.to;
        data.series.clear();
        data.threshold.reset();
        show(data);
        QVERIFY(m_chart->hasPlot());
    }

    void numbersAreShort_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<QString>("text");
        QTest::newRow("ratio") << 0.073 << u"0.073"_s;
        QTest::newRow("thousands") << 41'200.0 << u"41.2 k"_s;
        QTest::newRow("negative") << -3e6 << u"−3 M"_s;
        QTest::newRow("zero") << 0.0 << u"0"_s;
    }
    void numbersAreShort()
    {
        QFETCH(double, value);
        QTEST(shortNumberText(value), "text");
    }

    void aListOfLinksLeadsWhereItsButtonsSay()
    {
        LinkList list(*m_theme);
        list.setRows({{.title = u"heading"_s},
            {.key = u"a"_s, .title = u"<b>x</b>"_s, .detail = u"d"_s, .act = u"Look"_s, .iconName = u"deploy"_s},
            {.title = u"leads nowhere"_s, .detail = u"d"_s, .iconName = u"hand"_s}});
        QSignalSpy spy(&list, &LinkList::activated);
        const auto buttons = list.findChildren<QPushButton *>();
        QCOMPARE(buttons.size(), 1);
        buttons.first()->click();
        QCOMPARE(spy.first().first().toString(), u"a"_s);
        list.setRows(list.rows());
        QVERIFY(list.findChildren<QPushButton *>().first() == buttons.first()); // untouched
    }
};

QTEST_MAIN(TimeChartTest)
#include "tst_timechart.moc"
