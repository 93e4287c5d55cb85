// Publication: one change of what a firm lays over the rulebooks: what an overlay says from now on, who wrote it and who approved it.
#pragma once

#include <string>
#include <vector>

#include "ledger/shape.h"

namespace lockgate::ledger {

class State;

struct Publication {
  static constexpr const char* kTable = "publication";
  static constexpr std::size_t kKeys = 1;
  static constexpr const char* kIndex = "";
  // The database itself takes none that its author approved.
  static constexpr const char* kCheck = R"("author" <> '' AND "approver" <> '' AND "author" <> "approver")";

  std::int64_t number = 0;  // 1, 2, 3, …
  std::string overlay;
  std::string text;      // empty: the overlay is taken away
  std::string proposal;  // under which it was approved
  std::string author;
  std::string approver;
  std::string before;   // digest of the law as it was
  std::string after;    // and as it is now
  std::string begins;   // names of what the law has now and had not, separated by blanks
  std::string changes;  // of what it says otherwise
  std::string ends;     // and of what it has no more
  Date published_on;

  template <class Self, class Visit>
  static void fields(Self& self, Visit&& visit) {
    visit("number", self.number);
    visit("overlay", self.overlay);
    visit("text", self.text);
    visit("proposal", self.proposal);
    visit("author", self.author);
    visit("approver", self.approver);
    visit("before", self.before);
    visit("after", self.after);
    visit("begins", self.begins);
    visit("changes", self.changes);
    visit("ends", self.ends);
    visit("published_on", self.published_on);
  }
};

// All of them, first to last.
std::vector<Publication> publications(const State& state);
// What stands: of each overlay the last, unless it was taken away; by their names.
std::vector<Publication> standing(const std::vector<Publication>& all);

// The names in `begins`, `changes` or `ends`.
std::vector<std::string> names_in(const std::string& text);

}  // namespace lockgate::ledger
