// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backends/store/stores.h"
#include "tests/support/run.h"

#include <QTemporaryDir>

namespace opsdeck::testing {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

inline const SourceId lab(u"lab"_s);
inline const SourceId plant(u"plant"_s);

inline QDateTime at(qint64 seconds)
{
    return QDateTime::fromMSecsSinceEpoch(1'700'000'000'123 + seconds * 1000, Qt::UTC);
}

/// What servers may send and SQL, JSON or C strings could trip over.
inline QString oddText()
{
    return u"Robert'); DROP TABLE alert;-- \"\\ \n\t %s 订单 🚢 "_s + QChar(u'\0') + u"x"_s;
}

inline Digest digest(char digit)
{
    return Digest::parse(u"sha256:"_s + QString(64, QLatin1Char(digit)));
}

inline SourceRecord recordOf(const SourceId &id)
{
    return {.id = id, .kind = u"gitlab"_s, .lastAttempt = at(1), .lastSuccess = at(1)};
}

inline Alert alertOf(const SourceId &source, const QString &fingerprint, const QString &name = {})
{
    return {.key = {source, fingerprint}, .name = name, .labels = {{u"service"_s, u"cart"_s}}, .startsAt = at(0)};
}

template <typename... Lists> SyncBatch batchOf(QByteArray cursor, Lists... lists)
{
    return {.rows = {SyncRows(lists)...}, .cursor = std::move(cursor)};
}

inline std::unique_ptr<Stores> mustOpen(const QString &folder, const StoreSettings &settings = {})
{
    auto stores = openStores(folder, settings);
    if (!stores)
        qFatal("%s: %s", qPrintable(stores.error().origin), qPrintable(stores.error().detail));
    return std::move(*stores);
}

} // namespace opsdeck::testing
