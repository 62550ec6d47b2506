// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/features/coalescer.h"
#include "app/features/feature.h"
#include "models/domain/diagnostic.h"

#include <QPointer>

namespace opsdeck {

class SettingsPage;
class SourceService;

/// The settings page on the sources of the cache, with what the pollers know beside it.
class SettingsFeature : public Feature
{
    Q_OBJECT

public:
    SettingsFeature(
        const FeatureContext &context, SourceService &sources, const Diagnostics &faults, QObject *parent = nullptr);

    Page *page() override;

private:
    void read();
    void test(const SourceId &source);

    FeatureContext m_context;
    SourceService &m_sources;
    QPointer<SettingsPage> m_page;
    Coalescer m_reading;
};

} // namespace opsdeck
