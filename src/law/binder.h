// Binder: an Expression with its names resolved and its types checked, as a Condition or a Form.
#pragma once

#include <optional>
#include <string_view>

#include "law/expression.h"
#include "law/law.h"

namespace lockgate::law {

class Binder {
 public:
  // `scope` is Party for the conditions of a define concluded for each party.
  Binder(Law& law, SourcePtr source, Dimension scope, Diagnostics& diagnostics)
      : law_(law), source_(std::move(source)), scope_(scope), diagnostics_(diagnostics) {}

  std::optional<Condition> bind(const Expression& expression);

  struct Number {
    int form;
    std::string unit;  // empty: takes the other side's
  };
  std::optional<Number> bind_number(const Expression& expression);
  // What a derived fact is made of: more than another name of one fact.
  std::optional<Number> bind_derived(const Expression& expression);
  // The number of a form; equal forms have one.
  int intern(Form form);

 private:
  using Maybe = std::optional<Condition>;

  Maybe bind_many(Condition::Kind kind, const Expression& expression);
  Maybe bind_not(const Expression& expression);
  Maybe bind_name(const Expression& expression);
  Maybe bind_quantifier(const Expression& expression);
  Maybe bind_call(const Expression& expression);
  Maybe bind_relation(const Expression& expression);
  Maybe bind_number_relation(const Expression& expression);
  Maybe bind_date(const Expression& expression);
  Maybe bind_in(const Expression& expression);
  Maybe bind_equal(const Expression& expression, bool is_not);
  Maybe bind_define_values(int define, const Expression& list, Place place);
  Maybe bind_members(int fact, const Expression& list, Place place);
  Maybe bind_set(Condition member, const Expression& name);
  std::optional<std::string> bind_word(const Fact& declared, const Expression& word);
  Maybe bind_has(const Expression& word, const Expression& container);
  std::optional<Number> bind_arithmetic(const Expression& expression);
  std::optional<Number> bind_ratio(const Expression& expression);
  std::optional<Number> bind_number_name(const Expression& expression);

  // A name as written, with the quantifier's variable replaced by `party`.
  std::string resolve(const std::string& name) const;
  int fact_of(const Expression& expression) const;
  int define_of(const Expression& expression) const;
  bool check_scope(Dimension dimension, const Expression& expression);
  bool check_text(const Expression& expression);
  bool check_once(std::vector<int> facts, const Expression& expression);
  bool is_number(const Expression& expression) const;
  std::nullopt_t error(const Expression& expression, std::string code, std::string message, std::string help = {});
  std::nullopt_t unknown_name(const Expression& expression);
  std::nullopt_t unknown_function(const Expression& expression);

  Law& law_;
  SourcePtr source_;
  Dimension scope_;
  Diagnostics& diagnostics_;
  std::string variable_;  // of the quantifier we are in
};

}  // namespace lockgate::law
