// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/stateshape.h"

#include <QWidget>

#include <optional>

class QGridLayout;

namespace opsdeck {

struct KeyValueRow
{
    QString label;
    QString value;
    bool mono = false; ///< ids, digests, hosts: monospaced, elided in the middle
    bool wrap = false; ///< prose: several lines instead of an elision
    Token token = Token::Text;
    std::optional<StateShape> shape; ///< before the value
    QString toolTip; ///< in place of the full value

    bool operator==(const KeyValueRow &) const = default;
};

/// The inspector's rows: muted label, value. Values can be copied; unchanged rows stay untouched on refresh.
class KeyValueList : public QWidget
{
    Q_OBJECT

public:
    explicit KeyValueList(Theme &theme, QWidget *parent = nullptr);

    void setRows(const QList<KeyValueRow> &rows);
    const QList<KeyValueRow> &rows() const { return m_rows; }

private:
    void putRow(int index, const KeyValueRow &row);
    void clearRow(int index);
    QWidget *makeValue(const KeyValueRow &row);

    Theme &m_theme;
    QGridLayout *m_grid;
    QList<KeyValueRow> m_rows;
};

} // namespace opsdeck
