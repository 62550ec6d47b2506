// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/alertinspector.h"

#include "models/domain/alertphrase.h"
#include "models/items/alerttext.h"
#include "models/items/foldtext.h"
#include "models/items/timetext.h"
#include "widgets/pages/alerts/changecard.h"
#include "widgets/pages/alerts/relatedcard.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/timechart.h"

#include <QEvent>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QUrl>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

QList<KeyValueRow> rowsOf(const Labels &labels, bool mono)
{
    QList<KeyValueRow> rows;
    for (auto it = labels.cbegin(); it != labels.cend(); ++it) {
        if (isPhraseAnnotation(it.key()))
            continue; // what it says stands above in words
        rows.append({.label = it.key(), .value = it.value(), .mono = mono, .wrap = !mono});
    }
    return rows;
}

/// Who said what, the newest first.
QList<KeyValueRow> rowsOf(const QList<AlertNote> &notes, const QDateTime &now)
{
    QList<KeyValueRow> rows;
    for (auto note = notes.crbegin(); note != notes.crend(); ++note)
        rows.append({.label = localTimeText(note->at, now),
            .value = saidBy(note->by, note->text),
            .wrap = true,
            .toolTip = utcTimeText(note->at)});
    return rows;
}

QString careText(const Acknowledgement &word)
{
    const QString who = word.by.isEmpty() ? word.source.text() : word.by;
    return saidBy(who, word.note);
}

} // namespace

AlertInspector::AlertInspector(Theme &theme, QWidget *parent)
    : InspectorPanel(theme, parent)
    , m_acknowledge(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
    , m_more(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_copy(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_open(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_chartCard(new Card(theme, {}, this))
    , m_chart(new TimeChart(theme, m_chartCard))
    , m_changes(new ChangeCard(theme, this))
    , m_related(new RelatedCard(theme, this))
    , m_stateCard(new Card(theme, {}, this))
    , m_state(new KeyValueList(theme, m_stateCard))
    , m_noteCard(new Card(theme, {}, this))
    , m_notes(new KeyValueList(theme, m_noteCard))
    , m_labelCard(new Card(theme, {}, this))
    , m_labels(new KeyValueList(theme, m_labelCard))
    , m_annotationCard(new Card(theme, {}, this))
    , m_annotations(new KeyValueList(theme, m_annotationCard))
{
    lay();
    connectParts();
    retranslate();
}

void AlertInspector::lay()
{
    m_copy->setIconName(QStringLiteral("copy"));
    m_open->setIconName(QStringLiteral("external"));
    addHandling();
    addAction(m_copy);
    addAction(m_open);
    m_chartCard->body()->addWidget(m_chart);
    m_chartCard->hide(); // until somebody can answer
    m_changes->hide();
    m_stateCard->body()->addWidget(m_state);
    m_noteCard->body()->addWidget(m_notes);
    m_labelCard->body()->addWidget(m_labels);
    m_annotationCard->body()->addWidget(m_annotations);
    for (Card *card : std::initializer_list<Card *>{
             m_chartCard, m_changes, m_stateCard, m_related, m_noteCard, m_annotationCard, m_labelCard})
        addSection(card);
}

void AlertInspector::connectParts()
{
    connect(m_copy, &QPushButton::clicked, this, &AlertInspector::copyRequested);
    connect(m_open, &QPushButton::clicked, this, &AlertInspector::openInSource);
    connect(m_changes, &ChangeCard::openRequested, this, &AlertInspector::changeRequested);
    connect(m_related, &RelatedCard::alertRequested, this, &AlertInspector::alertRequested);
}

void AlertInspector::setAlert(const AlertRow &row, const AlertGroup &group, const QDateTime &now)
{
    const bool isOther = !m_row || m_row->key != row.key;
    if (isOther)
        m_links.clear();
    m_many.reset();
    m_row = row;
    m_group = group;
    m_now = now;
    show(row);
    if (isOther)
        askForContext();
}

void AlertInspector::setMany(const AlertsSummary &summary, const QDateTime &now)
{
    m_row.reset();
    m_now = now;
    if (std::exchange(m_many, summary) == summary)
        return;
    for (QWidget *part : std::initializer_list<QWidget *>{
             m_chartCard, m_changes, m_related, m_noteCard, m_annotationCard, m_labelCard, m_open})
        part->hide();
    show(summary);
}

void AlertInspector::showEvent(QShowEvent *event)
{
    InspectorPanel::showEvent(event);
    askForContext();
}

void AlertInspector::askForContext()
{
    if (m_row && isVisible())
        Q_EMIT contextWanted(*m_row);
}

void AlertInspector::setChanges(const QList<Change> &changes, std::chrono::seconds window)
{
    m_chartCard->show();
    m_changes->show();
    m_changes->setChanges(changes, window, m_row.value_or(AlertRow()), m_now);
}

void AlertInspector::setRelated(const RelatedAlerts &related)
{
    m_related->setRelated(related, m_now);
}

void AlertInspector::setNow(const QDateTime &now)
{
    const QDateTime before = std::exchange(m_now, now);
    if (m_row && ageOf(m_row->startsAt, before) != ageOf(m_row->startsAt, now))
        showState(*m_row);
}

void AlertInspector::addHandling()
{
    addAction(m_acknowledge);
    addAction(m_more);
    m_acknowledge->hide();
    m_more->hide();
    m_more->setMenu(new QMenu(m_more));
    connect(m_acknowledge, &QPushButton::clicked, this, [this] {
        const bool isHad = m_row && m_row->care.acknowledgement;
        Q_EMIT deedRequested(isHad ? AlertDeed::Kind::Unacknowledged : AlertDeed::Kind::Acknowledged);
    });
}

void AlertInspector::setMayHandle(bool may)
{
    m_mayHandle = may;
    m_acknowledge->setVisible(may);
    m_more->setVisible(may);
}

void AlertInspector::clear()
{
    m_row.reset();
}

void AlertInspector::show(const AlertRow &row)
{
    setTitle(row.name, row.blind ? StateShape::Stale : shapeOf(row.severity));
    QStringList subtitle{row.service, titleText(m_group)};
    if (!m_group.owner.isEmpty())
        //: the group of people that owns a business system
        subtitle.append(tr("owner %1").arg(m_group.owner));
    subtitle.removeAll(QString());
    subtitle.removeDuplicates();
    setSubtitle(subtitle.join(QStringLiteral(" · ")));
    showState(row);
    m_acknowledge->setText(row.care.acknowledgement ? tr("Give back…") : tr("Acknowledge…"));
    m_notes->setRows(rowsOf(row.care.notes, m_now));
    m_noteCard->setHidden(row.care.notes.isEmpty());
    m_labels->setRows(rowsOf(row.labels, true));
    m_annotations->setRows(rowsOf(row.annotations, false));
    m_labelCard->setHidden(row.labels.isEmpty());
    m_annotationCard->setHidden(row.annotations.isEmpty());
    m_open->setHidden(row.link.isEmpty());
    m_open->setToolTip(row.link.toHtmlEscaped());
}

void AlertInspector::show(const AlertsSummary &summary)
{
    const auto worst = summary.worst();
    const int count = summary.counts.total();
    setTitle(tr("%n alerts selected", nullptr, count), worst ? std::optional(shapeOf(*worst)) : std::nullopt);
    setSubtitle(countsText(summary.counts));
    m_acknowledge->setText(tr("Acknowledge…"));
    QList<KeyValueRow> rows;
    for (const auto &[severity, number] : {std::pair{Severity::Critical, summary.counts.critical},
             {Severity::Warning, summary.counts.warning}, {Severity::Info, summary.counts.info}}) {
        if (number > 0)
            rows.append(
                {.label = severityText(severity), .value = QLocale().toString(number), .shape = shapeOf(severity)});
    }
    if (summary.counts.suppressed > 0)
        rows.append({.label = tr("silenced"), .value = QLocale().toString(summary.counts.suppressed)});
    //: of so many selected alerts: "2 of 5"
    rows.append({.label = tr("acknowledged"), .value = tr("%1 of %2").arg(summary.acknowledged).arg(count)});
    if (summary.oldest.isValid())
        rows.append({.label = tr("the oldest began"),
            .value = localTimeText(summary.oldest, m_now),
            .toolTip = utcTimeText(summary.oldest)});
    m_state->setRows(rows);
}

void AlertInspector::showState(const AlertRow &row)
{
    QList<KeyValueRow> rows;
    rows.append({.label = tr("state"),
        .value = stateText(row, m_now),
        .shape = row.blind ? StateShape::Stale : shapeOf(row.severity)});
    if (const QString noise = noiseText(*row.noise); !noise.isEmpty())
        //: label of what other alerts say about this one: "symptom of HostDown gw-03"
        rows.append({.label = tr("noise"), .value = noise, .wrap = true});
    //: %1 is a time, %2 an age such as "12 min"
    const QString since = tr("%1 (%2)").arg(localTimeText(row.startsAt, m_now), ageText(row.startsAt, m_now));
    rows.append({.label = tr("started"), .value = since, .toolTip = utcTimeText(row.startsAt)});
    if (row.updatedAt.isValid())
        rows.append({.label = tr("updated"),
            .value = localTimeText(row.updatedAt, m_now),
            .toolTip = utcTimeText(row.updatedAt)});
    if (const QString what = whatText(row); !what.isEmpty())
        rows.append({.label = tr("what"), .value = what, .wrap = true});
    if (row.care.acknowledgement)
        rows.append({.label = tr("who has it"), .value = careText(*row.care.acknowledgement), .wrap = true});
    if (!row.threshold.isEmpty())
        rows.append({.label = tr("threshold"), .value = row.threshold, .mono = true});
    for (const SourceView &source : row.sources) {
        rows.append({.label = &source == &row.sources.first() ? tr("seen by") : QString(),
            .value = source.id.text() + QStringLiteral(" · ") + freshnessText(source, m_now),
            .shape = shapeOf(source.freshness)});
    }
    if (!row.instance.isEmpty())
        rows.append({.label = tr("instance"), .value = row.instance, .mono = true});
    for (const Silence &silence : row.silences)
        rows.append({.label = tr("silence"), .value = silence.comment, .wrap = true});
    if (!row.link.isEmpty())
        rows.append({.label = tr("link"), .value = row.link, .mono = true});
    m_state->setRows(rows);
}

void AlertInspector::setLinks(const QList<AlertLink> &links)
{
    m_links = links.size() > 1 ? links : QList<AlertLink>();
}

void AlertInspector::openInSource()
{
    if (m_links.isEmpty())
        return askBeforeOpening(m_row ? m_row->link : QString());
    auto *menu = new QMenu(m_open);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const AlertLink &link : std::as_const(m_links)) {
        const QString where = QUrl(link.link).host();
        QAction *action = menu->addAction(link.source.text() + QStringLiteral(" · ") + where);
        connect(action, &QAction::triggered, this, [this, address = link.link] { askBeforeOpening(address); });
    }
    menu->popup(m_open->mapToGlobal(QPoint(0, m_open->height())));
}

void AlertInspector::askBeforeOpening(const QString &address)
{
    const QString link = safeLink(address);
    if (link.isEmpty())
        return;
    auto *question = new QMessageBox(window());
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setText(tr("Open this address in the browser? A monitoring system gave it."));
    question->setInformativeText(link);
    QPushButton *open = question->addButton(tr("Open the address"), QMessageBox::AcceptRole);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(open, &QPushButton::clicked, this, [this, link] { Q_EMIT openLinkRequested(link); });
    question->open();
}

void AlertInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    InspectorPanel::changeEvent(event);
}

void AlertInspector::retranslate()
{
    m_copy->setText(tr("Copy"));
    m_more->setText(tr("More"));
    m_more->menu()->clear();
    const auto addDeed = [this](const QString &text, AlertDeed::Kind kind) {
        connect(
            m_more->menu()->addAction(text), &QAction::triggered, this, [this, kind] { Q_EMIT deedRequested(kind); });
    };
    addDeed(tr("Hand over…"), AlertDeed::Kind::HandedOver);
    addDeed(tr("Comment…"), AlertDeed::Kind::Commented);
    addDeed(tr("Close at its source…"), AlertDeed::Kind::Closed);
    connect(m_more->menu()->addAction(tr("Silence…")), &QAction::triggered, this, &AlertInspector::silenceRequested);
    connect(
        m_more->menu()->addAction(tr("All silences…")), &QAction::triggered, this, &AlertInspector::silencesRequested);
    m_changes->retranslate();
    m_related->retranslate();
    m_noteCard->setTitle(tr("Said about it"));
    m_open->setText(tr("Open in source…"));
    m_stateCard->setTitle(tr("Now"));
    m_labelCard->setTitle(tr("Labels"));
    m_annotationCard->setTitle(tr("Annotations"));
    if (m_row)
        show(*m_row);
    else if (m_many)
        show(*m_many);
}

} // namespace opsdeck
