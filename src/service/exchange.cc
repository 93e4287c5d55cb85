#include "service/exchange.h"

#include <fmt/format.h>

#include <cctype>
#include <memory>

#include "base/text.h"
#include "snapshot/curl_library.h"
#include "snapshot/download.h"

namespace lockgate::service {
namespace {

using snapshot::CurlLibrary;

constexpr std::size_t kMostBytes = 1 << 20;
constexpr long kConnectSeconds = 5;
constexpr long kSeconds = 15;
constexpr long kOk = 200;

tl::unexpected<Error> failure(const std::string& url, std::string why) { return fail("LG0846", std::move(why), "check the address of the issuer, and that this machine reaches it", url); }

std::size_t take_bytes(char* data, std::size_t size, std::size_t count, void* into) {
  auto* out = static_cast<std::string*>(into);
  if (out->size() + size * count > kMostBytes) return 0;
  out->append(data, size * count);
  return size * count;
}

// Redirections are not followed: what is asked here is named by the issuer itself.
long ask(const CurlLibrary& curl, CURL* handle, const Question& question, std::string& body, CURLcode& code) {
  const auto set = [&](CURLoption option, auto value) { curl.easy_setopt(handle, option, value); };
  set(CURLOPT_URL, question.url.c_str());
  set(CURLOPT_PROTOCOLS_STR, question.url.starts_with("https://") ? "https" : "http");
  set(CURLOPT_FOLLOWLOCATION, 0L);
  set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  set(CURLOPT_TIMEOUT, kSeconds);
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_USERAGENT, "lockgate");
  if (!question.form.empty()) set(CURLOPT_POSTFIELDS, question.form.c_str());
  const std::string shown = escaped_word(question.client) + ":" + escaped_word(question.secret);
  if (!question.secret.empty()) set(CURLOPT_HTTPAUTH, CURLAUTH_BASIC), set(CURLOPT_USERPWD, shown.c_str());
  set(CURLOPT_WRITEFUNCTION, &take_bytes);
  set(CURLOPT_WRITEDATA, &body);
  code = curl.easy_perform(handle);
  long status = 0;
  curl.easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

}  // namespace

bool is_askable(std::string_view url) { return url.starts_with("https://") || snapshot::is_this_machine(url); }

std::string escaped_word(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_' || c == '~') out += c;
    else out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

Result<wire::JsonValue> exchange(const Question& question) {
  if (!is_askable(question.url)) return failure(question.url, "an identity provider is asked by HTTPS only");
  const auto library = snapshot::curl_library();
  if (!library) return tl::unexpected(library.error());
  const CurlLibrary& curl = **library;
  const std::unique_ptr<CURL, decltype(curl.easy_cleanup)> handle(curl.easy_init(), curl.easy_cleanup);
  if (handle == nullptr) return failure(question.url, "libcurl does not start");
  std::string body;
  CURLcode code = CURLE_OK;
  const long status = ask(curl, handle.get(), question, body, code);
  if (code != CURLE_OK) return failure(question.url, fmt::format("the identity provider does not answer: {}", curl.easy_strerror(code)));
  if (status != kOk) return failure(question.url, fmt::format("the identity provider answers {}: {}", status, excerpt(body)));
  auto value = wire::parse_json(body);
  if (!value || !value->is_object()) return failure(question.url, "the identity provider does not answer with an object of JSON");
  return value;
}

}  // namespace lockgate::service
