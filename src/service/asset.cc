#include "service/asset.h"

namespace lockgate::service {
namespace {

// Nothing is loaded from elsewhere, nothing runs that is not a file of ours, and nobody may show the page inside his own.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

}  // namespace

Response answer_asset(const Asset& asset, const Request& request) {
  Response out;
  out.type = asset.type;
  out.headers = {{"ETag", std::string(asset.tag)}, {"Cache-Control", "no-cache"}, {"Vary", "Accept-Encoding"}, {"Content-Security-Policy", kPolicy}, {"Cross-Origin-Opener-Policy", "same-origin"}};
  if (request.header("if-none-match").find(asset.tag) != std::string_view::npos) {
    out.status = 304;
    return out;
  }
  const bool is_zipped = !asset.zipped.empty() && request.header("accept-encoding").find("gzip") != std::string_view::npos;
  if (is_zipped) out.headers.emplace_back("Content-Encoding", "gzip");
  out.body = is_zipped ? asset.zipped : asset.bytes;
  return out;
}

}  // namespace lockgate::service
