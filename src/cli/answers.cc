#include "cli/answers.h"

#include <fmt/format.h>

#include "base/json.h"
#include "cli/rows.h"
#include "cli/table.h"
#include "wire/determination_csv.h"
#include "wire/determination_json.h"

namespace lockgate::cli {
namespace {

using trade::Determination;
using trade::Order;
using trade::Verdict;

constexpr std::size_t kShownFacts = 4;

class JsonLines : public Answers {
 public:
  explicit JsonLines(const Terminal& out) : out_(out) {}
  void add(const Order&, const Determination& determination) override { out_.write(wire::to_json_line(determination) + "\n"); }

 private:
  const Terminal& out_;
};

class JsonList : public Answers {
 public:
  explicit JsonList(const Terminal& out) : out_(out) {}
  void add(const Order&, const Determination& determination) override {
    out_.write(is_empty_ ? "[\n" : ",\n");
    is_empty_ = false;
    out_.write(wire::to_json(determination).dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
  }
  void finish() override { out_.write(is_empty_ ? "[]\n" : "\n]\n"); }

 private:
  const Terminal& out_;
  bool is_empty_ = true;
};

class CsvRows : public Answers {
 public:
  CsvRows(const Terminal& out, const law::Law& law) : out_(out) {
    for (const law::Gate& gate : law.gates) gates_.push_back(gate.name);
    write_csv_row(out_, wire::csv_heading(gates_));
  }
  void add(const Order&, const Determination& determination) override { write_csv_row(out_, wire::csv_cells(determination, gates_)); }

 private:
  const Terminal& out_;
  std::vector<std::string> gates_;
};

// What a row of a table says, in lines.
class Row {
 public:
  Row(const Narrator& narrator, const Order& order, const Determination& determination) : narrator_(narrator), order_(order), determination_(determination) {}

  std::string verdict() const {
    std::string out = fmt::format("{} {}", symbol_of(determination_.verdict), narrator_.say(trade::to_string(determination_.verdict)));
    if (determination_.is_stale) out += "\n" + narrator_.pick("  stale", "  已过核实期");
    return out;
  }

  std::string goods() const { return narrator_.item(order_) + "\n" + narrator_.route(order_); }

  std::string answer() const {
    std::string out;
    const auto add = [&](const std::string& line) { out += (out.empty() ? "" : "\n") + line; };
    const auto gates = narrator_.deciding(determination_);
    if (gates.empty() && determination_.verdict == Verdict::Proceed) return narrator_.say("no rule in this rulebook stops it");
    for (const trade::Gate* gate : gates) {
      add(narrator_.title(*gate) + narrator_.pick(": ", "：") + narrator_.answer(*gate));
      if (const std::string why = narrator_.why(*gate); !why.empty()) add(why);
      if (const std::string duties = open_duties(*gate); !duties.empty()) add(duties);
    }
    if (const std::string missing = missing_facts(); !missing.empty()) add(missing);
    for (const trade::Fault& fault : determination_.faults) add(narrator_.pick("fault: ", "故障：") + fault.why);
    return out;
  }

 private:
  // Only where duties are what stands between the order and `proceed`.
  std::string open_duties(const trade::Gate& gate) const {
    if (determination_.verdict != Verdict::Conditions) return "";
    std::string out;
    for (const trade::Duty& duty : gate.duties)
      if (duty.state != "met") out += (out.empty() ? "" : "; ") + duty.says;
    return out.empty() ? "" : narrator_.pick("to do: ", "须办：") + out;
  }

  std::string missing_facts() const {
    std::string out;
    const auto& unknown = determination_.unknown;
    for (std::size_t i = 0; i < unknown.size() && i < kShownFacts; ++i) out += (out.empty() ? "" : ", ") + unknown[i].fact;
    if (unknown.size() > kShownFacts) out += fmt::format(" +{}", unknown.size() - kShownFacts);
    return out.empty() ? "" : narrator_.say("missing") + narrator_.pick(": ", "：") + out;
  }

  const Narrator& narrator_;
  const Order& order_;
  const Determination& determination_;
};

class TableRows : public Answers {
 public:
  TableRows(const Terminal& out, const law::Law& law, Language language) : narrator_(law, language), table_(out, columns(narrator_), true) {}
  void add(const Order& order, const Determination& determination) override {
    const Row row(narrator_, order, determination);
    table_.add({{order.id + "\n" + determination.as_of.to_string()}, {row.verdict(), style_of(determination.verdict)}, {row.goods()}, {row.answer()}});
  }
  void finish() override { table_.finish(); }

 private:
  static std::vector<Table::Column> columns(const Narrator& narrator) {
    return {{narrator.pick("ORDER", "订单"), 6, 18}, {narrator.pick("VERDICT", "结论"), 7, 14}, {narrator.pick("GOODS", "货物"), 8, 26}, {narrator.pick("WHAT DECIDES", "决定因素"), 13, 0}};
  }
  Narrator narrator_;
  Table table_;
};

class MarkdownRows : public Answers {
 public:
  MarkdownRows(const Terminal& out, const law::Law& law, Language language) : out_(out), narrator_(law, language) {
    write_markdown_heading(out_, {narrator_.pick("Order", "订单"), narrator_.say("as of"), narrator_.say("Verdict"), narrator_.pick("Goods", "货物"), narrator_.pick("What decides", "决定因素")});
  }
  void add(const Order& order, const Determination& determination) override {
    const Row row(narrator_, order, determination);
    write_markdown_row(out_, {order.id, determination.as_of.to_string(), row.verdict(), row.goods(), row.answer()});
  }

 private:
  const Terminal& out_;
  Narrator narrator_;
};

}  // namespace

std::unique_ptr<Answers> answers_in(const std::string& format, const Session& session, const law::Law& law) {
  if (format == "json") return std::make_unique<JsonList>(session.out());
  if (format == "jsonl") return std::make_unique<JsonLines>(session.out());
  if (format == "csv") return std::make_unique<CsvRows>(session.out(), law);
  if (format == "md") return std::make_unique<MarkdownRows>(session.out(), law, session.language());
  return std::make_unique<TableRows>(session.out(), law, session.language());
}

}  // namespace lockgate::cli
