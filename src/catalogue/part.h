// Part: one entry of the catalogue, that is a chip, a card, a module or a kind of memory stack.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalogue/figure.h"

namespace lockgate::catalogue {

// Empty strings and an empty `is_datacenter` are facts that no source gives.
struct Part {
  std::string id;
  std::string vendor;
  std::string name;
  std::string kind;
  std::optional<bool> is_datacenter;
  std::string announced;  // as precise as the source: a year, a month or a day
  std::string released;
  std::string process;
  std::string dies;
  std::string memory;
  std::string interconnect;
  std::string made_in;
  std::vector<std::string> sources;
  std::string confidence;
  std::string note;
  std::vector<std::string> aliases;
  std::vector<Figure> figures;
};

// What numbers/ may speak of. Only the facts that decide are handed to the law.
struct FactKind {
  std::string name;
  std::string unit;
  std::optional<Decimal> bits;  // of a rate: the length it counts with
  bool decides = false;
  std::string means;
};

struct Vendor {
  std::string name;
  std::string company;
  std::vector<std::string> names_zh;
  std::string headquarters;
};

const Figure* find(const std::vector<Figure>& figures, std::string_view fact);

}  // namespace lockgate::catalogue
