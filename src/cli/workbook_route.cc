// Workbooks that somebody sends: their cells as a person sees them, for a page that shows them, and the same workbook with the answers beside
// his own columns.
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "cli/answer_book.h"
#include "cli/routes.h"
#include "service/intake.h"
#include "service/json_body.h"
#include "service/problem.h"
#include "service/schema.h"
#include "wire/workbook.h"

namespace lockgate::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using service::Request;
using service::Response;

// A folder that nobody else can read, until its end.
class Aside {
 public:
  Aside() {
    std::error_code error;
    std::string pattern = (fs::temp_directory_path(error) / "lockgate-workbook-XXXXXX").string();
    if (!error && ::mkdtemp(pattern.data()) != nullptr) folder_ = pattern;
  }
  ~Aside() {
    std::error_code ignored;
    if (!folder_.empty()) fs::remove_all(folder_, ignored);
  }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;

  std::string file() const { return folder_ + "/answers.xlsx"; }
  std::string bytes() const {
    std::ifstream in(file(), std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  std::string folder_;
};

Json row_json(const wire::CsvRow& row) {
  Json out{{"line", row.line}, {"cells", row.cells}};
  if (row.problem) out["problem"] = row.problem->code;
  return out;
}

Response cells(const Request& request) {
  auto book = wire::Workbook::of(request.body, "workbook");
  if (!book) return service::problem(400, book.error());
  const auto heading = book->next();
  if (!heading) return service::problem(400, {"LG0102", "the first sheet that can be seen is empty", book->sheet(), "the first row has the names of the columns"});
  Json out{{"sheet", book->sheet()}, {"columns", heading->cells}, {"rows", Json::array()}};
  while (const auto row = book->next()) out["rows"].push_back(row_json(*row));
  return service::json_response(out);
}

std::string text_of(const wire::Problems& problems) {
  std::string out;
  for (const wire::Problem& one : problems)
    if (one.severity == Severity::Error) out += (out.empty() ? "" : "; ") + fmt::format("{}: {}{}", one.code, one.field.empty() ? "" : one.field + ": ", one.message);
  return out;
}

// What a row says, as an order that can be decided; otherwise its problems say why not.
void prepare(const service::Service& service, const service::Question& question, wire::ReadLine& line) {
  if (line.order && line.order->id.empty()) line.order->id = fmt::format("line {}", line.line);
  if (line.order)
    for (const Error& error : service.desk().prepare(*line.order)) line.problems.push_back({Severity::Error, error.code, error.where, error.message, error.fix});
  if (!line.order || wire::has_errors(line.problems)) return;
  if (const auto options = question.options_for(line.order->date); !options) line.problems.push_back({Severity::Error, options.error().code, "date", options.error().message, options.error().fix});
}

Response answers(const service::Service& service, const Request& request) {
  const auto question = service::read_question(request.query);
  if (!question) return service::problem(400, question.error());
  auto reader = wire::OrderReader::of_workbook(request.body, service.builder().vocabulary());
  if (!reader) return service::problem(400, reader.error());
  if (const auto heading = reader->read_heading(); !heading) return service::problem(422, heading.error());
  const Aside aside;
  AnswerBook book(question->options.language, service.desk().law(), aside.file());
  while (auto line = reader->next()) {
    prepare(service, *question, *line);
    if (!line->order || wire::has_errors(line->problems)) book.add_problem(reader->headings(), line->row, text_of(line->problems));
    else book.add(reader->headings(), line->row, service.desk().decide(*line->order, question->options_for(line->order->date).value()));
  }
  if (const auto written = book.finish(); !written) return service::problem(422, {written.error().code, written.error().message, "", written.error().fix});
  Response out;
  out.type = service::kWorkbook;
  out.headers = {{"Cache-Control", "no-store"}, {"Content-Disposition", "attachment; filename=\"answers.xlsx\""}};
  out.body = aside.bytes();
  return out;
}

}  // namespace

std::vector<service::Route> workbook_routes(const service::Service& service) {
  using service::list_of, service::object_of, service::text;
  service::Route shown;
  shown.method = "POST";
  shown.path = "/v1/workbook/cells";
  shown.name = "workbook_cells";
  shown.says = "the first visible sheet of an .xlsx workbook, cell by cell as a person sees it";
  shown.takes = {{service::kWorkbook, text()}};
  const service::Schema row = object_of({{"line", {{"type", "integer"}}}, {"cells", list_of(text())}, {"problem", text("the code of what is wrong with the row")}}, {"line", "cells"});
  shown.gives = {{"application/json", object_of({{"sheet", text()}, {"columns", list_of(text())}, {"rows", list_of(row)}}, {"sheet", "columns", "rows"})}};
  shown.problems = {400};
  shown.is_secret = true;
  shown.answer = [](const Request& request) { return cells(request); };
  service::Route answered = shown;
  answered.path = "/v1/workbook/answers";
  answered.name = "workbook_answers";
  answered.says = "the workbook with the answers beside its own columns, as `lockgate check --out` writes it; nothing of it is sealed";
  answered.query = service::question_parameters();
  answered.gives = {{service::kWorkbook, text()}};
  answered.problems = {400, 422};
  answered.answer = [&service](const Request& request) { return answers(service, request); };
  return {shown, answered};
}

}  // namespace lockgate::cli
