// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace opsdeck::feed {

/// Walks over the records of a table (RFC 4180): cells in double quotes may hold delimiters, line breaks and doubled
/// quotes. Never fails: a quote that is not closed ends with the text.
class CsvReader
{
public:
    CsvReader(QString text, QChar delimiter);

    /// The next record that is not blank; nothing at the end.
    std::optional<QStringList> next();

private:
    QString cell();

    const QString m_text;
    const QChar m_delimiter;
    qsizetype m_at = 0;
};

} // namespace opsdeck::feed
