// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/theme/theme.h"

#include <QStyledItemDelegate>

namespace opsdeck {

/// Puts a shape before the words of what a person should look at: a silence that hits nothing, or ends soon.
class SilenceDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    SilenceDelegate(const Theme &theme, QObject *parent);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};

} // namespace opsdeck
