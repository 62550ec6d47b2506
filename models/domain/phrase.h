// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace opsdeck {

/// What the program itself states below the layer of words: an English pattern with its arguments, so that it can be
/// stored and shown later in any language (models/items/phrasetext). A pattern stands in the source as
/// QT_TRANSLATE_NOOP("Phrase", "healthy after %1 s"). Words from outside are a phrase without arguments, shown as they
/// are.
struct Phrase
{
    QString text;
    QStringList arguments;

    Phrase() = default;
    Phrase(QString words) // NOLINT(google-explicit-constructor): plain words are the common case
        : text(std::move(words))
    { }
    /// `pattern` is marked with QT_TRANSLATE_NOOP.
    explicit Phrase(const char *pattern, QStringList values = {})
        : text(QString::fromUtf8(pattern))
        , arguments(std::move(values))
    { }

    bool isEmpty() const { return text.isEmpty(); }
    /// In English: for ledger, log and --json.
    QString plain() const { return fill(text); }
    /// `pattern` with %1 … %9 replaced at once, so that a % in an argument stays what it is.
    QString fill(const QString &pattern) const;

    bool operator==(const Phrase &) const = default;
};

} // namespace opsdeck
