// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "app/features/feature.h"
#include "models/domain/diagnostic.h"

#include <QPointer>

namespace opsdeck {

class SettingsPage;
class ConnectService;
class NotifyService;
class SourceService;
struct DeskVoice;
struct HostKeyOffer;
struct ProgramOffer;
struct SourceReport;

/// The settings page on the sources of the cache, with what the pollers know beside it.
class SettingsFeature : public Feature
{
    Q_OBJECT

public:
    SettingsFeature(const FeatureContext &context, SourceService &sources, ConnectService &connecting,
        NotifyService &telling, const Diagnostics &faults, QObject *parent = nullptr);

    static PageCard card();
    Page *page() override;

Q_SIGNALS:
    /// A person has to decide something before these can be reached: trust a key, let a program run.
    void hostsAsk(const QList<opsdeck::SourceId> &hosts);
    void workspaceEdited(); ///< its files have something that we do not show
    void voiceRequested(const opsdeck::DeskVoice &voice);

private:
    void read();
    void show(const QList<SourceReport> &reports);
    void test(const SourceId &source);
    void trust(const HostKeyOffer &offer);
    void approve(const ProgramOffer &offer);
    void takeSettled(const HostId &host, const Result<void> &settled);
    void openForm(const QString &kind);
    void connectTelling(NotifyService &telling);

    FeatureContext m_context;
    SourceService &m_sources;
    ConnectService &m_connecting;
    QPointer<SettingsPage> m_page;
    Coalescer m_reading;
    QList<SourceId> m_asking;
};

} // namespace opsdeck
