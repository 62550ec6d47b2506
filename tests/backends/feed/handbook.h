// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/workspace/feedmappingreader.h"

#include <QFile>
#include <QRegularExpression>
#include <QtTest>

namespace opsdeck::testing {

/// The examples of a handbook page, word for word: what the page promises is what is tested.
inline QByteArrayList examples(const QString &page, const QString &language)
{
    QFile file(QStringLiteral(OPSDECK_TESTS_DIR "/../resources/handbook/") + page);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The handbook page is missing");
    const QRegularExpression fence(QStringLiteral("^```%1\\n(.*?)^```$").arg(language),
        QRegularExpression::MultilineOption | QRegularExpression::DotMatchesEverythingOption);
    QByteArrayList all;
    auto match = fence.globalMatch(QString::fromUtf8(file.readAll()));
    while (match.hasNext())
        all.append(match.next().captured(1).toUtf8());
    return all;
}

/// A mapping without a fault.
inline FeedMapping mapping(const QByteArray &yaml)
{
    Diagnostics diagnostics;
    const auto read = parseFeedMapping(yaml, QStringLiteral("mapping.yaml"), diagnostics);
    for (const Diagnostic &diagnostic : diagnostics)
        qWarning("%s", qPrintable(diagnostic.text()));
    return read.value_or(FeedMapping());
}

} // namespace opsdeck::testing
