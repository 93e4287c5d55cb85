// DesignData: what a design rests on beside the law and the catalogue, as reviewed sheets in market/design: what a job asks of
// which resource, what can be fused off on which die, what holds of a part that does not exist yet, and whose chips
// are not for sale.
#pragma once

#include <string>
#include <vector>

#include "analysis/lattice.h"
#include "base/source.h"

namespace lockgate::desk {

struct DesignData {
  // `work`: time times resource for one unit of work, in units where the part that the sheet names takes 1. `beside`: the figure
  // that is part of the resource and does not do this work, where there is more of the resource than that.
  struct Need {
    std::string job, resource, beside, note, source;
    double work = 0;
  };
  struct Fuse {
    std::vector<std::string> parts;
    std::string knob, figure, source;
    bool counts_units = false;
    analysis::Option option;
  };
  struct NewPart {
    std::string fact, value, otherwise, why;
  };

  struct Unsold {
    std::string vendor, why, source;
  };

  std::vector<Need> needs;
  std::vector<Fuse> fuses;
  std::vector<NewPart> new_part;
  std::vector<Unsold> unsold;

  std::vector<std::string> jobs() const;
  // Of `market/design` in the data folder. LG0950 with what is wrong in `diagnostics`.
  static DesignData load(const std::string& data, Diagnostics& diagnostics);
};

}  // namespace lockgate::desk
