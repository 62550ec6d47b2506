// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/settings/faultlist.h"

#include "widgets/parts/card.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"

#include <QEvent>
#include <QGridLayout>
#include <QLabel>

namespace opsdeck {

FaultList::FaultList(Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    rebuild();
}

void FaultList::setFaults(const Diagnostics &faults, const QString &folder)
{
    m_faults = faults;
    m_folder = folder;
    rebuild();
}

void FaultList::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        rebuild();
    QScrollArea::changeEvent(event);
}

void FaultList::rebuild()
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    const QString head = m_faults.isEmpty()
        //: %1 is a folder
        ? tr("The workspace in %1 has no fault.").arg(m_folder)
        : tr("%n fault(s) in the workspace in %1. Opsdeck works with what is valid; the rest is left out.", nullptr,
            static_cast<int>(m_faults.size()))
              .arg(m_folder);
    QLabel *summary = plainLabel(head, content, m_theme.bodyFont(), Token::TextMuted);
    summary->setWordWrap(true);
    layout->addWidget(summary);
    for (const Diagnostic &fault : std::as_const(m_faults))
        layout->addWidget(makeRow(fault));
    layout->addStretch(1);
    setWidget(content); // deletes the one before
}

QWidget *FaultList::makeRow(const Diagnostic &fault)
{
    auto *card = new Card(m_theme, {}, this);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * Theme::Grid);
    grid->setVerticalSpacing(Theme::Grid);
    grid->setColumnStretch(1, 1);
    grid->addWidget(new StateBadge(m_theme, StateShape::Warning, 14, card), 0, 0, Qt::AlignTop);
    const QString place
        = fault.line == 0 ? fault.file : QStringLiteral("%1:%2:%3").arg(fault.file).arg(fault.line).arg(fault.column);
    grid->addWidget(plainLabel(place, card, m_theme.monoFont()), 0, 1);
    for (const auto &[text, token] : {std::pair(fault.message, Token::Text), std::pair(fault.hint, Token::TextMuted)}) {
        if (text.isEmpty())
            continue;
        QLabel *label = plainLabel(text, card, m_theme.bodyFont(), token);
        label->setWordWrap(true);
        grid->addWidget(label, grid->rowCount(), 1);
    }
    card->body()->addLayout(grid);
    return card;
}

} // namespace opsdeck
