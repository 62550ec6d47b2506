// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exitcode.h"
#include "app/cli/terminal.h"
#include "app/deploy/promotionservice.h"

class QJsonObject;

namespace opsdeck {

/// What the command line says of promotions: lines for people with a progress bar, or a JSON object a line.
class PromoteReport
{
public:
    explicit PromoteReport(bool json);

    void order(const PromotionOrder &order);
    void news(const PromotionNews &news);
    /// A line a tag, and the exit status: Done only where every tag is proved.
    ExitCode end(const PromotionReport &report);
    void policies(const QList<PolicyState> &policies);
    void logs(const QList<ReplicationLog> &logs);
    ExitCode fail(const Error &error);
    Terminal &err() { return m_err; }

private:
    void object(const QJsonObject &json);

    const bool m_json;
    Terminal m_out;
    Terminal m_err;
    PromotionNews m_last;
};

} // namespace opsdeck
