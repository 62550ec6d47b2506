// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/sourcereport.h"
#include "widgets/parts/inspectorpanel.h"

class QLabel;
class QPlainTextEdit;

namespace opsdeck {

class ActionButton;
class Card;
class KeyValueList;

/// One source in full: why it is in its state, with the server's own words, and a button that asks it now.
class SourceInspector : public InspectorPanel
{
    Q_OBJECT

public:
    SourceInspector(Theme &theme, QWidget *parent);

    void showReport(const SourceReport &report, const QDateTime &now);
    const SourceId &source() const { return m_report.record.id; }
    /// The answer to testRequested.
    void showTest(const Result<SourceIdentity> &answer);
    /// The answer to trustRequested and programApproved.
    void showSettled(const Result<void> &settled);

Q_SIGNALS:
    void testRequested(const opsdeck::SourceId &source);
    void pollRequested(const opsdeck::SourceId &source);
    void trustRequested(const opsdeck::HostKeyOffer &offer);
    void programApproved(const opsdeck::ProgramOffer &offer);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void fill();
    void fillProblem();
    void fillQuestion();
    void settle();

    SourceReport m_report;
    QDateTime m_now;
    ActionButton *m_test;
    ActionButton *m_poll;
    ActionButton *m_copy;
    Card *m_question; ///< about a host: its key, or a program on the way to it
    QLabel *m_questionText;
    KeyValueList *m_offer;
    ActionButton *m_yes;
    Card *m_outcome;
    QLabel *m_outcomeText;
    Card *m_problem;
    QLabel *m_why;
    QPlainTextEdit *m_raw;
    Card *m_facts;
    KeyValueList *m_rows;
};

} // namespace opsdeck
