// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/settings/sourceinspector.h"

#include "models/items/errortext.h"
#include "models/items/phrasetext.h"
#include "models/items/sourcesmodel.h"
#include "models/items/timetext.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/plaintext.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int maxRawHeight = 220;

QLabel *textIn(Card *card, Theme &theme)
{
    QLabel *label = plainLabel({}, card, theme.bodyFont());
    label->setWordWrap(true);
    card->body()->addWidget(label);
    return label;
}

QString identityText(const SourceIdentity &identity)
{
    return QStringLiteral("%1 %2").arg(identity.product, identity.version).trimmed();
}

} // namespace

SourceInspector::SourceInspector(Theme &theme, QWidget *parent)
    : InspectorPanel(theme, parent)
    , m_test(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
    , m_poll(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_copy(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_question(new Card(theme, {}, this))
    , m_questionText(textIn(m_question, theme))
    , m_offer(new KeyValueList(theme, m_question))
    , m_yes(new ActionButton(theme, ActionButton::Look::Plain, {}, m_question))
    , m_outcome(new Card(theme, {}, this))
    , m_outcomeText(textIn(m_outcome, theme))
    , m_problem(new Card(theme, {}, this))
    , m_why(textIn(m_problem, theme))
    , m_raw(new QPlainTextEdit(m_problem))
    , m_facts(new Card(theme, {}, this))
    , m_rows(new KeyValueList(theme, m_facts))
{
    for (ActionButton *button : {m_test, m_poll, m_copy})
        addAction(button);
    for (Card *card : {m_question, m_outcome, m_problem, m_facts})
        addSection(card);
    m_question->setEdge(Token::Warning);
    m_question->body()->addWidget(m_offer);
    m_question->body()->addWidget(m_yes, 0, Qt::AlignLeft);
    connect(m_yes, &QPushButton::clicked, this, &SourceInspector::settle);
    m_problem->setEdge(Token::Stale);
    m_problem->body()->addWidget(m_raw);
    m_facts->body()->addWidget(m_rows);
    m_raw->setReadOnly(true);
    m_raw->setFont(theme.monoFont());
    m_raw->setProperty("inCard", true);
    m_outcome->hide();
    connect(m_test, &QPushButton::clicked, this, [this] {
        m_test->setEnabled(false);
        Q_EMIT testRequested(source());
    });
    connect(m_poll, &QPushButton::clicked, this, [this] { Q_EMIT pollRequested(source()); });
    connect(
        m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_raw->toPlainText()); });
    retranslate();
}

void SourceInspector::showReport(const SourceReport &report, const QDateTime &now)
{
    if (report.record.id != source()) {
        m_outcome->hide();
        m_test->setEnabled(true);
        m_yes->setEnabled(true);
    }
    m_report = report;
    m_now = now;
    fill();
}

void SourceInspector::showTest(const Result<SourceIdentity> &answer)
{
    m_test->setEnabled(true);
    m_outcome->setEdge(answer ? Token::Ok : Token::Critical);
    //: %1 is a product and its version
    m_outcomeText->setText(answer ? tr("%1 answers.").arg(identityText(*answer))
                                  : errorText(answer.error()) + u'\n' + rawText(answer.error()));
    m_outcome->show();
}

void SourceInspector::fill()
{
    const SourceRecord &record = m_report.record;
    setTitle(record.id.text(), shapeOf(freshnessOf(record, m_now)));
    setSubtitle(sourceStateText(record, m_now));
    QList<KeyValueRow> rows{{.label = tr("kind"), .value = record.kind},
        {.label = tr("address"), .value = m_report.address, .mono = true},
        {.label = tr("product"), .value = identityText(record.identity)}};
    if (!m_report.user.isEmpty())
        rows.append({.label = tr("account"), .value = m_report.user});
    if (!m_report.secret.isEmpty())
        //: The name under which a secret is looked up
        rows.append({.label = tr("secret"), .value = m_report.secret, .mono = true});
    QStringList rights;
    for (const Phrase &right : m_report.vitals.rights)
        rights.append(phraseText(right));
    if (!rights.isEmpty())
        //: What the account may do at the server
        rows.append({.label = tr("rights"), .value = rights.join(QStringLiteral("\n"))});
    QStringList remarks;
    for (const Phrase &remark : m_report.vitals.remarks)
        remarks.append(phraseText(remark));
    if (!remarks.isEmpty())
        //: What a source told that could not be read
        rows.append({.label = tr("left out"), .value = remarks.join(QStringLiteral("\n"))});
    rows.append({.label = tr("asked"),
        .value = timeAgoText(record.lastAttempt, m_now),
        .toolTip = utcTimeText(record.lastAttempt)});
    rows.append({.label = tr("answered"),
        .value = timeAgoText(record.lastSuccess, m_now),
        .toolTip = utcTimeText(record.lastSuccess)});
    rows.append({.label = tr("latency"), .value = shortDurationText(record.latency)});
    //: How often a source is asked
    rows.append({.label = tr("every"), .value = shortDurationText(record.interval)});
    //: How far the server's clock is from ours
    rows.append({.label = tr("clock skew"), .value = shortDurationText(record.skew)});
    if (m_report.vitals.headroom)
        rows.append({.label = tr("requests left"), .value = headroomText(m_report, m_now)});
    m_rows->setRows(rows);
    fillQuestion();
    fillProblem();
}

void SourceInspector::fillQuestion()
{
    const auto &key = m_report.vitals.unknownKey;
    const auto &program = m_report.vitals.unapprovedProgram;
    m_question->setVisible(key || program);
    if (key) {
        m_question->setTitle(tr("Unknown host"));
        m_yes->setText(tr("Trust this key"));
        m_questionText->setText(tr("No file of known hosts has this host. Compare the fingerprint with what its owner "
                                   "says before you trust it; nothing was sent to it."));
        m_offer->setRows({{.label = tr("host"), .value = key->name, .mono = true},
            //: Of a host's public key: ssh-ed25519 and the like
            {.label = tr("key type"), .value = key->type, .mono = true},
            {.label = tr("fingerprint"), .value = key->fingerprint, .mono = true},
            //: The file that a key is added to
            {.label = tr("kept in"), .value = key->file, .mono = true}});
    } else if (program) {
        m_question->setTitle(tr("A program on this computer"));
        m_yes->setText(tr("Let it run"));
        m_questionText->setText(tr("Your ssh_config wants to run this command here on the way to the host. It runs "
                                   "with your rights, for every host that it is written for."));
        m_offer->setRows({{.label = tr("command"), .value = program->command, .mono = true},
            //: Where in the configuration a command stands
            {.label = tr("written at"), .value = program->place, .mono = true}});
    }
}

void SourceInspector::settle()
{
    m_yes->setEnabled(false);
    const SourceVitals &vitals = m_report.vitals;
    if (vitals.unknownKey)
        Q_EMIT trustRequested(*vitals.unknownKey);
    else if (vitals.unapprovedProgram)
        Q_EMIT programApproved(*vitals.unapprovedProgram);
}

void SourceInspector::showSettled(const Result<void> &settled)
{
    m_yes->setEnabled(true);
    if (settled)
        return m_question->hide();
    m_outcome->setEdge(Token::Critical);
    m_outcomeText->setText(errorText(settled.error()) + u'\n' + rawText(settled.error()));
    m_outcome->show();
}

void SourceInspector::fillProblem()
{
    const auto &error = m_report.record.lastError;
    m_problem->setVisible(error.has_value());
    m_copy->setVisible(error.has_value());
    if (!error)
        return;
    m_why->setText(errorText(*error));
    const QByteArray &whole = m_report.vitals.rawAnswer;
    const QString raw = whole.isEmpty() ? rawText(*error) : QString::fromUtf8(whole);
    if (raw != m_raw->toPlainText())
        m_raw->setPlainText(raw);
    m_raw->setHidden(raw.trimmed().isEmpty());
    const int lines = m_raw->blockCount() + 2; // room for the scroll bar
    m_raw->setFixedHeight(std::min(maxRawHeight, lines * QFontMetrics(m_raw->font()).lineSpacing()));
}

void SourceInspector::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    InspectorPanel::changeEvent(event);
}

void SourceInspector::retranslate()
{
    m_test->setText(tr("Test"));
    m_poll->setText(tr("Ask now"));
    m_copy->setText(tr("Copy raw answer"));
    m_problem->setTitle(tr("Why"));
    m_raw->setAccessibleName(tr("Raw answer"));
    m_facts->setTitle(tr("Source"));
    if (!source().isEmpty())
        fill();
}

} // namespace opsdeck
