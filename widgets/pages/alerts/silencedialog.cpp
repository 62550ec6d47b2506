// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/alerts/silencedialog.h"

#include "models/items/timetext.h"
#include "models/ports/handover.h"
#include "models/ports/onresult.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/plaintext.h"
#include "widgets/parts/timetext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int DialogWidth = 680;
constexpr int MatchersHeight = 220;
constexpr qsizetype NamesShown = 5;
constexpr int DefaultMinutes = 2 * 60;
constexpr int Choices[] = {30, 60, DefaultMinutes, 4 * 60, 8 * 60, 24 * 60, 7 * 24 * 60}; // minutes

enum Sign
{
    Equal,
    NotEqual,
    Matches,
    MatchesNot
};

Sign signOf(const Silence::Matcher &matcher)
{
    if (matcher.isRegex)
        return matcher.isEqual ? Matches : MatchesNot;
    return matcher.isEqual ? Equal : NotEqual;
}

/// Where an alert runs is what people most often want to leave open; what it is about stays.
bool isUsedAtFirst(const QString &label)
{
    static const QStringList narrow{QStringLiteral("pod"), QStringLiteral("container"), QStringLiteral("id"),
        QStringLiteral("uid"), QStringLiteral("prometheus"), QStringLiteral("replica")};
    return !narrow.contains(label);
}

QString nameOf(const Alert &alert)
{
    const QString where = alert.labels.value(QStringLiteral("instance"), alert.labels.value(QStringLiteral("host")));
    return where.isEmpty() ? alert.name : alert.name + u' ' + where;
}

/// Freeing thousands of alerts takes longer than a frame.
void freeElsewhere(SilenceContext context)
{
    onPool([](const SilenceContext &) { return true; }, std::move(context));
}

} // namespace

SilenceDialog::SilenceDialog(Theme &theme, const Silence &silence, const SilenceContext &context, QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_before(silence)
    , m_context(context)
{
    setFixedWidth(DialogWidth);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    layout->setSpacing(3 * Theme::Grid);
    addHead(silence);
    addTimes(silence);
    addPreview();
    addButtons();
    preview();
}

SilenceDialog::~SilenceDialog()
{
    freeElsewhere(std::move(m_context));
}

void SilenceDialog::addHead(const Silence &silence)
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    setWindowTitle(silence.id.isEmpty() ? tr("Silence alerts") : tr("Change a silence"));
    column->addWidget(plainLabel(windowTitle(), this, m_theme.titleFont()));
    m_source = new QComboBox(this);
    m_source->setAccessibleName(tr("Source"));
    for (const SourceId &source : m_context.sources)
        m_source->addItem(source.text());
    m_source->setCurrentText(silence.source.text());
    m_source->setEnabled(silence.id.isEmpty()); // a silence cannot move
    m_source->setVisible(m_context.sources.size() > 1);
    connect(m_source, &QComboBox::currentIndexChanged, this, &SilenceDialog::preview);
    column->addWidget(m_source);

    auto *area = new QScrollArea(this);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setMaximumHeight(MatchersHeight);
    auto *rows = new QWidget(area);
    m_grid = new QGridLayout(rows);
    m_grid->setContentsMargins(0, 0, 2 * Theme::Grid, 0);
    m_grid->setVerticalSpacing(Theme::Grid);
    m_grid->setColumnStretch(1, 2);
    m_grid->setColumnStretch(3, 3);
    for (const Silence::Matcher &matcher : silence.matchers)
        addRow(matcher, !silence.id.isEmpty() || isUsedAtFirst(matcher.name));
    auto *packed = new QWidget(area); // they stay together at the top
    auto *lines = new QVBoxLayout(packed);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->addWidget(rows);
    lines->addStretch(1);
    area->setWidget(packed);
    column->addWidget(area);
    auto *more = new ActionButton(m_theme, ActionButton::Look::Quiet, tr("Another label"), this);
    more->setAutoDefault(false);
    connect(more, &QPushButton::clicked, this, [this] {
        addRow({}, true);
        m_rows.last().name->setFocus();
        preview();
    });
    column->addWidget(more, 0, Qt::AlignLeft);
}

void SilenceDialog::addRow(const Silence::Matcher &matcher, bool use)
{
    QWidget *parent = m_grid->parentWidget();
    Row row{new QCheckBox(parent), new QLineEdit(matcher.name, parent), new QComboBox(parent),
        new QLineEdit(matcher.value, parent)};
    row.use->setChecked(use);
    row.use->setAccessibleName(tr("Has to match: %1").arg(matcher.name));
    row.name->setAccessibleName(tr("Label"));
    row.value->setAccessibleName(tr("Value of %1").arg(matcher.name));
    row.sign->setAccessibleName(tr("How it compares"));
    row.sign->addItems({tr("is"), tr("is not"), tr("matches"), tr("does not match")});
    row.sign->setCurrentIndex(signOf(matcher));
    row.name->setFont(m_theme.monoFont());
    row.value->setFont(m_theme.monoFont());
    const int line = m_grid->rowCount();
    m_grid->addWidget(row.use, line, 0);
    m_grid->addWidget(row.name, line, 1);
    m_grid->addWidget(row.sign, line, 2);
    m_grid->addWidget(row.value, line, 3);
    connect(row.use, &QCheckBox::toggled, this, &SilenceDialog::preview);
    connect(row.name, &QLineEdit::textChanged, this, &SilenceDialog::preview);
    connect(row.value, &QLineEdit::textChanged, this, &SilenceDialog::preview);
    connect(row.sign, &QComboBox::currentIndexChanged, this, &SilenceDialog::preview);
    m_rows.append(row);
}

void SilenceDialog::addTimes(const Silence &silence)
{
    auto *line = new QHBoxLayout;
    line->setSpacing(2 * Theme::Grid);
    m_length = new QComboBox(this);
    m_length->setAccessibleName(tr("For how long"));
    for (const int minutes : Choices)
        m_length->addItem(tr("for %1").arg(shortDurationText(std::chrono::minutes(minutes))), minutes);
    if (!silence.id.isEmpty() && silence.endsAt.isValid())
        m_length->insertItem(
            0, tr("as before: until %1").arg(momentText(silence.endsAt, QDateTime::currentDateTimeUtc())), 0);
    m_length->setCurrentIndex(m_length->findData(silence.id.isEmpty() ? DefaultMinutes : 0));
    m_comment = new QLineEdit(silence.comment, this);
    m_comment->setPlaceholderText(tr("Why, for those who find it later"));
    m_comment->setAccessibleName(tr("Why"));
    connect(m_comment, &QLineEdit::textChanged, this, &SilenceDialog::showButtons);
    line->addWidget(m_length);
    line->addWidget(m_comment, 1);
    static_cast<QVBoxLayout *>(layout())->addLayout(line);
}

void SilenceDialog::addPreview()
{
    auto *column = static_cast<QVBoxLayout *>(layout());
    m_hits = plainLabel({}, this, m_theme.bodyFont());
    m_hits->setWordWrap(true);
    m_hits->setMinimumHeight((int(NamesShown) + 2) * m_hits->fontMetrics().lineSpacing());
    m_hits->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    column->addWidget(m_hits);
    m_all = new QCheckBox(tr("Yes, mute everything that this source tells"), this);
    m_all->hide();
    connect(m_all, &QCheckBox::toggled, this, &SilenceDialog::showButtons);
    column->addWidget(m_all);
}

void SilenceDialog::addButtons()
{
    auto *cancel = new ActionButton(m_theme, ActionButton::Look::Plain, tr("Cancel"), this);
    cancel->setAutoDefault(false);
    m_act = new ActionButton(m_theme, ActionButton::Look::Primary, {}, this);
    m_act->setDefault(true);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(cancel);
    row->addWidget(m_act);
    static_cast<QVBoxLayout *>(layout())->addLayout(row);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_act, &QPushButton::clicked, this, [this] {
        Q_EMIT given(silence());
        accept();
    });
}

Silence SilenceDialog::silence() const
{
    Silence silence = m_before;
    silence.source = SourceId(m_source->currentText());
    silence.matchers.clear();
    for (const Row &row : m_rows) {
        const int sign = row.sign->currentIndex();
        if (row.use->isChecked() && !row.name->text().trimmed().isEmpty())
            silence.matchers.append({row.name->text().trimmed(), row.value->text(),
                sign == Matches || sign == MatchesNot, sign == Equal || sign == Matches});
    }
    silence.comment = m_comment->text().trimmed();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (m_before.id.isEmpty())
        silence.startsAt = now;
    if (const int minutes = m_length->currentData().toInt(); minutes > 0)
        silence.endsAt = now.addSecs(minutes * 60);
    return silence;
}

/// One at a time, and after it the newest.
void SilenceDialog::preview()
{
    if (!m_act)
        return;
    m_preview.reset();
    showButtons();
    m_isOutdated = m_isCounting;
    if (std::exchange(m_isCounting, true))
        return;
    const auto counting = [](const Silence &silence, const SilenceContext &context) {
        return Result<SilencePreview>(previewOf(silence, context, NamesShown));
    };
    onResult(onPool(counting, silence(), m_context), this, [this](const Result<SilencePreview> &counted) {
        m_isCounting = false;
        if (m_isOutdated)
            preview();
        else if (counted)
            showPreview(*counted);
    });
}

void SilenceDialog::showPreview(const SilencePreview &preview)
{
    const int hits = preview.hits;
    QStringList lines;
    if (!preview.isValid)
        lines.append(tr("One of the expressions is not valid."));
    else
        lines.append(hits == 0 ? tr("It hits nothing that fires now.") : tr("It hits %n alerts now:", nullptr, hits));
    for (const Alert &alert : preview.some)
        lines.append(shownPart(nameOf(alert).simplified()));
    if (hits > preview.some.size())
        lines.append(tr("and %n more", "alerts", hits - static_cast<int>(preview.some.size())));
    if (preview.isValid && preview.lastDay)
        lines.append(tr("It would have hit %n alerts in the last 24 hours.", nullptr, *preview.lastDay));
    else if (preview.isValid)
        lines.append(tr("What it would have hit in the last 24 hours is not known: there is no history."));
    m_hits->setText(lines.join(u'\n'));
    m_all->setVisible(preview.catchesAll);
    m_act->setText(m_before.id.isEmpty() ? tr("Silence %n alerts", nullptr, hits) : tr("Change the silence"));
    m_preview = preview;
    showButtons();
}

void SilenceDialog::showButtons()
{
    if (!m_act)
        return;
    const bool isSeen = m_preview && m_preview->isValid && (!m_preview->catchesAll || m_all->isChecked());
    m_act->setEnabled(isSeen && !silence().matchers.isEmpty() && !m_comment->text().trimmed().isEmpty());
}

} // namespace opsdeck
