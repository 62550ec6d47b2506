// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QStyledItemDelegate>

namespace opsdeck {

/// Rows of a plan: names and digests monospaced, what changes in colour, what stays muted.
class PlanDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    PlanDelegate(Theme &theme, QObject *parent);

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    Theme &m_theme;
};

} // namespace opsdeck
