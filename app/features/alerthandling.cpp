// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/features/alerthandling.h"

#include "app/alerts/alertservice.h"
#include "app/features/onresults.h"
#include "models/domain/alertssummary.h"
#include "models/domain/silencepreview.h"
#include "models/ports/history.h"
#include "models/ports/store.h"
#include "widgets/pages/alerts/alerthandler.h"
#include "widgets/pages/alerts/alertspage.h"
#include "widgets/pages/alerts/silencelist.h"

#include <algorithm>

namespace opsdeck {

namespace {

QString titleOf(const AlertRow &row)
{
    return QStringList{row.name, row.service, row.instance}.join(u' ').simplified();
}

/// What the sources tell of these alerts, by alert. Walks through all of them: on the pool.
Result<QList<AlertTarget>> targetsOf(const QList<AlertRow> &rows, const QList<Alert> &alerts)
{
    QSet<AlertKey> wanted;
    for (const AlertRow &row : rows)
        wanted.unite({row.told.cbegin(), row.told.cend()});
    QHash<AlertKey, const Alert *> known;
    for (const Alert &alert : alerts) {
        if (wanted.contains(alert.key))
            known.insert(alert.key, &alert);
    }
    QList<AlertTarget> targets;
    for (const AlertRow &row : rows) {
        AlertTarget target{row.key, titleOf(row), row.environment, {}};
        for (const AlertKey &key : row.told) {
            if (const Alert *alert = known.value(key))
                target.told.append(*alert);
        }
        targets.append(target);
    }
    return targets;
}

/// One silence for all of them, where the first of them can be silenced.
Result<Silence> silenceForAll(const QList<AlertRow> &rows, const SourceId &source, const QList<Alert> &alerts)
{
    QHash<AlertKey, const Alert *> known;
    for (const Alert &alert : alerts) {
        if (alert.key.source == source)
            known.insert(alert.key, &alert);
    }
    QList<Labels> labels;
    for (const AlertRow &row : rows) {
        const auto told = std::ranges::find_if(row.told, [&](const AlertKey &key) { return known.contains(key); });
        labels.append(told == row.told.cend() ? row.labels : known.value(*told)->labels);
    }
    const QList<Silence::Matcher> matchers = matchersOfAll(labels);
    if (matchers.isEmpty())
        return failure(Error::Kind::Refused, {},
            Phrase(QT_TRANSLATE_NOOP("Phrase", "These alerts have no label in common that a silence could name.")));
    return Silence{.source = source, .matchers = matchers};
}

/// A silence for this alert, in the first source that tells it and can make one, live ones first; else in any that can.
Result<Silence> silenceForOne(const AlertRow &row, const QList<Alert> &alerts, const QList<SourceId> &silencers)
{
    for (const AlertKey &key : row.told) {
        const auto alert = std::ranges::find(alerts, key, &Alert::key);
        if (silencers.contains(key.source) && alert != alerts.cend())
            return Silence{.source = key.source, .matchers = matchersOf(alert->labels)};
    }
    return Silence{.source = silencers.first(), .matchers = matchersOf(row.labels)};
}

Result<Silence> silenceFor(const QList<AlertRow> &rows, const QList<Alert> &alerts, const QList<SourceId> &silencers)
{
    const auto one = silenceForOne(rows.first(), alerts, silencers);
    return !one || rows.size() == 1 ? one : silenceForAll(rows, one->source, alerts);
}

/// What a silent source told about a silence counts for less.
Result<QList<SilenceView>> viewsOf(
    const QList<Silence> &silences, const QList<Alert> &alerts, const QList<SourceRecord> &sources)
{
    QSet<SourceId> silent;
    for (const SourceRecord &source : sources) {
        if (isBlind(freshnessOf(source, QDateTime::currentDateTimeUtc())))
            silent.insert(source.id);
    }
    return silenceViews(silences, alerts, silent);
}

} // namespace

AlertHandling::AlertHandling(AlertsPage &page, AlertService &service, Cache &cache, History *history)
    : QObject(&page)
    , m_page(page)
    , m_service(service)
    , m_cache(cache)
    , m_history(history)
{
    AlertHandler &handler = page.enableHandling();
    connect(&handler, &AlertHandler::deedGiven, this, &AlertHandling::tend);
    connect(&handler, &AlertHandler::silenceWanted, this, &AlertHandling::openSilence);
    connect(&handler, &AlertHandler::silenceGiven, this, &AlertHandling::silence);
    connect(&handler, &AlertHandler::silencesWanted, this, &AlertHandling::openSilences);
    connect(&cache, &Cache::changed, this, [this](const ChangeNotice &notice) {
        if (m_list && notice.kinds.intersects({RowKind::Alerts, RowKind::Silences}))
            fillSilences();
    });
}

void AlertHandling::tend(const QList<AlertRow> &rows, const AlertDeed &deed)
{
    m_page.showRefusal({});
    onResult(m_cache.alerts(), this, [this, rows, deed](const Result<QList<Alert>> &alerts) {
        if (!alerts) {
            m_page.showRefusal({alerts.error()});
            return;
        }
        onResult(onPool(targetsOf, rows, *alerts), this, [this, deed](const Result<QList<AlertTarget>> &targets) {
            if (!targets) {
                m_page.showRefusal({targets.error()});
                return;
            }
            onResult(m_service.tend(*targets, deed), this, [this](const Result<AlertOutcome> &outcome) {
                m_page.showRefusal(outcome ? outcome->refused : QList{outcome.error()});
            });
        });
    });
}

void AlertHandling::openSilence(const QList<AlertRow> &rows)
{
    using Known = std::tuple<QList<Alert>, QList<SourceId>>;
    onResults(
        this,
        [this, rows](const Result<Known> &known) {
            if (!known) {
                m_page.showRefusal({known.error()});
                return;
            }
            const auto &[alerts, silencers] = *known;
            if (silencers.isEmpty()) {
                m_page.showRefusal({failure(Error::Kind::Refused, {},
                    Phrase(QT_TRANSLATE_NOOP("Phrase", "None of the connected sources has silences.")))
                                        .value()});
                return;
            }
            const SilenceContext context{silencers, alerts, std::nullopt};
            onResult(
                onPool(silenceFor, rows, alerts, silencers), this, [this, context](const Result<Silence> &silence) {
                    if (silence)
                        openDialog(*silence, context);
                    else
                        m_page.showRefusal({silence.error()});
                });
        },
        m_cache.alerts(), m_service.silencers());
}

/// With what fired yesterday, where that is known.
void AlertHandling::openDialog(const Silence &silence, const SilenceContext &context)
{
    if (m_history == nullptr) {
        m_page.enableHandling().openSilenceDialog(silence, context);
        return;
    }
    const QDateTime now = QDateTime::currentDateTimeUtc();
    onResult(m_history->during(now.addDays(-1), now), this,
        [this, silence, known = context](const Result<AlertTimeline> &timeline) {
            SilenceContext all = known;
            if (timeline)
                all.lastDay = timeline->traces;
            m_page.enableHandling().openSilenceDialog(silence, all);
        });
}

void AlertHandling::silence(const Silence &silence)
{
    m_page.showRefusal({});
    onResult(m_service.silence(silence), this, [this](const Result<QString> &made) {
        if (!made)
            m_page.showRefusal({made.error()});
    });
}

void AlertHandling::openSilences()
{
    m_list = m_page.enableHandling().openSilenceList();
    connect(m_list, &SilenceList::changeRequested, this, &AlertHandling::change);
    connect(m_list, &SilenceList::endRequested, this, &AlertHandling::end);
    fillSilences();
}

/// Off the GUI thread: each silence is held against each alert.
void AlertHandling::fillSilences()
{
    using Known = std::tuple<QList<Silence>, QList<Alert>, QList<SourceRecord>>;
    onResults(
        this,
        [this](const Result<Known> &known) {
            if (!known) {
                m_page.showRefusal({known.error()});
                return;
            }
            const auto views = [](const Known &rows) { return std::apply(viewsOf, rows); };
            onResult(onPool(views, *known), this, [this](const Result<QList<SilenceView>> &made) {
                if (m_list && made)
                    m_list->setSilences(*made, QDateTime::currentDateTimeUtc());
            });
        },
        m_cache.silences(), m_cache.alerts(), m_cache.sources());
}

void AlertHandling::change(const Silence &silence)
{
    onResult(m_cache.alerts(), this, [this, silence](const Result<QList<Alert>> &alerts) {
        if (!alerts)
            m_page.showRefusal({alerts.error()});
        else
            openDialog(silence, {{silence.source}, *alerts, std::nullopt});
    });
}

void AlertHandling::end(const Silence &silence)
{
    onResult(m_service.expire(silence), this, [this](const Result<void> &ended) {
        if (!ended)
            m_page.showRefusal({ended.error()});
    });
}

} // namespace opsdeck
