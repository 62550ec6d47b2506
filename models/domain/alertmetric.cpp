// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/domain/alertmetric.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <algorithm>
#include <cmath>

namespace opsdeck {

namespace {

using namespace Qt::StringLiterals;

// Longer ones are no rule of a person but a load on whoever is asked.
constexpr qsizetype LongestExpression = 8192;
constexpr QStringView MetricKind = u"prometheus";

/// A piece of an expression that stands outside of all brackets and quotes.
struct Token
{
    enum class Kind
    {
        Comparison, ///< ==, !=, <, >, <=, >=
        Join, ///< and, or, unless
        End
    };

    Kind kind = Kind::End;
    qsizetype at = 0;
    qsizetype length = 0;
};

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u':';
}

/// Walks over an expression of PromQL, brackets and quotes as a whole.
class Walker
{
public:
    explicit Walker(QStringView text)
        : m_text(text)
    { }

    Token next()
    {
        while (m_at < m_text.size()) {
            const QChar c = m_text.at(m_at);
            if (c == u'"' || c == u'\'' || c == u'`')
                skipQuoted(c);
            else if (c == u'#')
                skipTo(u'\n');
            else if (m_depth == 0 && isComparison())
                return take(Token::Kind::Comparison, m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'=' ? 2 : 1);
            else if (isWordCharacter(c)) {
                if (const auto word = takeWord())
                    return *word;
            } else {
                m_depth += QStringView(u"([{").contains(c) ? 1 : QStringView(u")]}").contains(c) ? -1 : 0;
                ++m_at;
            }
        }
        return {Token::Kind::End, m_text.size(), 0};
    }

private:
    bool isComparison() const
    {
        const QChar c = m_text.at(m_at);
        const bool isFollowed = m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'=';
        return c == u'<' || c == u'>' || ((c == u'=' || c == u'!') && isFollowed);
    }
    Token take(Token::Kind kind, qsizetype length)
    {
        const Token token{kind, m_at, length};
        m_at += length;
        return token;
    }
    std::optional<Token> takeWord()
    {
        qsizetype end = m_at;
        while (end < m_text.size() && isWordCharacter(m_text.at(end)))
            ++end;
        const QStringView word = m_text.mid(m_at, end - m_at);
        const Token token{Token::Kind::Join, m_at, word.size()};
        m_at = end;
        const bool isJoin = word.compare(u"and", Qt::CaseInsensitive) == 0
            || word.compare(u"or", Qt::CaseInsensitive) == 0 || word.compare(u"unless", Qt::CaseInsensitive) == 0;
        return isJoin && m_depth == 0 ? std::optional(token) : std::nullopt;
    }
    void skipQuoted(QChar quote)
    {
        for (++m_at; m_at < m_text.size() && m_text.at(m_at) != quote; ++m_at) {
            if (m_text.at(m_at) == u'\\' && quote != u'`')
                ++m_at;
        }
        ++m_at;
    }
    void skipTo(QChar end)
    {
        const qsizetype found = m_text.indexOf(end, m_at);
        m_at = found < 0 ? m_text.size() : found;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_depth = 0;
};

/// Without brackets that stand around the whole of it.
QStringView unwrapped(QStringView text)
{
    text = text.trimmed();
    while (text.size() >= 2 && text.front() == u'(' && text.back() == u')') {
        int depth = 0;
        for (qsizetype i = 0; i + 1 < text.size(); ++i) {
            depth += text.at(i) == u'(' ? 1 : text.at(i) == u')' ? -1 : 0;
            if (depth == 0)
                return text; // the first one was closed before the end
        }
        text = text.mid(1, text.size() - 2).trimmed();
    }
    return text;
}

/// The whole text as one number; people write "10 * 1024 * 1024" and "5 / 100".
std::optional<double> asNumber(QStringView text)
{
    text = unwrapped(text);
    double number = 1;
    bool divides = false;
    for (qsizetype begin = 0; begin <= text.size();) {
        qsizetype end = begin;
        while (end < text.size() && text.at(end) != u'*' && text.at(end) != u'/')
            ++end;
        bool isNumber = false;
        const double factor = text.mid(begin, end - begin).trimmed().toDouble(&isNumber);
        if (!isNumber)
            return {};
        number = divides ? number / factor : number * factor;
        divides = end < text.size() && text.at(end) == u'/';
        begin = end + 1;
    }
    return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

QStringView withoutBool(QStringView text)
{
    text = text.trimmed();
    const bool isBool = text.startsWith(u"bool") && (text.size() == 4 || !isWordCharacter(text.at(4)));
    return isBool ? text.mid(4).trimmed() : text;
}

const AlertRule *ruleOf(const AlertRow &row, const QList<AlertRule> &rules, const QSet<SourceId> &askable)
{
    const auto fits = [&](const AlertRule &rule) {
        if (!rule.alerting || rule.name != row.name || !askable.contains(rule.source))
            return false;
        for (auto label = rule.labels.cbegin(); label != rule.labels.cend(); ++label) {
            if (!label->contains(u"{{"_s) && row.labels.value(label.key(), *label) != *label)
                return false;
        }
        return true;
    };
    const auto tells = [&](const AlertRule &rule) {
        return std::any_of(
            row.told.cbegin(), row.told.cend(), [&](const AlertKey &key) { return key.source == rule.source; });
    };
    const AlertRule *found = nullptr;
    for (const AlertRule &rule : rules) {
        if (fits(rule) && (!found || (tells(rule) && !tells(*found))))
            found = &rule;
    }
    return found;
}

/// Whoever the link leads to, else whoever tells the alert, else the only one there is.
SourceId sourceBehind(const QUrl &link, const AlertRow &row, const QList<Connection> &metrics)
{
    for (const Connection &connection : metrics) {
        QUrl url;
        url.setUrl(connection.url);
        if (url.host() == link.host() && url.port(80) == link.port(80))
            return connection.id;
    }
    for (const Connection &connection : metrics) {
        for (const AlertKey &key : row.told) {
            if (key.source == connection.id)
                return connection.id;
        }
    }
    return metrics.size() == 1 ? metrics.first().id : SourceId();
}

/// As Prometheus writes it into the address of the page that shows an expression.
QString expressionIn(const QUrl &link)
{
    QString query = link.query(QUrl::FullyEncoded);
    query.replace(u'+', u"%20"_s);
    return QUrlQuery(query).queryItemValue(u"g0.expr"_s, QUrl::FullyDecoded).trimmed();
}

} // namespace

Condition conditionOf(const QString &expression)
{
    const QStringView text = unwrapped(expression);
    Walker walker(text);
    Token comparison;
    Token token = walker.next();
    for (; token.kind == Token::Kind::Comparison; token = walker.next())
        comparison = token;
    const QStringView whole = text.left(token.at).trimmed(); // up to where another condition is joined
    if (comparison.length == 0) {
        const QStringView inner = unwrapped(whole);
        return inner.size() < text.size() ? conditionOf(inner.toString()) : Condition{text.toString(), {}};
    }
    const QStringView left = whole.left(comparison.at).trimmed();
    const QStringView right = withoutBool(whole.mid(comparison.at + comparison.length));
    if (const auto number = asNumber(right); number && !left.isEmpty())
        return {unwrapped(left).toString(), number};
    if (const auto number = asNumber(left); number && !right.isEmpty())
        return {unwrapped(right).toString(), number};
    return {unwrapped(left.isEmpty() ? whole : left).toString(), {}};
}

std::optional<AlertMetric> metricOf(
    const AlertRow &row, const QList<AlertRule> &rules, const QList<Connection> &connections)
{
    QList<Connection> metrics;
    QSet<SourceId> askable;
    for (const Connection &connection : connections) {
        if (connection.kind != MetricKind)
            continue;
        metrics.append(connection);
        askable.insert(connection.id);
    }
    AlertMetric metric;
    QString expression;
    if (const AlertRule *rule = ruleOf(row, rules, askable)) {
        metric.source = rule->source;
        expression = rule->query;
    } else {
        QUrl link;
        link.setUrl(row.link);
        metric.source = sourceBehind(link, row, metrics);
        expression = expressionIn(link);
    }
    if (metric.source.isEmpty() || expression.isEmpty() || expression.size() > LongestExpression)
        return {};
    const Condition condition = conditionOf(expression);
    metric.expression = condition.measured;
    metric.threshold = condition.threshold ? condition.threshold : numberIn(row.threshold);
    return metric;
}

QList<Series> seriesOf(const Metric &metric, const Labels &alert)
{
    QList<Series> found;
    for (const Series &series : metric.series) {
        bool isOther = false;
        for (auto label = series.labels.cbegin(); label != series.labels.cend(); ++label)
            isOther = isOther || (label.key() != u"__name__" && alert.value(label.key(), *label) != *label);
        if (!isOther)
            found.append(series);
    }
    return found.isEmpty() ? metric.series : found;
}

std::optional<double> numberIn(const QString &text)
{
    static const QRegularExpression first(u"[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?"_s);
    static const QRegularExpression grouped(u"\\d[\\s,']\\d{3}(?!\\d)"_s); // "10 000" is no 10
    const QRegularExpressionMatch match = first.match(text.left(64));
    const bool isPlain = match.hasMatch() && !grouped.match(text.left(64)).hasMatch();
    return isPlain ? asNumber(match.captured()) : std::nullopt;
}

} // namespace opsdeck
