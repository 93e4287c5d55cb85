// Catalogue: the parts that are known, with their figures and where those come from. Immutable once loaded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/source.h"
#include "catalogue/names.h"
#include "catalogue/part.h"
#include "trade/order.h"

namespace lockgate::catalogue {

class Catalogue {
 public:
  // Reads facts.csv, sources.csv, vendors.csv, chips.csv, aliases.csv and numbers/*.csv of a folder. Everything that is
  // wrong with them is reported, not the first only; nullopt when anything is.
  static std::optional<Catalogue> load(const std::string& folder, Diagnostics& diagnostics);

  const std::vector<Part>& parts() const { return parts_; }
  const std::vector<FactKind>& fact_kinds() const { return fact_kinds_; }
  const Vendor* vendor(std::string_view name) const;
  const Part* find(std::string_view id) const;
  // An id, or one of the names people use. Errors: see Names::look_up.
  Result<const Part*> look_up(std::string_view text) const;

  // The item with the catalogue's facts under its own: a fact that the order gives stands. Goes into `contains`. An
  // item without an id keeps what it has; an unknown id is an error, since facts that would be missed are not guessed.
  Result<trade::Item> resolve(trade::Item item) const;

  // Of everything loaded, in a fixed order.
  const std::string& digest() const { return digest_; }

 private:
  friend class Loader;
  Result<trade::Item> resolve(trade::Item item, int depth) const;
  std::vector<trade::Given> facts_of(const Part& part) const;

  std::vector<FactKind> fact_kinds_;
  std::vector<Vendor> vendors_;
  std::vector<Part> parts_;
  Names names_;
  std::string digest_;
};

}  // namespace lockgate::catalogue
