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

    enum Role
    {
        MarkRole = Qt::UserRole ///< Mark, of the cell that a person should look at
    };
    enum class Mark
    {
        None,
        HitsNothing,
        EndsSoon ///< within a shift
    };
    Q_ENUM(Mark)

    explicit SilenceModel(QObject *parent = nullptr);

    /// The clock of "until".
    void setNow(const QDateTime &now) { m_now = now; }
    int unmatched() const; ///< how many hit nothing
    int endingSoon() const;

private:
    QVariant roleData(const SilenceView &view, int column, int role) const override;

    QDateTime m_now;
};

} // namespace opsdeck
