// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/sound/soundplayer.h"
#include "backends/sound/tone.h"
#include "tests/support/run.h"

#include <QtTest>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

class SoundsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachSeverityHasASoundOfItsOwn()
    {
        const QByteArray critical = sound::toneOf(Severity::Critical);
        const QByteArray warning = sound::toneOf(Severity::Warning);
        const QByteArray info = sound::toneOf(Severity::Info);
        QVERIFY(critical.size() > warning.size() && warning.size() > info.size());
        for (const QByteArray &tone : {critical, warning, info}) {
            QVERIFY(tone.size() < 2 * sound::Rate); // a second
            QCOMPARE(tone.size() % 2, 0);
            const auto *samples = reinterpret_cast<const qint16 *>(tone.constData());
            const auto count = static_cast<size_t>(tone.size()) / 2;
            const auto [least, most] = std::minmax_element(samples, samples + count);
            QVERIFY(*most > 8000 && *most < 16'000); // audible, and far from distorting
            QVERIFY(*least < -8000 && *least > -16'000);
            QVERIFY(std::abs(samples[0]) < 100 && std::abs(samples[count - 1]) < 100); // no click
        }
    }

    void withoutASoundServerItSaysSoAndGoesOn()
    {
        qputenv("PULSE_SERVER", "unix:/nonexistent/pulse");
        const auto player = makeSoundPlayer();
        const auto played = wait(player->play(Severity::Critical));
        QVERIFY(!played);
        QVERIFY(!played.error().detail.isEmpty());
        QVERIFY(!wait(player->play(Severity::Critical))); // and not because the first one still plays
    }
};

QTEST_GUILESS_MAIN(SoundsTest)
#include "tst_sounds.moc"
