#include "cli/account.h"

#include <fmt/format.h>

namespace lockgate::cli {
namespace {

std::string words_of(const trade::EvidenceLine& line) {
  std::string out = line.relation;
  for (char& c : out)
    if (c == '_') c = ' ';
  return line.likeness == 1000 ? out : fmt::format("{} {}", out, line.likeness);
}

std::string sentence_of(const trade::EvidenceLine& line) {
  if (line.relation == "no_brand_in_common") return fmt::format("no brand in common {}", line.points);
  if (line.relation == "contradiction") return fmt::format("each has a brand or number that the other lacks {}", line.points);
  if (line.relation != "unmatched") return fmt::format("{} = {} ({}, {}) +{}", line.query, line.listed, line.kind, words_of(line), line.points);
  return fmt::format("{} ({}) only {}", line.query.empty() ? line.listed : line.query, line.kind, line.query.empty() ? "listed" : "asked");
}

}  // namespace

std::string account_of(const trade::ListHit& hit) {
  std::string out;
  for (const trade::EvidenceLine& line : hit.evidence) out += (out.empty() ? "" : "; ") + sentence_of(line);
  return out;
}

std::string name_of(const trade::ListHit& hit) { return fmt::format("{} ({} {})", hit.name, hit.list, hit.entry); }

}  // namespace lockgate::cli
