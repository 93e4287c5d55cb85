#include "ownership/register_columns.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>
#include <utility>

#include "base/decimal.h"
#include "base/text.h"
#include "ownership/register.h"

namespace lockgate::ownership {
namespace {

constexpr std::int64_t kUnknown = 1;
constexpr std::int64_t kIndirect = 2;

std::array<std::int64_t, 7> numbers_of(const Terms& terms) {
  const std::int64_t flags = (terms.is_unknown ? kUnknown : 0) + (terms.is_indirect ? kIndirect : 0);
  return {terms.least.numerator, terms.least.denominator, terms.most.numerator, terms.most.denominator, terms.span.from.days, terms.span.until.days, flags};
}

bool is_part(const trade::Fraction& share) { return share.denominator > 0 && share.numerator >= 0 && share.numerator <= share.denominator; }

bool is_day(std::int64_t days) { return days >= std::numeric_limits<std::int32_t>::min() && days <= std::numeric_limits<std::int32_t>::max(); }

std::optional<Terms> terms_of(const std::array<std::int64_t, 7>& numbers) {
  const auto [least, whole, most, other_whole, from, until, flags] = numbers;
  const Terms out = {{least, whole}, {most, other_whole}, {{static_cast<std::int32_t>(from)}, {static_cast<std::int32_t>(until)}}, (flags & kUnknown) != 0, (flags & kIndirect) != 0};
  const bool is_range = is_part(out.least) && is_part(out.most) && int128{least} * other_whole <= int128{most} * whole;
  return is_range && is_day(from) && is_day(until) && flags >= 0 && flags <= kUnknown + kIndirect ? std::optional(out) : std::nullopt;
}

// Each text, and not only all of them together.
bool are_unicode(const TextNumbers::Columns& columns) {
  const auto is_within = [&](std::uint32_t at) { return at < columns.bytes.size() && (columns.bytes[at] & '\xC0') == '\x80'; };
  return !invalid_utf8(columns.bytes) && std::none_of(columns.begin.begin(), columns.begin.end(), is_within);
}

// Where the rows begin, in `count` of something.
bool are_rows(const std::vector<std::uint32_t>& begin, std::size_t rows, std::size_t count) {
  return begin.size() == rows + 1 && begin.front() == 0 && begin.back() == count && std::is_sorted(begin.begin(), begin.end());
}

bool are_links(const RegisterColumns& columns, Node nodes) {
  const auto is_link = [&](const Link& link) { return link.other < nodes && link.share < columns.terms.size(); };
  return are_rows(columns.begin, nodes, columns.links.size()) && std::all_of(columns.links.begin(), columns.links.end(), is_link);
}

template <std::size_t N>
bool are_below(const std::vector<std::array<std::uint32_t, N>>& all, std::array<std::uint32_t, N> limits) {
  return std::all_of(all.begin(), all.end(), [&](const auto& one) { return std::equal(one.begin(), one.end(), limits.begin(), [](auto number, auto limit) { return number < limit; }); });
}

}  // namespace

RegisterColumns Register::columns() && {
  arrange();
  RegisterColumns out;
  out.names = std::move(names_).columns();
  std::tie(out.links, out.begin) = std::move(rows_).columns();
  for (const Terms& terms : terms_) out.terms.push_back(numbers_of(terms));
  out.words_begin = {0};
  for (const Words& words : words_) {
    for (const std::string& word : words) out.words.push_back(texts_.add(word));
    out.words_begin.push_back(static_cast<std::uint32_t>(out.words.size()));
  }
  out.texts = std::move(texts_).columns();
  out.listed = std::move(listed_), out.exempt = std::move(exempt_), out.seats = std::move(seats_), out.namings = std::move(namings_);
  return out;
}

std::optional<Register> Register::of(RegisterColumns columns) {
  Register out;
  if (!are_unicode(columns.names) || !are_unicode(columns.texts)) return std::nullopt;
  auto names = TextNumbers::of(std::move(columns.names));
  auto texts = TextNumbers::of(std::move(columns.texts));
  if (!names || !texts) return std::nullopt;
  out.names_ = std::move(*names), out.texts_ = std::move(*texts);
  if (!are_links(columns, out.names_.size()) || !out.take_terms(columns) || !out.take_words(columns)) return std::nullopt;
  const std::uint32_t nodes = out.names_.size();
  const std::uint32_t text = out.texts_.size();
  const auto words = static_cast<std::uint32_t>(out.words_.size());
  if (!are_below(columns.listed, {nodes, words}) || !are_below(columns.exempt, {nodes, words}) || !are_below(columns.seats, {text, text}) || !are_below(columns.namings, {text, text, 2})) return std::nullopt;
  out.rows_ = Rows(std::move(columns.links), std::move(columns.begin));
  out.listed_ = std::move(columns.listed), out.exempt_ = std::move(columns.exempt), out.seats_ = std::move(columns.seats), out.namings_ = std::move(columns.namings);
  return out;
}

bool Register::take_terms(const RegisterColumns& columns) {
  for (const auto& numbers : columns.terms) {
    const auto terms = terms_of(numbers);
    if (!terms) return false;
    numbers_of_terms_.try_emplace(*terms, static_cast<std::uint32_t>(terms_.size()));
    terms_.push_back(*terms);
  }
  return true;
}

bool Register::take_words(const RegisterColumns& columns) {
  const bool are_texts = std::all_of(columns.words.begin(), columns.words.end(), [this](std::uint32_t text) { return text < texts_.size(); });
  if (columns.words_begin.empty() || !are_texts || !are_rows(columns.words_begin, columns.words_begin.size() - 1, columns.words.size())) return false;
  for (std::size_t i = 0; i + 1 < columns.words_begin.size(); ++i) {
    Words words;
    for (std::uint32_t at = columns.words_begin[i]; at < columns.words_begin[i + 1]; ++at) words.emplace_back(texts_.text(columns.words[at]));
    numbers_of_words_.try_emplace(words, static_cast<std::uint32_t>(words_.size()));
    words_.push_back(std::move(words));
  }
  return true;
}

}  // namespace lockgate::ownership
