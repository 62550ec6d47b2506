// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/workspace.h"
#include "widgets/pages/bills/billvalues.h"

#include <QWidget>

#include <optional>

class QLabel;

namespace opsdeck {

class ActionButton;
class BillModulesModel;
class BillTable;
class Card;
class KeyValueList;
struct KeyValueRow;
class StateBadge;
class Theme;

/// One product version: its modules, what was found about each, and where it runs.
class BillDetail : public QWidget
{
    Q_OBJECT

public:
    BillDetail(Theme &theme, const QList<Environment> &environments, QWidget *parent);

    /// Another version forgets what was found about the one before.
    void setBill(const Bill &bill);
    void setCheck(const Result<BillCheck> &check);
    void setUsage(const Result<BillUsage> &usage);
    const Bill &bill() const { return m_bill; }
    void retranslate();

Q_SIGNALS:
    void compareRequested();
    void deployRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUp(Theme &theme);
    void wire();
    void showHead();
    void showModules();
    void showFindings();
    void showUsage();
    QList<KeyValueRow> usageRows() const;
    QString whereText(const EnvironmentId &environment) const;
    void copyDigest() const;
    QWidget *makeActions(Theme &theme);

    const QList<Environment> m_environments;
    Bill m_bill;
    std::optional<Result<BillCheck>> m_check; ///< nothing = still to come
    std::optional<Result<BillUsage>> m_usage;
    BillModulesModel *m_model;
    StateBadge *m_badge;
    QLabel *m_title;
    QLabel *m_made;
    QLabel *m_note;
    QLabel *m_verdict;
    ActionButton *m_compare;
    ActionButton *m_copy;
    ActionButton *m_deploy;
    BillTable *m_table;
    Card *m_findingsCard;
    KeyValueList *m_findings;
    Card *m_usageCard;
    KeyValueList *m_places;
};

} // namespace opsdeck
