// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/topology.h"
#include "widgets/theme/theme.h"

#include <QFrame>

class QLineEdit;
class QListWidget;

namespace opsdeck {

/// A popup with everything that a topology knows, what burns first; typing filters, Enter takes the first.
class FocusChooser : public QFrame
{
    Q_OBJECT

public:
    FocusChooser(Theme &theme, QList<TopologyNode> nodes, QWidget *parent);

Q_SIGNALS:
    void chosen(const opsdeck::EntityId &id);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void fill(const Theme &theme, QList<TopologyNode> nodes);
    void filter(const QString &text);
    void accept();

    QLineEdit *m_search;
    QListWidget *m_list;
};

} // namespace opsdeck
