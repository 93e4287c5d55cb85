#include "cli/declaration.h"

#include <algorithm>

#include "base/text.h"
#include "law/entry.h"

namespace lockgate::cli {
namespace {

// The end of an entry's text: the end of its last field's line.
std::uint32_t end_of(const law::Entry& entry) {
  std::uint32_t end = entry.place.end;
  for (const law::EntryField& field : entry.fields) end = std::max(end, field.place.end);
  return end;
}

}  // namespace

std::vector<Declaration> declarations_of(const law::Law& law) {
  std::vector<Declaration> out;
  for (const law::Rule& rule : law.rules) out.push_back({to_string(rule.kind), rule.label, rule.cites, &rule.origin});
  for (const law::Rider& rider : law.riders) out.push_back({to_string(rider.kind), rider.label, rider.says, &rider.origin});
  for (const law::Fact& fact : law.facts) out.push_back({"fact", fact.name, fact.label, &fact.origin});
  for (const law::Define& define : law.defines) out.push_back({"define", define.name, define.label, &define.origin});
  for (const law::NamedSet& set : law.sets) out.push_back({"set", set.name, set.label, &set.origin});
  for (const law::Gate& gate : law.gates) out.push_back({"gate", gate.name, gate.title, &gate.origin});
  for (const law::Reading& reading : law.readings) out.push_back({"reading", reading.name, reading.says, &reading.origin});
  for (const law::Untranslatable& gap : law.untranslatables) out.push_back({"untranslatable", gap.name, gap.what, &gap.origin});
  for (const law::Case& test : law.cases) out.push_back({"case", test.name, "", &test.origin});
  return out;
}

std::string entry_text(const law::Origin& origin) {
  if (origin.source == nullptr || !origin.source->path().ends_with(".md")) return "";
  Diagnostics ignored;
  for (const law::Entry& entry : law::read_entries(origin.source, ignored)) {
    if (entry.place.begin > origin.place.begin || end_of(entry) < origin.place.end) continue;
    const std::string_view text = origin.source->text();
    const std::size_t start = text.rfind('\n', entry.place.begin) + 1;
    return std::string(trim(text.substr(start, end_of(entry) - start)));
  }
  return "";
}

std::string place_text(const law::Origin& origin) {
  if (origin.source == nullptr) return "";
  return origin.source->path() + ":" + std::to_string(origin.source->position(origin.place.begin).line);
}

const char* to_string(law::Rule::Kind kind) {
  switch (kind) {
    case law::Rule::Kind::Rule: return "rule";
    case law::Rule::Kind::Exception: return "exception";
    case law::Rule::Kind::Step: return "step";
    case law::Rule::Kind::Part: return "part";
  }
  return "";
}

const char* to_string(law::Rider::Kind kind) {
  switch (kind) {
    case law::Rider::Kind::Duty: return "duty";
    case law::Rider::Kind::Flag: return "flag";
    case law::Rider::Kind::Note: return "note";
  }
  return "";
}

}  // namespace lockgate::cli
