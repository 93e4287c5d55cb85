#include "analysis/flow.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace lockgate::analysis {
namespace {

constexpr unsigned kSeed = 20260115;

// The standard normal number below which a share of all lies: Newton's method on the error function.
double normal_quantile(double share) {
  double x = 0;
  for (int i = 0; i < 60; ++i) {
    const double below = 0.5 * std::erfc(-x / std::numbers::sqrt2);
    const double density = std::exp(-x * x / 2) / std::sqrt(2 * std::numbers::pi);
    x -= std::clamp((below - share) / density, -0.5, 0.5);
  }
  return x;
}

// Normal numbers of our own making, since the library's distributions differ between compilers.
class Normal {
 public:
  double operator()() {
    if (has_spare_) {
      has_spare_ = false;
      return spare_;
    }
    const double radius = std::sqrt(-2 * std::log(uniform())), angle = 2 * std::numbers::pi * uniform();
    spare_ = radius * std::sin(angle);
    has_spare_ = true;
    return radius * std::cos(angle);
  }

 private:
  double uniform() { return (static_cast<double>(random_()) + 0.5) / 4294967296.0; }
  std::mt19937 random_{kSeed};
  double spare_ = 0;
  bool has_spare_ = false;
};

double at_share(const std::vector<double>& sorted, double share) { return sorted[static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1))]; }

// Of each input, the square of its correlation with the logarithm of the answer, scaled so that they sum to one.
std::vector<Contributor> contributors_of(const std::vector<Uncertain>& inputs, const std::vector<std::vector<double>>& draws, const std::vector<double>& answers) {
  std::vector<Contributor> out;
  double sum = 0;
  const auto count = static_cast<double>(answers.size());
  double mean = 0;
  for (const double one : answers) mean += std::log(one) / count;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    double product = 0;
    for (std::size_t k = 0; k < answers.size(); ++k) product += draws[i][k] * (std::log(answers[k]) - mean) / count;
    const double share = log_deviation(inputs[i]) > 0 ? product * product : 0;
    out.push_back({inputs[i].name, share});
    sum += share;
  }
  for (Contributor& one : out) one.share = sum > 0 ? one.share / sum : 0;
  std::stable_sort(out.begin(), out.end(), [](const Contributor& a, const Contributor& b) { return a.share > b.share; });
  std::erase_if(out, [](const Contributor& one) { return one.share < 0.005; });
  if (out.size() > 3) out.resize(3);
  return out;
}

}  // namespace

double log_deviation(const Uncertain& input) { return input.high > input.low ? std::log(input.high / input.low) / (2 * normal_quantile(0.5 + input.coverage / 200)) : 0; }

Distribution distribution_of(const std::vector<Uncertain>& inputs, const std::function<double(const std::vector<double>&)>& value, int draws) {
  Normal normal;
  std::vector<std::vector<double>> standard(inputs.size(), std::vector<double>(static_cast<std::size_t>(draws)));
  std::vector<double> middles, deviations;
  for (const Uncertain& input : inputs) {
    middles.push_back(std::log(std::sqrt(input.low * input.high)));
    deviations.push_back(log_deviation(input));
  }
  std::vector<double> answers(static_cast<std::size_t>(draws)), drawn(inputs.size());
  for (std::size_t k = 0; k < answers.size(); ++k) {
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      standard[i][k] = normal();
      drawn[i] = std::exp(middles[i] + deviations[i] * standard[i][k]);
    }
    answers[k] = value(drawn);
  }
  std::vector<double> sorted = answers;
  std::sort(sorted.begin(), sorted.end());
  return {{at_share(sorted, 0.05), at_share(sorted, 0.5), at_share(sorted, 0.95)}, contributors_of(inputs, standard, answers)};
}

}  // namespace lockgate::analysis
