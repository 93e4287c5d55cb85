// Loader: reads the files of a catalogue and checks every reference between them.
#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "catalogue/catalogue.h"
#include "catalogue/table.h"

namespace lockgate::catalogue {

class Loader {
 public:
  Loader(std::string folder, Diagnostics& diagnostics) : folder_(std::move(folder)), diagnostics_(diagnostics) {}
  std::optional<Catalogue> load();

 private:
  std::unique_ptr<Table> read(const std::string& name, const std::vector<std::string>& columns);
  void read_fact_kinds();
  void read_sources();
  void read_vendors();
  void read_parts();
  void add_part(const Table& table, const Row& row);
  void read_aliases();
  void add_alias(const Table& table, const Row& row);
  void read_numbers();
  void add_figure(const Table& table, const Row& row);
  std::optional<Decimal> preferred_of(const Table& table, const Row& row, const Range& value);
  std::vector<std::string> sources_of(const Table& table, const Row& row, const Part* part);
  std::optional<std::size_t> part_of(const Table& table, const Row& row);
  void check_word(const Table& table, const Row& row, const char* column, const std::vector<std::string>& words);
  void error(const Table& table, const Row& row, std::string code, std::string message);
  bool has_fact(std::string_view name) const;

  std::string folder_;
  Diagnostics& diagnostics_;
  Catalogue catalogue_;
  std::set<std::string, std::less<>> source_keys_;
  std::string digested_;  // name, size and bytes of every file read
};

}  // namespace lockgate::catalogue
