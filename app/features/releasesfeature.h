// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "app/features/feature.h"
#include "models/domain/versionmatrix.h"

#include <QPointer>
#include <QTimer>

namespace opsdeck {

class ReleasesPage;

/// The releases page on the store: reads, compares off the GUI thread, shows; again on every change notice and
/// whenever a source falls silent by the clock alone. Answers how a module got where it runs.
class ReleasesFeature : public Feature
{
    Q_OBJECT

public:
    explicit ReleasesFeature(const FeatureContext &context, QObject *parent = nullptr);

    static PageCard card();
    Page *page() override;

private:
    void read();
    void compare(const VersionMatrixInput &input);
    void fail(const Error &error);
    void show(const Error &error);
    void tick();
    void readHistory(const ModuleId &part, const EnvironmentId &environment);
    void readHistoryOf(const Project &project, const ModuleId &part, const EnvironmentId &environment);
    void save(const QString &path, const QByteArray &content);
    const ProductModule *moduleOf(const ModuleId &part) const;

    FeatureContext m_context;
    QPointer<ReleasesPage> m_page;
    Coalescer m_reading;
    QTimer m_clock;
    ModuleId m_historyPart; ///< whose history the page shows
    EnvironmentId m_historyEnvironment;
};

} // namespace opsdeck
