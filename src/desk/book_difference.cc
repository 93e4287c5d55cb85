#include "desk/book_difference.h"

#include <algorithm>

#include "desk/answer_source.h"

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
std::string change(const std::vector<std::string>& gates, const Determination& before, const Determination& after) {
  std::string out;
  const auto add = [&](const std::string& name, const std::string& was, const std::string& is) {
    if (was != is) out += (out.empty() ? "" : "; ") + name + ": " + was + " → " + is;
  };
  for (const std::string& gate : gates) add(gate, text_of(before, gate), text_of(after, gate));
  if (out.empty()) add("verdict", trade::to_string(before.verdict), trade::to_string(after.verdict));
  return out;
}

// Those of the law after, then those that it has no more.
std::vector<std::string> gates_of(const law::Law& before, const law::Law& after) {
  std::vector<std::string> out = gate_names(after);
  for (const std::string& gate : gate_names(before))
    if (std::find(out.begin(), out.end(), gate) == out.end()) out.push_back(gate);
  return out;
}

std::vector<std::string> headings(const std::vector<std::string>& gates) {
  std::vector<std::string> out = {"change"};
  for (const std::string& heading : answer_headings(gates)) out.insert(out.end(), {heading + "_before", heading + "_after"});
  return out;
}

}  // namespace

BookDifference::BookDifference(BookSide before, BookSide after)
    : before_(std::move(before)), after_(std::move(after)), old_outlines_(before_.desk->decider()), gates_(gates_of(before_.desk->law(), after_.desk->law())), answers_(headings(gates_)) {
  if (after_.desk != before_.desk) own_outlines_ = std::make_unique<decide::Outlines>(after_.desk->decider());
}

Result<std::unique_ptr<BookDifference>> BookDifference::open(BookSide before, BookSide after, batch::ArrowStream orders, const PartyScreen* screen, const BookLimits& limits) {
  std::unique_ptr<BookDifference> out(new BookDifference(before, after));
  auto book = Book::open({std::move(before), std::move(after)}, std::move(orders), [difference = out.get()](const trade::Order& order) { return difference->judge(order); }, limits);
  if (!book) return tl::unexpected(book.error());
  out->book_ = std::move(*book);
  if (screen != nullptr) screen_parties(*out->book_, *screen);
  return out;
}

Result<bool> BookDifference::next() {
  const Result<bool> has_more = book_->next(rows_);
  if (has_more && *has_more) name_bad_rows(*book_, 2, answers_, rows_);
  return has_more;
}

Answer BookDifference::judge(const trade::Order& order) {
  decide::Outlines& own = own_outlines_ ? *own_outlines_ : old_outlines_;
  const Pair pair{old_outlines_.decide(order, before_.question.of(order)), own.decide(order, after_.question.of(order))};
  const std::vector<std::string> first = answer_cells(gates_, *pair.before), second = answer_cells(gates_, *pair.after);
  std::vector<std::string> cells = {change(gates_, *pair.before, *pair.after)};
  const bool is_changed = !cells.front().empty();
  for (std::size_t i = 0; i < first.size(); ++i) cells.insert(cells.end(), {first[i], second[i]});
  const Answer out = answers_.add(cells);
  if (is_changed) changed_.try_emplace(out, pair);
  return out;
}

batch::Owned<ArrowArrayStream> stream_of(std::unique_ptr<BookDifference> difference, BookStream<BookDifference> how) {
  return batch::stream_of(std::make_unique<AnswerSource<BookDifference>>(std::move(difference), std::move(how)));
}

}  // namespace lockgate::desk
