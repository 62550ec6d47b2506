// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/settingsfeature.h"

#include "app/connect/connectflow.h"
#include "app/connect/connectservice.h"
#include "app/features/sourcewatch.h"
#include "app/notify/notifyservice.h"
#include "app/sync/sourceservice.h"
#include "models/ports/onresult.h"
#include "widgets/pages/settings/settingspage.h"
#include "widgets/pages/settings/tellingview.h"

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

SettingsFeature::SettingsFeature(const FeatureContext &context, SourceService &sources, ConnectService &connecting,
    NotifyService &telling, const Diagnostics &faults, QObject *parent)
    : Feature(parent)
    , m_context(context)
    , m_sources(sources)
    , m_connecting(connecting)
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
    connect(m_page, &SettingsPage::trustRequested, this, &SettingsFeature::trust);
    connect(m_page, &SettingsPage::programApproved, this, &SettingsFeature::approve);
    connect(m_page, &SettingsPage::connectRequested, this, &SettingsFeature::openForm);
    connectTelling(telling);
    m_reading.request();
}

void SettingsFeature::connectTelling(NotifyService &telling)
{
    TellingView &view = m_page->telling();
    const auto show = [this, &telling] {
        if (m_page)
            m_page->telling().setReport(telling.report());
    };
    connect(&telling, &NotifyService::changed, this, show);
    connect(&view, &TellingView::voiceRequested, this, &SettingsFeature::voiceRequested);
    connect(&view, &TellingView::testRequested, &telling, &NotifyService::test);
    connect(&view, &TellingView::muteRequested, &telling, &NotifyService::muteUntil);
    show();
}

PageCard SettingsFeature::card()
{
    return SettingsPage::describe();
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
        show(reports);
        m_reading.finished();
    });
}

void SettingsFeature::show(const QList<SourceReport> &reports)
{
    if (m_page)
        m_page->setReports(reports);
    QList<SourceId> asking;
    for (const SourceReport &report : reports) {
        if (report.vitals.unknownKey || report.vitals.unapprovedProgram)
            asking.append(report.record.id);
    }
    if (asking == m_asking)
        return;
    m_asking = asking;
    Q_EMIT hostsAsk(asking);
}

void SettingsFeature::trust(const HostKeyOffer &offer)
{
    onResult(m_sources.trustHostKey(offer), this,
        [this, host = offer.host](const Result<void> &trusted) { takeSettled(host, trusted); });
}

void SettingsFeature::approve(const ProgramOffer &offer)
{
    onResult(m_sources.approveProgram(offer), this,
        [this, host = offer.host](const Result<void> &approved) { takeSettled(host, approved); });
}

void SettingsFeature::takeSettled(const HostId &host, const Result<void> &settled)
{
    if (m_page)
        m_page->showSettled(host, settled);
    m_reading.request();
}

void SettingsFeature::openForm(const QString &kind)
{
    openConnectDialog(m_page->window(), m_context.theme, m_connecting, kind, placeOf(m_context.workspace),
        [self = QPointer(this)](const QString &) {
            if (self)
                Q_EMIT self->workspaceEdited();
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
