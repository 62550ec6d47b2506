// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/bill.h"

namespace opsdeck {

enum class BillVerdict
{
    Pass,
    Unknown, ///< nothing known speaks for or against it
    Warn,
    Block,
};

/// What was found about one point of one module, and why.
struct BillFinding
{
    enum class Subject
    {
        Modules, ///< of the bill as a whole
        Tag,
        Pipeline,
        Digest,
        Image,
        Commit, ///< that the image was built from it
        Repository, ///< shared with another module
    };

    ModuleId part; ///< empty = the bill as a whole
    Subject subject = Subject::Tag;
    BillVerdict verdict = BillVerdict::Unknown;
    Phrase reason;

    bool operator==(const BillFinding &) const = default;
};

struct BillCheck
{
    QList<BillFinding> findings; ///< in the bill's order; one a module for every subject except Modules

    BillVerdict verdict() const; ///< the worst
    BillVerdict verdictOf(const ModuleId &part) const; ///< the worst of its findings; Unknown where there are none

    bool operator==(const BillCheck &) const = default;
};

/// Whether what the bill says is so, as far as the rows tell.
BillCheck checkBill(const Bill &bill, const BillIndex &index);

} // namespace opsdeck
