// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/versionmatrix.h"
#include "models/items/recordmodel.h"

namespace opsdeck {

/// The version matrix as a table: the service, then one column per environment of the workspace. GUI thread.
class MatrixModel : public RecordModel<MatrixRow, ModuleId>
{
    Q_OBJECT

public:
    enum Role
    {
        RowRole = Qt::UserRole, ///< MatrixRow
        CellRole, ///< MatrixCell, of environment columns
        EnvironmentRole ///< Environment, of headers
    };

    explicit MatrixModel(QList<Environment> environments, QObject *parent = nullptr);

    void setMatrix(VersionMatrix matrix, const QDateTime &now);
    const VersionMatrix &matrix() const { return m_matrix; }
    bool hasMatrix() const { return m_hasMatrix; } ///< false until the first answer of the store
    const QList<Environment> &environments() const { return m_environments; }

    /// Announces the cells whose age text changes, and nothing else.
    void setNow(const QDateTime &now);
    QDateTime now() const { return *m_now; }

Q_SIGNALS:
    void matrixChanged();

protected:
    QVariant roleData(const MatrixRow &row, int column, int role) const override;
    QVariant headerRole(int section, int role) const override;

private:
    MatrixModel(QList<Environment> environments, std::shared_ptr<QDateTime> now, QObject *parent);

    QList<Environment> m_environments;
    VersionMatrix m_matrix;
    std::shared_ptr<QDateTime> m_now; ///< shared with the columns' texts
    bool m_hasMatrix = false;
};

} // namespace opsdeck
