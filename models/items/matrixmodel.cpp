// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/items/matrixmodel.h"

#include "models/items/matrixtext.h"
#include "models/items/timetext.h"

namespace opsdeck {

namespace {

using Columns = QList<RecordModel<MatrixRow, ModuleId>::Column>;

/// Column 0 is the service, so environment `n` is column n + 1. Null for the service's column.
const MatrixCell *cellOf(const MatrixRow &row, int column)
{
    return column > 0 && column <= row.cells.size() ? &row.cells.at(column - 1) : nullptr;
}

Columns columnsFor(const QList<Environment> &environments, const std::shared_ptr<QDateTime> &now)
{
    Columns columns;
    columns.append({[] { return MatrixModel::tr("service"); }, [](const MatrixRow &row) { return row.title; }});
    for (int i = 0; i < environments.size(); ++i) {
        const Environment environment = environments.at(i);
        columns.append(
            {[environment] { return environment.title.isEmpty() ? environment.id.text() : environment.title; },
                [i, now](const MatrixRow &row) {
                    const MatrixCell *cell = cellOf(row, i + 1);
                    return cell ? cellText(*cell, *now) : QString();
                }});
    }
    return columns;
}

QString toolTipOf(const MatrixCell &cell)
{
    QStringList lines;
    for (const HostVersion &version : cell.hosts) {
        lines.append(version.host.text() + u' ' + versionText(version) + u' ' + version.digest.text() + u' '
            + utcTimeText(version.createdAt));
    }
    return lines.join(u'\n').toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
}

} // namespace

MatrixModel::MatrixModel(QList<Environment> environments, QObject *parent)
    : MatrixModel(std::move(environments), std::make_shared<QDateTime>(), parent)
{ }

MatrixModel::MatrixModel(QList<Environment> environments, std::shared_ptr<QDateTime> now, QObject *parent)
    : RecordModel(columnsFor(environments, now), &MatrixRow::part, parent)
    , m_environments(std::move(environments))
    , m_now(std::move(now))
{ }

void MatrixModel::setMatrix(VersionMatrix matrix, const QDateTime &now)
{
    m_matrix = std::move(matrix);
    setRecords(m_matrix.rows);
    setNow(now);
    m_hasMatrix = true;
    Q_EMIT matrixChanged();
}

void MatrixModel::setNow(const QDateTime &now)
{
    const QDateTime before = std::exchange(*m_now, now);
    for (int row = 0; row < records().size(); ++row) {
        for (int column = 1; column < columnCount(); ++column) {
            const MatrixCell *cell = cellOf(records().at(row), column);
            if (!cell || ageOf(cell->since, before) == ageOf(cell->since, now))
                continue;
            const QModelIndex at = index(row, column);
            Q_EMIT dataChanged(at, at, {Qt::DisplayRole});
        }
    }
}

QVariant MatrixModel::roleData(const MatrixRow &row, int column, int role) const
{
    const MatrixCell *cell = cellOf(row, column);
    switch (role) {
    case RowRole:
        return QVariant::fromValue(row);
    case CellRole:
        return cell ? QVariant::fromValue(*cell) : QVariant();
    case Qt::ToolTipRole:
        return cell && cell->placed ? toolTipOf(*cell) : row.image.name().toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return cell ? headerData(column, Qt::Horizontal, Qt::DisplayRole).toString() + u' ' + cellText(*cell, now())
                    : row.title;
    default:
        return {};
    }
}

QVariant MatrixModel::headerRole(int section, int role) const
{
    if (role == EnvironmentRole && section > 0)
        return QVariant::fromValue(m_environments.at(section - 1));
    return {};
}

} // namespace opsdeck
