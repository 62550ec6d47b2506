// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/alertrows.h"

#include <simdjson.h>

namespace opsdeck::store {

namespace {

/// Thousands of alerts have the same names of labels, and many of the same values: a text is made once for all of them.
class SharedTexts
{
public:
    void read(const SQLite::Column &from, QString &value)
    {
        const char *text = from.getText();
        value = shared({text, static_cast<size_t>(from.getBytes())});
    }

    void read(const SQLite::Column &from, Labels &value)
    {
        value.clear();
        const char *text = from.getText();
        simdjson::dom::object object;
        if (m_parser.parse(text, static_cast<size_t>(from.getBytes())).get(object) != simdjson::SUCCESS)
            return get(from, value); // half a surrogate pair, say
        for (const auto field : object) {
            std::string_view label;
            if (field.value.get(label) == simdjson::SUCCESS)
                value.insert(shared(field.key), shared(label));
        }
    }

    template <typename T> void read(const SQLite::Column &from, T &value) { get(from, value); }

private:
    QString shared(std::string_view utf8)
    {
        const auto bytes = QByteArray::fromRawData(utf8.data(), static_cast<qsizetype>(utf8.size()));
        if (const auto known = m_known.constFind(bytes); known != m_known.cend())
            return *known;
        return *m_known.insert(QByteArray(utf8.data(), bytes.size()), QString::fromUtf8(bytes));
    }

    simdjson::dom::parser m_parser;
    QHash<QByteArray, QString> m_known;
};

} // namespace

QList<Alert> unresolvedAlerts(Database &db)
{
    static const std::string sql = select<Alert>("WHERE state <> ? ORDER BY source, fingerprint");
    SharedTexts texts;
    QList<Alert> alerts;
    Query query = db.query(sql);
    query.bind(AlertState::Resolved);
    while (query.next()) {
        Alert alert;
        QString source;
        texts.read(query.column(0), source);
        alert.key.source = SourceId(source);
        const auto readFields = [&](QString &fingerprint, auto &...others) {
            int column = 1;
            get(query.column(column), fingerprint); // no two are the same
            (texts.read(query.column(++column), others), ...);
        };
        std::apply(readFields, Row<Alert>::fields(alert));
        alerts.append(std::move(alert));
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

} // namespace opsdeck::store
