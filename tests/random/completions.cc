#include "random/completions.h"

#include <algorithm>
#include <set>

#include "random/generate.h"

namespace lockgate::random {
namespace {

using law::Type;
using Kind = Condition::Kind;

// A form compared with a number somewhere in the law.
struct Line {
  Form form;
  Rational threshold;
};

// y = slope * x + rest; of a product, y = rest / x.
struct Curve {
  Rational slope;
  Rational rest;
  bool is_product = false;
};

class Completer {
 public:
  Completer(const Model& model, const Situation& situation, std::size_t limit, const std::function<void(const Situation&)>& each)
      : model_(model), situation_(situation), gaps_(gaps(model, situation)), limit_(limit), each_(each) {
    for (const Rule& rule : model.rules) add_lines(rule.when);
  }

  bool run() {
    fill(0);
    return count_ <= limit_;
  }

 private:
  void add_lines(const Condition& c) {
    if (c.kind == Kind::Compare) {
      const Fact& first = model_.facts[static_cast<std::size_t>(c.form.left)];
      lines_.push_back({c.form, c.threshold});
      if (c.form.op == '=' && first.derived) lines_.push_back({*first.derived, c.threshold});
    }
    for (const Condition& argument : c.args) add_lines(argument);
  }

  Facts& facts(int party) { return party == kNone ? situation_.line : situation_.parties[static_cast<std::size_t>(party)]; }

  void fill(std::size_t index) {
    if (count_ > limit_) return;
    if (index == gaps_.size()) {
      if (++count_ <= limit_) each_(situation_);
      return;
    }
    const Gap gap = gaps_[index];
    Known& known = facts(gap.party)[static_cast<std::size_t>(gap.fact)];
    const Known before = known;
    for (const Value& value : representatives(gap, before)) {
      known = {value, std::nullopt};
      fill(index + 1);
    }
    known = before;
  }

  std::vector<Value> representatives(const Gap& gap, const Known& known) {
    const Fact& fact = model_.facts[static_cast<std::size_t>(gap.fact)];
    std::vector<Value> out;
    if (fact.is_number()) {
      for (const Rational& number : numbers(gap, known)) out.push_back({false, number, "", 0});
    } else if (fact.type == Type::Bool) {
      out = {{false, {}, "", 0}, {true, {}, "", 0}};
    } else if (fact.type == Type::Set) {
      for (std::uint32_t words = 0; words < 1U << fact.words.size(); ++words) out.push_back({false, {}, "", words});
    } else {
      for (const std::string& word : words_for(model_, static_cast<std::size_t>(gap.fact))) out.push_back({false, {}, word, 0});
    }
    return out;
  }

  // Where anything changes, and once between any two such numbers.
  std::vector<Rational> numbers(const Gap& gap, const Known& known) {
    const Fact& fact = model_.facts[static_cast<std::size_t>(gap.fact)];
    const Rational low = known.range ? known.range->first : Rational();
    std::set<Rational> cuts = critical(gap);
    cuts.insert(low);
    if (known.range) cuts.insert(known.range->second);
    if (fact.type == Type::Integer) return whole_numbers(cuts, low, known, fact);
    std::vector<Rational> out;
    for (auto it = cuts.begin(); it != cuts.end(); ++it) {
      out.push_back(*it);
      const auto next = std::next(it);
      out.push_back(next == cuts.end() ? *it + Rational(1, 1) : (*it + *next) / Rational(2, 1));
    }
    std::erase_if(out, [&](const Rational& x) { return x < low || (known.range && x > known.range->second) || (fact.is_divisor && x.is_zero()); });
    return out;
  }

  static std::vector<Rational> whole_numbers(const std::set<Rational>& cuts, const Rational& low, const Known& known, const Fact& fact) {
    std::vector<Rational> out;
    const std::int64_t last = known.range ? known.range->second.floor() : cuts.rbegin()->floor() + 2;
    for (std::int64_t n = low.floor(); n <= last; ++n)
      if (n > 0 || !fact.is_divisor) out.emplace_back(n, 1);
    return out;
  }

  // The numbers at which some comparison with this fact turns, given what is filled in already; and, when its partner in a
  // sum or ratio is filled in later, the numbers at which two lines of the partner cross.
  std::set<Rational> critical(const Gap& gap) {
    std::set<Rational> out = own_cuts(gap.fact);
    std::vector<Curve> curves;
    for (const Line& line : lines_) {
      if (line.form.op == '=' || (line.form.left != gap.fact && line.form.right != gap.fact)) continue;
      const bool is_left = line.form.left == gap.fact;
      const int partner = is_left ? line.form.right : line.form.left;
      const Known& other = facts(gap.party)[static_cast<std::size_t>(partner)];
      if (other.value) add_solution(line, is_left, other.value->number, out);
      else if (curves.empty()) add_partner_cuts(partner, other, curves);
      if (!other.value) add_curve(line, is_left, curves);
    }
    for (const Curve& a : curves)
      for (const Curve& b : curves) add_crossing(a, b, out);
    return out;
  }

  std::set<Rational> own_cuts(int fact) const {
    std::set<Rational> out;
    for (const Line& line : lines_)
      if (line.form.op == '=' && line.form.left == fact) out.insert(line.threshold);
    return out;
  }

  void add_partner_cuts(int partner, const Known& known, std::vector<Curve>& curves) const {
    std::set<Rational> cuts = own_cuts(partner);
    cuts.insert(Rational());
    if (known.range) cuts.insert(known.range->first), cuts.insert(known.range->second);
    if (model_.facts[static_cast<std::size_t>(partner)].type == Type::Integer)
      for (int n = 1; n < 9; ++n) cuts.insert(Rational(n, 1));
    for (const Rational& cut : cuts) curves.push_back({Rational(), cut});
  }

  static void add_solution(const Line& line, bool is_left, const Rational& other, std::set<Rational>& out) {
    const Rational& t = line.threshold;
    switch (line.form.op) {
      case '+': out.insert(t - other); break;
      case '-': out.insert(is_left ? t + other : other - t); break;
      case '*':
        if (!other.is_zero()) out.insert(t / other);
        break;
      default:
        if (is_left) out.insert(t * other);
        else if (!t.is_zero()) out.insert(other / t);
        break;
    }
  }

  // The line as a curve of the partner y over this fact x.
  static void add_curve(const Line& line, bool is_left, std::vector<Curve>& curves) {
    const Rational& t = line.threshold;
    const Rational one(1, 1), minus(-1, 1);
    switch (line.form.op) {
      case '+': curves.push_back({minus, t}); break;
      case '-': is_left ? curves.push_back({one, Rational() - t}) : curves.push_back({one, t}); break;
      case '*': curves.push_back({Rational(), t, true}); break;
      default:
        if (is_left && t.is_zero()) return;
        curves.push_back({is_left ? one / t : t, Rational()});
        break;
    }
  }

  static void add_crossing(const Curve& a, const Curve& b, std::set<Rational>& out) {
    if (a.is_product && !b.is_product && b.slope.is_zero() && !b.rest.is_zero()) out.insert(a.rest / b.rest);
    if (a.is_product || b.is_product || a.slope == b.slope) return;
    out.insert((b.rest - a.rest) / (a.slope - b.slope));
  }

  const Model& model_;
  Situation situation_;
  const std::vector<Gap> gaps_;
  const std::size_t limit_;
  const std::function<void(const Situation&)>& each_;
  std::vector<Line> lines_;
  std::size_t count_ = 0;
};

}  // namespace

void close(const Model& model, Situation& situation) {
  for (std::size_t f = 0; f < model.facts.size(); ++f) {
    const Fact& fact = model.facts[f];
    if (!fact.closed) continue;
    const auto supply = [&](Facts& facts) {
      if (facts[f].is_missing()) facts[f].value = fact.closed;
    };
    if (!fact.is_party()) supply(situation.line);
    else for (Facts& facts : situation.parties) supply(facts);
  }
}

std::vector<Gap> gaps(const Model& model, const Situation& situation) {
  std::vector<Gap> out;
  for (std::size_t f = 0; f < model.facts.size(); ++f) {
    const Fact& fact = model.facts[f];
    if (!fact.is_party() && !situation.line[f].value && (!fact.derived || situation.line[f].range)) out.push_back({kNone, static_cast<int>(f)});
    for (std::size_t p = 0; fact.is_party() && p < situation.parties.size(); ++p)
      if (!situation.parties[p][f].value) out.push_back({static_cast<int>(p), static_cast<int>(f)});
  }
  return out;
}

bool for_each_completion(const Model& model, const Situation& situation, std::size_t limit, const std::function<void(const Situation&)>& each) {
  return Completer(model, situation, limit, each).run();
}

}  // namespace lockgate::random
