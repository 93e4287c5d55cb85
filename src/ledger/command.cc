#include "ledger/command.h"

#include "base/digest.h"
#include "base/json.h"

namespace lockgate::ledger {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json of_record(const T& record) {
  Json json = Json::object();
  T::fields(record, [&](const char* name, const auto& value) {
    if (std::string text = text_of(value); !text.empty()) json[name] = std::move(text);
  });
  return json;
}

template <class T>
Json of_records(const std::vector<T>& records) {
  Json json = Json::array();
  for (const T& record : records) json.push_back(of_record(record));
  return json;
}

// An object that begins with the command's name and leaves out what is not given.
class Writer {
 public:
  explicit Writer(const char* name) : json_{{"command", name}} {}
  template <class T>
  Writer& add(const char* key, const T& value) {
    if (std::string text = text_of(value); !text.empty()) json_[key] = std::move(text);
    return *this;
  }
  Writer& add(const char* key, Json value) {
    json_[key] = std::move(value);
    return *this;
  }
  operator Json() const { return json_; }  // NOLINT: what it is made for

 private:
  Json json_;
};

Json write(const AddLicense& c) {
  Json json{{"command", "add_license"}, {"license", of_record(c.license)}};
  json["lines"] = of_records(c.lines);
  json["parties"] = of_records(c.parties);
  json["conditions"] = of_records(c.conditions);
  json["caps"] = of_records(c.caps);
  json["charges"] = of_records(c.charges);
  json["duties"] = of_records(c.duties);
  return json;
}

Json write(const Amend& c) {
  Writer out("amend");
  out.add("license", c.license).add("line", c.line).add("granted", c.granted).add("value", c.value);
  return out.add("valid_until", c.valid_until);
}

Json write(const Revoke& c) { return Writer("revoke").add("license", c.license); }

Json write(const Hold& c) { return Writer("hold").add("license", c.license).add("is_held", c.is_held); }

Json write(const Reserve& c) {
  Writer out(c.is_shipment ? "ship" : "reserve");
  out.add("key", c.key).add("license", c.license).add("line", c.line).add("quantity", c.quantity);
  out.add("value", c.value).add("currency", c.currency).add("purchaser", c.purchaser);
  out.add("ultimate_consignee", c.ultimate_consignee).add("end_user", c.end_user).add("laboratory", c.laboratory);
  return out.add("expires", c.expires).add("date", c.date);
}

Json write(const Settle& c) { return Writer("settle").add("key", c.key).add("date", c.date); }
Json write(const Void& c) { return Writer("void").add("key", c.key).add("date", c.date); }
Json write(const Expire& c) { return Writer("expire").add("key", c.key).add("date", c.date); }
Json write(const Note& c) { return Writer("note").add("key", c.key).add("event", c.event).add("date", c.date); }

Json write(const Supply& c) {
  Writer out("supply");
  out.add("key", c.key).add("item", c.item).add("destination", c.destination).add("quantity", c.quantity);
  return out.add("tpp", c.tpp).add("date", c.date);
}

Json write(const AddDuty& c) { return Writer("add_duty").add("duty", of_record(c.duty)); }

Json write(const MeetDuty& c) {
  Writer out("meet_duty");
  out.add("license", c.license).add("id", c.id).add("evidence", c.evidence).add("expires", c.expires);
  return out.add("date", c.date);
}

Json write(const RevokeDuty& c) { return Writer("revoke_duty").add("license", c.license).add("id", c.id); }

Json write(const Accredit& c) { return Writer("accredit").add("laboratory", c.laboratory).add("date", c.date); }

Json write(const RevokeLaboratory& c) {
  return Writer("revoke_laboratory").add("laboratory", c.laboratory).add("date", c.date);
}

// The order and the answer stand in the row that comes of it; here their digests are enough.
Json write(const Seal& c) {
  Json sealed = of_record(c.sealed);
  sealed["given"] = sha256(c.sealed.given);
  sealed.erase("bytes");
  return {{"command", "seal"}, {"determination", std::move(sealed)}};
}

Json write(const OpenCase& c) { return {{"command", "open_case"}, {"case", of_record(c.file)}, {"steps", of_records(c.steps)}}; }
Json write(const RecordEvent& c) { return {{"command", "record_event"}, {"event", of_record(c.event)}}; }
Json write(const FillField& c) { return {{"command", "fill_field"}, {"field", of_record(c.field)}}; }
Json write(const PutStay& c) { return {{"command", "put_stay"}, {"stay", of_record(c.stay)}}; }

// The text stands in the row that comes of it; here its digest is enough.
Json write(const Publish& c) {
  Json publication = of_record(c.publication);
  if (!c.publication.text.empty()) publication["text"] = sha256(c.publication.text);
  return {{"command", "publish"}, {"publication", std::move(publication)}};
}

}  // namespace

std::string to_json(const Command& command) {
  const Json json = std::visit([](const auto& c) { return write(c); }, command);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace lockgate::ledger
