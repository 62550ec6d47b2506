// SPDX-License-Identifier: GPL-3.0-or-later
#define CURL_DISABLE_TYPECHECK // makes macros of what is defined here
#include "backends/late/latelibrary.h"

#include <curl/curl.h>

#include <cstdarg>

namespace {

const opsdeck::LateLibrary &curl()
{
    static const opsdeck::LateLibrary library("libcurl.so.4");
    return library;
}

} // namespace

/// An option's value is a long, a pointer or a curl_off_t: one word each.
#define LATE_OPTION(Result, name, Handle, Option)                                                                      \
    Result name(Handle handle, Option option, ...)                                                                     \
    {                                                                                                                  \
        static const auto real = curl().function<decltype(::name)>(#name);                                             \
        std::va_list values;                                                                                           \
        va_start(values, option);                                                                                      \
        void *value = va_arg(values, void *);                                                                          \
        va_end(values);                                                                                                \
        return real(handle, option, value);                                                                            \
    }
static_assert(sizeof(void *) == sizeof(long) && sizeof(void *) == sizeof(curl_off_t));

extern "C" {

// clang-format off
OPSDECK_LATE(curl(), CURLcode, curl_global_init, (long flags), (flags))
OPSDECK_LATE(curl(), curl_version_info_data *, curl_version_info, (CURLversion age), (age))
OPSDECK_LATE(curl(), time_t, curl_getdate, (const char *text, const time_t *unused), (text, unused))
OPSDECK_LATE(curl(), CURL *, curl_easy_init, (), ())
OPSDECK_LATE(curl(), void, curl_easy_cleanup, (CURL *easy), (easy))
OPSDECK_LATE(curl(), const char *, curl_easy_strerror, (CURLcode code), (code))
LATE_OPTION(CURLcode, curl_easy_setopt, CURL *, CURLoption)
LATE_OPTION(CURLcode, curl_easy_getinfo, CURL *, CURLINFO)
OPSDECK_LATE(curl(), CURLM *, curl_multi_init, (), ())
OPSDECK_LATE(curl(), CURLMcode, curl_multi_cleanup, (CURLM *multi), (multi))
OPSDECK_LATE(curl(), CURLMcode, curl_multi_add_handle, (CURLM *multi, CURL *easy), (multi, easy))
OPSDECK_LATE(curl(), CURLMcode, curl_multi_remove_handle, (CURLM *multi, CURL *easy), (multi, easy))
OPSDECK_LATE(curl(), CURLMsg *, curl_multi_info_read, (CURLM *multi, int *left), (multi, left))
OPSDECK_LATE(curl(), CURLMcode, curl_multi_socket_action, (CURLM *multi, curl_socket_t socket, int events, int *running), (multi, socket, events, running))
LATE_OPTION(CURLMcode, curl_multi_setopt, CURLM *, CURLMoption)
OPSDECK_LATE(curl(), curl_slist *, curl_slist_append, (curl_slist *list, const char *text), (list, text))
OPSDECK_LATE(curl(), void, curl_slist_free_all, (curl_slist *list), (list))
// clang-format on
}
