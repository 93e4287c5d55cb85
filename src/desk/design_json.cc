#include "desk/design_json.h"

#include "base/json.h"

namespace lockgate::desk {
namespace {

using Json = nlohmann::ordered_json;

class Writer {
 public:
  Writer(const Design& design, const DesignReport& report) : design_(design), report_(report) {}

  Json write() const {
    Json out = {{"base", design_.base().id}, {"on", design_.options().as_of.to_string()}, {"posture", design_.options().is_codified ? "codified" : "enforced"},
                {"destination", design_.order().destination}, {"job", design_.value().job}};
    out["rulebook"] = {{"digest", design_.desk().law().digest}};
    out["base_figures"] = figures(design_.full());
    out["base_verdict"] = trade::to_string(report_.full.determination.verdict);
    out["value_shares"] = shares();
    out["best"] = report_.best ? best() : Json(nullptr);
    out["margins"] = margins();
    out["front"] = front();
    out["certificate"] = certificate();
    out["lattice"] = lattice();
    out["ends"] = report_.end ? Json{{"date", report_.end->date.to_string()}, {"verdict", trade::to_string(report_.end->decided.determination.verdict)}, {"because", grounds_of(report_.end->decided.determination)}} : Json(nullptr);
    out["overlays"] = overlays();
    out["readings"] = readings();
    out["catalogue"] = report_.catalogue ? catalogue() : Json(nullptr);
    out["flags"] = flags();
    out["unsettled"] = unsettled();
    return out;
  }

 private:
  Json figures(const analysis::Point& point) const {
    Json out = Json::object();
    for (std::size_t a = 0; a < point.size(); ++a) out[design_.set().axes[a].fact] = point[a].to_string();
    return out;
  }

  double kept(double value) const { return report_.full_value > 0 ? value / report_.full_value : 0; }

  Json shares() const {
    Json out = Json::object();
    std::vector<double> resources;
    for (const Decimal& figure : design_.full()) resources.push_back(analysis::as_double(figure));
    resources.insert(resources.end(), design_.units().begin(), design_.units().end());
    for (std::size_t t = 0; t < design_.value().terms.size(); ++t) out[design_.value().terms[t].resource] = design_.value().share(t, resources);
    return out;
  }

  Json best() const {
    const analysis::Candidate& winner = report_.optimum.winner();
    return {{"figures", figures(winner.point)}, {"keeps", kept(winner.value)}, {"bound", kept(winner.bound)}, {"is_on_sum", winner.is_on_edge}, {"verdict", trade::to_string(report_.best->determination.verdict)}};
  }

  Json margins() const {
    Json out = Json::array();
    for (std::size_t m = 0; m < report_.margins.size(); ++m) {
      const analysis::Margin& margin = report_.margins[m];
      out.push_back({{"figure", margin.axis ? design_.set().axes[*margin.axis].fact : "sum"}, {"cut", margin.cut.at.to_string()}, {"law", margin.cut.says}, {"left", margin.left.to_string()},
                     {"gain_per_percent", margin.gain}, {"beyond", figures(margin.beyond)}, {"verdict_beyond", trade::to_string(report_.beyond[m].determination.verdict)}, {"because", grounds_of(report_.beyond[m].determination)}});
    }
    return out;
  }

  Json candidate(const analysis::Candidate& candidate) const {
    return {{"figures", figures(candidate.point)}, {"keeps", kept(candidate.value)}, {"bound", kept(candidate.bound)}, {"is_on_sum", candidate.is_on_edge}, {"is_allowed", candidate.is_allowed}};
  }

  Json front() const {
    Json out = Json::array();
    for (const std::size_t i : report_.optimum.front) out.push_back(candidate(report_.optimum.candidates[i]));
    return out;
  }

  Json certificate() const {
    Json cuts = Json::array(), all = Json::array();
    for (const analysis::Axis& axis : design_.set().axes)
      for (const analysis::Cut& cut : axis.cuts) cuts.push_back({{"figure", axis.fact}, {"at", cut.at.to_string()}, {"is_after", cut.is_after}, {"law", cut.says}});
    for (const analysis::Cut& cut : design_.set().sum.cuts) cuts.push_back({{"figure", "sum"}, {"at", cut.at.to_string()}, {"is_after", cut.is_after}, {"law", cut.says}});
    for (const analysis::Candidate& one : report_.optimum.candidates) all.push_back(candidate(one));
    return {{"cuts", cuts}, {"candidates", all}};
  }

  Json lattice() const {
    const analysis::Lattice& lattice = report_.lattice;
    Json out = {{"searched", lattice.searched}, {"allowed", lattice.allowed}, {"better_refused", lattice.better_refused}, {"best", nullptr}};
    if (!lattice.best) return out;
    Json options = Json::object();
    for (std::size_t k = 0; k < design_.knobs().size(); ++k) options[design_.knobs()[k].name] = design_.knobs()[k].options[lattice.best->options[k]].says;
    out["best"] = {{"options", options}, {"figures", figures(lattice.best->point)}, {"keeps", kept(lattice.best->value)}, {"verdict", trade::to_string(report_.lattice_best->determination.verdict)}};
    return out;
  }

  Json overlays() const {
    Json out = Json::array();
    for (const DesignReport::Overlay& one : report_.overlays) out.push_back({{"overlay", one.name}, {"date", one.date.to_string()}, {"allowed_without", one.was_allowed}, {"allowed_with", one.is_allowed}, {"rules", one.rules}});
    return out;
  }

  Json readings() const {
    Json out = Json::array();
    for (const DesignReport::Reading& one : report_.readings) out.push_back({{"reading", one.name}, {"says", one.says}, {"best_is_allowed", one.is_allowed}, {"best", figures(one.best)}, {"keeps", kept(one.value)}});
    return out;
  }

  Json catalogue() const {
    Json parts = Json::array(), facts = Json::array();
    for (const Existing& part : report_.catalogue->parts) parts.push_back({{"id", part.id}, {"vendor", part.vendor}, {"figures", figures(part.point)}, {"keeps", kept(part.value)}});
    for (const DesignData::NewPart& fact : design_.new_part()) facts.push_back({{"fact", fact.fact}, {"of_a_new_part", fact.value}, {"needed", fact.otherwise}, {"why", fact.why}});
    return {{"facts", facts}, {"best_if_sold", figures(report_.catalogue->point)}, {"keeps", kept(report_.catalogue->value)}, {"parts", parts}};
  }

  Json flags() const {
    Json out = Json::array();
    if (!report_.best) return out;
    for (const trade::Flag& flag : report_.best->determination.flags) out.push_back({{"id", flag.id}, {"because", flag.because}, {"cite", flag.cite}});
    for (const trade::Gate& gate : report_.best->determination.gates)
      for (const trade::Note& note : gate.notes) out.push_back({{"id", note.id}, {"because", note.says}, {"cite", note.cite}});
    return out;
  }

  Json unsettled() const {
    Json out = Json::array();
    for (const DesignReport::Unsettled& one : report_.unsettled) out.push_back({{"basis", one.basis}, {"rule", one.rule}, {"cites", one.cites}, {"holds", one.holds}});
    return out;
  }

  const Design& design_;
  const DesignReport& report_;
};

}  // namespace

Json to_json(const Design& design, const DesignReport& report) { return Writer(design, report).write(); }

}  // namespace lockgate::desk
