// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/redaction.h"

#include <QHash>
#include <QString>
#include <qcorotask.h>

#include <stop_token>

namespace opsdeck {

/// Turns a secret's name into its value. Looked up in this order: environment variable OPSDECK_SECRET_<NAME> (upper
/// case, other characters as _), the file <config folder>/secrets/<name> (mode 0600 or 0400 and owned by this user, any
/// other is refused), the system keyring (service "opsdeck"). The name may also be "env:VARIABLE" or "file:/path".
/// Lives on the I/O thread. Every value goes to the redaction before it goes to whoever asked.
class SecretStore
{
public:
    explicit SecretStore(QString configFolder, Redaction redaction = {});

    /// Kind Usage with a hint where there is none. An empty name gives an empty value.
    QCoro::Task<Result<QString>> value(QString name, std::stop_token stop);
    /// A value to use for this name from now on, instead of looking it up. Empty names and values are passed over.
    void lend(const QString &name, const QString &value);
    const Redaction &redaction() const { return m_redaction; }

private:
    QCoro::Task<Result<QString>> lookUp(QString name, std::stop_token stop);

    QString m_configFolder;
    QHash<QString, QString> m_lent;
    Redaction m_redaction;
};

} // namespace opsdeck
