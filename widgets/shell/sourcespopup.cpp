// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/sourcespopup.h"

#include "models/items/errortext.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"
#include "widgets/parts/timetext.h"
#include "widgets/shell/sourcetext.h"

#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int popupWidth = 440;
constexpr int maxHeight = 560;

QString identityText(const SourceRecord &source)
{
    const QString product = QStringLiteral("%1 %2").arg(source.identity.product, source.identity.version).trimmed();
    return product.isEmpty() ? source.kind : product;
}

} // namespace

SourcesPopup::SourcesPopup(Theme &theme, QList<SourceRecord> sources, const QDateTime &now, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_theme(theme)
{
    setProperty("panel", QStringLiteral("popup"));
    setAccessibleName(tr("Sources"));
    std::stable_sort(sources.begin(), sources.end(), [&now](const SourceRecord &a, const SourceRecord &b) {
        return isBlind(freshnessOf(a, now)) && !isBlind(freshnessOf(b, now));
    });
    auto *list = new QWidget;
    auto *rows = new QVBoxLayout(list);
    rows->setContentsMargins(12, 12, 12, 12);
    rows->setSpacing(12);
    if (sources.isEmpty())
        rows->addWidget(plainLabel(tr("This workspace names no connection yet."), list, theme.bodyFont()));
    for (const SourceRecord &source : sources)
        rows->addWidget(makeRow(source, now));
    rows->addStretch(1);
    auto *scroll = new QScrollArea(this);
    scroll->setWidget(list);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 1, 1, 1);
    layout->addWidget(scroll);
    setFixedSize(popupWidth, qMin(maxHeight, list->heightForWidth(popupWidth - 2) + 4));
}

QWidget *SourcesPopup::makeRow(const SourceRecord &source, const QDateTime &now)
{
    auto *row = new QWidget(this);
    auto *grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    const Freshness freshness = freshnessOf(source, now);
    grid->addWidget(new StateBadge(m_theme, shapeOf(freshness), 14, row), 0, 0);
    auto *name = new ElidedLabel(m_theme, source.id.text(), row);
    name->setFont(m_theme.strongFont());
    grid->addWidget(name, 0, 1);
    QLabel *state = plainLabel(freshnessText(source, now), row, m_theme.bodyFont(), tokenOf(shapeOf(freshness)));
    state->setToolTip(exactText(source.lastSuccess));
    grid->addWidget(state, 0, 2, Qt::AlignRight);
    auto *identity = new ElidedLabel(m_theme, identityText(source), row);
    identity->setFont(m_theme.metaFont());
    identity->setToken(Token::TextMuted);
    grid->addWidget(identity, 1, 1);
    const QString answered = source.lastSuccess.isValid()
        ? tr("%1 ms, answered %2").arg(source.latency.count()).arg(agoText(source.lastSuccess, now))
        : QString();
    grid->addWidget(plainLabel(answered, row, m_theme.metaFont(), Token::TextMuted), 1, 2, Qt::AlignRight);
    if (!source.lastError)
        return row;
    QLabel *why = plainLabel(errorText(*source.lastError), row, m_theme.bodyFont());
    why->setWordWrap(true);
    grid->addWidget(why, 2, 1, 1, 2);
    const QString raw = rawText(*source.lastError);
    if (!raw.trimmed().isEmpty()) {
        auto *words = new ElidedLabel(m_theme, raw, row);
        words->setFont(m_theme.monoFont());
        words->setToken(Token::TextMuted);
        grid->addWidget(words, 3, 1, 1, 2);
    }
    return row;
}

} // namespace opsdeck
