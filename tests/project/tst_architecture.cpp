// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDirIterator>
#include <QtTest>

/// The source tree keeps its promises: includes point only where the architecture lets them, every file names its
/// licence, files stay short, colours come from the theme.
class ArchitectureTest : public QObject
{
    Q_OBJECT

private:
    struct Line
    {
        QString file; ///< relative to the checkout
        int number;
        QString text;
    };

    static QDir root() { return QDir(QStringLiteral(OPSDECK_TESTS_DIR "/..")); }

    static QStringList sources(const QStringList &folders)
    {
        QStringList files;
        for (const QString &folder : folders) {
            QDirIterator it(root().filePath(folder), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                QDirIterator::Subdirectories);
            while (it.hasNext())
                files.append(root().relativeFilePath(it.next()));
        }
        return files;
    }

    static QList<Line> linesOf(const QString &file)
    {
        QFile opened(root().filePath(file));
        if (!opened.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(file));
        QList<Line> lines;
        const QList<QByteArray> split = opened.readAll().split('\n');
        for (int i = 0; i < split.size(); ++i)
            lines.append({file, i + 1, QString::fromUtf8(split.at(i))});
        return lines;
    }

    static bool isAllowed(const QString &from, const QString &to)
    {
        static const QHash<QString, QStringList> arrows{
            {QStringLiteral("models"), {QStringLiteral("models")}},
            {QStringLiteral("backends"), {QStringLiteral("backends"), QStringLiteral("models")}},
            {QStringLiteral("widgets"), {QStringLiteral("widgets"), QStringLiteral("models")}},
            {QStringLiteral("app"),
                {QStringLiteral("app"), QStringLiteral("widgets"), QStringLiteral("backends"),
                    QStringLiteral("models")}},
        };
        return arrows.value(from).contains(to);
    }

private Q_SLOTS:
    void knowsAnArrowAgainstThePicture()
    {
        QVERIFY(isAllowed(QStringLiteral("app"), QStringLiteral("widgets")));
        QVERIFY(!isAllowed(QStringLiteral("models"), QStringLiteral("backends")));
        QVERIFY(!isAllowed(QStringLiteral("widgets"), QStringLiteral("backends")));
        QVERIFY(!isAllowed(QStringLiteral("backends"), QStringLiteral("tests")));
    }

    void includesFollowTheArchitecture()
    {
        static const QRegularExpression include(QStringLiteral("^#include \"([a-z]+)/([^\"]+)\""));
        const QStringList folders{
            QStringLiteral("models"), QStringLiteral("backends"), QStringLiteral("widgets"), QStringLiteral("app")};
        int seen = 0;
        for (const QString &file : sources(folders)) {
            for (const Line &line : linesOf(file)) {
                const auto match = include.match(line.text);
                if (!match.hasMatch())
                    continue;
                ++seen;
                QVERIFY2(isAllowed(file.section(u'/', 0, 0), match.captured(1)),
                    qPrintable(QStringLiteral("%1:%2: %3").arg(file).arg(line.number).arg(line.text)));
                // Backends know the domain and the ports, not how a page shows them.
                QVERIFY2(!file.startsWith(u"backends/") || !match.captured(2).startsWith(u"items/"), qPrintable(file));
                // The domain is plain values and rules: nothing above it.
                QVERIFY2(
                    !file.startsWith(u"models/domain/") || match.captured(2).startsWith(u"domain/"), qPrintable(file));
            }
        }
        QVERIFY(seen > 300);
    }

    void noCoroutineInWidgetsAndModels()
    {
        for (const QString &file : sources({QStringLiteral("models"), QStringLiteral("widgets")})) {
            for (const Line &line : linesOf(file))
                QVERIFY2(
                    !line.text.contains(QStringLiteral("co_await")) && !line.text.contains(QStringLiteral("co_return")),
                    qPrintable(file));
        }
    }

    /// QCoro 0.8 moves what co_return names, also a member, if its type is not exactly the result's.
    void noCoroutineReturnsAMemberByName()
    {
        static const QRegularExpression trap(QStringLiteral("co_return \\*?m_[A-Za-z]+;"));
        for (const QString &file :
            sources({QStringLiteral("backends"), QStringLiteral("app"), QStringLiteral("tests")})) {
            for (const Line &line : linesOf(file))
                QVERIFY2(!trap.match(line.text).hasMatch() || line.text.contains(QStringLiteral("QStringLiteral")),
                    qPrintable(QStringLiteral("%1:%2").arg(file).arg(line.number)));
        }
    }

    /// g++ 12 destroys a braced temporary inside a co_await expression twice: it has to be named first.
    void noBracedTemporaryIsAwaited()
    {
        static const QRegularExpression trap(QStringLiteral("co_await [^;]*[(,] ?[A-Za-z:]*\\{"));
        QVERIFY(trap.match(QStringLiteral("auto all = co_await whole<Job>(list, Scope{m_source}, stop);")).hasMatch());
        QVERIFY(trap.match(QStringLiteral("co_await step(host, {}, stop);")).hasMatch());
        QVERIFY(!trap.match(QStringLiteral("if (auto x = co_await step(stop); !x) {")).hasMatch());
        for (const QString &file :
            sources({QStringLiteral("backends"), QStringLiteral("app"), QStringLiteral("tests/support")})) {
            QString all;
            for (const Line &line : linesOf(file))
                all += line.text.trimmed() + u' ';
            QVERIFY2(
                !trap.match(all).hasMatch(), qPrintable(file + QStringLiteral(": ") + trap.match(all).captured(0)));
        }
    }

    void everyFileNamesItsLicence()
    {
        for (const QString &file : sources({QStringLiteral("models"), QStringLiteral("backends"),
                 QStringLiteral("widgets"), QStringLiteral("app"), QStringLiteral("tests")}))
            QVERIFY2(linesOf(file).first().text == u"// SPDX-License-Identifier: GPL-3.0-or-later", qPrintable(file));
    }

    void filesStayShort()
    {
        constexpr int hardLimit = 400;
        for (const QString &file : sources({QStringLiteral("models"), QStringLiteral("backends"),
                 QStringLiteral("widgets"), QStringLiteral("app")}))
            QVERIFY2(linesOf(file).size() <= hardLimit, qPrintable(file));
    }

    void coloursComeFromTheTheme()
    {
        static const QRegularExpression colour(QStringLiteral(
            "QColor\\((?:\"|0x|[0-9])|\"#[0-9a-fA-F]{6}\"|Qt::(?:red|green|blue|yellow|white|black|gray)\\b"));
        for (const QString &file : sources({QStringLiteral("widgets"), QStringLiteral("models")})) {
            if (file.startsWith(u"widgets/theme/"))
                continue;
            for (const Line &line : linesOf(file))
                QVERIFY2(!colour.match(line.text).hasMatch(),
                    qPrintable(QStringLiteral("%1:%2: %3").arg(file).arg(line.number).arg(line.text)));
        }
    }
};

QTEST_GUILESS_MAIN(ArchitectureTest)
#include "tst_architecture.moc"
