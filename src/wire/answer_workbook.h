// AnswerWorkbook: answers as an .xlsx workbook. The first sheet has the user's own columns in the order of his rows, and beside them what
// was found; the second says what the answers rest on. Every text is typed as text, so a code that reads like a number stays one, and nothing
// is run as a formula.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "wire/csv_reader.h"

struct lxw_workbook;

namespace lockgate::wire {

class AnswerWorkbook {
 public:
  // Nothing is at `path` until `finish`.
  AnswerWorkbook(std::string path, const std::vector<std::string>& own_headings, const std::vector<std::string>& added_headings);
  AnswerWorkbook(const AnswerWorkbook&) = delete;
  AnswerWorkbook& operator=(const AnswerWorkbook&) = delete;
  ~AnswerWorkbook();

  // `added` may be shorter than its headings. Cells of a row that is longer than the heading stand behind it.
  void add(const CsvRow& own, const std::vector<std::string>& added);
  // `about`: a line each of the second sheet. LG0125: the disk is full, the folder is not there, or a sheet has no more rows.
  Result<void> finish(const std::vector<std::pair<std::string, std::string>>& about);

 private:
  struct Sheets;
  std::string path_;
  std::size_t own_count_;
  std::size_t added_count_;
  std::unique_ptr<Sheets> sheets_;
};

}  // namespace lockgate::wire
