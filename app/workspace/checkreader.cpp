// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/checkreader.h"

#include "app/workspace/words.h"

#include <QRegularExpression>

namespace opsdeck {

namespace {

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

/// "200", "200-299"
void readStatus(YamlMap &map, CheckSpec &spec)
{
    const QString written = map.text(key("status"));
    if (written.isEmpty())
        return;
    static const QRegularExpression form(QStringLiteral("\\A([1-5][0-9][0-9])(?:-([1-5][0-9][0-9]))?\\z"));
    const auto match = form.match(written);
    const int least = match.captured(1).toInt();
    const int most = match.captured(2).isEmpty() ? least : match.captured(2).toInt();
    if (match.hasMatch() && least <= most) {
        spec.leastStatus = least;
        spec.mostStatus = most;
        return;
    }
    map.report(map.placeOf(key("status")), WorkspaceText::tr("\"%1\" is no HTTP status.").arg(written),
        WorkspaceText::tr("One like 200, or a range like 200-299"));
}

void readSeverity(YamlMap &map, CheckSpec &spec)
{
    const QString word = map.text(key("severity"));
    const QMap<QString, Severity> words{
        {key("critical"), Severity::Critical}, {key("warning"), Severity::Warning}, {key("info"), Severity::Info}};
    if (word.isEmpty())
        return;
    spec.severity = words.value(word, spec.severity);
    if (!words.contains(word))
        map.report(map.placeOf(key("severity")),
            WorkspaceText::tr("\"%1\" names nothing that exists: %2").arg(key("severity"), word),
            WorkspaceText::tr("Known: %1").arg(QStringList(words.keys()).join(QStringLiteral(", "))));
}

} // namespace

CheckSpec readCheckSpec(YamlMap &map, const QString &scheme)
{
    CheckSpec spec;
    spec.timeout = map.duration(key("timeout"), spec.timeout);
    readSeverity(map, spec);
    spec.labels = map.textMap(key("labels"));
    if (scheme.startsWith(u"http")) {
        readStatus(map, spec);
        spec.contains = map.text(key("contains"));
    }
    if (scheme == u"https" || scheme == u"tls")
        spec.certificateDays = map.integer(key("certificate-days"), spec.certificateDays, 0, 3650);
    return spec;
}

} // namespace opsdeck
