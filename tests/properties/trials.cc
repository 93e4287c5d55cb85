#include "trials.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>

#include "random/engine.h"

namespace lockgate::properties {
namespace {

using Clock = std::chrono::steady_clock;

// A property that throws has failed too.
random::Property guarded(const random::Property& property) {
  return [&property](const Case& tried) -> std::string {
    try {
      return property(tried);
    } catch (const std::exception& error) {
      return std::string("exception: ") + error.what();
    }
  };
}

std::string known_text(const random::Fact& fact, const random::Known& known) {
  if (known.is_missing()) return "missing";
  if (known.range) return known.range->first.to_string() + ".." + known.range->second.to_string();
  if (fact.type == law::Type::Bool) return known.value->flag ? "true" : "false";
  if (fact.is_number()) return known.value->number.to_string();
  return fact.type == law::Type::Set ? fmt::format("words {:b}", known.value->words) : known.value->text;
}

void keep(const std::string& name, const Case& failing, const std::string& problem) {
  const auto folder = std::filesystem::path(random::run_folder());
  std::filesystem::create_directories(folder);
  const auto path = folder / fmt::format("{}-{}.txt", name, failing.model.seed);
  std::ofstream(path) << describe(failing, problem);
  std::cout << "kept in " << path.string() << "\n";
}

void fail(const std::string& name, const Case& failing, const random::Property& property) {
  const Case smallest = random::shrink(failing, property);
  const std::string problem = property(smallest);
  keep(name, smallest, problem);
  ADD_FAILURE() << describe(smallest, problem);
}

}  // namespace

std::string describe(const Case& shown, const std::string& problem) {
  std::string out = fmt::format("{}\nseed {}, {}, {}\n", problem, shown.model.seed, shown.situation.date.to_string(), shown.situation.is_codified ? "codified" : "enforced");
  for (std::size_t f = 0; f < shown.model.facts.size(); ++f) {
    const random::Fact& fact = shown.model.facts[f];
    if (!fact.is_party()) out += fmt::format("  {} = {}\n", fact.name, known_text(fact, shown.situation.line[f]));
    for (std::size_t p = 0; fact.is_party() && p < shown.situation.parties.size(); ++p)
      out += fmt::format("  {} of party {} = {}\n", fact.name, p + 1, known_text(fact, shown.situation.parties[p][f]));
  }
  const random::Text text = random::render(shown.model);
  return out + "\n" + text.groups + "\n" + text.book;
}

MakeCase with_given(int percent, random::Wish wish) {
  return [percent, wish](std::uint64_t seed) {
    Case out{random::generate(seed, wish), {}};
    random::Dice dice(seed ^ 0x9e3779b97f4a7c15ULL);
    out.situation = random::situate(out.model, dice, percent);
    return out;
  };
}

void try_many(const std::string& name, const MakeCase& make, const random::Property& property) {
  const char* seconds = std::getenv("LOCKGATE_PROPERTY_SECONDS");
  const char* only = std::getenv("LOCKGATE_PROPERTY_SEED");
  const auto end = Clock::now() + std::chrono::milliseconds(static_cast<int>(1000 * (seconds == nullptr ? 2.0 : std::atof(seconds))));
  const random::Property tried = guarded(property);
  std::uint64_t seed = only == nullptr ? 1 : std::strtoull(only, nullptr, 10);
  std::uint64_t cases = 0;
  do {
    const Case made = make(seed++);
    ++cases;
    if (!tried(made).empty()) return fail(name, made, tried);
  } while (only == nullptr && Clock::now() < end);
  std::cout << fmt::format("{}: {} cases\n", name, cases);
}

}  // namespace lockgate::properties
