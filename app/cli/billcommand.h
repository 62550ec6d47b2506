// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bills/billservice.h"
#include "app/cli/exitcode.h"
#include "app/cli/terminal.h"
#include "models/domain/redaction.h"

#include <QObject>

namespace opsdeck {

/// What `opsdeck bill` was asked to do.
struct BillOptions
{
    QString verb; ///< list, show, new, check, compare, find, sites
    QString workspace;
    ProductId product;
    QString version; ///< compare: the older one
    QString other; ///< compare: the newer one
    QString text; ///< of find
    BillOrder order; ///< of new
    bool dryRun = false; ///< of new: shows what would be written
    bool json = false;
};

/// What is asked of product versions without a window. Emits `finished` once.
class BillCommand : public QObject
{
    Q_OBJECT

public:
    BillCommand(BillOptions options, BillService &service, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void finished(opsdeck::ExitCode code);

private:
    void list();
    void show();
    void make();
    void check();
    void compare();
    void find();
    void listSites();
    void fail(const Error &error);

    const BillOptions m_options;
    BillService &m_service;
};

/// opsdeck bill VERB WORKSPACE …; needs a QCoreApplication.
ExitCode runBill(const QStringList &arguments, const Redaction &redaction);

} // namespace opsdeck
