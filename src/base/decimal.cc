#include "base/decimal.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>

#include "base/check.h"
#include "base/text.h"

namespace lockgate {
namespace {

// 512 bits hold the largest intermediate of the slow path: a product of two mantissas (10^76) scaled by up to 10^38.
// Fixed size, so no memory is allocated.
using Wide = boost::multiprecision::int512_t;

constexpr int kDigits = 38;

constexpr std::array<int128, kDigits + 1> kPowers = [] {
  std::array<int128, kDigits + 1> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

constexpr int128 kLimit = kPowers[kDigits];  // |mantissa| stays below

int128 power(int exponent) { return kPowers[static_cast<std::size_t>(exponent)]; }

Wide wide_power(int exponent) {
  Wide result = 1;
  for (; exponent > kDigits; exponent -= kDigits) result *= Wide(power(kDigits));
  return result * Wide(power(exponent));
}

// A number that need not be canonical, nor within the limits: what the operations compute before it is judged.
template <class Integer>
struct Scaled {
  Integer mantissa;
  int scale;
};

// Without trailing zeros in the fraction; nullopt when it does not fit.
template <class Integer>
std::optional<Scaled<int128>> canonical(Integer mantissa, int scale) {
  if (mantissa == 0) return Scaled<int128>{0, 0};
  while (scale > 0 && mantissa % 10 == 0) {
    mantissa /= 10;
    --scale;
  }
  if (scale > kDigits || mantissa >= Integer(kLimit) || mantissa <= Integer(-kLimit)) return std::nullopt;
  return Scaled<int128>{static_cast<int128>(mantissa), scale};
}

std::strong_ordering flip(std::strong_ordering order) { return 0 <=> order; }

template <class Integer>
std::strong_ordering order(const Integer& a, const Integer& b) {
  if (a == b) return std::strong_ordering::equal;
  return a < b ? std::strong_ordering::less : std::strong_ordering::greater;
}

// a * 10^shift <=> b. Once a no longer fits it is larger than any 128-bit number, so its sign decides.
std::strong_ordering compare_shifted(int128 a, int shift, int128 b) {
  int128 shifted = 0;
  if (a == 0) return order<int128>(0, b);
  if (shift <= kDigits && !__builtin_mul_overflow(a, power(shift), &shifted)) return order(shifted, b);
  return order<int128>(a, 0);
}

std::strong_ordering compare(Scaled<int128> a, Scaled<int128> b) {
  if (a.scale == b.scale) return order(a.mantissa, b.mantissa);
  if (a.scale < b.scale) return compare_shifted(a.mantissa, b.scale - a.scale, b.mantissa);
  return flip(compare_shifted(b.mantissa, a.scale - b.scale, a.mantissa));
}

std::strong_ordering compare_wide(Scaled<Wide> a, Scaled<Wide> b) {
  if (a.scale < b.scale) a.mantissa *= wide_power(b.scale - a.scale);
  if (b.scale < a.scale) b.mantissa *= wide_power(a.scale - b.scale);
  return order(a.mantissa, b.mantissa);
}

// Eighteen digits at a time: division of 128 bits by ten costs as much as by 10^18.
std::string digits_of(int128 mantissa) {
  constexpr int kStep = 18;
  int128 rest = mantissa < 0 ? -mantissa : mantissa;
  std::string digits;
  for (; rest >= power(kStep); rest /= power(kStep)) digits.insert(0, fmt::format("{:018}", static_cast<std::uint64_t>(rest % power(kStep))));
  return std::to_string(static_cast<std::uint64_t>(rest)) + digits;
}

// Puts the point `places` from the right; zeros in front where there are too few digits.
std::string with_point(std::string digits, std::size_t places) {
  if (places == 0) return digits;
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  digits.insert(digits.size() - places, 1, '.');
  return digits;
}

// The parts of a number as written, before anything is computed.
struct Written {
  bool is_negative = false;
  std::string digits;  // of the whole part and the fraction
  int places = 0;      // how many of them are fraction
  int exponent = 0;    // what stands after `e`, cut off at kFarExponent
};

// Beyond it every number but zero is out of range, whatever its digits, as a text has fewer than 10^8 of them.
constexpr int kFarExponent = 1'000'000'000;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  // JSON's grammar, and a leading '+'. nullopt: at() is the first character that does not belong.
  std::optional<Written> read() {
    if (next_is("+-")) written_.is_negative = text_[at_++] == '-';
    if (!read_whole()) return std::nullopt;
    if (next_is(".") && !read_fraction()) return std::nullopt;
    if (next_is("eE") && !read_exponent()) return std::nullopt;
    if (at_ != text_.size()) return std::nullopt;
    return std::move(written_);
  }

  std::size_t at() const { return at_; }

 private:
  bool next_is(std::string_view set) const { return at_ < text_.size() && set.find(text_[at_]) != set.npos; }

  std::string_view read_digits() {
    const std::size_t start = at_;
    while (next_is("0123456789")) ++at_;
    return text_.substr(start, at_ - start);
  }

  bool read_whole() {
    if (next_is("0")) return ++at_, true;
    written_.digits = read_digits();
    return !written_.digits.empty();
  }

  bool read_fraction() {
    ++at_;
    const std::string_view fraction = read_digits();
    written_.digits += fraction;
    written_.places = static_cast<int>(fraction.size());
    return !fraction.empty();
  }

  bool read_exponent() {
    ++at_;
    const bool is_negative = next_is("-");
    if (next_is("+-")) ++at_;
    const std::string_view digits = read_digits();
    std::int64_t exponent = 0;
    for (const char digit : digits) exponent = std::min<std::int64_t>(exponent * 10 + (digit - '0'), kFarExponent);
    written_.exponent = static_cast<int>(is_negative ? -exponent : exponent);
    return !digits.empty();
  }

  std::string_view text_;
  std::size_t at_ = 0;
  Written written_;
};

constexpr const char* kFormFix = "write digits with a decimal point and no separators, like `1200`, `12.5` or `1e26`";

tl::unexpected<Error> not_a_number(std::string_view text, std::size_t at) {
  if (text.empty()) return fail("LG0201", "expected a number, found nothing", kFormFix);
  if (at == text.size())
    return fail("LG0201", fmt::format("`{}` is not a whole number: it ends too early", excerpt(text)), kFormFix);
  return fail("LG0201", fmt::format("`{}` is not a number: unexpected `{}`", excerpt(text), excerpt(text.substr(at))),
              kFormFix);
}

tl::unexpected<Error> does_not_fit(std::string_view text) {
  return fail("LG0202", fmt::format("`{}` does not fit: a number has at most {} digits, and as many after the point",
                                    excerpt(text), kDigits));
}

// What nearly every number is: digits, perhaps with a point among them, few enough for 64 bits. nullopt: look closer.
std::optional<Scaled<std::int64_t>> read_plain(std::string_view text) {
  constexpr std::size_t kMost = 18;
  const bool has_idle_zero = text.size() > 1 && text[0] == '0' && text[1] != '.';
  if (text.empty() || text.size() > kMost || has_idle_zero) return std::nullopt;
  std::int64_t mantissa = 0;
  std::size_t point = text.size();
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c >= '0' && c <= '9') mantissa = mantissa * 10 + (c - '0');
    else if (c == '.' && point == text.size() && at > 0) point = at;
    else return std::nullopt;
  }
  if (point + 1 == text.size()) return std::nullopt;
  int scale = point == text.size() ? 0 : static_cast<int>(text.size() - point - 1);
  for (; scale > 0 && mantissa % 10 == 0; --scale) mantissa /= 10;
  return Scaled<std::int64_t>{mantissa, scale};
}

// Drops zeros at both ends of the digits, keeping the value.
void shorten(Written& written) {
  written.digits.erase(0, std::min(written.digits.find_first_not_of('0'), written.digits.size()));
  while (!written.digits.empty() && written.digits.back() == '0') {
    written.digits.pop_back();
    --written.places;
  }
}

}  // namespace

std::optional<Decimal> Decimal::make(int128 mantissa, int scale) {
  const std::optional<Scaled<int128>> fitting = canonical(mantissa, scale);
  if (!fitting) return std::nullopt;
  Decimal result;
  result.mantissa_ = fitting->mantissa;
  result.scale_ = static_cast<std::uint8_t>(fitting->scale);
  return result;
}

Decimal Decimal::of(std::int64_t whole) {
  Decimal result;
  result.mantissa_ = whole;
  return result;
}

Result<Decimal> Decimal::parse(std::string_view text) {
  if (const auto plain = read_plain(text)) {
    Decimal result = of(plain->mantissa);
    result.scale_ = static_cast<std::uint8_t>(plain->scale);
    return result;
  }
  Reader reader(text);
  std::optional<Written> written = reader.read();
  if (!written) return not_a_number(text, reader.at());
  shorten(*written);
  if (written->digits.empty()) return Decimal();
  const std::int64_t scale = std::int64_t{written->places} - written->exponent;
  const std::int64_t whole_digits =
      static_cast<std::int64_t>(written->digits.size()) + std::max<std::int64_t>(0, -scale);
  if (whole_digits > kDigits || scale > kDigits) return does_not_fit(text);
  int128 mantissa = 0;
  for (const char digit : written->digits) mantissa = mantissa * 10 + (digit - '0');
  if (scale < 0) mantissa *= power(static_cast<int>(-scale));
  if (written->is_negative) mantissa = -mantissa;
  return *make(mantissa, static_cast<int>(std::max<std::int64_t>(0, scale)));
}

std::string Decimal::to_string() const { return (is_negative() ? "-" : "") + with_point(digits_of(mantissa_), scale_); }

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  return compare({a.mantissa_, a.scale_}, {b.mantissa_, b.scale_});
}

std::optional<Decimal> add(const Decimal& a, const Decimal& b) {
  if (a.scale_ > b.scale_) return add(b, a);
  const int shift = b.scale_ - a.scale_;
  int128 sum = 0;
  const bool overflows =
      __builtin_mul_overflow(a.mantissa_, power(shift), &sum) || __builtin_add_overflow(sum, b.mantissa_, &sum);
  if (!overflows) return Decimal::make(sum, b.scale_);
  const auto wide = canonical<Wide>(Wide(a.mantissa_) * Wide(power(shift)) + Wide(b.mantissa_), b.scale_);
  return wide ? Decimal::make(wide->mantissa, wide->scale) : std::nullopt;
}

std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) {
  Decimal negated = b;
  negated.mantissa_ = -negated.mantissa_;
  return add(a, negated);
}

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) {
  int128 product = 0;
  const int scale = a.scale_ + b.scale_;
  if (!__builtin_mul_overflow(a.mantissa_, b.mantissa_, &product)) return Decimal::make(product, scale);
  const auto wide = canonical<Wide>(Wide(a.mantissa_) * Wide(b.mantissa_), scale);
  return wide ? Decimal::make(wide->mantissa, wide->scale) : std::nullopt;
}

std::strong_ordering compare_product(const Decimal& a, const Decimal& t, const Decimal& b) {
  int128 product = 0;
  const int scale = t.scale_ + b.scale_;
  if (!__builtin_mul_overflow(t.mantissa_, b.mantissa_, &product))
    return compare({a.mantissa_, a.scale_}, {product, scale});
  return compare_wide({Wide(a.mantissa_), a.scale_}, {Wide(t.mantissa_) * Wide(b.mantissa_), scale});
}

std::string quotient_text(const Decimal& a, const Decimal& b, int places, Decimal::Round round) {
  LG_CHECK(b.mantissa_ != 0 && places >= 0);
  using boost::multiprecision::cpp_int;
  using boost::multiprecision::pow;
  // |a / b| * 10^places = numerator / denominator, in whole numbers.
  const cpp_int numerator = abs(cpp_int(a.mantissa_)) * pow(cpp_int(10), static_cast<unsigned>(b.scale_ + places));
  const cpp_int denominator = abs(cpp_int(b.mantissa_)) * pow(cpp_int(10), a.scale_);
  cpp_int quotient = numerator / denominator;
  if (round == Decimal::Round::Up && numerator % denominator != 0) ++quotient;
  const bool is_negative = quotient != 0 && a.is_negative() != b.is_negative();
  return (is_negative ? "-" : "") + with_point(quotient.str(), static_cast<std::size_t>(places));
}

// The two halves and the scale, each multiplied by a large odd number so that neighbours end far apart.
std::size_t Decimal::hash() const {
  std::uint64_t hash = static_cast<std::uint64_t>(mantissa_) * 0x9E3779B97F4A7C15U;
  hash ^= static_cast<std::uint64_t>(mantissa_ >> 64) * 0xC2B2AE3D27D4EB4FU;
  hash ^= scale_ * std::uint64_t{0x165667B19E3779F9U};
  return static_cast<std::size_t>(hash ^ (hash >> 32));
}

}  // namespace lockgate
