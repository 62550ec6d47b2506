// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/bills/billdetail.h"

#include "models/items/errortext.h"
#include "models/items/phrasetext.h"
#include "models/items/timetext.h"
#include "widgets/pages/bills/billmodels.h"
#include "widgets/pages/bills/billtable.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/statebadge.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int BadgeSize = 20;
constexpr int Widths[] = {120, 96, 84, 250, 88};
constexpr int LowestCards = 150;
constexpr int NarrowTable = 860;

QString subjectText(BillFinding::Subject subject)
{
    switch (subject) {
    case BillFinding::Subject::Modules:
        return BillDetail::tr("modules");
    case BillFinding::Subject::Tag:
        return BillDetail::tr("tag");
    case BillFinding::Subject::Pipeline:
        return BillDetail::tr("pipeline");
    case BillFinding::Subject::Digest:
        return BillDetail::tr("digest");
    case BillFinding::Subject::Image:
        return BillDetail::tr("image");
    case BillFinding::Subject::Commit:
        return BillDetail::tr("built from");
    case BillFinding::Subject::Repository:
        return BillDetail::tr("repository");
    }
    return {};
}

QString verdictText(BillVerdict verdict)
{
    switch (verdict) {
    case BillVerdict::Pass:
        return BillDetail::tr("Everything holds.");
    case BillVerdict::Unknown:
        return BillDetail::tr("Not all of it could be checked.");
    case BillVerdict::Warn:
        return BillDetail::tr("There is something to look at.");
    case BillVerdict::Block:
        return BillDetail::tr("Something does not hold.");
    }
    return {};
}

QScrollArea *scrolling(QWidget *content, QWidget *parent)
{
    auto *area = new QScrollArea(parent);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

} // namespace

BillDetail::BillDetail(Theme &theme, const QList<Environment> &environments, QWidget *parent)
    : QWidget(parent)
    , m_environments(environments)
    , m_model(new BillModulesModel(this))
    , m_badge(new StateBadge(theme, StateShape::Unknown, BadgeSize, this))
    , m_title(plainLabel({}, this, theme.titleFont()))
    , m_made(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_note(plainLabel({}, this, theme.bodyFont()))
    , m_verdict(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_compare(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_copy(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_deploy(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
    , m_table(new BillTable(theme, m_model, this))
    , m_findingsCard(new Card(theme, {}, this))
    , m_findings(new KeyValueList(theme, m_findingsCard))
    , m_usageCard(new Card(theme, {}, this))
    , m_places(new KeyValueList(theme, m_usageCard))
{
    setUp(theme);
    wire();
    retranslate();
}

void BillDetail::setUp(Theme &theme)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    layout->addWidget(makeActions(theme));
    layout->addWidget(m_made);
    m_note->setWordWrap(true);
    layout->addWidget(m_note);
    layout->addWidget(m_verdict);
    m_verdict->setWordWrap(true);
    for (int column = 0; column < BillModulesModel::Check; ++column)
        m_table->setColumnWidth(column, Widths[column]);
    layout->addWidget(m_table, 3);
    setFocusProxy(m_table);
    auto *cards = new QWidget(this);
    auto *row = new QHBoxLayout(cards);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * Theme::Grid);
    for (const auto &[card, list] : {std::pair{m_findingsCard, m_findings}, std::pair{m_usageCard, m_places}}) {
        card->body()->addWidget(list);
        card->body()->addStretch(1);
        row->addWidget(card, 1);
    }
    QScrollArea *area = scrolling(cards, this);
    area->setMinimumHeight(LowestCards);
    area->setFocusPolicy(Qt::TabFocus);
    layout->addWidget(area, 2);
}

QWidget *BillDetail::makeActions(Theme &theme)
{
    Q_UNUSED(theme)
    auto *head = new QWidget(this);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    m_compare->setIconName(QStringLiteral("diff"));
    m_copy->setIconName(QStringLiteral("copy"));
    m_deploy->setIconName(QStringLiteral("deploy"));
    layout->addWidget(m_badge);
    layout->addWidget(m_title, 1);
    for (QWidget *button : {m_copy, m_compare, m_deploy})
        layout->addWidget(button);
    return head;
}

void BillDetail::wire()
{
    connect(m_compare, &QPushButton::clicked, this, &BillDetail::compareRequested);
    connect(m_deploy, &QPushButton::clicked, this, &BillDetail::deployRequested);
    connect(m_copy, &QPushButton::clicked, this, &BillDetail::copyDigest);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &BillDetail::showFindings);
}

void BillDetail::setBill(const Bill &bill)
{
    const bool isAnother = bill.product != m_bill.product || bill.version != m_bill.version;
    if (isAnother || bill.modules != m_bill.modules) {
        m_check.reset();
        m_usage.reset();
    }
    m_bill = bill;
    showHead();
    showModules();
    if (isAnother)
        m_table->setCurrentIndex(m_model->index(0, 0));
    showFindings();
    showUsage();
}

void BillDetail::setCheck(const Result<BillCheck> &check)
{
    m_check = check;
    showHead();
    showModules();
    showFindings();
}

void BillDetail::setUsage(const Result<BillUsage> &usage)
{
    m_usage = usage;
    showUsage();
}

void BillDetail::showHead()
{
    m_title->setText(breakable(shownPart(m_bill.product.text() + u' ' + m_bill.version)));
    QStringList made;
    if (m_bill.createdAt.isValid())
        made.append(localTimeText(m_bill.createdAt, QDateTime::currentDateTimeUtc()));
    if (!m_bill.createdBy.isEmpty())
        made.append(tr("by %1").arg(m_bill.createdBy));
    m_made->setText(
        made.isEmpty() ? tr("Its file does not say who made it and when.") : made.join(QStringLiteral(" · ")));
    m_made->setToolTip(plainToolTip(m_bill.createdAt.isValid() ? utcTimeText(m_bill.createdAt) : QString()));
    m_note->setText(shownPart(m_bill.note));
    m_note->setHidden(m_bill.note.isEmpty());
    const bool isChecked = m_check && *m_check;
    const BillVerdict verdict = isChecked ? (*m_check)->verdict() : BillVerdict::Unknown;
    m_badge->setShape(isChecked ? shapeOf(verdict) : StateShape::Unknown);
    if (!m_check)
        m_verdict->setText(tr("Being checked against what was synced last…"));
    else if (!isChecked)
        m_verdict->setText(tr("It could not be checked: %1").arg(errorText(m_check->error())));
    else
        m_verdict->setText(verdictText(verdict));
    m_verdict->setToolTip(plainToolTip(m_check && !isChecked ? rawText(m_check->error()) : QString()));
    setTone(m_verdict, m_check && !isChecked ? Token::Critical : Token::TextMuted);
    m_deploy->setText(tr("&Deploy %1…").arg(QString(m_bill.version).replace(u'&', QStringLiteral("&&"))));
}

void BillDetail::showModules()
{
    const auto check = m_check && *m_check ? std::optional(**m_check) : std::nullopt;
    m_model->setRecords(moduleRows(m_bill, check));
}

void BillDetail::showFindings()
{
    const BillModuleRow *row = m_model->record(m_table->currentIndex());
    m_copy->setEnabled(row && !row->module.digest.isEmpty());
    m_findingsCard->setTitle(row ? tr("Check of %1").arg(row->module.part.text()) : tr("Check"));
    QList<KeyValueRow> rows;
    if (m_check && *m_check) {
        for (const BillFinding &finding : (*m_check)->findings) {
            if (finding.part.isEmpty() || (row && finding.part == row->module.part))
                rows.append({.label = subjectText(finding.subject),
                    .value = phraseText(finding.reason),
                    .wrap = true,
                    .shape = shapeOf(finding.verdict)});
        }
    }
    if (rows.isEmpty())
        rows.append({.label = {},
            .value = row ? tr("Nothing is known yet.") : tr("Choose a module."),
            .wrap = true,
            .token = Token::TextMuted});
    if (row && !row->module.image.repository.isEmpty())
        rows.append({.label = tr("image name"), .value = row->module.image.text(), .mono = true});
    if (row && !row->module.digest.isEmpty())
        rows.append({.label = tr("in full"), .value = row->module.digest.text(), .mono = true});
    m_findings->setRows(rows);
}

/// "ops on app-01, app-02; sql on db-01", with what does not run named as such.
QString BillDetail::whereText(const EnvironmentId &environment) const
{
    QStringList parts;
    for (const BillModule &module : m_bill.modules) {
        QStringList hosts;
        for (const DigestPlaces::OnHost &place : (*m_usage)->hosts.value(module.part)) {
            if (place.environment != environment)
                continue;
            const bool runs = place.state == u"running";
            //: %1 is a host, %2 the state of a container on it: exited, created, …
            hosts.append(runs ? place.host.text() : tr("%1 (%2)").arg(place.host.text(), place.state));
        }
        hosts.removeDuplicates();
        if (!hosts.isEmpty())
            //: %1 is a module, %2 a list of hosts
            parts.append(tr("%1 on %2").arg(module.part.text(), hosts.join(QStringLiteral(", "))));
    }
    return parts.join(QStringLiteral("; "));
}

QList<KeyValueRow> BillDetail::usageRows() const
{
    QList<KeyValueRow> rows;
    QList<Environment> environments = m_environments;
    environments.append(Environment{.id = {}, .title = tr("elsewhere")}); // hosts that the workspace does not place
    for (const Environment &environment : std::as_const(environments)) {
        if (const QString where = whereText(environment.id); !where.isEmpty())
            rows.append({.label = environment.title.isEmpty() ? environment.id.text() : environment.title,
                .value = where,
                .wrap = true});
    }
    for (const Site &site : (*m_usage)->sites) {
        const QString title = site.title.isEmpty() ? site.id : site.title;
        rows.append({.label = tr("site"),
            .value = site.customer.isEmpty() ? title : title + QStringLiteral(" · ") + site.customer,
            .wrap = true});
    }
    if (rows.isEmpty())
        rows.append({.label = {},
            .value = tr("No host that answers runs an image of it, and no site says so."),
            .wrap = true,
            .token = Token::TextMuted});
    QStringList blind;
    for (const HostId &host : (*m_usage)->blind)
        blind.append(host.text());
    if (!blind.isEmpty())
        rows.append({.label = tr("not known"),
            .value = tr("silent, so what they run now is not known: %1").arg(blind.join(QStringLiteral(", "))),
            .wrap = true,
            .shape = StateShape::Stale});
    return rows;
}

void BillDetail::showUsage()
{
    if (!m_usage)
        m_places->setRows({{.label = {}, .value = tr("Being read…"), .token = Token::TextMuted}});
    else if (!*m_usage)
        m_places->setRows({{.label = {},
            .value = errorText(m_usage->error()),
            .wrap = true,
            .token = Token::Critical,
            .toolTip = rawText(m_usage->error())}});
    else
        m_places->setRows(usageRows());
}

/// The image is told below the table, too: it gives way before the check does.
void BillDetail::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_table->setColumnHidden(BillModulesModel::Image, width() < NarrowTable);
}

void BillDetail::copyDigest() const
{
    if (const BillModuleRow *row = m_model->record(m_table->currentIndex()))
        QGuiApplication::clipboard()->setText(row->module.digest.text());
}

void BillDetail::retranslate()
{
    m_compare->setText(tr("&Compare with…"));
    m_copy->setText(tr("Copy di&gest"));
    m_copy->setToolTip(plainToolTip(tr("Of the chosen module, in full")));
    m_table->setAccessibleName(tr("Modules of the version"));
    m_usageCard->setTitle(tr("Runs in"));
    m_model->retranslate();
    showHead();
    showFindings();
    showUsage();
}

} // namespace opsdeck
