// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/stateshape.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace opsdeck {

struct LinkRow
{
    QString key; ///< what `activated` says; empty = leads nowhere
    QString title;
    QString detail; ///< muted, below; may be empty
    QString act; ///< word on the button
    QString iconName; ///< before the title
    std::optional<StateShape> shape; ///< in its place
    QString toolTip;

    bool operator==(const LinkRow &) const = default;
};

/// Things with a way to them: each a title, a line about it, and a button that leads there. Rows without one are
/// headings. A list that says the same as before stays untouched.
class LinkList : public QWidget
{
    Q_OBJECT

public:
    explicit LinkList(Theme &theme, QWidget *parent = nullptr);

    void setRows(const QList<LinkRow> &rows);
    const QList<LinkRow> &rows() const { return m_rows; }

Q_SIGNALS:
    void activated(const QString &key);

private:
    void build();
    QWidget *makeRow(const LinkRow &row);
    QWidget *makeSign(const LinkRow &row, QWidget *parent);

    Theme &m_theme;
    QVBoxLayout *m_layout;
    QWidget *m_content = nullptr;
    QList<LinkRow> m_rows;
};

} // namespace opsdeck
