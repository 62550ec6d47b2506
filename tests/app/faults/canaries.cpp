// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/faults/canaries.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QUrl>

namespace opsdeck::testing {

namespace {

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray withLowerHex(QByteArray encoded)
{
    for (qsizetype i = 0; i + 2 < encoded.size(); ++i) {
        if (encoded.at(i) == '%')
            encoded.replace(i, 3, encoded.mid(i, 3).toLower());
    }
    return encoded;
}

/// What all encodings share in which the value stands at this place, whatever stands before and after it.
QByteArray sharedCore(const QByteArray &value, qsizetype before, QByteArray::Base64Options options)
{
    QByteArray core;
    const qsizetype after = 6 - (before + value.size()) % 3; // to a whole number of groups, so that nothing is padded
    const QByteArray one = (QByteArray(before, '\0') + value + QByteArray(after, '\0')).toBase64(options);
    const QByteArray other = (QByteArray(before, '\xff') + value + QByteArray(after, '\xff')).toBase64(options);
    for (qsizetype i = 0; i < one.size(); ++i) {
        if (one.at(i) == other.at(i))
            core += one.at(i);
    }
    return core;
}

} // namespace

void Canaries::add(const QString &secret)
{
    const QByteArray value = secret.toUtf8();
    const QByteArray encoded = QUrl::toPercentEncoding(secret);
    m_forms += {value, encoded, QByteArray(encoded).replace("%20", "+"), withLowerHex(encoded)};
    for (qsizetype before = 0; before < 3; ++before) {
        m_forms += sharedCore(value, before, QByteArray::Base64Encoding);
        m_forms += sharedCore(value, before, QByteArray::Base64UrlEncoding);
    }
}

QByteArray Canaries::foundIn(const QByteArray &bytes) const
{
    for (const QByteArray &form : m_forms) {
        if (bytes.contains(form))
            return form;
    }
    return {};
}

QByteArray Canaries::everyForm() const
{
    return m_forms.join(" and ");
}

QString canaryInFolder(const Canaries &canaries, const QString &folder)
{
    QDirIterator it(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (it.hasNext()) {
        const QString path = it.next();
        if (const QByteArray found = canaries.foundIn(contentOf(path)); !found.isEmpty())
            return path + QStringLiteral(": ") + QString::fromUtf8(found);
    }
    return {};
}

QString canaryInCommandLines(const Canaries &canaries)
{
    for (const QString &process : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        const QByteArray words = contentOf(QStringLiteral("/proc/%1/cmdline").arg(process));
        if (const QByteArray found = canaries.foundIn(words); !found.isEmpty())
            return QString::fromUtf8(words) + QStringLiteral(": ") + QString::fromUtf8(found);
    }
    return {};
}

} // namespace opsdeck::testing
