// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/error.h"
#include "models/domain/redactor.h"

#include <memory>

namespace opsdeck {

/// The one redaction of a session: whoever reads a secret tells it, and everything that leaves the program (log, store,
/// error texts, exports, crash output) goes through it. A handle: copies share what they know, also what they learn
/// later. Any thread.
class Redaction
{
public:
    Redaction();

    void learn(const QString &secret);
    /// As of now, by value.
    Redactor redactor() const;

    QString clean(const QString &text) const { return redactor().clean(text); }
    QByteArray clean(const QByteArray &text) const { return redactor().clean(text); }
    Phrase clean(Phrase phrase) const;
    Error clean(Error error) const;
    /// Every string value by itself, so that it stays JSON; digests stay what they are. Free text where it is none.
    QByteArray cleanJson(const QByteArray &json) const;
    /// Only known secrets, so that a table keeps its shape.
    QByteArray cleanKnown(const QByteArray &table) const { return redactor().cleanKnown(table); }

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

} // namespace opsdeck
