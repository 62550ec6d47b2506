// SPDX-License-Identifier: GPL-3.0-or-later
#include "backends/late/latelibrary.h"

#include <QtTest>

#include <curl/curl.h>

class LateTest : public QObject
{
    Q_OBJECT

    static bool isLoaded(const QByteArray &library)
    {
        QFile maps(QStringLiteral("/proc/self/maps"));
        return maps.open(QIODevice::ReadOnly) && maps.readAll().contains(library);
    }

private Q_SLOTS:
    void aLibraryIsLoadedByTheFirstCall()
    {
        QVERIFY(isLoaded("libQt6Core.so"));
        QVERIFY2(!isLoaded("libcurl.so"), "something links libcurl again: the window starts 7 ms later for it");
        CURL *easy = curl_easy_init();
        QVERIFY(easy && isLoaded("libcurl.so"));
        QCOMPARE(curl_easy_setopt(easy, CURLOPT_URL, "http://127.0.0.1/a"), CURLE_OK);
        QCOMPARE(curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, curl_off_t(5'000'000'000)), CURLE_OK);
        const char *url = nullptr;
        QCOMPARE(curl_easy_getinfo(easy, CURLINFO_EFFECTIVE_URL, &url), CURLE_OK);
        QCOMPARE(QByteArray(url), QByteArray("http://127.0.0.1/a"));
        curl_easy_cleanup(easy);
    }

    void aFunctionIsFoundByItsName()
    {
        const opsdeck::LateLibrary library("libm.so.6");
        QCOMPARE(library.function<double(double)>("cbrt")(27), 3.0);
    }
};

QTEST_GUILESS_MAIN(LateTest)
#include "tst_late.moc"
