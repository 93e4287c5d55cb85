// Design: the inverse of the law: of all parts that fuses can make of a chip, the one worth most that may still go. Every point
// is decided by the law itself; nothing here knows a threshold.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "analysis/lattice.h"
#include "analysis/margin.h"
#include "desk/design_data.h"
#include "desk/desk.h"

namespace lockgate::desk {

// `conditions`, or `license:case_by_case`: a license is good enough where every gate that asks for one reviews it so.
struct Accepted {
  trade::Verdict worst = trade::Verdict::Conditions;
  std::vector<std::string> policies;  // of a license; empty with License: any
};
Result<Accepted> parse_accepted(const std::string& text);
// `tpp=36000` as the law's own fact reads it. LG0957.
Result<trade::Given> parse_item_fact(const law::Law& law, const std::string& text);

struct DesignQuestion {
  std::string base;  // a part of the catalogue
  std::string job;
  std::string origin;  // empty: where the maker is at home
  std::string destination;
  std::vector<trade::Given> facts;  // of the item or the order, over the catalogue's
  Accepted accepted;
  std::vector<std::string> gates;  // those that count; empty: all
  trade::Order like;  // the order the part would go in: parties, end use, what can be certified
};

// A point and what the law says of it.
struct Decided {
  analysis::Point point;
  trade::Determination determination;
  bool is_allowed = false;
};

// A part of the catalogue where the answer depends on a fact no new part has.
struct Existing {
  std::string id, vendor;
  analysis::Point point;
  double value = 0;
  bool is_allowed = false;
};

class Design {
 public:
  // Errors: LG0951 unknown job, LG0958 unknown gate, LG0952/LG0954/LG0955 (desk/design_cuts.h), LG0953 the base is no chip, and those of the catalogue.
  static Result<Design> open(std::shared_ptr<const Desk> desk, const DesignData& data, const DesignQuestion& question, const decide::Options& options);

  const analysis::FeasibleSet& set() const { return set_; }
  const analysis::Value& value() const { return value_; }
  const std::vector<double>& units() const { return units_; }
  const catalogue::Part& base() const { return *base_; }
  const trade::Order& order() const { return order_; }
  const decide::Options& options() const { return options_; }
  const Desk& desk() const { return *desk_; }

  bool is_allowed(const analysis::Point& point) const;
  trade::Order order_of(const analysis::Point& point) const;
  // Of the whole base, as it is.
  analysis::Point full() const;
  double value_of(const analysis::Point& point) const;

  analysis::Optimum optimum() const;
  analysis::Lattice lattice(const analysis::Optimum& optimum) const;
  Decided decided(const analysis::Point& point) const;
  // The same search for a part of which the facts of `new_part` are otherwise; nullopt when nothing comes of that.
  std::optional<Design> counterfactual() const;
  // The catalogue's own parts, sold by the date, worth most first; the allowed ones only.
  std::vector<Existing> existing() const;
  const std::vector<DesignData::NewPart>& new_part() const { return new_part_; }
  const std::vector<DesignData::Unsold>& unsold() const { return unsold_; }
  const std::vector<analysis::Knob>& knobs() const { return knobs_; }
  // As contested law is read in another way; nullopt where that cannot be searched.
  std::optional<Design> under(int reading) const;
  // The date after this one at which the part is no longer allowed, as far as every book is verified.
  struct Change {
    Date date;
    Decided decided;
  };
  std::optional<Change> end_of(const analysis::Point& point) const;
  bool accepts(const trade::Order& order, const decide::Options& options) const;

 private:
  Design() = default;
  Result<void> read_gates(const DesignQuestion& question);
  Result<void> read_base(const DesignQuestion& question);
  Result<void> read_value(const DesignData& data, const DesignQuestion& question);
  void read_knobs(const DesignData& data);
  void place_seller(trade::Order& order, const std::string& vendor) const;
  bool accepts_license(const decide::World& world, std::size_t gate, const decide::GateFinding& finding) const;
  std::optional<trade::Order> order_of_part(const catalogue::Part& part) const;

  std::shared_ptr<const Desk> desk_;
  decide::Options options_;
  Accepted accepted_;
  std::vector<std::size_t> gates_;
  const catalogue::Part* base_ = nullptr;
  trade::Order order_;     // of the base, under another name
  trade::Order like_;
  std::vector<std::string> figures_;
  analysis::FeasibleSet set_;
  analysis::Value value_;
  std::vector<double> units_;
  std::vector<analysis::Knob> knobs_;
  double most_units_ = 1;
  std::vector<DesignData::NewPart> new_part_;
  std::vector<DesignData::Unsold> unsold_;
  bool is_counterfactual_ = false;
};

}  // namespace lockgate::desk
