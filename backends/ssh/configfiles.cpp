// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/ssh/configfiles.h"

#include <QFile>
#include <QFileInfo>

#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

namespace opsdeck {

namespace {

constexpr int MaxDepth = 16; // as ssh
constexpr qint64 MaxFile = 4 * 1024 * 1024;

bool isSafe(const QString &file)
{
    struct stat info
    { };
    return ::stat(QFile::encodeName(file).constData(), &info) != 0
        || ((info.st_uid == 0 || info.st_uid == ::getuid()) && (info.st_mode & 022) == 0);
}

} // namespace

ConfigFiles::ConfigFiles(QString userFile, QString systemFile, QString home)
    : m_userFile(std::move(userFile))
    , m_systemFile(std::move(systemFile))
    , m_home(std::move(home))
{ }

Result<SshConfig> ConfigFiles::read()
{
    if (m_config && stamps() == m_stamps)
        return *m_config;
    m_config.reset();
    m_watched.clear();
    auto config = load(m_userFile, m_home + QStringLiteral("/.ssh"), 0);
    if (!config)
        return config;
    auto system = load(m_systemFile, QStringLiteral("/etc/ssh"), 0);
    if (!system)
        return system;
    // A block of the user's must not go on into the system's file: both are parts of their own.
    SshConfig both(2);
    both.front() = {"include", {}, m_userFile, std::move(*config)};
    both.back() = {"include", {}, m_systemFile, std::move(*system)};
    m_stamps = stamps();
    m_config = both;
    return both;
}

Result<SshConfig> ConfigFiles::load(const QString &file, const QString &folder, int depth)
{
    if (file.isEmpty())
        return SshConfig();
    m_watched.append(file);
    QFile reader(file);
    if (!reader.exists())
        return SshConfig();
    if (depth > MaxDepth)
        return failure(Error::Kind::Usage, file, QStringLiteral("Include goes deeper than 16 files"));
    if (!isSafe(file))
        return failure(Error::Kind::Usage, file, QStringLiteral("Bad owner or permissions: others could write it"));
    if (!reader.open(QIODevice::ReadOnly))
        return failure(Error::Kind::Usage, file, reader.errorString());
    const QByteArray text = reader.read(MaxFile + 1);
    if (text.size() > MaxFile)
        return failure(Error::Kind::Usage, file, QStringLiteral("The file is larger than 4 MB"));
    auto config = parseSshConfig(text, file);
    if (!config)
        return config;
    for (SshDirective &directive : *config) {
        if (directive.keyword != "include")
            continue;
        for (const QByteArray &pattern : std::as_const(directive.arguments)) {
            for (const QString &path : expand(QString::fromUtf8(pattern), folder)) {
                auto included = load(path, folder, depth + 1);
                if (!included)
                    return included;
                // Each file ends its own blocks.
                directive.included.push_back({"include", {}, path, std::move(*included)});
            }
        }
    }
    return config;
}

QStringList ConfigFiles::expand(const QString &pattern, const QString &folder)
{
    QString full = pattern;
    if (full.startsWith(u"~/"))
        full = m_home + full.mid(1);
    else if (!full.startsWith(u'/'))
        full = folder + u'/' + full;
    m_watched.append(QFileInfo(full).path());
    QStringList found;
    glob_t matches{};
    if (::glob(QFile::encodeName(full).constData(), 0, nullptr, &matches) == 0)
        for (size_t i = 0; i < matches.gl_pathc; ++i)
            found.append(QFile::decodeName(matches.gl_pathv[i]));
    ::globfree(&matches);
    return found;
}

QByteArray ConfigFiles::stamps() const
{
    QByteArray all;
    for (const QString &path : m_watched) {
        struct stat info
        { };
        if (::stat(QFile::encodeName(path).constData(), &info) == 0)
            all += QByteArray::number(info.st_mtim.tv_sec) + '.' + QByteArray::number(info.st_mtim.tv_nsec) + '/'
                + QByteArray::number(qint64(info.st_size)) + '/' + QByteArray::number(quint64(info.st_ino));
        all += ';';
    }
    return all;
}

} // namespace opsdeck
