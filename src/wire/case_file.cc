#include "wire/case_file.h"

#include "base/text.h"

namespace lockgate::wire {
namespace {

const std::vector<std::string> kCaseKeys = {"case",      "order", "expect",  "source",
                                            "contested", "note",  "posture", "other"};
const std::vector<std::string> kOtherKeys = {"reading", "held_by", "facts", "posture", "expect"};
const std::vector<std::string> kPostures = {"enforced", "codified"};

template <class Read>
void with(const JsonValue& object, const char* key, Read read) {
  const Where top;
  const JsonValue* value = object.member(key);
  if (value != nullptr && !value->is_null()) read(*value, top.at(key));
}

nlohmann::json number_to_json(const std::string& digits) {
  nlohmann::json number = nlohmann::json::parse(digits, nullptr, false);
  const auto exact = Decimal::parse(digits), kept = Decimal::parse(number.dump());
  return exact && kept && *exact == *kept ? number : nlohmann::json(digits);
}

// Problems of the order are named as in the case: `order.date`.
void put_below(const char* key, std::size_t first, Problems& problems) {
  for (std::size_t index = first; index < problems.size(); ++index)
    problems[index].field = problems[index].field.empty() ? key : std::string(key) + "." + problems[index].field;
}

}  // namespace

nlohmann::json to_json(const JsonValue& value) {
  switch (value.kind) {
    case JsonValue::Kind::Bool:
      return value.truth;
    case JsonValue::Kind::String:
      return value.text;
    case JsonValue::Kind::Number:
      return number_to_json(value.text);
    case JsonValue::Kind::Array: {
      nlohmann::json list = nlohmann::json::array();
      for (const JsonValue& item : value.items) list.push_back(to_json(item));
      return list;
    }
    case JsonValue::Kind::Object: {
      nlohmann::json object = nlohmann::json::object();
      for (const JsonMember& member : value.members) object[member.key] = to_json(member.value);
      return object;
    }
    default:
      return nullptr;
  }
}

Result<CaseFile> CaseFile::open(const std::string& path, Vocabulary vocabulary) {
  Result<ByteSource> source = ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  return CaseFile(std::move(*source), std::move(vocabulary));
}

CaseFile CaseFile::of(std::string text, Vocabulary vocabulary) {
  return CaseFile(ByteSource::of(std::move(text)), std::move(vocabulary));
}

std::optional<CaseLine> CaseFile::next() {
  while (const auto line = lines_.next())
    if (line->is_too_long || !trim(line->text).empty()) return read(*line);
  return std::nullopt;
}

CaseLine CaseFile::read(const Line& line) const {
  CaseLine out{line.number, std::nullopt, {}};
  if (line.is_too_long) {
    out.problems.push_back(line_too_long(kLongestLine));
  } else if (invalid_utf8(line.text)) {
    out.problems.push_back({Severity::Error, "LG0102", {}, "this line is not UTF-8", "save the file as UTF-8"});
  } else if (const Result<JsonValue> value = parse_json(line.text, line.number)) {
    out.value = read_case(*value, out.problems);
  } else {
    out.problems.push_back({Severity::Error, value.error().code, {}, value.error().message, value.error().fix});
  }
  return out;
}

std::optional<Case> CaseFile::read_case(const JsonValue& value, Problems& problems) const {
  FieldReader reader(builder_.vocabulary(), problems);
  if (reader.object(value, {}, kCaseKeys) == nullptr) return std::nullopt;
  for (const char* key : {"case", "order", "expect"})
    if (value.member(key) == nullptr) reader.report("LG0120", value, {}, std::string("a case needs `") + key + "`", "");
  Case out;
  with(value, "case", [&](const JsonValue& v, const Where& at) { out.id = reader.text(v, at); });
  with(value, "posture", [&](const JsonValue& v, const Where& at) { out.posture = reader.word(v, at, kPostures); });
  with(value, "source", [&](const JsonValue& v, const Where& at) { out.source = reader.text(v, at); });
  with(value, "note", [&](const JsonValue& v, const Where& at) { out.note = reader.text(v, at); });
  with(value, "contested",
       [&](const JsonValue& v, const Where& at) { out.is_contested = reader.yes_or_no(v, at).value_or(false); });
  with(value, "expect", [&](const JsonValue& v, const Where& at) {
    if (!v.is_object()) reader.report("LG0112", v, at, "expected an object", "");
    out.expect = to_json(v);
  });
  with(value, "other", [&](const JsonValue& v, const Where&) { out.other = read_other(v, reader, problems); });
  with(value, "order", [&](const JsonValue& v, const Where&) {
    const std::size_t first = problems.size();
    if (auto order = builder_.build(v, problems)) out.order = std::move(*order);
    put_below("order", first, problems);
  });
  return has_errors(problems) ? std::nullopt : std::optional(std::move(out));
}

std::optional<Case::Other> CaseFile::read_other(const JsonValue& value, FieldReader& reader, Problems& problems) const {
  const std::size_t first = problems.size();
  Case::Other other;
  if (reader.object(value, {}, kOtherKeys) == nullptr) return std::nullopt;
  with(value, "reading", [&](const JsonValue& v, const Where& at) { other.reading = reader.text(v, at); });
  with(value, "held_by", [&](const JsonValue& v, const Where& at) { other.held_by = reader.text(v, at); });
  with(value, "posture", [&](const JsonValue& v, const Where& at) { other.posture = reader.word(v, at, kPostures); });
  with(value, "facts",
       [&](const JsonValue& v, const Where& at) { other.facts = builder_.build_facts(v, at, problems); });
  with(value, "expect", [&](const JsonValue& v, const Where&) { other.expect = to_json(v); });
  put_below("other", first, problems);
  return other;
}

}  // namespace lockgate::wire
