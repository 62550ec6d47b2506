// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/keyvaluelist.h"

#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"

#include <QGridLayout>
#include <QLabel>

namespace opsdeck {

KeyValueList::KeyValueList(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(3 * Theme::Grid);
    m_grid->setVerticalSpacing(6);
    m_grid->setColumnStretch(1, 1);
}

void KeyValueList::setRows(const QList<KeyValueRow> &rows)
{
    for (int i = 0; i < rows.size(); ++i) {
        if (i < m_rows.size() && m_rows.at(i) == rows.at(i))
            continue;
        if (i < m_rows.size())
            clearRow(i);
        putRow(i, rows.at(i));
    }
    for (int i = static_cast<int>(rows.size()); i < m_rows.size(); ++i)
        clearRow(i);
    m_rows = rows;
}

void KeyValueList::putRow(int index, const KeyValueRow &row)
{
    auto *label = new ElidedLabel(m_theme, row.label, this);
    label->setToken(Token::TextMuted);
    label->setMaximumWidth(120);
    m_grid->addWidget(label, index, 0, Qt::AlignTop);
    m_grid->addWidget(makeValue(row), index, 1);
}

void KeyValueList::clearRow(int index)
{
    for (const int column : {0, 1}) {
        QLayoutItem *item = m_grid->itemAtPosition(index, column);
        if (!item)
            continue;
        QWidget *widget = item->widget();
        m_grid->removeWidget(widget);
        widget->hide();
        widget->deleteLater();
    }
}

QWidget *KeyValueList::makeValue(const KeyValueRow &row)
{
    const QFont font = row.mono ? m_theme.monoFont() : m_theme.bodyFont();
    QWidget *text = nullptr;
    if (row.wrap) {
        QLabel *label = plainLabel(breakable(shownPart(row.value)), this, font, row.token);
        label->setWordWrap(true);
        text = label;
    } else {
        auto *label = new ElidedLabel(m_theme, row.value, this);
        label->setFont(font);
        label->setToken(row.token);
        label->setElideMode(row.mono ? Qt::ElideMiddle : Qt::ElideRight);
        text = label;
    }
    text->setToolTip(plainToolTip(row.toolTip));
    if (!row.shape)
        return text;
    auto *pair = new QWidget(this);
    auto *layout = new QHBoxLayout(pair);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(new StateBadge(m_theme, *row.shape, 12, pair));
    layout->addWidget(text, 1);
    return pair;
}

} // namespace opsdeck
