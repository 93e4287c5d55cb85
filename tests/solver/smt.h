// Smt: a model as SMT-LIB 2, so that Z3 can be asked what the checker is asked.
#pragma once

#include <string>

#include "random/model.h"

namespace lockgate::solver {

class Smt {
 public:
  Smt(const random::Model& model, Date date, bool is_codified) : model_(model), date_(date), is_codified_(is_codified) {}

  // The facts, and what values they have.
  std::string declarations() const;
  bool is_active(std::size_t rule) const;
  // The rule holds and nothing silences it.
  std::string effective(std::size_t rule) const;

 private:
  std::string condition(const random::Condition& c) const;
  std::string compare(const random::Condition& c) const;
  std::string member(const random::Condition& c) const;
  std::string has_value(std::size_t define, std::size_t value) const;
  std::string hit(std::size_t define, std::size_t value) const;
  std::string joined(const char* op, const char* neutral, const std::vector<std::string>& terms) const;

  const random::Model& model_;
  Date date_;
  bool is_codified_;
};

}  // namespace lockgate::solver
