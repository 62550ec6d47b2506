// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/ids.h"

#include <QDateTime>
#include <QStringList>

#include <optional>

namespace opsdeck {

/// A content digest, "sha256:" and 64 hex digits. Empty when unknown.
class Digest
{
public:
    Digest() = default;
    /// Empty where the text is no digest.
    static Digest parse(const QString &text);

    const QString &text() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }
    /// The first hex digits, for people: "9f2c41d0".
    QString shortText() const { return m_text.mid(7, 8); }

    friend bool operator==(const Digest &, const Digest &) = default;
    friend size_t qHash(const Digest &d, size_t seed = 0) { return ::qHash(d.m_text, seed); }

private:
    QString m_text;
};

/// "registry/repository:tag@digest" taken apart by the rules of the reference grammar.
struct ImageRef
{
    QString registry; ///< host and port; empty where the text names none (then the engine's default applies)
    QString repository; ///< without registry
    QString tag; ///< empty where none is named
    Digest digest;

    /// Nothing where the text is no image reference.
    static std::optional<ImageRef> parse(const QString &text);

    QString name() const; ///< registry/repository
    QString text() const; ///< everything that is known
    ImageRef withTag(const QString &newTag) const;
    ImageRef pinned(const Digest &to) const; ///< registry/repository@digest, no tag

    bool operator==(const ImageRef &) const = default;
};

/// What a scanner found, by severity.
struct ScanSummary
{
    QString status; ///< Success, Running, Error, …; empty = never scanned
    QString severity; ///< the worst
    int critical = 0;
    int high = 0;
    int total = 0;
    int fixable = 0;

    bool operator==(const ScanSummary &) const = default;
};

/// An image in a registry, with every tag that points at it.
struct Artifact
{
    SourceId source;
    QString repository; ///< with project prefix: shop/cart
    Digest digest;
    QStringList tags;
    qint64 size = 0; ///< bytes
    QDateTime pushedAt;
    ScanSummary scan;

    bool operator==(const Artifact &) const = default;
};

struct RegistryProject
{
    SourceId source;
    qint64 id = 0;
    QString name;
    int repositories = 0;

    bool operator==(const RegistryProject &) const = default;
};

struct RegistryRepository
{
    SourceId source;
    QString name; ///< with project prefix
    int artifacts = 0;
    QDateTime updatedAt;

    bool operator==(const RegistryRepository &) const = default;
};

} // namespace opsdeck
