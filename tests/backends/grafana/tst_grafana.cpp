// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/grafana/parse.h"
#include "models/ports/alertactions.h"
#include "tests/backends/http/connected.h"
#include "tests/sim/monitoring/grafanasim.h"
#include "tests/support/run.h"

using namespace opsdeck;
using namespace Qt::StringLiterals;

namespace {

const SourceId Grafana(QStringLiteral("grafana"));

template <typename T> QList<T> rows(const Result<SyncBatch> &batch)
{
    for (const SyncRows &some : batch->rows) {
        if (const auto *snapshot = std::get_if<Snapshot<T>>(&some))
            return snapshot->rows;
    }
    return {};
}

} // namespace

class GrafanaTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<Source> source(const QString &token = u"glsa_sim"_s)
    {
        m_there = std::make_unique<testing::Connected>();
        m_there->secrets.lend(u"grafana"_s, token);
        auto connection = m_there->connection(u"grafana"_s);
        connection.url = QString::fromUtf8(m_grafana->url());
        connection.secret = u"grafana"_s;
        return m_there->source(connection);
    }

    sim::SimClock m_clock;
    std::unique_ptr<sim::GrafanaSim> m_grafana;
    std::unique_ptr<testing::Connected> m_there;

private Q_SLOTS:
    void init()
    {
        m_grafana = std::make_unique<sim::GrafanaSim>(m_clock);
        QVERIFY(m_grafana->start());
    }

    void tellsWhoItIs()
    {
        QCOMPARE(testing::wait(source()->probe({})).value(), (SourceIdentity{u"Grafana"_s, u"11.4.0"_s}));
    }

    void saysThatTheTokenIsNotGoodAlthoughItsHealthIsOpen()
    {
        const auto refused = testing::wait(source(u"glsa_old"_s)->probe({}));
        QCOMPARE(refused.error().kind, Error::Kind::Unauthorised);
        QVERIFY(refused.error().detail.contains(u"Invalid API key"_s));
    }

    void readsAlertsSilencesAndRules()
    {
        m_grafana->fire({{u"alertname"_s, u"Slow"_s}, {u"service"_s, u"cart"_s}},
            {{u"summary"_s, u"p95 too high"_s}, {u"__values__"_s, u"{\"A\":1.25}"_s}});
        m_grafana->rules() = {{u"Shop"_s, u"Slow"_s, {{u"severity"_s, u"critical"_s}}}};
        const auto grafana = source();
        const auto batch = testing::wait(grafana->fetch({}, {}));
        QVERIFY2(batch, qPrintable(batch ? QString() : batch.error().detail));
        QCOMPARE(rows<Alert>(batch).first().name, u"Slow"_s);
        QCOMPARE(rows<Alert>(batch).first().value, u"1.25"_s);
        QCOMPARE(rows<Alert>(batch).first().summary, u"p95 too high"_s);
        QCOMPARE(rows<AlertRule>(batch).first().name, u"Slow"_s);
        QVERIFY(rows<AlertRule>(batch).first().alerting);
    }

    void storesOnlyTheListThatHasChanged()
    {
        const auto grafana = source();
        const auto first = testing::wait(grafana->fetch({}, {}));
        QCOMPARE(first->rows.size(), 4);
        m_grafana->rules() = {{u"Shop"_s, u"Slow"_s, {}}};
        const auto second = testing::wait(grafana->fetch(first->cursor, {}));
        QCOMPARE(second->rows.size(), 1);
        QCOMPARE(rows<AlertRule>(second).size(), 1);
    }

    void readsWhatWasMarkedOnTheTimeLine()
    {
        const QDateTime now = m_clock.now();
        for (int i = 0; i < 150; ++i) // more than Grafana gives by itself
            m_grafana->annotations().append({u"release %1"_s.arg(i), {u"deploy"_s}, now.addSecs(i - 3600), {}});
        m_grafana->annotations().append({u"works <b>"_s, {u"service:cart"_s}, now, now.addSecs(60)});
        const auto grafana = source();
        const auto batch = testing::wait(grafana->fetch({}, {}));
        const auto marks = rows<Annotation>(batch);
        QCOMPARE(marks.size(), 151);
        QCOMPARE(marks.first().text, u"works <b>"_s);
        QCOMPARE(marks.first().tags, QStringList{u"service:cart"_s});
        QCOMPARE(marks.first().by, u"li"_s);
        QCOMPARE(marks.first().at.toMSecsSinceEpoch(), now.toMSecsSinceEpoch());
        QCOMPARE(marks.first().until.toMSecsSinceEpoch(), now.addSecs(60).toMSecsSinceEpoch());
        QVERIFY(!marks.at(1).until.isValid());
        QVERIFY(testing::wait(grafana->fetch(batch->cursor, {})));
        QCOMPARE(m_grafana->askedForAnnotations(), 1); // a large Grafana takes long for it
    }

    void anAccountThatMayNotReadAnnotationsReadsAlertsAllTheSame()
    {
        m_grafana->refuseAnnotations(true);
        m_grafana->fire({{u"alertname"_s, u"Slow"_s}}, {});
        const auto grafana = source();
        const auto batch = testing::wait(grafana->fetch({}, {}));
        QVERIFY2(batch, qPrintable(batch ? QString() : batch.error().detail));
        QCOMPARE(rows<Alert>(batch).size(), 1);
        QCOMPARE(grafana->vitals().rights.first().plain(), u"may not read annotations"_s);
    }

    void refusesAnnotationsThatAreNone()
    {
        for (const char *body : {"{}", "[1]", R"([{"id":1,"text":"x"}])", R"([{"time":1,"text":"x"}])"})
            QCOMPARE(grafana::parseAnnotations(body, Grafana).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(grafana::parseAnnotations(R"([{"id":1,"time":-5,"text":"x"},{"id":2,"time":5}])", Grafana)->size(), 0);
    }

    void silencesAndEndsSilences()
    {
        const auto grafana = source();
        Silence silence;
        silence.matchers = {{u"alertname"_s, u"Slow"_s, false, true}};
        silence.createdBy = u"li"_s;
        silence.comment = u"works"_s;
        silence.endsAt = m_clock.now().addSecs(600);
        const auto id = testing::wait(grafana->silenceActions()->put(silence, {}));
        QVERIFY2(id, qPrintable(id ? QString() : id.error().detail));
        QCOMPARE(rows<Silence>(testing::wait(grafana->fetch({}, {}))).first().state, u"active"_s);
        QVERIFY(testing::wait(grafana->silenceActions()->expire(*id, {})));
        QCOMPARE(rows<Silence>(testing::wait(grafana->fetch({}, {}))).first().state, u"expired"_s);
    }

    void refusesTheHealthOfOthers()
    {
        QCOMPARE(grafana::parseHealth(R"({"status":"ok"})", Grafana).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(grafana::parseHealth("[]", Grafana).error().kind, Error::Kind::BadAnswer);
        QCOMPARE(grafana::parseHealth(R"({"database":"ok"})", Grafana)->version, QString());
    }

    void showsNoValueThatIsNotOneNumber()
    {
        for (const char *values : {"", "{", "[]", "{}", R"({"A":1,"B":2})", R"({"A":"x"})", R"({"A":null})"}) {
            Alert alert;
            alert.annotations.insert(u"__values__"_s, QString::fromUtf8(values));
            grafana::describeValue(alert);
            QVERIFY2(alert.value.isEmpty(), values);
        }
    }
};

QTEST_GUILESS_MAIN(GrafanaTest)
#include "tst_grafana.moc"
