// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

#include <QObject>
#include <QPointer>

namespace opsdeck {

class AlertsPage;
class AlertService;
class Cache;
class History;
class SilenceList;
struct SilenceContext;

/// Carries out what a person wants to have done about alerts, and says what was refused. GUI thread.
class AlertHandling : public QObject
{
    Q_OBJECT

public:
    /// All outlive it; it goes with the page. Without a history nobody knows what a silence would have hit.
    AlertHandling(AlertsPage &page, AlertService &service, Cache &cache, History *history = nullptr);

private:
    void tend(const QList<AlertRow> &rows, const AlertDeed &deed);
    void openSilence(const QList<AlertRow> &rows);
    void openDialog(const Silence &silence, const SilenceContext &context);
    void silence(const Silence &silence);
    void openSilences();
    void fillSilences();
    void change(const Silence &silence);
    void end(const Silence &silence);

    AlertsPage &m_page;
    AlertService &m_service;
    Cache &m_cache;
    History *m_history;
    QPointer<SilenceList> m_list; ///< while it is open
};

} // namespace opsdeck
