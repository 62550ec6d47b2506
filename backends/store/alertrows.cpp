// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/alertrows.h"

#include "backends/json/sharedtexts.h"

#include <simdjson.h>

namespace opsdeck::store {

namespace {

/// Reads alerts, and makes what many of them have once.
class AlertReader
{
public:
    Alert read(const Query &query)
    {
        Alert alert;
        QString source;
        read(query.column(0), source);
        alert.key.source = SourceId(source);
        const auto readFields = [&](QString &fingerprint, auto &...others) {
            int column = 1;
            get(query.column(column), fingerprint); // no two are the same
            (read(query.column(++column), others), ...);
        };
        std::apply(readFields, Row<Alert>::fields(alert));
        return alert;
    }

private:
    static std::string_view textOf(const SQLite::Column &column)
    {
        const char *text = column.getText(); // before its length, which may be that of another form
        return {text, static_cast<size_t>(column.getBytes())};
    }

    void read(const SQLite::Column &from, QString &value) { value = m_texts.of(textOf(from)); }
    void read(const SQLite::Column &from, Labels &value)
    {
        value.clear();
        simdjson::dom::object object;
        const std::string_view text = textOf(from);
        if (m_parser.parse(text.data(), text.size()).get(object) != simdjson::SUCCESS)
            return get(from, value); // half a surrogate pair, say
        for (const auto field : object) {
            std::string_view label;
            if (field.value.get(label) == simdjson::SUCCESS)
                value.insert(value.cend(), m_texts.of(field.key), m_texts.of(label));
        }
    }
    template <typename T> void read(const SQLite::Column &from, T &value) { get(from, value); }

    simdjson::dom::parser m_parser;
    json::SharedTexts m_texts;
};

} // namespace

QList<Alert> alertsOf(Database &db, const SourceId &source)
{
    static const std::string sql = select<Alert>("WHERE source = ? ORDER BY fingerprint");
    AlertReader reader;
    QList<Alert> alerts;
    Query query = db.query(sql);
    query.bind(source);
    while (query.next())
        alerts.append(reader.read(query));
    return alerts;
}

QMap<SourceId, QList<Alert>> alertsBySource(Database &db)
{
    static const std::string sql = select<Alert>("ORDER BY source, fingerprint");
    AlertReader reader;
    QMap<SourceId, QList<Alert>> alerts;
    Query query = db.query(sql);
    while (query.next()) {
        Alert alert = reader.read(query);
        const SourceId source = alert.key.source;
        alerts[source].append(std::move(alert));
    }
    return alerts;
}

QList<Silence> silences(Database &db)
{
    static const std::string sql = select<Silence>("ORDER BY source, id");
    return readAll<Silence>(db, sql);
}

QList<AlertRule> rules(Database &db)
{
    static const std::string sql = select<AlertRule>("ORDER BY source, rule_group, name, query, labels");
    return readAll<AlertRule>(db, sql);
}

QList<Annotation> annotations(Database &db)
{
    static const std::string sql = select<Annotation>("ORDER BY at DESC, source, id");
    return readAll<Annotation>(db, sql);
}

} // namespace opsdeck::store
