// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/bills/billservice.h"
#include "app/cli/exitcode.h"
#include "app/cli/terminal.h"

class QJsonObject;

namespace opsdeck {

/// What a command line says of product versions: lines for people, or a JSON object a line. Where something does not
/// hold, or could not be read, the answer is Failed.
class BillReport
{
public:
    explicit BillReport(bool json);

    ExitCode bills(const BillList &list);
    void bill(const Bill &bill);
    void use(const BillUse &use);
    ExitCode check(const Bill &bill, const BillCheck &check);
    ExitCode proposal(const BillProposal &proposal);
    ExitCode written(const BillWritten &written);
    ExitCode comparison(const BillComparison &comparison);
    ExitCode search(const BillSearch &search);
    ExitCode sites(const SiteList &list);
    ExitCode fail(const Error &error);

private:
    void object(const QJsonObject &json);
    void findings(const BillCheck &check);
    ExitCode faults(const Diagnostics &faults);
    void blind(const QList<HostId> &hosts);
    void places(const Digest &digest, const DigestPlaces &places);
    void difference(const ModuleDifference &difference);

    const bool m_json;
    Terminal m_out;
    Terminal m_err;
};

} // namespace opsdeck
