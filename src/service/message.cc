#include "service/message.h"

#include <algorithm>

#include "base/text.h"

namespace lockgate::service {
namespace {

std::string_view find(const Texts& texts, std::string_view name) {
  const auto it = texts.find(name);
  return it == texts.end() ? std::string_view() : std::string_view(it->second);
}

}  // namespace

std::string_view Request::header(std::string_view name) const { return find(headers, name); }
std::string_view Request::parameter(std::string_view name) const { return find(query, name); }

std::string Request::media_type() const {
  const std::string_view whole = header("content-type");
  std::string out(trim(whole.substr(0, whole.find(';'))));
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

}  // namespace lockgate::service
