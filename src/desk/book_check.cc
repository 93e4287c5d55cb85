#include "desk/book_check.h"

#include <algorithm>

#include "desk/answer_source.h"

namespace lockgate::desk {
namespace {

using batch::Answer;

constexpr std::size_t kMostOutlines = 20'000;
constexpr std::size_t kMostAnswers = 100'000;

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

// With what to do about it, as far as somebody knows.
std::string problem_text(const wire::Problems& problems, bool is_brief) {
  Joined out;
  for (const wire::Problem& problem : problems) {
    std::string text = problem.code + ": " + problem.field;
    if (!is_brief) text += (problem.field.empty() ? "" : ": ") + problem.message + (problem.fix.empty() ? "" : " (" + problem.fix + ")");
    out.add(text);
  }
  return out.text();
}

}  // namespace

void name_bad_rows(const Book& book, std::size_t columns, batch::AnswerTable& answers, std::vector<Answer>& rows) {
  if (!batch::best_kernels().holds32(rows.data(), rows.size(), Book::kBad)) return;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows[row] != Book::kBad) continue;
    std::vector<std::string> cells(answers.columns());
    std::fill(cells.end() - static_cast<std::ptrdiff_t>(columns), cells.end(), problem_text(book.problems(row), answers.size() > kMostAnswers));
    rows[row] = answers.add(cells);
  }
}

void screen_parties(Book& book, const PartyScreen& screen) {
  book.fill_parties([&screen](trade::Order& part, Date day) { screen.fill(part, day); }, screen.is_by_day());
}

std::vector<std::string> gate_names(const law::Law& law) {
  std::vector<std::string> out;
  for (const law::Gate& gate : law.gates) out.push_back(gate.name);
  return out;
}

std::vector<std::string> answer_headings(const std::vector<std::string>& gates) {
  std::vector<std::string> out = {"verdict", "between"};
  out.insert(out.end(), gates.begin(), gates.end());
  out.insert(out.end(), {"review_policy", "rules", "authority", "missing_fact", "citation", "contested", "stale", "problem"});
  return out;
}

std::vector<std::string> answer_cells(const std::vector<std::string>& gates, const trade::Determination& determination) {
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
  for (const std::string& gate : gates) out.push_back(outcome_of(determination, gate));
  std::string problem;
  for (const trade::Fault& fault : determination.faults) problem += (problem.empty() ? "" : "; ") + fault.rule + ": " + fault.why;
  out.insert(out.end(), {policy_of(determination), rules.text(), authorities.text(), missing.text(), citations.text(), contested.text(), determination.is_stale ? "stale" : "", problem});
  return out;
}

Result<std::unique_ptr<BookCheck>> BookCheck::open(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const BookQuestion& question, const PartyScreen* screen, const BookLimits& limits) {
  std::unique_ptr<BookCheck> out(new BookCheck(desk, question));
  auto book = Book::open({{std::move(desk), question}}, std::move(orders), [check = out.get()](const trade::Order& order) { return check->judge(order); }, limits);
  if (!book) return tl::unexpected(book.error());
  out->book_ = std::move(*book);
  if (screen != nullptr) screen_parties(*out->book_, *screen);
  return out;
}

Result<bool> BookCheck::next() {
  const Result<bool> has_more = book_->next(rows_);
  if (has_more && *has_more) name_bad_rows(*book_, 1, answers_, rows_);
  return has_more;
}

Answer BookCheck::judge(const trade::Order& order) {
  const auto [known, is_new] = answer_of_.try_emplace(outlines_.decide(order, question_.of(order)), 0);
  if (is_new) known->second = answers_.add(answer_cells(gates_, *known->first));
  const Answer out = known->second;
  if (answer_of_.size() > kMostOutlines) answer_of_.clear();
  return out;
}

batch::Owned<ArrowArrayStream> stream_of(std::unique_ptr<BookCheck> check, BookStream<BookCheck> how) {
  return batch::stream_of(std::make_unique<AnswerSource<BookCheck>>(std::move(check), std::move(how)));
}

Result<batch::Owned<ArrowArrayStream>> check_book(std::shared_ptr<const Desk> desk, batch::ArrowStream orders, const BookQuestion& question) {
  auto check = BookCheck::open(std::move(desk), std::move(orders), question);
  if (!check) return tl::unexpected(check.error());
  return stream_of(std::move(*check));
}

}  // namespace lockgate::desk
