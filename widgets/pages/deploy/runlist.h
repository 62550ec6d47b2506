// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/error.h"
#include "widgets/parts/card.h"

#include <QStyledItemDelegate>

class QLabel;
class QTableView;

namespace opsdeck {

class RunListModel;

/// Paints a run's state as a shape in its first column.
class RunStateDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    RunStateDelegate(Theme &theme, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    Theme &m_theme;
};

/// Past and present runs; Enter or a double click opens one.
class RunList : public Card
{
    Q_OBJECT

public:
    explicit RunList(Theme &theme, QWidget *parent = nullptr);

    void setRuns(const QList<DeployRun> &runs);
    const QList<DeployRun> &runs() const;
    void setError(const std::optional<Error> &error);

Q_SIGNALS:
    void runOpened(const opsdeck::RunId &run);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    RunListModel *m_model;
    QTableView *m_table;
    QLabel *m_message;
    std::optional<Error> m_error;
};

} // namespace opsdeck
