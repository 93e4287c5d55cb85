#include "analysis/records.h"

#include "analysis/sheet_reader.h"

namespace lockgate::analysis {
namespace {

constexpr double kSame = 0.05;

template <class Take>
void each(const std::string& path, const std::vector<std::string_view>& columns, Diagnostics& diagnostics, Take take) {
  const Sheet sheet(path, columns, diagnostics);
  for (const SheetRow& row : sheet.rows()) {
    SheetReader reader(sheet, row, diagnostics);
    take(reader);
  }
}

// A sum of products is of positive numbers only.
void check_range(SheetReader& row, double low, double high) {
  if (low <= 0 || high < low) row.error("LG0920", "a range runs from a low above zero up to its high");
}

std::optional<double> number_or_none(SheetReader& row) {
  const double value = row.number();
  return value == 0 ? std::nullopt : std::optional(value);
}

Statement statement_of(SheetReader& row) {
  Statement out;
  out.id = row.text();
  out.date = row.date();
  out.product = row.text();
  out.concept_word = row.text();
  out.low = row.number(), out.high = row.number();
  // Nothing sold is a statement too.
  if (out.low < 0 || out.high < out.low) row.error("LG0920", "an amount is not below zero, and runs from its low up to its high");
  out.period = row.text(), out.source = row.text(), out.what = row.text();
  return out;
}

QuarterShare quarter_of(SheetReader& row) {
  QuarterShare out;
  out.quarter = row.text();
  out.begin = row.date(), out.end = row.date();
  out.chip = row.text();
  out.revenue_bn = row.number(), out.share = row.number();
  if (out.revenue_bn <= 0 || out.share <= 0 || out.share > 1) row.error("LG0920", "revenue is above zero and a share at most one");
  out.source = row.text();
  return out;
}

Units units_of(SheetReader& row) {
  Units out;
  out.chip = row.text(), out.market = row.text();
  out.year = static_cast<int>(row.number());
  out.low = row.number(), out.high = row.number(), out.coverage = row.number();
  check_range(row, out.low, out.high);
  out.kind = row.text(), out.source = row.text();
  return out;
}

Stock stock_of(SheetReader& row) {
  Stock out;
  out.chip = row.text(), out.market = row.text();
  out.low = row.number(), out.mid = row.number(), out.high = row.number(), out.coverage = row.number();
  check_range(row, out.low, out.high);
  out.source = row.text();
  return out;
}

Published published_of(SheetReader& row) {
  Published out;
  out.id = row.text(), out.what = row.text();
  out.low = number_or_none(row), out.mid = number_or_none(row), out.high = number_or_none(row);
  out.tolerance = row.number();
  out.source = row.text(), out.note = row.text();
  return out;
}

}  // namespace

std::unique_ptr<const Records> Records::load(const std::string& folder, Diagnostics& diagnostics) {
  auto out = std::make_unique<Records>();
  each(folder + "/statements.tsv", {"id", "date", "product", "concept", "low", "high", "period", "source", "what"}, diagnostics, [&](SheetReader& row) { out->statements.push_back(statement_of(row)); });
  each(folder + "/revenue.tsv", {"quarter", "begin", "end", "chip", "compute_revenue_bn", "share", "source"}, diagnostics, [&](SheetReader& row) { out->quarters.push_back(quarter_of(row)); });
  each(folder + "/units.tsv", {"chip", "market", "year", "low", "high", "coverage_percent", "kind", "source"}, diagnostics, [&](SheetReader& row) { out->units.push_back(units_of(row)); });
  each(folder + "/stock.tsv", {"chip", "market", "low", "mid", "high", "coverage_percent", "source", "what"}, diagnostics, [&](SheetReader& row) { out->stocks.push_back(stock_of(row)); });
  each(folder + "/estimates.tsv", {"id", "what", "low", "mid", "high", "tolerance", "source", "note"}, diagnostics, [&](SheetReader& row) { out->estimates.push_back(published_of(row)); });
  each(folder + "/inputs.tsv", {"estimate", "input", "value", "source"}, diagnostics, [&](SheetReader& row) {
    Input one;
    one.estimate = row.text(), one.name = row.text(), one.value = row.text();
    out->inputs.push_back(std::move(one));
  });
  return diagnostics.has_errors() ? nullptr : std::move(out);
}

const Statement* Records::statement(std::string_view id) const {
  for (const Statement& one : statements)
    if (one.id == id) return &one;
  return nullptr;
}

const Published* Records::estimate(std::string_view id) const {
  for (const Published& one : estimates)
    if (one.id == id) return &one;
  return nullptr;
}

const std::string* Records::input(std::string_view estimate_id, std::string_view name) const {
  for (const Input& one : inputs)
    if (one.estimate == estimate_id && one.name == name) return &one.value;
  return nullptr;
}

std::vector<const Statement*> Records::about(double amount) const {
  std::vector<const Statement*> out;
  for (const Statement& one : statements)
    if (one.low <= amount * (1 + kSame) && one.high >= amount * (1 - kSame)) out.push_back(&one);
  return out;
}

}  // namespace lockgate::analysis
