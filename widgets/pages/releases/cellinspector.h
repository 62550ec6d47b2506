// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/changehistory.h"
#include "models/domain/versionmatrix.h"
#include "widgets/parts/inspectorpanel.h"

#include <optional>

namespace opsdeck {

class ActionButton;
class Card;
class KeyValueList;

/// One module in one environment: what runs on each host, how it got there, and its image.
class CellInspector : public InspectorPanel
{
    Q_OBJECT

public:
    explicit CellInspector(Theme &theme, QWidget *parent = nullptr);

    void setCell(const MatrixRow &row, const MatrixCell &cell, const Environment &environment, const QDateTime &now);
    void setHistory(const QList<ChangeEvent> &events);

Q_SIGNALS:
    void deployRequested();
    void copyRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void show();
    void showDrift();
    void showHosts();
    void showHistory();
    void showImage();

    MatrixRow m_row;
    MatrixCell m_cell;
    Environment m_environment;
    QDateTime m_now;
    QList<ChangeEvent> m_events;
    ActionButton *m_deploy;
    ActionButton *m_copy;
    Card *m_driftCard;
    KeyValueList *m_drift;
    Card *m_hostCard;
    KeyValueList *m_hosts;
    Card *m_historyCard;
    KeyValueList *m_history;
    Card *m_imageCard;
    KeyValueList *m_image;
};

} // namespace opsdeck
