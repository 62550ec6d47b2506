// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/deployrun.h"
#include "models/domain/error.h"
#include "widgets/parts/card.h"

#include <QStyledItemDelegate>
#include <QTimer>

class QLabel;
class QTableView;

namespace opsdeck {

class RunActions;
class RunListModel;
struct RunDecision;

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

/// Past and present runs; Enter or a double click opens one. Below, whether one can return to what the chosen one left.
class RunList : public Card
{
    Q_OBJECT

public:
    explicit RunList(Theme &theme, QWidget *parent = nullptr);

    void setRuns(const QList<DeployRun> &runs);
    const QList<DeployRun> &runs() const;
    void setError(const std::optional<Error> &error);
    void choose(const RunId &run);
    void setReturn(const RunId &run, const Result<void> &may); ///< the answer to returnAsked
    void lookAgain(); ///< whether one can return to the chosen one

Q_SIGNALS:
    void runOpened(const opsdeck::RunId &run);
    void returnAsked(const opsdeck::RunId &run);
    void decided(const opsdeck::RunDecision &decision);

protected:
    void changeEvent(QEvent *event) override;

private:
    void connectActions();
    void showChosen();
    void retranslate();

    RunListModel *m_model;
    QTableView *m_table;
    RunActions *m_actions;
    QTimer m_pause; ///< until the selection has come to rest: registry and hosts are asked only then
    QLabel *m_message;
    std::optional<Error> m_error;
};

} // namespace opsdeck
