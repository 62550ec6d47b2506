// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/wherestep.h"

#include "widgets/pages/deploy/leasepanel.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/keyvaluelist.h"
#include "widgets/parts/plaintext.h"
#include "widgets/shell/environmentband.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

/// Of the list of executors.
enum ExecutorRow
{
    ThisDesk,
    GitLabRunners
};

} // namespace

WhereStep::WhereStep(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_listCard(new Card(theme, {}, this))
    , m_hostCard(new Card(theme, {}, this))
    , m_list(new QListWidget(this))
    , m_band(new EnvironmentBand(theme, this))
    , m_warning(plainLabel({}, this, theme.bodyFont(), Token::Critical))
    , m_hosts(new KeyValueList(theme, this))
    , m_lease(new LeasePanel(theme, this))
    , m_executorLabel(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_executor(new QComboBox(this))
    , m_back(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_next(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
{
    m_list->setProperty("inCard", true);
    m_list->setTabKeyNavigation(false);
    m_list->setIconSize({16, 16});
    m_warning->setWordWrap(true);
    m_executorLabel->setBuddy(m_executor);
    m_executor->addItems({QString(), QString()});
    m_executor->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    layOut();
    connect(m_list, &QListWidget::currentRowChanged, this, [this] {
        showChoice();
        Q_EMIT environmentChanged();
    });
    connect(m_list, &QListWidget::itemActivated, m_next, &QPushButton::click);
    connect(m_back, &ActionButton::clicked, this, &WhereStep::backRequested);
    connect(m_next, &ActionButton::clicked, this, &WhereStep::finished);
    connect(&theme, &Theme::changed, this, &WhereStep::fill);
    fill();
}

void WhereStep::setEnvironments(const QList<Environment> &environments)
{
    m_environments = environments;
    fill();
}

void WhereStep::setTarget(const Product &product, const QString &version)
{
    if (product.id != m_product.id)
        m_executor->setCurrentIndex(ThisDesk);
    m_product = product;
    m_version = version;
    fill();
}

void WhereStep::choose(const EnvironmentId &environment)
{
    for (int row = 0; row < m_environments.size(); ++row) {
        if (m_environments.at(row).id == environment)
            m_list->setCurrentRow(row);
    }
}

const Environment *WhereStep::environment() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_environments.size() ? &m_environments.at(row) : nullptr;
}

bool WhereStep::isThroughGitLab() const
{
    return !m_product.git.isEmpty() && m_executor->currentIndex() == GitLabRunners;
}

void WhereStep::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        fill();
    QWidget::changeEvent(event);
}

void WhereStep::layOut()
{
    m_listCard->body()->addWidget(m_list);
    auto *band = new QHBoxLayout;
    band->addWidget(m_band);
    band->addWidget(m_warning, 1);
    m_hostCard->body()->addLayout(band);
    m_hostCard->body()->addWidget(m_hosts);
    m_hostCard->body()->addSpacing(2 * Theme::Grid);
    m_hostCard->body()->addWidget(m_lease);
    auto *executor = new QHBoxLayout;
    executor->setSpacing(3 * Theme::Grid);
    executor->addWidget(m_executorLabel);
    executor->addWidget(m_executor);
    executor->addStretch(1);
    m_hostCard->body()->addSpacing(2 * Theme::Grid);
    m_hostCard->body()->addLayout(executor);
    m_hostCard->body()->addStretch(1);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(3 * Theme::Grid);
    columns->addWidget(m_listCard, 2);
    columns->addWidget(m_hostCard, 5);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_back);
    buttons->addStretch(1);
    buttons->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * Theme::Grid);
    layout->addLayout(columns, 1);
    layout->addLayout(buttons);
}

void WhereStep::fill()
{
    const Environment *before = environment();
    const EnvironmentId kept = before ? before->id : EnvironmentId();
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        for (const Environment &environment : std::as_const(m_environments)) {
            const int hosts = hostCount(environment.id);
            auto *item = new QListWidgetItem(m_list); // the list owns it
            //: %1 is an environment; %n hosts get the product there
            item->setText(tr("%1 · %n host(s)", nullptr, hosts).arg(environment.title));
            item->setSizeHint({0, Theme::RowHeight});
            const Token token = environment.production ? Token::Critical : Token::TextMuted;
            item->setIcon(m_theme.icon(
                environment.production ? QStringLiteral("critical") : QStringLiteral("environment"), token));
            if (environment.production)
                item->setForeground(m_theme.color(Token::Critical));
            if (hosts == 0)
                item->setFlags(Qt::NoItemFlags);
        }
        choose(kept);
    }
    m_listCard->setTitle(tr("Environment"));
    m_list->setAccessibleName(tr("Environment"));
    m_back->setText(tr("Back"));
    showExecutors();
    showChoice();
}

void WhereStep::showExecutors()
{
    const GitDelivery &git = m_product.git;
    m_executorLabel->setText(tr("Who does the work"));
    m_executor->setAccessibleName(tr("Who does the work"));
    m_executor->setItemText(ThisDesk, tr("This desk, by SSH"));
    //: %1 is a repository, %2 the name of a GitLab: "GitLab: ops/compose on git-main"
    m_executor->setItemText(GitLabRunners, tr("GitLab: %1 on %2").arg(git.project, git.source.text()));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_executorLabel, m_executor})
        widget->setVisible(!git.isEmpty());
}

void WhereStep::showChoice()
{
    const Environment *chosen = environment();
    const bool ready = chosen && hostCount(chosen->id) > 0;
    m_band->setEnvironment(chosen ? std::optional(PageEnvironment{chosen->title, chosen->production}) : std::nullopt);
    const QString what = QStringLiteral("%1 %2").arg(m_product.id.text(), m_version);
    //: %1 is product and version
    m_hostCard->setTitle(tr("Hosts that get %1, in this order").arg(what));
    m_warning->setText(chosen && chosen->production ? tr("This is production.") : QString());
    QList<KeyValueRow> rows;
    for (const ProductModule &part : std::as_const(m_product.modules)) {
        QStringList hosts;
        const QList<HostId> placed = chosen ? part.hostsIn(chosen->id) : QList<HostId>();
        for (const HostId &host : placed)
            hosts.append(host.text());
        if (!hosts.isEmpty())
            rows.append({.label = part.id.text(), .value = hosts.join(QStringLiteral("  →  ")), .mono = true});
    }
    if (!chosen)
        rows = {{.label = {}, .value = tr("Choose an environment."), .token = Token::TextMuted}};
    m_hosts->setRows(rows);
    m_lease->setEnvironment(ready ? chosen->id : EnvironmentId());
    m_next->setEnabled(ready);
    //: Leads to the checks before a deployment; %1 is product and version, %2 an environment
    m_next->setText(ready ? tr("Check %1 for %2").arg(what, chosen->title) : tr("Go on to the checks"));
}

int WhereStep::hostCount(const EnvironmentId &environment) const
{
    QSet<HostId> hosts;
    for (const ProductModule &part : m_product.modules) {
        for (const HostId &host : part.hostsIn(environment))
            hosts.insert(host);
    }
    return static_cast<int>(hosts.size());
}

} // namespace opsdeck
