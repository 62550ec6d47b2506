// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/items/alertsnapshot.h"
#include "widgets/theme/stateshape.h"

#include <QWidget>

class QLabel;

namespace opsdeck {

class ChoicePill;
class ElidedLabel;
class Pill;

/// Title and counts of the alert wall, and what it is grouped by. A severity's pill filters; the pill of what cannot be
/// seen leads there.
class AlertHeader : public QWidget
{
    Q_OBJECT

public:
    explicit AlertHeader(Theme &theme, QWidget *parent = nullptr);

    void setShown(const ShownAlerts &shown);
    /// Which pill looks pressed: the filter is exactly this one, or it is not.
    void setFilterText(const QString &text);
    void openGroupings(); ///< to choose one

Q_SIGNALS:
    void groupingRequested(const opsdeck::AlertGrouping &grouping);
    void filterRequested(const QString &text);
    void blindRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showNote();
    void showGroupings();
    Pill *addFilterPill(StateShape shape, const QString &filter);

    Theme &m_theme;
    QLabel *m_title;
    Pill *m_critical;
    Pill *m_warning;
    Pill *m_info;
    Pill *m_blind;
    ElidedLabel *m_note;
    ChoicePill *m_grouping;
    SeverityCounts m_counts;
    FoldCounts m_folds;
    QStringList m_labels; ///< that can be grouped by
    AlertGrouping m_by;
    int m_told = 0;
};

} // namespace opsdeck
