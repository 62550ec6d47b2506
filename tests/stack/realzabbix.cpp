// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/stack/realzabbix.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTcpServer>
#include <QTcpSocket>
#include <QtEndian>
#include <QtTest>

#include <pwd.h>
#include <unistd.h>

namespace opsdeck::testing {

namespace {

constexpr int ReadyMs = 30'000;

const QString Frontend = QStringLiteral("/usr/share/zabbix");
const QString Sql = QStringLiteral("/usr/share/zabbix-server-pgsql/");
/// Debian keeps the place of its configuration in this file.
const QString ConfigReader = QStringLiteral("/include/classes/core/CConfigFile.php");

/// The tables without which nobody can log in; the others hold templates and pictures.
const QString NeededRows
    = QStringLiteral("^INSERT INTO (role|role_rule|users|usrgrp|users_groups|hstgrp|config|graph_theme) ");

/// PostgreSQL's own folder of programs, of the newest that is installed.
QString postgresProgram(const QString &name)
{
    const QDir all(QStringLiteral("/usr/lib/postgresql"));
    for (const QString &version : all.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed)) {
        const QString program = all.filePath(version + QStringLiteral("/bin/") + name);
        if (QFile::exists(program))
            return program;
    }
    return {};
}

/// PostgreSQL refuses to run as root, so that root runs it as another, in a folder that this one may enter; SIGINT ends
/// it although clients are connected.
std::pair<QString, QStringList> asDatabaseUser(const QString &program, const QStringList &arguments)
{
    if (::getuid() != 0)
        return {program, arguments};
    const QStringList other{QStringLiteral("--reuid=postgres"), QStringLiteral("--regid=postgres"),
        QStringLiteral("--clear-groups"), QStringLiteral("--pdeathsig=INT"), QStringLiteral("env"),
        QStringLiteral("--chdir=/"), program};
    return {QStringLiteral("setpriv"), other + arguments};
}

/// Zabbix takes none above 32767, where the system's free ones are.
quint16 freeLowPort()
{
    QTcpServer server;
    for (int i = 0; i < 100; ++i) {
        const quint16 port = static_cast<quint16>(QRandomGenerator::global()->bounded(10'000, 32'000));
        if (server.listen(QHostAddress(QHostAddress::LocalHost), port))
            return port;
    }
    return 0;
}

void giveToDatabaseUser(const QString &folder)
{
    const passwd *user = ::getuid() == 0 ? ::getpwnam("postgres") : nullptr;
    if (user && ::chown(QFile::encodeName(folder).constData(), user->pw_uid, user->pw_gid) != 0)
        qWarning("%s cannot be given away", qPrintable(folder));
}

} // namespace

bool RealZabbix::available(QString *why)
{
    if (!haveAll({QStringLiteral("zabbix_server"), QStringLiteral("php"), QStringLiteral("zgrep"),
                     QStringLiteral("setpriv")},
            why))
        return false;
    const bool complete = !postgresProgram(QStringLiteral("initdb")).isEmpty() && QFile::exists(Frontend + ConfigReader)
        && QFile::exists(Sql + QStringLiteral("data.sql.gz"));
    if (!complete && why)
        *why = QStringLiteral("Not installed: PostgreSQL or Zabbix' frontend");
    return complete;
}

RealZabbix::RealZabbix()
    : m_trapper(freeLowPort())
{
    // Another user's processes have to get in.
    QFile::setPermissions(m_folder.path(), QFile::permissions(m_folder.path()) | QFile::ExeOther | QFile::ReadOther);
}

QString RealZabbix::url() const
{
    return QStringLiteral("http://127.0.0.1:%1").arg(m_web);
}

bool RealZabbix::start()
{
    return startDatabase() && fillDatabase() && startServer() && startFrontend();
}

Ran RealZabbix::sql(const QByteArray &statements, const QString &database) const
{
    return run(postgresProgram(QStringLiteral("psql")),
        {QStringLiteral("-qtA"), QStringLiteral("-v"), QStringLiteral("ON_ERROR_STOP=1"), QStringLiteral("-h"),
            path("socket"), QStringLiteral("-U"), QStringLiteral("postgres"), QStringLiteral("-d"), database},
        statements);
}

bool RealZabbix::startDatabase()
{
    for (const char *folder : {"data", "socket"}) {
        QDir().mkpath(path(folder));
        giveToDatabaseUser(path(folder));
    }
    const auto [maker, making] = asDatabaseUser(postgresProgram(QStringLiteral("initdb")),
        {QStringLiteral("--no-sync"), QStringLiteral("-A"), QStringLiteral("trust"), QStringLiteral("-U"),
            QStringLiteral("postgres"), QStringLiteral("-D"), path("data")});
    if (!run(maker, making).succeeded())
        return false;
    QStringList options{QStringLiteral("-D"), path("data"), QStringLiteral("-k"), path("socket")};
    for (const char *option : {"listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off",
             "wal_level=minimal", "max_wal_senders=0"})
        options += {QStringLiteral("-c"), QString::fromLatin1(option)};
    const auto [server, arguments] = asDatabaseUser(postgresProgram(QStringLiteral("postgres")), options);
    return m_database.start(server, arguments, path("database.log"))
        && QTest::qWaitFor([this] { return sql("select 1", QStringLiteral("postgres")).succeeded(); }, ReadyMs);
}

bool RealZabbix::fillDatabase() const
{
    const Ran schema = run(QStringLiteral("zgrep"), {QString(), Sql + QStringLiteral("schema.sql.gz")});
    const Ran rows
        = run(QStringLiteral("zgrep"), {QStringLiteral("-E"), NeededRows, Sql + QStringLiteral("data.sql.gz")});
    const QString name = QStringLiteral("zabbix");
    return schema.succeeded() && rows.succeeded()
        && sql("create database zabbix", QStringLiteral("postgres")).succeeded()
        && sql("begin;\n" + schema.out + rows.out + "commit;\n", name).succeeded();
}

bool RealZabbix::startServer()
{
    const QByteArray config = QStringLiteral("ListenIP=127.0.0.1\nListenPort=%1\nLogType=console\nPidFile=%2/pid\n"
                                             "SocketDir=%2\nDBHost=%2/socket\nDBName=zabbix\nDBUser=postgres\n"
                                             "AllowRoot=1\nCacheUpdateFrequency=1\nStartPollers=0\n"
                                             "StartPollersUnreachable=0\nStartPingers=0\nStartDiscoverers=0\n"
                                             "StartHTTPPollers=0\nStartTrappers=1\nStartDBSyncers=1\n"
                                             "StartPreprocessors=1\nStartLLDProcessors=1\nStartAlerters=1\n"
                                             "StartODBCPollers=0\nStartHistoryPollers=0\n")
                                  .arg(m_trapper)
                                  .arg(m_folder.path())
                                  .toUtf8();
    return writeFile(path("server.conf"), config)
        && m_server.start(QStringLiteral("zabbix_server"),
            {QStringLiteral("-f"), QStringLiteral("-c"), path("server.conf")}, path("server.log"));
}

bool RealZabbix::startFrontend()
{
    const QString site = path("site");
    QStringList copy{QStringLiteral("-rL"), QStringLiteral("-t"), site}; // only what answers the API
    for (const char *part : {"api_jsonrpc.php", "include", "app", "vendor", "conf"})
        copy.append(Frontend + u'/' + QString::fromLatin1(part));
    if (!QDir().mkpath(site) || !run(QStringLiteral("cp"), copy).succeeded())
        return false;
    QByteArray reader = readFile(site + ConfigReader);
    reader.replace("/etc/zabbix/zabbix.conf.php", path("site.conf.php").toUtf8());
    const QByteArray config = "<?php\n$DB = ['TYPE' => 'POSTGRESQL', 'SERVER' => '" + path("socket").toUtf8()
        + "', 'PORT' => '0', 'DATABASE' => 'zabbix', 'USER' => 'postgres', 'PASSWORD' => '', 'SCHEMA' => '',\n"
          "'ENCRYPTION' => false, 'KEY_FILE' => '', 'CERT_FILE' => '', 'CA_FILE' => '', 'VERIFY_HOST' => false,\n"
          "'CIPHER_LIST' => '', 'VAULT_URL' => '', 'VAULT_DB_PATH' => '', 'VAULT_TOKEN' => '',\n"
          "'DOUBLE_IEEE754' => true];\n$ZBX_SERVER = '127.0.0.1';\n$ZBX_SERVER_PORT = '"
        + QByteArray::number(m_trapper) + "';\n$ZBX_SERVER_NAME = 'test';\n$IMAGE_FORMAT_DEFAULT = IMAGE_FORMAT_PNG;\n";
    m_web = freePort();
    const QStringList arguments{QStringLiteral("-d"), QStringLiteral("date.timezone=UTC"), QStringLiteral("-S"),
        QStringLiteral("127.0.0.1:%1").arg(m_web), QStringLiteral("-t"), site};
    return writeFile(site + ConfigReader, reader) && writeFile(path("site.conf.php"), config)
        && m_frontend.start(QStringLiteral("php"), arguments, path("frontend.log"))
        && QTest::qWaitFor(
            [this] {
                const QJsonArray none;
                return call(QStringLiteral("hostgroup.get"), none).contains(QStringLiteral("result"));
            },
            ReadyMs);
}

QByteArray RealZabbix::log() const
{
    return readFile(path("database.log")) + readFile(path("server.log")) + readFile(path("frontend.log"));
}

QJsonObject RealZabbix::call(const QString &method, const QJsonValue &parameters)
{
    QJsonObject body{{QStringLiteral("jsonrpc"), QStringLiteral("2.0")}, {QStringLiteral("method"), method},
        {QStringLiteral("params"), parameters}, {QStringLiteral("id"), 1}};
    const bool isLogin = method == u"user.login";
    if (m_session.isEmpty() && !isLogin) {
        const QJsonObject who{{QStringLiteral("username"), user()}, {QStringLiteral("password"), password()}};
        m_session = call(QStringLiteral("user.login"), who)[QStringLiteral("result")].toString();
    }
    if (!isLogin)
        body.insert(QStringLiteral("auth"), m_session);
    const QByteArray json = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return QJsonDocument::fromJson(fetch(url() + QStringLiteral("/api_jsonrpc.php"), json).body).object();
}

QString RealZabbix::make(const QString &method, const QJsonObject &parameters)
{
    const QJsonObject made = call(method, parameters)[QStringLiteral("result")].toObject();
    return made.isEmpty() ? QString() : made.begin().value().toArray().first().toString();
}

int RealZabbix::sessions() const
{
    return sql("select count(*) from sessions where status = 0", QStringLiteral("zabbix")).out.trimmed().toInt();
}

bool RealZabbix::send(const QString &host, const QString &key, const QString &value) const
{
    const QJsonObject item{
        {QStringLiteral("host"), host}, {QStringLiteral("key"), key}, {QStringLiteral("value"), value}};
    const QByteArray json = QJsonDocument(QJsonObject{{QStringLiteral("request"), QStringLiteral("sender data")},
                                              {QStringLiteral("data"), QJsonArray{item}}})
                                .toJson(QJsonDocument::Compact);
    QByteArray size(8, '\0');
    qToLittleEndian<quint64>(static_cast<quint64>(json.size()), size.data());
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), m_trapper);
    socket.write("ZBXD\x01" + size + json);
    QByteArray answer;
    const bool ended = QTest::qWaitFor(
        [&] {
            answer += socket.readAll();
            return answer.contains('}') || socket.state() == QAbstractSocket::UnconnectedState;
        },
        5000);
    return ended && answer.contains("processed: 1;");
}

} // namespace opsdeck::testing
