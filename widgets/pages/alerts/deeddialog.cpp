// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/deeddialog.h"

#include "models/items/timetext.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

using Kind = AlertDeed::Kind;

constexpr int DialogWidth = 520;
constexpr qsizetype TitlesShown = 5;
constexpr int Choices[] = {15, 30, 60, 2 * 60, 4 * 60, 8 * 60, 24 * 60}; // minutes

/// What it is about, one line each; many are counted.
QString titlesText(const QStringList &titles)
{
    QString text = titles.mid(0, TitlesShown).join(u'\n');
    if (const qsizetype more = titles.size() - TitlesShown; more > 0)
        text += u'\n' + DeedDialog::tr("and %n more", "alerts", static_cast<int>(more));
    return text;
}

} // namespace

DeedDialog::DeedDialog(Theme &theme, Kind kind, const QStringList &titles, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_kind(kind)
{
    const int count = static_cast<int>(titles.size());
    setWindowTitle(heading(count));
    setFixedWidth(DialogWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    layout->setSpacing(3 * Theme::Grid);
    layout->addWidget(plainLabel(heading(count), this, theme.titleFont()));
    QLabel *about = plainLabel(titlesText(titles), this, theme.bodyFont(), Token::TextMuted);
    about->setWordWrap(true);
    layout->addWidget(about);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(3 * Theme::Grid);
    form->setVerticalSpacing(2 * Theme::Grid);
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    if (kind == Kind::HandedOver)
        m_person = addField(form, tr("To"), tr("who has it from now on"));
    m_note = addField(form, tr("Note"), tr("what you know or are about to do"));
    if (kind == Kind::Acknowledged || kind == Kind::HandedOver)
        addEnd(form);
    layout->addLayout(form);
    addButtons(count);
    check();
}

QString DeedDialog::heading(int count) const
{
    switch (m_kind) {
    case Kind::Acknowledged:
        return tr("Acknowledge %n alerts", nullptr, count);
    case Kind::Unacknowledged:
        return tr("Give back %n alerts", nullptr, count);
    case Kind::HandedOver:
        return tr("Hand over %n alerts", nullptr, count);
    case Kind::Closed:
        return tr("Close %n alerts", nullptr, count);
    case Kind::Commented:
        break;
    }
    return tr("Comment on %n alerts", nullptr, count);
}

QLineEdit *DeedDialog::addField(QFormLayout *form, const QString &label, const QString &placeholder)
{
    auto *field = new QLineEdit(this);
    field->setPlaceholderText(placeholder);
    field->setAccessibleName(label);
    QLabel *word = plainLabel(label, this, m_theme.bodyFont(), Token::TextMuted);
    word->setBuddy(field);
    form->addRow(word, field);
    connect(field, &QLineEdit::textChanged, this, &DeedDialog::check);
    return field;
}

void DeedDialog::addEnd(QFormLayout *form)
{
    m_end = new QComboBox(this);
    m_end->setAccessibleName(tr("Until"));
    m_end->addItem(tr("it no longer fires"), 0);
    for (const int minutes : Choices)
        m_end->addItem(tr("in %1").arg(shortDurationText(std::chrono::minutes(minutes))), minutes);
    QLabel *word = plainLabel(tr("Until"), this, m_theme.bodyFont(), Token::TextMuted);
    word->setBuddy(m_end);
    form->addRow(word, m_end);
}

void DeedDialog::addButtons(int count)
{
    auto *cancel = new ActionButton(m_theme, ActionButton::Look::Plain, tr("Cancel"), this);
    m_act = new ActionButton(m_theme, ActionButton::Look::Primary, heading(count), this);
    cancel->setAutoDefault(false);
    m_act->setDefault(true);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_act);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_act, &QPushButton::clicked, this, &DeedDialog::give);
}

void DeedDialog::give()
{
    AlertDeed deed{.kind = m_kind, .note = m_note->text().trimmed()};
    if (m_person)
        deed.to = m_person->text().trimmed();
    if (const int minutes = m_end ? m_end->currentData().toInt() : 0; minutes > 0)
        deed.until = QDateTime::currentDateTimeUtc().addSecs(minutes * 60);
    Q_EMIT given(deed);
    accept();
}

/// A comment says something; a hand-over names somebody.
void DeedDialog::check()
{
    if (!m_act)
        return;
    const bool hasPerson = !m_person || !m_person->text().trimmed().isEmpty();
    const bool hasNote = m_kind != Kind::Commented || !m_note->text().trimmed().isEmpty();
    m_act->setEnabled(hasPerson && hasNote);
}

} // namespace opsdeck
