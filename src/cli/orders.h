// Orders: the orders of a file, ready to be decided. What is wrong with the others is said on stderr, and they are counted.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "cli/progress.h"
#include "cli/session.h"
#include "wire/order_reader.h"

namespace lockgate::cli {

class Orders {
 public:
  // nullptr when the file cannot be read, which has then been said.
  static std::unique_ptr<Orders> open(Session& session, const desk::Desk& desk, const std::string& path);

  // The next order that is well-formed. Without an id it is called by its line.
  std::optional<trade::Order> next();

  // Of CSV files and workbooks: the row of the order that was read last, and what the columns are called.
  const wire::CsvRow& row() const { return row_; }
  const std::vector<std::string>& headings() const { return reader_.headings(); }
  // Called with what is wrong with an order, while it is the one that was read last.
  void when_bad(std::function<void(const std::string& problem)> call) { when_bad_ = std::move(call); }
  // From now on, the text of the order that `next` gave last, and the format it is in.
  void keep_text() { reader_.keep_text(); }
  const std::string& given() const { return given_; }
  const char* format() const { return reader_.format() == wire::Format::Csv || reader_.format() == wire::Format::Workbook ? "csv" : "json"; }

  std::uint64_t good() const { return good_; }
  std::uint64_t bad() const { return bad_; }
  // Says what is wrong with the order that `next` gave last; it then counts as bad.
  void reject(const Error& error);
  // Before anything is written to a terminal.
  void make_room() { progress_.clear(); }

 private:
  Orders(Session& session, const desk::Desk& desk, std::string path, wire::OrderReader reader)
      : session_(session), desk_(desk), path_(std::move(path)), reader_(std::move(reader)), progress_(session.talk()) {}
  bool accept(wire::ReadLine& line);
  void complain(const Error& error, const std::string& field, Severity severity);

  Session& session_;
  const desk::Desk& desk_;
  std::string path_;
  wire::OrderReader reader_;
  Progress progress_;
  wire::CsvRow row_;
  std::function<void(const std::string&)> when_bad_ = [](const std::string&) {};
  std::string said_;  // of the order that was read last
  std::string given_;
  std::uint64_t line_ = 0;
  std::uint64_t good_ = 0;
  std::uint64_t bad_ = 0;
};

}  // namespace lockgate::cli
