// Analyst: the questions around the law as JSON, and their answers as JSON: what the Python package and the service share with the
// command line. Opens the market data of the desk's folder; any number of threads may ask.
#pragma once

#include <memory>
#include <string>

#include "analysis/claim.h"
#include "analysis/records.h"
#include "base/json.h"
#include "desk/comparison.h"
#include "desk/desk.h"
#include "desk/question_json.h"

namespace lockgate::desk {

class Analyst {
 public:
  using Json = nlohmann::ordered_json;

  // LG0924 and the codes of broken rows: the market data cannot be used.
  static Result<Analyst> open(std::shared_ptr<const Desk> desk, const Sources& sources);

  // `compare`, `claim`, `cluster`, `design`, `plan`, `impact`. The keys of a question are those of docs/compare.md and
  // docs/design-and-plan.md. Errors: LG0930, LG0931, and those of the analyses.
  Result<Json> answer(const std::string& what, const std::string& question) const;
  // What a question can name: workloads, jobs, overlays, and a demand to begin with.
  Json choices() const;

 private:
  using Parts = std::vector<const analysis::Part*>;

  Analyst() = default;
  Result<Json> compare(QuestionJson& question) const;
  Result<Json> claim(QuestionJson& question) const;
  Result<Json> cluster(QuestionJson& question) const;
  Result<Json> design(QuestionJson& question) const;
  Result<Json> plan(QuestionJson& question) const;
  Result<Json> impact(QuestionJson& question) const;
  Result<Json> impact_of_change(QuestionJson& question) const;
  Result<Json> compared(QuestionJson& question, const Result<Parts>& parts, const std::optional<analysis::Claim>& claim) const;
  std::vector<std::string> overlays() const;
  Result<Parts> parts_of(const std::vector<std::string>& names) const;
  Result<std::shared_ptr<const Desk>> with_overlay(const std::string& name) const;

  Sources sources_;
  std::shared_ptr<const Desk> desk_;
  std::shared_ptr<const analysis::Market> market_;
  std::shared_ptr<const analysis::Records> records_;
  std::shared_ptr<const analysis::Parts> parts_;
};

}  // namespace lockgate::desk
