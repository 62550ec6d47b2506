// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/whatchanged.h"
#include "widgets/parts/card.h"

#include <chrono>

namespace opsdeck {

class LinkList;

/// What changed around an alert, the newest first, each with the way to it.
class ChangeCard : public Card
{
    Q_OBJECT

public:
    explicit ChangeCard(Theme &theme, QWidget *parent = nullptr);

    void setChanges(
        const QList<Change> &changes, std::chrono::seconds window, const AlertRow &row, const QDateTime &now);
    void retranslate();

Q_SIGNALS:
    void openRequested(const QString &page, const QString &place);

private:
    void fill();

    LinkList *m_list;
    QList<Change> m_changes;
    std::chrono::seconds m_window{0};
    AlertRow m_row;
    QDateTime m_now;
};

} // namespace opsdeck
