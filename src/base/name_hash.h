// NameHash: a hash for the short names of facts, words and registers. It reads the length and both ends, which is what
// tells such names apart; a table keyed by text an outsider chooses should use std::hash instead.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>

namespace lockgate {

struct NameHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view name) const {
    std::uint64_t head = 0;
    std::uint64_t tail = 0;
    const std::size_t part = name.size() < 8 ? name.size() : 8;
    std::memcpy(&head, name.data(), part);
    std::memcpy(&tail, name.data() + name.size() - part, part);
    std::uint64_t hash = (head ^ (tail << 7 | tail >> 57) ^ name.size()) * 0x9E3779B97F4A7C15u;
    return static_cast<std::size_t>(hash ^ hash >> 29);
  }
};

template <class Key, class Value>
using NameMap = std::unordered_map<Key, Value, NameHash, std::equal_to<>>;

}  // namespace lockgate
