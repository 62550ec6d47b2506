// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/ledgertext.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace opsdeck {

namespace {

struct LedgerText
{
    Q_DECLARE_TR_FUNCTIONS(LedgerText)
};

} // namespace

QString ledgerActionText(const QString &action)
{
    if (action == u"deploy.intent")
        return LedgerText::tr("Deployment begun");
    if (action == u"deploy.result")
        return LedgerText::tr("Deployment ended");
    if (action == u"deploy.verified")
        return LedgerText::tr("Hosts asked what runs");
    if (action == u"deploy.interrupted")
        return LedgerText::tr("Deployment found interrupted");
    if (action == u"deploy.resume")
        return LedgerText::tr("Deployment resumed");
    if (action == u"deploy.retry")
        return LedgerText::tr("Deployment tried again");
    if (action == u"deploy.skip")
        return LedgerText::tr("Host left out");
    if (action == u"deploy.abort")
        return LedgerText::tr("Deployment given up");
    if (action == u"lease.break")
        return LedgerText::tr("Reservation taken away");
    if (action == u"bill.intent")
        return LedgerText::tr("Product version begun");
    if (action == u"bill.result")
        return LedgerText::tr("Product version written");
    if (action == u"notify.sent")
        //: of a message to people
        return LedgerText::tr("Message sent");
    return action;
}

QString ledgerOutcomeText(const QString &outcome)
{
    if (outcome.isEmpty())
        return LedgerText::tr("intent");
    if (outcome == u"done")
        return LedgerText::tr("done");
    if (outcome == u"failed")
        return LedgerText::tr("failed");
    if (outcome == u"cancelled")
        return LedgerText::tr("cancelled");
    if (outcome == u"interrupted")
        return LedgerText::tr("interrupted");
    if (outcome == u"refused")
        return LedgerText::tr("refused");
    return outcome;
}

QString prettyDetail(const QByteArray &detail)
{
    const QJsonDocument document = QJsonDocument::fromJson(detail);
    return QString::fromUtf8(document.isNull() ? detail : document.toJson(QJsonDocument::Indented)).trimmed();
}

} // namespace opsdeck
