#include "screen/parties.h"

#include <gtest/gtest.h>

#include <random>

namespace lockgate::screen {
namespace {

std::string random_text(std::mt19937& dice) {
  std::string out(dice() % 4 == 0 ? dice() % 40'000 : dice() % 40, '\0');
  for (char& c : out) c = static_cast<char>(dice());
  return out;
}

std::vector<std::string> random_texts(std::mt19937& dice) {
  std::vector<std::string> out(dice() % 4);
  for (std::string& text : out) text = random_text(dice);
  return out;
}

trade::ListedParty random_party(std::mt19937& dice) {
  trade::ListedParty out{random_text(dice), random_text(dice), random_text(dice), {}, random_texts(dice), random_texts(dice), random_text(dice), random_text(dice), random_text(dice)};
  for (const std::string& text : random_texts(dice)) out.names.push_back({text, static_cast<trade::NameRole>(dice() % 4)});
  return out;
}

TEST(Parties, GiveBackWhatTheListsSaid) {
  std::mt19937 dice(1);
  std::vector<trade::ListedParty> said;
  for (int i = 0; i < 200; ++i) said.push_back(random_party(dice));
  const Parties parties(said);
  ASSERT_EQ(parties.size(), said.size());
  for (std::uint32_t p = 0; p < parties.size(); ++p) {
    ASSERT_EQ(parties[p], said[p]);
    const std::vector<Parties::Named> names = parties.names_of(p);
    ASSERT_EQ(names.size(), said[p].names.size());
    for (std::size_t n = 0; n < names.size(); ++n) EXPECT_EQ((trade::ListedName{std::string(names[n].text), names[n].role}), said[p].names[n]);
  }
}

}  // namespace
}  // namespace lockgate::screen
