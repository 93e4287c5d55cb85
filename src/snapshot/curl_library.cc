#include "snapshot/curl_library.h"

#include <dlfcn.h>

#include <string>

namespace lockgate::snapshot {
namespace {

struct Loaded {
  CurlLibrary library{};
  std::string problem;  // empty: all functions were found
};

template <class Function>
void find(void* handle, const char* name, Function& function, std::string& problem) {
  function = reinterpret_cast<Function>(dlsym(handle, name));
  if (function == nullptr && problem.empty()) problem = std::string("libcurl has no ") + name;
}

// Distributions build it with OpenSSL or with GnuTLS, under two names.
void* open() {
  void* handle = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  return handle != nullptr ? handle : dlopen("libcurl-gnutls.so.4", RTLD_NOW | RTLD_LOCAL);
}

Loaded load() {
  Loaded out;
  void* handle = open();
  if (handle == nullptr) {
    out.problem = dlerror();
    return out;
  }
  CurlLibrary& curl = out.library;
  find(handle, "curl_global_init", curl.global_init, out.problem);
  find(handle, "curl_easy_init", curl.easy_init, out.problem);
  find(handle, "curl_easy_setopt", curl.easy_setopt, out.problem);
  find(handle, "curl_easy_perform", curl.easy_perform, out.problem);
  find(handle, "curl_easy_getinfo", curl.easy_getinfo, out.problem);
  find(handle, "curl_easy_strerror", curl.easy_strerror, out.problem);
  find(handle, "curl_easy_cleanup", curl.easy_cleanup, out.problem);
  find(handle, "curl_slist_append", curl.slist_append, out.problem);
  find(handle, "curl_slist_free_all", curl.slist_free_all, out.problem);
  if (out.problem.empty() && curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) out.problem = "libcurl does not start";
  return out;
}

}  // namespace

Result<const CurlLibrary*> curl_library() {
  static const Loaded kLoaded = load();
  if (kLoaded.problem.empty()) return &kLoaded.library;
  return fail("LG0540", "others are asked with libcurl, and it cannot be used: " + kLoaded.problem,
              "install libcurl4; lists can also be downloaded by other means and given as files");
}

}  // namespace lockgate::snapshot
