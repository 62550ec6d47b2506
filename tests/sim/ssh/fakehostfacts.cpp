// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/ssh/fakecommands.h"

#include <QDateTime>
#include <QRegularExpression>

namespace opsdeck::sim {

namespace {

/// What the script of the checks prints: the answer of every question between two lines with the marker.
class Answers
{
public:
    Answers(const FakeHost &host, QByteArray marker)
        : m_host(host)
        , m_marker(std::move(marker))
    { }

    void add(const QByteArray &name, const QByteArray &text, int status = 0)
    {
        m_printed += '\n' + m_marker + ' ' + name + '\n' + text + "\n\n" + m_marker + " end "
            + QByteArray::number(status) + '\n';
    }
    void addRoom(const QByteArray &name)
    {
        add(name,
            "Filesystem 1024-blocks Used Available Capacity Mounted on\n/dev/vda1 " + QByteArray::number(TotalKb) + ' '
                + QByteArray::number(TotalKb - FreeKb) + ' ' + QByteArray::number(FreeKb) + " 20% /");
        add(name + " inodes", "Filesystem Inodes IUsed IFree IUse% Mounted on\n/dev/vda1 6553600 655360 5898240 10% /");
    }
    QByteArray isThere(const QString &path) const { return m_host.file(path) ? "y" : "n"; }
    QByteArray hasKey(const QString &path, const QString &pattern) const
    {
        const auto file = m_host.file(path);
        const QRegularExpression line(
            QStringLiteral("^\\s*(export\\s+)?%1\\s*[=:]").arg(pattern), QRegularExpression::MultilineOption);
        return file && line.match(QString::fromUtf8(file->content)).hasMatch() ? "y" : "n";
    }
    QByteArray printed() const { return '\n' + m_marker + " begin" + m_printed; }

private:
    static constexpr qint64 TotalKb = 100'000'000;
    static constexpr qint64 FreeKb = 80'000'000;

    const FakeHost &m_host;
    const QByteArray m_marker;
    QByteArray m_printed;
};

} // namespace

bool isHostFactsScript(const QStringList &words)
{
    return words.size() > 4 && words.at(0) == u"sh" && words.at(1) == u"-c" && words.at(3) == u"opsdeck"
        && words.at(4).startsWith(u"opsdeck-");
}

QList<ProcessStep> answerHostFacts(FakeHost &host, const QStringList &words)
{
    Answers answers(host, words.at(4).toUtf8());
    const QByteArray now = QByteArray::number(QDateTime::currentSecsSinceEpoch());
    answers.add("clock", now);
    answers.add("engine", host.engine().version().toUtf8());
    answers.addRoom("root");
    answers.add("listening", "tcp");
    answers.add("published", {});
    for (qsizetype i = 5; i + 2 < words.size(); i += 3) {
        const QByteArray number = words.at(i + 1).toUtf8();
        const QString kind = words.at(i);
        const QString value = words.at(i + 2);
        if (kind == u"d")
            answers.addRoom("dir " + number);
        else if (kind == u"p")
            answers.add("path " + number, answers.isThere(value));
        else if (kind == u"k")
            answers.add("key " + number, answers.hasKey(value, words.value(++i + 2)));
        else if (const auto refusal = host.engine().refusalOf(value))
            answers.add("pull " + number, refusal->toUtf8(), 1);
        else
            answers.add("pull " + number, {});
    }
    answers.add("lastclock", now);
    return {endStep(0, answers.printed())};
}

} // namespace opsdeck::sim
