#include "analysis/claim.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <regex>

#include "base/text.h"

namespace lockgate::analysis {
namespace {

constexpr double kSupported = 0.05;
constexpr double kClose = 0.10;
constexpr double kNarrow = 1.5;

const std::array<std::pair<const char*, double>, 22> kWords = {{{"half", 0.5}, {"two", 2}, {"twice", 2}, {"three", 3}, {"four", 4}, {"five", 5}, {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10},
                                                               {"一半", 0.5}, {"两", 2}, {"二", 2}, {"三", 3}, {"四", 4}, {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}, {"十", 10}}};

std::optional<double> number_of(const std::string& text) {
  for (const auto& [word, value] : kWords)
    if (text == word) return value;
  double out = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
  return fault == std::errc() && end == text.data() + text.size() && std::isfinite(out) ? std::optional(out) : std::nullopt;
}

// A form of words; where in it subject, number, percent sign, word of excess and object stand.
struct Form {
  std::regex pattern;
  int subject, number, percent, excess, object;
  Claim::Reading reading;
};

const std::vector<Form>& forms() {
  const auto icase = std::regex::ECMAScript | std::regex::icase;
  const std::string number = "([0-9]+(?:\\.[0-9]+)?|half|twice|two|three|four|five|six|seven|eight|nine|ten|一半|两|二|三|四|五|六|七|八|九|十)";
  const std::string about = "(?:(?:about|almost|nearly|roughly|around|approximately|some|~|约|大约|近|接近|将近)\\s*)?";
  const std::string of = "(?:\\s+(?:that\\s+of|as\\s+\\w+\\s+as|the\\s+\\w+\\s+of|of))?(?:\\s+(?:an?|the))?\\s+";
  using R = Claim::Reading;
  static const std::vector<Form> kForms = {
      {std::regex("(.+?)\\s+(?:is|has|offers|delivers)\\s+" + about + number + "\\s*(%|percent|per\\s+cent|times|x|×)?\\s+(?:more|better|faster|higher|stronger|greater)(?:\\s+\\w+)?\\s+than(?:\\s+(?:an?|the))?\\s+(.+)", icase), 1, 2, 3, 0, 4, R::More},
      {std::regex("(.+?)\\s+(?:is|has|offers|delivers)\\s+" + about + number + "\\s*(%|percent|per\\s+cent)\\s+(?:less|worse|slower|lower|weaker|smaller)(?:\\s+\\w+)?\\s+than(?:\\s+(?:an?|the))?\\s+(.+)", icase), 1, 2, 3, 0, 4, R::Less},
      {std::regex("(.+?)\\s*(?:=|equals|is\\s+equal\\s+to)\\s*" + about + number + "\\s*(%)?\\s*(?:x|×|\\*|times|of)?\\s+(.+)", icase), 1, 2, 3, 0, 4, R::Times},
      {std::regex("(.+?)\\s+(?:is|has|offers|delivers)\\s+" + about + number + "\\s*(%|percent|per\\s+cent|times|x|×)?" + of + "(.+)", icase), 1, 2, 3, 0, 4, R::Times},
      {std::regex("(.+?)\\s*(?:的性能|的算力)?(?:是|为|相当于|达到|只有|仅为)\\s*(.+?)\\s*的\\s*" + about + number + "\\s*(%|倍)?"), 1, 3, 4, 0, 2, R::Times},
      {std::regex("(.+?)\\s*比\\s*(.+?)\\s*(?:高|快|强|多)(?:出|了)?\\s*" + about + number + "\\s*(%|倍)"), 1, 3, 4, 0, 2, R::More},
      {std::regex("(.+?)\\s*比\\s*(.+?)\\s*(?:低|慢|弱|少)(?:出|了)?\\s*" + about + number + "\\s*(%)"), 1, 3, 4, 0, 2, R::Less},
  };
  return kForms;
}

std::optional<Claim> read(const std::string& text, const Form& form) {
  std::smatch match;
  if (!std::regex_match(text, match, form.pattern)) return std::nullopt;
  const auto part = [&](int at) { return std::string(trim(match[static_cast<std::size_t>(at)].str())); };
  std::string word = part(form.number);
  for (char& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  const auto number = number_of(word);
  if (!number) return std::nullopt;
  const std::string unit = part(form.percent);
  const bool is_percent = unit == "%" || unit.starts_with("per") || unit.starts_with("Per");
  Claim out{part(form.subject), part(form.object), is_percent ? *number / 100 : *number, form.reading, text};
  while (!out.object.empty() && (out.object.back() == '.' || out.object.back() == '!')) out.object.pop_back();
  return out;
}

bool is_near(double value, double claimed, double share) { return std::abs(value - claimed) <= share * std::abs(claimed); }

}  // namespace

Result<Claim> parse_claim(std::string_view given) {
  std::string text(trim(given));
  for (const char* mark : {"％"})
    for (std::size_t at; (at = text.find(mark)) != std::string::npos;) text.replace(at, std::string_view(mark).size(), "%");
  if (text.size() <= 300)
    for (const Form& form : forms())
      if (auto out = read(text, form); out && out->factor > 0 && !out->subject.empty() && !out->object.empty()) return std::move(*out);
  return fail("LG0902", fmt::format("this is not read as a claim about two chips: `{}`", excerpt(text)),
              "write it as `H200 = 6 x H20`, `H20 is 70% of H100`, `H200 is 5.7 times more than H20`, `H200 是 H20 的 6 倍` or `H20 比 H100 低 30%`");
}

std::string_view to_string(Standing standing) {
  constexpr std::array<std::string_view, 5> kNames = {"supported", "close", "close as an excess", "within the interval", "not supported"};
  return kNames[static_cast<std::size_t>(standing)];
}

Standing judge(const Claim& claim, const Interval& ratio) {
  const double claimed = claim.ratio();
  const bool is_inside = ratio.low <= claimed && claimed <= ratio.high;
  if (is_near(ratio.mid, claimed, kSupported) || (is_inside && ratio.high <= kNarrow * ratio.low)) return Standing::Supported;
  if (is_near(ratio.mid, claimed, kClose)) return Standing::Close;
  if (claim.reading == Claim::Reading::Times && claim.factor > 1 && is_near(ratio.mid - 1, claim.factor, kClose)) return Standing::AsExcess;
  return is_inside ? Standing::WithinInterval : Standing::NotSupported;
}

}  // namespace lockgate::analysis
