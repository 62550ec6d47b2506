// SPDX-License-Identifier: GPL-3.0-or-later
// G5: a long list, page by page, from the first request to the last row in the store.
#include "app/session/session.h"
#include "app/workspace/workspaceloader.h"
#include "tests/bench/child.h"
#include "tests/bench/company.h"
#include "tests/bench/goals.h"
#include "tests/bench/nginx.h"
#include "tests/support/run.h"

namespace opsdeck::bench {

using namespace Qt::StringLiterals;

namespace {

constexpr double bar = 0.5;
constexpr int pages = 500;
constexpr int rowsEach = 100;

/// A deployment of about 300 bytes, newest first.
QByteArray row(int page, int i)
{
    const int id = (pages - page) * rowsEach + rowsEach - i;
    const QByteArray time
        = QDateTime::fromSecsSinceEpoch(1'760'000'000 + id * 60, Qt::UTC).toString(Qt::ISODate).toUtf8();
    const QByteArray number = QByteArray::number(id);
    return R"({"id":)" + number + R"(,"iid":)" + number + R"(,"ref":"v2.4.)" + QByteArray::number(id % 40)
        + R"(","sha":"a91957a858320c0e17f3a0eca7cfacbff50ea29a","created_at":")" + time + R"(","updated_at":")" + time
        + R"(","status":"success","user":{"id":1,"name":"Li Na","username":"li.na"},)"
          R"("environment":{"id":9,"name":"production"}})";
}

void serve(Nginx *nginx, const QByteArray &list)
{
    QByteArray links = "map_hash_max_size 4096;\nmap_hash_bucket_size 256;\nmap $arg_page $page { \"\" 1; default "
                       "$arg_page; }\nmap $page $next {\n";
    for (int page = 1; page <= pages; ++page) {
        QByteArrayList rows;
        for (int i = 0; i < rowsEach; ++i)
            rows.append(row(page, i));
        nginx->put(u"pages/%1.json"_s.arg(page), '[' + rows.join(',') + ']');
        if (page < pages)
            links += QByteArray::number(page) + " '<" + nginx->url().toUtf8() + list
                + "?per_page=100&page=" + QByteArray::number(page + 1) + ">; rel=\"next\"';\n";
    }
    nginx->start(links + "default '';\n}\n",
        "location = " + list
            + " { add_header Link $next; try_files /pages/$page.json =404; }\n"
              R"(location = /api/v4/version { return 200 '{"version":"16.11.2","revision":"x"}'; }
           location = /api/v4/projects { return 200 '[{"id":7,"name":"Cart","path_with_namespace":"shop/cart",
             "default_branch":"main","last_activity_at":"2026-03-01T10:00:00.000Z"}]'; }
           location / { return 200 '[]'; }
)");
}

double milliseconds(const ChildRun &run)
{
    const QJsonObject answer = run.answer();
    if (answer.value(u"rows").toInt() != pages * rowsEach)
        qFatal("Only %d rows came", answer.value(u"rows").toInt());
    return answer.value(u"ms").toDouble();
}

} // namespace

QList<Report> measurePages(Bench &bench)
{
    const QByteArray list = "/api/v4/projects/7/deployments";
    Nginx nginx;
    serve(&nginx, list);
    QList<double> ours;
    QList<double> theirs;
    for (int i = 0; i < bench.rounds(); ++i) {
        const BenchWorkspace workspace(u"  - {name: gitlab, kind: gitlab, url: \"%1\"}\n"_s.arg(nginx.url()), {});
        ours.append(milliseconds(runPart(u"pages"_s, {workspace.folder()})));
        theirs.append(milliseconds(runChild({u"python3"_s, QStringLiteral(OPSDECK_TESTS_DIR "/bench/requestspages.py"),
            nginx.url() + QString::fromLatin1(list) + u"?per_page=100"_s})));
    }
    return {compared(u"g5"_s, u"ms"_s, ours, theirs, bar)};
}

/// The workspace's folder.
int runPages(const QStringList &arguments)
{
    const auto session = Session::open(loadWorkspace(arguments.at(0)).workspace, standardFolders());
    if (!session)
        qFatal("%s", qPrintable(session.error().detail));
    const double start = monotonicMs();
    const auto failed = testing::wait((*session)->syncOnce(), 120'000);
    const double ms = monotonicMs() - start;
    if (!failed || *failed != 0)
        qFatal("The sync failed");
    const auto rows = testing::wait((*session)->cache().deployments(SourceId(u"gitlab"_s), 7, 100'000));
    tell({{u"ms"_s, ms}, {u"rows"_s, rows ? rows->size() : 0}});
    return 0;
}

} // namespace opsdeck::bench
