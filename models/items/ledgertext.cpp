// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/ledgertext.h"

#include <QCoreApplication>
#include <QHash>
#include <QJsonDocument>

namespace opsdeck {

namespace {

QString translated(const QHash<QString, const char *> &words, const QString &word)
{
    const char *known = words.value(word);
    return known ? QCoreApplication::translate("Ledger", known) : word;
}

} // namespace

QString ledgerActionText(const QString &action)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("deploy.intent"), QT_TRANSLATE_NOOP("Ledger", "Deployment begun")},
        {QStringLiteral("deploy.result"), QT_TRANSLATE_NOOP("Ledger", "Deployment ended")},
        {QStringLiteral("deploy.interrupted"), QT_TRANSLATE_NOOP("Ledger", "Deployment found interrupted")},
    };
    return translated(words, action);
}

QString ledgerOutcomeText(const QString &outcome)
{
    static const QHash<QString, const char *> words{
        {QString(), QT_TRANSLATE_NOOP("Ledger", "intent")},
        {QStringLiteral("done"), QT_TRANSLATE_NOOP("Ledger", "done")},
        {QStringLiteral("failed"), QT_TRANSLATE_NOOP("Ledger", "failed")},
        {QStringLiteral("cancelled"), QT_TRANSLATE_NOOP("Ledger", "cancelled")},
        {QStringLiteral("interrupted"), QT_TRANSLATE_NOOP("Ledger", "interrupted")},
        {QStringLiteral("refused"), QT_TRANSLATE_NOOP("Ledger", "refused")},
    };
    return translated(words, outcome);
}

QString prettyDetail(const QByteArray &detail)
{
    const QJsonDocument document = QJsonDocument::fromJson(detail);
    return QString::fromUtf8(document.isNull() ? detail : document.toJson(QJsonDocument::Indented)).trimmed();
}

} // namespace opsdeck
