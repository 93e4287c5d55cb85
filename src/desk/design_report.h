// DesignReport: everything a design answers with: the part, the certificate, what holds it back, what would end it, and what the
// numbers do not settle.
#pragma once

#include "desk/design.h"

namespace lockgate::desk {

struct DesignReport {
  analysis::Optimum optimum;
  double full_value = 0;                     // of the base as it is
  std::optional<Decided> best;               // decided again, in words
  Decided full;                              // the base as it is
  std::vector<analysis::Margin> margins;
  std::vector<Decided> beyond;               // by margin: the part moved onto the cut
  analysis::Lattice lattice;
  std::optional<Decided> lattice_best;
  std::optional<Design::Change> end;
  // An overlay under which the part may no longer go, at the first day on which all of the overlay holds.
  struct Overlay {
    std::string name;
    Date date;
    bool was_allowed = false;  // on that day without it
    bool is_allowed = false;
    std::vector<std::string> rules;  // of the overlay, that decide
  };
  std::vector<Overlay> overlays;
  // Readings of contested law under which the part is not allowed, or another would be the best.
  struct Reading {
    std::string name, says;
    bool is_allowed = false;
    analysis::Point best;  // empty: nothing is allowed
    double value = 0;
  };
  std::vector<Reading> readings;
  // Where only the catalogue helps: what a part that has been sold could have, and those that were.
  struct Catalogue {
    double value = 0;  // of the best point such a part could have
    analysis::Point point;
    std::vector<Existing> parts;
  };
  std::optional<Catalogue> catalogue;
  // Law of another kind than published text that is in force on the day: a number below a threshold is no answer to it.
  struct Unsettled {
    std::string basis, rule, cites, because;
    bool holds = false;  // for the part itself
  };
  std::vector<Unsettled> unsettled;
};

DesignReport report_of(const Design& design);
// Under each overlay folder of the data directory.
std::vector<DesignReport::Overlay> overlays_of(const Design& design, const analysis::Point& point, const Sources& sources);

// The names of what the law says against a determination, worst gate first: `us.export: license_required (the rule: why)`.
std::vector<std::string> grounds_of(const trade::Determination& determination);

}  // namespace lockgate::desk
