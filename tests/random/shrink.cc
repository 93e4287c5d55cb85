#include "random/shrink.h"

#include <algorithm>

namespace lockgate::random {
namespace {

class Shrinker {
 public:
  Shrinker(Case failing, const Property& property) : best_(std::move(failing)), property_(property) {}

  Case run() {
    for (bool again = true; again && tries_ < 3000;) {
      again = drop_rules() || drop_orders() || drop_exceptions() || drop_gates() || drop_parties();
      again = simplify_rules() || again;
      again = simplify_facts() || again;
    }
    return std::move(best_);
  }

 private:
  template <class Change>
  bool attempt(Change change) {
    Case smaller = best_;
    change(smaller);
    ++tries_;
    if (property_(smaller).empty()) return false;
    best_ = std::move(smaller);
    return true;
  }

  bool drop_rules() {
    bool any = false;
    for (std::size_t i = best_.model.rules.size(); i-- > 0;) any |= attempt([&](Case& c) { drop_rule(c.model, i); });
    return any;
  }

  static void drop_rule(Model& model, std::size_t index) {
    model.rules.erase(model.rules.begin() + static_cast<std::ptrdiff_t>(index));
    std::erase_if(model.orders, [&](const Order& order) { return order.first == index || order.second == index; });
    for (Order& order : model.orders) order.first -= order.first > index, order.second -= order.second > index;
    for (Rule& rule : model.rules) {
      std::erase(rule.exception_to, index);
      for (std::size_t& base : rule.exception_to) base -= base > index;
    }
  }

  bool drop_orders() {
    bool any = false;
    for (std::size_t i = best_.model.orders.size(); i-- > 0;)
      any |= attempt([&](Case& c) { c.model.orders.erase(c.model.orders.begin() + static_cast<std::ptrdiff_t>(i)); });
    return any;
  }

  bool drop_exceptions() {
    bool any = false;
    for (std::size_t i = 0; i < best_.model.rules.size(); ++i)
      if (!best_.model.rules[i].exception_to.empty()) any |= attempt([&](Case& c) { c.model.rules[i].exception_to.pop_back(); });
    return any;
  }

  bool drop_gates() {
    bool any = false;
    for (std::size_t i = best_.model.gates.size(); i-- > 0 && best_.model.gates.size() > 1;)
      any |= attempt([&](Case& c) { c.model.gates.erase(c.model.gates.begin() + static_cast<std::ptrdiff_t>(i)); });
    for (std::size_t i = 0; i < best_.model.gates.size(); ++i)
      if (!best_.model.gates[i].asks.empty()) any |= attempt([&](Case& c) { c.model.gates[i].asks.pop_back(); });
    return any;
  }

  bool drop_parties() { return !best_.situation.parties.empty() && attempt([](Case& c) { c.situation.parties.pop_back(); }); }

  bool simplify_rules() {
    bool any = false;
    for (std::size_t i = 0; i < best_.model.rules.size(); ++i) {
      any |= best_.model.rules[i].when.kind != Condition::Kind::True && attempt([&](Case& c) { c.model.rules[i].when = Condition{}; });
      any |= simplify_at(i, {});
      const Rule& rule = best_.model.rules[i];
      if (rule.in_force != Span{} || rule.enforced || rule.is_never_enforced)
        any |= attempt([&](Case& c) {
          c.model.rules[i].in_force = Span{};
          c.model.rules[i].enforced.reset();
          c.model.rules[i].is_never_enforced = false;
        });
    }
    return any;
  }

  static Condition& at(Model& model, std::size_t rule, const std::vector<std::size_t>& path) {
    Condition* condition = &model.rules[rule].when;
    for (const std::size_t step : path) condition = &condition->args[step];
    return *condition;
  }

  // Puts a term in place of the whole, or leaves one out, at every depth.
  bool simplify_at(std::size_t rule, const std::vector<std::size_t>& path) {
    bool any = false;
    for (std::size_t i = 0; i < at(best_.model, rule, path).args.size(); ++i) {
      const bool is_quantifier = at(best_.model, rule, path).kind == Condition::Kind::Exists || at(best_.model, rule, path).kind == Condition::Kind::All;
      if (!is_quantifier && attempt([&](Case& c) { at(c.model, rule, path) = Condition(at(c.model, rule, path).args[i]); })) return true;
      if (at(best_.model, rule, path).args.size() > 1 &&
          attempt([&](Case& c) { std::vector<Condition>& args = at(c.model, rule, path).args; args.erase(args.begin() + static_cast<std::ptrdiff_t>(i)); })) return true;
      std::vector<std::size_t> deeper = path;
      deeper.push_back(i);
      any |= simplify_at(rule, deeper);
    }
    return any;
  }

  // What is given is simpler than what is missing, and nothing closed is simpler still.
  bool simplify_facts() {
    bool any = false;
    for (std::size_t f = 0; f < best_.model.facts.size(); ++f) {
      if (best_.model.facts[f].closed) any |= attempt([&](Case& c) { c.model.facts[f].closed.reset(); });
      if (best_.situation.line[f].range && !best_.model.facts[f].is_divisor) any |= attempt([&](Case& c) { c.situation.line[f] = {}; });
      if (best_.situation.line[f].value && !best_.model.facts[f].is_divisor) any |= attempt([&](Case& c) { c.situation.line[f] = {}; });
    }
    return any;
  }

  Case best_;
  const Property& property_;
  int tries_ = 0;
};

}  // namespace

Case shrink(Case failing, const Property& property) { return Shrinker(std::move(failing), property).run(); }

}  // namespace lockgate::random
