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

AnswerBook::AnswerBook(Language language, const law::Law& law, std::string path) : language_(language), law_(law), path_(std::move(path)), gates_(gates_of(law)) {}

void AnswerBook::add(const std::vector<std::string>& headings, const wire::CsvRow& row, const trade::Determination& determination) {
  std::vector<std::string> cells = wire::csv_cells(determination, gates_);
  cells.erase(cells.begin(), cells.begin() + kFirstAnswer);
  cells.front() = say(cells.front(), language_);
  cells.push_back(determination.as_of.to_string());
  write(headings, row, cells);
}

void AnswerBook::add_problem(const std::vector<std::string>& headings, const wire::CsvRow& row, const std::string& problem) {
  std::vector<std::string> cells(wire::csv_heading(gates_).size() - kFirstAnswer + 1);
  cells.push_back(problem);
  write(headings, row, cells);
}

void AnswerBook::write(const std::vector<std::string>& headings, const wire::CsvRow& row, const std::vector<std::string>& added) {
  if (workbook_ == nullptr) {
    std::vector<std::string> ours = wire::csv_heading(gates_);
    ours.erase(ours.begin(), ours.begin() + kFirstAnswer);
    ours.insert(ours.end(), {"as_of", "problem"});
    workbook_ = std::make_unique<wire::AnswerWorkbook>(path_, headings, ours);
  }
  workbook_->add(row, added);
}

Result<void> AnswerBook::finish() {
  if (workbook_ == nullptr) return fail("LG0125", "there is no row to write", "see what is wrong with the heading", path_);
  const auto verified = law_.verified_through();
  std::vector<std::pair<std::string, std::string>> about = {{"made by", "Lockgate"}, {"rulebook", law_.digest}, {"verified through", verified ? verified->to_string() : "unknown"}};
  for (const law::Book& book : law_.books) about.emplace_back(book.is_overlay ? "overlay" : "book", fmt::format("{}: {}", book.name, book.title));
  return workbook_->finish(about);
}

}  // namespace lockgate::cli
