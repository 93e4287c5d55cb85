// Vocabulary: the words an order may use. The contract fixes most of them; a rulebook adds named facts, item facts and
// lists, so the caller passes the union. A word outside it is refused with the nearest one inside.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lockgate::wire {

// What a fact's value looks like. `"0.30"` is a number under Number and a text under Text.
enum class Shape : std::uint8_t { Any, YesNo, Number, Text, Place, Words, Money };

using Shapes = std::map<std::string, Shape, std::less<>>;

struct Vocabulary {
  std::optional<Shapes> facts;  // named facts; nullopt: not known here, so any name passes
  Shapes item_facts;
  std::vector<std::string> movements;
  std::vector<std::string> roles;
  std::vector<std::string> lists;
  std::vector<std::string> party_kinds;
  std::vector<std::string> item_kinds;
  std::vector<std::string> end_uses;
  std::vector<std::string> gates;  // of answers, whose columns stand in a file that was checked before

  // The words of docs/contract.md. `facts` is empty: named facts are the rulebook's.
  static Vocabulary contract();
};

bool is_one_of(std::string_view word, const std::vector<std::string>& words);
std::vector<std::string> names_of(const Shapes& shapes);

}  // namespace lockgate::wire
