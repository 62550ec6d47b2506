// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/workspace/maintenancereader.h"

#include "app/workspace/words.h"
#include "models/domain/silencematch.h"

#include <QRegularExpression>

namespace opsdeck {

namespace {

QString key(const char *text)
{
    return QString::fromLatin1(text);
}

/// Reads one window, and remembers whether all of it could be read.
class WindowReader
{
public:
    explicit WindowReader(YamlMap &map)
        : m_map(map)
    { }

    std::optional<MaintenanceWindow> read()
    {
        readWhat();
        m_window.comment = m_map.requiredText(key("comment"));
        m_isGood &= !m_window.comment.isEmpty();
        readZone();
        if (m_map.has(key("weekly")))
            readWeekly();
        else
            readOnce();
        m_map.finish();
        return m_isGood ? std::optional(m_window) : std::nullopt;
    }

private:
    void fault(const char *where, const QString &message, const QString &hint)
    {
        m_isGood = false;
        m_map.report(m_map.placeOf(key(where)), message, hint);
    }

    void readWhat()
    {
        const QStringList texts = m_map.texts(key("what"));
        for (const QString &text : texts) {
            if (const auto matcher = matcherFromText(text))
                m_window.matchers.append(*matcher);
            else
                fault("what", WorkspaceText::tr("\"%1\" is no matcher of labels.").arg(text),
                    WorkspaceText::tr("One like service=cart, host!=db-1, instance=~\"app-.*\""));
        }
        if (texts.isEmpty())
            fault("what", WorkspaceText::tr("A window of maintenance needs to say what it is about."),
                WorkspaceText::tr("Matchers of labels, like service=cart"));
        else if (m_isGood && !SilenceMatch(m_window.matchers).isValid())
            fault("what", WorkspaceText::tr("\"%1\" holds no regular expression.").arg(matchersText(m_window.matchers)),
                WorkspaceText::tr("It has to match the whole value"));
        else if (m_isGood && SilenceMatch(m_window.matchers).catchesAll())
            fault("what", WorkspaceText::tr("This window would hide every alert."),
                WorkspaceText::tr("Say which alerts are expected"));
    }

    void readZone()
    {
        const QString name = m_map.text(key("timezone"));
        if (name.isEmpty())
            return;
        // Qt takes any word for a zone without an offset.
        const bool isKnown = QTimeZone::availableTimeZoneIds().contains(name.toLatin1());
        m_window.zone = isKnown ? QTimeZone(name.toLatin1()) : QTimeZone::utc();
        if (!isKnown) {
            fault("timezone", WorkspaceText::tr("\"%1\" is no time zone.").arg(name),
                WorkspaceText::tr("One like Asia/Shanghai"));
        }
    }

    QDateTime momentOf(const char *where)
    {
        const QString text = m_map.requiredText(key(where));
        const QString iso = QString(text).replace(u' ', u'T');
        QDateTime at = QDateTime::fromString(iso, Qt::ISODate);
        if (at.isValid() && at.timeSpec() == Qt::LocalTime)
            at = QDateTime(at.date(), at.time(), m_window.zone);
        if (!at.isValid() || !iso.contains(u'T'))
            fault(where, WorkspaceText::tr("\"%1\" is no time.").arg(text),
                WorkspaceText::tr("One like 2026-11-14 22:00 or 2026-11-14T22:00:00Z"));
        return at.toUTC();
    }

    void readOnce()
    {
        m_window.from = momentOf("from");
        m_window.until = momentOf("until");
        if (m_isGood && m_window.until <= m_window.from)
            fault("until", WorkspaceText::tr("This window ends before it begins."), {});
    }

    /// "saturday sunday 23:00-02:00", "daily 04:00-04:30"
    void readWeekly()
    {
        const QString text = m_map.text(key("weekly"));
        static const QRegularExpression form(
            QStringLiteral("\\A((?:[a-z]+ +)+)([0-2]?\\d:[0-5]\\d) *- *([0-2]?\\d:[0-5]\\d)\\z"),
            QRegularExpression::CaseInsensitiveOption);
        const auto match = form.match(text);
        m_window.begins = QTime::fromString(match.captured(2), QStringLiteral("H:mm"));
        m_window.ends = QTime::fromString(match.captured(3), QStringLiteral("H:mm"));
        for (const QString &day : match.captured(1).toLower().split(u' ', Qt::SkipEmptyParts))
            addDay(day);
        if (!match.hasMatch() || !m_window.begins.isValid() || !m_window.ends.isValid())
            fault("weekly", WorkspaceText::tr("\"%1\" is no time of a week.").arg(text),
                WorkspaceText::tr("One like saturday sunday 23:00-02:00, or daily 04:00-04:30"));
        for (const char *once : {"from", "until"}) {
            if (m_map.has(key(once)))
                fault(once, WorkspaceText::tr("A window is once or every week, not both."), {});
            m_map.ignore(key(once));
        }
    }

    void addDay(const QString &name)
    {
        const auto day = dayNames().indexOf(name);
        if (name == u"daily") {
            for (int each = Qt::Monday; each <= Qt::Sunday; ++each)
                m_window.days.append(static_cast<Qt::DayOfWeek>(each));
        } else if (day >= 0) {
            m_window.days.append(static_cast<Qt::DayOfWeek>(day + 1));
        } else {
            fault("weekly", WorkspaceText::tr("\"%1\" is no day.").arg(name),
                WorkspaceText::tr("Known: %1")
                    .arg((dayNames() + QStringList{key("daily")}).join(QStringLiteral(", "))));
        }
    }

    YamlMap &m_map;
    MaintenanceWindow m_window;
    bool m_isGood = true;
};

} // namespace

const QStringList &dayNames()
{
    static const QStringList names{key("monday"), key("tuesday"), key("wednesday"), key("thursday"), key("friday"),
        key("saturday"), key("sunday")};
    return names;
}

std::optional<MaintenanceWindow> readMaintenance(YamlMap map)
{
    return WindowReader(map).read();
}

NoisePolicy readNoisePolicy(YamlMap map)
{
    using std::chrono::duration_cast;
    using std::chrono::seconds;
    constexpr int most = 100'000;
    NoisePolicy policy;
    policy.storm = map.integer(key("storm"), policy.storm, 0, most);
    policy.stormWithin = duration_cast<seconds>(map.duration(key("storm-within"), policy.stormWithin));
    policy.flapping = map.integer(key("flapping"), policy.flapping, 0, most);
    policy.flappingWithin = duration_cast<seconds>(map.duration(key("flapping-within"), policy.flappingWithin));
    policy.hops = map.integer(key("symptom-hops"), policy.hops, 0, 10);
    policy.symptomBefore = duration_cast<seconds>(map.duration(key("symptom-before"), policy.symptomBefore));
    if (map.has(key("causes")))
        policy.causes = map.texts(key("causes"));
    map.finish();
    return policy;
}

std::optional<Silence::Matcher> matcherFromText(const QString &text)
{
    static const QRegularExpression form(
        QStringLiteral("\\A\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(.*?)\\s*\\z"),
        QRegularExpression::DotMatchesEverythingOption);
    const auto match = form.match(text);
    if (!match.hasMatch())
        return {};
    QString value = match.captured(3);
    if (value.size() >= 2 && value.startsWith(u'"') && value.endsWith(u'"'))
        value = value.mid(1, value.size() - 2);
    const QString sign = match.captured(2);
    return Silence::Matcher{match.captured(1), value, sign.endsWith(u'~'), !sign.startsWith(u'!')};
}

} // namespace opsdeck
