// GLEIF's golden copy in XML (LEI-CDF 3.1, RR-CDF 2.1): gigabytes in one element, so it is read as a stream, a record at a time.
#include <expat.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "base/text.h"
#include "registry/formats.h"
#include "registry/gleif.h"

namespace lockgate::registry {
namespace {

// What one record may hold of text, and how deep its elements may lie: both many times what is published.
constexpr std::size_t kMostText = std::size_t{1} << 20;
constexpr std::size_t kDeepest = 64;

// Publishers break long texts into lines.
std::string in_one_line(std::string_view text) {
  std::string out;
  for (const char c : trim(text)) {
    const bool is_blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!is_blank) out += c;
    else if (out.back() != ' ') out += ' ';
  }
  return out;
}

// The parts of a record that are texts, each by the names of the elements around it, in their order.
class XmlRecord {
 public:
  void add(const std::string& path, std::string_view text) {
    if (std::string words = in_one_line(text); !words.empty()) parts_.emplace_back(path, std::move(words));
  }
  std::string first(std::string_view path) const {
    const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const auto& part) { return part.first == path; });
    return found == parts_.end() ? std::string() : found->second;
  }
  const std::vector<std::pair<std::string, std::string>>& parts() const { return parts_; }

 private:
  std::vector<std::pair<std::string, std::string>> parts_;
};

LeiRecord lei_record(const XmlRecord& record) {
  LeiRecord out;
  out.lei = record.first("LEI");
  out.headquarters = record.first("Entity/HeadquartersAddress/Country");
  out.authority = record.first("Entity/RegistrationAuthority/RegistrationAuthorityID");
  out.number = record.first("Entity/RegistrationAuthority/RegistrationAuthorityEntityID");
  out.status = record.first("Registration/RegistrationStatus");
  for (const char* path : {"Entity/LegalName", "Entity/OtherEntityNames/OtherEntityName", "Entity/TransliteratedOtherEntityNames/TransliteratedOtherEntityName"})
    for (const auto& [at, text] : record.parts())
      if (at == path) out.names.push_back(text);
  return out;
}

std::vector<LeiPeriod> periods_of(const XmlRecord& record) {
  constexpr std::string_view kPeriod = "Relationship/RelationshipPeriods/RelationshipPeriod";
  std::vector<LeiPeriod> out;
  for (const auto& [at, text] : record.parts()) {
    if (!at.starts_with(kPeriod)) continue;
    const std::string_view part = std::string_view(at).substr(kPeriod.size());
    if (part == "/StartDate" || out.empty()) out.emplace_back();
    (part == "/StartDate" ? out.back().from : part == "/EndDate" ? out.back().until : out.back().kind) = text;
  }
  return out;
}

LeiRelation lei_relation(const XmlRecord& record) {
  LeiRelation out;
  out.child = record.first("Relationship/StartNode/NodeID");
  out.child_kind = record.first("Relationship/StartNode/NodeIDType");
  out.parent = record.first("Relationship/EndNode/NodeID");
  out.parent_kind = record.first("Relationship/EndNode/NodeIDType");
  out.kind = record.first("Relationship/RelationshipType");
  out.status = record.first("Relationship/RelationshipStatus");
  out.registration = record.first("Registration/RegistrationStatus");
  out.updated = record.first("Registration/LastUpdateDate");
  out.periods = periods_of(record);
  return out;
}

// Expat calls back with each tag and text. Whatever prefix the publisher gives a name is left out.
class XmlReader {
 public:
  explicit XmlReader(RegisterFile& file) : file_(file), parser_(XML_ParserCreate("UTF-8"), &XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), [](void* self, const XML_Char* name, const XML_Char**) { static_cast<XmlReader*>(self)->begin(name); },
                          [](void* self, const XML_Char*) { static_cast<XmlReader*>(self)->end(); });
    XML_SetCharacterDataHandler(parser_.get(), [](void* self, const XML_Char* text, int count) { static_cast<XmlReader*>(self)->add({text, static_cast<std::size_t>(count)}); });
    // Entities of its own are what hostile files are made with; the publisher's have none.
    XML_SetStartDoctypeDeclHandler(parser_.get(), [](void* self, const XML_Char*, const XML_Char*, const XML_Char*, int) { static_cast<XmlReader*>(self)->stop("it declares a document type of its own"); });
  }

  void read(wire::TextStream stream) {
    for (std::string_view piece = stream.peek(); !piece.empty() && !is_stopped_; piece = stream.peek()) {
      const std::size_t count = std::min<std::size_t>(piece.size(), std::size_t{1} << 20);
      parse(piece.substr(0, count), false);
      stream.take(count);
    }
    if (!is_stopped_) parse({}, true);
    if (stream.has_failed()) file_.say(Severity::Error, "LG0101", "the end", "this file could not be read to its end", "check the disk or the connection");
    if (exceptions_ > 0) file_.say(Severity::Note, "LG0617", "the whole file", fmt::format("{} reporting exceptions say why nobody consolidates the accounts, and name nobody", exceptions_));
  }

 private:
  void parse(std::string_view text, bool is_last) {
    if (XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()), is_last ? 1 : 0) != XML_STATUS_ERROR || is_stopped_) return;
    stop(XML_ErrorString(XML_GetErrorCode(parser_.get())));
  }

  // Nothing behind a broken place can be trusted to be where it says it is.
  void stop(std::string_view why) {
    if (std::exchange(is_stopped_, true)) return;
    file_.say(Severity::Error, "LG0622", where(), fmt::format("this XML breaks or ends here: {}; what follows was not read", why), "fetch the file again");
    XML_StopParser(parser_.get(), XML_FALSE);
  }

  std::string where() const { return fmt::format("line {}", XML_GetCurrentLineNumber(parser_.get())); }

  void begin(std::string_view name) {
    text_.clear();
    if (name.find(':') != name.npos) name.remove_prefix(name.rfind(':') + 1);
    const bool is_record = name == "LEIRecord" || name == "RelationshipRecord" || name == "Exception";
    if (depth_ == 0 && !is_record) return;
    if (depth_++ == 0) return begin_record(name);
    if (depth_ > kDeepest) return stop("its elements lie too deep");
    lengths_.push_back(path_.size());
    path_ += (path_.empty() ? "" : "/") + std::string(name);
  }

  void begin_record(std::string_view name) {
    kind_ = name;
    record_ = {};
    where_ = where();
    path_.clear();
    size_ = 0;
  }

  void add(std::string_view text) {
    if (depth_ < 2) return;
    if ((size_ += text.size()) > kMostText) return stop("a record holds more than a megabyte of text");
    text_ += text;
  }

  void end() {
    if (depth_ == 0) return;
    if (--depth_ == 0) return use();
    record_.add(path_, text_);
    text_.clear();
    path_.resize(lengths_.back());
    lengths_.pop_back();
  }

  void use() {
    if (kind_ == "LEIRecord") registry::add(lei_record(record_), where_, file_);
    else if (kind_ == "RelationshipRecord") registry::add(lei_relation(record_), where_, file_);
    else ++exceptions_;
  }

  RegisterFile& file_;
  std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser_;
  bool is_stopped_ = false;
  std::size_t depth_ = 0;  // from the record on; 0: outside of any
  std::string kind_;
  std::string where_;
  std::string path_;  // below the record
  std::vector<std::size_t> lengths_;  // of what `path_` was before each element
  std::string text_;
  std::size_t size_ = 0;
  XmlRecord record_;
  std::uint64_t exceptions_ = 0;
};

}  // namespace

bool is_gleif_xml(std::string_view beginning) {
  const auto says = [&](std::string_view word) { return beginning.find(word) != beginning.npos; };
  return trim(beginning).starts_with('<') && (says("LEIData") || says("RelationshipData") || says("ReportingExceptionData"));
}

void read_gleif_xml(wire::TextStream stream, RegisterFile& file) { XmlReader(file).read(std::move(stream)); }

}  // namespace lockgate::registry
