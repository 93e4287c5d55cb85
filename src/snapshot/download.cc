#include "snapshot/download.h"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <string_view>

#include "base/text.h"
#include "snapshot/curl_library.h"

namespace lockgate::snapshot {
namespace {

// Far above any list; a server that sends without end is stopped.
constexpr std::size_t kMostBytes = std::size_t{2} << 30;
constexpr long kConnectSeconds = 30;
// Slower than a kilobyte a second for a minute is a connection that hangs.
constexpr long kLeastSpeed = 1024;
constexpr long kSlowSeconds = 60;
constexpr long kMostRedirects = 5;
constexpr long kFound = 200;
constexpr long kNotModified = 304;

tl::unexpected<Error> failure(const std::string& url, std::string why) {
  return fail("LG0541", std::move(why), "check the address and the connection; the lists in use stay as they are", url);
}

// The rest of a header line that begins with `name:`, in any case.
bool read_header(std::string_view line, std::string_view name, std::string& into) {
  if (line.size() <= name.size() || line[name.size()] != ':') return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if ((line[i] | 0x20) != (name[i] | 0x20)) return false;
  into = trim(line.substr(name.size() + 1));
  return true;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* into) {
  auto* out = static_cast<Download*>(into);
  const std::string_view line(data, size * count);
  // After a redirection the answer begins anew.
  if (line.starts_with("HTTP/")) out->etag.clear(), out->last_modified.clear(), out->bytes.clear();
  (void)(read_header(line, "ETag", out->etag) || read_header(line, "Last-Modified", out->last_modified));
  return size * count;
}

std::size_t take_bytes(char* data, std::size_t size, std::size_t count, void* into) {
  auto* out = static_cast<Download*>(into);
  if (out->bytes.size() + size * count > kMostBytes) return 0;
  out->bytes.append(data, size * count);
  return size * count;
}

}  // namespace

bool is_this_machine(std::string_view url) {
  constexpr std::array<std::string_view, 3> kHosts = {"http://127.0.0.1", "http://localhost", "http://[::1]"};
  for (const std::string_view host : kHosts)
    if (url.starts_with(host) && (url.size() == host.size() || url[host.size()] == ':' || url[host.size()] == '/'))
      return true;
  return false;
}

Result<Download> download(const std::string& url, const Known& known) {
  const bool is_here = is_this_machine(url);
  if (!is_here && !url.starts_with("https://")) return failure(url, "a list is fetched by HTTPS only");
  const auto library = curl_library();
  if (!library) return tl::unexpected(library.error());
  const CurlLibrary& curl = **library;
  const std::unique_ptr<CURL, decltype(curl.easy_cleanup)> handle(curl.easy_init(), curl.easy_cleanup);
  if (handle == nullptr) return failure(url, "libcurl does not start");
  curl_slist* headers = nullptr;
  if (!known.etag.empty()) headers = curl.slist_append(headers, ("If-None-Match: " + known.etag).c_str());
  if (!known.last_modified.empty())
    headers = curl.slist_append(headers, ("If-Modified-Since: " + known.last_modified).c_str());
  const std::unique_ptr<curl_slist, decltype(curl.slist_free_all)> owned(headers, curl.slist_free_all);
  Download out;
  const auto set = [&](CURLoption option, auto value) { curl.easy_setopt(handle.get(), option, value); };
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_PROTOCOLS_STR, is_here ? "http" : "https");
  set(CURLOPT_REDIR_PROTOCOLS_STR, is_here ? "http" : "https");
  set(CURLOPT_FOLLOWLOCATION, is_here ? 0L : 1L);
  set(CURLOPT_MAXREDIRS, kMostRedirects);
  set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  set(CURLOPT_LOW_SPEED_LIMIT, kLeastSpeed);
  set(CURLOPT_LOW_SPEED_TIME, kSlowSeconds);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_ACCEPT_ENCODING, "");
  set(CURLOPT_USERAGENT, "lockgate");
  set(CURLOPT_HTTPHEADER, headers);
  set(CURLOPT_HEADERFUNCTION, &take_header);
  set(CURLOPT_HEADERDATA, &out);
  set(CURLOPT_WRITEFUNCTION, &take_bytes);
  set(CURLOPT_WRITEDATA, &out);
  const CURLcode code = curl.easy_perform(handle.get());
  if (code != CURLE_OK)
    return failure(url, fmt::format("this list could not be fetched: {}", curl.easy_strerror(code)));
  long status = 0;
  curl.easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status == kNotModified && headers != nullptr) return Download{false, {}, known.etag, known.last_modified};
  if (status != kFound) return failure(url, fmt::format("the server answers {} instead of the list", status));
  if (out.bytes.empty()) return failure(url, "the server sends an empty file");
  return out;
}

}  // namespace lockgate::snapshot
