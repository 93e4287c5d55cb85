#include "wire/field_reader.h"

#include <unicode/locid.h>
#include <unicode/region.h>
#include <unicode/uloc.h>

#include <algorithm>
#include <set>

#include "base/text.h"

namespace lockgate::wire {
namespace {

// What stands there, in the user's words and in back-ticks, for messages.
std::string shown(const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::Null:
      return "`null`";
    case JsonValue::Kind::Bool:
      return value.truth ? "`true`" : "`false`";
    case JsonValue::Kind::Array:
      return "a list";
    case JsonValue::Kind::Object:
      return "an object";
    default:
      return "`" + excerpt(value.text) + "`";
  }
}

std::string in_ticks(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "`" : ", `") + word + "`";
  return text;
}

// The code of a country named in English or Chinese, for a suggestion; empty when there is none.
std::string code_of_country(std::string_view name) {
  const std::string wanted = fold(name);
  for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
    const icu::Locale country("und", *code);
    for (const char* language : {"en", "zh_Hans"}) {
      icu::UnicodeString display;
      std::string utf8;
      country.getDisplayCountry(icu::Locale(language), display).toUTF8String(utf8);
      if (fold(utf8) == wanted) return *code;
    }
  }
  return {};
}

// Of a code in small letters, with three letters, or out of use; ICU knows these as other names of a region.
std::string code_of_alias(std::string_view text) {
  std::string capitals(text);
  for (char& c : capitals) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  UErrorCode status = U_ZERO_ERROR;
  const icu::Region* region = icu::Region::getInstance(capitals.c_str(), status);
  const auto place = U_SUCCESS(status) ? place_code(region->getRegionCode()) : std::nullopt;
  return place && is_known_place(*place) ? place_text(*place) : std::string();
}

std::string country_fix(std::string_view text) {
  std::string code = code_of_country(text);
  if (code.empty()) code = code_of_alias(text);
  if (!code.empty()) return "did you mean `" + code + "`?";
  return "a country is written as its two-letter code in capitals (ISO 3166-1 alpha-2)";
}

// A spreadsheet's date that lost its format is a count of days; these are 1982 to 2064.
bool looks_like_day_number(std::string_view text) {
  return text.size() == 5 && text >= "30000" && text <= "60000" &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string date_fix(std::string_view text) {
  if (looks_like_day_number(text))
    return "a spreadsheet wrote the day as a number: format the column as text, `2026-01-15`";
  return "write year, month and day in this order: `2026-01-15`";
}

std::vector<std::string> both(std::vector<std::string> words, const std::vector<std::string>& more) {
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

// The keys of an object that stand before another. Few are looked through; many, which only a mistake or an attack has, are kept in order.
class SeenKeys {
 public:
  explicit SeenKeys(const std::vector<JsonMember>& members) : members_(members), are_many_(members.size() > kFew) {}

  // Is it new? To be asked for each member in turn.
  bool add(std::string_view key) {
    const auto end = members_.begin() + static_cast<std::ptrdiff_t>(count_++);
    if (are_many_) return ordered_.insert(key).second;
    return std::none_of(members_.begin(), end, [&](const JsonMember& before) { return before.key == key; });
  }

 private:
  static constexpr std::size_t kFew = 16;
  const std::vector<JsonMember>& members_;
  bool are_many_;
  std::size_t count_ = 0;
  std::set<std::string_view> ordered_;
};

}  // namespace

bool looks_like_exponent(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  return e != std::string_view::npos && e > 0 && text.find_first_of("+-", e) == e + 1 &&
         Decimal::parse(text).has_value();
}

std::string Where::path() const {
  if (above == nullptr) return {};
  const std::string before = above->path();
  if (key.empty()) return before + "[" + std::to_string(index) + "]";
  return before.empty() ? std::string(key) : before + "." + std::string(key);
}

const JsonValue* FieldReader::object(const JsonValue& value, const Where& where, const std::vector<std::string>& keys, const std::vector<std::string>& more) {
  if (!value.is_object()) {
    expected("an object", value, where);
    return nullptr;
  }
  SeenKeys seen(value.members);
  for (const JsonMember& member : value.members) {
    if (!is_one_of(member.key, keys) && !is_one_of(member.key, more)) unknown_key(member, where, both(keys, more));
    if (!seen.add(member.key))
      report("LG0108", member.value, where.at(member.key), "the key `" + excerpt(member.key) + "` is given twice",
             "keep the one that is meant");
  }
  return &value;
}

void FieldReader::unknown_key(const JsonMember& member, const Where& where, const std::vector<std::string>& keys) {
  const auto near = nearest(member.key, keys);
  std::string fix = near ? "did you mean `" + *near + "`?" : "known here: " + in_ticks(keys);
  if (fold(member.key).find("spars") != std::string::npos)
    fix = "give the dense rate, which is half of a rate with sparsity, as `tpp`";
  report("LG0111", member.value, where.at(member.key), "the key `" + excerpt(member.key) + "` is not known",
         std::move(fix));
}

bool FieldReader::is_list(const JsonValue& value, const Where& where) {
  if (value.is_array()) return true;
  if (!value.is_null()) expected("a list", value, where);
  return false;
}

std::string FieldReader::text(const JsonValue& value, const Where& where) {
  if (value.is_null()) return {};
  if (!value.is_text()) expected("a text", value, where);
  return value.is_text() ? value.text : std::string();
}

std::string FieldReader::word(const JsonValue& value, const Where& where, const std::vector<std::string>& known) {
  std::string word = text(value, where);
  if (value.is_text() && !is_one_of(word, known)) unknown_word(value, where, known);
  return word;
}

void FieldReader::unknown_word(const JsonValue& value, const Where& where, const std::vector<std::string>& known) {
  const auto near = nearest(value.text, known);
  report("LG0113", value, where, "`" + excerpt(value.text) + "` is not a word that is known here",
         near ? "did you mean `" + *near + "`?" : "known here: " + in_ticks(known));
}

std::string FieldReader::country(const JsonValue& value, const Where& where) {
  std::string code = text(value, where);
  if (!value.is_text()) return {};
  const auto place = place_code(code);
  if (place && is_known_place(*place)) return code;
  report("LG0115", value, where, "`" + excerpt(code) + "` is not a country code", country_fix(code));
  return {};
}

std::optional<Date> FieldReader::date(const JsonValue& value, const Where& where) {
  const bool is_date_like = value.is_text() || value.kind == JsonValue::Kind::Number;
  if (!is_date_like && !value.is_null()) expected("a date", value, where);
  if (!is_date_like) return std::nullopt;
  const Result<Date> date = Date::parse(value.text);
  if (date) return *date;
  report("LG0114", value, where, date.error().message, date_fix(value.text));
  return std::nullopt;
}

std::optional<bool> FieldReader::yes_or_no(const JsonValue& value, const Where& where) {
  if (value.kind == JsonValue::Kind::Bool) return value.truth;
  if (!value.is_null()) expected("`true` or `false`", value, where);
  return std::nullopt;
}

std::optional<Decimal> FieldReader::number(const JsonValue& value, const Where& where) {
  if (value.is_null()) return std::nullopt;
  if (value.kind != JsonValue::Kind::Number && !value.is_text()) {
    expected("a number", value, where);
    return std::nullopt;
  }
  const Result<Decimal> number = Decimal::parse(value.text);
  if (!number) {
    report("LG0116", value, where, number.error().message,
           "write digits and a point, without separators and units: `15832` or `19.45`");
    return std::nullopt;
  }
  if (!number->is_negative()) return *number;
  report("LG0117", value, where, "`" + excerpt(value.text) + "` is negative", "nothing here can be less than zero");
  return std::nullopt;
}

std::optional<Range> FieldReader::range(const JsonValue& value, const Where& where) {
  if (!value.is_object()) {
    const auto point = number(value, where);
    return point ? std::optional(Range{*point, *point}) : std::nullopt;
  }
  if (object(value, where, {"min", "max"}) == nullptr) return std::nullopt;
  const JsonValue* low = value.member("min");
  const JsonValue* high = value.member("max");
  if (low == nullptr || high == nullptr) {
    report("LG0120", value, where, "a range needs both `min` and `max`", "leave the fact out if an end is not known");
    return std::nullopt;
  }
  const auto min = number(*low, where.at("min")), max = number(*high, where.at("max"));
  if (!min || !max) return std::nullopt;
  if (*min <= *max) return Range{*min, *max};
  report("LG0118", value, where, "the range is upside down: `min` is greater than `max`", "exchange the two");
  return std::nullopt;
}

std::optional<std::int64_t> FieldReader::count(const JsonValue& value, const Where& where) {
  const auto amount = number(value, where);
  if (!amount) return std::nullopt;
  const Decimal most = Decimal::of(1'000'000'000);
  if (amount->is_integer() && amount->sign() > 0 && *amount <= most)
    return static_cast<std::int64_t>(amount->mantissa());
  report("LG0117", value, where, "`" + excerpt(value.text) + "` is not a count",
         "write a whole number from 1 to 1000000000");
  return std::nullopt;
}

std::optional<trade::Money> FieldReader::money(const JsonValue& value, const Where& where) {
  if (value.is_null() || object(value, where, {"amount", "currency"}) == nullptr) return std::nullopt;
  const JsonValue* amount = value.member("amount");
  const JsonValue* currency = value.member("currency");
  if (amount == nullptr || currency == nullptr) {
    report("LG0120", value, where, "an amount of money needs both `amount` and `currency`",
           "leave it out if one is not known");
    return std::nullopt;
  }
  const auto sum = number(*amount, where.at("amount"));
  const std::string code = text(*currency, where.at("currency"));
  if (!is_currency(code) && currency->is_text())
    report("LG0113", *currency, where.at("currency"), "`" + excerpt(code) + "` is not a currency code",
           "a currency is written as three capital letters (ISO 4217)");
  return sum && is_currency(code) ? std::optional(trade::Money{*sum, code}) : std::nullopt;
}

std::optional<trade::Words> FieldReader::words(const JsonValue& value, const Where& where,
                                               const std::vector<std::string>* known) {
  if (value.is_null()) return std::nullopt;
  const auto read = [&](const JsonValue& item, const Where& at) {
    return known ? word(item, at, *known) : text(item, at);
  };
  if (value.is_text()) return trade::Words{read(value, where)};
  if (!is_list(value, where)) return std::nullopt;
  trade::Words words;
  for (std::size_t item = 0; item < value.items.size(); ++item)
    words.push_back(read(value.items[item], where.at(item)));
  return words;
}

std::optional<std::vector<std::string>> FieldReader::countries(const JsonValue& value, const Where& where) {
  if (value.is_null()) return std::nullopt;
  if (value.is_text()) return std::vector{country(value, where)};
  if (!is_list(value, where)) return std::nullopt;
  std::vector<std::string> countries;
  for (std::size_t item = 0; item < value.items.size(); ++item)
    countries.push_back(country(value.items[item], where.at(item)));
  return countries;
}

std::optional<trade::Value> FieldReader::fact(const JsonValue& value, const Where& where, Shape shape) {
  const auto wrap = [](auto read) { return read ? std::optional<trade::Value>(*std::move(read)) : std::nullopt; };
  if (value.is_null()) return std::nullopt;
  switch (shape) {
    case Shape::YesNo:
      return wrap(yes_or_no(value, where));
    case Shape::Number:
      return wrap(range(value, where));
    case Shape::Place:
      return wrap(std::optional(country(value, where)));
    case Shape::Words:
      return wrap(words(value, where, nullptr));
    case Shape::Money:
      return wrap(money(value, where));
    case Shape::Text:
      return is_damaged_code(value, where) ? std::nullopt : wrap(std::optional(text(value, where)));
    default:
      return any_fact(value, where);
  }
}

// The shape is not known, so the value's own decides.
std::optional<trade::Value> FieldReader::any_fact(const JsonValue& value, const Where& where) {
  switch (value.kind) {
    case JsonValue::Kind::Bool:
      return fact(value, where, Shape::YesNo);
    case JsonValue::Kind::Number:
      return fact(value, where, Shape::Number);
    case JsonValue::Kind::Array:
      return fact(value, where, Shape::Words);
    case JsonValue::Kind::Object:
      return fact(value, where, value.member("amount") ? Shape::Money : Shape::Number);
    default:
      return fact(value, where, Shape::Text);
  }
}

bool FieldReader::is_damaged_code(const JsonValue& value, const Where& where) {
  if (!looks_like_exponent(value.text)) return false;
  report("LG0107", value, where, "a spreadsheet turned this code into the number " + shown(value),
         "export the column as text again");
  return true;
}

void FieldReader::expected(const char* what, const JsonValue& value, const Where& where) {
  report("LG0112", value, where, std::string("expected ") + what + ", found " + shown(value),
         value.is_text() && value.text.empty() ? "leave the key out if the value is not known" : "");
}

void FieldReader::report(std::string code, const JsonValue& value, const Where& where, std::string message,
                         std::string fix) {
  std::string field = value.label.empty() ? where.path() : value.label;
  problems_.push_back({Severity::Error, std::move(code), std::move(field), std::move(message), std::move(fix)});
}

void FieldReader::warn(std::string code, const JsonValue& value, const Where& where, std::string message,
                       std::string fix) {
  report(std::move(code), value, where, std::move(message), std::move(fix));
  problems_.back().severity = Severity::Warning;
}

}  // namespace lockgate::wire
