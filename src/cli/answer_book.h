// AnswerBook: the answers to a file of orders as a workbook: the user's own columns in the order of his rows, what was found beside
// them, and on a second sheet the law it rests on. A row that could not be read stands there too, with what is wrong with it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/orders.h"
#include "wire/answer_workbook.h"

namespace lockgate::cli {

class AnswerBook {
 public:
  // Takes the rows that `orders` cannot read, as it meets them.
  AnswerBook(const Session& session, const law::Law& law, Orders& orders, std::string path);

  // The answer to the order that was read last.
  void add(const trade::Determination& determination);
  // What is wrong with the order that was read last.
  void add_problem(const std::string& problem);
  Result<void> finish();

 private:
  void write(const std::vector<std::string>& added);

  const Session& session_;
  const law::Law& law_;
  const Orders& orders_;
  std::string path_;
  std::vector<std::string> gates_;
  std::unique_ptr<wire::AnswerWorkbook> workbook_;  // once the headings are known
};

}  // namespace lockgate::cli
