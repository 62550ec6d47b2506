// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/connect/connectform.h"

#include "widgets/connect/connectkind.h"
#include "widgets/parts/plaintext.h"

#include <QAction>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QUrl>

namespace opsdeck {

namespace {

bool isList(const QString &kind)
{
    return kind == u"json";
}

bool isCheck(const QString &kind)
{
    return kind == u"check";
}

/// Absolute; empty where it is none.
QString localFile(const QString &address)
{
    const QString file = address.startsWith(u"file:") ? QUrl(address).path() : address;
    return QDir::isAbsolutePath(file) ? file : QString();
}

QString exampleAddress(const QString &kind)
{
    if (kind == u"zabbix")
        return QStringLiteral("https://zabbix.example.com/zabbix");
    if (kind == u"falcon")
        return QStringLiteral("http://falcon.example.com:8080");
    if (isList(kind))
        return QStringLiteral("https://room.example.com/alarms.json, /srv/exports/room.csv");
    if (isCheck(kind))
        return QStringLiteral("https://shop.example.com, tcp://10.0.0.5:3306, tls://mail.example.com:993");
    return QStringLiteral("https://%1.example.com").arg(kind);
}

} // namespace

ConnectForm::ConnectForm(Theme &theme, const QString &kind, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_kind(kind)
    , m_layout(new QFormLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setHorizontalSpacing(3 * Theme::Grid);
    m_layout->setVerticalSpacing(2 * Theme::Grid);
    m_layout->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    const bool isNamed = !isHostKind(kind) && !isCheck(kind); // there is mostly one of its kind
    m_name = addField(tr("Name"),
        isHostKind(kind) ? QStringLiteral("app-01")
            : isNamed    ? kind
                         : QStringLiteral("shop"));
    isHostKind(kind) ? addHostFields() : addConnectionFields();
    if (m_secret)
        m_secret->setEchoMode(QLineEdit::Password);
    if (isNamed)
        m_name->setText(kind);
}

QLineEdit *ConnectForm::addField(const QString &label, const QString &placeholder)
{
    auto *field = new QLineEdit(this);
    field->setPlaceholderText(placeholder);
    field->setAccessibleName(label);
    QLabel *word = plainLabel(label, this, m_theme.bodyFont(), Token::TextMuted);
    word->setBuddy(field);
    m_layout->addRow(word, field);
    connect(field, &QLineEdit::textChanged, this, &ConnectForm::edited);
    return field;
}

QLineEdit *ConnectForm::addFileField(const QString &label, const QString &placeholder)
{
    QLineEdit *field = addField(label, placeholder);
    QAction *browse
        = field->addAction(m_theme.icon(QStringLiteral("more"), Token::TextMuted), QLineEdit::TrailingPosition);
    browse->setToolTip(tr("Choose a file…"));
    connect(browse, &QAction::triggered, this, [this, field, label] {
        const QString file = QFileDialog::getOpenFileName(this, label, QDir::homePath());
        if (!file.isEmpty())
            field->setText(file);
    });
    return field;
}

void ConnectForm::addConnectionFields()
{
    m_address = addField(tr("Address"), exampleAddress(m_kind));
    if (isList(m_kind))
        m_mapping = addFileField(tr("Mapping file"), tr("says what stands where in the list"));
    if (!isCheck(m_kind))
        addAccountFields();
    m_file = addFileField(tr("Authority (CA)"), tr("only for a certificate of your own"));
}

void ConnectForm::addAccountFields()
{
    if (m_kind == u"gitlab") {
        m_secret = addField(tr("Access token"), tr("read_api is enough to look"));
    } else if (m_kind == u"grafana") {
        m_secret = addField(tr("Service account token"), tr("the role Viewer is enough to look"));
    } else if (m_kind == u"zabbix") {
        m_user = addField(tr("User"), tr("none with an API token"));
        m_secret = addField(tr("API token or password"), {});
    } else {
        m_user = addField(tr("User"), m_kind == u"harbor" ? QStringLiteral("robot$opsdeck") : tr("only if it asks"));
        m_secret = addField(tr("Password"), {});
    }
}

void ConnectForm::addHostFields()
{
    m_address = addField(tr("Address"), QStringLiteral("10.0.0.11"));
    m_port = addField(tr("SSH port"), tr("as in ~/.ssh/config, else 22"));
    m_port->setValidator(new QIntValidator(1, 65535, m_port));
    m_user = addField(tr("User"), tr("as in ~/.ssh/config, else yours"));
    m_file = addFileField(tr("Private key"), tr("else your agent and default keys"));
    m_secret = addField(tr("Password"), tr("of the key or the account, if it has one"));
    m_environment = new QComboBox(this);
    m_environment->setAccessibleName(tr("Environment"));
    QLabel *word = plainLabel(tr("Environment"), this, m_theme.bodyFont(), Token::TextMuted);
    word->setBuddy(m_environment);
    m_layout->addRow(word, m_environment);
    m_layout->setRowVisible(m_environment, false);
}

void ConnectForm::setEnvironments(const QList<Environment> &environments)
{
    if (m_environment == nullptr)
        return;
    m_environment->clear();
    m_environment->addItem(tr("none"), QString());
    for (const Environment &environment : environments)
        m_environment->addItem(
            environment.title.isEmpty() ? environment.id.text() : environment.title, environment.id.text());
    m_layout->setRowVisible(m_environment, !environments.isEmpty());
}

void ConnectForm::setTakenNames(const QStringList &names)
{
    m_taken = names;
    const QString wanted = m_name->text();
    for (int number = 2; m_taken.contains(takenName()) && !wanted.isEmpty(); ++number)
        m_name->setText(QStringLiteral("%1-%2").arg(wanted).arg(number));
}

QString ConnectForm::problem() const
{
    for (const QString &problem : {nameProblem(), addressProblem()}) {
        if (!problem.isEmpty())
            return problem;
    }
    return restProblem();
}

/// As the workspace knows it: checks have a section of their own.
QString ConnectForm::takenName() const
{
    const QString name = m_name->text().trimmed();
    return isCheck(m_kind) ? QStringLiteral("check/") + name : name;
}

QString ConnectForm::nameProblem() const
{
    static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9][A-Za-z0-9._-]{0,62}\\z"));
    const QString name = m_name->text().trimmed();
    if (name.isEmpty())
        return tr("Give it a name.");
    if (!form.match(name).hasMatch())
        return tr("A name has letters, digits, dot, dash and underscore, at most 63.");
    return m_taken.contains(takenName()) ? tr("The workspace has something of this name already.") : QString();
}

QString ConnectForm::addressProblem() const
{
    const QString address = m_address->text().trimmed();
    if (address.isEmpty())
        return tr("Fill in the address. It is tried as you type.");
    if (isHostKind(m_kind)) {
        static const QRegularExpression form(QStringLiteral("\\A[A-Za-z0-9:\\[][A-Za-z0-9.:%\\]_-]*\\z"));
        return form.match(address).hasMatch() ? QString() : tr("This is no address of a host.");
    }
    const QUrl url(address, QUrl::StrictMode);
    const bool names = url.isValid() && !url.host().isEmpty() && url.userInfo().isEmpty();
    const bool leads = names && (url.scheme() == u"http" || url.scheme() == u"https");
    if (isCheck(m_kind)) {
        const bool dials = names && (url.scheme() == u"tcp" || url.scheme() == u"tls") && url.port() > 0;
        return leads || dials ? QString()
                              : tr("The address is http://…, https://…, tcp://host:port or tls://host:port.");
    }
    if (isList(m_kind))
        return leads || !localFile(address).isEmpty()
            ? QString()
            : tr("The address begins with http:// or https://, or is a file with its whole path.");
    return leads ? QString() : tr("The address begins with http:// or https:// and names a host.");
}

QString ConnectForm::restProblem() const
{
    if (m_mapping && !QFileInfo(m_mapping->text().trimmed()).isFile())
        return tr("Name the mapping file: it says what stands where in the list.");
    if (m_kind == u"falcon" && m_user->text().trimmed().isEmpty())
        return tr("open-falcon wants a user and a password.");
    return {};
}

QString ConnectForm::secretName() const
{
    if (!m_secret || m_secret->text().isEmpty())
        return {};
    const bool isToken
        = m_kind == u"gitlab" || m_kind == u"grafana" || (m_kind == u"zabbix" && m_user->text().trimmed().isEmpty());
    return m_name->text().trimmed() + (isToken ? QStringLiteral("-token") : QStringLiteral("-password"));
}

Connection ConnectForm::connection() const
{
    Connection connection;
    connection.id = SourceId(takenName());
    connection.kind = m_kind;
    connection.url = m_address->text().trimmed();
    if (m_mapping)
        connection.mapping = QFileInfo(m_mapping->text().trimmed()).absoluteFilePath();
    if (const QString file = localFile(connection.url); isList(m_kind) && !file.isEmpty())
        connection.url = QStringLiteral("file:") + file;
    while (connection.url.endsWith(u'/') && !isList(m_kind) && !isCheck(m_kind))
        connection.url.chop(1);
    connection.user = m_user ? m_user->text().trimmed() : QString();
    connection.secret = secretName();
    connection.caFile = m_file->text().trimmed();
    return connection;
}

HostSpec ConnectForm::host() const
{
    HostSpec host;
    host.id = HostId(m_name->text().trimmed());
    host.address = m_address->text().trimmed();
    host.port = m_port->text().toInt();
    host.user = m_user->text().trimmed();
    host.identity = m_file->text().trimmed();
    host.secret = secretName();
    host.environment = EnvironmentId(m_environment->currentData().toString());
    return host;
}

ConnectDraft ConnectForm::draft() const
{
    if (isHostKind(m_kind))
        return {host(), m_secret->text()};
    return {connection(), m_secret ? m_secret->text() : QString()};
}

} // namespace opsdeck
