#include "desk/ruling.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "base/digest.h"
#include "base/json.h"
#include "base/text.h"
#include "wire/json_value.h"
#include "wire/line_reader.h"

namespace lockgate::desk {
namespace {

constexpr std::array<std::string_view, 4> kStatuses = {"needs_review", "escalated", "true_match", "not_a_match"};

// No text holds this byte, so parts cannot run into each other.
std::string key_of(const std::string& normal, const std::string& list, const std::string& last) { return normal + '\n' + list + '\n' + last; }

std::string text_of(const wire::JsonValue& line, std::string_view key) {
  const wire::JsonValue* value = line.member(key);
  return value != nullptr && value->is_text() ? value->text : std::string();
}

Result<Ruling> ruling_of(const std::string& text, std::uint64_t number) {
  const Result<wire::JsonValue> line = wire::parse_json(text, number);
  if (!line) return tl::unexpected(line.error());
  Ruling out{text_of(*line, "name"),   text_of(*line, "normal"), text_of(*line, "list"), text_of(*line, "entry"), text_of(*line, "listed"),
             text_of(*line, "digest"), text_of(*line, "status"), text_of(*line, "by"),   text_of(*line, "why"),   text_of(*line, "on")};
  const bool is_whole = !out.normal.empty() && !out.list.empty() && !out.digest.empty() && !out.by.empty() && !out.why.empty() && is_status(out.status);
  if (!is_whole) return fail("LG0530", "this line is no ruling on a hit", "a ruling has `normal`, `list`, `digest`, `status`, `by` and `why`; write one with `lockgate hits rule`");
  return out;
}

}  // namespace

bool is_status(std::string_view word) { return std::find(kStatuses.begin(), kStatuses.end(), word) != kStatuses.end(); }

std::string digest_of(const trade::ListedParty& party) {
  std::string all = party.source + '\n' + party.kind + '\n' + party.program + '\n' + party.requirement + '\n' + party.notice;
  for (const trade::ListedName& name : party.names) all += fmt::format("\nname {} {}", static_cast<int>(name.role), name.text);
  for (const std::string& country : party.countries) all += "\ncountry " + country;
  for (const std::string& identifier : party.identifiers) all += "\nidentifier " + identifier;
  return sha256(all);
}

Result<Rulings> Rulings::open(const std::string& path) {
  Rulings out;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return out;
  auto source = wire::ByteSource::open(path);
  if (!source) return tl::unexpected(source.error());
  wire::LineReader reader(wire::TextStream(std::move(*source)));
  while (const auto line = reader.next()) {
    if (trim(line->text).empty()) continue;
    auto ruling = ruling_of(line->text, line->number);
    if (!ruling) {
      Error found = ruling.error();
      found.where = fmt::format("{}:{}", path, line->number);
      return tl::unexpected(std::move(found));
    }
    out.add(std::move(*ruling));
  }
  return out;
}

void Rulings::add(Ruling ruling) {
  by_digest_[key_of(ruling.normal, ruling.list, ruling.digest)] = all_.size();
  by_listed_[key_of(ruling.normal, ruling.list, ruling.listed)] = all_.size();
  all_.push_back(std::move(ruling));
}

const Ruling* Rulings::find(const std::string& normal, const std::string& list, const std::string& digest) const {
  const auto found = by_digest_.find(key_of(normal, list, digest));
  return found == by_digest_.end() ? nullptr : &all_[found->second];
}

const Ruling* Rulings::before_change(const std::string& normal, const std::string& list, const std::string& listed) const {
  const auto found = by_listed_.find(key_of(normal, list, listed));
  return found == by_listed_.end() ? nullptr : &all_[found->second];
}

Result<void> Rulings::append(const std::string& path, const Ruling& ruling) {
  const nlohmann::ordered_json line = {{"name", ruling.name},     {"normal", ruling.normal}, {"list", ruling.list}, {"entry", ruling.entry}, {"listed", ruling.listed},
                                       {"digest", ruling.digest}, {"status", ruling.status}, {"by", ruling.by},     {"why", ruling.why},     {"on", ruling.on}};
  const std::string text = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  // One write of a whole line: two programs that append at once do not mix their lines.
  const bool is_written = file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (!is_written) return fail("LG0531", "the ruling could not be written", "check the path and the disk", path);
  return {};
}

}  // namespace lockgate::desk
