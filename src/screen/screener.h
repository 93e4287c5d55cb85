// Screener: lists of parties, ready to be asked who a name may be. Safe to ask from several threads at once.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "screen/comparison.h"
#include "screen/lexicon.h"
#include "screen/name_reader.h"
#include "screen/names.h"
#include "screen/parties.h"
#include "screen/vocabulary.h"
#include "trade/listed.h"

namespace lockgate::screen {

// One listed party that a name may be, by the best of the party's names.
struct Hit {
  std::uint32_t party = 0;  // position in `parties()`
  std::uint32_t name = 0;   // position in `names()`
  int score = 0;            // thousandths
  bool is_alert = false;
  bool is_exact = true;     // false: see Comparison
  std::vector<Evidence> evidence;
};

class Index;
class Nearest;

struct Levels {
  int alert = 770;  // from here on a person should look
  int floor = 770;  // from here on a hit is shown; 501 to `alert`
};

class Screener {
 public:
  Screener(std::shared_ptr<const Lexicon> lexicon, std::vector<trade::ListedParty> parties, Levels levels);
  ~Screener();
  // The index points at the names.
  Screener(const Screener&) = delete;
  Screener& operator=(const Screener&) = delete;

  Name read(std::string_view text) const { return reader_.read(text); }
  // Best first; of equals, in the order of the lists.
  std::vector<Hit> screen(const Name& name) const;
  // At least so many hits, if there are any: where a name in Chinese characters has fewer, the names that come nearest to it follow, below
  // all scores of hits. Takes a hundred times as long.
  std::vector<Hit> screen(const Name& name, std::size_t least) const;
  // The same as the first, by comparing with every listed name: the specification.
  std::vector<Hit> screen_all(const Name& name) const;

  const Parties& parties() const { return parties_; }
  const Names& names() const { return names_; }
  trade::ListedName listed_name(const Hit& hit) const;
  const Levels& levels() const { return levels_; }

 private:
  void read_names();
  // A hit whose evidence is not written yet.
  struct Found {
    Hit hit;
    Comparison comparison;
  };
  void add_nearest(const Name& query, std::size_t least, std::vector<Hit>& hits) const;
  void consider(const Name& query, std::uint32_t name, Comparison comparison, std::vector<Found>& found) const;
  bool may_be(const Name& query, std::uint32_t name) const;
  std::vector<Hit> finish(const Name& query, std::vector<Found> found) const;

  std::shared_ptr<const Lexicon> lexicon_;
  Vocabulary vocabulary_;
  NameReader reader_;
  Parties parties_;
  Levels levels_;
  std::vector<std::uint32_t> party_of_;  // by name
  std::vector<std::uint32_t> name_of_;   // position in the party's names, by name
  std::vector<bool> is_weak_;            // by name
  Names names_;
  std::unique_ptr<const Index> index_;
  mutable std::once_flag is_near_made_;  // when it is first asked for
  mutable std::unique_ptr<const Nearest> nearest_;
};

}  // namespace lockgate::screen
