// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/silencelist.h"

#include "models/items/silencemodel.h"
#include "widgets/pages/alerts/silencedelegate.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/plaintext.h"

#include <QHeaderView>
#include <QLabel>
#include <QMessageBox>
#include <QTreeView>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr QSize FirstSize{1080, 520};
constexpr int Widths[] = {130, 320, 100, 150, 130}; // why takes the rest

} // namespace

SilenceList::SilenceList(Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_model(new SilenceModel(this))
    , m_summary(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_table(new QTreeView(this))
    , m_empty(new EmptyState(theme, QStringLiteral("check"), this))
{
    setWindowTitle(tr("Silences"));
    resize(FirstSize);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(plainLabel(windowTitle(), this, theme.titleFont()));
    layout->addWidget(m_summary);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_empty, 1);
    m_empty->setTexts(tr("Nothing is silenced"), tr("Select an alert and press s to silence what is like it."));
    addTable();
    addButtons();
    setSilences({}, QDateTime::currentDateTimeUtc());
}

void SilenceList::addTable()
{
    m_table->setModel(m_model);
    m_table->setItemDelegate(new SilenceDelegate(m_theme, m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAllColumnsShowFocus(true);
    m_table->setAccessibleName(windowTitle());
    for (int column = 0; column < SilenceModel::Why; ++column)
        m_table->setColumnWidth(column, Widths[column]);
    m_table->header()->setStretchLastSection(true);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, &SilenceList::showButtons);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &SilenceList::showButtons);
}

void SilenceList::addButtons()
{
    m_change = new ActionButton(m_theme, ActionButton::Look::Plain, tr("Change…"), this);
    m_end = new ActionButton(m_theme, ActionButton::Look::Danger, tr("End now…"), this);
    auto *close = new ActionButton(m_theme, ActionButton::Look::Plain, tr("Close"), this);
    auto *row = new QHBoxLayout;
    for (ActionButton *button : {m_change, m_end}) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch(1);
    row->addWidget(close);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_end, &QPushButton::clicked, this, &SilenceList::askBeforeEnding);
    connect(m_change, &QPushButton::clicked, this, [this] { Q_EMIT changeRequested(*current()); });
}

void SilenceList::setSilences(const QList<SilenceView> &views, const QDateTime &now)
{
    m_model->setNow(now);
    m_model->setRecords(views);
    m_summary->setText(summary());
    m_summary->setHidden(m_summary->text().isEmpty());
    m_table->setHidden(views.isEmpty());
    m_empty->setHidden(!views.isEmpty());
    showButtons();
}

/// What is worth a look; empty where nothing is.
QString SilenceList::summary() const
{
    QStringList parts;
    if (const int unmatched = m_model->unmatched(); unmatched > 0)
        //: %n is a number of silences
        parts.append(tr("%n hit(s) nothing now", nullptr, unmatched));
    if (const int soon = m_model->endingSoon(); soon > 0)
        //: %n is a number of silences
        parts.append(tr("%n end(s) within 8 hours", nullptr, soon));
    return parts.join(QStringLiteral(" · "));
}

std::optional<Silence> SilenceList::current() const
{
    const SilenceView *view = m_model->record(m_table->currentIndex());
    return view ? std::optional(view->silence) : std::nullopt;
}

void SilenceList::askBeforeEnding()
{
    const Silence silence = *current();
    auto *question = new QMessageBox(this);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setTextFormat(Qt::PlainText);
    question->setText(tr("End this silence? What it hits is heard again at once."));
    question->setInformativeText(matchersText(silence.matchers));
    QPushButton *end = question->addButton(tr("End the silence"), QMessageBox::AcceptRole);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(end, &QPushButton::clicked, this, [this, silence] { Q_EMIT endRequested(silence); });
    question->open();
}

void SilenceList::showButtons()
{
    const bool has = current().has_value();
    m_change->setEnabled(has);
    m_end->setEnabled(has);
}

} // namespace opsdeck
