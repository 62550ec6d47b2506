// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/jsonlines.h"

#include "app/cli/terminal.h"
#include "models/domain/error.h"
#include "models/items/errortext.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace opsdeck {

void writeJsonLine(const QJsonObject &json)
{
    const QByteArray line = QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(line.constData(), 1, static_cast<size_t>(line.size()), stdout);
    std::fflush(stdout);
}

ExitCode tellFailure(Terminal &err, bool json, const Error &error)
{
    if (json)
        writeJsonLine({{QStringLiteral("type"), QStringLiteral("error")}, {QStringLiteral("origin"), error.origin},
            {QStringLiteral("message"), errorText(error)}, {QStringLiteral("detail"), error.detail}});
    err.line(errorText(error));
    if (error.kind != Error::Kind::Refused && error.kind != Error::Kind::Usage && !error.detail.isEmpty())
        err.line(QStringLiteral("  ") + rawText(error));
    return exitCodeOf(error);
}

} // namespace opsdeck
