#include "cli/answer_book.h"

#include <fmt/format.h>

#include "wire/determination_csv.h"

namespace lockgate::cli {
namespace {

// The order's own id and the date of the answer come first in a row of CSV; here the user's own columns have them.
constexpr std::size_t kFirstAnswer = 2;

std::vector<std::string> gates_of(const law::Law& law) {
  std::vector<std::string> out;
  for (const law::Gate& gate : law.gates) out.push_back(gate.name);
  return out;
}

}  // namespace

AnswerBook::AnswerBook(const Session& session, const law::Law& law, Orders& orders, std::string path)
    : session_(session), law_(law), orders_(orders), path_(std::move(path)), gates_(gates_of(law)) {
  orders.when_bad([this](const std::string& problem) { add_problem(problem); });
}

void AnswerBook::add(const trade::Determination& determination) {
  std::vector<std::string> cells = wire::csv_cells(determination, gates_);
  cells.erase(cells.begin(), cells.begin() + kFirstAnswer);
  cells.front() = session_.say(cells.front());
  cells.push_back(determination.as_of.to_string());
  write(cells);
}

void AnswerBook::add_problem(const std::string& problem) {
  std::vector<std::string> cells(wire::csv_heading(gates_).size() - kFirstAnswer + 1);
  cells.push_back(problem);
  write(cells);
}

void AnswerBook::write(const std::vector<std::string>& added) {
  if (workbook_ == nullptr) {
    std::vector<std::string> headings = wire::csv_heading(gates_);
    headings.erase(headings.begin(), headings.begin() + kFirstAnswer);
    headings.insert(headings.end(), {"as_of", "problem"});
    workbook_ = std::make_unique<wire::AnswerWorkbook>(path_, orders_.headings(), headings);
  }
  workbook_->add(orders_.row(), added);
}

Result<void> AnswerBook::finish() {
  if (workbook_ == nullptr) return fail("LG0125", "there is no row to write", "see what is wrong with the heading", path_);
  const auto verified = law_.verified_through();
  std::vector<std::pair<std::string, std::string>> about = {{"made by", "Lockgate"}, {"rulebook", law_.digest}, {"verified through", verified ? verified->to_string() : "unknown"}};
  for (const law::Book& book : law_.books) about.emplace_back(book.is_overlay ? "overlay" : "book", fmt::format("{}: {}", book.name, book.title));
  return workbook_->finish(about);
}

}  // namespace lockgate::cli
