// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/checkpolicyreader.h"

#include "app/workspace/maintenancereader.h"
#include "app/workspace/words.h"

#include <QRegularExpression>

#include <algorithm>

namespace opsdeck {

namespace {

constexpr int MostPercent = 90;
constexpr int MostFactor = 100;
constexpr int MostHosts = 100'000;
constexpr int MostPoints = 100;
constexpr int MostMinors = 1000;

using Seconds = std::chrono::seconds; // lupdate takes a qualified type for a class

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

QString known(const QStringList &words)
{
    return WorkspaceText::tr("Known: %1").arg(words.join(QStringLiteral(", ")));
}

/// "2GiB", "500MB"; nothing where it is no size.
std::optional<qint64> bytesFromText(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("\\A([0-9]{1,6}) ?([kmgt])(i?)b\\z"), QRegularExpression::CaseInsensitiveOption);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {};
    const qint64 step = match.captured(3).isEmpty() ? 1000 : 1024;
    qint64 bytes = match.captured(1).toLongLong();
    for (qsizetype i = QStringLiteral("kmgt").indexOf(match.captured(2).toLower()); i >= 0; --i)
        bytes *= step;
    return bytes;
}

class PolicyReader
{
public:
    explicit PolicyReader(YamlMap &map)
        : m_map(map)
    { }

    PrecheckPolicy read(const QStringList &modules)
    {
        readEngine();
        readRoom();
        const auto skew = m_map.duration(key("clock-skew"), m_policy.worstClockSkew);
        m_policy.worstClockSkew = std::chrono::ceil<Seconds>(skew);
        readScan();
        if (const auto jobs = m_map.map(key("test-jobs")))
            readJobs(*jobs, modules);
        if (const auto hours = m_map.map(key("office-hours")))
            m_policy.officeHours = readHours(*hours);
        if (const auto overrides = m_map.map(key("override")))
            readOverrides(*overrides);
        m_policy.unknownBlocksInProduction
            = m_map.boolean(key("unknown-blocks-production"), m_policy.unknownBlocksInProduction);
        m_policy.riskLimit = m_map.integer(key("risk-limit"), m_policy.riskLimit, 0, MostPoints);
        m_policy.manyHosts = m_map.integer(key("many-hosts"), m_policy.manyHosts, 0, MostHosts);
        m_policy.mostHostsAlone = m_map.integer(key("hosts-alone"), m_policy.mostHostsAlone, 0, MostHosts);
        m_policy.bigJumpMinors = m_map.integer(key("big-jump"), m_policy.bigJumpMinors, 1, MostMinors);
        if (const auto weights = m_map.map(key("weights")))
            readWeights(*weights);
        m_map.finish();
        return m_policy;
    }

private:
    /// The text of a key that is there; nothing where it is not, or where it is none, which is then told.
    static std::optional<QString> textOf(YamlMap &map, const QString &name)
    {
        const QString text = map.text(name);
        if (!text.isEmpty() || !map.has(name))
            return text.isEmpty() ? std::nullopt : std::optional(text);
        map.report(map.placeOf(name), WorkspaceText::tr("\"%1\" names nothing.").arg(name),
            WorkspaceText::tr("Give it a value, or leave it out"));
        return {};
    }

    void readEngine()
    {
        static const QRegularExpression form(QStringLiteral("\\A[0-9]{1,6}(\\.[0-9]{1,6}){0,3}\\z"));
        const auto text = textOf(m_map, key("engine"));
        if (!text)
            return;
        if (form.match(*text).hasMatch())
            m_policy.leastEngine = QVersionNumber::fromString(*text);
        else
            m_map.report(m_map.placeOf(key("engine")), WorkspaceText::tr("\"%1\" is no version.").arg(*text),
                WorkspaceText::tr("One like 20.10 or 24.0.7"));
    }

    void readRoom()
    {
        if (const auto text = textOf(m_map, key("disk-reserve"))) {
            if (const auto bytes = bytesFromText(*text))
                m_policy.diskReserve = *bytes;
            else
                m_map.report(m_map.placeOf(key("disk-reserve")), WorkspaceText::tr("\"%1\" is no size.").arg(*text),
                    WorkspaceText::tr("A whole number with kB, MB, GB, TB, KiB, MiB, GiB or TiB, such as 2GiB"));
        }
        m_policy.diskReservePercent
            = m_map.integer(key("disk-reserve-percent"), m_policy.diskReservePercent, 0, MostPercent);
        m_policy.inodeReservePercent
            = m_map.integer(key("inode-reserve-percent"), m_policy.inodeReservePercent, 0, MostPercent);
        m_policy.unpackFactor = m_map.integer(key("unpack-factor"), m_policy.unpackFactor, 1, MostFactor);
    }

    void readScan()
    {
        const QString where = key("worst-scan");
        if (!m_map.has(where))
            return m_map.ignore(where);
        const QString word = textOf(m_map, where).value_or(QString());
        const auto severity = scanSeverityFromText(word);
        m_policy.worstScan = severity.value_or(ScanSeverity::None);
        if (!severity && !word.isEmpty())
            m_map.report(m_map.placeOf(where), WorkspaceText::tr("\"%1\" is no severity.").arg(word),
                known({key("none"), key("negligible"), key("low"), key("medium"), key("high"), key("critical")}));
    }

    void readJobs(YamlMap map, const QStringList &modules)
    {
        for (const QString &module : modules) {
            const QStringList jobs = map.texts(module);
            if (!jobs.isEmpty())
                m_policy.testJobs.insert(ModuleId(module), jobs);
            const bool isHollow = jobs.isEmpty() || jobs.contains(QString());
            if (map.has(module) && isHollow)
                map.report(map.placeOf(module), WorkspaceText::tr("\"%1\" names nothing.").arg(module),
                    WorkspaceText::tr("Name the jobs, or leave it out"));
        }
        map.finish();
    }

    static std::optional<OfficeHours> readHours(YamlMap map)
    {
        OfficeHours hours;
        if (map.has(key("days")))
            hours.days = readDays(map);
        else
            map.ignore(key("days"));
        readClock(map, hours);
        const auto zone = textOf(map, key("timezone"));
        if (zone && QTimeZone::availableTimeZoneIds().contains(zone->toLatin1())) // Qt takes any word for a zone
            hours.zone = QTimeZone(zone->toLatin1());
        else if (zone)
            map.report(map.placeOf(key("timezone")), WorkspaceText::tr("\"%1\" is no time zone.").arg(*zone),
                WorkspaceText::tr("One like Asia/Shanghai"));
        map.finish();
        return hours;
    }

    static QList<Qt::DayOfWeek> readDays(YamlMap &map)
    {
        QList<Qt::DayOfWeek> days;
        const QStringList names = map.texts(key("days"));
        for (const QString &name : names) {
            const auto day = dayNames().indexOf(name.toLower());
            if (name.toLower() == u"daily") {
                for (int each = Qt::Monday; each <= Qt::Sunday; ++each)
                    days.append(static_cast<Qt::DayOfWeek>(each));
            } else if (day >= 0) {
                days.append(static_cast<Qt::DayOfWeek>(day + 1));
            } else {
                map.report(map.placeOf(key("days")), WorkspaceText::tr("\"%1\" is no day.").arg(name),
                    known(dayNames() + QStringList{key("daily")}));
            }
        }
        if (names.isEmpty())
            map.report(map.placeOf(key("days")), WorkspaceText::tr("\"%1\" names nothing.").arg(key("days")),
                known(dayNames() + QStringList{key("daily")}));
        return days;
    }

    static void readClock(YamlMap &map, OfficeHours &hours)
    {
        static const QRegularExpression form(QStringLiteral("\\A([0-2]?\\d:[0-5]\\d) *- *([0-2]?\\d:[0-5]\\d)\\z"));
        const auto text = textOf(map, key("hours"));
        if (!text)
            return;
        const auto match = form.match(*text);
        const QTime begins = QTime::fromString(match.captured(1), QStringLiteral("H:mm"));
        const QTime ends = QTime::fromString(match.captured(2), QStringLiteral("H:mm"));
        if (begins.isValid() && ends.isValid() && begins != ends) {
            hours.begins = begins;
            hours.ends = ends;
            return;
        }
        map.report(map.placeOf(key("hours")), WorkspaceText::tr("\"%1\" is no time of a day.").arg(*text),
            WorkspaceText::tr("One like 09:00-18:00"));
    }

    void readOverrides(YamlMap map)
    {
        const QStringList roles{
            nameOf(Role::Viewer), nameOf(Role::Operator), nameOf(Role::Releaser), nameOf(Role::Admin), key("nobody")};
        for (int i = 0; i <= static_cast<int>(PrecheckKind::OffHours); ++i) {
            const auto kind = static_cast<PrecheckKind>(i);
            const QString name = nameOf(kind);
            if (!map.has(name)) {
                map.ignore(name);
                continue;
            }
            m_policy.overridable.remove(kind);
            const QString word = textOf(map, name).value_or(QString());
            if (const auto role = roleFromName(word))
                m_policy.overridable.insert(kind, *role);
            else if (!word.isEmpty() && word != roles.last())
                map.report(map.placeOf(name), WorkspaceText::tr("\"%1\" is no role.").arg(word), known(roles));
        }
        map.finish();
    }

    void readWeights(YamlMap map)
    {
        RiskWeights &weights = m_policy.weights;
        const auto read
            = [&map](const char *name, int &points) { points = map.integer(key(name), points, 0, MostPoints); };
        read("freeze", weights.freeze);
        read("open-critical", weights.openCritical);
        read("last-failed", weights.lastFailed);
        read("no-rollback", weights.noRollback);
        read("database-change", weights.databaseChange);
        read("off-hours", weights.offHours);
        read("many-hosts", weights.manyHosts);
        read("production", weights.production);
        read("big-jump", weights.bigJump);
        read("finding", weights.finding);
        read("findings-most", weights.findingsMost);
        map.finish();
    }

    YamlMap &m_map;
    PrecheckPolicy m_policy;
};

} // namespace

PrecheckPolicy readCheckPolicy(YamlMap map, const QStringList &modules)
{
    return PolicyReader(map).read(modules);
}

} // namespace opsdeck
