#include "analysis/calibration.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>
#include <unsupported/Eigen/NonLinearOptimization>
#include <unsupported/Eigen/NumericalDiff>

#include "analysis/throughput.h"
#include "analysis/training.h"

namespace lockgate::analysis {
namespace {

constexpr int kFolds = 5;
constexpr unsigned kSeed = 20261127;
constexpr int kMaxEvaluations = 4000;

// The fitted rows of a family as free numbers: the logarithm of each, bent so that the bounds are never passed.
class Freedom {
 public:
  Freedom(std::string_view family, const ConstantTable& table) {
    for (std::size_t i = 0; i < table.rows.size(); ++i)
      if (table.rows[i].family == family && table.rows[i].is_fitted) rows_.push_back(i);
  }
  Eigen::Index size() const { return static_cast<Eigen::Index>(rows_.size()); }

  Eigen::VectorXd start(const ConstantTable& table) const {
    Eigen::VectorXd out(size());
    for (Eigen::Index i = 0; i < size(); ++i) {
      const ConstantRow& row = table.rows[rows_[static_cast<std::size_t>(i)]];
      const double share = std::log(row.start / row.least) / std::log(row.most / row.least);
      out[i] = std::log(share / (1 - share));
    }
    return out;
  }

  void set(const Eigen::VectorXd& x, ConstantTable& table) const {
    for (Eigen::Index i = 0; i < size(); ++i) {
      ConstantRow& row = table.rows[rows_[static_cast<std::size_t>(i)]];
      row.value = row.least * std::exp(std::log(row.most / row.least) / (1 + std::exp(-x[i])));
    }
  }

 private:
  std::vector<std::size_t> rows_;
};

// The form in which Eigen's solver wants a problem.
struct Problem {
  using Scalar = double;
  using InputType = Eigen::VectorXd;
  using ValueType = Eigen::VectorXd;
  using JacobianType = Eigen::MatrixXd;
  enum { InputsAtCompileTime = Eigen::Dynamic, ValuesAtCompileTime = Eigen::Dynamic };

  const Freedom* freedom;
  std::string_view family;
  const std::vector<const Case*>* cases;
  ConstantTable* table;

  int inputs() const { return static_cast<int>(freedom->size()); }
  // Never fewer equations than unknowns: the rest are zero.
  int values() const { return std::max(static_cast<int>(cases->size()), inputs()); }
  int operator()(const InputType& x, ValueType& out) const {
    freedom->set(x, *table);
    out.setZero(values());
    for (std::size_t i = 0; i < cases->size(); ++i) out[static_cast<Eigen::Index>(i)] = error_of(*(*cases)[i], family, *table);
    return 0;
  }
  static double error_of(const Case& one, std::string_view family, const ConstantTable& table) { return std::log(one.rate(table.values_of(one.rows, family)) / one.measured); }
};

void solve(std::string_view family, const std::vector<const Case*>& cases, ConstantTable& table) {
  const Freedom freedom(family, table);
  if (freedom.size() == 0) return;
  const Problem problem{&freedom, family, &cases, &table};
  Eigen::NumericalDiff<Problem, Eigen::Central> differentiable(problem);
  Eigen::LevenbergMarquardt<Eigen::NumericalDiff<Problem, Eigen::Central>> solver(differentiable);
  solver.parameters.maxfev = kMaxEvaluations;
  Eigen::VectorXd x = freedom.start(table);
  solver.minimize(x);
  freedom.set(x, table);
}

std::vector<double> errors_of(const std::vector<Case>& cases, std::string_view family, const ConstantTable& table) {
  std::vector<double> out;
  for (const Case& one : cases) out.push_back(Problem::error_of(one, family, table));
  return out;
}

// In which fifth each measurement is: a shuffle of our own, since std::shuffle differs between libraries.
std::vector<int> folds_of(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::mt19937 random(kSeed);
  for (std::size_t i = count; i > 1; --i) std::swap(order[i - 1], order[random() % i]);
  std::vector<int> out(count);
  for (std::size_t i = 0; i < count; ++i) out[order[i]] = static_cast<int>(i % kFolds);
  return out;
}

// Errors of the measurements that `is_out` holds back, by a fit to the others.
template <class IsOut>
void hold_out(const std::vector<Case>& cases, std::string_view family, ConstantTable table, IsOut is_out, std::vector<double>& errors) {
  std::vector<const Case*> shown;
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (!is_out(i)) shown.push_back(&cases[i]);
  if (shown.empty()) return;
  solve(family, shown, table);
  for (std::size_t i = 0; i < cases.size(); ++i)
    if (is_out(i)) errors[i] = Problem::error_of(cases[i], family, table);
}

// A generation that is left out has no constants of its own: the mean of the others stands in, as it would for a chip not known.
std::vector<Case> without_generation(std::vector<Case> cases, const ConstantTable& table, const std::string& generation) {
  for (Case& one : cases)
    if (one.generation == generation)
      for (int& row : one.rows)
        if (row >= 0 && table.rows[static_cast<std::size_t>(row)].scope.starts_with(generation)) row = -1;
  return cases;
}

std::vector<double> by_generation(const std::vector<Case>& cases, std::string_view family, const ConstantTable& table) {
  std::set<std::string> generations;
  for (const Case& one : cases) generations.insert(one.generation);
  if (generations.size() < 2) return {};
  std::vector<double> out(cases.size());
  for (const std::string& generation : generations) {
    const std::vector<Case> changed = without_generation(cases, table, generation);
    ConstantTable others = table;
    for (ConstantRow& row : others.rows)
      if (row.scope.starts_with(generation)) row.family.clear();
    hold_out(changed, family, others, [&](std::size_t i) { return cases[i].generation == generation; }, out);
  }
  return out;
}

std::vector<double> ratios_of(const std::vector<Case>& cases, const std::vector<double>& errors) {
  std::vector<double> out;
  for (std::size_t i = 0; i < cases.size(); ++i)
    for (std::size_t k = i + 1; k < cases.size(); ++k)
      if (cases[i].pair == cases[k].pair && cases[i].chip != cases[k].chip) out.push_back(errors[i] - errors[k]);
  return out;
}

const Part* part_of(const Parts& parts, const std::string& chip) {
  const auto it = parts.find(chip);
  return it == parts.end() ? nullptr : &it->second;
}

// What every kind of case begins with.
Result<std::pair<Case, Resources>> begin_case(const Measurement& point, std::string_view family, Format format, const Market& market, const Parts& parts) {
  const Part* part = part_of(parts, point.chip);
  if (part == nullptr) return fail("LG0923", fmt::format("the measurement `{}` names a chip that the catalogue does not have: `{}`", point.id, point.chip));
  const auto resources = resources_of(*part, format, Bound::Preferred);
  if (!resources) return tl::unexpected(resources.error());
  Case out;
  out.id = point.id;
  out.chip = point.chip;
  out.generation = part->generation;
  out.rows = market.constants.rows_for(family, *part, format);
  out.measured = point.tokens_per_second;
  return std::pair(std::move(out), *resources);
}

Result<Case> serving_case(const ServingPoint& point, std::string_view family, const Market& market, const Parts& parts) {
  auto begun = begin_case(point, family, point.weights, market, parts);
  if (!begun) return tl::unexpected(begun.error());
  auto& [out, chip] = *begun;
  const Deployment deployment{point.model, chip, bytes_of(point.weights), point.chips, point.input, point.output, point.requests};
  out.pair = fmt::format("{} {} {} {}", point.model->id, static_cast<int>(point.weights), point.input, point.output);
  out.rate = [deployment](const Constants& constants) { return serve(deployment, constants).serving.rate(); };
  return std::move(out);
}

Result<Case> expert_case(const ExpertPoint& point, std::string_view family, const Market& market, const Parts& parts) {
  auto begun = begin_case(point, family, Format::Bits8, market, parts);
  if (!begun) return tl::unexpected(begun.error());
  auto& [out, chip] = *begun;
  const ExpertGroup group{point.model, chip, 1, point.chips, point.batch, point.context, 1 + point.drafts, point.accepted, point.cache_bytes};
  out.pair = point.id;
  out.rate = [group, is_prefill = point.is_prefill](const Constants& constants) { return (is_prefill ? prefill_with_experts(group, constants) : decode_with_experts(group, constants)).rate(); };
  return std::move(out);
}

Result<Case> training_case(const TrainingPoint& point, std::string_view family, const Market& market, const Parts& parts) {
  auto begun = begin_case(point, family, point.format, market, parts);
  if (!begun) return tl::unexpected(begun.error());
  auto& [out, chip] = *begun;
  const Layout layout{point.model, chip, point.chips, point.sequence, point.micro_batch, point.global_batch, point.tensor, point.pipeline, point.stages, point.context, point.has_recompute};
  out.pair = fmt::format("{} {} {} {}", point.model->id, static_cast<int>(point.format), point.sequence, point.has_recompute);
  out.rate = [layout](const Constants& constants) { return train(layout, constants).rate(); };
  return std::move(out);
}

}  // namespace

std::vector<std::string> families() { return {"dense", "moe", "mla-prefill", "mla-decode", "training"}; }

Result<std::vector<Case>> cases_of(std::string_view family, const Market& market, const Parts& parts, bool is_fitted) {
  std::vector<Case> out;
  std::optional<Error> fault;
  const auto take = [&](Result<Case> one) {
    if (one) out.push_back(std::move(*one));
    else fault = one.error();
  };
  for (const ServingPoint& point : market.serving)
    if (to_string(point.model->kind) == family && point.is_fitted == is_fitted) take(serving_case(point, family, market, parts));
  for (const ExpertPoint& point : market.experts)
    if (family == (point.is_prefill ? "mla-prefill" : "mla-decode") && point.is_fitted == is_fitted) take(expert_case(point, family, market, parts));
  if (family == "training")
    for (const TrainingPoint& point : market.training)
      if (point.is_fitted == is_fitted) take(training_case(point, family, market, parts));
  if (fault) return tl::unexpected(*fault);
  return out;
}

Fit calibrate(std::string_view family, std::vector<Case> cases, ConstantTable& table) {
  Fit out;
  out.family = family;
  out.constants = static_cast<int>(Freedom(family, table).size());
  std::vector<const Case*> all;
  for (const Case& one : cases) all.push_back(&one);
  solve(family, all, table);
  out.in_sample = errors_of(cases, family, table);
  const std::vector<int> folds = folds_of(cases.size());
  out.held_out.resize(cases.size());
  for (int fold = 0; fold < kFolds; ++fold) hold_out(cases, family, table, [&](std::size_t i) { return folds[i] == fold; }, out.held_out);
  out.other_chip = by_generation(cases, family, table);
  out.ratios = ratios_of(cases, out.held_out);
  out.cases = std::move(cases);
  return out;
}

double mean_error(const std::vector<double>& errors) {
  double sum = 0;
  for (const double one : errors) sum += std::abs(std::exp(one) - 1);
  return errors.empty() ? 0 : sum / static_cast<double>(errors.size());
}

double quantile_of_size(std::vector<double> errors, double share) {
  if (errors.empty()) return 0;
  for (double& one : errors) one = std::abs(one);
  std::sort(errors.begin(), errors.end());
  // The rank of split conformal prediction: of n errors the next one lies within the k-th with probability k / (n + 1).
  const auto rank = static_cast<std::size_t>(std::ceil(share * static_cast<double>(errors.size() + 1)));
  return errors[std::min(std::max<std::size_t>(rank, 1), errors.size()) - 1];
}

double coverage(const Fit& fit, double share) {
  const std::vector<int> folds = folds_of(fit.held_out.size());
  int covered = 0;
  for (std::size_t i = 0; i < folds.size(); ++i) {
    std::vector<double> others;
    for (std::size_t k = 0; k < folds.size(); ++k)
      if (folds[k] != folds[i]) others.push_back(fit.held_out[k]);
    covered += std::abs(fit.held_out[i]) <= quantile_of_size(others, share);
  }
  return folds.empty() ? 0 : covered / static_cast<double>(folds.size());
}

}  // namespace lockgate::analysis
