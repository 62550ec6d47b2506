// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/sound/soundplayer.h"
#include "backends/sound/tone.h"
#include "tests/support/run.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <unistd.h>

using namespace opsdeck;
using namespace opsdeck::testing;
using namespace Qt::StringLiterals;

namespace {

/// A pipe has no clock: it asks for the next piece before the one before was to be heard, and puts silence between.
QByteArray withoutSilence(const QByteArray &sound)
{
    QByteArray loud;
    for (qsizetype i = 0; i + 1 < sound.size(); i += 2) {
        if (sound.at(i) != 0 || sound.at(i + 1) != 0)
            loud += sound.mid(i, 2);
    }
    return loud;
}

} // namespace

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

    /// A real PulseAudio whose loudspeaker is a pipe.
    void whatIsPlayedReachesTheSoundServer()
    {
        const QTemporaryDir folder;
        QProcess server;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"HOME"_s, folder.path());
        environment.insert(u"XDG_RUNTIME_DIR"_s, folder.path());
        server.setProcessEnvironment(environment);
        const QString socket = folder.filePath(u"native"_s);
        const QString loudspeaker = folder.filePath(u"loudspeaker"_s);
        server.start(u"pulseaudio"_s,
            {u"-n"_s, u"--daemonize=no"_s, u"--use-pid-file=no"_s, u"--exit-idle-time=-1"_s, u"-L"_s,
                u"module-native-protocol-unix auth-anonymous=1 socket="_s + socket, u"-L"_s,
                u"module-pipe-sink format=s16le rate=44100 channels=1 file="_s + loudspeaker});
        if (!server.waitForStarted())
            QSKIP("There is no PulseAudio here");
        QTRY_VERIFY(QFile::exists(socket) && QFile::exists(loudspeaker));
        const int pipe = ::open(loudspeaker.toLocal8Bit().constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        QVERIFY(pipe >= 0);
        qputenv("PULSE_SERVER", "unix:" + socket.toLocal8Bit());
        qputenv("HOME", folder.path().toLocal8Bit());
        const auto player = makeSoundPlayer();
        const auto played = player->play(Severity::Warning);
        const auto second = player->play(Severity::Warning);
        QVERIFY(second.isFinished() && !second.result()); // two at once are noise
        QByteArray heard;
        const QByteArray wanted = withoutSilence(sound::toneOf(Severity::Warning));
        const auto hears = [&] {
            QByteArray piece(1 << 16, '\0');
            for (auto size = ::read(pipe, piece.data(), piece.size()); size > 0;
                 size = ::read(pipe, piece.data(), piece.size()))
                heard += piece.left(size);
            return withoutSilence(heard).contains(wanted);
        };
        QTRY_VERIFY(hears());
        QVERIFY(wait(played));
        ::close(pipe);
        server.terminate();
        QVERIFY(server.waitForFinished());
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
