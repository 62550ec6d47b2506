// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ledger.h"
#include "widgets/parts/inspectorpanel.h"

class QPlainTextEdit;

namespace opsdeck {

class ActionButton;
class Card;
class KeyValueList;

/// One ledger entry in full: what was done, its detail, and its place in the chain.
class LedgerInspector : public InspectorPanel
{
    Q_OBJECT

public:
    LedgerInspector(Theme &theme, QWidget *parent);

    void showEntry(const LedgerEntry &entry);

Q_SIGNALS:
    void runRequested(const QString &run);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void fill();

    LedgerEntry m_entry;
    ActionButton *m_openRun;
    ActionButton *m_copy;
    Card *m_what;
    KeyValueList *m_rows;
    Card *m_detailCard;
    QPlainTextEdit *m_detail;
    Card *m_chain;
    KeyValueList *m_hashes;
};

} // namespace opsdeck
