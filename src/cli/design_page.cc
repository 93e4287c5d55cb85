#include "cli/design_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "cli/layout.h"

namespace lockgate::cli {
namespace {

using desk::DesignReport;

std::string percent(double share) { return fmt::format("{:.1f} %", 100 * share); }

class Writer {
 public:
  Writer(const desk::Design& design, const DesignReport& report) : design_(design), report_(report) {}

  Page write() {
    page_.title(fmt::format("{} to {}, law of {}, made for {}", design_.base().id, design_.order().destination, design_.options().as_of.to_string(), design_.value().job));
    page_.pair("as it is", fmt::format("{} → {}", figures(design_.full()), trade::to_string(report_.full.determination.verdict)));
    report_.best ? add_best() : page_.line("no part that fuses can make of it gets an answer as good as the one asked for");
    if (report_.catalogue) add_catalogue();
    if (!report_.best) return std::move(page_);
    add_margins();
    add_lattice();
    add_front();
    add_changes();
    add_warnings();
    return std::move(page_);
  }

 private:
  std::string name_of(std::size_t axis) const {
    const law::Law& law = design_.desk().law();
    const int fact = law.find_fact("item." + design_.set().axes[axis].fact);
    return fact == law::kNone || law.facts[static_cast<std::size_t>(fact)].label.empty() ? design_.set().axes[axis].fact : law.facts[static_cast<std::size_t>(fact)].label;
  }

  std::string figures(const analysis::Point& point) const {
    std::string out;
    for (std::size_t a = 0; a < point.size(); ++a) out += fmt::format("{}{} {}", a == 0 ? "" : ", ", name_of(a), point[a].to_string());
    return out;
  }

  std::string keeps(double value) const { return percent(value / report_.full_value); }

  void add_best() {
    const analysis::Candidate& winner = report_.optimum.winner();
    page_.pair("the best part", fmt::format("{} → {}", figures(winner.point), trade::to_string(report_.best->determination.verdict)));
    page_.pair("keeps", fmt::format("{} of the chip's worth for {}; at the very line it would be {}", keeps(winner.value), design_.value().job, keeps(winner.bound)));
    const auto refused = std::count_if(report_.optimum.candidates.begin(), report_.optimum.candidates.end(), [&](const auto& one) { return !one.is_allowed && one.bound > winner.bound; });
    const std::size_t kinds = report_.optimum.candidates.size();
    page_.pair("certificate", fmt::format("{} of parts, the best of each decided by the law; {}", kinds == 1 ? "1 kind" : fmt::format("{} kinds", kinds),
                                          refused == 0 ? "none would be worth more" : fmt::format("{} would be worth more, and all of them are refused", refused)));
  }

  void add_margins() {
    page_.gap();
    page_.heading("What holds it back");
    std::set<std::size_t> held;
    for (std::size_t m = 0; m < report_.margins.size(); ++m) {
      const analysis::Margin& margin = report_.margins[m];
      if (margin.axis) held.insert(*margin.axis);
      page_.item("·", fmt::format("{}: {} left to {} ({}); one percent more would add {}. Beyond it: {}", margin.axis ? name_of(*margin.axis) : "the sum", margin.left.to_string(), margin.cut.at.to_string(), margin.cut.says,
                                  percent(margin.gain), beyond(report_.beyond[m].determination)));
    }
    for (std::size_t a = 0; a < design_.set().axes.size(); ++a)
      if (held.count(a) == 0) page_.item("·", fmt::format("{}: no line above it, up to the {} of the chip", name_of(a), design_.set().axes[a].most.to_string()));
  }

  static std::string beyond(const trade::Determination& determination) {
    const auto grounds = desk::grounds_of(determination);
    return fmt::format("{}{}", trade::to_string(determination.verdict), grounds.empty() ? "" : ", " + grounds.front());
  }

  void add_lattice() {
    const analysis::Lattice& lattice = report_.lattice;
    page_.gap();
    page_.heading("What can really be made");
    if (lattice.searched == 0) return page_.line("market/design/fuses.tsv has no options for this chip");
    page_.line(fmt::format("{} parts searched, {} allowed; {} of the others would be worth more and are refused", lattice.searched, lattice.allowed, lattice.better_refused));
    if (!lattice.best) return;
    std::string options;
    for (std::size_t k = 0; k < design_.knobs().size(); ++k) options += (k == 0 ? "" : ", ") + design_.knobs()[k].options[lattice.best->options[k]].says;
    page_.pair("the best of them", fmt::format("{}: {} → {}; keeps {}", options, figures(lattice.best->point), trade::to_string(report_.lattice_best->determination.verdict), keeps(lattice.best->value)));
  }

  void add_front() {
    if (report_.optimum.front.size() < 2) return;
    page_.gap();
    page_.heading("Other trades of one figure for another that the law leaves");
    for (const std::size_t i : report_.optimum.front) page_.item("·", fmt::format("{}; keeps {}", figures(report_.optimum.candidates[i].point), keeps(report_.optimum.candidates[i].value)));
  }

  void add_catalogue() {
    page_.gap();
    page_.heading("Only a part that exists gets further");
    for (const auto& fact : design_.new_part()) page_.item("·", fmt::format("the law asks for `{}`; {}", fact.fact, fact.why));
    page_.line(fmt::format("a part of which it were true could have {}; what has been sold, best first:", figures(report_.catalogue->point)));
    constexpr std::size_t kMost = 8;
    for (std::size_t i = 0; i < std::min(kMost, report_.catalogue->parts.size()); ++i) {
      const desk::Existing& part = report_.catalogue->parts[i];
      page_.item(fmt::format("{}.", i + 1), fmt::format("{} ({}): {}; worth {} of the base", part.id, part.vendor, figures(part.point), keeps(part.value)));
    }
    for (const auto& one : design_.unsold()) page_.item("-", fmt::format("left out: {}: {}", one.vendor, one.why));
  }

  void add_changes() {
    page_.gap();
    page_.heading("What would end it");
    if (report_.end) page_.item("·", fmt::format("the law of {}: {}", report_.end->date.to_string(), beyond(report_.end->decided.determination)));
    else page_.item("·", "no later day, as far as the rulebook is verified");
    for (const DesignReport::Overlay& one : report_.overlays)
      page_.item("·", fmt::format("overlay {}, from {}: {}{}", one.name, one.date.to_string(), one.is_allowed ? "still allowed" : one.was_allowed ? "no longer allowed" : "not allowed, nor without it",
                                  one.rules.empty() ? "" : fmt::format(" ({})", fmt::join(one.rules, ", "))));
    for (const DesignReport::Reading& one : report_.readings)
      page_.item("·", fmt::format("read as {} ({}): the part is {}; the best would be {}", one.name, one.says, one.is_allowed ? "allowed" : "not allowed", one.best.empty() ? "none" : figures(one.best) + ", keeping " + keeps(one.value)));
  }

  void add_warnings() {
    page_.gap();
    page_.heading("What numbers do not settle");
    for (const trade::Flag& flag : report_.best->determination.flags) page_.item("!", fmt::format("{} [{}] ({})", flag.because, flag.cite, flag.id));
    for (const trade::Gate& gate : report_.best->determination.gates)
      for (const trade::Note& note : gate.notes) page_.item("!", fmt::format("{} [{}] ({})", note.says, note.cite, note.id));
    add_unsettled();
    page_.line("A part below every line complies as the law is written. A letter, a guidance or a finding that it was made to get around the law can reach it all the same.");
  }

  // By basis, what holds for the part first.
  void add_unsettled() {
    constexpr int kMostOthers = 4;
    std::string basis;
    int others = 0, left_out = 0;
    for (const DesignReport::Unsettled& one : report_.unsettled) {
      if (one.basis != basis) page_.line(fmt::format("by {}, not by published text, on this day (● reaches the part or its parties):", one.basis)), others = 0;
      basis = one.basis;
      if (!one.holds && ++others > kMostOthers) ++left_out;
      else page_.item(one.holds ? "●" : "○", fmt::format("{} [{}]{}", one.rule, one.cites, one.because.empty() ? "" : ": " + one.because));
    }
    if (left_out > 0) page_.line(fmt::format("and {} more that do not reach it: --format json lists them", left_out));
  }

  const desk::Design& design_;
  const DesignReport& report_;
  Page page_;
};

}  // namespace

Page page_of(const desk::Design& design, const DesignReport& report) { return Writer(design, report).write(); }

}  // namespace lockgate::cli
