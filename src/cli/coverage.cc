#include "cli/coverage.h"

namespace lockgate::cli {
namespace {

void add(Coverage& out, const law::Rule& rule) {
  ++(rule.kind == law::Rule::Kind::Step ? out.steps : out.rules);
  if (rule.basis != "text") ++out.not_text;
  if (!rule.contested.empty() || rule.reading != law::kNone) ++out.contested;
}

}  // namespace

std::vector<Coverage> coverage_of(const law::Law& law) {
  std::vector<Coverage> out(law.books.size());
  const auto of = [&](const auto& entry) -> Coverage& { return out[static_cast<std::size_t>(entry.origin.book)]; };
  for (std::size_t b = 0; b < out.size(); ++b) out[b].book = law.books[b].name;
  for (const law::Rule& rule : law.rules) add(of(rule), rule);
  for (const law::Rider& rider : law.riders) ++(rider.kind == law::Rider::Kind::Duty ? of(rider).duties : of(rider).notes);
  for (const law::Case& one : law.cases) ++of(one).cases;
  for (const law::Untranslatable& gap : law.untranslatables) of(gap).left_out.push_back(&gap);
  return out;
}

}  // namespace lockgate::cli
