// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/precheckreport.h"

#include <QWidget>

#include <optional>

class QProgressBar;
class QStackedWidget;

namespace opsdeck {

class ActionButton;
class Card;
class CheckModel;
class CheckView;
class ConsentPanel;
class ElidedLabel;
class EmptyState;
class Pill;
class RiskCard;
class Theme;

/// What was looked at before a deployment: risk, checks, and what people have to answer before it may start. Checking
/// again keeps what is shown until the new answer is there.
class CheckStep : public QWidget
{
    Q_OBJECT

public:
    explicit CheckStep(Theme &theme, QWidget *parent = nullptr);

    void clear(); ///< nothing is being deployed
    /// Of `what`, product, version and environment; what was answered for another one is forgotten.
    void startChecking(const QString &what);
    void setProgress(int done, int total); ///< of the checking; total 0 = nobody knows
    void setReport(const Result<PrecheckReport> &report);

    const StartConsent &consent() const;
    bool mayGoOn() const; ///< the newest report is there, and nothing stands in the way

Q_SIGNALS:
    void checkAgain();
    void cancelRequested(); ///< of the checking; its answer is awaited by setReport, as ever
    void consentChanged(const opsdeck::StartConsent &consent);
    void backRequested();
    void finished();

protected:
    void changeEvent(QEvent *event) override;

private:
    void connectParts();
    QWidget *makeStateView();
    QWidget *makeReportView(Theme &theme);
    QWidget *makeSummary();
    QWidget *makeButtons();
    void askAgain();
    void showReport(const PrecheckReport &report);
    void retranslate();
    void showState();
    void showEmptiness();
    void showCounts();
    void showWay();
    bool isShown() const { return m_report && *m_report; }

    QString m_what;
    bool m_asking = false;
    std::optional<Result<PrecheckReport>> m_report; ///< the newest answer; nothing = none yet
    QList<Phrase> m_standing; ///< in the way
    CheckModel *m_model;
    QStackedWidget *m_stack;
    EmptyState *m_state;
    QProgressBar *m_firstProgress;
    ActionButton *m_firstCancel;
    RiskCard *m_risk;
    Pill *m_pills[4]; ///< blocking, unknown, warnings, passes
    QProgressBar *m_progress;
    ActionButton *m_again;
    ActionButton *m_cancel;
    Card *m_listCard;
    CheckView *m_view;
    ConsentPanel *m_consent;
    ActionButton *m_back;
    ElidedLabel *m_way;
    ActionButton *m_next;
};

} // namespace opsdeck
