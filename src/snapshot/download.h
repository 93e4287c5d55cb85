// Download: one file from a server, by libcurl, over HTTPS; plain HTTP only from this machine itself. A server that
// says that nothing is new is not asked for the file again.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace lockgate::snapshot {

struct Known {
  std::string etag;
  std::string last_modified;
};

struct Download {
  bool is_new = true;  // false: the server says that what is known is still right
  std::string bytes;
  std::string etag;
  std::string last_modified;
};

// LG0540: libcurl is not installed; LG0541: the address is not served, not by HTTPS, or the file did not come whole.
Result<Download> download(const std::string& url, const Known& known);

// Is it an `http://` address of this machine itself?
bool is_this_machine(std::string_view url);

}  // namespace lockgate::snapshot
