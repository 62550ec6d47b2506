// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/json/sharedtexts.h"
#include "models/domain/error.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QMap>
#include <QStringList>

#include <simdjson.h>

#include <functional>
#include <memory>
#include <optional>

namespace opsdeck::json {

// How all backends read JSON: a whole document or nothing, and fields that tell what was wrong with the first that did
// not fit. No exceptions, no doubles for ids.

using Element = simdjson::dom::element;

/// A parsed document; elements live as long as it does, and need the bytes no longer. At most 64 MB and 64 levels,
/// anything else is BadAnswer.
class Document
{
public:
    static Result<Document> parse(const QByteArray &bytes, const QString &origin);
    Document(Document &&) noexcept;
    Document &operator=(Document &&) noexcept;
    ~Document();

    Element root() const { return m_root; }

private:
    Document();

    std::unique_ptr<simdjson::dom::parser> m_parser;
    Element m_root;
};

/// Calls `take` with each object of an array, of which only one is in memory beside the bytes: a parsed document is
/// larger than what it was made of. False where the bytes are anything else, and then some may have been taken already;
/// Document::parse says what is wrong with them.
bool walkObjects(const QByteArray &bytes, const std::function<void(Element)> &take);

/// The fields of one object. Missing and null are the same. The first field that is missing or of a wrong type is
/// described in `fault`, which outlives this and is shared by all rows of an answer; reading goes on with empty values,
/// so that a parser checks once, at its end.
class Fields
{
public:
    Fields(Element object, QString &fault, QByteArray where = {});

    QString text(const char *key); ///< required
    QString textOr(const char *key, const QString &fallback = {});
    QString textOr(const char *key, SharedTexts &texts);
    qint64 integer(const char *key); ///< required; a number or a decimal string
    qint64 integerOr(const char *key, qint64 fallback = 0);
    double numberOr(const char *key, double fallback = 0);
    bool flagOr(const char *key, bool fallback = false);
    QDateTime time(const char *key); ///< UTC; required
    QDateTime timeOr(const char *key); ///< UTC; invalid where missing or Go's zero time
    QStringList texts(const char *key); ///< an array of strings
    QMap<QString, QString> textMap(const char *key); ///< an object of strings; other scalars are written out
    QMap<QString, QString> textMap(const char *key, SharedTexts &texts);
    QList<Element> list(const char *key); ///< an array
    Fields object(const char *key); ///< without fields where missing
    std::optional<Element> element(const char *key) const; ///< whatever it is
    bool has(const char *key) const { return element(key).has_value(); }

private:
    Fields(QString &fault, QByteArray where, const char *part);
    void complain(const char *key, const char *wanted);
    QByteArray placeOf(const char *key) const;
    template <typename T> std::optional<T> scalar(const char *key, const char *wanted);
    template <typename Fn> QMap<QString, QString> textMap(const char *key, Fn make);

    std::optional<simdjson::dom::object> m_object;
    QString &m_fault;
    QByteArray m_where;
    const char *m_part = ""; ///< of what stands there
};

QString toText(std::string_view utf8);
/// From a number or a decimal string; nothing else.
std::optional<qint64> toInteger(Element element);
/// The elements of an array; nothing where it is none.
std::optional<QList<Element>> toList(Element element);
/// RFC 3339 with any number of fraction digits and a zone, a date alone, and the forms with blanks that GitLab uses
/// ("2026-11-20 17:53:02 UTC", "… +0800"). Nothing where the text is no time; an invalid one for Go's zero time. UTC.
std::optional<QDateTime> toTime(std::string_view text);
std::optional<QDateTime> toTime(const QString &text);

/// Checks once at the end of a parser: the value, or BadAnswer with the fault.
template <typename T> Result<T> checked(T value, const QString &fault, const QString &origin)
{
    if (!fault.isEmpty())
        return failure(Error::Kind::BadAnswer, origin, fault);
    return value;
}

} // namespace opsdeck::json
