#include "service/request_head.h"

#include "service/target.h"

namespace lockgate::service {
namespace {

// Beast has a string view of its own, which is not everywhere that of the standard.
template <class View>
std::string text_of(const View& view) {
  return std::string(view.data(), view.size());
}

}  // namespace

Result<void> take_head(const boost::beast::http::request<boost::beast::http::string_body>& head, Request& out) {
  out.method = text_of(head.method_string());
  out.target = text_of(head.target());
  for (const auto& field : head) {
    std::string name = text_of(field.name_string());
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    out.headers.emplace(std::move(name), text_of(field.value()));
  }
  auto target = parse_target(out.target);
  if (!target) return tl::unexpected(target.error());
  out.path = std::move(target->path);
  out.query = std::move(target->query);
  return {};
}

}  // namespace lockgate::service
