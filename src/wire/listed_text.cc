#include "wire/listed_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "trade/damage.h"

namespace lockgate::wire {
namespace {

using trade::NameRole;

struct Marker {
  std::string_view text;
  NameRole role;
};

// Before another name of the same party.
constexpr std::array<Marker, 10> kMarkers = {{{"a.k.a", NameRole::Alias},
                                              {"aka", NameRole::Alias},
                                              {"also known as", NameRole::Alias},
                                              {"f.k.a", NameRole::Former},
                                              {"fka", NameRole::Former},
                                              {"formerly known as", NameRole::Former},
                                              {"n.k.a", NameRole::Alias},
                                              {"d.b.a", NameRole::Alias},
                                              {"doing business as", NameRole::Alias},
                                              {"trading as", NameRole::Alias}}};
// Behind the names.
constexpr std::array<std::string_view, 4> kClauses = {"and any successor", "and its sub-units", "including the", "including its"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 'a' - 'A');
  return out;
}

bool is_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80; }

bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  const bool is_free_before = at == 0 || !is_letter(text[at - 1]);
  return is_free_before && (at + size == text.size() || !is_letter(text[at + size]));
}

struct Found {
  std::size_t at = std::string_view::npos;
  std::size_t size = 0;
  NameRole role = NameRole::Alias;
};

// A marker at the very beginning is part of a name: AKA Integral Services.
Found next_marker(std::string_view lowered, std::size_t from) {
  for (std::size_t at = std::max<std::size_t>(from, 1); at < lowered.size(); ++at) {
    if (is_letter(lowered[at - 1]) || !is_letter(lowered[at])) continue;  // a marker begins a word
    for (const Marker& marker : kMarkers)
      if (lowered.substr(at).starts_with(marker.text) && stands_alone(lowered, at, marker.text.size())) return {at, marker.text.size(), marker.role};
  }
  return {};
}

std::size_t clause_in(std::string_view lowered) {
  for (std::size_t at = 0; at < lowered.size(); ++at) {
    if (lowered[at] != 'a' && lowered[at] != 'i') continue;  // as all clauses begin
    const std::string_view rest = lowered.substr(at);
    if (std::any_of(kClauses.begin(), kClauses.end(), [rest](std::string_view clause) { return rest.starts_with(clause); })) return at;
  }
  return lowered.size();
}

std::string_view bare(std::string_view text) {
  constexpr std::string_view kAround = " \t\r\n,;:.-([{";
  constexpr std::string_view kBehind = " \t\r\n,;:-([{)]}";
  const std::size_t begin = text.find_first_not_of(kAround);
  if (begin == text.npos) return {};
  text.remove_prefix(begin);
  const bool is_open = text.find('(') != text.npos && text.back() == ')';
  return is_open ? text : text.substr(0, text.find_last_not_of(kBehind) + 1);
}

void note(std::vector<ListFinding>& findings, const std::string& where, std::string code, std::string message) {
  findings.push_back({where, {Severity::Note, std::move(code), "name", std::move(message), {}}});
}

// Control characters go, and what is no part of the name any more.
std::string mended(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    if (static_cast<unsigned char>(text[at]) >= 0x20 && static_cast<unsigned char>(text[at]) < 0x7F) {
      out += text[at++];
      continue;
    }
    const auto point = next_code_point(text, at);
    const bool is_control = point && (*point < 0x20 || (*point >= 0x7F && *point < 0xA0));
    if (point && !is_control) out += text.substr(begin, at - begin);
    else if (point && *point < 0x20) out += ' ';
  }
  return std::string(trim(trade::without_damage(trim(out))));
}

void add_inner(trade::ListedParty& party, std::string_view text, NameRole role) {
  const std::string_view name = bare(text);
  const auto is_same = [&](const trade::ListedName& other) { return other.text == name; };
  if (!name.empty() && std::none_of(party.names.begin(), party.names.end(), is_same)) party.names.push_back({std::string(name), role});
}

}  // namespace

void add_listed_name(trade::ListedParty& party, std::string_view text, NameRole role, const std::string& where, std::vector<ListFinding>& findings) {
  const std::string name = mended(text);
  if (name != trim(text)) note(findings, where, "LG0504", fmt::format("damaged characters were left out of `{}`, which is read as `{}`", excerpt(text), excerpt(name)));
  if (name.empty()) return;
  party.names.push_back({name, role});
  const std::string lowered = lower(name);
  const std::size_t end = clause_in(lowered);
  const std::string_view names = std::string_view(name).substr(0, end);
  Found marker = next_marker(lowered.substr(0, end), 0);
  const std::size_t before = party.names.size();
  if (end < name.size() || marker.size > 0) add_inner(party, names.substr(0, marker.at), role);
  while (marker.size > 0) {
    const Found next = next_marker(lowered.substr(0, end), marker.at + marker.size);
    const std::size_t begin = marker.at + marker.size;
    add_inner(party, names.substr(begin, next.at == std::string_view::npos ? next.at : next.at - begin), marker.role);
    marker = next;
  }
  if (party.names.size() > before) note(findings, where, "LG0505", fmt::format("`{}` holds {} more {}, read as of its own", excerpt(name), party.names.size() - before, party.names.size() - before == 1 ? "name" : "names"));
}

bool check_names(const trade::ListedParty& party, const std::string& where, std::vector<ListFinding>& findings) {
  if (party.names.empty()) {
    findings.push_back({where, {Severity::Error, "LG0503", "name", "this entry has no name and cannot be found by one", "give it a name, or take it out of the file"}});
    return false;
  }
  const std::string_view name = party.names.front().text;
  const bool is_address = name.starts_with("Address ") && name.size() > 8 && std::isdigit(static_cast<unsigned char>(name[8])) != 0;
  if (is_address) findings.push_back({where, {Severity::Warning, "LG0506", "name", fmt::format("`{}` is an address, not a name; whoever is there is not found by a name", excerpt(name)), "compare addresses of such entries by hand"}});
  return true;
}

}  // namespace lockgate::wire
