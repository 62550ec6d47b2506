// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/changecard.h"

#include "models/items/changetext.h"
#include "models/items/timetext.h"
#include "widgets/parts/linklist.h"

#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr qsizetype MostChanges = 8;

QString iconOf(ChangeEvent::Kind kind)
{
    switch (kind) {
    case ChangeEvent::Kind::Run:
    case ChangeEvent::Kind::Deployment:
        return QStringLiteral("deploy");
    case ChangeEvent::Kind::Pipeline:
        return QStringLiteral("pipeline");
    case ChangeEvent::Kind::Care:
        return QStringLiteral("hand");
    case ChangeEvent::Kind::Silence:
        return QStringLiteral("silence");
    case ChangeEvent::Kind::Config:
        return QStringLiteral("sliders");
    case ChangeEvent::Kind::Runbook:
        return QStringLiteral("runbooks");
    case ChangeEvent::Kind::Annotation:
        return QStringLiteral("info");
    }
    return {};
}

} // namespace

ChangeCard::ChangeCard(Theme &theme, QWidget *parent)
    : Card(theme, {}, parent)
    , m_list(new LinkList(theme, this))
{
    body()->addWidget(m_list);
    connect(m_list, &LinkList::activated, this,
        [this](const QString &key) { Q_EMIT openRequested(key.section(u'\n', 0, 0), key.section(u'\n', 1)); });
}

void ChangeCard::setChanges(
    const QList<Change> &changes, std::chrono::seconds window, const AlertRow &row, const QDateTime &now)
{
    m_changes = changes;
    m_window = window;
    m_row = row;
    m_now = now;
    fill();
}

void ChangeCard::fill()
{
    QList<LinkRow> rows;
    for (const Change &change : m_changes.mid(0, MostChanges)) {
        const QString key = change.page.isEmpty() ? QString() : change.page + u'\n' + change.place;
        rows.append({.key = key,
            .title = changeTitle(change),
            .detail = changeDetail(change, m_row, m_now),
            //: on a button: leads to what was changed
            .act = tr("Look"),
            .iconName = iconOf(change.event.kind),
            .toolTip = changeTitle(change) + u'\n' + utcTimeText(change.event.at)});
    }
    if (const qsizetype more = m_changes.size() - MostChanges; more > 0)
        rows.append({.title = tr("and %n more", "changes", static_cast<int>(more))});
    if (m_row.component.isEmpty())
        rows.append({.title = tr("It names no component of the catalog, so nobody knows what belongs to it.")});
    else if (rows.isEmpty())
        //: %1 is a duration
        rows.append({.title
            = tr("Nothing that is known, from %1 before it began until now.").arg(shortDurationText(m_window))});
    m_list->setRows(rows);
}

void ChangeCard::retranslate()
{
    setTitle(tr("What changed"));
    fill();
}

} // namespace opsdeck
