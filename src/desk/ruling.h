// Ruling: what a person said about one hit: is this name that listed party? Kept in a plain file, a JSON object a line, newest last;
// nothing in it is ever changed, so who said what stays readable.
//
// A ruling is about a name in normal form and an entry as it read on that day: it holds wherever the entry stands in a later list, and
// ends when any word of the entry changes.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "trade/listed.h"

namespace lockgate::desk {

struct Ruling {
  std::string name;      // as it was asked
  std::string normal;    // its normal form
  std::string list;
  std::string entry;     // the publisher's number on that day
  std::string listed;    // the listed name that was hit
  std::string digest;    // of the entry
  std::string status;    // needs_review, escalated, true_match, not_a_match
  std::string by;
  std::string why;
  std::string on;        // the day
};

bool is_status(std::string_view word);

// Of everything an entry says, but for its number, which some publishers do not give.
std::string digest_of(const trade::ListedParty& party);

class Rulings {
 public:
  // A file that is not there yet holds no rulings. LG0530: a line that is no ruling; nothing is guessed from the others.
  static Result<Rulings> open(const std::string& path);

  // The last word on it.
  const Ruling* find(const std::string& normal, const std::string& list, const std::string& digest) const;
  // A ruling on the same name and list whose entry was called the same and has changed since.
  const Ruling* before_change(const std::string& normal, const std::string& list, const std::string& listed) const;
  const std::vector<Ruling>& all() const { return all_; }

  // Appends a line and sees it to the disk. LG0531: it could not be written.
  static Result<void> append(const std::string& path, const Ruling& ruling);

 private:
  void add(Ruling ruling);

  std::vector<Ruling> all_;
  std::unordered_map<std::string, std::size_t> by_digest_;
  std::unordered_map<std::string, std::size_t> by_listed_;
};

}  // namespace lockgate::desk
