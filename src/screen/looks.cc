#include "screen/looks.h"

namespace lockgate::screen {
namespace {

constexpr std::size_t kShortest = 3;

char as_seen(char c) {
  switch (c) {
    case '0': return 'o';
    case '1': case 'i': return 'l';
    case '5': return 's';
    case '8': return 'b';
    default: return c;
  }
}

}  // namespace

std::string undoubled(std::string_view word) {
  std::string out;
  for (const char c : word)
    if (out.empty() || out.back() != c) out += c;
  return out.size() < kShortest ? std::string(word) : out;
}

std::string looks(std::string_view given) {
  const std::string once = undoubled(given);
  const std::string_view word = once;
  std::string out;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const std::string_view two = word.substr(at, 2);
    const char joined = two == "rn" ? 'm' : two == "cl" ? 'd' : two == "vv" ? 'w' : '\0';
    out += joined != '\0' ? joined : as_seen(word[at]);
    at += joined != '\0' ? 1 : 0;
  }
  return out;
}

}  // namespace lockgate::screen
