#include "desk/book_check.h"

#include <algorithm>

namespace lockgate::desk {
namespace {

using batch::Answer;

constexpr std::size_t kMostOutlines = 500'000;

// In order of appearance, each once, with `; ` between.
class Joined {
 public:
  void add(const std::string& text) {
    if (text.empty() || std::find(seen_.begin(), seen_.end(), text) != seen_.end()) return;
    seen_.push_back(text);
    text_ += (text_.empty() ? "" : "; ") + text;
  }
  const std::string& text() const { return text_; }

 private:
  std::vector<std::string> seen_;
  std::string text_;
};

std::string policy_of(const trade::Determination& determination) {
  Joined out;
  for (const trade::Gate& gate : determination.gates)
    for (const trade::Field& field : gate.fields) {
      if (field.name != "review_policy") continue;
      if (!field.is_settled) out.add("unsettled");
      for (const std::string& value : field.values) out.add(value);
    }
  return out.text();
}

std::string outcome_of(const trade::Determination& determination, const std::string& name) {
  for (const trade::Gate& gate : determination.gates)
    if (gate.gate == name) return gate.outcome;
  return "";
}

class CheckSource : public batch::StreamSource {
 public:
  CheckSource(std::unique_ptr<BookCheck> check, std::function<void(const BookCheck&)> see) : check_(std::move(check)), see_(std::move(see)) {}

  batch::Owned<ArrowSchema> schema() const override { return check_->answers().schema(); }

  Result<batch::Owned<ArrowArray>> next() override {
    const Result<bool> has_more = check_->next();
    if (!has_more) return tl::unexpected(has_more.error());
    if (!*has_more) return batch::Owned<ArrowArray>();
    if (see_) see_(*check_);
    return check_->answers().rows(check_->rows());
  }

 private:
  std::unique_ptr<BookCheck> check_;
  std::function<void(const BookCheck&)> see_;
};

std::string problem_text(const wire::Problems& problems) {
  Joined out;
  for (const wire::Problem& problem : problems) out.add(problem.code + ": " + (problem.field.empty() ? "" : problem.field + ": ") + problem.message);
  return out.text();
}

}  // namespace

void name_bad_rows(const Book& book, std::size_t columns, batch::AnswerTable& answers, std::vector<Answer>& rows) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows[row] != Book::kBad) continue;
    std::vector<std::string> cells(answers.columns());
    std::fill(cells.end() - static_cast<std::ptrdiff_t>(columns), cells.end(), problem_text(book.problems(row)));
    rows[row] = answers.add(cells);
  }
}

void screen_parties(Book& book, const PartyScreen& screen) {
  book.fill_parties([&screen](trade::Order& part, Date day) { screen.fill(part, day); }, screen.is_by_day());
}

std::vector<std::string> answer_headings(const law::Law& law) {
  std::vector<std::string> out = {"verdict", "between"};
  for (const law::Gate& gate : law.gates) out.push_back(gate.name);
  out.insert(out.end(), {"review_policy", "rules", "authority", "missing_fact", "citation", "contested", "stale", "problem"});
  return out;
}

std::vector<std::string> answer_cells(const law::Law& law, const trade::Determination& determination) {
  Joined rules, authorities, missing, citations, contested;
  for (const trade::Gate& gate : determination.gates) {
    for (const trade::Reason& reason : gate.reasons) rules.add(reason.rule), citations.add(reason.cite);
    if (!gate.reasons.empty()) authorities.add(gate.gate);
    if (gate.contested) contested.add(gate.gate);
  }
  for (const trade::Unknown& unknown : determination.unknown) missing.add(unknown.fact);
  std::string between;
  if (determination.between) between = std::string(trade::to_string(determination.between->first)) + "; " + trade::to_string(determination.between->second);
  std::vector<std::string> out = {trade::to_string(determination.verdict), between};
  for (const law::Gate& gate : law.gates) out.push_back(outcome_of(determination, gate.name));
  std::string problem;
  for (const trade::Fault& fault : determination.faults) problem += (problem.empty() ? "" : "; ") + fault.rule + ": " + fault.why;
  out.insert(out.end(), {policy_of(determination), rules.text(), authorities.text(), missing.text(), citations.text(), contested.text(), determination.is_stale ? "stale" : "", problem});
  return out;
}

Result<std::unique_ptr<BookCheck>> BookCheck::open(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const BookQuestion& question, const PartyScreen* screen) {
  std::unique_ptr<BookCheck> out(new BookCheck(std::move(desk), std::move(orders)));
  decide::Options as;
  as.is_codified = question.is_codified;
  as.known_at = question.known_at;
  as.has_answers = false;
  std::vector<decide::Options> days;
  if (question.as_of) as.as_of = *question.as_of, days.push_back(as);
  auto book = Book::open(*out->desk_, out->orders_.fields(), days, as, [check = out.get(), as](const trade::Order& order) { return check->judge(order, as); });
  if (!book) return tl::unexpected(book.error());
  out->book_ = std::move(*book);
  if (screen != nullptr) screen_parties(*out->book_, *screen);
  return out;
}

Result<bool> BookCheck::next() {
  const auto orders = orders_.next();
  if (!orders) return tl::unexpected(orders.error());
  if (!*orders) return false;
  book_->answer(***orders, rows_);
  name_bad_rows(*book_, 1, answers_, rows_);
  return true;
}

Answer BookCheck::judge(const trade::Order& order, decide::Options options) {
  if (book_->is_by_day()) options.as_of = order.date.value();
  const auto [known, is_new] = answer_of_.try_emplace(outlines_.decide(order, options), 0);
  if (is_new) known->second = answers_.add(answer_cells(desk_->law(), *known->first));
  const Answer out = known->second;
  if (answer_of_.size() > kMostOutlines) answer_of_.clear();
  return out;
}

batch::Owned<ArrowArrayStream> stream_of(std::unique_ptr<BookCheck> check, std::function<void(const BookCheck&)> see) {
  return batch::stream_of(std::make_unique<CheckSource>(std::move(check), std::move(see)));
}

Result<batch::Owned<ArrowArrayStream>> check_book(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const BookQuestion& question) {
  auto check = BookCheck::open(std::move(desk), std::move(orders), question);
  if (!check) return tl::unexpected(check.error());
  return stream_of(std::move(*check));
}

}  // namespace lockgate::desk
