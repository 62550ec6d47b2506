// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/precheckjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

namespace {

constexpr qsizetype mostBytes = 16 << 20;

// QJsonObject keeps its keys sorted, so the compact form is canonical.
QJsonObject toObject(const Phrase &phrase)
{
    return {{QStringLiteral("text"), phrase.text},
        {QStringLiteral("arguments"), QJsonArray::fromStringList(phrase.arguments)}};
}

QJsonObject toObject(const Precheck &check)
{
    return {
        {QStringLiteral("kind"), nameOf(check.kind)},
        {QStringLiteral("host"), check.host.text()},
        {QStringLiteral("module"), check.part.text()},
        {QStringLiteral("verdict"), nameOf(check.verdict)},
        {QStringLiteral("reason"), toObject(check.reason)},
        {QStringLiteral("remedy"), toObject(check.remedy)},
        {QStringLiteral("blocks"), check.blocks},
    };
}

QJsonObject toObject(const Override &given)
{
    return {
        {QStringLiteral("kind"), nameOf(given.kind)},
        {QStringLiteral("by"), given.by},
        {QStringLiteral("text"), given.text},
        {QStringLiteral("at"), given.at.toUTC().toString(Qt::ISODateWithMs)},
    };
}

QJsonObject toObject(const Risk::Reason &reason)
{
    return {{QStringLiteral("reason"), toObject(reason.reason)}, {QStringLiteral("points"), reason.points}};
}

template <typename T> QJsonArray toArray(const QList<T> &values)
{
    QJsonArray array;
    for (const T &value : values)
        array.append(toObject(value));
    return array;
}

QJsonObject toObject(const Risk &risk)
{
    return {
        {QStringLiteral("score"), risk.score},
        {QStringLiteral("reasons"), toArray(risk.reasons)},
        {QStringLiteral("needsSecondPerson"), risk.needsSecondPerson},
    };
}

/// Reads one object and remembers whether everything was there and of its type.
class Reader
{
public:
    explicit Reader(const QJsonValue &value)
        : m_object(value.toObject())
        , m_good(value.isObject())
    { }

    QJsonValue take(const char *name, QJsonValue::Type type)
    {
        const QJsonValue value = m_object.value(QLatin1String(name));
        m_good &= value.type() == type;
        return value;
    }
    QString text(const char *name) { return take(name, QJsonValue::String).toString(); }
    bool flag(const char *name) { return take(name, QJsonValue::Bool).toBool(); }
    int number(const char *name)
    {
        const double value = take(name, QJsonValue::Double).toDouble();
        const bool fits = value >= -1'000'000 && value <= 1'000'000 && value == static_cast<int>(value);
        m_good &= fits;
        return fits ? static_cast<int>(value) : 0;
    }
    Phrase phrase(const char *name)
    {
        Reader inner(take(name, QJsonValue::Object));
        Phrase phrase(inner.text("text"));
        for (const QJsonValue argument : inner.take("arguments", QJsonValue::Array).toArray()) {
            inner.m_good &= argument.isString();
            phrase.arguments.append(argument.toString());
        }
        m_good &= inner.m_good;
        return phrase;
    }
    /// A stable word that `fromName` knows.
    template <typename T> T word(const char *name, std::optional<T> (*fromName)(const QString &))
    {
        const std::optional<T> known = fromName(text(name));
        m_good &= known.has_value();
        return known.value_or(T{});
    }
    template <typename T> QList<T> list(const char *name, T (*read)(Reader &))
    {
        QList<T> values;
        for (const QJsonValue value : take(name, QJsonValue::Array).toArray()) {
            Reader inner(value);
            values.append(read(inner));
            m_good &= inner.m_good;
        }
        return values;
    }

    void require(bool holds) { m_good &= holds; }
    bool isGood() const { return m_good; }

private:
    QJsonObject m_object;
    bool m_good;
};

Precheck readCheck(Reader &from)
{
    Precheck check;
    check.kind = from.word("kind", precheckKindFromName);
    check.host = HostId(from.text("host"));
    check.part = ModuleId(from.text("module"));
    check.verdict = from.word("verdict", verdictFromName);
    check.reason = from.phrase("reason");
    check.remedy = from.phrase("remedy");
    check.blocks = from.flag("blocks");
    const bool mayBlock = check.verdict == Verdict::Block || check.verdict == Verdict::Unknown;
    from.require(check.blocks ? mayBlock : check.verdict != Verdict::Block);
    return check;
}

Override readOverride(Reader &from)
{
    Override given;
    given.kind = from.word("kind", precheckKindFromName);
    given.by = from.text("by");
    given.text = from.text("text");
    const QString at = from.text("at");
    given.at = QDateTime::fromString(at, Qt::ISODateWithMs);
    from.require(given.at.isValid() == !at.isEmpty());
    return given;
}

Risk::Reason readReason(Reader &from)
{
    return {from.phrase("reason"), from.number("points")};
}

Risk readRisk(const QJsonValue &value, bool &isGood)
{
    Reader from(value);
    Risk risk;
    risk.score = from.number("score");
    risk.reasons = from.list("reasons", readReason);
    risk.needsSecondPerson = from.flag("needsSecondPerson");
    qint64 sum = 0;
    for (const Risk::Reason &reason : std::as_const(risk.reasons))
        sum += reason.points;
    from.require(sum == risk.score && risk.score >= 0 && risk.score <= 100);
    isGood = from.isGood();
    return risk;
}

} // namespace

QByteArray toJson(const PrecheckRecord &record)
{
    const QJsonObject json{
        {QStringLiteral("checks"), toArray(record.checks)},
        {QStringLiteral("overrides"), toArray(record.overrides)},
        {QStringLiteral("risk"), toObject(record.risk)},
    };
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::optional<PrecheckRecord> precheckRecordFromJson(const QByteArray &json)
{
    if (json.size() > mostBytes)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(json);
    if (!document.isObject())
        return std::nullopt;
    Reader from(document.object());
    PrecheckRecord record;
    record.checks = from.list("checks", readCheck);
    record.overrides = from.list("overrides", readOverride);
    bool isRisk = false;
    record.risk = readRisk(from.take("risk", QJsonValue::Object), isRisk);
    if (!from.isGood() || !isRisk)
        return std::nullopt;
    return record;
}

} // namespace opsdeck
