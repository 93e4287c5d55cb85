#include "desk/screened_record.h"

#include <concepts>
#include <limits>

#include "base/json.h"

namespace lockgate::desk {
namespace {

using Json = nlohmann::ordered_json;

// Each value lists its fields once, for writing and for reading. `Self` is const when it is written.
template <class T, class Plain>
concept Is = std::same_as<std::remove_const_t<T>, Plain>;

template <class Visit, Is<Range> Self>
void fields(Visit& visit, Self& self) {
  visit("min", self.min), visit("max", self.max);
}
template <class Visit, Is<trade::Digest> Self>
void fields(Visit& visit, Self& self) {
  visit("name", self.name), visit("digest", self.digest), visit("date", self.date);
}
template <class Visit, Is<trade::Owner> Self>
void fields(Visit& visit, Self& self) {
  visit("name", self.name), visit("percent", self.percent), visit("lists", self.lists);
}
template <class Visit, Is<trade::Party> Self>
void fields(Visit& visit, Self& self) {
  visit("role", self.role), visit("name", self.name), visit("country", self.country), visit("headquarters", self.headquarters);
  visit("lists", self.lists), visit("kind", self.kind), visit("owners", self.owners);
  visit("is_own_parent", self.is_own_parent), visit("ultimate_parent", self.ultimate_parent);
}
template <class Visit, Is<trade::EvidenceLine> Self>
void fields(Visit& visit, Self& self) {
  visit("query", self.query), visit("listed", self.listed), visit("query_from", self.query_at.first), visit("query_to", self.query_at.second);
  visit("kind", self.kind), visit("relation", self.relation), visit("likeness", self.likeness), visit("weight", self.weight), visit("points", self.points);
}
template <class Visit, Is<trade::ListHit> Self>
void fields(Visit& visit, Self& self) {
  visit("list", self.list), visit("entry", self.entry), visit("name", self.name), visit("role", self.role), visit("source", self.source);
  visit("countries", self.countries), visit("score", self.score), visit("is_alert", self.is_alert), visit("is_exact", self.is_exact);
  visit("evidence", self.evidence), visit("words", self.words), visit("status", self.status), visit("by", self.by), visit("why", self.why);
}
template <class Visit, Is<trade::Held> Self>
void fields(Visit& visit, Self& self) {
  visit("lane", self.lane), visit("restricted", self.restricted), visit("direct_bp", self.direct_bp), visit("because", self.because), visit("flags", self.flags);
}
template <class Visit, Is<trade::Screened> Self>
void fields(Visit& visit, Self& self) {
  visit("party", self.party), visit("name", self.name), visit("result", self.result), visit("lists", self.lists);
  visit("not_compared", self.not_compared), visit("hits", self.hits), visit("held", self.held);
}
template <class Visit, Is<ScreenedRecord> Self>
void fields(Visit& visit, Self& self) {
  visit("lists", self.lists), visit("parties", self.parties), visit("found", self.found);
}

class Writer {
 public:
  template <class T>
  static Json json(const T& value) {
    if constexpr (std::same_as<T, std::string> || std::same_as<T, bool> || std::integral<T>) return value;
    else if constexpr (std::same_as<T, Decimal>) return value.to_string();
    else return object(value);
  }
  template <class T>
  static Json json(const std::vector<T>& values) {
    Json out = Json::array();
    for (const T& value : values) out.push_back(json(value));
    return out;
  }
  template <class T>
  static Json json(const std::optional<T>& value) {
    return value ? json(*value) : Json();
  }
  static Json json(const std::shared_ptr<const trade::Party>& value) { return value == nullptr ? Json() : json(*value); }

 private:
  template <class T>
  static Json object(const T& value) {
    Json out = Json::object();
    const auto visit = [&](const char* name, const auto& field) { out[name] = json(field); };
    fields(visit, value);
    return out;
  }
};

// Reads what Writer wrote; anything else is noticed.
class Reader {
 public:
  bool is_sound() const { return is_sound_; }

  void read(const Json& json, std::string& value) { require(json.is_string()) ? value = json.get<std::string>() : value; }
  void read(const Json& json, bool& value) { value = require(json.is_boolean()) && json.get<bool>(); }
  template <std::integral T>
  void read(const Json& json, T& value) {
    if (!require(json.is_number_integer())) return;
    const auto number = json.get<std::int64_t>();
    const bool fits = std::in_range<T>(number);
    if (require(fits)) value = static_cast<T>(number);
  }
  void read(const Json& json, Decimal& value) {
    const Result<Decimal> parsed = json.is_string() ? Decimal::parse(json.get<std::string>()) : Decimal::parse("");
    if (require(parsed.has_value())) value = *parsed;
  }
  template <class T>
  void read(const Json& json, std::vector<T>& values) {
    if (!require(json.is_array())) return;
    for (const Json& each : json) read(each, values.emplace_back());
  }
  template <class T>
  void read(const Json& json, std::optional<T>& value) {
    if (!json.is_null()) read(json, value.emplace());
  }
  void read(const Json& json, std::shared_ptr<const trade::Party>& value) {
    if (json.is_null()) return;
    auto party = std::make_shared<trade::Party>();
    read(json, *party);
    value = std::move(party);
  }
  template <class T>
    requires std::is_class_v<T>
  void read(const Json& json, T& value) {
    if (!require(json.is_object())) return;
    const auto visit = [&](const char* name, auto& field) {
      if (require(json.contains(name))) read(json[name], field);
    };
    fields(visit, value);
  }

 private:
  bool require(bool holds) { return is_sound_ = is_sound_ && holds, holds; }
  bool is_sound_ = true;
};

}  // namespace

std::string to_text(const ScreenedRecord& record) { return Writer::json(record).dump(-1, ' ', false, Json::error_handler_t::replace); }

Result<ScreenedRecord> screened_record(const std::string& text) {
  ScreenedRecord record;
  Reader reader;
  reader.read(Json::parse(text, nullptr, false), record);
  if (!reader.is_sound()) return fail("LG0723", "what the lists said of a sealed order cannot be read", "`lockgate audit` says where the ledger is damaged");
  return record;
}

}  // namespace lockgate::desk
