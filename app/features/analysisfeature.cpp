// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/analysisfeature.h"

#include "app/features/alertwatch.h"
#include "app/features/onresults.h"
#include "models/items/errortext.h"
#include "models/ports/history.h"
#include "widgets/pages/analysis/analysispage.h"
#include "widgets/pages/analysis/digestdialog.h"

#include <QSaveFile>

namespace opsdeck {

namespace {

constexpr std::chrono::seconds BetweenCounts{30};
constexpr int MostRuns = 200; ///< enough to know what a rollback puts back

Result<ShiftDigest> digestOf(const ShiftDigestInput &input)
{
    return shiftDigest(input);
}

Result<AlertStats> statsOf(const AlertStatsInput &input)
{
    return alertStats(input);
}

} // namespace

AnalysisFeature::AnalysisFeature(const FeatureContext &context, History &history, AlertWatch &alerts, QObject *parent)
    : Feature(parent)
    , m_context(context)
    , m_history(history)
    , m_alerts(alerts)
    , m_page(new AnalysisPage(context.theme)) // the shell becomes its parent
    , m_reading([this] { read(); })
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(BetweenCounts);
    connect(&m_soon, &QTimer::timeout, this, [this] {
        if (m_page && m_page->isVisible())
            m_reading.request();
    });
    connect(&history, &History::changed, this, [this] {
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(m_page, &AnalysisPage::statsWanted, this, [this] { m_reading.request(); });
    connect(m_page, &AnalysisPage::digestRequested, this, &AnalysisFeature::openDigest);
    connect(m_page, &AnalysisPage::saveRequested, this, &AnalysisFeature::save);
}

PageCard AnalysisFeature::card()
{
    return AnalysisPage::describe();
}

Page *AnalysisFeature::page()
{
    return m_page;
}

void AnalysisFeature::read()
{
    if (!m_page) {
        m_reading.finished();
        return;
    }
    m_page->setBusy();
    AlertStatsInput input;
    input.to = QDateTime::currentDateTimeUtc();
    input.from = input.to.addSecs(-3600LL * m_page->hours());
    input.catalog = m_context.workspace.catalog;
    input.zone = QTimeZone::systemTimeZone();
    input.wall = m_alerts.wall();
    using Answers = std::tuple<AlertTimeline, QList<LedgerEntry>>;
    onResults(
        this,
        [this, input](Result<Answers> answers) mutable {
            if (!answers)
                return fail(answers.error());
            input.timeline = std::get<0>(*answers);
            input.deeds = deedsByAlert(std::get<1>(*answers));
            count(std::move(input));
        },
        m_history.during(input.from, input.to), m_context.ledger.entriesAbout(QStringLiteral("alert"), input.from));
}

void AnalysisFeature::count(AlertStatsInput input)
{
    const int hours = static_cast<int>(input.from.secsTo(input.to) / 3600);
    onResult(onPool(statsOf, std::move(input)), this, [this, hours](const Result<AlertStats> &stats) {
        if (!stats)
            return fail(stats.error());
        m_reading.finished();
        if (!m_page)
            return;
        if (m_page->hours() == hours)
            m_page->setStats(*stats);
        else
            m_reading.request(); // somebody chose another period meanwhile
        Q_EMIT shown();
    });
}

void AnalysisFeature::fail(const Error &error)
{
    m_reading.finished();
    if (m_page)
        m_page->setError(error);
    Q_EMIT shown();
}

void AnalysisFeature::openDigest()
{
    if (m_digest)
        return m_digest->raise();
    m_digest = new DigestDialog(m_context.theme, m_page->window()); // goes when it is closed
    connect(m_digest, &DigestDialog::hoursChanged, this, &AnalysisFeature::readDigest);
    connect(m_digest, &DigestDialog::saveRequested, this, &AnalysisFeature::save);
    m_digest->open();
    readDigest();
}

void AnalysisFeature::readDigest()
{
    ShiftDigestInput input;
    input.workspace = m_context.workspace.title.isEmpty() ? m_context.workspace.name : m_context.workspace.title;
    input.to = QDateTime::currentDateTimeUtc();
    input.from = input.to.addSecs(-3600LL * m_digest->hours());
    input.wall = m_alerts.wall();
    using Answers = std::tuple<QList<Silence>, QList<DeployRun>>;
    onResults(
        this,
        [this, input](Result<Answers> answers) mutable {
            if (!answers)
                return showDigest(tl::unexpected(answers.error()));
            std::tie(input.silences, input.runs) = *answers;
            onResult(onPool(digestOf, input), this, [this](const Result<ShiftDigest> &made) { showDigest(made); });
        },
        m_context.cache.silences(), m_context.ledger.runs(MostRuns));
}

void AnalysisFeature::showDigest(const Result<ShiftDigest> &digest)
{
    if (!m_digest)
        return; // closed meanwhile
    if (digest)
        m_digest->setDigest(*digest);
    else
        m_digest->setProblem(errorText(digest.error()));
}

void AnalysisFeature::save(const QString &file, const QByteArray &content)
{
    QSaveFile out(file);
    const QByteArray cleaned = m_context.redaction.cleanKnown(content);
    if (out.open(QIODevice::WriteOnly) && out.write(cleaned) == cleaned.size() && out.commit())
        return;
    const Error error{Error::Kind::Storage, file, out.errorString(), 0, {}};
    if (m_digest)
        m_digest->setProblem(errorText(error));
    else if (m_page)
        m_page->setError(error);
}

} // namespace opsdeck
