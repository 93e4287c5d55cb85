// libcurl, loaded when something is first fetched: with TLS and what it needs in turn it is a dozen libraries, which a
// program that decides an order has no use for.
#pragma once

#include <curl/curl.h>

#include "base/result.h"

namespace lockgate::snapshot {

// libcurl's functions under their own names: https://curl.se/libcurl/c/allfuncs.html
struct CurlLibrary {
  decltype(&::curl_global_init) global_init;
  decltype(&::curl_easy_init) easy_init;
  CURLcode (*easy_setopt)(CURL* handle, CURLoption option, ...);
  decltype(&::curl_easy_perform) easy_perform;
  CURLcode (*easy_getinfo)(CURL* handle, CURLINFO info, ...);
  decltype(&::curl_easy_strerror) easy_strerror;
  decltype(&::curl_easy_cleanup) easy_cleanup;
  decltype(&::curl_slist_append) slist_append;
  decltype(&::curl_slist_free_all) slist_free_all;
};

// LG0540: it is not installed. Lives as long as the process.
Result<const CurlLibrary*> curl_library();

}  // namespace lockgate::snapshot
