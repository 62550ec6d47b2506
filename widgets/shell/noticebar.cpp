// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/noticebar.h"

#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"

#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <memory>

namespace opsdeck {

NoticeBar::NoticeBar(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, 0);
    m_layout->setSpacing(2 * Theme::Grid);
    hide();
}

void NoticeBar::setNotices(const QList<Notice> &notices)
{
    if (notices == m_notices)
        return;
    m_notices = notices;
    rebuild();
}

QList<Notice> NoticeBar::shown() const
{
    QList<Notice> shown;
    for (const Notice &notice : m_notices) {
        if (!m_closed.contains(notice))
            shown.append(notice);
    }
    return shown;
}

void NoticeBar::rebuild()
{
    while (const std::unique_ptr<QLayoutItem> item{m_layout->takeAt(0)}) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be its own button that was pressed
    }
    const auto notices = shown();
    for (const Notice &notice : notices)
        m_layout->addWidget(rowOf(notice));
    setVisible(!notices.isEmpty());
}

QWidget *NoticeBar::rowOf(const Notice &notice)
{
    auto *card = new Card(m_theme, {}, this);
    card->setEdge(tokenOf(notice.shape));
    auto *row = new QHBoxLayout;
    row->setSpacing(2 * Theme::Grid);
    row->addWidget(new StateBadge(m_theme, notice.shape, 14, card), 0, Qt::AlignVCenter);
    QLabel *text = plainLabel(notice.text, card, m_theme.bodyFont());
    text->setWordWrap(true);
    row->addWidget(text, 1);
    if (!notice.action.isEmpty()) {
        auto *button = new ActionButton(m_theme, ActionButton::Look::Plain, notice.action, card);
        connect(button, &QPushButton::clicked, this, [this, id = notice.id] { Q_EMIT activated(id); });
        row->addWidget(button);
    }
    if (notice.mayBeClosed) {
        auto *close = new QToolButton(card);
        close->setIcon(m_theme.icon(QStringLiteral("close"), Token::TextMuted));
        close->setToolTip(tr("Close"));
        close->setAccessibleName(tr("Close"));
        connect(close, &QToolButton::clicked, this, [this, notice] {
            m_closed.append(notice);
            rebuild();
        });
        row->addWidget(close);
    }
    card->body()->addLayout(row);
    return card;
}

} // namespace opsdeck
