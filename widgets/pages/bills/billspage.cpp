// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/bills/billspage.h"

#include "models/items/errortext.h"
#include "widgets/pages/bills/billanswers.h"
#include "widgets/pages/bills/billdetail.h"
#include "widgets/pages/bills/billmodels.h"
#include "widgets/pages/bills/billtable.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/searchfield.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QShortcut>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int Widths[] = {110, 100};
constexpr int ListWidth = 380;
constexpr int FilterWidth = 220;
constexpr int FindWidth = 260;

} // namespace

BillsPage::BillsPage(
    Theme &theme, const QList<Product> &products, const QList<Environment> &environments, QWidget *parent)
    : Page(parent)
    , m_theme(theme)
    , m_products(products)
    , m_model(new BillListModel(this))
    , m_filtered(new BillFilterModel(this))
    , m_title(plainLabel({}, this, theme.titleFont()))
    , m_counts(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_filter(new SearchField(theme, QStringLiteral("filter"), this))
    , m_find(new QLineEdit(this))
    , m_reload(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_new(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_banner(new Card(theme, {}, this))
    , m_bannerText(plainLabel({}, m_banner, theme.bodyFont()))
    , m_stack(new QStackedWidget(this))
    , m_table(new BillTable(theme, m_filtered, this))
    , m_side(new QStackedWidget(this))
    , m_detail(new BillDetail(theme, environments, m_side))
    , m_compare(new BillCompareView(theme, m_side))
    , m_found(new BillFindView(theme, m_side))
    , m_nothing(new EmptyState(theme, iconName(), m_side))
    , m_empty(new EmptyState(theme, iconName(), m_stack))
{
    m_filtered->setSourceModel(m_model);
    m_banner->body()->addWidget(m_bannerText);
    m_bannerText->setWordWrap(true);
    m_banner->hide();
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    page->setSpacing(3 * Theme::Grid);
    page->addWidget(makeHeader());
    page->addWidget(m_banner);
    page->addWidget(m_stack, 1);
    m_content = makeContent();
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_empty);
    setFocusProxy(m_table);
    wire();
    wireShortcuts();
    retranslate();
}

QWidget *BillsPage::makeHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    m_filter->setFixedWidth(FilterWidth);
    m_find->setFixedWidth(FindWidth);
    m_find->setClearButtonEnabled(true);
    m_reload->setIconName(QStringLiteral("refresh"));
    m_new->setIconName(QStringLiteral("plus"));
    layout->addWidget(m_title);
    layout->addWidget(m_counts, 1);
    for (QWidget *control : std::initializer_list<QWidget *>{m_filter, m_find, m_reload, m_new})
        layout->addWidget(control);
    return header;
}

QWidget *BillsPage::makeContent()
{
    auto *splitter = new QSplitter(Qt::Horizontal, m_stack);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(3 * Theme::Grid);
    m_table->setColumnWidth(BillListModel::Version, Widths[0]);
    m_table->setColumnWidth(BillListModel::Product, Widths[1]);
    for (QWidget *side : std::initializer_list<QWidget *>{m_detail, m_compare, m_found, m_nothing})
        m_side->addWidget(side);
    m_side->setCurrentWidget(m_nothing);
    splitter->addWidget(m_table);
    splitter->addWidget(m_side);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({ListWidth, 3 * ListWidth});
    return splitter;
}

void BillsPage::wire()
{
    connect(m_filter, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filtered->setText(text);
        showContent();
    });
    connect(m_find, &QLineEdit::returnPressed, this, &BillsPage::find);
    connect(m_reload, &QPushButton::clicked, this, &BillsPage::reloadRequested);
    connect(m_new, &QPushButton::clicked, this, &BillsPage::openDialog);
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        if (m_error)
            Q_EMIT reloadRequested();
        else if (m_model->rowCount() == 0)
            openDialog();
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &BillsPage::showCurrent);
    connect(m_detail, &BillDetail::compareRequested, this, &BillsPage::compare);
    connect(m_detail, &BillDetail::deployRequested, this, [this] {
        if (!m_shown.isEmpty())
            Q_EMIT deployRequested(m_shown);
    });
    connect(m_compare, &BillCompareView::compareWanted, this, &BillsPage::compareWanted);
    connect(m_found, &BillFindView::billChosen, this, &BillsPage::choose);
    const auto goBack = [this] {
        m_side->setCurrentWidget(m_shown.isEmpty() ? static_cast<QWidget *>(m_nothing) : m_detail);
        showContent();
        m_table->setFocus();
    };
    connect(m_compare, &BillAnswer::closed, this, goBack);
    connect(m_found, &BillAnswer::closed, this, goBack);
}

void BillsPage::wireShortcuts()
{
    const auto on = [this](const QKeySequence &keys, auto act) {
        auto *shortcut = new QShortcut(keys, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    on(Qt::CTRL | Qt::Key_N, [this] { openDialog(); });
    on(Qt::CTRL | Qt::Key_D, [this] {
        m_find->setFocus();
        m_find->selectAll();
    });
    on(Qt::Key_F5, [this] { Q_EMIT reloadRequested(); });
}

void BillsPage::choose(const BillKey &key)
{
    m_wanted = key;
    const int row = m_model->rowOf({key.product, key.version});
    if (row < 0)
        return; // it may come with the first answer
    m_wanted = {};
    m_filter->clear();
    const QModelIndex index = m_filtered->mapFromSource(m_model->index(row, 0));
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
    showCurrent(); // though it was the current one before
}

void BillsPage::setBills(const QList<Bill> &bills, const Diagnostics &faults)
{
    m_isRead = true;
    m_error.reset();
    m_faults = faults;
    m_model->setRecords(bills);
    showFaults();
    if (!m_wanted.isEmpty())
        choose(m_wanted);
    const bool isGone = !m_shown.isEmpty() && m_model->rowOf({m_shown.product, m_shown.version}) < 0;
    if (const Bill *bill = current(); bill && BillKey{bill->product, bill->version} == m_shown)
        m_detail->setBill(*bill);
    else if (m_shown.isEmpty() || isGone)
        showCurrent();
    showContent();
    Q_EMIT placesCame();
}

void BillsPage::setError(const Error &error)
{
    m_error = error;
    if (m_isRead) // what was read stays, and says that it is old
        tell(errorText(error), Token::Critical);
    m_bannerText->setToolTip(plainToolTip(rawText(error)));
    showContent();
}

void BillsPage::showFaults()
{
    m_banner->setHidden(m_faults.isEmpty());
    if (m_faults.isEmpty())
        return;
    QStringList lines;
    for (const Diagnostic &fault : std::as_const(m_faults))
        lines.append(fault.text());
    constexpr qsizetype shown = 3;
    QStringList first = lines.mid(0, shown);
    if (lines.size() > shown)
        first.append(tr("and %n more", "faults of files", static_cast<int>(lines.size() - shown)));
    tell(tr("Not everything could be read:") + u'\n' + first.join(u'\n'), Token::Warning);
    m_bannerText->setToolTip(plainToolTip(lines.join(u'\n')));
}

void BillsPage::tell(const QString &text, Token token)
{
    m_bannerText->setText(breakable(shownPart(text)));
    m_banner->setEdge(token);
    m_banner->show();
}

const Bill *BillsPage::current() const
{
    return m_model->record(m_filtered->mapToSource(m_table->currentIndex()));
}

void BillsPage::showCurrent()
{
    const Bill *bill = current();
    if (!bill) {
        m_shown = {};
        if (m_side->currentWidget() != m_found)
            m_side->setCurrentWidget(m_nothing);
        return;
    }
    m_shown = {bill->product, bill->version};
    m_detail->setBill(*bill);
    m_side->setCurrentWidget(m_detail);
    Q_EMIT detailsWanted(m_shown);
    Q_EMIT placeChanged(place());
}

void BillsPage::setCheck(const BillKey &key, const Result<BillCheck> &check)
{
    if (key == m_shown)
        m_detail->setCheck(check);
}

void BillsPage::setUsage(const BillKey &key, const Result<BillUsage> &usage)
{
    if (key == m_shown)
        m_detail->setUsage(usage);
}

/// The next older version first: what most people mean by "what changed".
void BillsPage::compare()
{
    QStringList older;
    QStringList newer;
    bool isPast = false;
    for (const Bill &bill : m_model->records()) {
        if (bill.product != m_shown.product)
            continue;
        if (bill.version == m_shown.version)
            isPast = true;
        else
            (isPast ? older : newer).append(bill.version);
    }
    m_side->setCurrentWidget(m_compare);
    m_compare->open(m_shown, older + newer);
    m_compare->setFocus();
}

void BillsPage::setComparison(const BillKey &key, const QString &before, const Result<BillComparison> &comparison)
{
    m_compare->setComparison(key, before, comparison);
}

void BillsPage::find()
{
    const QString text = m_find->text().trimmed();
    if (text.isEmpty())
        return;
    m_found->startFinding(text);
    m_side->setCurrentWidget(m_found);
    showContent();
    Q_EMIT findWanted(text);
}

void BillsPage::setFound(const QString &text, const Result<FoundImages> &found)
{
    m_found->setFound(text, found);
}

void BillsPage::showContent()
{
    const int known = m_model->rowCount();
    const int shown = m_filtered->rowCount();
    m_counts->setText(m_filtered->isFiltering() ? tr("%1 of %n versions", nullptr, known).arg(locale().toString(shown))
                                                : tr("%n versions", nullptr, known));
    m_counts->setVisible(m_isRead);
    m_nothing->setTexts(shown > 0 ? tr("Choose a version") : tr("No version holds these words"),
        shown > 0 ? tr("Its modules, their check and where it runs are shown here.") : tr("Esc empties the filter."));
    if (m_error && !m_isRead)
        m_empty->setTexts(
            tr("The versions could not be read"), errorText(*m_error) + u'\n' + rawText(*m_error), tr("Try again"));
    else if (!m_isRead)
        m_empty->setTexts(tr("Reading…"), tr("The files of the workspace and what was synced last are being read."));
    else if (m_products.isEmpty())
        m_empty->setTexts(tr("The workspace has no product"),
            tr("A product version says which modules a product is made of, each with tag, commit and image. Add a "
               "product with its modules to opsdeck.yaml, then make its first version here."));
    else
        m_empty->setTexts(tr("No product version has been made yet"),
            tr("A product version is a list of modules, each with its tag, commit, image and digest: what exactly is "
               "\"shop 2.4.1\"? It is made from a release branch, from a tag, or module by module, checked against "
               "GitLab and the registry, and kept as a file in versions/PRODUCT/VERSION.yaml, so that it can live in "
               "git. Two versions can be compared, and an image be traced to every version, host and site."),
            m_new->isEnabled() ? tr("New version…") : QString());
    const bool isAnswering = m_side->currentWidget() == m_found; // an image is found without any version, too
    const bool hasContent = m_isRead && (known > 0 || isAnswering);
    m_stack->setCurrentWidget(hasContent ? m_content : m_empty);
}

void BillsPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void BillsPage::retranslate()
{
    m_title->setText(title());
    m_filter->setPlaceholderText(tr("Version, module, tag…"));
    m_filter->setAccessibleName(tr("Filter the versions"));
    m_find->setPlaceholderText(tr("Find digest or image…"));
    m_find->setToolTip(plainToolTip(tr("A digest, six digits of one, or an image with its tag; Enter looks for it")));
    m_find->setAccessibleName(tr("Find digest or image"));
    m_reload->setText(tr("Reload"));
    m_reload->setToolTip(plainToolTip(tr("Reads the files again, as after a git pull")));
    m_new->setText(tr("&New version…"));
    m_table->setAccessibleName(tr("Product versions, newest first"));
    m_model->retranslate();
    m_detail->retranslate();
    m_compare->retranslate();
    m_found->retranslate();
    if (!m_faults.isEmpty())
        showFaults();
    showContent();
}

} // namespace opsdeck
