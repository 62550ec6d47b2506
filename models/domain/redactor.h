// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace opsdeck {

/// Takes secrets out of text that leaves the program: logs, error texts, stored raw answers, the clipboard. Knows the
/// secrets that it was told, also URL-encoded, JSON-escaped and inside base64, and the places where a secret stands
/// whose value it was not told: well-known headers, query parameters, JSON members and the password of an address.
/// Finds a secret that a long text was cut in the middle of. A value: cheap to copy, one thread at a time.
class Redactor
{
public:
    /// Values shorter than this are not looked for: they would be found everywhere.
    static constexpr qsizetype ShortestSecret = 4;

    /// Of a text of several lines (a key) each line counts.
    void add(const QString &secret);

    QString clean(const QString &text) const;
    QByteArray clean(QByteArray text) const;
    /// Only the secrets that it was told: what surrounds them keeps its shape.
    QByteArray cleanKnown(QByteArray text) const;

    bool operator==(const Redactor &) const = default;

private:
    void addForms(const QByteArray &value);
    void addNeedle(const QByteArray &needle, qsizetype shortest);

    QList<QByteArray> m_needles; ///< longest first, so that no secret is cut by a shorter one
};

} // namespace opsdeck
