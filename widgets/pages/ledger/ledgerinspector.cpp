// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/ledger/ledgerinspector.h"

#include "models/items/ledgertext.h"
#include "models/items/timetext.h"
#include "widgets/pages/ledger/outcomedelegate.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/plaintext.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int MaxDetailHeight = 360;

KeyValueList *listIn(Card *card, Theme &theme)
{
    auto *list = new KeyValueList(theme, card);
    card->body()->addWidget(list);
    return list;
}

} // namespace

LedgerInspector::LedgerInspector(Theme &theme, QWidget *parent)
    : InspectorPanel(theme, parent)
    , m_openRun(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_copy(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_what(new Card(theme, {}, this))
    , m_rows(listIn(m_what, theme))
    , m_detailCard(new Card(theme, {}, this))
    , m_detail(new QPlainTextEdit(m_detailCard))
    , m_chain(new Card(theme, {}, this))
    , m_hashes(listIn(m_chain, theme))
{
    addAction(m_openRun);
    addAction(m_copy);
    for (Card *card : {m_what, m_detailCard, m_chain})
        addSection(card);
    m_detailCard->body()->addWidget(m_detail);
    m_detail->setReadOnly(true);
    m_detail->setFont(theme.monoFont()); // polishing too early would forget it
    m_detail->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_detail->setProperty("inCard", true);
    connect(m_openRun, &QPushButton::clicked, this, [this] { Q_EMIT runRequested(m_entry.reference); });
    connect(m_copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(prettyDetail(m_entry.detail)); });
    retranslate();
}

void LedgerInspector::showEntry(const LedgerEntry &entry)
{
    if (m_entry == entry)
        return;
    m_entry = entry;
    m_detail->setPlainText(prettyDetail(entry.detail));
    const int lines = m_detail->blockCount() + 2; // room for the scroll bar
    m_detail->setFixedHeight(std::min(MaxDetailHeight, lines * QFontMetrics(m_detail->font()).lineSpacing()));
    fill();
}

void LedgerInspector::fill()
{
    const StateShape shape = shapeOfOutcome(m_entry.outcome);
    setTitle(ledgerActionText(m_entry.action), shape);
    setSubtitle(m_entry.subject);
    const bool ofRun = !m_entry.reference.isEmpty() && m_entry.action.startsWith(QStringLiteral("deploy."));
    m_openRun->setVisible(ofRun);
    m_copy->setHidden(m_entry.detail.isEmpty());
    m_detailCard->setHidden(m_entry.detail.isEmpty());
    QList<KeyValueRow> rows{{.label = tr("number"), .value = QString::number(m_entry.number)},
        {.label = tr("time"),
            .value = QLocale().toString(m_entry.at.toLocalTime(), QLocale::ShortFormat),
            .toolTip = utcTimeText(m_entry.at)},
        {.label = tr("who"), .value = m_entry.actor, .mono = true},
        {.label = tr("outcome"), .value = ledgerOutcomeText(m_entry.outcome), .shape = shape}};
    if (!m_entry.environment.isEmpty())
        rows.append({.label = tr("environment"), .value = m_entry.environment});
    if (!m_entry.reference.isEmpty())
        rows.append({.label = tr("reference"), .value = m_entry.reference, .mono = true});
    m_rows->setRows(rows);
    m_hashes->setRows({{.label = tr("hash"), .value = m_entry.hash, .mono = true},
        //: The hash of the ledger entry before this one
        {.label = tr("previous"), .value = m_entry.previousHash, .mono = true}});
}

void LedgerInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    InspectorPanel::changeEvent(event);
}

void LedgerInspector::retranslate()
{
    m_openRun->setText(tr("Open the run"));
    m_copy->setText(tr("Copy detail"));
    m_what->setTitle(tr("Entry"));
    m_detailCard->setTitle(tr("Detail"));
    m_detail->setAccessibleName(tr("Detail"));
    m_chain->setTitle(tr("Chain"));
    if (m_entry.number > 0)
        fill();
}

} // namespace opsdeck
