// AnswerBook: the answers to a sheet of orders as a workbook: the user's own columns in the order of his rows, what was found beside
// them, and on a second sheet the law it rests on. A row that could not be read stands there too, with what is wrong with it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/words.h"
#include "law/law.h"
#include "wire/answer_workbook.h"

namespace lockgate::cli {

class AnswerBook {
 public:
  AnswerBook(Language language, const law::Law& law, std::string path);

  // The answer to the order of a row, and what is wrong with a row. The headings are those of its file.
  void add(const std::vector<std::string>& headings, const wire::CsvRow& row, const trade::Determination& determination);
  void add_problem(const std::vector<std::string>& headings, const wire::CsvRow& row, const std::string& problem);
  // LG0125: there was no row, or it cannot be written.
  Result<void> finish();

 private:
  void write(const std::vector<std::string>& headings, const wire::CsvRow& row, const std::vector<std::string>& added);

  Language language_;
  const law::Law& law_;
  std::string path_;
  std::vector<std::string> gates_;
  std::unique_ptr<wire::AnswerWorkbook> workbook_;  // once the headings are known
};

}  // namespace lockgate::cli
