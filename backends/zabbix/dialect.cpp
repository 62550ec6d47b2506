// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/zabbix/dialect.h"

#include <QRegularExpression>

namespace opsdeck::zabbix {

std::optional<Dialect> Dialect::of(const QString &version)
{
    static const QRegularExpression numbers(QStringLiteral("\\A([0-9]{1,4})\\.([0-9]{1,4})(?:[^0-9]|\\z)"));
    const auto match = numbers.match(version);
    if (!match.hasMatch())
        return std::nullopt;
    return Dialect{match.captured(1).toInt(), match.captured(2).toInt()};
}

bool Dialect::isAtLeast(int wantedMajor, int wantedMinor) const
{
    return std::pair(major, minor) >= std::pair(wantedMajor, wantedMinor);
}

AlertActs Dialect::acts() const
{
    AlertActs acts = AlertAct::Acknowledge | AlertAct::Comment | AlertAct::Close;
    if (isAtLeast(5, 2))
        acts |= AlertAct::Unacknowledge;
    if (isAtLeast(6, 2))
        acts |= AlertAct::Suppress;
    return acts;
}

} // namespace opsdeck::zabbix
