// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/riskcard.h"

#include "models/items/phrasetext.h"
#include "widgets/parts/flowlayout.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"

#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace opsdeck {

RiskCard::RiskCard(Theme &theme, QWidget *parent)
    : Card(theme, {}, parent)
    , m_theme(theme)
    , m_badge(new StateBadge(theme, StateShape::Ok, 18, this))
    , m_score(plainLabel({}, this, theme.titleFont()))
    , m_caption(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_told(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
{
    auto *head = new QHBoxLayout;
    head->setSpacing(2 * Theme::Grid);
    head->addWidget(m_badge);
    head->addWidget(m_score);
    head->addWidget(m_caption);
    head->addWidget(m_told, 1);
    auto *reasons = new QWidget(this);
    m_reasons = new FlowLayout(reasons, 4 * Theme::Grid);
    body()->addLayout(head);
    body()->addWidget(reasons);
    retranslate();
}

void RiskCard::setRisk(const Risk &risk, int limit)
{
    if (m_risk == risk && m_limit == limit)
        return;
    m_risk = risk;
    m_limit = limit;
    retranslate();
}

void RiskCard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Card::changeEvent(event);
}

void RiskCard::retranslate()
{
    //: The risk of a deployment; %1 is a number from 0 to 100
    m_score->setText(tr("Risk %1").arg(m_risk.score));
    //: Stands after "Risk 72"
    m_caption->setText(tr("of 100"));
    //: %1 is a number of points
    m_told->setText(m_risk.needsSecondPerson ? tr("Above the limit of %1: a second person has to confirm.").arg(m_limit)
                                             //: %1 is a number of points
                                             : tr("Within the limit of %1.").arg(m_limit));
    m_badge->setShape(m_risk.needsSecondPerson ? StateShape::Warning : StateShape::Ok);
    setTone(m_told, m_risk.needsSecondPerson ? Token::Warning : Token::TextMuted);
    setEdge(m_risk.needsSecondPerson ? std::optional(Token::Warning) : std::nullopt);
    setAccessibleName(tr("Risk %1").arg(m_risk.score));
    showReasons();
}

void RiskCard::showReasons()
{
    QStringList texts;
    for (const Risk::Reason &reason : m_risk.reasons) {
        const QString points
            = reason.points < 0 ? QStringLiteral("−%1").arg(-reason.points) : QStringLiteral("+%1").arg(reason.points);
        texts.append(points + u' ' + phraseText(reason.reason));
    }
    if (texts.isEmpty())
        texts.append(tr("Nothing adds to it."));
    while (m_labels.size() < texts.size()) {
        m_labels.append(plainLabel({}, m_reasons->parentWidget(), m_theme.bodyFont()));
        m_reasons->addWidget(m_labels.last());
    }
    for (qsizetype i = 0; i < m_labels.size(); ++i) {
        m_labels.at(i)->setText(texts.value(i));
        m_labels.at(i)->setVisible(i < texts.size());
    }
    m_reasons->invalidate();
    updateGeometry();
}

} // namespace opsdeck
