// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/releases/releasespage.h"

#include "models/items/errortext.h"
#include "models/items/matrixfiltermodel.h"
#include "models/items/matrixmodel.h"
#include "models/items/rowexport.h"
#include "widgets/pages/releases/cellinspector.h"
#include "widgets/pages/releases/matrixdelegate.h"
#include "widgets/pages/releases/releasesheader.h"
#include "widgets/parts/card.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/plaintext.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

namespace opsdeck {

ReleasesPage::ReleasesPage(Theme &theme, QList<Environment> environments, QWidget *parent)
    : Page(parent)
    , m_theme(theme)
    , m_model(new MatrixModel(std::move(environments), this))
    , m_filtered(new MatrixFilterModel(this))
    , m_header(new ReleasesHeader(theme, this))
    , m_banner(new Card(theme, {}, this))
    , m_bannerText(plainLabel({}, m_banner, theme.bodyFont()))
    , m_stack(new QStackedWidget(this))
    , m_table(new QTableView(m_stack))
    , m_delegate(new MatrixDelegate(theme, m_table))
    , m_empty(new EmptyState(theme, QStringLiteral("releases"), m_stack))
    , m_inspector(new CellInspector(theme, this))
{
    m_filtered->setSourceModel(m_model);
    m_inspector->hide();
    setUpTable();
    lay();
    connectParts();
    retranslate();
}

void ReleasesPage::setUpTable()
{
    m_table->setModel(m_filtered);
    m_table->setHorizontalHeader(new MatrixHeader(m_theme, m_table));
    m_table->setItemDelegate(m_delegate);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(MatrixDelegate::RowHeight);
    m_table->setShowGrid(false);
    m_table->setCornerButtonEnabled(false);
    m_table->setMouseTracking(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->setTabKeyNavigation(false);
    m_table->installEventFilter(this);
    connect(&m_theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));
}

void ReleasesPage::lay()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(m_header);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);
    m_banner->setEdge(Token::Warning);
    m_banner->body()->addWidget(m_bannerText);
    m_bannerText->setWordWrap(true);
    m_banner->hide();
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_empty);
    setFocusProxy(m_table);
}

void ReleasesPage::connectParts()
{
    const auto narrow = [this](auto set) {
        return [this, set](const auto &value) {
            (m_filtered->*set)(value);
            showContent();
        };
    };
    connect(m_header, &ReleasesHeader::textChanged, this, narrow(&MatrixFilterModel::setText));
    connect(m_header, &ReleasesHeader::onlyDifferencesChanged, this, narrow(&MatrixFilterModel::setOnlyDifferences));
    connect(m_header, &ReleasesHeader::onlyDriftChanged, this, narrow(&MatrixFilterModel::setOnlyDrift));
    connect(m_header, &ReleasesHeader::left, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_header, &ReleasesHeader::csvRequested, this,
        [this] { chooseFile(QStringLiteral("csv"), toCsv(*m_filtered)); });
    connect(m_header, &ReleasesHeader::jsonRequested, this,
        [this] { chooseFile(QStringLiteral("jsonl"), toJsonLines(*m_filtered)); });
    connect(m_table, &QAbstractItemView::clicked, this, [this] { Q_EMIT inspectorWanted(true); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &ReleasesPage::inspect);
    connect(m_inspector, &CellInspector::copyRequested, this, &ReleasesPage::copyCurrent);
    connect(m_inspector, &CellInspector::deployRequested, this, &ReleasesPage::requestDeploy);
    connect(m_empty, &EmptyState::actionRequested, this, [this] {
        if (m_header->hasFilters())
            m_header->clearFilters();
        else
            Q_EMIT openAddressRequested(QStringLiteral("settings"), QStringLiteral("sources"));
    });
}

void ReleasesPage::setMatrix(const VersionMatrix &matrix, const QDateTime &now)
{
    m_delegate->setNow(now);
    m_model->setMatrix(matrix, now);
    m_header->setMatrix(matrix);
    fitColumns();
    showContent();
    showCell(m_table->currentIndex());
    Q_EMIT placesCame();
}

void ReleasesPage::setNow(const QDateTime &now)
{
    m_delegate->setNow(now);
    m_model->setNow(now);
}

void ReleasesPage::setHistory(const ModuleId &part, const EnvironmentId &environment, const QList<ChangeEvent> &events)
{
    const QModelIndex current = m_table->currentIndex();
    const auto shown = environmentAt(current.column());
    if (current.data(MatrixModel::RowRole).value<MatrixRow>().part == part && shown && shown->id == environment)
        m_inspector->setHistory(events);
}

void ReleasesPage::setError(const std::optional<Error> &error)
{
    m_error = error;
    m_banner->setVisible(error.has_value());
    if (error)
        m_bannerText->setText(errorText(*error));
    m_bannerText->setToolTip(error ? plainToolTip(rawText(*error)) : QString());
    showContent();
}

QWidget *ReleasesPage::inspector()
{
    return m_inspector;
}

PageCard ReleasesPage::describe()
{
    return {QStringLiteral("releases"), QStringLiteral("releases"), tr("Releases")};
}

QString ReleasesPage::place() const
{
    const QModelIndex current = m_table->currentIndex();
    const auto row = current.data(MatrixModel::RowRole).value<MatrixRow>();
    const auto environment = environmentAt(current.column());
    return environment ? row.part.text() + u'/' + environment->id.text() : row.part.text();
}

QList<PagePlace> ReleasesPage::places() const
{
    QList<PagePlace> places;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const auto shown = m_model->index(row, 0).data(MatrixModel::RowRole).value<MatrixRow>();
        places.append({iconName(), shown.title, shown.product.text(), shown.part.text()});
    }
    return places;
}

QList<PageShortcut> ReleasesPage::shortcuts() const
{
    return {
        {QStringLiteral("j  k"), tr("Next and previous service")},
        {QStringLiteral("← →"), tr("Next and previous environment")},
        {QStringLiteral("Enter"), tr("Open the inspector")},
    };
}

void ReleasesPage::openPlace(const QString &place)
{
    const ModuleId part(place.section(u'/', 0, 0));
    const int row = m_model->rowOf(part);
    if (row < 0)
        return;
    m_header->clearFilters();
    int column = 0;
    for (int i = 0; i < m_model->environments().size(); ++i) {
        if (m_model->environments().at(i).id.text() == place.section(u'/', 1, 1))
            column = i + 1;
    }
    m_table->setCurrentIndex(m_filtered->mapFromSource(m_model->index(row, column)));
}

std::optional<Environment> ReleasesPage::environmentAt(int column) const
{
    if (column < 1 || column > m_model->environments().size())
        return std::nullopt;
    return m_model->environments().at(column - 1);
}

void ReleasesPage::fitColumns()
{
    constexpr int least = 150;
    const auto environments = static_cast<int>(m_model->environments().size());
    const int service = qBound(140, m_table->viewport()->width() / 5, 200);
    const int room = m_table->viewport()->width() - service;
    m_table->setColumnWidth(0, service);
    for (int column = 1; column <= environments; ++column) {
        const int wide = room * column / environments - room * (column - 1) / environments;
        m_table->setColumnWidth(column, qMax(least, wide));
    }
}

void ReleasesPage::showContent()
{
    m_stack->setCurrentWidget(m_filtered->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_empty);
    if (!m_model->hasMatrix())
        m_empty->setTexts(tr("Reading what is known…"), tr("The versions of the last sync appear in a moment."));
    else if (m_model->rowCount() == 0)
        m_empty->setTexts(tr("No product is described yet"),
            tr("Name products, their modules and the hosts that they run on in opsdeck.yaml, and what really runs "
               "there shows up here."),
            tr("Open the sources"));
    else
        m_empty->setTexts(tr("No service fits"), tr("The filter leaves nothing to show."), tr("Show all services"));
}

void ReleasesPage::inspect(const QModelIndex &index)
{
    showCell(index);
    const auto environment = environmentAt(index.column());
    if (environment)
        Q_EMIT historyWanted(index.data(MatrixModel::RowRole).value<MatrixRow>().part, environment->id);
    Q_EMIT placeChanged(place());
}

void ReleasesPage::showCell(const QModelIndex &index)
{
    // The service column stands for its first placement.
    const auto row = index.data(MatrixModel::RowRole).value<MatrixRow>();
    const auto environment = environmentAt(qMax(1, index.column()));
    if (row.part.isEmpty() || !environment)
        return;
    m_inspector->setCell(row, row.cells.value(qMax(1, index.column()) - 1), *environment, m_model->now());
}

void ReleasesPage::copyCurrent() const
{
    const QModelIndex current = m_table->currentIndex();
    const auto row = current.data(MatrixModel::RowRole).value<MatrixRow>();
    const auto environment = environmentAt(current.column());
    if (row.part.isEmpty())
        return;
    const QString text
        = environment ? row.title + u' ' + environment->id.text() + u' ' + current.data().toString() : row.title;
    QApplication::clipboard()->setText(text);
}

void ReleasesPage::requestDeploy()
{
    const QModelIndex current = m_table->currentIndex();
    const auto row = current.data(MatrixModel::RowRole).value<MatrixRow>();
    const auto environment = environmentAt(qMax(1, current.column()));
    if (row.part.isEmpty() || !environment)
        return;
    Q_EMIT deployRequested(row.product, environment->id);
    Q_EMIT openAddressRequested(QStringLiteral("deploy"), row.product.text() + u'/' + environment->id.text());
}

void ReleasesPage::chooseFile(const QString &suffix, QByteArray content)
{
    auto *dialog = new QFileDialog(this, tr("Export the version matrix"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(QStringLiteral("versions.") + suffix);
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, content = std::move(content)](const QString &path) { Q_EMIT saveRequested(path, content); });
    dialog->open();
}

void ReleasesPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT inspectorWanted(false);
    else
        Page::keyPressEvent(event);
}

bool ReleasesPage::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize)
        QMetaObject::invokeMethod(this, &ReleasesPage::fitColumns, Qt::QueuedConnection);
    if (event->type() != QEvent::KeyPress)
        return Page::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (key->matches(QKeySequence::Copy)) {
        copyCurrent();
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        showCell(m_table->currentIndex());
        Q_EMIT inspectorWanted(true);
        return true;
    }
    const int step = key->modifiers() != Qt::NoModifier ? 0
        : key->key() == Qt::Key_J                       ? 1
        : key->key() == Qt::Key_K                       ? -1
                                                        : 0;
    const QModelIndex current = m_table->currentIndex();
    const QModelIndex next = m_filtered->index(current.row() + step, qMax(0, current.column()));
    if (step != 0 && next.isValid())
        m_table->setCurrentIndex(next);
    return step != 0;
}

void ReleasesPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void ReleasesPage::retranslate()
{
    m_table->setAccessibleName(tr("Version matrix"));
    m_model->retranslate();
    setError(m_error);
}

} // namespace opsdeck
