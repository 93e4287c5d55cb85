// Asset: a file of the web page, inside the program. The build makes the table from web/dist (tools/embed_assets.py), so what is not
// in it does not exist, and no path can lead anywhere else.
#pragma once

#include <span>
#include <string_view>

#include "service/message.h"

namespace lockgate::service {

struct Asset {
  std::string_view path;  // `/app.js`; `/` is the page
  std::string_view type;
  std::string_view tag;   // of its bytes, in quotation marks: an ETag
  std::string_view bytes;
  std::string_view zipped;  // by gzip; empty: not worth it
};

// Sorted by path; without web/dist there is one page, which says how to build the others.
std::span<const Asset> assets();

// With the caching and safety headers of a page. 304 when the browser has it.
Response answer_asset(const Asset& asset, const Request& request);

}  // namespace lockgate::service
