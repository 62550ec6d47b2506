// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/ledger/ledgerpage.h"

#include "models/items/errortext.h"
#include "models/items/ledgermodel.h"
#include "models/items/rowexport.h"
#include "widgets/pages/ledger/ledgerinspector.h"
#include "widgets/pages/ledger/outcomedelegate.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/searchfield.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QTimer>
#include <QTreeView>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int widths[] = {56, 144, 150, 220, 160, 110, 116};
constexpr int NarrowTable = 900;
constexpr int SearchWidth = 280;

} // namespace

LedgerPage::LedgerPage(Theme &theme, QWidget *parent)
    : Page(parent)
    , m_theme(theme)
    , m_model(new LedgerModel(this))
    , m_filtered(new LedgerFilterModel(this))
    , m_title(plainLabel({}, this, theme.titleFont()))
    , m_counts(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_search(new SearchField(theme, QStringLiteral("search"), this))
    , m_verify(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_export(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_banner(new Card(theme, {}, this))
    , m_bannerText(plainLabel({}, m_banner, theme.bodyFont()))
    , m_stack(new QStackedWidget(this))
    , m_table(new QTreeView(m_stack))
    , m_empty(new EmptyState(theme, iconName(), m_stack))
    , m_inspector(new LedgerInspector(theme, this))
{
    m_filtered->setSourceModel(m_model);
    m_inspector->hide();
    m_banner->body()->addWidget(m_bannerText);
    m_bannerText->setWordWrap(true);
    m_banner->hide();
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    page->setSpacing(3 * Theme::Grid);
    page->addWidget(makeHeader());
    page->addWidget(m_banner);
    page->addWidget(m_stack, 1);
    setUpTable();
    m_stack->addWidget(m_table);
    setFocusProxy(m_table);
    m_stack->addWidget(m_empty);
    wire();
    retranslate();
    showContent();
}

QWidget *LedgerPage::makeHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    m_search->setFixedWidth(SearchWidth);
    m_verify->setIconName(QStringLiteral("shield"));
    m_export->setIconName(QStringLiteral("download"));
    layout->addWidget(m_title);
    layout->addWidget(m_counts);
    layout->addStretch(1);
    for (QWidget *control : std::initializer_list<QWidget *>{m_search, m_verify, m_export})
        layout->addWidget(control);
    return header;
}

void LedgerPage::setUpTable()
{
    m_table->setModel(m_filtered);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setItemDelegateForColumn(LedgerModel::Outcome, new OutcomeDelegate(m_theme, m_table));
    m_table->header()->setStretchLastSection(false);
    for (int column = LedgerModel::Number; column <= LedgerModel::Outcome; ++column)
        m_table->setColumnWidth(column, widths[column]);
    m_table->header()->setSectionResizeMode(LedgerModel::Subject, QHeaderView::Stretch);
    m_table->installEventFilter(this);
}

void LedgerPage::wire()
{
    connect(m_model, &LedgerModel::olderWanted, this, &LedgerPage::olderWanted);
    connect(m_search, &QLineEdit::textChanged, this, &LedgerPage::filter);
    connect(m_verify, &QPushButton::clicked, this, [this] {
        m_verify->setEnabled(false);
        Q_EMIT verifyRequested();
    });
    connect(m_export, &QPushButton::clicked, this, &LedgerPage::chooseFile);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &LedgerPage::showCurrent);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &LedgerPage::showCurrent);
    connect(m_inspector, &LedgerInspector::runRequested, this, [this](const QString &run) {
        Q_EMIT openAddressRequested(QStringLiteral("deploy"), QStringLiteral("run/") + run);
    });
    connect(&m_theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
}

PageCard LedgerPage::describe()
{
    return {QStringLiteral("ledger"), QStringLiteral("ledger"), tr("Ledger")};
}

QWidget *LedgerPage::inspector()
{
    return m_inspector;
}

QString LedgerPage::place() const
{
    const LedgerEntry *entry = m_model->record(m_filtered->mapToSource(m_table->currentIndex()));
    const bool isChosen = m_table->selectionModel()->isSelected(m_table->currentIndex());
    return entry && isChosen ? QString::number(entry->number) : QString();
}

QList<PageShortcut> LedgerPage::shortcuts() const
{
    return {
        {QStringLiteral("j  k"), tr("Next and previous entry")},
        {QStringLiteral("Ctrl+C"), tr("Copy the selected entries")},
    };
}

void LedgerPage::openPlace(const QString &place)
{
    m_wantedPlace = place;
    const int row = m_model->rowOf(place.toLongLong());
    if (row < 0)
        return; // it may come with the first answer
    m_wantedPlace.clear();
    m_search->clear();
    const QModelIndex index = m_filtered->mapFromSource(m_model->index(row, 0));
    m_table->setCurrentIndex(index);
    m_table->scrollTo(index);
}

void LedgerPage::addNewest(const QList<LedgerEntry> &entries)
{
    m_banner->hide();
    m_model->addNewest(entries);
    if (!m_wantedPlace.isEmpty())
        openPlace(m_wantedPlace);
    showContent();
}

void LedgerPage::addOlder(const QList<LedgerEntry> &entries)
{
    m_model->addOlder(entries);
    showContent();
    readOnWhileFiltering();
}

void LedgerPage::showProblem(const Error &error)
{
    m_model->olderFailed();
    tell(errorText(error), Token::Critical);
    m_bannerText->setToolTip(plainToolTip(rawText(error)));
}

void LedgerPage::showVerification(const Result<qint64> &firstBroken)
{
    m_verify->setEnabled(true);
    if (!firstBroken)
        return showProblem(firstBroken.error());
    if (*firstBroken == 0)
        return tell(tr("The chain is whole: no entry is missing or was altered."), Token::Ok);
    tell(tr("The chain breaks at entry %1: it was altered, or an entry before it is missing. Keep a copy of ledger.db "
            "and its backups before you go on.")
             .arg(*firstBroken),
        Token::Critical);
}

void LedgerPage::tell(const QString &text, Token token)
{
    m_bannerText->setText(text);
    m_bannerText->setToolTip({});
    m_banner->setEdge(token);
    m_banner->show();
}

void LedgerPage::filter(const QString &text)
{
    m_filtered->setText(text);
    showContent();
    readOnWhileFiltering();
}

/// A search is over everything, not over what was scrolled to.
void LedgerPage::readOnWhileFiltering()
{
    if (m_filtered->isFiltering() && m_model->canFetchMore({}))
        m_model->fetchMore({});
}

void LedgerPage::showContent()
{
    const int known = m_model->rowCount();
    const int shown = m_filtered->rowCount();
    m_counts->setText(m_filtered->isFiltering() ? tr("%1 of %n entries", nullptr, known).arg(locale().toString(shown))
                                                : tr("%n entries", nullptr, known));
    if (!m_model->isComplete())
        m_counts->setText(m_counts->text() + QStringLiteral(" ") + tr("(older ones follow on scrolling)"));
    m_export->setEnabled(shown > 0);
    m_verify->setEnabled(known > 0);
    if (known == 0) {
        m_empty->setTexts(tr("Nothing has been done yet"),
            tr("Whatever changes the world through Opsdeck is written here before it happens, and again when it has "
               "ended: who, what, where, and how it ended. Entries are never changed or removed, and each carries the "
               "hash of the one before it.\n\nThe first deployment will be the first entry."));
    } else {
        m_empty->setTexts(tr("No entry holds these words"), tr("Esc empties the filter."));
    }
    m_stack->setCurrentWidget(shown > 0 ? static_cast<QWidget *>(m_table) : m_empty);
}

void LedgerPage::showCurrent()
{
    const LedgerEntry *entry = m_model->record(m_filtered->mapToSource(m_table->currentIndex()));
    // Focus alone makes the first row current; only a choice opens the inspector.
    if (!entry || !m_table->selectionModel()->isSelected(m_table->currentIndex()))
        return;
    m_inspector->showEntry(*entry);
    Q_EMIT inspectorWanted(true);
    Q_EMIT placeChanged(place());
}

void LedgerPage::copyRows() const
{
    QModelIndexList rows = m_table->selectionModel()->selectedRows();
    std::sort(rows.begin(), rows.end(), [](const QModelIndex &a, const QModelIndex &b) { return a.row() < b.row(); });
    QStringList lines;
    for (const QModelIndex &row : std::as_const(rows)) {
        QStringList cells;
        for (int column = LedgerModel::Number; column <= LedgerModel::Outcome; ++column)
            cells.append(row.siblingAtColumn(column).data().toString());
        lines.append(cells.join(u'\t'));
    }
    QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void LedgerPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the ledger as shown"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("CSV (*.csv)"), tr("JSON Lines (*.jsonl)")});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        Q_EMIT saveRequested(
            file, file.endsWith(QStringLiteral(".jsonl")) ? toJsonLines(*m_filtered) : toCsv(*m_filtered));
    });
    dialog->open();
}

/// The subject names the environment, too, and the detail is in the inspector: both give way before the outcome does.
void LedgerPage::fitColumns()
{
    const bool narrow = m_table->width() < NarrowTable;
    m_table->setColumnHidden(LedgerModel::Environment, narrow);
    m_table->setColumnWidth(LedgerModel::Who, narrow ? widths[LedgerModel::Who] * 3 / 4 : widths[LedgerModel::Who]);
    m_table->setColumnWidth(
        LedgerModel::Action, narrow ? widths[LedgerModel::Action] * 3 / 4 : widths[LedgerModel::Action]);
}

bool LedgerPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table && event->type() == QEvent::Resize)
        fitColumns();
    if (watched != m_table || event->type() != QEvent::KeyPress)
        return Page::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (key->matches(QKeySequence::Copy)) {
        copyRows();
        return true;
    }
    const int step = key->modifiers() != Qt::NoModifier ? 0
        : key->key() == Qt::Key_J                       ? 1
        : key->key() == Qt::Key_K                       ? -1
                                                        : 0;
    const QModelIndex current = m_table->currentIndex();
    const bool isChosen = m_table->selectionModel()->isSelected(current);
    const QModelIndex next = current.siblingAtRow(current.row() + (isChosen ? step : 0));
    if (step != 0 && next.isValid())
        m_table->setCurrentIndex(next);
    return step != 0;
}

void LedgerPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void LedgerPage::retranslate()
{
    m_title->setText(tr("Ledger"));
    m_search->setPlaceholderText(tr("Who, what, where, outcome…"));
    m_search->setAccessibleName(tr("Filter the ledger"));
    m_verify->setText(tr("Verify chain"));
    m_verify->setToolTip(plainToolTip(tr("Recomputes the hash of every entry")));
    m_export->setText(tr("Export…"));
    m_table->setAccessibleName(tr("Ledger, newest first"));
    m_model->retranslate();
    showContent();
}

} // namespace opsdeck
