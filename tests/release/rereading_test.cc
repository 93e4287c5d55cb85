// Readings of contested law that are said to reach nothing of an order, tried all the same: every gate comes to what it came to. Over the
// shipped law and the orders of its cases, whole and with facts left out.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "decide/rereading.h"
#include "decide/routes.h"
#include "desk/desk.h"
#include "desk/vocabulary.h"
#include "wire/case_file.h"

namespace lockgate::desk {
namespace {

struct Dated {
  trade::Order order;
  decide::Options options;
};

std::shared_ptr<const Desk> the_desk() {
  static const std::shared_ptr<const Desk> kDesk = [] {
    Diagnostics diagnostics;
    Sources sources;
    sources.data = ".";
    return std::shared_ptr<const Desk>(Desk::open(sources, diagnostics));
  }();
  return kDesk;
}

std::vector<Dated> orders_of_cases() {
  std::vector<Dated> out;
  for (const auto& entry : std::filesystem::directory_iterator("cases")) {
    if (entry.path().extension() != ".jsonl") continue;
    auto file = wire::CaseFile::open(entry.path().string(), vocabulary_of(the_desk()->law(), the_desk()->decider().binder()));
    EXPECT_TRUE(file.has_value()) << entry.path();
    while (auto line = file->next()) {
      if (!line->value || !line->value->order.date) continue;
      Dated dated{line->value->order, {}};
      dated.options.as_of = dated.order.date.value();
      dated.options.is_codified = line->value->posture == "codified";
      dated.options.has_answers = false;
      if (the_desk()->prepare(dated.order).empty()) out.push_back(std::move(dated));
    }
  }
  std::sort(out.begin(), out.end(), [](const Dated& a, const Dated& b) { return a.order.id < b.order.id; });
  return out;
}

// A part of what was given is left out, another with every order.
trade::Order with_gaps(trade::Order order, std::size_t n) {
  auto& facts = order.item.facts;
  if (!facts.empty() && n % 2 == 0) facts.erase(facts.begin() + static_cast<std::ptrdiff_t>(n % facts.size()));
  for (trade::Party& party : order.parties)
    if (n % 3 == 0) party.lists.reset();
    else if (n % 3 == 1) party.headquarters.clear();
  if (n % 5 == 0) order.end_use.reset();
  return order;
}

std::string said(const trade::Gate& gate) {
  std::string out = gate.gate + " " + gate.outcome + " " + gate.rate_percent.value_or("-");
  for (const std::string& word : gate.possible) out += " ?" + word;
  for (const trade::Field& field : gate.fields) {
    out += "\n  " + field.name + (field.is_settled ? "=" : "?");
    for (const auto* words : {&field.values, &field.possible})
      for (const std::string& word : *words) out += word + ",";
  }
  return out;
}

struct Tally {
  int reaching = 0, idle = 0;
};

void try_all(const Dated& dated, Tally& tally) {
  const decide::Decider& decider = the_desk()->decider();
  const auto routes = decider.routes(dated.options);
  const decide::BoundOrder bound = decider.bind(dated.order);
  const decide::World world(*routes, decider.binder(), bound, law::kNone);
  const std::vector<int> reaching = routes->rereading().reaching(world, decider.binder());
  const trade::Determination own = decider.decide(dated.order, dated.options);
  tally.reaching += static_cast<int>(reaching.size());
  for (int r = 0; r < static_cast<int>(decider.law().readings.size()); ++r) {
    if (std::find(reaching.begin(), reaching.end(), r) != reaching.end()) continue;
    ++tally.idle;
    decide::Options other = dated.options;
    other.reading = r;
    const trade::Determination tried = decider.decide(dated.order, other);
    for (std::size_t g = 0; g < own.gates.size(); ++g) EXPECT_EQ(said(own.gates[g]), said(tried.gates[g])) << dated.order.id << " under " << decider.law().readings[static_cast<std::size_t>(r)].name;
  }
}

TEST(Rereading, WhatReachesNothingChangesNothing) {
  Tally tally;
  const std::vector<Dated> orders = orders_of_cases();
  for (std::size_t n = 0; n < orders.size(); ++n) {
    try_all(orders[n], tally);
    Dated gapped = orders[n];
    gapped.order = with_gaps(std::move(gapped.order), n);
    try_all(gapped, tally);
  }
  EXPECT_GT(orders.size(), 400U);
  EXPECT_GT(tally.reaching, 100);
  EXPECT_GT(tally.idle, tally.reaching);
}

}  // namespace
}  // namespace lockgate::desk
