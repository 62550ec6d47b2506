// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/bills/billanswers.h"

#include "models/items/errortext.h"
#include "models/items/phrasetext.h"
#include "models/items/timetext.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/linklist.h"
#include "widgets/parts/plaintext.h"

#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

using Kind = ModuleDifference::Kind;

constexpr qsizetype ShortCommit = 8;
constexpr int WidthOfChoice = 220;

QString orNothing(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("–") : text;
}

QString change(const QString &before, const QString &after)
{
    return orNothing(before) + QStringLiteral(" → ") + orNothing(after);
}

QString stateText(const BillModule &module)
{
    return QStringLiteral("%1 · %2 · %3")
        .arg(orNothing(module.tag), orNothing(module.commit.left(ShortCommit)), orNothing(module.digest.shortText()));
}

QString kindText(Kind kind)
{
    switch (kind) {
    case Kind::Added:
        return BillCompareView::tr("added");
    case Kind::Removed:
        return BillCompareView::tr("removed");
    case Kind::Changed:
        return BillCompareView::tr("changed");
    case Kind::Same:
        break;
    }
    return BillCompareView::tr("the same");
}

QList<KeyValueRow> changesOf(const ModuleDifference &difference)
{
    const BillModule &a = difference.before;
    const BillModule &b = difference.after;
    if (difference.kind != Kind::Changed)
        return {{.label = kindText(difference.kind),
            .value = stateText(difference.kind == Kind::Removed ? a : b),
            .mono = true}};
    QList<KeyValueRow> rows;
    if (difference.tagChanged)
        rows.append({.label = BillCompareView::tr("tag"), .value = change(a.tag, b.tag)});
    if (difference.commitChanged)
        rows.append({.label = BillCompareView::tr("commit"),
            .value = change(a.commit.left(ShortCommit), b.commit.left(ShortCommit)),
            .mono = true,
            .toolTip = change(a.commit, b.commit)});
    if (difference.digestChanged)
        rows.append({.label = BillCompareView::tr("digest"),
            .value = change(a.digest.shortText(), b.digest.shortText()),
            .mono = true,
            .toolTip = change(a.digest.text(), b.digest.text())});
    if (difference.placeChanged)
        rows.append({.label = BillCompareView::tr("place"),
            .value = change(a.project + u' ' + a.image.name(), b.project + u' ' + b.image.name()),
            .wrap = true});
    if (rows.isEmpty()) // the image's own tag or pin
        rows.append(
            {.label = BillCompareView::tr("image"), .value = change(a.image.text(), b.image.text()), .wrap = true});
    return rows;
}

} // namespace

BillAnswer::BillAnswer(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_heading(plainLabel({}, this, theme.titleFont()))
    , m_close(new ActionButton(theme, ActionButton::Look::Quiet, {}, this))
    , m_head(new QVBoxLayout)
    , m_message(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_area(new QScrollArea(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    auto *top = new QHBoxLayout;
    top->addWidget(m_heading, 1);
    top->addLayout(m_head);
    top->addWidget(m_close);
    layout->addLayout(top);
    m_message->setWordWrap(true);
    layout->addWidget(m_message);
    m_area->setWidgetResizable(true);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(m_area, 1);
    m_close->setIconName(QStringLiteral("close"));
    connect(m_close, &QPushButton::clicked, this, &BillAnswer::closed);
    retranslateHead();
}

void BillAnswer::retranslateHead()
{
    m_close->setText(tr("Back to the version"));
    m_close->setToolTip(plainToolTip(tr("Esc")));
}

void BillAnswer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT closed();
    QWidget::keyPressEvent(event);
}

void BillAnswer::setHeading(const QString &text)
{
    m_heading->setText(breakable(shownPart(text)));
}

void BillAnswer::addToHead(QWidget *control)
{
    m_head->addWidget(control);
}

void BillAnswer::clear()
{
    m_message->hide();
    m_content = new QWidget; // the area deletes the one before
    auto *layout = new QVBoxLayout(m_content);
    layout->setContentsMargins(0, 0, 2 * Theme::Grid, 0);
    layout->setSpacing(2 * Theme::Grid);
    m_area->setWidget(m_content);
}

Card *BillAnswer::addCard(const QString &title)
{
    auto *card = new Card(m_theme, title, m_content);
    m_content->layout()->addWidget(card);
    return card;
}

void BillAnswer::addLine(Card *card, const QString &text, Token token)
{
    QLabel *line = plainLabel(breakable(shownPart(text)), card, m_theme.bodyFont(), token);
    line->setWordWrap(true);
    card->body()->addWidget(line);
}

void BillAnswer::say(const QString &text, Token token, const QString &raw)
{
    m_message->setText(shownPart(text));
    m_message->setToolTip(plainToolTip(raw));
    setTone(m_message, token);
    m_message->show();
}

void BillAnswer::finish()
{
    static_cast<QVBoxLayout *>(m_content->layout())->addStretch(1);
}

BillCompareView::BillCompareView(Theme &theme, QWidget *parent)
    : BillAnswer(theme, parent)
    , m_others(new QComboBox(this))
{
    m_others->setMinimumWidth(WidthOfChoice);
    addToHead(m_others);
    setFocusProxy(m_others);
    connect(m_others, &QComboBox::currentIndexChanged, this, &BillCompareView::ask);
    clear();
    retranslate();
}

void BillCompareView::open(const BillKey &key, const QStringList &others)
{
    m_key = key;
    {
        const QSignalBlocker quiet(m_others);
        m_others->clear();
        m_others->addItems(others);
    }
    ask();
}

void BillCompareView::ask()
{
    m_comparison.reset();
    showComparison();
    if (!m_others->currentText().isEmpty())
        Q_EMIT compareWanted(m_key, m_others->currentText());
}

void BillCompareView::setComparison(const BillKey &key, const QString &before, const Result<BillComparison> &comparison)
{
    if (key != m_key || before != m_others->currentText())
        return; // somebody chose another one meanwhile
    m_comparison = comparison;
    showComparison();
}

void BillCompareView::showComparison()
{
    const QString before = m_others->currentText();
    //: %1 is a product, %2 a version of it, to be compared with an older one
    setHeading(tr("%1 %2 compared with").arg(m_key.product.text(), m_key.version));
    clear();
    if (before.isEmpty())
        say(tr("There is no other version of %1.").arg(m_key.product.text()));
    else if (!m_comparison)
        say(tr("Being compared…"));
    else if (!*m_comparison)
        say(errorText(m_comparison->error()), Token::Critical, rawText(m_comparison->error()));
    else {
        const BillComparison &all = **m_comparison;
        say(tr("%1 changed, %2 added, %3 removed, %4 the same")
                .arg(all.count(Kind::Changed))
                .arg(all.count(Kind::Added))
                .arg(all.count(Kind::Removed))
                .arg(all.count(Kind::Same)));
        for (const bool same : {false, true}) { // what changed comes first
            for (const ModuleDifference &difference : all.modules) {
                if ((difference.kind == Kind::Same) == same)
                    showDifference(difference);
            }
        }
    }
    finish();
}

void BillCompareView::showDifference(const ModuleDifference &difference)
{
    Card *card = addCard(difference.part.text());
    auto *list = new KeyValueList(m_theme, card);
    list->setRows(changesOf(difference));
    card->body()->addWidget(list);
    if (difference.isBackwards)
        addLine(card, tr("This goes back: these merge requests are taken out."), Token::Warning);
    QList<LinkRow> rows;
    for (const MergeRequest &request : difference.mergeRequests)
        rows.append({.title = QStringLiteral("!%1 %2").arg(QString::number(request.iid), request.title),
            .detail = tr("%1 into %2, merged %3")
                          .arg(request.author, request.targetBranch,
                              localTimeText(request.mergedAt, QDateTime::currentDateTimeUtc())),
            .iconName = QStringLiteral("merge"),
            .toolTip = request.webUrl});
    if (!rows.isEmpty()) {
        auto *merges = new LinkList(m_theme, card);
        merges->setRows(rows);
        card->body()->addWidget(merges);
    }
    if (!difference.gap.isEmpty())
        addLine(card, tr("Merge requests: %1").arg(phraseText(difference.gap)), Token::Warning);
    else if (rows.isEmpty() && difference.kind == Kind::Changed)
        addLine(card, tr("No merge request is known between the two."), Token::TextMuted);
}

void BillCompareView::retranslate()
{
    m_others->setAccessibleName(tr("The version to compare with"));
    retranslateHead();
    showComparison();
}

BillFindView::BillFindView(Theme &theme, QWidget *parent)
    : BillAnswer(theme, parent)
{
    clear();
    retranslate();
}

void BillFindView::startFinding(const QString &text)
{
    m_text = text;
    m_found.reset();
    showFound();
}

void BillFindView::setFound(const QString &text, const Result<FoundImages> &found)
{
    if (text != m_text)
        return;
    m_found = found;
    showFound();
}

void BillFindView::showFound()
{
    setHeading(tr("Where %1 is").arg(m_text));
    clear();
    if (!m_found)
        say(tr("Being looked for…"));
    else if (!*m_found)
        say(errorText(m_found->error()), Token::Critical, rawText(m_found->error()));
    else {
        const FoundImages &found = **m_found;
        for (const auto &[digest, places] : found.found)
            showPlaces(digest, places);
        if (!found.blind.isEmpty() || !found.faults.isEmpty()) {
            Card *card = addCard(tr("What could not be looked at"));
            card->setEdge(Token::Warning);
            QStringList hosts;
            for (const HostId &host : found.blind)
                hosts.append(host.text());
            if (!hosts.isEmpty())
                addLine(
                    card, tr("silent, so what they run now is not known: %1").arg(hosts.join(QStringLiteral(", "))));
            for (const Diagnostic &fault : found.faults)
                addLine(card, fault.text());
        }
    }
    finish();
}

void BillFindView::showPlaces(const Digest &digest, const DigestPlaces &places)
{
    Card *card = addCard(digest.text());
    QList<LinkRow> rows;
    for (const DigestPlaces::InBill &place : places.bills)
        rows.append({.key = place.product.text() + u'/' + place.version,
            .title = place.product.text() + u' ' + place.version,
            .detail = tr("as %1").arg(place.part.text()),
            .act = tr("Show"),
            .iconName = QStringLiteral("releases")});
    for (const DigestPlaces::OnHost &place : places.hosts)
        rows.append({.title = place.host.text()
                + (place.environment.isEmpty() ? QString() : QStringLiteral(" · ") + place.environment.text()),
            .detail = place.container + QStringLiteral(" · ") + place.state,
            .iconName = QStringLiteral("host")});
    for (const DigestPlaces::AtSite &place : places.sites)
        rows.append(
            {.title = place.site + (place.customer.isEmpty() ? QString() : QStringLiteral(" · ") + place.customer),
                .detail = place.product.text() + u' ' + place.version,
                .iconName = QStringLiteral("environment")});
    if (rows.isEmpty())
        addLine(card, tr("No version has it, and no host or site that is known."), Token::TextMuted);
    auto *list = new LinkList(m_theme, card);
    list->setRows(rows);
    connect(list, &LinkList::activated, this, [this](const QString &key) {
        Q_EMIT billChosen({ProductId(key.section(u'/', 0, 0)), key.section(u'/', 1)});
    });
    card->body()->addWidget(list);
    for (const DigestPlaces::AtSite &place : places.unknownSites)
        addLine(card,
            tr("%1 runs %2 %3, which has no bill: what it contains is not known.")
                .arg(place.site, place.product.text(), place.version),
            Token::Warning);
}

void BillFindView::retranslate()
{
    retranslateHead();
    showFound();
}

} // namespace opsdeck
