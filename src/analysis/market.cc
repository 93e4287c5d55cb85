#include "analysis/market.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analysis/sheet_reader.h"
#include "base/text.h"

namespace lockgate::analysis {
namespace {

constexpr double kBillion = 1e9;

class Loader {
 public:
  Loader(Market& market, const std::string& folder, Diagnostics& diagnostics) : market_(market), folder_(folder), diagnostics_(diagnostics) {}

  void load() {
    each("publications.tsv", {"source", "what", "address", "license", "read"}, [&](SheetReader& row) { market_.publications.push_back({row.text(), row.text(), row.text()}); });
    each("models.tsv", {"model", "aliases", "kind", "parameters_bn", "active_bn", "layers", "hidden", "attention_width", "prefill_width", "cache_values", "experts", "experts_per_token", "expert_layers", "resident_bn", "source"},
         [&](SheetReader& row) { add_model(row); });
    each("workloads.tsv", {"workload", "aliases", "model", "weights", "chips", "input", "output", "requests", "what"}, [&](SheetReader& row) { add_workload(row); });
    each("generations.tsv", {"chip", "generation", "host", "source"}, [&](SheetReader& row) {
      Generation one;
      one.chip = row.text(), one.generation = row.text(), one.host = row.text();
      check_source(row);
      market_.generations.push_back(std::move(one));
    });
    each("serving.tsv", {"id", "chip", "chips", "model", "weights", "input", "output", "requests", "tokens_per_second", "use", "source"}, [&](SheetReader& row) { add_serving(row); });
    each("expert-parallel.tsv", {"id", "phase", "chip", "chips", "model", "batch", "context", "drafts", "accepted", "cache_bytes", "tokens_per_second", "use", "source", "note"}, [&](SheetReader& row) { add_expert(row); });
    each("training.tsv", {"id", "chip", "chips", "model", "sequence", "micro_batch", "global_batch", "tensor", "pipeline", "stages", "context", "format", "recompute", "tokens_per_second", "use", "source"},
         [&](SheetReader& row) { add_training(row); });
    each("constants.tsv", {"family", "constant", "scope", "value", "least", "most", "start", "fitted", "source"}, [&](SheetReader& row) { add_constant(row); });
    each("spreads.tsv", {"family", "of", "value"}, [&](SheetReader& row) {
      Spread one;
      one.family = row.text(), one.of = row.text(), one.value = row.number();
      market_.constants.spreads.push_back(std::move(one));
    });
    each("cost.tsv", {"parameter", "low", "value", "high", "source", "what"}, [&](SheetReader& row) {
      CostParameter one;
      one.name = row.text();
      one.value.low = row.number(), one.value.mid = row.number(), one.value.high = row.number();
      one.source = check_source(row);
      if (one.value.low <= 0 || one.value.low > one.value.mid || one.value.mid > one.value.high) row.error("LG0920", "a parameter is above zero and lies between its low and its high");
      market_.cost.parameters.push_back(std::move(one));
    });
    each("prices.tsv", {"chip", "from", "low", "high", "coverage_percent", "source"}, [&](SheetReader& row) { add_price(row); });
  }

 private:
  template <class Take>
  void each(const std::string& name, const std::vector<std::string_view>& columns, Take take) {
    const Sheet sheet(folder_ + "/" + name, columns, diagnostics_);
    for (const SheetRow& row : sheet.rows()) {
      SheetReader reader(sheet, row, diagnostics_);
      take(reader);
    }
  }

  std::string check_source(SheetReader& row) {
    std::string key = row.text();
    for (const Publication& one : market_.publications)
      if (one.key == key) return key;
    row.error("LG0922", fmt::format("`{}` is not a source of publications.tsv", key));
    return key;
  }

  const Model* model_of(SheetReader& row) {
    const std::string name = row.text();
    const Model* found = market_.model(name);
    if (found == nullptr) row.error("LG0922", fmt::format("`{}` is not a model of models.tsv", name));
    return found;
  }

  static Format format_of(SheetReader& row) {
    switch (row.word({"fp4", "int4", "fp8", "int8", "bf16", "fp16"})) {
      case 0: case 1: return Format::Bits4;
      case 2: case 3: return Format::Bits8;
      default: return Format::Bits16;
    }
  }

  void add_model(SheetReader& row) {
    Model out;
    out.id = row.text();
    out.aliases = row.list();
    out.kind = static_cast<Model::Kind>(row.word({"dense", "moe", "mla"}));
    for (double* one : {&out.parameters, &out.active}) *one = row.number() * kBillion;
    for (double* one : {&out.layers, &out.hidden, &out.attention_width, &out.prefill_width, &out.cache_values, &out.experts, &out.experts_per_token, &out.expert_layers}) *one = row.number();
    out.resident = row.number() * kBillion;
    out.source = check_source(row);
    market_.models.push_back(std::move(out));
  }

  void add_workload(SheetReader& row) {
    Workload out;
    out.id = row.text();
    out.aliases = row.list();
    out.model = model_of(row);
    out.weights = format_of(row);
    out.chips = static_cast<int>(row.number());
    out.input = row.number();
    out.output = row.number();
    out.requests = row.number();
    out.what = row.text();
    if (out.chips < 1 || out.input < 1 || out.output < 1) row.error("LG0920", "chips, input and output are at least 1");
    market_.workloads.push_back(std::move(out));
  }

  void add_end(SheetReader& row, Measurement& out) {
    out.tokens_per_second = row.number();
    if (out.tokens_per_second <= 0) row.error("LG0920", "a measured throughput is above zero");
    out.is_fitted = row.word({"check", "fit"}) == 1;
    out.source = check_source(row);
  }

  void add_serving(SheetReader& row) {
    ServingPoint out;
    out.id = row.text();
    out.chip = row.text();
    out.chips = row.number();
    out.model = model_of(row);
    out.weights = format_of(row);
    for (double* one : {&out.input, &out.output, &out.requests}) *one = row.number();
    add_end(row, out);
    market_.serving.push_back(std::move(out));
  }

  void add_expert(SheetReader& row) {
    ExpertPoint out;
    out.id = row.text();
    out.is_prefill = row.word({"decode", "prefill"}) == 1;
    out.chip = row.text();
    out.chips = row.number();
    out.model = model_of(row);
    for (double* one : {&out.batch, &out.context, &out.drafts, &out.accepted, &out.cache_bytes}) *one = row.number();
    add_end(row, out);
    market_.experts.push_back(std::move(out));
  }

  void add_training(SheetReader& row) {
    TrainingPoint out;
    out.id = row.text();
    out.chip = row.text();
    out.chips = row.number();
    out.model = model_of(row);
    for (double* one : {&out.sequence, &out.micro_batch, &out.global_batch, &out.tensor, &out.pipeline, &out.stages, &out.context}) *one = row.number();
    out.format = format_of(row);
    out.has_recompute = row.yes();
    add_end(row, out);
    market_.training.push_back(std::move(out));
  }

  void add_constant(SheetReader& row) {
    ConstantRow out;
    out.family = row.text();
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < kConstants; ++i) names.push_back(to_string(static_cast<Constant>(i)));
    out.constant = static_cast<Constant>(row.word(names));
    out.scope = row.text();
    for (double* one : {&out.value, &out.least, &out.most, &out.start}) *one = row.number();
    out.is_fitted = row.yes();
    out.source = row.text();
    if (out.value <= 0 || (out.is_fitted && !(out.least < out.start && out.start < out.most))) row.error("LG0920", "a constant is above zero, and starts between its least and its most");
    market_.constants.rows.push_back(std::move(out));
  }

  void add_price(SheetReader& row) {
    Price out;
    out.chip = row.text();
    out.from = row.date();
    for (double* one : {&out.low, &out.high, &out.coverage}) *one = row.number();
    out.source = check_source(row);
    if (out.low <= 0 || out.high < out.low) row.error("LG0920", "a price range runs from a low above zero up to its high");
    market_.prices.push_back(std::move(out));
  }

  Market& market_;
  const std::string& folder_;
  Diagnostics& diagnostics_;
};

template <class T>
bool is_named(const T& one, const std::string& folded) {
  if (fold(one.id) == folded) return true;
  for (const std::string& alias : one.aliases)
    if (fold(alias) == folded) return true;
  return false;
}

}  // namespace

std::string_view to_string(Model::Kind kind) { return kind == Model::Kind::Dense ? "dense" : kind == Model::Kind::Mixture ? "moe" : "mla"; }

std::unique_ptr<const Market> Market::load(const std::string& folder, Diagnostics& diagnostics) {
  auto out = std::make_unique<Market>();
  out->models.reserve(1000);
  Loader(*out, folder, diagnostics).load();
  return diagnostics.has_errors() ? nullptr : std::move(out);
}

const Model* Market::model(std::string_view name) const {
  const std::string folded = fold(name);
  for (const Model& one : models)
    if (is_named(one, folded)) return &one;
  return nullptr;
}

Result<const Workload*> Market::workload(std::string_view name) const {
  const std::string folded = fold(name);
  std::vector<std::string> known;
  for (const Workload& one : workloads) {
    if (is_named(one, folded)) return &one;
    known.push_back(one.id);
  }
  const auto near = nearest(name, known);
  return fail("LG0901", fmt::format("there is no workload `{}`", excerpt(name)), near ? fmt::format("did you mean `{}`?", *near) : fmt::format("known are `{}`", fmt::join(known, "`, `")));
}

const Generation* Market::generation(std::string_view chip) const {
  for (const Generation& one : generations)
    if (one.chip == chip) return &one;
  return nullptr;
}

const Price* Market::price(std::string_view chip, Date day) const {
  const Price* out = nullptr;
  for (const Price& one : prices)
    if (one.chip == chip && one.from <= day && (out == nullptr || out->from <= one.from)) out = &one;
  return out;
}

}  // namespace lockgate::analysis
