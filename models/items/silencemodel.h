// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/silencematch.h"
#include "models/items/recordmodel.h"

namespace opsdeck {

/// Silences of all sources, with what each hits. GUI thread.
class SilenceModel : public RecordModel<SilenceView, QString>
{
    Q_OBJECT

public:
    enum Column
    {
        Source,
        Matchers,
        Hits,
        Until,
        By,
        Why
    };

    explicit SilenceModel(QObject *parent = nullptr);

    /// The clock of "until".
    void setNow(const QDateTime &now) { m_now = now; }

private:
    QVariant roleData(const SilenceView &view, int column, int role) const override;

    QDateTime m_now;
};

} // namespace opsdeck
