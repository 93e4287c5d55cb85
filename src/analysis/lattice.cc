#include "analysis/lattice.h"

#include <algorithm>

#include "analysis/optimum.h"
#include "base/check.h"

namespace lockgate::analysis {
namespace {

constexpr int kPlaces = 4;  // of a figure that is a quotient

struct Quotient {
  Decimal top = Decimal::of(1);
  Decimal bottom = Decimal::of(1);
  bool is_set = false;

  void multiply_by(const Option& option) {
    const auto above = multiply(top, option.top), below = multiply(bottom, option.bottom);
    LG_CHECK(above && below);
    top = *above, bottom = *below, is_set = true;
  }
  Decimal rounded_up() const { return bottom == Decimal::of(1) ? top : Decimal::parse(quotient_text(top, bottom, kPlaces, Decimal::Round::Up)).value(); }
};

class Maker {
 public:
  Maker(const std::vector<Knob>& knobs, const FeasibleSet& set, const Value& value, double most_units) : knobs_(knobs), set_(set), value_(value), most_units_(most_units) {}

  // nullopt: some figure would be more than the die has.
  std::optional<Fused> make(const std::vector<std::size_t>& options) const {
    Fused out{options, {}, 0};
    std::vector<double> resources;
    for (std::size_t a = 0; a < set_.axes.size(); ++a) {
      const Decimal figure = figure_of(a, options);
      if (figure > set_.axes[a].most) return std::nullopt;
      out.point.push_back(figure);
      resources.push_back(as_double(figure));
    }
    const double units = units_of(options) / most_units_;
    resources.resize(value_.terms.size(), units);
    out.value = value_.at(resources);
    return out;
  }

 private:
  Decimal figure_of(std::size_t axis, const std::vector<std::size_t>& options) const {
    Quotient out;
    for (std::size_t k = 0; k < knobs_.size(); ++k)
      if (knobs_[k].axis == axis) out.multiply_by(knobs_[k].options[options[k]]);
    return out.is_set ? out.rounded_up() : set_.axes[axis].most;
  }

  double units_of(const std::vector<std::size_t>& options) const {
    for (std::size_t k = 0; k < knobs_.size(); ++k)
      if (knobs_[k].counts_units) return as_double(knobs_[k].options[options[k]].top);
    return most_units_;
  }

  const std::vector<Knob>& knobs_;
  const FeasibleSet& set_;
  const Value& value_;
  double most_units_;
};

bool advance(std::vector<std::size_t>& options, const std::vector<Knob>& knobs) {
  for (std::size_t k = 0; k < knobs.size(); ++k) {
    if (++options[k] < knobs[k].options.size()) return true;
    options[k] = 0;
  }
  return false;
}

}  // namespace

Lattice search(const std::vector<Knob>& knobs, const FeasibleSet& set, const Value& value, double most_units, const std::function<bool(const Cell&)>& is_allowed) {
  Lattice out;
  if (knobs.empty()) return out;
  const Maker maker(knobs, set, value, most_units);
  std::vector<double> refused;
  std::vector<std::size_t> options(knobs.size(), 0);
  do {
    auto made = maker.make(options);
    if (!made) continue;
    ++out.searched;
    if (!is_allowed(set.cell_of(made->point))) {
      refused.push_back(made->value);
      continue;
    }
    ++out.allowed;
    if (!out.best || made->value > out.best->value) out.best = std::move(made);
  } while (advance(options, knobs));
  out.better_refused = static_cast<std::size_t>(std::count_if(refused.begin(), refused.end(), [&](double v) { return !out.best || v > out.best->value; }));
  return out;
}

}  // namespace lockgate::analysis
