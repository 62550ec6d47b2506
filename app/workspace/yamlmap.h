// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/domain/diagnostic.h"

#include <QSet>
#include <QStringList>

#include <yaml-cpp/yaml.h>

#include <chrono>
#include <optional>

namespace opsdeck {

/// Where in which file, for diagnostics.
struct YamlPlace
{
    QString file;
    int line = 0;
    int column = 0;
};

/// One YAML mapping that is being read. Every accessor notes that its key is known and reports a wrong type; `finish`
/// reports the keys that nobody asked for. So the reader of a file is just the list of what it takes from it.
class YamlMap
{
public:
    YamlMap(YAML::Node node, QString file, Diagnostics &diagnostics);

    YamlPlace place() const;
    YamlPlace placeOf(const QString &key) const; ///< of the value; of the mapping where there is none
    bool has(const QString &key) const;

    QString text(const QString &key); ///< empty where missing
    QString requiredText(const QString &key);
    /// A required text that follows the rule for names: letters, digits, "-", "_", ".", at most 63.
    QString name(const QString &key = QStringLiteral("name"));
    int integer(const QString &key, int fallback, int least, int most);
    bool boolean(const QString &key, bool fallback);
    /// "500ms", "15s", "2m", "1h"
    std::chrono::milliseconds duration(const QString &key, std::chrono::milliseconds fallback);
    QStringList texts(const QString &key); ///< a list of texts, or one text
    QList<YamlMap> maps(const QString &key); ///< a list of mappings
    std::optional<YamlMap> map(const QString &key);
    QMap<QString, QString> textMap(const QString &key);
    void ignore(const QString &key) { m_known.insert(key); } ///< known, but of no use to us
    void finish(); ///< reports unknown and doubled keys

    void report(const YamlPlace &place, const QString &message, const QString &hint = {});

private:
    YAML::Node take(const QString &key);
    void wrongType(const QString &key, const YAML::Node &node, const QString &expected);

    YAML::Node m_node;
    QString m_file;
    Diagnostics *m_diagnostics;
    QSet<QString> m_known;
};

/// The word of `known` that a misspelt one probably meant; empty where none is near.
QString nearestWord(const QString &word, const QStringList &known);

/// The whole content; what cannot be read, or is too large to be written by a person, becomes a diagnostic.
std::optional<QByteArray> readSmallFile(const QString &path, const QString &shownAs, Diagnostics &diagnostics);

/// Every document of a file; a syntax error becomes a diagnostic and no documents.
std::vector<YAML::Node> parseYaml(const QByteArray &bytes, const QString &shownAs, Diagnostics &diagnostics);

} // namespace opsdeck
