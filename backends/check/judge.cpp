// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/check/judge.h"

#include "models/domain/alertphrase.h"

namespace opsdeck::check {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 DaySeconds = 24 * 3600;

QString expectedStatus(const CheckSpec &spec)
{
    return spec.leastStatus == spec.mostStatus ? QString::number(spec.leastStatus)
                                               : u"%1-%2"_s.arg(spec.leastStatus).arg(spec.mostStatus);
}

Alert alertOf(const Connection &check, const QString &key)
{
    Alert alert;
    alert.key = {check.id, key};
    alert.name = check.id.text().section(u'/', 1);
    alert.labels = check.check.labels;
    alert.labels.insert(u"alertname"_s, alert.name);
    alert.labels.insert(u"instance"_s, check.url);
    alert.link = safeLink(check.url);
    return alert;
}

std::optional<Alert> answerAlert(const Connection &check, const Finding &found)
{
    const CheckSpec &spec = check.check;
    Alert alert = alertOf(check, u"answer"_s);
    alert.severity = spec.severity;
    if (found.error && found.error->kind == Error::Kind::Timeout) {
        say(alert, Phrase(QT_TRANSLATE_NOOP("Phrase", "No answer in %1 ms"), {QString::number(spec.timeout.count())}));
        alert.value = u"> %1 ms"_s.arg(spec.timeout.count());
        alert.threshold = u"%1 ms"_s.arg(spec.timeout.count());
    } else if (found.error) {
        if (const Phrase &ours = found.error->phrase; !ours.isEmpty())
            say(alert, ours);
        else
            alert.summary = found.error->detail.simplified().left(500);
    } else if (found.status != 0 && (found.status < spec.leastStatus || found.status > spec.mostStatus)) {
        say(alert,
            Phrase(QT_TRANSLATE_NOOP("Phrase", "Answers %1 instead of %2"),
                {QString::number(found.status), expectedStatus(spec)}));
        alert.value = QString::number(found.status);
        alert.threshold = expectedStatus(spec);
    } else if (!found.holdsText) {
        say(alert, Phrase(QT_TRANSLATE_NOOP("Phrase", "The answer does not hold \"%1\""), {spec.contains}));
        alert.value = QString::number(found.status);
        alert.threshold = spec.contains;
    } else {
        return {};
    }
    return alert;
}

std::optional<Alert> certificateAlert(const Connection &check, const Finding &found, const QDateTime &now)
{
    const int wanted = check.check.certificateDays;
    const qint64 seconds = now.secsTo(found.certificateEnd);
    if (!found.certificateEnd.isValid() || wanted == 0 || seconds >= wanted * DaySeconds)
        return {};
    Alert alert = alertOf(check, u"certificate"_s);
    alert.name += u" certificate"_s;
    alert.labels.insert(u"alertname"_s, alert.name);
    alert.severity = seconds <= 0 ? check.check.severity : Severity::Warning;
    say(alert,
        Phrase(
            QT_TRANSLATE_NOOP("Phrase", "The certificate ends on %1"), {found.certificateEnd.toString(Qt::ISODate)}));
    alert.value = u"%1 d"_s.arg(seconds / DaySeconds);
    alert.threshold = u"< %1 d"_s.arg(wanted);
    return alert;
}

} // namespace

QList<Alert> judge(const Connection &check, const Finding &found, feed::FirstSeen &seen, const QDateTime &now)
{
    QList<Alert> alerts;
    for (auto alert : {answerAlert(check, found), certificateAlert(check, found, now)}) {
        if (!alert)
            continue;
        alert->startsAt = seen.at(alert->key.fingerprint, now);
        alert->updatedAt = alert->startsAt;
        alerts.append(*alert);
    }
    seen.forgetOthers();
    return alerts;
}

} // namespace opsdeck::check
