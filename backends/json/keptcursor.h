// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace opsdeck::json {

/// The cursor of the last step in both its forms: one that did not change is neither parsed nor written anew. `Cursor`
/// has parse(QByteArray), json() and ==.
template <typename Cursor> class KeptCursor
{
public:
    Cursor parse(const QByteArray &text)
    {
        if (text != m_text || text.isEmpty()) {
            m_cursor = Cursor::parse(text);
            m_text = text;
        }
        return m_cursor;
    }

    QByteArray text(const Cursor &cursor)
    {
        if (m_text.isEmpty() || !(cursor == m_cursor)) {
            m_cursor = cursor;
            m_text = cursor.json();
        }
        return m_text;
    }

private:
    QByteArray m_text;
    Cursor m_cursor;
};

} // namespace opsdeck::json
