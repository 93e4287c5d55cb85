// FieldReader: turns JSON values into the values of an order, and says what is wrong with those that are none.
// Everything an order consists of is read through here, so that every message about a word, a number or a date reads
// the same.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "trade/order.h"
#include "wire/json_value.h"
#include "wire/problem.h"
#include "wire/vocabulary.h"

namespace lockgate::wire {

// Where in an order we are, as a chain on the stack; spelled out only when something is wrong.
struct Where {
  const Where* above = nullptr;
  std::string_view key = {};
  std::size_t index = 0;  // counts when there is no key
  Where at(std::string_view member) const { return {this, member, 0}; }
  Where at(std::size_t item) const { return {this, {}, item}; }
  std::string path() const;  // `parties[1].country`
};

class FieldReader {
 public:
  FieldReader(const Vocabulary& vocabulary, Problems& problems) : vocabulary_(vocabulary), problems_(problems) {}
  const Vocabulary& vocabulary() const { return vocabulary_; }

  // An object, whose keys are all among `keys` or `more` and there once; null otherwise. A value `null` counts as absent
  // everywhere.
  const JsonValue* object(const JsonValue& value, const Where& where, const std::vector<std::string>& keys, const std::vector<std::string>& more = {});
  bool is_list(const JsonValue& value, const Where& where);

  std::string text(const JsonValue& value, const Where& where);
  std::string word(const JsonValue& value, const Where& where, const std::vector<std::string>& known);
  std::string country(const JsonValue& value, const Where& where);
  std::optional<Date> date(const JsonValue& value, const Where& where);
  std::optional<bool> yes_or_no(const JsonValue& value, const Where& where);
  // A number, a text that is one, or `{"min": …, "max": …}`. Never negative: nothing an order counts is.
  std::optional<Range> range(const JsonValue& value, const Where& where);
  std::optional<Decimal> number(const JsonValue& value, const Where& where);
  std::optional<std::int64_t> count(const JsonValue& value, const Where& where);
  std::optional<trade::Money> money(const JsonValue& value, const Where& where);
  // A list of texts, or one text. `known` null: any word.
  std::optional<trade::Words> words(const JsonValue& value, const Where& where, const std::vector<std::string>* known);
  std::optional<std::vector<std::string>> countries(const JsonValue& value, const Where& where);
  std::optional<trade::Value> fact(const JsonValue& value, const Where& where, Shape shape);

  void report(std::string code, const JsonValue& value, const Where& where, std::string message, std::string fix);
  void warn(std::string code, const JsonValue& value, const Where& where, std::string message, std::string fix);

 private:
  void unknown_key(const JsonMember& member, const Where& where, const std::vector<std::string>& keys);
  void unknown_word(const JsonValue& value, const Where& where, const std::vector<std::string>& known);
  void expected(const char* what, const JsonValue& value, const Where& where);
  bool is_damaged_code(const JsonValue& value, const Where& where);
  std::optional<trade::Value> any_fact(const JsonValue& value, const Where& where);

  const Vocabulary& vocabulary_;
  Problems& problems_;
};

// A number in place of a code of digits and letters: `3.00E+01`, where a spreadsheet took the letter for an exponent.
bool looks_like_exponent(std::string_view text);

}  // namespace lockgate::wire
