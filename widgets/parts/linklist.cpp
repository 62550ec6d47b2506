// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/linklist.h"

#include "widgets/parts/actionbutton.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"

#include <QLabel>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int SignSize = 16;

} // namespace

LinkList::LinkList(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    connect(&theme, &Theme::changed, this, &LinkList::build);
}

void LinkList::setRows(const QList<LinkRow> &rows)
{
    if (rows == m_rows)
        return;
    m_rows = rows;
    build();
}

void LinkList::build()
{
    if (m_content) {
        m_layout->removeWidget(m_content);
        m_content->hide();
        m_content->deleteLater(); // one of its buttons may be what called
    }
    m_content = new QWidget(this);
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    for (const LinkRow &row : std::as_const(m_rows))
        layout->addWidget(makeRow(row));
    m_layout->addWidget(m_content);
}

QWidget *LinkList::makeRow(const LinkRow &row)
{
    if (row.detail.isEmpty() && row.act.isEmpty() && row.iconName.isEmpty() && !row.shape) {
        auto *heading = new ElidedLabel(m_theme, row.title, m_content);
        heading->setToken(Token::TextMuted);
        return heading;
    }
    auto *line = new QWidget(m_content);
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    layout->addWidget(makeSign(row, line), 0, Qt::AlignTop);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *title = new ElidedLabel(m_theme, row.title, line);
    title->setToolTip(plainToolTip(row.toolTip));
    words->addWidget(title);
    if (!row.detail.isEmpty()) {
        auto *detail = new ElidedLabel(m_theme, row.detail, line);
        detail->setToken(Token::TextMuted);
        words->addWidget(detail);
    }
    layout->addLayout(words, 1);
    if (!row.key.isEmpty()) {
        auto *act = new ActionButton(m_theme, ActionButton::Look::Quiet, row.act, line);
        act->setAccessibleName(row.act + u' ' + row.title);
        connect(act, &QPushButton::clicked, this, [this, key = row.key] { Q_EMIT activated(key); });
        layout->addWidget(act, 0, Qt::AlignTop);
    }
    return line;
}

QWidget *LinkList::makeSign(const LinkRow &row, QWidget *parent)
{
    if (row.shape)
        return new StateBadge(m_theme, *row.shape, SignSize, parent);
    auto *icon = new QLabel(parent);
    icon->setFixedSize(SignSize, SignSize);
    icon->setPixmap(m_theme.icon(row.iconName, Token::TextMuted).pixmap(SignSize, SignSize));
    return icon;
}

} // namespace opsdeck
