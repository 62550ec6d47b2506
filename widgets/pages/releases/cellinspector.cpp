// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/releases/cellinspector.h"

#include "models/items/matrixtext.h"
#include "models/items/timetext.h"
#include "widgets/pages/releases/matrixdelegate.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/keyvaluelist.h"

#include <QEvent>
#include <QLocale>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int maxEvents = 12;

StateShape shapeOf(const HostVersion &version, const MatrixCell &cell)
{
    if (isBlind(version.freshness))
        return StateShape::Stale;
    if (version.presence != HostVersion::Presence::Running || version.health == Health::Unhealthy)
        return StateShape::Critical;
    if (version.tagMoved || version.contentId() != cell.main.contentId())
        return StateShape::Warning;
    return version.health == Health::Starting ? StateShape::Running : StateShape::Ok;
}

StateShape shapeOf(const ChangeEvent &event)
{
    if (isSuccess(event.status))
        return StateShape::Ok;
    return isFailure(event.status) ? StateShape::Critical : StateShape::Running;
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(QStringLiteral(" · "));
}

} // namespace

CellInspector::CellInspector(Theme &theme, QWidget *parent)
    : InspectorPanel(theme, parent)
    , m_deploy(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
    , m_copy(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_driftCard(new Card(theme, {}, this))
    , m_drift(new KeyValueList(theme, m_driftCard))
    , m_hostCard(new Card(theme, {}, this))
    , m_hosts(new KeyValueList(theme, m_hostCard))
    , m_historyCard(new Card(theme, {}, this))
    , m_history(new KeyValueList(theme, m_historyCard))
    , m_imageCard(new Card(theme, {}, this))
    , m_image(new KeyValueList(theme, m_imageCard))
{
    m_deploy->setIconName(QStringLiteral("deploy"));
    m_copy->setIconName(QStringLiteral("copy"));
    addAction(m_deploy);
    addAction(m_copy);
    m_driftCard->setEdge(Token::Warning);
    for (const auto &[card, list] : {std::pair{m_driftCard, m_drift}, std::pair{m_hostCard, m_hosts},
             std::pair{m_historyCard, m_history}, std::pair{m_imageCard, m_image}}) {
        card->body()->addWidget(list);
        addSection(card);
    }
    connect(m_deploy, &QPushButton::clicked, this, &CellInspector::deployRequested);
    connect(m_copy, &QPushButton::clicked, this, &CellInspector::copyRequested);
    retranslate();
}

void CellInspector::setCell(
    const MatrixRow &row, const MatrixCell &cell, const Environment &environment, const QDateTime &now)
{
    if (row.part != m_row.part || environment.id != m_environment.id)
        m_events.clear();
    m_row = row;
    m_cell = cell;
    m_environment = environment;
    m_now = now;
    show();
}

void CellInspector::setHistory(const QList<ChangeEvent> &events)
{
    m_events = events;
    showHistory();
}

void CellInspector::show()
{
    if (m_row.part.isEmpty())
        return;
    const QString environment = m_environment.title.isEmpty() ? m_environment.id.text() : m_environment.title;
    setTitle(m_row.title + QStringLiteral(" · ") + environment,
        m_cell.placed ? std::optional(opsdeck::shapeOf(m_cell)) : std::nullopt);
    setSubtitle(joined({summaryText(m_cell), blindText(m_cell, m_now)}));
    m_deploy->setEnabled(m_cell.placed);
    showDrift();
    showHosts();
    showHistory();
    showImage();
}

void CellInspector::showDrift()
{
    m_driftCard->setVisible(m_cell.hasDrift());
    QList<KeyValueRow> rows;
    for (const HostVersion &version : m_cell.hosts) {
        if (version.presence == HostVersion::Presence::Missing)
            rows.append({.label = version.host.text(), .value = tr("should run here and does not"), .wrap = true});
        else if (version.presence == HostVersion::Presence::Running && version.contentId() != m_cell.main.contentId())
            rows.append({.label = version.host.text(),
                .value = tr("runs %1, the others run %2").arg(versionText(version), versionText(m_cell.main)),
                .wrap = true});
        if (version.tagMoved)
            //: %1 is an image with its tag
            rows.append({.label = version.host.text(),
                .value = tr("%1 was pushed again: the tag stands for another image now").arg(version.image),
                .wrap = true});
    }
    m_drift->setRows(rows);
}

void CellInspector::showHosts()
{
    m_hostCard->setVisible(m_cell.placed);
    QList<KeyValueRow> rows;
    for (const HostVersion &version : m_cell.hosts) {
        const QString age = version.createdAt.isValid() ? ageText(version.createdAt, m_now) : QString();
        const QString digest = version.digest.isEmpty() ? QString() : version.digest.shortText();
        rows.append({.label = version.host.text(),
            .value = joined({versionText(version), digest == versionText(version) ? QString() : digest, age}),
            .mono = true,
            .shape = shapeOf(version, m_cell),
            .toolTip = version.digest.text() + u'\n' + utcTimeText(version.createdAt)});
    }
    m_hosts->setRows(rows);
}

void CellInspector::showHistory()
{
    QList<KeyValueRow> rows;
    for (const ChangeEvent &event : m_events.mid(0, maxEvents)) {
        QString text;
        switch (event.kind) {
        case ChangeEvent::Kind::Run:
            //: %1 is product and version
            text = tr("%1 deployed by Opsdeck").arg(event.subject);
            break;
        case ChangeEvent::Kind::Deployment:
            //: %1 is a branch or tag
            text = tr("%1 deployed by GitLab").arg(event.subject);
            break;
        case ChangeEvent::Kind::Pipeline:
            //: %1 is number and ref, "#48211 main"
            text = tr("pipeline %1").arg(event.subject);
            break;
        case ChangeEvent::Kind::Care:
        case ChangeEvent::Kind::Silence:
        case ChangeEvent::Kind::Config:
        case ChangeEvent::Kind::Runbook:
        case ChangeEvent::Kind::Annotation:
            text = event.subject;
            break;
        }
        rows.append({.label = localTimeText(event.at, m_now),
            .value = joined({text, event.by, event.status}),
            .shape = shapeOf(event),
            .toolTip = utcTimeText(event.at)});
    }
    if (rows.isEmpty())
        rows.append({.value = tr("no pipeline or deployment is known"), .wrap = true, .token = Token::TextMuted});
    m_history->setRows(rows);
}

void CellInspector::showImage()
{
    QList<KeyValueRow> rows{{.label = tr("image"), .value = m_row.image.name(), .mono = true}};
    if (!m_cell.main.digest.isEmpty())
        rows.append({.label = tr("digest"), .value = m_cell.main.digest.text(), .mono = true});
    for (const Artifact &artifact : m_row.artifacts) {
        if (artifact.digest != m_cell.main.digest)
            continue;
        rows.append({.label = tr("tags"), .value = artifact.tags.join(u' '), .mono = true});
        rows.append({.label = tr("size"), .value = QLocale().formattedDataSize(artifact.size)});
        rows.append({.label = tr("pushed"),
            .value = localTimeText(artifact.pushedAt, m_now),
            .toolTip = utcTimeText(artifact.pushedAt)});
        const ScanSummary &scan = artifact.scan;
        const bool bad = scan.critical > 0 || scan.high > 0;
        if (scan.status.isEmpty())
            rows.append({.label = tr("scan"), .value = tr("never scanned"), .shape = StateShape::Unknown});
        else
            //: findings of an image scan by severity
            rows.append({.label = tr("scan"),
                .value = tr("%1 critical, %2 high, %3 fixable").arg(scan.critical).arg(scan.high).arg(scan.fixable),
                .shape = bad ? StateShape::Warning : StateShape::Ok});
        break;
    }
    m_image->setRows(rows);
}

void CellInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    InspectorPanel::changeEvent(event);
}

void CellInspector::retranslate()
{
    m_deploy->setText(tr("Deploy…"));
    m_copy->setText(tr("Copy"));
    m_driftCard->setTitle(tr("Drift"));
    m_hostCard->setTitle(tr("Running, by host"));
    m_historyCard->setTitle(tr("How it got there"));
    m_imageCard->setTitle(tr("Image"));
    show();
}

} // namespace opsdeck
