#include "desk/demand_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/sheet.h"
#include "base/text.h"

#define TOML_EXCEPTIONS 0
#define TOML_HEADER_ONLY 1
#include <toml++/toml.h>

namespace lockgate::desk {
namespace {

namespace fs = std::filesystem;

using analysis::Regime;

constexpr double kMost = 1e12;

// One table of the file: every key is asked for by name, and what nobody asked for is an error in the end. The first error stays.
class Section {
 public:
  Section(const toml::table* table, std::string name, std::optional<Error>& error) : table_(table), name_(std::move(name)), error_(error) {}

  double number(const char* key, std::optional<double> otherwise, double low = 0, double high = kMost) {
    const auto node = look(key);
    if (!node) return missing(key, otherwise);
    const auto value = (*node)->value<double>();
    if (value && *value >= low && *value <= high) return *value;
    complain(key, fmt::format("a number from {} to {}", low, high));
    return low;
  }

  std::string word(const char* key, const std::string& otherwise) {
    const auto node = look(key);
    if (!node) return otherwise;
    const auto value = (*node)->value<std::string>();
    if (value) return *value;
    complain(key, "a text");
    return otherwise;
  }

  bool flag(const char* key) {
    const auto node = look(key);
    if (!node) return false;
    const auto value = (*node)->value<bool>();
    if (!value) complain(key, "true or false");
    return value.value_or(false);
  }

  template <class Value>
  std::vector<Value> list(const char* key) {
    std::vector<Value> out;
    const auto node = look(key);
    if (!node) return out;
    const toml::array* array = (*node)->as_array();
    for (std::size_t i = 0; array != nullptr && i < array->size(); ++i)
      if (const auto value = (*array)[i].value<Value>()) out.push_back(*value);
    if (array == nullptr || out.size() != array->size()) complain(key, "a list of values of one type");
    return out;
  }

  bool has(const char* key) const { return table_ != nullptr && table_->contains(key); }

  void finish() {
    if (table_ == nullptr) return;
    for (const auto& [key, value] : *table_) {
      const std::string text(key.str());
      // A slip of the pen is the likelier cause where a key is missing as well.
      const bool is_only_missing = error_ && error_->where.empty();
      if ((error_ && !is_only_missing) || std::find(asked_.begin(), asked_.end(), text) != asked_.end()) continue;
      const auto near = nearest(text, asked_);
      error_ = Error{"LG0961", fmt::format("`{}` has no key `{}`", name_, text), place_of(value), near ? fmt::format("did you mean `{}`?", *near) : fmt::format("its keys are {}", fmt::join(asked_, ", "))};
    }
  }

  void complain(const char* key, const std::string& expected) {
    if (!error_) error_ = Error{"LG0962", fmt::format("`{}.{}`: expected {}", name_, key, expected), table_ != nullptr && table_->contains(key) ? place_of(*table_->get(key)) : "", ""};
  }

 private:
  static std::string place_of(const toml::node& node) { return fmt::format("line {}", node.source().begin.line); }

  std::optional<const toml::node*> look(const char* key) {
    asked_.emplace_back(key);
    const toml::node* node = table_ == nullptr ? nullptr : table_->get(key);
    return node == nullptr ? std::nullopt : std::optional(node);
  }

  double missing(const char* key, std::optional<double> otherwise) {
    if (!otherwise) complain(key, "a number, and it is missing");
    return otherwise.value_or(0);
  }

  const toml::table* table_;
  std::string name_;
  std::optional<Error>& error_;
  std::vector<std::string> asked_;
};

class Reader {
 public:
  explicit Reader(const toml::table& root) : root_(root) {}

  Result<DemandFile> read(const std::vector<analysis::Flip>& flips) {
    read_demand_section();
    read_risk();
    read_migration();
    read_suppliers();
    for (const auto& [key, value] : root_) {
      static const std::vector<std::string> kSections = {"title", "demand", "risk", "migration", "keys", "supplier"};
      const std::string text(key.str());
      if (std::find(kSections.begin(), kSections.end(), text) == kSections.end() && !error_)
        error_ = Error{"LG0961", fmt::format("the file has no part `{}`", text), fmt::format("line {}", value.source().begin.line), fmt::format("its parts are {}", fmt::join(kSections, ", "))};
    }
    if (auto read = read_keys(flips); !read) return tl::unexpected(read.error());
    if (error_) return tl::unexpected(*error_);
    return std::move(out_);
  }

 private:
  analysis::Procurement& p() { return out_.question.procurement; }
  const toml::table* part(const char* name) const { return root_[name].as_table(); }

  void read_demand_section() {
    out_.title = root_["title"].value_or(std::string("a demand"));
    Section s(part("demand"), "demand", error_);
    p().demand = s.list<double>("compute");
    constexpr std::size_t kMostQuarters = 40;
    const bool is_negative = std::any_of(p().demand.begin(), p().demand.end(), [](double d) { return d < 0; });
    if (p().demand.empty() || p().demand.size() > kMostQuarters || is_negative) s.complain("compute", fmt::format("a list of 1 to {} numbers, none below 0: the compute needed in each quarter", kMostQuarters));
    out_.unit = s.word("unit", "units");
    out_.money = s.word("money", "USD");
    p().shortage_price = s.number("shortage_price", std::nullopt);
    p().installed = s.number("installed", 0);
    p().retires = s.number("retires", 0, 0, 1);
    p().discount = s.number("discount", 0, 0, 1);
    p().residual = s.number("residual", 0, 0, 1);
    if (s.has("budget")) p().budget = s.number("budget", std::nullopt);
    out_.must_meet = s.flag("must_meet");
    (void)s.number("budget", 0);  // named, so that a slip of the pen is told apart from it
    s.finish();
  }

  void read_risk() {
    Section s(part("risk"), "risk", error_);
    p().risk_weight = s.number("weight", 0, 0, 1);
    p().tail = s.number("tail", 0.9, 0, 0.999);
    p().most_share = s.number("most_share", 1, 0.01, 1);
    s.finish();
  }

  void read_migration() {
    Section s(part("migration"), "migration", error_);
    p().migration_price = s.number("price", 0);
    p().migration_pace = s.number("pace", 0);
    p().migration_lead = static_cast<int>(s.number("lead", 2, 0, 40));
    p().migrated = s.number("done", 0);
    s.finish();
  }

  void read_suppliers() {
    const toml::array* list = root_["supplier"].as_array();
    if ((list == nullptr || list->empty()) && !error_) error_ = Error{"LG0962", "there is no `[[supplier]]`", "", "add one for each source that could deliver"};
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
      Section s((*list)[i].as_table(), fmt::format("supplier {}", i + 1), error_);
      analysis::Supplier one;
      one.name = s.word("name", fmt::format("supplier {}", i + 1));
      one.price = s.number("price", std::nullopt);
      one.fee = s.number("fee", 0, 0, 10);
      one.compute = s.number("compute", std::nullopt, 1e-9);
      one.capacity = s.number("capacity", std::nullopt);
      one.lead = static_cast<int>(s.number("lead", 1, 0, 40));
      one.upkeep = s.number("upkeep", 0);
      one.paid_ahead = s.number("paid_ahead", 0, 0, 1);
      one.needs_migration = s.flag("migration");
      for (const std::string& key : s.list<std::string>("keys")) {
        one.needs_washington |= key == "washington";
        one.needs_beijing |= key == "beijing";
        if (key != "washington" && key != "beijing") s.complain("keys", "a list of `washington` and `beijing`");
      }
      s.finish();
      p().suppliers.push_back(one);
    }
  }

  Result<void> read_keys(const std::vector<analysis::Flip>& flips) {
    Section s(part("keys"), "keys", error_);
    const auto us = analysis::key_of(flips, "washington"), cn = analysis::key_of(flips, "beijing");
    if (!us) return tl::unexpected(us.error());
    if (!cn) return tl::unexpected(cn.error());
    for (const analysis::Key* key : {&*us, &*cn})
      if (key->closing.years <= 0 || key->opening.years <= 0) return fail("LG0970", fmt::format("the turns of `{}` must show it open and closed", key->side), "see market/flips.tsv");
    out_.washington = *us, out_.beijing = *cn;
    out_.quantile = s.number("quantile", 0.5, 0.001, 0.999);
    analysis::PlanQuestion& q = out_.question;
    q.hazards = analysis::hazards_of(*us, *cn, out_.quantile);
    q.hazards.us_closing = s.number("washington_closes", q.hazards.us_closing);
    q.hazards.us_opening = s.number("washington_opens", q.hazards.us_opening);
    q.hazards.cn_closing = s.number("beijing_closes", q.hazards.cn_closing);
    q.hazards.cn_opening = s.number("beijing_opens", q.hazards.cn_opening);
    q.now = analysis::regime_of(*us, *cn);
    read_regime(s, s.word("now", analysis::to_string(q.now)));
    q.turns = turns_in(s, "turns", {1, 2, 4, 8});
    q.coarse_turns = turns_in(s, "coarse_turns", {1, 4});
    q.least = s.number("least", 1e-4, 0, 0.5);
    s.finish();
    return {};
  }

  void read_regime(Section& s, const std::string& word) {
    for (std::size_t r = 0; r < analysis::kRegimes; ++r)
      if (word == analysis::to_string(static_cast<Regime>(r))) {
        out_.question.now = static_cast<Regime>(r);
        return;
      }
    s.complain("now", "free, fee, denied, blocked or shut");
  }

  std::vector<int> turns_in(Section& s, const char* key, std::vector<int> otherwise) {
    std::vector<int> out;
    for (const auto turn : s.list<std::int64_t>(key)) out.push_back(static_cast<int>(turn));
    constexpr std::size_t kMostTurns = 5;  // five regimes a turn: 3,125 ends
    if (out.size() > kMostTurns) s.complain(key, fmt::format("at most {} quarters", kMostTurns));
    return out.empty() ? otherwise : out;
  }

  const toml::table& root_;
  DemandFile out_;
  std::optional<Error> error_;
};

}  // namespace

std::vector<analysis::Flip> read_flips(const std::string& data, Diagnostics& diagnostics) {
  const Sheet sheet(data + "/market/flips.tsv", {"date", "side", "state", "what", "source", "check"}, diagnostics);
  std::vector<analysis::Flip> out;
  for (const SheetRow& row : sheet.rows()) {
    const auto date = Date::parse(row.cells[0]);
    if (!date) diagnostics.error("LG0970", date.error().message, sheet.source(), row.place);
    else out.push_back({*date, std::string(row.cells[1]), std::string(row.cells[2]), std::string(row.cells[3]), std::string(row.cells[4])});
  }
  return out;
}

namespace {

Result<DemandFile> demand_of(const toml::parse_result& parsed, const std::string& where, const std::string& data) {
  Diagnostics diagnostics;
  const auto flips = read_flips(data, diagnostics);
  if (diagnostics.has_errors()) return fail(diagnostics.list().front().code, diagnostics.list().front().message, "", data + "/market/flips.tsv");
  if (!parsed) return fail("LG0960", fmt::format("no TOML: {}", parsed.error().description()), "", fmt::format("{}:{}", where, parsed.error().source().begin.line));
  auto out = Reader(parsed.table()).read(flips);
  if (!out) out.error().where = out.error().where.empty() ? where : where + ", " + out.error().where;
  return out;
}

}  // namespace

Result<DemandFile> parse_demand(const std::string& text, const std::string& where, const std::string& data) { return demand_of(toml::parse(text), where, data); }

Result<DemandFile> read_demand(const std::string& path, const std::string& data) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return fail("LG0960", fmt::format("`{}` cannot be opened", path), "name a TOML file such as examples/demand.toml");
  return demand_of(toml::parse_file(path), path, data);
}

std::string find_highs(const std::string& data) {
  std::error_code error;
  const char* const kInside = "site-packages/highsbox/highs_dist/lib/libhighs.so";
  for (const fs::path& lib : {fs::path(data) / ".venv" / "lib", fs::path(data) / ".." / ".." / "lib"})
    for (const auto& entry : fs::directory_iterator(lib, error))
      if (fs::exists(entry.path() / kInside, error)) return (entry.path() / kInside).string();
  return "";
}

}  // namespace lockgate::desk
