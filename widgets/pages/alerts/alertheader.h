// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"
#include "widgets/theme/stateshape.h"

#include <QWidget>

class QLabel;

namespace opsdeck {

class ElidedLabel;
class Pill;

/// Title and counts of the alert wall. A severity's pill filters; the pill of what cannot be seen leads there.
class AlertHeader : public QWidget
{
    Q_OBJECT

public:
    explicit AlertHeader(Theme &theme, QWidget *parent = nullptr);

    void setWall(const AlertWall &wall);
    /// Which pill looks pressed: the filter is exactly this one, or it is not.
    void setFilterText(const QString &text);

Q_SIGNALS:
    void filterRequested(const QString &text);
    void blindRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    Pill *addFilterPill(StateShape shape, const QString &filter);

    Theme &m_theme;
    QLabel *m_title;
    Pill *m_critical;
    Pill *m_warning;
    Pill *m_info;
    Pill *m_blind;
    ElidedLabel *m_note;
    SeverityCounts m_counts;
    int m_told = 0;
};

} // namespace opsdeck
