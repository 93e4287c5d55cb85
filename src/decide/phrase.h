// Phrase: conditions, kinds and questions in words, English or Chinese. Nothing is decided here.
#pragma once

#include <string>
#include <vector>

#include "decide/world.h"
#include "trade/language.h"
#include "trade/order.h"

namespace lockgate::decide {

class Phraser {
 public:
  Phraser(const World& world, const trade::Order& order, trade::Language language)
      : world_(world), order_(order), program_(world.program()), law_(*program_.law), language_(language) {}

  // The parts that make a condition true (or false, or leave it open): `TPP 15832 >= 9000; destination XA is in group X`.
  std::string because(const law::Condition& condition, const Instance& instance) const;
  std::string because(const law::Condition& condition, const PartyState& party) const;

  // The kinds of a group in words: `up to 327.70 mm2`, `in Macau or D:5`, `yes`.
  std::string label(int variable, Subject subject, const World::Group& group) const;
  // Any kinds of a choice in words: stretches of a number joined by `or`; of many codes or names, those that are left out.
  std::string kinds(int variable, Subject subject, const World::Group& group) const;
  // The fact a choice asks for, as it is named in an order: `item.die_area_mm2`, `end_user.ultimate_parent`.
  std::vector<std::string> facts(int variable, Subject subject) const;
  std::string question(int variable, Subject subject) const;

  std::string role(int party) const;
  std::string any_other() const { return pick("any other", "其他"); }

 private:
  struct View;  // whose slots and values a condition is read in
  void collect(const law::Condition& condition, const View& view, law::Truth wanted, std::vector<std::string>& out) const;
  void collect_parties(const law::Condition& condition, const View& view, law::Truth wanted, std::vector<std::string>& out) const;
  std::string phrase(const law::Condition& condition, const View& view, law::Truth truth) const;
  std::string member_phrase(const law::Condition& condition, const View& view, law::Truth truth) const;
  bool is_supplied(int fact, const View& view) const;
  std::string number_phrase(const law::Condition& condition, const View& view, bool is_negated) const;
  std::string form_name(int form) const;
  std::string form_text(int form, const Slots& slots) const;
  std::string interval_text(const Interval& interval) const;
  std::string value_text(int fact, const View& view) const;
  std::string cells_text(const law::Variable& variable, const World::Group& group, const std::string& unit) const;
  std::string form_label(const law::Variable& variable, const Slots& slots, const World::Group& group) const;
  std::string class_label(const law::Variable& variable, const World::Group& group) const;
  std::string fact_label(int fact) const;
  std::string fact_name(int fact, Subject subject) const;
  std::string pick(std::string_view english, std::string_view chinese) const;
  bool is_chinese() const { return language_ == trade::Language::Chinese; }

  const World& world_;
  const trade::Order& order_;
  const law::Program& program_;
  const law::Law& law_;
  trade::Language language_;
};

std::vector<int> facts_of_form(const law::Law& law, int form);

}  // namespace lockgate::decide
