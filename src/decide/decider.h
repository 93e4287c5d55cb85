// Decider: an order and a date in, a determination with reasons out. Immutable but for a cache of programs; safe to share
// between threads. It reads no clock, no file and no list.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <tuple>
#include <vector>

#include "decide/allowance.h"
#include "decide/brief.h"
#include "decide/diagram.h"
#include "decide/facts.h"
#include "decide/reasons.h"
#include "law/program.h"
#include "trade/determination.h"
#include "trade/language.h"
#include "trade/order.h"

namespace lockgate::decide {

struct Options {
  Date as_of;
  bool is_codified = false;            // posture: what is in the code, enforced or not
  Date known_at = Date::latest();      // leave out rules recorded later
  int reading = law::kNone;            // try another reading of contested law
  trade::Language language = trade::Language::English;
  bool has_answers = true;             // say of each missing fact what would come out of each answer to it
  Allowance* allowance = nullptr;      // for whoever cannot wait: Allowance::Spent is thrown where it does not suffice; null: there is no end
};

// The answer with its whole trace as data: the truth of every condition is in `world`, to be put in words later or never.
// Not settled: a missing fact matters, and `decide` finds out which.
struct Traced {
  World world;
  std::vector<GateFinding> findings;            // by gate of the law
  std::vector<std::vector<Deciding>> deciding;  // by gate
  trade::Verdict verdict = trade::Verdict::Hold;
  bool is_settled = false;
};

// One rule as it stood for an order: for `explain` and for cases.
struct RuleTrace {
  int rule = law::kNone;
  law::Truth when = law::kUnknown;
  law::Truth effective = law::kUnknown;
  std::string because;
};

class Decider {
 public:
  explicit Decider(std::shared_ptr<const law::Law> law);

  // `order` has its item resolved (the catalogue's facts are in it) and is known to be well-formed.
  trade::Determination decide(const trade::Order& order, const Options& options) const;
  // An order that is asked about again and again (other dates, a whole book) is bound once. It outlives what is bound.
  BoundOrder bind(const trade::Order& order) const { return decide::bind(binder_, order); }
  Brief brief(const BoundOrder& order, const Options& options) const;
  Traced traced(const BoundOrder& order, const Options& options) const;
  // Every rule of the segment, in the order of the law, for the first leg and chip.
  std::vector<RuleTrace> trace(const trade::Order& order, const Options& options) const;

  const law::Law& law() const { return *law_; }
  const FactBinder& binder() const { return binder_; }
  std::shared_ptr<const law::Program> program(const Options& options) const { return routes(options)->shared_program(); }
  std::shared_ptr<const Routes> routes(const Options& options) const;

 private:
  class Writer;
  using Key = std::tuple<Date, bool, Date>;  // first day of the segment, is_codified, known_at

  std::shared_ptr<const law::Law> law_;
  FactBinder binder_;
  std::vector<Date> boundaries_;
  mutable std::mutex mutex_;
  mutable std::map<Key, std::shared_ptr<const Routes>> programs_;
};

}  // namespace lockgate::decide
