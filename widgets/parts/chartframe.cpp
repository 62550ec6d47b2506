// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/parts/chartframe.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QPluginLoader>

namespace opsdeck {

namespace {

Q_LOGGING_CATEGORY(lcCharts, "opsdeck.charts")

} // namespace

std::unique_ptr<ChartFrame> makeChartFrame()
{
    // Installed, and as it is built.
    for (const QString &folder : {QStringLiteral("/../lib/opsdeck"), QStringLiteral(""), QStringLiteral("/../bin")}) {
        QPluginLoader loader(QCoreApplication::applicationDirPath() + folder + QStringLiteral("/opsdeck-charts.so"));
        if (auto *maker = qobject_cast<ChartFrameMaker *>(loader.instance()))
            return maker->make();
        qCDebug(lcCharts).noquote() << loader.errorString();
    }
    return nullptr;
}

} // namespace opsdeck
