// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/pages/analysis/analysispage.h"

#include "models/items/errortext.h"
#include "models/items/rowexport.h"
#include "models/items/timetext.h"
#include "widgets/pages/analysis/episodelist.h"
#include "widgets/pages/analysis/heatmap.h"
#include "widgets/pages/analysis/numbertile.h"
#include "widgets/pages/analysis/tallyview.h"
#include "widgets/parts/actionbutton.h"
#include "widgets/parts/card.h"
#include "widgets/parts/emptystate.h"
#include "widgets/parts/flowlayout.h"
#include "widgets/parts/pill.h"
#include "widgets/parts/plaintext.h"

#include <QFileDialog>
#include <QKeyEvent>
#include <QLabel>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace opsdeck {

namespace {

constexpr int periods[] = {24, 7 * 24, 30 * 24};

} // namespace

AnalysisPage::AnalysisPage(Theme &theme, QWidget *parent)
    : Page(parent)
    , m_theme(theme)
    , m_title(plainLabel({}, this, theme.titleFont()))
    , m_span(plainLabel({}, this, theme.bodyFont(), Token::TextMuted))
    , m_digest(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_export(new ActionButton(theme, ActionButton::Look::Plain, {}, this))
    , m_banner(new Card(theme, {}, this))
    , m_bannerText(plainLabel({}, m_banner, theme.bodyFont()))
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(theme, QStringLiteral("analysis"), m_stack))
    , m_fired(new NumberTile(theme, this))
    , m_standing(new NumberTile(theme, this))
    , m_noise(new NumberTile(theme, this))
    , m_acknowledging(new NumberTile(theme, this))
    , m_resolving(new NumberTile(theme, this))
    , m_tallies(new TallyView(theme, this))
    , m_hourCard(new Card(theme, {}, this))
    , m_heat(new HeatMap(theme, m_hourCard))
    , m_rows(new EpisodeList(theme, this))
{
    m_banner->body()->addWidget(m_bannerText);
    m_bannerText->setWordWrap(true);
    m_banner->hide();
    auto *numbers = new QWidget(m_stack);
    auto *column = new QVBoxLayout(numbers);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(3 * Theme::Grid);
    column->addWidget(makeTiles());
    column->addWidget(makeTables(), 3);
    column->addWidget(m_rows, 2);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(numbers);
    auto *page = new QVBoxLayout(this);
    page->setContentsMargins(Theme::PageMargin, Theme::PageMargin, Theme::PageMargin, Theme::PageMargin);
    page->setSpacing(3 * Theme::Grid);
    page->addWidget(makeHeader());
    page->addWidget(m_banner);
    page->addWidget(m_stack, 1);
    setFocusProxy(m_tallies);
    wire();
    retranslate();
}

QWidget *AnalysisPage::makeHeader()
{
    auto *header = new QWidget(this);
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * Theme::Grid);
    layout->addWidget(m_title);
    layout->addWidget(m_span);
    layout->addStretch(1);
    for (const int hours : periods) {
        auto *pill = new Pill(m_theme, header);
        pill->setCheckable(true);
        connect(pill, &QAbstractButton::clicked, this, [this, hours] { setHours(hours); });
        layout->addWidget(pill);
        m_periods.append(pill);
    }
    m_digest->setIconName(QStringLiteral("hand"));
    m_export->setIconName(QStringLiteral("download"));
    layout->addWidget(m_digest);
    layout->addWidget(m_export);
    return header;
}

QWidget *AnalysisPage::makeTiles()
{
    auto *tiles = new QWidget(this);
    auto *flow = new FlowLayout(tiles, 3 * Theme::Grid);
    for (NumberTile *tile : {m_fired, m_standing, m_noise, m_acknowledging, m_resolving})
        flow->addWidget(tile);
    m_noise->setEnabled(false); // the wall is behind it
    return tiles;
}

QWidget *AnalysisPage::makeTables()
{
    auto *tables = new QWidget(this);
    auto *line = new QHBoxLayout(tables);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(3 * Theme::Grid);
    line->addWidget(m_tallies, 1);
    m_hourCard->body()->addWidget(m_heat);
    m_hourCard->body()->addStretch(1);
    line->addWidget(m_hourCard);
    return tables;
}

void AnalysisPage::wire()
{
    // A table takes letters and digits for a search.
    const auto onKey = [this](const QKeySequence &key, auto act) {
        auto *shortcut = new QShortcut(key, this);
        shortcut->setContext(Qt::WidgetWithChildrenShortcut);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    for (size_t i = 0; i < std::size(periods); ++i)
        onKey(QKeySequence(Qt::Key_1 + static_cast<int>(i)), [this, i] { setHours(periods[i]); });
    onKey(QKeySequence(Qt::Key_D), [this] { Q_EMIT digestRequested(); });
    connect(m_digest, &QPushButton::clicked, this, &AnalysisPage::digestRequested);
    connect(m_export, &QPushButton::clicked, this, &AnalysisPage::chooseFile);
    connect(m_empty, &EmptyState::actionRequested, this,
        [this] { Q_EMIT openAddressRequested(QStringLiteral("settings"), {}); });
    connect(m_fired, &NumberTile::clicked, this, [this] { showRows(tr("Fired"), m_stats.fired); });
    connect(m_standing, &NumberTile::clicked, this, [this] { showRows(tr("Still standing"), m_stats.standing); });
    connect(m_acknowledging, &NumberTile::clicked, this,
        [this] { showRows(tr("Acknowledged, fastest first"), m_stats.acknowledging.episodes); });
    connect(m_resolving, &NumberTile::clicked, this,
        [this] { showRows(tr("Resolved, fastest first"), m_stats.resolving.episodes); });
    connect(m_tallies, &TallyView::chosen, this, &AnalysisPage::showRows);
    connect(m_tallies, &TallyView::tableChanged, this, [this] { Q_EMIT placeChanged(place()); });
    connect(m_heat, &HeatMap::chosen, this, [this](int day, int hour) {
        showRows(m_heat->textOf(day, hour), m_stats.hours.at(size_t(day)).at(size_t(hour)).episodes);
    });
    connect(m_rows, &EpisodeList::closeRequested, m_rows, &QWidget::hide);
    connect(m_rows, &EpisodeList::openRequested, this,
        [this](const QString &alert) { Q_EMIT openAddressRequested(QStringLiteral("alerts"), alert); });
}

PageCard AnalysisPage::describe()
{
    return {QStringLiteral("analysis"), QStringLiteral("analysis"), tr("Analysis")};
}

QString AnalysisPage::place() const
{
    return QStringLiteral("%1h/%2").arg(m_hours).arg(TallyView::nameOf(m_tallies->table()));
}

void AnalysisPage::openPlace(const QString &place)
{
    const QString period = place.section(u'/', 0, 0);
    for (const int hours : periods) {
        if (period == QStringLiteral("%1h").arg(hours))
            setHours(hours);
    }
    m_tallies->setTableNamed(place.section(u'/', 1, 1));
}

QList<PageShortcut> AnalysisPage::shortcuts() const
{
    return {{QStringLiteral("1  2  3"), tr("The last day, week, month")}, {QStringLiteral("d"), tr("Shift digest")},
        {QStringLiteral("Esc"), tr("Close the rows behind a number")}};
}

void AnalysisPage::setHours(int hours)
{
    const bool isOther = std::exchange(m_hours, hours) != hours;
    retranslate();
    if (!isOther)
        return;
    m_rows->hide();
    Q_EMIT placeChanged(place());
    Q_EMIT statsWanted();
}

void AnalysisPage::setStats(const AlertStats &stats)
{
    m_stats = stats;
    m_hasStats = true;
    m_banner->hide();
    m_rows->hide(); // their places are of the numbers before
    m_tallies->setStats(stats);
    m_heat->setHours(stats.hours);
    showContent();
}

void AnalysisPage::setError(const Error &error)
{
    tell(errorText(error), Token::Critical);
    m_bannerText->setToolTip(plainToolTip(rawText(error)));
    m_span->clear();
    showContent();
}

void AnalysisPage::setBusy()
{
    m_span->setText(tr("counting …"));
}

void AnalysisPage::tell(const QString &text, Token token)
{
    m_bannerText->setText(text);
    m_bannerText->setToolTip({});
    m_banner->setEdge(token);
    m_banner->show();
}

void AnalysisPage::showContent()
{
    using std::chrono::milliseconds;
    const milliseconds period(m_stats.from.msecsTo(m_stats.to));
    const bool isBlind = m_hasStats && m_stats.unobserved >= period;
    const bool isEmpty = !m_hasStats || (m_stats.episodes.isEmpty() && isBlind);
    m_export->setEnabled(!isEmpty);
    m_stack->setCurrentIndex(isEmpty ? 0 : 1);
    if (!m_hasStats)
        m_empty->setTexts(tr("Counting what alerts did …"), {});
    else
        m_empty->setTexts(tr("Nothing was observed in this time"),
            tr("Opsdeck keeps what alerts do from the moment that a source of alerts answers, for a year. No source "
               "answered in this period, so nothing can be said about it: not even that it was quiet."),
            tr("Look at the sources"));
    if (!m_hasStats)
        return;
    const QString from = localTimeText(m_stats.from, m_stats.to);
    QString span = tr("since %1").arg(from);
    if (m_stats.unobserved > milliseconds(0))
        //: %1 is a duration
        span
            += QStringLiteral(" · ") + tr("no source answered for %1 of it").arg(shortDurationText(m_stats.unobserved));
    m_span->setText(span);
    showTiles();
}

void AnalysisPage::showTiles()
{
    const auto number = [this](qsizetype count) { return locale().toString(count); };
    const auto leftOut = [](const AlertDelays &delays) {
        const int count = static_cast<int>(delays.leftOut.size());
        return count > 0
            ? QStringLiteral(" · ") + tr("%n left out: not seen from the beginning to the end", nullptr, count)
            : QString();
    };
    const auto medianOf = [](const AlertDelays &delays) {
        return delays.delays.isEmpty() ? QStringLiteral("–") : shortDurationText(delays.quantile(0.5));
    };
    const auto detailOf = [&](const AlertDelays &delays) {
        if (delays.delays.isEmpty())
            return tr("none in this time") + leftOut(delays);
        //: %1 is a duration, %n a number of alerts
        return tr("median of %n; nine in ten within %1", nullptr, static_cast<int>(delays.delays.size()))
                   .arg(shortDurationText(delays.quantile(0.9)))
            + leftOut(delays);
    };
    m_fired->setTexts(tr("Fired"), number(m_stats.fired.size()), tr("in this time"));
    m_standing->setTexts(tr("Still standing"), number(m_stats.standing.size()), tr("at its end"));
    const int folded = m_stats.told - m_stats.shown;
    m_noise->setTexts(tr("Noise now"), tr("%1 : %2").arg(number(folded), number(m_stats.shown)),
        tr("folded : shown, of %n told", nullptr, m_stats.told));
    m_acknowledging->setTexts(
        tr("Until somebody has it"), medianOf(m_stats.acknowledging), detailOf(m_stats.acknowledging));
    m_resolving->setTexts(tr("Until it is over"), medianOf(m_stats.resolving), detailOf(m_stats.resolving));
}

void AnalysisPage::showRows(const QString &title, const EpisodePlaces &places)
{
    m_rows->showEpisodes(title, m_stats, places);
}

void AnalysisPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Export the table as shown"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("CSV (*.csv)"), tr("JSON Lines (*.jsonl)")});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        const QAbstractItemModel &model = m_tallies->shownModel();
        Q_EMIT saveRequested(file, file.endsWith(QStringLiteral(".jsonl")) ? toJsonLines(model) : toCsv(model));
    });
    dialog->open();
}

void AnalysisPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_rows->isVisible())
        return m_rows->hide();
    Page::keyPressEvent(event);
}

void AnalysisPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    Q_EMIT statsWanted();
}

void AnalysisPage::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    Page::changeEvent(event);
}

void AnalysisPage::retranslate()
{
    m_title->setText(title());
    const QString words[] = {tr("24 h"), tr("7 d"), tr("30 d")};
    for (qsizetype i = 0; i < m_periods.size(); ++i) {
        m_periods.at(i)->setText(words[i]);
        m_periods.at(i)->setChecked(periods[i] == m_hours);
    }
    m_digest->setText(tr("Shift digest…"));
    m_export->setText(tr("Export…"));
    m_hourCard->setTitle(tr("When it fires"));
    m_heat->setAccessibleName(tr("Fired by hour and weekday"));
    showContent();
}

} // namespace opsdeck
