// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertstats.h"
#include "widgets/parts/card.h"

class QLabel;
class QTreeView;

namespace opsdeck {

class ActionButton;
class EpisodeModel;

/// The rows behind a number. Hidden until there are some; an alert that is opened is looked for on the wall.
class EpisodeList : public Card
{
    Q_OBJECT

public:
    explicit EpisodeList(Theme &theme, QWidget *parent = nullptr);

    /// Of `places` the newest come first where they are many.
    void showEpisodes(const QString &title, const AlertStats &stats, const EpisodePlaces &places);
    const EpisodeModel &model() const { return *m_model; }

Q_SIGNALS:
    void openRequested(const QString &alert); ///< AlertRow::key
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();

    EpisodeModel *m_model;
    QLabel *m_count;
    QTreeView *m_view;
    ActionButton *m_close;
};

} // namespace opsdeck
