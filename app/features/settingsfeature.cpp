// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/settingsfeature.h"

#include "app/features/sourcewatch.h"
#include "app/sync/sourceservice.h"
#include "models/ports/onresult.h"
#include "widgets/pages/settings/settingspage.h"

namespace opsdeck {

namespace {

SourceReport reportOf(const SourceId &id, const QList<SourceRecord> &records)
{
    const auto found
        = std::find_if(records.cbegin(), records.cend(), [&id](const SourceRecord &record) { return record.id == id; });
    SourceReport report;
    if (found != records.cend())
        report.record = *found;
    report.record.id = id;
    return report;
}

/// Every source of the workspace, also those that were not asked yet.
QList<SourceReport> reportsOf(const Workspace &workspace, const QList<SourceRecord> &records)
{
    QList<SourceReport> reports;
    for (const Connection &connection : workspace.connections) {
        if (connection.kind == u"registry")
            continue; // asked when something is deployed, not polled
        SourceReport report = reportOf(connection.id, records);
        report.record.kind = connection.kind;
        report.record.interval = connection.poll;
        report.address = connection.url;
        report.user = connection.user;
        report.secret = connection.secret;
        reports.append(report);
    }
    for (const HostSpec &host : workspace.hosts) {
        SourceReport report = reportOf(sourceOf(host.id), records);
        report.record.kind = QStringLiteral("docker");
        report.record.interval = host.poll;
        report.address = QStringLiteral("ssh://%1:%2").arg(host.address).arg(host.port);
        report.user = host.user;
        report.secret = host.secret;
        reports.append(report);
    }
    return reports;
}

} // namespace

SettingsFeature::SettingsFeature(
    const FeatureContext &context, SourceService &sources, const Diagnostics &faults, QObject *parent)
    : Feature(parent)
    , m_context(context)
    , m_sources(sources)
    , m_page(new SettingsPage(context.theme)) // the shell becomes its parent
    , m_reading([this] { read(); })
{
    m_page->setFaults(faults, context.workspace.folder);
    connect(&m_context.sources, &SourceWatch::recordsChanged, this, [this] {
        if (m_page && m_page->isVisible())
            m_reading.request();
    });
    connect(&m_context.sources, &SourceWatch::standingChanged, this, [this] { m_reading.request(); });
    connect(m_page, &SettingsPage::opened, this, [this] { m_reading.request(); });
    connect(m_page, &SettingsPage::testRequested, this, &SettingsFeature::test);
    connect(m_page, &SettingsPage::pollRequested, this, [this](const SourceId &source) { m_sources.pollNow(source); });
    m_reading.request();
}

Page *SettingsFeature::page()
{
    return m_page;
}

void SettingsFeature::read()
{
    onResult(m_sources.vitals(), this, [this](const Result<QMap<SourceId, SourceVitals>> &vitals) {
        auto reports = reportsOf(m_context.workspace, m_context.sources.records());
        for (SourceReport &report : reports) {
            if (vitals)
                report.vitals = vitals->value(report.record.id);
        }
        if (m_page)
            m_page->setReports(reports);
        m_reading.finished();
    });
}

void SettingsFeature::test(const SourceId &source)
{
    onResult(m_sources.test(source), this, [this, source](const Result<SourceIdentity> &answer) {
        if (m_page)
            m_page->showTest(source, answer);
    });
}

} // namespace opsdeck
