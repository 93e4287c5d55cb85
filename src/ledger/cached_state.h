// CachedState: what has been read from a database once is not read again. Right as long as nobody else writes.
#pragma once

#include <map>
#include <tuple>
#include <utility>

#include "ledger/state.h"

namespace lockgate::ledger {

class CachedState : public State {
 public:
  explicit CachedState(const State& below) : below_(below) {}

  std::optional<Row> find(const Shape& shape, const Row& key) const override {
    auto [place, is_new] = rows_.try_emplace({&shape, key});
    if (is_new) place->second = below_.find(shape, key);
    return place->second;
  }

  std::vector<Row> list(const Shape& shape, const std::string& column, const std::string& value) const override {
    auto [place, is_new] = lists_.try_emplace({&shape, column, value});
    if (is_new) place->second = below_.list(shape, column, value);
    return place->second;
  }

  std::size_t size() const { return rows_.size() + lists_.size(); }

 private:
  const State& below_;
  mutable std::map<std::pair<const Shape*, Row>, std::optional<Row>> rows_;
  mutable std::map<std::tuple<const Shape*, std::string, std::string>, std::vector<Row>> lists_;
};

}  // namespace lockgate::ledger
