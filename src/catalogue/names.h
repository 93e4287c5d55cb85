// Names: from what people write (`nvidia-h20-96gb`, `NVIDIA H20 96GB`, `英伟达H20`) to the part they mean, or to an
// answer why that is not settled. Upper and lower case, blanks and punctuation do not count.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace lockgate::catalogue {

enum class NameStatus : std::uint8_t {
  Name,    // means this part, unless it is the name of another one too
  Family,  // a generation or product line: never enough by itself
  Wrong,   // no such product; the part that is probably meant
};

class Names {
 public:
  void add_part(std::size_t part, const std::string& id, const std::string& vendor);
  void add(const std::string& alias, NameStatus status, std::size_t part, const std::string& note = {});
  void add_vendor(const std::string& vendor, const std::string& alias);

  // LG0301 not known, with the nearest ids and names; LG0302 several parts have this name; LG0303 a wrong name.
  Result<std::size_t> look_up(std::string_view text) const;

 private:
  struct Entry {
    std::size_t part;
    NameStatus status;
    std::string note;
  };
  std::vector<Entry> entries_for(std::string_view text) const;
  Result<std::size_t> choose(std::string_view text, const std::vector<Entry>& entries) const;
  std::string list(const std::vector<Entry>& entries) const;
  tl::unexpected<Error> unknown(std::string_view text) const;

  std::vector<std::string> ids_;        // by part
  std::vector<std::string> vendors_;    // by part
  std::vector<std::string> spellings_;  // ids and aliases as written, for suggestions
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::map<std::string, std::vector<Entry>, std::less<>> by_alias_;   // folded
  std::map<std::string, std::string, std::less<>> vendor_of_prefix_;  // folded
};

}  // namespace lockgate::catalogue
