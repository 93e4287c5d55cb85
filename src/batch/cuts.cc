#include "batch/cuts.h"

#include <algorithm>
#include <cstring>

namespace lockgate::batch {
namespace {

using law::kNone;
using law::Variable;

// The facts a form is made of, with the derived ones on the way, which may be given in place of their parts. A form's own fact, where it
// is given, stands for all of it and is joined with nothing.
void add_parts(const law::Law& law, int index, bool is_whole, std::set<int>& out) {
  const law::Form& form = law.forms[static_cast<std::size_t>(index)];
  if (form.kind == law::Form::Kind::Fact || (!is_whole && form.fact != kNone)) out.insert(form.fact);
  for (const int side : {form.left, form.right})
    if (side != kNone) add_parts(law, side, false, out);
}

bool differ(const Variable& variable, std::size_t cell) {
  return std::memcmp(variable.row(cell - 1), variable.row(cell), variable.atom_count) != 0;
}

// The smallest whole number n with n * 10^-scale >= value; or > value.
std::optional<std::int64_t> first_at(const Decimal& value, int scale, bool is_above) {
  int128 mantissa = value.mantissa();
  int128 unit = 1;
  for (int i = value.scale(); i < scale; ++i) mantissa *= 10;
  for (int i = scale; i < value.scale(); ++i) unit *= 10;
  int128 at = mantissa / unit;  // thresholds are not negative
  if (is_above || at * unit < mantissa) ++at;
  if (is_above && at * unit <= mantissa) ++at;
  if (at > INT64_MAX) return std::nullopt;
  return static_cast<std::int64_t>(at);
}

class CutFinder {
 public:
  CutFinder(const law::Law& law, int fact, int scale) : law_(law), fact_(fact), scale_(scale) { out_.insert(0); }

  void look_at(const Variable& variable) {
    if (variable.scope != law::Scope::Line) return;
    if (variable.kind == Variable::Kind::Number && is_same_number(variable.fact)) add_thresholds(variable);
    if (variable.kind == Variable::Kind::Form && reads(variable.form)) look_at_form(variable);
  }

  std::vector<std::int64_t> cuts() const { return {out_.begin(), out_.end()}; }

 private:
  // The whole takes a number from its only chip: `product.tpp` from `item.tpp`.
  bool is_same_number(int other) const {
    if (other == fact_) return true;
    const auto name_of = [&](int fact) { return std::string_view(law_.facts[static_cast<std::size_t>(fact)].name); };
    const std::string_view own = name_of(fact_), its = name_of(other);
    const auto last_word = [](std::string_view name) { return name.substr(name.rfind('.') + 1); };
    return own.starts_with("item.") && its.starts_with("product.") && last_word(own) == last_word(its);
  }

  bool reads(int index) const {
    if (index == kNone) return false;
    const law::Form& form = law_.forms[static_cast<std::size_t>(index)];
    return (form.fact != kNone && is_same_number(form.fact)) || reads(form.left) || reads(form.right);
  }

  // A derived number that is given stands for itself. As a part, with the other parts unknown: a product or a ratio may then be
  // anything, but for 0; a sum or difference is bounded, wherever it stands.
  void look_at_form(const Variable& variable) {
    const law::Form& form = law_.forms[static_cast<std::size_t>(variable.form)];
    if (form.fact != kNone && is_same_number(form.fact)) return add_thresholds(variable);
    const bool is_of_two = form.kind == law::Form::Kind::Multiply || form.kind == law::Form::Kind::Ratio;
    insert(1);
    if (is_of_two && is_fact(form.left) && is_fact(form.right)) return;
    for (const Decimal& threshold : variable.thresholds) insert(first_at(threshold, scale_, false)), insert(first_at(threshold, scale_, true));
  }

  bool is_fact(int form) const { return law_.forms[static_cast<std::size_t>(form)].kind == law::Form::Kind::Fact; }

  void add_thresholds(const Variable& variable) {
    for (std::size_t k = 0; k < variable.thresholds.size(); ++k) {
      if (differ(variable, 2 * k + 1)) insert(first_at(variable.thresholds[k], scale_, false));
      if (differ(variable, 2 * k + 2)) insert(first_at(variable.thresholds[k], scale_, true));
    }
  }

  void insert(std::optional<std::int64_t> cut) {
    if (cut) out_.insert(*cut);
  }

  const law::Law& law_;
  int fact_, scale_;
  std::set<std::int64_t> out_;  // what lies below 0 is refused, and a kind of its own
};

}  // namespace

std::set<int> parts_of(const law::Law& law, int form) {
  std::set<int> out;
  add_parts(law, form, true, out);
  return out;
}

std::set<int> tied_facts(const Programs& programs, const Givers& givers) {
  std::set<int> out;
  for (const auto& program : programs)
    for (const Variable& variable : program->variables) {
      if (variable.kind != Variable::Kind::Form) continue;
      std::set<int> parts = parts_of(*program->law, variable.form), from;
      std::erase_if(parts, [&](int part) { return givers.count(part) == 0; });
      for (const int part : parts) from.insert(givers.at(part));
      if (from.size() > 1) out.insert(parts.begin(), parts.end());
    }
  return out;
}

std::optional<std::vector<std::int64_t>> cuts_of(const Programs& programs, int fact, int scale, const Givers& givers) {
  if (tied_facts(programs, givers).count(fact) != 0) return std::nullopt;
  CutFinder finder(*programs.front()->law, fact, scale);
  for (const auto& program : programs)
    for (const Variable& variable : program->variables) finder.look_at(variable);
  return finder.cuts();
}

}  // namespace lockgate::batch
