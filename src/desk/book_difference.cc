#include "desk/book_difference.h"

#include <algorithm>

#include "desk/book_check.h"

namespace lockgate::desk {
namespace {

using batch::Answer;
using trade::Determination;

// `: a or b`; empty: nothing is open.
std::string alternatives(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? ": " : " or ") + word;
  return out;
}

std::string policy_of(const trade::Gate& gate) {
  for (const trade::Field& field : gate.fields) {
    if (field.name != "review_policy") continue;
    if (!field.is_settled) return "unsettled" + alternatives(field.possible);
    return field.values.empty() ? "" : field.values.front();
  }
  return "";
}

// `license_required (case_by_case)`, `duty 25 %`, `hold: clear or blocked`.
std::string text_of(const trade::Gate& gate) {
  std::string out = gate.outcome;
  if (gate.rate_percent) out += " " + *gate.rate_percent + " %";
  out += alternatives(gate.possible);
  const std::string policy = policy_of(gate);
  return policy.empty() ? out : out + " (" + policy + ")";
}

std::string text_of(const Determination& determination, const std::string& name) {
  for (const trade::Gate& gate : determination.gates)
    if (gate.gate == name) return text_of(gate);
  return "-";
}

// Empty: nothing changes.
std::string change(const law::Law& law, const Determination& before, const Determination& after) {
  std::string out;
  const auto add = [&](const std::string& name, const std::string& was, const std::string& is) {
    if (was != is) out += (out.empty() ? "" : "; ") + name + ": " + was + " → " + is;
  };
  for (const law::Gate& gate : law.gates) add(gate.name, text_of(before, gate.name), text_of(after, gate.name));
  if (out.empty()) add("verdict", trade::to_string(before.verdict), trade::to_string(after.verdict));
  return out;
}

std::vector<std::string> headings(const law::Law& law) {
  std::vector<std::string> out = {"change"};
  for (const std::string& heading : answer_headings(law))
    out.insert(out.end(), {heading + "_before", heading + "_after"});
  return out;
}

class DifferenceSource : public batch::StreamSource {
 public:
  explicit DifferenceSource(std::unique_ptr<BookDifference> difference) : difference_(std::move(difference)) {}

  batch::Owned<ArrowSchema> schema() const override { return difference_->answers().schema(); }

  Result<batch::Owned<ArrowArray>> next() override {
    const Result<bool> has_more = difference_->next();
    if (!has_more) return tl::unexpected(has_more.error());
    return *has_more ? difference_->answers().rows(difference_->rows()) : batch::Owned<ArrowArray>();
  }

 private:
  std::unique_ptr<BookDifference> difference_;
};

}  // namespace

BookDifference::BookDifference(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const decide::Options& before, const decide::Options& after)
    : desk_(std::move(desk)), orders_(std::move(orders)), before_(before), after_(after), outlines_(desk_->decider()), answers_(headings(desk_->law())) {
  before_.has_answers = after_.has_answers = false;
}

Result<std::unique_ptr<BookDifference>> BookDifference::open(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const decide::Options& before, const decide::Options& after, const PartyScreen* screen) {
  std::unique_ptr<BookDifference> out(new BookDifference(std::move(desk), std::move(orders), before, after));
  auto book = Book::open(*out->desk_, out->orders_.fields(), {before, after}, before, [difference = out.get()](const trade::Order& order) { return difference->judge(order); });
  if (!book) return tl::unexpected(book.error());
  out->book_ = std::move(*book);
  if (screen != nullptr) screen_parties(*out->book_, *screen);
  return out;
}

Result<bool> BookDifference::next() {
  const auto orders = orders_.next();
  if (!orders) return tl::unexpected(orders.error());
  if (!*orders) return false;
  book_->answer(***orders, rows_);
  name_bad_rows(*book_, 2, answers_, rows_);
  return true;
}

Answer BookDifference::judge(const trade::Order& order) {
  const law::Law& law = desk_->law();
  const auto was = outlines_.decide(order, before_), is = outlines_.decide(order, after_);
  const std::vector<std::string> first = answer_cells(law, *was), second = answer_cells(law, *is);
  std::vector<std::string> cells = {change(law, *was, *is)};
  for (std::size_t i = 0; i < first.size(); ++i) cells.insert(cells.end(), {first[i], second[i]});
  return answers_.add(cells);
}

batch::Owned<ArrowArrayStream> stream_of(std::unique_ptr<BookDifference> difference) {
  return batch::stream_of(std::make_unique<DifferenceSource>(std::move(difference)));
}

}  // namespace lockgate::desk
