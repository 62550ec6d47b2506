// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertstats.h"
#include "widgets/theme/theme.h"

#include <QWidget>

class QAbstractItemModel;
class QButtonGroup;
class QStackedWidget;
class QTreeView;

namespace opsdeck {

class EpisodeModel;
class Pill;
class TallyModel;

/// One table of the analysis at a time: what fires most, what flaps, what stands longest, by service, owner, source.
class TallyView : public QWidget
{
    Q_OBJECT

public:
    enum class Table
    {
        Offenders,
        Flapping,
        Standing,
        Services,
        Owners,
        Sources
    };

    explicit TallyView(Theme &theme, QWidget *parent = nullptr);

    void setStats(const AlertStats &stats);
    Table table() const { return m_table; }
    void setTable(Table table);
    static QString nameOf(Table table); ///< stable, part of addresses
    void setTableNamed(const QString &name);
    const QAbstractItemModel &shownModel() const; ///< to take away

Q_SIGNALS:
    void chosen(const QString &title, const opsdeck::EpisodePlaces &episodes);
    void tableChanged();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void showTable();
    void choose(const QModelIndex &index);
    QTreeView *makeView(QAbstractItemModel *model, int stretched);
    const QList<AlertTally> &tallies() const;

    AlertStats m_stats;
    Table m_table = Table::Offenders;
    QList<Pill *> m_pills; ///< in the order of Table
    TallyModel *m_tallies;
    EpisodeModel *m_episodes;
    QStackedWidget *m_stack;
    QTreeView *m_tallyView;
    QTreeView *m_episodeView;
};

} // namespace opsdeck
