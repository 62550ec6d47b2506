// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/shell/commandpalette.h"

#include "models/domain/fuzzymatch.h"
#include "widgets/parts/plaintext.h"
#include "widgets/shell/palettedelegate.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QVBoxLayout>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int popupWidth = 640;
constexpr int visibleRows = 12;
constexpr qsizetype maxRows = 60;

} // namespace

PaletteModel::PaletteModel(QObject *parent)
    : RecordModel(
        {{[] { return QString(); }, [](const PaletteRow &row) { return row.title; }}},
        [](const PaletteRow &row) { return row.number; }, parent)
{ }

CommandPalette::CommandPalette(Theme &theme, QList<PaletteItem> items, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_theme(theme)
    , m_items(std::move(items))
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_nothing(plainLabel(tr("Nothing fits."), this, theme.bodyFont(), Token::TextMuted))
    , m_model(new PaletteModel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setProperty("panel", QStringLiteral("popup"));
    setAccessibleName(tr("Search or run"));
    m_field->setPlaceholderText(tr("Search or run…   > for actions only"));
    m_field->setAccessibleName(accessibleName());
    m_field->addAction(theme.icon(QStringLiteral("search"), Token::TextMuted), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setProperty("inCard", true);
    m_list->setAccessibleName(tr("What fits"));
    m_list->setFixedHeight(visibleRows * PaletteDelegate::RowHeight);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_field);
    layout->addWidget(m_nothing);
    layout->addWidget(m_list);
    setFixedWidth(popupWidth);
    setFocusProxy(m_field);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::take);
    connect(m_list, &QListView::clicked, this, &CommandPalette::choose);
    showMatches({});
}

void CommandPalette::setQuery(const QString &query)
{
    m_field->setText(query);
}

void CommandPalette::setItems(const QList<PaletteItem> &items)
{
    const PaletteRow *row = m_model->record(m_list->currentIndex());
    const PaletteRow chosen = row ? *row : PaletteRow();
    m_items = items;
    showMatches(m_field->text());
    chooseAgain(chosen);
}

void CommandPalette::chooseAgain(const PaletteRow &chosen)
{
    const QList<PaletteRow> &rows = m_model->records();
    const auto same = std::find_if(rows.begin(), rows.end(),
        [&](const PaletteRow &row) { return row.title == chosen.title && row.subtitle == chosen.subtitle; });
    if (same != rows.end())
        m_list->setCurrentIndex(m_model->index(static_cast<int>(same - rows.begin()), 0));
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(visibleRows);
        return true;
    case Qt::Key_PageUp:
        step(-visibleRows);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose();
        return true;
    default:
        return QFrame::eventFilter(watched, event);
    }
}

void CommandPalette::take(const QString &query)
{
    m_found.clear();
    showMatches(query);
    if (!query.trimmed().startsWith(u'>'))
        Q_EMIT searchRequested(query);
}

void CommandPalette::addFound(const QString &words, const QList<PaletteItem> &items)
{
    if (words != m_field->text())
        return;
    const int chosen = m_list->currentIndex().row();
    m_found = items;
    showMatches(words);
    m_list->setCurrentIndex(m_model->index(std::max(chosen, 0), 0));
}

const PaletteItem &CommandPalette::item(qsizetype number) const
{
    return number < m_items.size() ? m_items.at(number) : m_found.at(number - m_items.size());
}

void CommandPalette::showMatches(const QString &query)
{
    const bool actionsOnly = query.trimmed().startsWith(u'>');
    const QString wanted = actionsOnly ? query.trimmed().mid(1) : query;
    QList<qsizetype> numbers;
    QStringList texts;
    for (qsizetype i = 0; i < m_items.size(); ++i) {
        if (actionsOnly && !m_items.at(i).isAction)
            continue;
        numbers.append(i);
        texts.append(m_items.at(i).title + u' ' + m_items.at(i).subtitle);
    }
    QList<PaletteRow> rows;
    for (const qsizetype found : bestMatches(wanted, texts, maxRows)) {
        const qsizetype number = numbers.at(found);
        rows.append({number, item(number).iconName, item(number).title, item(number).subtitle});
    }
    for (qsizetype number = m_items.size(); number < m_items.size() + m_found.size(); ++number)
        rows.append({number, item(number).iconName, item(number).title, item(number).subtitle});
    m_model->setRecords(rows);
    m_nothing->setVisible(rows.isEmpty());
    m_list->setCurrentIndex(m_model->index(0, 0));
    m_list->scrollToTop();
}

void CommandPalette::choose()
{
    const PaletteRow *row = m_model->record(m_list->currentIndex());
    if (!row)
        return;
    const auto run = item(row->number).run; // closing may delete us
    close();
    run();
}

void CommandPalette::step(int rows)
{
    const int last = m_model->rowCount() - 1;
    const int wanted = std::clamp(m_list->currentIndex().row() + rows, 0, std::max(last, 0));
    m_list->setCurrentIndex(m_model->index(wanted, 0));
}

} // namespace opsdeck
