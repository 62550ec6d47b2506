// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/store/search.h"

#include <algorithm>

namespace opsdeck::store {

namespace {

constexpr int RowsAPiece = 500;
constexpr int FewestCandidates = 100;
constexpr int MostScanned = 50'000;
constexpr qsizetype MostWords = 8;
constexpr qsizetype ShortestIndexed = 3;
constexpr qsizetype IndexedOfACommit = 12;

constexpr auto projectPath = "coalesce((SELECT path FROM project WHERE project.source = t.source "
                             "AND project.id = t.project), '')";

bool isHex(const QString &word)
{
    return std::ranges::all_of(
        word, [](QChar c) { return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f'); });
}

struct Words
{
    explicit Words(const QString &typed)
    {
        for (QString word : typed.simplified().split(u' ', Qt::SkipEmptyParts).mid(0, MostWords)) {
            word.remove(QChar(u'\0'));
            if (word.size() > IndexedOfACommit && isHex(word))
                word.truncate(IndexedOfACommit);
            const bool isLong = word.toUcs4().size() >= ShortestIndexed;
            (isLong ? match : rest).append(word);
        }
    }

    /// An FTS5 phrase a word.
    QString matchText() const
    {
        QStringList phrases;
        for (QString word : match)
            phrases.append(u'"' + word.replace(u'"', QStringLiteral("\"\"")) + u'"');
        return phrases.join(u' ');
    }
    static QString likeText(QString word)
    {
        word.replace(u'\\', QStringLiteral("\\\\"));
        word.replace(u'%', QStringLiteral("\\%"));
        word.replace(u'_', QStringLiteral("\\_"));
        return u'%' + word + u'%';
    }

    QStringList match; ///< can be looked up
    QStringList rest; ///< too short for that
};

std::string likes(const SearchTable &table, qsizetype count)
{
    std::string sql;
    for (qsizetype i = 0; i < count; ++i)
        sql += std::string(" AND (") + table.text + ") LIKE ? ESCAPE '\\'";
    return sql;
}

std::string hitSql(const SearchTable &t, const std::string &rowids)
{
    return std::string("SELECT ") + t.source + ", " + t.key + ", " + t.title + ", " + t.subtitle + ", " + t.at
        + " FROM " + t.table + " AS t WHERE t.rowid IN (" + rowids + ") ORDER BY t.rowid DESC";
}

void readHits(Query &query, SearchHit::Kind kind, QList<SearchHit> &hits)
{
    while (query.next()) {
        SearchHit hit;
        hit.kind = kind;
        query.read(hit.source, hit.key, hit.title, hit.subtitle, hit.at);
        hits.append(hit);
    }
}

qint64 markOf(Database &db, const SearchTable &table)
{
    qint64 mark = 0;
    if (!table.index)
        return mark;
    Query query = db.query("SELECT upto FROM search_mark WHERE name = ?");
    if (query.bind(QString::fromLatin1(table.table)).next())
        query.read(mark);
    return mark;
}

void searchIndex(Database &db, const SearchTable &t, const Words &words, int limit, QList<SearchHit> &hits)
{
    const std::string index = std::string(t.table) + "_search";
    Query query = db.query(hitSql(t,
        "SELECT t.rowid FROM " + index + " JOIN " + t.table + " AS t ON t.rowid = " + index + ".rowid WHERE " + index
            + " MATCH ?" + likes(t, words.rest.size()) + " ORDER BY " + index + ".rowid DESC LIMIT ?"));
    query.bind(words.matchText());
    for (const QString &word : words.rest)
        query.bind(Words::likeText(word));
    query.bind(limit);
    readHits(query, t.kind, hits);
}

void searchRows(
    Database &db, const SearchTable &t, const QStringList &words, qint64 behind, int limit, QList<SearchHit> &hits)
{
    Query query = db.query(hitSql(t,
        std::string("SELECT r FROM (SELECT rowid AS r, * FROM ") + t.table
            + " WHERE rowid > ? ORDER BY rowid DESC LIMIT ?) AS t WHERE 1" + likes(t, words.size()) + " LIMIT ?"));
    query.bind(behind, MostScanned);
    for (const QString &word : words)
        query.bind(Words::likeText(word));
    query.bind(limit);
    readHits(query, t.kind, hits);
}

/// 500 rows and the mark behind them; false where nothing was left.
bool indexRows(Database &db, const SearchTable &t)
{
    const qint64 from = markOf(db, t);
    qint64 upto = from;
    {
        Query next = db.query(std::string("SELECT max(rowid) FROM (SELECT rowid FROM ") + t.table
            + " WHERE rowid > ? ORDER BY rowid LIMIT ?)");
        if (next.bind(from, RowsAPiece).next() && !next.column(0).isNull())
            next.read(upto);
    }
    if (upto == from)
        return false;
    db.run(std::string("INSERT INTO ") + t.table + "_search (rowid, " + t.index + ") SELECT rowid, " + t.indexed
            + " FROM " + t.table + " WHERE rowid > ? AND rowid <= ?",
        from, upto);
    db.run("UPDATE search_mark SET upto = ? WHERE name = ?", upto, QString::fromLatin1(t.table));
    return true;
}

} // namespace

const QList<SearchTable> &cacheSearchTables()
{
    using Kind = SearchHit::Kind;
    static const QList<SearchTable> tables{
        {Kind::Alert, "alert", "source", "fingerprint", "name", "summary", "coalesce(updated_at, starts_at)",
            "t.name || ' ' || t.summary || ' ' || t.labels"},
        {Kind::Project, "project", "source", "id", "path", "name", "last_activity_at", "t.path || ' ' || t.name"},
        {Kind::Artifact, "artifact", "source", "repository || '@' || digest", "repository",
            "replace(trim(tags, '[]'), '\"', '')", "pushed_at", "t.repository || ' ' || t.tags || ' ' || t.digest"},
        {Kind::Pipeline, "pipeline", "source", "project || '/' || id", "ref || ' #' || id", projectPath,
            "coalesce(updated_at, created_at)", "t.ref || ' ' || t.sha", "ref, sha", "ref, substr(sha, 1, 12)"},
        {Kind::MergeRequest, "merge_request", "source", "project || '/' || iid", "'!' || iid || ' ' || title",
            projectPath, "coalesce(updated_at, created_at)", "t.title || ' ' || t.author || ' ' || t.source_branch",
            "title, author, source_branch", "title, author, source_branch"},
        {Kind::Tag, "tag", "source", "project || '/' || name", "name", projectPath, "committed_at",
            "t.name || ' ' || t.message || ' ' || t.commit_sha", "name, message, commit_sha",
            "name, message, substr(commit_sha, 1, 12)"},
        {Kind::Release, "git_release", "source", "project || '/' || tag", "name || ' ' || tag", projectPath,
            "released_at", "t.tag || ' ' || t.name", "tag, name", "tag, name"},
    };
    return tables;
}

const QList<SearchTable> &ledgerSearchTables()
{
    static const QList<SearchTable> tables{
        {SearchHit::Kind::LedgerEntry, "ledger_entry", "''", "number", "subject",
            "action || ' ' || environment || ' ' || outcome || ' ' || actor", "at",
            "t.actor || ' ' || t.action || ' ' || t.subject || ' ' || t.environment || ' ' || t.outcome",
            "actor, action, subject, environment, outcome", "actor, action, subject, environment, outcome"},
    };
    return tables;
}

QList<SearchHit> search(Database &db, const QList<SearchTable> &tables, const QString &typed, int limit)
{
    const Words words(typed);
    const QStringList all = words.match + words.rest;
    QList<SearchHit> hits;
    if (all.isEmpty() || limit <= 0)
        return hits;
    // What was stored last is nearly always what changed last; a few more make the order by time right.
    const int candidates = std::max(limit, FewestCandidates);
    for (const SearchTable &table : tables) {
        const bool canLookUp = table.index && !words.match.isEmpty();
        if (canLookUp)
            searchIndex(db, table, words, candidates, hits);
        searchRows(db, table, all, canLookUp ? markOf(db, table) : 0, candidates, hits);
    }
    const auto time = [](const SearchHit &hit) { return hit.at.isValid() ? hit.at.toMSecsSinceEpoch() : 0; };
    std::ranges::stable_sort(hits, std::ranges::greater(), time);
    return hits.mid(0, limit);
}

bool indexSome(Database &db, const QList<SearchTable> &tables)
{
    return std::ranges::any_of(tables, [&db](const SearchTable &t) { return t.index && indexRows(db, t); });
}

void forgetIndexes(Database &db, const QList<SearchTable> &tables)
{
    for (const SearchTable &table : tables) {
        if (!table.index)
            continue;
        const std::string index = std::string(table.table) + "_search";
        db.run("INSERT INTO " + index + " (" + index + ") VALUES ('delete-all')");
    }
    db.run("UPDATE search_mark SET upto = 0");
}

} // namespace opsdeck::store
