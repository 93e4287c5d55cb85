#include "cli/comparison_page.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "analysis/cluster.h"
#include "base/json.h"
#include "cli/layout.h"
#include "cli/page.h"
#include "cli/rows.h"
#include "cli/table.h"
#include "desk/comparison_json.h"

namespace lockgate::cli {
namespace {

using analysis::Claim;
using analysis::Comparison;
using analysis::Entry;
using analysis::Interval;
using analysis::Judgment;
using analysis::Line;
using analysis::Standing;

// Three digits that mean something, grouped where there are more before the point.
std::string number(double value) {
  const double size = std::abs(value);
  if (size >= 1000) return grouped(fmt::format("{:.0f}", size < 100'000 ? value : std::round(value / 100) * 100));
  return fmt::format("{:.{}f}", value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

std::string exact(double value) { return value >= 1000 && value == std::floor(value) ? grouped(fmt::format("{:.0f}", value)) : fmt::format("{:g}", value); }

std::string value_text(const Entry& entry, bool is_modelled) {
  if (!entry.value) return "?";
  if (is_modelled) return text_of(*entry.value);
  return entry.value->is_point() ? exact(entry.value->mid) : fmt::format("{}–{}", exact(entry.value->low), exact(entry.value->high));
}

std::string ratio_text(const Entry& entry) { return entry.ratio ? text_of(*entry.ratio) + "x" : ""; }

std::string terms_text(const analysis::Estimate& estimate) {
  std::string out;
  for (std::size_t i = 0; i < analysis::kTerms; ++i)
    if (estimate.seconds[i] > 0) out += fmt::format("{}{} {:.2f}", out.empty() ? "" : " + ", analysis::to_string(static_cast<analysis::TimeTerm>(i)), estimate.seconds[i] * 1e6);
  return fmt::format("{} = {:.2f} µs", out, estimate.total() * 1e6);
}

Cells headings(const Comparison& c) {
  Cells out = {"axis", "unit"};
  for (const auto* part : c.parts) out.push_back(part->id);
  for (std::size_t i = 0; i + 1 < c.parts.size(); ++i) out.push_back(fmt::format("{} / {}", c.parts[i]->id, c.parts.back()->id));
  return out;
}

Cells cells_of(const Line& line) {
  Cells out = {line.axis, line.unit};
  for (const Entry& entry : line.entries) out.push_back(value_text(entry, line.is_modelled));
  for (std::size_t i = 0; i + 1 < line.entries.size(); ++i) out.push_back(ratio_text(line.entries[i]));
  return out;
}

void write_lines(const Terminal& terminal, const Comparison& c) {
  std::vector<Table::Column> columns = {{"axis", 16, 16}, {"unit", 12, 20}};
  const Cells titles = headings(c);
  for (std::size_t i = 2; i < titles.size(); ++i) columns.push_back({titles[i], 12, 26, true});
  Table table(terminal, std::move(columns));
  for (const Line& line : c.lines) {
    std::vector<Cell> row;
    for (std::string& cell : cells_of(line)) row.push_back({std::move(cell)});
    table.add(std::move(row));
  }
}

void add_workload(Page& page, const Comparison& c) {
  const auto& w = *c.workload;
  page.gap();
  page.line(fmt::format("Workload {}: {}, {:g} tokens in and {:g} out, {}-bit weights, {} {}. Throughput is of one chip of these.", w.id, w.model->id, w.input, w.output,
                        w.weights == analysis::Format::Bits4 ? 4 : w.weights == analysis::Format::Bits8 ? 8 : 16, w.chips, w.chips == 1 ? "chip" : "chips"));
  page.line("Modelled numbers carry a 90 % interval; a ratio's is its own, not that of two levels.");
}

// Sources of one chip's entries, each with the axes that rest on it.
std::vector<std::pair<std::string, std::vector<std::string>>> sources_of(const Comparison& c, std::size_t chip) {
  std::vector<std::pair<std::string, std::vector<std::string>>> out;
  for (const Line& line : c.lines) {
    const Entry& entry = line.entries[chip];
    const std::string text = entry.source.empty() ? entry.note : entry.source;
    const auto known = std::find_if(out.begin(), out.end(), [&](const auto& one) { return one.first == text; });
    const std::string axis = entry.note.empty() || entry.source.empty() ? line.axis : fmt::format("{} ({})", line.axis, entry.note);
    if (known == out.end()) out.push_back({text, {axis}});
    else known->second.push_back(axis);
  }
  return out;
}

void add_terms(Page& page, const Comparison& c) {
  page.heading("Terms of the modelled numbers, microseconds a token and chip");
  for (const Line& line : c.lines)
    for (std::size_t i = 0; i < line.entries.size(); ++i)
      if (line.entries[i].figure)
        page.item("·", fmt::format("{} {}: {}; bound by {}", c.parts[i]->id, line.axis, terms_text(line.entries[i].figure->estimate), analysis::resource_of(line.entries[i].figure->estimate.binding())));
  page.heading("What the numbers rest on");
  for (std::size_t i = 0; i < c.parts.size(); ++i)
    for (const auto& [source, axes] : sources_of(c, i)) page.item("·", fmt::format("{}: {}: {}", c.parts[i]->id, fmt::join(axes, ", "), source));
}

Style style_of(Standing standing) { return standing == Standing::Supported ? Style::Green : standing == Standing::NotSupported ? Style::Red : Style::Yellow; }

void add_claim(Page& page, const Comparison& c, const Claim& claim) {
  const std::vector<Judgment> all = analysis::judge(claim, c);
  page.title(fmt::format("\"{}\"", claim.text));
  const char* reading = claim.reading == Claim::Reading::Times ? "times" : claim.reading == Claim::Reading::More ? "more than" : "less than";
  page.line(fmt::format("read as: {} is {} of {} ({}: {:g})", c.parts.front()->id, number(claim.ratio()) + "x", c.parts.back()->id, reading, claim.factor));
  page.gap();
  for (const Judgment& one : all) {
    const std::string what = one.ratio ? fmt::format("{}x", text_of(*one.ratio)) : "not known";
    page.item(pad(one.axis, 18), fmt::format("{}: {}", what, one.ratio ? std::string(analysis::to_string(one.standing)) : "cannot be judged"), 1, one.ratio ? style_of(one.standing) : Style::Dim);
  }
  page.gap();
  page.line("Judged axis by axis; no one number stands for all of them.");
}

std::optional<Interval> price_of(const Comparison& c, std::size_t chip) {
  for (const Line& line : c.lines)
    if (line.axis == "price") return line.entries[chip].value;
  return std::nullopt;
}

double overhead_of(const RunAsked& run, const analysis::Market& market) { return run.overhead > 0 ? run.overhead : market.cost["server_overhead_usd"].mid; }

void add_cluster(Session& session, Page& page, const Comparison& c, const RunAsked& run, const analysis::Market& market) {
  page.heading(fmt::format("A cluster that trains {:.3g} parameters on {:.3g} tokens in {:g} days, 16 bits", run.parameters, run.tokens, run.days));
  std::optional<Interval> last;
  for (std::size_t k = c.parts.size(); k-- > 0;) {
    const auto cluster = analysis::cluster_for(*c.parts[k], {run.parameters, run.tokens, run.days}, price_of(c, k), overhead_of(run, market), market);
    if (!cluster) {
      session.complain(cluster.error(), Severity::Warning);
      continue;
    }
    std::string text = fmt::format("{} chips (memory alone asks for {:.0f})", text_of(cluster->chips), cluster->memory_floor);
    if (cluster->cost) text += fmt::format("; chips and servers USD {} million", text_of({cluster->cost->low / 1e6, cluster->cost->mid / 1e6, cluster->cost->high / 1e6}));
    if (cluster->power) text += fmt::format("; {} MW", text_of(*cluster->power));
    if (last && cluster->cost) text += fmt::format("; {}x the cost of {}", number(cluster->cost->mid / last->mid), c.parts.back()->id);
    if (!cluster->is_calibrated) text += "; not calibrated for this generation";
    if (k + 1 == c.parts.size()) last = cluster->cost;
    page.item("·", fmt::format("{}: {}; bound by {}; {}", c.parts[k]->id, text, analysis::resource_of(cluster->estimate.binding()), terms_text(cluster->estimate)));
  }
}

void add_equal_cluster(Page& page, const Comparison& c, const RunAsked& run, const analysis::Market& market) {
  page.heading("Clusters of equal arithmetic and bandwidth");
  for (std::size_t i = 0; i + 1 < c.parts.size(); ++i) {
    const auto chips = analysis::chips_for_one(*c.parts[i], *c.parts.back());
    const auto price = price_of(c, i), other = price_of(c, c.parts.size() - 1);
    if (!chips || !price || !other) continue;
    const double overhead = overhead_of(run, market);
    page.item("·", fmt::format("{} {} stand for one {}: {}x the cost, with USD {} a server of eight beside the chips (chips alone {}x)", number(*chips), c.parts[i]->id, c.parts.back()->id,
                               number(analysis::cluster_ratio(price->mid, other->mid, *chips, overhead)), number(overhead), number(*chips * price->mid / other->mid)));
  }
}

}  // namespace

std::string text_of(const Interval& interval) { return interval.is_point() ? number(interval.mid) : fmt::format("{} ({}–{})", number(interval.mid), number(interval.low), number(interval.high)); }

void write_comparison(Session& session, const Comparison& c, const std::optional<Claim>& claim, const RunAsked& run, const analysis::Market& market, const std::string& format) {
  if (format == "json") return session.out().write(desk::to_json(c, claim).dump(2) + "\n");
  Page page;
  if (claim) add_claim(page, c, *claim);
  else if (format == "md") {
    write_markdown_heading(session.out(), headings(c));
    for (const Line& line : c.lines) write_markdown_row(session.out(), cells_of(line));
  } else {
    write_lines(session.out(), c);
  }
  add_workload(page, c);
  if (!claim) add_terms(page, c);
  if (run.parameters > 0 && run.tokens > 0 && run.days > 0) add_cluster(session, page, c, run, market);
  if (run.overhead > 0 && c.parts.size() > 1) add_equal_cluster(page, c, run, market);
  format == "md" ? page.write_markdown(session.out()) : page.write_text(session.out());
}

}  // namespace lockgate::cli
