// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/http/message.h"

namespace opsdeck::http {

/// How an answer is recognised when it comes again: by the server's own marks (ETag, Last-Modified) and by a hash of
/// its body. As text it is one line without blanks at its ends, which a source keeps in its cursor, so that it is true
/// exactly while the rows of that answer are stored.
struct Memory
{
    QByteArray salt; ///< what else the rows depend on: the address, the version of this program
    QByteArray hash;
    QByteArray etag;
    QByteArray lastModified;

    static Memory of(const Answer &answer, const Url &url);
    /// Empty where the text is none, or is about another address or from another version.
    static Memory fromText(const QByteArray &text, const Url &url);
    QByteArray toText() const;

    QList<Header> conditions() const; ///< If-None-Match, If-Modified-Since
};

/// Short text that is another one for other bytes; empty where it cannot be made.
QByteArray hashOf(const QByteArray &bytes);

/// What was remembered and a new answer: marked unchanged where it is the same, and with its memory. A 304 counts only
/// if something was remembered.
Answer compared(Answer answer, const Memory &before, const Url &url);

} // namespace opsdeck::http
