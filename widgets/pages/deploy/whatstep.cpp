// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/deploy/whatstep.h"

#include "models/items/errortext.h"
#include "widgets/pages/deploy/runlist.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/searchfield.h"

#include <QEvent>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

QListWidget *makeList(QWidget *parent)
{
    auto *list = new QListWidget(parent);
    list->setProperty("inCard", true);
    list->setUniformItemSizes(true);
    list->setTabKeyNavigation(false);
    return list;
}

void addRow(QListWidget *list, const QString &text, const QString &id)
{
    auto *item = new QListWidgetItem(text, list); // the list owns it
    item->setData(Qt::UserRole, id);
    item->setSizeHint({0, Theme::RowHeight});
}

QString chosen(const QListWidget *list)
{
    const QListWidgetItem *item = list->currentItem();
    return item ? item->data(Qt::UserRole).toString() : QString();
}

void chooseRow(QListWidget *list, const QString &id)
{
    for (int row = 0; row < list->count(); ++row) {
        if (list->item(row)->data(Qt::UserRole).toString() == id)
            list->setCurrentRow(row);
    }
}

} // namespace

WhatStep::WhatStep(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_productCard(new Card(theme, {}, this))
    , m_versionCard(new Card(theme, {}, this))
    , m_productList(makeList(this))
    , m_versionList(makeList(this))
    , m_filter(new SearchField(theme, QStringLiteral("filter"), this))
    , m_state(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_runs(new RunList(theme, this))
    , m_gitRun(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_next(new ActionButton(theme, ActionButton::Look::Primary, {}, this))
{
    m_state->setWordWrap(true);
    m_gitRun->hide();
    m_versionList->setFont(theme.monoFont());
    layOut(theme);
    connect(m_productList, &QListWidget::currentRowChanged, this, &WhatStep::productChanged);
    connect(m_versionList, &QListWidget::currentRowChanged, this, &WhatStep::showChoice);
    connect(m_versionList, &QListWidget::itemActivated, m_next, &QPushButton::click);
    connect(m_filter, &SearchField::textChanged, this, &WhatStep::filterVersions);
    connect(m_next, &ActionButton::clicked, this, &WhatStep::finished);
    connect(m_gitRun, &ActionButton::clicked, this, &WhatStep::gitRunOpened);
    connect(m_runs, &RunList::runOpened, this, &WhatStep::runOpened);
    connect(m_runs, &RunList::returnAsked, this, &WhatStep::returnAsked);
    connect(m_runs, &RunList::decided, this, &WhatStep::decided);
    retranslate();
}

void WhatStep::setProducts(const QList<Product> &products)
{
    if (m_products == products)
        return;
    const QString before = chosen(m_productList);
    m_products = products;
    {
        const QSignalBlocker blocker(m_productList);
        m_productList->clear();
        for (const Product &product : products)
            addRow(m_productList, product.title.isEmpty() ? product.id.text() : product.title, product.id.text());
        m_productList->setCurrentRow(products.isEmpty() ? -1 : 0);
        chooseRow(m_productList, before);
    }
    productChanged();
}

void WhatStep::setVersions(const ProductId &product, const Result<QStringList> &versions)
{
    if (product != this->product())
        return;
    m_versions = versions;
    showVersions();
}

void WhatStep::setRuns(const QList<DeployRun> &runs)
{
    m_runs->setRuns(runs);
}

void WhatStep::setRunsError(const std::optional<Error> &error)
{
    m_runs->setError(error);
}

void WhatStep::setReturn(const RunId &run, const Result<void> &may)
{
    m_runs->setReturn(run, may);
}

void WhatStep::lookAgain()
{
    m_runs->lookAgain();
}

void WhatStep::setGitRun(const QString &text)
{
    m_gitRun->setText(text);
    m_gitRun->setHidden(text.isEmpty());
}

void WhatStep::choose(const ProductId &product, const QString &version)
{
    m_wantedVersion = version;
    chooseRow(m_productList, product.text());
    chooseRow(m_versionList, version);
}

ProductId WhatStep::product() const
{
    return ProductId(chosen(m_productList));
}

QString WhatStep::version() const
{
    return chosen(m_versionList);
}

void WhatStep::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void WhatStep::layOut(Theme &theme)
{
    m_productCard->body()->addWidget(m_productList);
    m_versionCard->body()->addWidget(m_filter);
    m_versionCard->body()->addWidget(m_state);
    m_versionCard->body()->addWidget(m_versionList, 1);
    auto *columns = new QHBoxLayout;
    columns->setSpacing(3 * theme.Grid);
    columns->addWidget(m_productCard, 2);
    columns->addWidget(m_versionCard, 3);
    columns->addWidget(m_runs, 5);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_gitRun);
    buttons->addStretch(1);
    buttons->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(3 * theme.Grid);
    layout->addLayout(columns, 1);
    layout->addLayout(buttons);
}

void WhatStep::productChanged()
{
    m_versions.reset();
    m_filter->clear();
    showVersions();
    if (!product().isEmpty())
        Q_EMIT versionsWanted(product());
}

void WhatStep::showVersions()
{
    const QString before = m_wantedVersion.isEmpty() ? version() : m_wantedVersion;
    {
        const QSignalBlocker blocker(m_versionList);
        m_versionList->clear();
        if (m_versions && *m_versions) {
            for (const QString &version : **m_versions)
                addRow(m_versionList, version, version);
            m_versionList->setCurrentRow(0);
            chooseRow(m_versionList, before);
            m_wantedVersion.clear();
        }
    }
    filterVersions(m_filter->text());
    retranslate();
}

void WhatStep::filterVersions(const QString &text)
{
    int firstVisible = -1;
    for (int row = m_versionList->count() - 1; row >= 0; --row) {
        QListWidgetItem *item = m_versionList->item(row);
        item->setHidden(!item->text().contains(text.trimmed(), Qt::CaseInsensitive));
        firstVisible = item->isHidden() ? firstVisible : row;
    }
    const QListWidgetItem *current = m_versionList->currentItem();
    if (firstVisible >= 0 && (!current || current->isHidden()))
        m_versionList->setCurrentRow(firstVisible);
    showChoice();
}

void WhatStep::showChoice()
{
    const QListWidgetItem *item = m_versionList->currentItem();
    const bool ready = item && !item->isHidden();
    m_next->setEnabled(ready);
    //: %1 is product and version: "shop 2.4.1"
    m_next->setText(ready ? tr("Choose where %1 goes").arg(QStringLiteral("%1 %2").arg(product().text(), version()))
                          : tr("Choose where it goes"));
}

void WhatStep::retranslate()
{
    m_productCard->setTitle(tr("Product"));
    m_versionCard->setTitle(tr("Version"));
    m_productList->setAccessibleName(tr("Product"));
    m_versionList->setAccessibleName(tr("Version"));
    m_filter->setPlaceholderText(tr("Filter versions"));
    m_filter->setAccessibleName(m_filter->placeholderText());
    QString state;
    if (product().isEmpty())
        state = tr("Choose a product.");
    else if (!m_versions)
        state = tr("Reading the versions that can be deployed…");
    else if (!*m_versions)
        state = errorText(m_versions->error());
    else if ((*m_versions)->isEmpty())
        state = tr("No version has an image of every module yet.");
    m_state->setText(state);
    m_state->setHidden(state.isEmpty());
    setTone(m_state, m_versions && !*m_versions ? Token::Critical : Token::TextMuted);
    m_state->setToolTip(m_versions && !*m_versions ? plainToolTip(rawText(m_versions->error())) : QString());
    showChoice();
}

} // namespace opsdeck
