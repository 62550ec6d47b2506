// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/alertwall.h"

#include <functional>

namespace opsdeck {

/// What an alert or a rule is about, by its labels.
struct AlertSubject
{
    EntityId component; ///< component or resource of the catalog; empty where none fits
    EntityId system; ///< empty where the catalog knows none
    QString service; ///< the name as it was told
    QString owner; ///< title of the group that owns the component, else the system
};

/// What alerts and rules of one catalog are about. The labels service, component and job name a component, in this
/// order; the label system names a system. Remembers what it found: thousands of alerts are about a few hundred things.
class AlertSubjects
{
public:
    explicit AlertSubjects(Catalog catalog)
        : m_catalog(std::move(catalog))
    { }

    AlertSubject of(const Labels &labels);

private:
    AlertSubject find(const QStringList &names, const QString &system) const;

    Catalog m_catalog;
    QHash<QString, AlertSubject> m_found;
    Labels m_last;
    AlertSubject m_ofLast;
};

/// Calls `take` with a row for what several sources tell alike: same name, service, instance and environment. Two
/// alerts of one source are never merged.
void mergeAlerts(const AlertWallInput &input, const QList<SourceView> &sources, AlertSubjects &subjects,
    const std::function<void(AlertRow)> &take);

} // namespace opsdeck
