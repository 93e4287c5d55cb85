#include "base/decimal.h"

#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <random>

namespace lockgate {
namespace {

using boost::multiprecision::cpp_int;
using Order = std::strong_ordering;

Decimal dec(std::string_view text) {
  const Result<Decimal> parsed = Decimal::parse(text);
  EXPECT_TRUE(parsed) << text;
  return parsed.value_or(Decimal());
}

std::string code(std::string_view text) {
  const Result<Decimal> parsed = Decimal::parse(text);
  return parsed ? "" : parsed.error().code;
}

std::string print(const std::optional<Decimal>& decimal) { return decimal ? decimal->to_string() : "none"; }

// The judge: a decimal as a whole number of 10^-80, which every product of two decimals is too.
constexpr unsigned kUnits = 80;
cpp_int units(const Decimal& decimal) {
  return cpp_int(decimal.mantissa()) * pow(cpp_int(10), kUnits - static_cast<unsigned>(decimal.scale()));
}

Order order(const cpp_int& a, const cpp_int& b) { return a.compare(b) <=> 0; }

// Lengths are drawn first, so that short numbers, long ones and the limits all come up; digits repeat often, so that
// equal numbers and trailing zeros do too.
class Draw {
 public:
  Decimal next() {
    const std::size_t length = 1 + random_() % 38;
    std::string digits(length, '0');
    for (char& digit : digits) digit = "0001259999"[random_() % 10];
    const int exponent = -static_cast<int>(random_() % 39);
    const char* sign = random_() % 3 == 0 ? "-" : "";
    return dec(sign + std::string("0.") + digits + "e" + std::to_string(exponent + static_cast<int>(length)));
  }

 private:
  std::mt19937_64 random_{20260115};
};

// Short digits are read in one step; a plus sign in front, which means nothing, sends the same digits the long way round.
TEST(Decimal, ReadsShortNumbersAsLongOnes) {
  for (const std::string text : {"0", "7", "10", "0.5", "0.50", "0.00", "100.0", "1174.35", "0.0000000000000001", "999999999999999999", "12345678.123456789", "1234567890.12345678901", "00", "01", "01.5", "0.", "1.", ".5", ".", "",
                                 "1..2", "1.2.3", "1 2", "1,5", "1e3", "0e0", "5e-1", "x", "1x", "-", "1-"}) {
    const Result<Decimal> direct = Decimal::parse(text), around = Decimal::parse("+" + text);
    ASSERT_EQ(direct.has_value(), around.has_value()) << text;
    if (direct) EXPECT_TRUE(*direct == *around && direct->mantissa() == around->mantissa() && direct->scale() == around->scale()) << text;
    else EXPECT_EQ(direct.error().code, around.error().code) << text;
  }
  std::mt19937 random(5);
  for (int i = 0; i < 20000; ++i) {
    std::string text = std::to_string(random() % 1000000);
    if (random() % 4 != 0) text += "." + std::to_string(random() % 100000 * (random() % 2 == 0 ? 1 : 100));
    EXPECT_EQ(print(*Decimal::parse(text)), print(*Decimal::parse("+" + text))) << text;
  }
}

TEST(Decimal, WritesAllDigitsOfWhatDoesNotFit64Bits) {
  for (const std::string text : {"18446744073709551616", "1000000000000000000", "1000000000000000000000000000000000001", "99999999999999999999999999999999999999", "-12000000000000000000.000000000000000001"}) EXPECT_EQ(dec(text).to_string(), text);
}

TEST(Decimal, ReadsExactly) {
  EXPECT_EQ(dec("4800").to_string(), "4800");
  EXPECT_EQ(dec("5.920").to_string(), "5.92");
  EXPECT_EQ(dec("-0.0").to_string(), "0");
  EXPECT_EQ(dec("+7").to_string(), "7");
  EXPECT_EQ(dec("1e26").to_string(), "100000000000000000000000000");
  EXPECT_EQ(dec("25E-1").to_string(), "2.5");
  EXPECT_EQ(dec("4800.000000000000001").to_string(), "4800.000000000000001");
  EXPECT_EQ(dec("0e999999999999").to_string(), "0");
  EXPECT_EQ(dec("1." + std::string(50, '0')).to_string(), "1");
  EXPECT_EQ(dec("0.00000000000000000000000000000000000001").to_string(), "0.00000000000000000000000000000000000001");
}

TEST(Decimal, RefusesWhatIsNotANumber) {
  for (const char* text : {"",     "-",  "+",   ".5",  "5.",  "01",       "1,5",   "1 000", " 1",    "1 ",
                           "0x10", "1e", "1e+", "--1", "NaN", "Infinity", "1.2.3", "٤",     "1_000", "1e1.5"})
    EXPECT_EQ(code(text), "LG0201") << text;
}

TEST(Decimal, RefusesWhatDoesNotFit) {
  const std::string longest(38, '9');
  EXPECT_EQ(code(longest), "");
  EXPECT_EQ(code("0." + longest), "");
  EXPECT_EQ(code("1" + longest), "LG0202");
  EXPECT_EQ(code("0.0" + longest), "LG0202");
  EXPECT_EQ(code("1e37"), "");
  EXPECT_EQ(code("1e38"), "LG0202");
  EXPECT_EQ(code("1e-38"), "");
  EXPECT_EQ(code("1e-39"), "LG0202");
  EXPECT_EQ(code("1e99999999999999999999"), "LG0202");
  EXPECT_EQ(code("1e-99999999999999999999"), "LG0202");
}

TEST(Decimal, MessagesNameTheText) {
  const Error error = Decimal::parse("12,5").error();
  EXPECT_EQ(error.message, "`12,5` is not a number: unexpected `,5`");
  EXPECT_NE(error.fix.find("`12.5`"), std::string::npos);
  EXPECT_EQ(Decimal::parse("5.").error().message, "`5.` is not a whole number: it ends too early");
  EXPECT_EQ(Decimal::parse("1e38").error().message,
            "`1e38` does not fit: a number has at most 38 digits, and as many after the point");
}

TEST(Decimal, ComparesWithoutRounding) {
  EXPECT_LT(dec("4799.9999999999999999"), dec("4800"));
  EXPECT_GT(dec("4800.000000000000001"), dec("4800"));
  EXPECT_EQ(dec("4800.0"), Decimal::of(4800));
  EXPECT_LT(dec("-1e37"), dec("-0.00000000000000000000000000000000000001"));
  EXPECT_GT(dec("1e37"), dec("0.00000000000000000000000000000000000001"));
}

TEST(Decimal, RatiosAreComparedByProducts) {
  EXPECT_EQ(compare_product(dec("1779.552"), dec("5.92"), dec("300.6")), Order::equal);
  EXPECT_EQ(compare_product(dec("1779.5519999999999999"), dec("5.92"), dec("300.6")), Order::less);
  EXPECT_EQ(compare_product(dec("0"), dec("5.92"), dec("0")), Order::equal);
  const std::string nines(38, '9');
  EXPECT_EQ(compare_product(dec(nines), dec(nines), dec(nines)), Order::less);
  EXPECT_EQ(compare_product(dec(nines), dec("-" + nines), dec(nines)), Order::greater);
  EXPECT_EQ(compare_product(dec(nines), dec("1e37"), dec("9." + nines.substr(1))), Order::equal);
}

TEST(Decimal, RefusesOverflow) {
  const Decimal most = dec(std::string(38, '9'));
  EXPECT_FALSE(add(most, Decimal::of(1)));
  EXPECT_FALSE(subtract(dec("-" + most.to_string()), Decimal::of(1)));
  EXPECT_FALSE(multiply(dec("1e20"), dec("1e18")));
  EXPECT_FALSE(multiply(dec("1e-20"), dec("1e-19")));
  EXPECT_FALSE(add(dec("1e37"), dec("0.1")));
}

TEST(Decimal, LongResultsThatFitAreGiven) {
  EXPECT_EQ(print(multiply(dec("1e20"), dec("1e17"))), "1" + std::string(37, '0'));
  EXPECT_EQ(print(multiply(dec("20000000000000000000.5"), dec("2e17"))), "4000000000000000000100000000000000000");
  // 40 digits and more on the way, 38 or fewer at the end.
  EXPECT_EQ(print(multiply(dec("1.25e-20"), dec("8e30"))), "100000000000");
  EXPECT_EQ(print(multiply(dec("1250000000000000000.0000000000000000005"), dec("0.8"))),
            "1000000000000000000.0000000000000000004");
  EXPECT_EQ(print(add(dec("17.1e36"), dec("-9900000000000000000000000000000000000.1"))),
            "7199999999999999999999999999999999999.9");
}

TEST(Decimal, AgreesWithWholeNumbersOfAnySize) {
  Draw draw;
  for (int i = 0; i < 20'000; ++i) {
    const Decimal a = draw.next(), b = draw.next(), t = draw.next();
    ASSERT_EQ(a <=> b, order(units(a), units(b))) << a.to_string() << " " << b.to_string();
    ASSERT_EQ(a == b, units(a) == units(b));
    const cpp_int one = pow(cpp_int(10), kUnits);
    ASSERT_EQ(compare_product(a, t, b), order(units(a) * one, units(t) * units(b)));
    if (const auto sum = add(a, b)) ASSERT_EQ(units(*sum), units(a) + units(b));
    if (const auto difference = subtract(a, b)) ASSERT_EQ(units(*difference), units(a) - units(b));
    if (const auto product = multiply(a, b)) ASSERT_EQ(units(*product) * one, units(a) * units(b));
  }
}

// What is refused must really not fit: neither as 38 digits nor within 38 places.
TEST(Decimal, RefusesOnlyWhatDoesNotFit) {
  const auto fits = [](cpp_int value, unsigned places) {
    while (places > 0 && value % 10 == 0) value /= 10, --places;
    return places <= 38 && abs(value) < pow(cpp_int(10), 38);
  };
  Draw draw;
  for (int i = 0; i < 20'000; ++i) {
    const Decimal a = draw.next(), b = draw.next();
    ASSERT_EQ(add(a, b).has_value(), fits(units(a) + units(b), kUnits)) << a.to_string() << " " << b.to_string();
    ASSERT_EQ(multiply(a, b).has_value(), fits(units(a) * units(b), 2 * kUnits))
        << a.to_string() << " " << b.to_string();
  }
}

TEST(Decimal, TextReadsBack) {
  Draw draw;
  for (int i = 0; i < 20'000; ++i) {
    const Decimal a = draw.next();
    const Decimal again = dec(a.to_string());
    ASSERT_EQ(again, a);
    ASSERT_EQ(again.hash(), a.hash());
    ASSERT_TRUE(a.scale() == 0 || a.mantissa() % 10 != 0) << a.to_string();
  }
}

TEST(Decimal, QuotientTextRoundsAsNamed) {
  using Round = Decimal::Round;
  EXPECT_EQ(quotient_text(dec("15824"), dec("814"), 2, Round::Down), "19.43");
  EXPECT_EQ(quotient_text(dec("15824"), dec("814"), 2, Round::Up), "19.44");
  EXPECT_EQ(quotient_text(dec("-1"), dec("3"), 3, Round::Down), "-0.333");
  EXPECT_EQ(quotient_text(dec("1"), dec("-3"), 3, Round::Up), "-0.334");
  EXPECT_EQ(quotient_text(dec("-0.1"), dec("3"), 0, Round::Down), "0");
  EXPECT_EQ(quotient_text(dec("6"), dec("3"), 2, Round::Up), "2.00");
  EXPECT_EQ(quotient_text(dec("1e37"), dec("1e-38"), 0, Round::Up), "1" + std::string(75, '0'));
}

}  // namespace
}  // namespace lockgate
