// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "app/features/feature.h"
#include "models/domain/alertstats.h"
#include "models/domain/shiftdigest.h"

#include <QPointer>
#include <QTimer>

namespace opsdeck {

class AlertWatch;
class AnalysisPage;
class DigestDialog;
class History;

/// The analysis page on the history of alerts, and the shift digest. Counts only while somebody looks, off the GUI
/// thread, and again when something changed, at most twice a minute.
class AnalysisFeature : public Feature
{
    Q_OBJECT

public:
    /// Both outlive it.
    AnalysisFeature(const FeatureContext &context, History &history, AlertWatch &alerts, QObject *parent = nullptr);

    static PageCard card();
    Page *page() override;

private:
    void read();
    void count(AlertStatsInput input);
    void fail(const Error &error);
    void openDigest();
    void readDigest();
    void showDigest(const Result<ShiftDigest> &digest);
    void save(const QString &file, const QByteArray &content);

    FeatureContext m_context;
    History &m_history;
    AlertWatch &m_alerts;
    QPointer<AnalysisPage> m_page;
    QPointer<DigestDialog> m_digest;
    Coalescer m_reading;
    QTimer m_soon; ///< something changed, and the numbers are young
};

} // namespace opsdeck
