#include "service/sheet.h"

#include <openssl/evp.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "service/problem.h"
#include "service/service.h"

namespace lockgate::service {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kMost = 1000;

std::optional<int> limit_of(std::string_view text) {
  if (text.empty()) return 0;
  int out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out >= 1 && out <= kMost ? std::optional(out) : std::nullopt;
}

// Base64 for addresses, so that nobody takes a cursor for a name and builds one.
std::string cursor_of(const std::string& id) {
  std::string out(4 * ((id.size() + 2) / 3) + 1, '\0');
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(id.data()), static_cast<int>(id.size()));
  out.resize(static_cast<std::size_t>(size));
  for (char& c : out) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return out;
}

std::optional<std::string> id_of(std::string cursor) {
  for (char& c : cursor) c = c == '-' ? '+' : c == '_' ? '/' : c;
  std::string out(cursor.size() + 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(cursor.data()), static_cast<int>(cursor.size()));
  if (size < 0) return std::nullopt;
  const auto padding = static_cast<std::size_t>(std::count(cursor.begin(), cursor.end(), '='));
  out.resize(static_cast<std::size_t>(size) - std::min(static_cast<std::size_t>(size), padding));
  return out;
}

}  // namespace

std::vector<Parameter> sheet_parameters() {
  return {{"limit", "how many entries to give, 1 to 1000; all if absent", "50"}, {"cursor", "the `next` of the answer before", ""}};
}

Response sheet(const Request& request, Json list, const std::string& key, const std::string& id) {
  const auto limit = limit_of(request.parameter("limit"));
  if (!limit) return problem(400, {"LG0811", "`limit` is a number from 1 to 1000", "limit", ""});
  const std::string cursor(request.parameter("cursor"));
  const auto after = id_of(cursor);
  if (!cursor.empty() && (!after || cursor_of(*after) != cursor)) return problem(400, {"LG0811", "this is no cursor of this list", "cursor", "send the `next` of the answer before as it came"});
  Json& all = list[key];
  if (*limit == 0 && cursor.empty()) return json_response(list);
  std::sort(all.begin(), all.end(), [&](const Json& a, const Json& b) { return a[id].get_ref<const std::string&>() < b[id].get_ref<const std::string&>(); });
  Json cut = Json::array();
  bool has_more = false;
  for (Json& one : all) {
    if (!cursor.empty() && one[id].get_ref<const std::string&>() <= *after) continue;
    has_more = *limit > 0 && cut.size() == static_cast<std::size_t>(*limit);
    if (has_more) break;
    cut.push_back(std::move(one));
  }
  list["next"] = has_more ? Json(cursor_of(cut.back()[id].get<std::string>())) : Json(nullptr);
  list[key] = std::move(cut);
  return json_response(list);
}

}  // namespace lockgate::service
