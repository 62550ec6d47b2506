// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/checkstep.h"

#include "models/items/errortext.h"
#include "models/items/phrasetext.h"
#include "widgets/pages/deploy/checkmodel.h"
#include "widgets/pages/deploy/checkview.h"
#include "widgets/pages/deploy/consentpanel.h"
#include "widgets/pages/deploy/riskcard.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/elidedlabel.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/pill.h"

#include <QEvent>
#include <QProgressBar>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int panelWidth = 340;
constexpr int progressWidth = 240;
constexpr StateShape pillShapes[] = {StateShape::Critical, StateShape::Unknown, StateShape::Warning, StateShape::Ok};

QProgressBar *makeProgress(QWidget *parent)
{
    auto *bar = new QProgressBar(parent);
    bar->setTextVisible(false);
    bar->setFixedWidth(progressWidth);
    bar->setRange(0, 0);
    return bar;
}

} // namespace

CheckStep::CheckStep(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(new CheckModel(this))
    , m_stack(new QStackedWidget(this))
    , m_state(new EmptyState(theme, QStringLiteral("shield"), this))
    , m_firstProgress(makeProgress(this))
    , m_firstCancel(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_risk(new RiskCard(theme, this))
    , m_progress(makeProgress(this))
    , m_again(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_cancel(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_listCard(new Card(theme, {}, this))
    , m_view(new CheckView(theme, *m_model, this))
    , m_consent(new ConsentPanel(theme, this))
    , m_back(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_way(new ElidedLabel(theme, this))
    , m_next(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
{
    m_stack->addWidget(makeStateView());
    m_stack->addWidget(makeReportView(theme));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(m_stack, 1);
    layout->addWidget(makeButtons());
    m_again->setIconName(QStringLiteral("refresh"));
    m_way->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    connectParts();
    retranslate();
}

void CheckStep::connectParts()
{
    connect(m_state, &EmptyState::actionRequested, this, &CheckStep::askAgain);
    connect(m_again, &ActionButton::clicked, this, &CheckStep::askAgain);
    for (ActionButton *cancel : {m_firstCancel, m_cancel}) {
        connect(cancel, &ActionButton::clicked, this, [this, cancel] {
            cancel->setEnabled(false); // until the answer
            Q_EMIT cancelRequested();
        });
    }
    connect(m_consent, &ConsentPanel::consentChanged, this, [this](const StartConsent &consent) {
        m_model->setOverrides(consent.overrides);
        showWay();
        Q_EMIT consentChanged(consent);
    });
    connect(m_back, &ActionButton::clicked, this, &CheckStep::backRequested);
    connect(m_next, &ActionButton::clicked, this, &CheckStep::finished);
}

void CheckStep::clear()
{
    m_what.clear();
    m_asking = false;
    m_report.reset();
    m_model->setOverrides({});
    m_model->setChecks({});
    m_consent->clear();
    retranslate();
}

void CheckStep::startChecking(const QString &what)
{
    if (what != m_what)
        clear();
    m_what = what;
    m_asking = true;
    setProgress(0, 0);
    retranslate();
}

void CheckStep::setProgress(int done, int total)
{
    for (QProgressBar *bar : {m_firstProgress, m_progress}) {
        bar->setRange(0, qMax(0, total));
        bar->setValue(qBound(0, done, qMax(0, total)));
    }
}

void CheckStep::setReport(const Result<PrecheckReport> &report)
{
    m_asking = false;
    m_report = report;
    if (report)
        showReport(*report);
    retranslate();
}

const StartConsent &CheckStep::consent() const
{
    return m_consent->consent();
}

bool CheckStep::mayGoOn() const
{
    return isShown() && !m_asking && m_standing.isEmpty();
}

void CheckStep::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        retranslate();
    }
    QWidget::changeEvent(event);
}

QWidget *CheckStep::makeStateView()
{
    auto *view = new QWidget(this);
    auto *layout = new QVBoxLayout(view);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(m_state, 3);
    layout->addWidget(m_firstProgress, 0, Qt::AlignHCenter);
    layout->addWidget(m_firstCancel, 0, Qt::AlignHCenter);
    layout->addStretch(2);
    return view;
}

QWidget *CheckStep::makeReportView(Theme &theme)
{
    for (size_t i = 0; i < std::size(m_pills); ++i) {
        m_pills[i] = new Pill(theme, pillShapes[i], {}, this);
        m_pills[i]->setFocusPolicy(Qt::NoFocus); // to be read, not to be pressed
        m_pills[i]->setAttribute(Qt::WA_TransparentForMouseEvents);
    }
    m_listCard->setPadding(1);
    m_listCard->body()->addWidget(m_view);
    m_consent->setFixedWidth(panelWidth);
    auto *row = new QHBoxLayout;
    row->setSpacing(3 * Theme::Grid);
    row->addWidget(m_listCard, 1);
    row->addWidget(m_consent);
    auto *view = new QWidget(this);
    auto *layout = new QVBoxLayout(view);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(m_risk);
    layout->addWidget(makeSummary());
    layout->addLayout(row, 1);
    return view;
}

QWidget *CheckStep::makeSummary()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(2 * Theme::Grid);
    for (Pill *pill : m_pills)
        row->addWidget(pill);
    row->addStretch(1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_progress, m_cancel, m_again})
        row->addWidget(widget);
    return bar;
}

QWidget *CheckStep::makeButtons()
{
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(3 * Theme::Grid);
    row->addWidget(m_back);
    row->addWidget(m_way, 1);
    row->addWidget(m_next);
    return bar;
}

void CheckStep::askAgain()
{
    m_asking = true; // one click, one asking
    setProgress(0, 0);
    retranslate();
    Q_EMIT checkAgain();
}

void CheckStep::showReport(const PrecheckReport &report)
{
    m_model->setChecks(report.checks);
    m_view->openTroubles();
    m_risk->setRisk(report.risk, report.policy.riskLimit);
    m_consent->setReport(report);
    m_model->setOverrides(m_consent->consent().overrides);
}

void CheckStep::retranslate()
{
    m_view->setAccessibleName(tr("Checks before the deployment"));
    m_firstCancel->setText(tr("Cancel the checks"));
    m_cancel->setText(tr("Cancel the checks"));
    m_again->setText(tr("Check again"));
    m_back->setText(tr("Back"));
    m_next->setText(tr("See the plan"));
    for (QProgressBar *bar : {m_firstProgress, m_progress})
        bar->setAccessibleName(tr("Progress of the checks"));
    showState();
    showEmptiness();
    showCounts();
    showWay();
}

void CheckStep::showState()
{
    m_stack->setCurrentIndex(isShown() ? 1 : 0);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_firstProgress, m_firstCancel, m_progress, m_cancel})
        widget->setVisible(m_asking);
    for (ActionButton *cancel : {m_firstCancel, m_cancel})
        cancel->setEnabled(m_asking);
    m_again->setVisible(!m_asking);
    m_consent->setVisible(m_consent->isNeeded());
    m_consent->setEnabled(!m_asking); // the answers are to what comes
}

void CheckStep::showEmptiness()
{
    if (m_asking) {
        m_state->setIconName(QStringLiteral("clock"));
        //: %1 is product, version and environment
        m_state->setTexts(tr("Checking %1").arg(m_what),
            tr("Looking at hosts, images, pipelines, freezes and alerts. Nothing is written."));
    } else if (m_report && !*m_report) {
        const Error &error = m_report->error();
        const QString raw = rawText(error);
        m_state->setIconName(QStringLiteral("warning"));
        //: %1 is product, version and environment
        m_state->setTexts(tr("%1 could not be checked").arg(m_what),
            raw.isEmpty() ? errorText(error) : errorText(error) + QStringLiteral("\n\n") + raw, tr("Check again"));
    } else {
        m_state->setIconName(QStringLiteral("shield"));
        m_state->setTexts(tr("Nothing was checked yet"),
            tr("Choose what to deploy and where; then hosts, images and the environment are looked at first."));
    }
}

void CheckStep::showCounts()
{
    const CheckModel::Counts &counts = m_model->counts();
    const std::pair<int, QString> texts[] = {
        {counts.blocking, tr("%n blocking", "checks before a deployment", counts.blocking)},
        {counts.unknown, tr("%n unknown", "checks before a deployment", counts.unknown)},
        {counts.warned, tr("%n warning(s)", "checks before a deployment", counts.warned)},
        {counts.passed, tr("%n passed", "checks before a deployment", counts.passed)},
    };
    for (size_t i = 0; i < std::size(m_pills); ++i) {
        m_pills[i]->setText(texts[i].second);
        m_pills[i]->setAccessibleName(texts[i].second);
        m_pills[i]->setVisible(texts[i].first > 0);
        m_pills[i]->updateGeometry();
    }
}

void CheckStep::showWay()
{
    m_standing = isShown() ? standingInTheWay(**m_report, consent()) : QList<Phrase>();
    const bool stands = isShown() && !m_standing.isEmpty();
    const bool isTold = isShown() && !m_asking;
    m_way->setToken(stands ? Token::Critical : Token::TextMuted);
    m_way->setText(!isTold ? QString()
            : stands       ? tr("%n thing(s) in the way: %1", "what forbids a deployment; %1 is the first of them",
                        static_cast<int>(m_standing.size()))
                           .arg(phraseText(m_standing.first()))
                     : tr("Nothing stands in the way."));
    m_next->setVisible(isShown());
    m_next->setEnabled(mayGoOn());
}

} // namespace opsdeck
