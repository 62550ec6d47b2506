// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/sourcereport.h"
#include "models/items/recordmodel.h"

namespace opsdeck {

/// The sources of a workspace, one a row, in the workspace's order.
class SourcesModel : public RecordModel<SourceReport, SourceId>
{
    Q_OBJECT

public:
    enum Column
    {
        Name,
        State,
        Product,
        Address,
        Latency,
        Answered,
        Interval,
        Left, ///< requests that the server still takes
    };
    enum Role
    {
        FreshnessRole = Qt::UserRole
    };

    explicit SourcesModel(QObject *parent = nullptr);

    /// Ages and freshness as of now.
    void setNow(const QDateTime &now);
    const QDateTime &now() const { return *m_now; }

protected:
    QVariant roleData(const SourceReport &report, int column, int role) const override;

private:
    explicit SourcesModel(std::shared_ptr<QDateTime> now, QObject *parent);

    std::shared_ptr<QDateTime> m_now; ///< shared with the columns' texts
};

/// "live", "stale since 13:41": the state in words.
QString sourceStateText(const SourceRecord &source, const QDateTime &now);
/// "1 940 of 2 000, until 14:00"; empty where the server does not tell.
QString headroomText(const SourceReport &report, const QDateTime &now);

} // namespace opsdeck
