// QuestionJson: a question given as a JSON object and read key by key. The first thing wrong with it stays; a key that nobody asked
// for is wrong too.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/date.h"
#include "base/json.h"
#include "base/result.h"

namespace lockgate::desk {

class QuestionJson {
 public:
  // LG0930: no JSON object.
  static Result<QuestionJson> parse(const std::string& text);

  bool has(const char* key) const { return object_.contains(key); }
  std::string word(const char* key, const std::string& otherwise);
  std::string needed_word(const char* key);
  std::vector<std::string> words(const char* key);
  double number(const char* key, double otherwise, double low, double high);
  bool flag(const char* key);
  std::optional<Date> day(const char* key);  // none: absent or wrong
  Date needed_day(const char* key);
  // Whatever stands there; null: nothing.
  nlohmann::ordered_json any(const char* key);

  // LG0931: a value that is missing or not what its key asks for; LG0930: a key that nothing asked for, with the nearest.
  Result<void> finish() const;

 private:
  const nlohmann::ordered_json* look(const char* key);
  void complain(const char* key, const std::string& expected);

  nlohmann::ordered_json object_;
  std::vector<std::string> asked_;
  std::optional<Error> error_;
};

}  // namespace lockgate::desk
