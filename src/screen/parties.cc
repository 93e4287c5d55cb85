#include "screen/parties.h"

#include <utility>

namespace lockgate::screen {
namespace {

constexpr std::uint64_t kMore = 0x80;

// Seven bits a byte, the lowest first; the highest bit says that more follow.
void put_number(std::string& bytes, std::uint64_t number) {
  for (; number >= kMore; number >>= 7) bytes += static_cast<char>(number | kMore);
  bytes += static_cast<char>(number);
}

void put_text(std::string& bytes, std::string_view text) {
  put_number(bytes, text.size());
  bytes += text;
}

void put_texts(std::string& bytes, const std::vector<std::string>& texts) {
  put_number(bytes, texts.size());
  for (const std::string& text : texts) put_text(bytes, text);
}

void put_names(std::string& bytes, const std::vector<trade::ListedName>& names) {
  put_number(bytes, names.size());
  for (const trade::ListedName& name : names) {
    put_number(bytes, static_cast<std::uint64_t>(name.role));
    put_text(bytes, name.text);
  }
}

// In the order in which they are read back.
void put(std::string& bytes, const trade::ListedParty& party) {
  put_names(bytes, party.names);
  for (const std::string* text : {&party.source, &party.id, &party.kind, &party.program, &party.requirement, &party.notice}) put_text(bytes, *text);
  put_texts(bytes, party.countries);
  put_texts(bytes, party.identifiers);
}

class Bytes {
 public:
  explicit Bytes(std::string_view left) : left_(left) {}

  std::uint64_t number() {
    std::uint64_t out = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(left_.front());
      left_.remove_prefix(1);
      out |= std::uint64_t{byte & (kMore - 1)} << shift;
      if (byte < kMore) return out;
    }
  }

  std::string_view text() {
    const std::uint64_t size = number();
    const std::string_view out = left_.substr(0, size);
    left_.remove_prefix(size);
    return out;
  }

  std::vector<std::string> texts() {
    std::vector<std::string> out(number());
    for (std::string& one : out) one = text();
    return out;
  }

  std::vector<Parties::Named> names() {
    std::vector<Parties::Named> out(number());
    for (Parties::Named& name : out) {
      name.role = static_cast<trade::NameRole>(number());
      name.text = text();
    }
    return out;
  }

 private:
  std::string_view left_;
};

std::size_t size_of(const std::vector<trade::ListedParty>& parties) {
  std::size_t most = 0;  // each length in one byte, which all but a few are
  for (const trade::ListedParty& party : parties) {
    for (const std::string* text : {&party.source, &party.id, &party.kind, &party.program, &party.requirement, &party.notice}) most += 1 + text->size();
    for (const trade::ListedName& name : party.names) most += 2 + name.text.size();
    for (const auto* texts : {&party.countries, &party.identifiers})
      for (const std::string& text : *texts) most += 1 + text.size();
    most += 3;
  }
  return most;
}

}  // namespace

Parties::Parties(std::vector<trade::ListedParty> parties) {
  const std::size_t size = size_of(parties);
  bytes_.reserve(size + size / 64);
  begin_.reserve(parties.size());
  for (trade::ListedParty& one : parties) {
    const trade::ListedParty party = std::move(one);
    begin_.push_back(bytes_.size());
    put(bytes_, party);
  }
}

trade::ListedParty Parties::operator[](std::uint32_t party) const {
  Bytes bytes(std::string_view(bytes_).substr(begin_[party]));
  trade::ListedParty out;
  for (const Named& name : bytes.names()) out.names.push_back({std::string(name.text), name.role});
  for (std::string* text : {&out.source, &out.id, &out.kind, &out.program, &out.requirement, &out.notice}) *text = bytes.text();
  out.countries = bytes.texts();
  out.identifiers = bytes.texts();
  return out;
}

std::size_t Parties::count_names(std::uint32_t party) const { return Bytes(std::string_view(bytes_).substr(begin_[party])).number(); }

std::vector<Parties::Named> Parties::names_of(std::uint32_t party) const { return Bytes(std::string_view(bytes_).substr(begin_[party])).names(); }

}  // namespace lockgate::screen
