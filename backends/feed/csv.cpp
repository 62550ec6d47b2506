// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/feed/csv.h"

namespace opsdeck::feed {

namespace {

bool isLineEnd(QChar c)
{
    return c == u'\n' || c == u'\r';
}

} // namespace

CsvReader::CsvReader(QString text, QChar delimiter)
    : m_text(std::move(text))
    , m_delimiter(delimiter)
    , m_at(m_text.startsWith(QChar(QChar::ByteOrderMark)) ? 1 : 0)
{ }

std::optional<QStringList> CsvReader::next()
{
    while (m_at < m_text.size() && isLineEnd(m_text.at(m_at)))
        ++m_at;
    if (m_at >= m_text.size())
        return {};
    QStringList cells{cell()};
    while (m_at < m_text.size() && m_text.at(m_at) == m_delimiter) {
        ++m_at;
        cells.append(cell());
    }
    return cells;
}

/// Stops at the delimiter or line end behind it.
QString CsvReader::cell()
{
    QString value;
    if (m_at < m_text.size() && m_text.at(m_at) == u'"') {
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text.at(m_at) != u'"')
                value += m_text.at(m_at);
            else if (m_at + 1 < m_text.size() && m_text.at(m_at + 1) == u'"')
                value += m_text.at(++m_at);
            else
                break;
        }
        ++m_at; // the closing quote
    }
    const qsizetype from = std::min(m_at, m_text.size());
    m_at = from;
    while (m_at < m_text.size() && m_text.at(m_at) != m_delimiter && !isLineEnd(m_text.at(m_at)))
        ++m_at;
    value += QStringView(m_text).mid(from, m_at - from);
    return value.trimmed();
}

} // namespace opsdeck::feed
