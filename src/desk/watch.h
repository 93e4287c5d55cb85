// Watch: the lists that parties are compared with, read and ready to be asked.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "screen/screener.h"
#include "wire/list_file.h"

namespace lockgate::desk {

// What an answer says about a list it rests on.
struct WatchedList {
  std::string path;
  std::string digest;
  std::string published;
  std::size_t parties = 0;
};

class Watch {
 public:
  // The words of names alone, from `watch/` in the data directory; null: they are broken, as `diagnostics` says.
  static std::shared_ptr<const screen::Lexicon> open_lexicon(const std::string& data, Diagnostics& diagnostics);

  // `files` have been read; their findings were reported.
  static Result<std::unique_ptr<const Watch>> open(const std::string& data, std::vector<wire::ListFile> files, screen::Levels levels, Diagnostics& diagnostics);

  const screen::Screener& screener() const { return screener_; }
  const std::vector<WatchedList>& lists() const { return lists_; }
  // The list that a party stands on, in the words of docs/contract.md.
  const std::string& list_of(const screen::Hit& hit) const { return list_of_[hit.party]; }

 private:
  Watch(std::shared_ptr<const screen::Lexicon> lexicon, std::vector<trade::ListedParty> parties, screen::Levels levels, std::vector<WatchedList> lists, std::vector<std::string> list_of);

  std::vector<WatchedList> lists_;
  std::vector<std::string> list_of_;
  screen::Screener screener_;
};

// The list that comes with the program: an excerpt, not a basis for clearing anybody.
std::string excerpt_in(const std::string& data);

}  // namespace lockgate::desk
