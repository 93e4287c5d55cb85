// Watch: the lists that parties are compared with, read and ready to be asked.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "screen/screener.h"
#include "trade/screening.h"
#include "wire/list_file.h"

namespace lockgate::desk {

// What an answer says about a list it rests on.
struct WatchedList {
  std::string path;
  std::string digest;
  std::string published;
  std::size_t parties = 0;
  bool is_excerpt = false;  // the one that comes with the program
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
  const std::string& list_of(const screen::Hit& hit) const { return list_words_[list_of_[hit.party]]; }
  // A hit in plain values, with its account. No status yet.
  trade::ListHit describe(const screen::Hit& hit, const screen::Name& query) const;
  // Words of docs/contract.md that some publisher's list stands for, and those of them that the lists given here hold.
  const trade::Words& known_words() const { return known_words_; }
  const trade::Words& held_words() const { return held_words_; }

 private:
  // What the license requirement of an entry says about its footnote.
  struct Footnote {
    std::string list;
    std::string says;
    std::string word;
  };

  Watch(std::shared_ptr<const screen::Lexicon> lexicon, std::vector<trade::ListedParty> parties, screen::Levels levels, std::vector<WatchedList> lists);
  trade::Words words_of(const std::string& list, const std::string& of_entry) const;

  std::vector<WatchedList> lists_;
  trade::Words list_words_;
  std::vector<std::uint32_t> list_of_;  // by party: the number of its word
  std::vector<Footnote> footnotes_;
  trade::Words known_words_;
  trade::Words held_words_;
  screen::Screener screener_;
};

// The list that comes with the program: an excerpt, not a basis for clearing anybody.
std::string excerpt_in(const std::string& data);

}  // namespace lockgate::desk
