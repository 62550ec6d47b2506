// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/analysis/episodelist.h"

#include "models/items/episodemodel.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr qsizetype MostRows = 500;
constexpr int ShownRows = 8;

} // namespace

EpisodeList::EpisodeList(Theme &theme, QWidget *parent)
    : Card(theme, {}, parent)
    , m_model(new EpisodeModel(this))
    , m_count(captionLabel({}, this, theme.metaFont(), Token::TextMuted))
    , m_view(new QTreeView(this))
    , m_close(new ActionButton(theme, ActionButton::Look::Quiet, {}, this))
{
    auto *line = new QHBoxLayout;
    line->addWidget(m_count, 1);
    line->addWidget(m_close);
    body()->addLayout(line);
    body()->addWidget(m_view, 1);
    m_view->setModel(m_model);
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->header()->setStretchLastSection(false);
    m_view->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->header()->setResizeContentsPrecision(0); // what is seen, not all of it
    m_view->header()->setSectionResizeMode(EpisodeModel::Name, QHeaderView::Stretch);
    m_view->setMinimumHeight(ShownRows / 2 * Theme::RowHeight);
    connect(m_close, &QPushButton::clicked, this, &EpisodeList::closeRequested);
    connect(m_view, &QTreeView::activated, this, [this](const QModelIndex &index) {
        if (const AlertEpisode *episode = m_model->record(index); episode && !episode->ends.isValid())
            Q_EMIT openRequested(episode->key);
    });
    hide();
    retranslate();
}

void EpisodeList::showEpisodes(const QString &title, const AlertStats &stats, const EpisodePlaces &places)
{
    setTitle(title);
    const qsizetype shown = std::min(MostRows, places.size());
    m_model->setEpisodes(stats.episodes, places.first(shown), stats.to);
    const int all = static_cast<int>(places.size());
    //: %1 is a number of rows
    m_count->setText(shown < places.size() ? tr("the first %1 of %n row(s)", nullptr, all).arg(shown)
                                           : tr("%n row(s)", nullptr, all));
    setVisible(!places.isEmpty());
}

void EpisodeList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void EpisodeList::retranslate()
{
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close the rows"));
    m_view->setAccessibleName(tr("Rows behind the number"));
    m_model->retranslate();
}

} // namespace opsdeck
