#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/json.h"
#include "cli/command.h"
#include "cli/options.h"
#include "cli/orders.h"
#include "cli/page.h"
#include "cli/words.h"
#include "decide/law_difference.h"

namespace lockgate::cli {
namespace {

using decide::KindOfOrder;
using decide::LawDifference;
using Json = nlohmann::ordered_json;

struct Arguments {
  std::string before, after;
  std::string was_posture, is_posture;
  std::string on = "today";
  std::string like;
  std::string format = "table";
};

std::string words_of(const KindOfOrder& kind) {
  std::string out;
  for (const KindOfOrder::Limit& limit : kind.limits) out += (out.empty() ? "" : "; ") + limit.fact + ": " + limit.is;
  return out.empty() ? "every order" : out;
}

// For programs: the words of the rulebook, which every language has.
std::string plain(const std::vector<std::string>& words) {
  std::string out = fmt::format("{}", fmt::join(words, ", "));
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string in_language(const Session& session, const std::vector<std::string>& words) {
  return session.language() == Language::English ? plain(words) : say_all(words, session.language());
}

Json json_of(const KindOfOrder& kind) {
  Json limits = Json::array();
  for (const KindOfOrder::Limit& limit : kind.limits) limits.push_back({{"fact", limit.fact}, {"is", limit.is}});
  return {{"gate", kind.gate}, {"kind", words_of(kind)}, {"limits", limits}, {"before", plain(kind.before)}, {"after", plain(kind.after)}, {"because", kind.because}};
}

void write_json(const Session& session, const LawDifference& difference) {
  Json all = Json::array();
  for (const KindOfOrder& kind : difference.kinds) all.push_back(json_of(kind));
  session.out().write(all.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

void write_markdown(const Session& session, const LawDifference& difference) {
  session.out().write("| gate | kind of order | before | after | because |\n|---|---|---|---|---|\n");
  for (const KindOfOrder& kind : difference.kinds)
    session.out().write(fmt::format("| {} | {} | {} | {} | {} |\n", kind.gate, words_of(kind), in_language(session, kind.before), in_language(session, kind.after), fmt::join(kind.because, ", ")));
}

// Kinds that change in the same way stand under one heading.
void write_page(const Session& session, const LawDifference& difference) {
  Page page;
  std::string heading;
  for (const KindOfOrder& kind : difference.kinds) {
    std::string own = fmt::format("{}: {} → {}", kind.gate, in_language(session, kind.before), in_language(session, kind.after));
    if (!kind.because.empty()) own += fmt::format("  ({})", fmt::join(kind.because, ", "));
    if (own != heading) page.gap(), page.heading(own);
    heading = own;
    page.item("-", words_of(kind));
  }
  page.write_text(session.out());
}

std::string sum_of(const Session& session, std::size_t kinds) {
  if (session.language() == Language::Chinese) return fmt::format("处理结果不同的订单种类：{}", kinds);
  return kinds == 1 ? "1 kind of order is treated differently" : fmt::format("{} kinds of orders are treated differently", kinds);
}

void write(const Session& session, const LawDifference& difference, const std::string& format) {
  if (format == "json") return write_json(session, difference);
  if (format == "md") return write_markdown(session, difference);
  write_page(session, difference);
  session.out().write(fmt::format("{}{}\n", difference.kinds.empty() ? "" : "\n", sum_of(session, difference.kinds.size())));
}

// The order whose missing facts are tried. Nothing: it cannot be read or travels in several legs or parts, and that has been said.
std::optional<trade::Order> order_like(Session& session, const desk::Desk& desk, const std::string& path) {
  const auto orders = Orders::open(session, desk, path.empty() ? session.data() + "/examples/ordinary-order.json" : path);
  auto order = orders == nullptr ? std::nullopt : orders->next();
  if (!order) return order;
  const bool is_one = order->via.empty() && order->item.contains.empty();
  if (!is_one) session.refuse({"LG0097", "an order that stands for many has one leg and one chip", path, "leave `via` and `contains` out"});
  const bool is_only = !orders->next();
  if (!is_only) session.refuse({"LG0097", "one order stands for many, and here are several", path, "give a file with the one that is meant"});
  return is_one && is_only ? order : std::nullopt;
}

// Nobody has looked at the law of such a day: what is said of it is what stood when somebody last did.
void warn_of_horizon(Session& session, const law::Law& law, Date last) {
  const auto verified = law.verified_through();
  if (!verified || last <= *verified) return;
  session.complain({"LG0096", fmt::format("stale: {} lies after {}, the last day for which every rulebook was verified", last.to_string(), verified->to_string()), "",
                    "take what is listed as the law known then"}, Severity::Warning);
}

bool is_folder(const std::string& text) {
  std::error_code error;
  return std::filesystem::is_directory(text, error);
}

// The two states of the law that are compared. One desk, when they are two days of the same law.
struct Two {
  std::unique_ptr<const desk::Desk> first, second;  // `second` is null: the same as the first
  law::Segment before, after;

  const desk::Desk& later() const { return second != nullptr ? *second : *first; }
};

// Nothing: one of them is no date, or cannot be loaded, and that has been said.
class Opening {
 public:
  Opening(Session& session, const Arguments& given) : session_(session), given_(given) {}

  std::optional<Two> open() {
    const bool is_of_folders = is_folder(given_.before);
    const bool has_overlays = !session_.settings().sources.overlays.empty();
    const std::string first = is_of_folders ? given_.on : given_.before, last = is_of_folders || given_.after.empty() ? first : given_.after;
    const bool is_two = is_of_folders ? is_folder(given_.after) : !given_.after.empty() || has_overlays || !given_.is_posture.empty();
    if (!is_two) {
      session_.refuse({"LG0016", "expected two days, one day with `--overlay` or `--to-posture`, or two rulebook folders", "", "lockgate law diff 2026-01-14 2026-01-15"});
      return std::nullopt;
    }
    Two out;
    const auto before = segment_on(first, given_.was_posture), after = segment_on(last, given_.is_posture.empty() ? given_.was_posture : given_.is_posture);
    if (!before || !after || !open_desks(out, is_of_folders, has_overlays)) return std::nullopt;
    out.before = *before;
    out.after = *after;
    return out;
  }

 private:
  std::optional<law::Segment> segment_on(const std::string& text, const std::string& posture) {
    const Result<Date> day = parse_day(text);
    if (day) return law::Segment{{*day, day->next()}, posture == "codified"};
    session_.refuse(day.error());
    return std::nullopt;
  }

  bool open_desks(Two& out, bool is_of_folders, bool has_overlays) {
    desk::Sources first = session_.settings().sources, second = first;
    first.overlays.clear();
    if (is_of_folders) first.rulebooks = {given_.before}, second.rulebooks = {given_.after};
    out.first = session_.open_desk(first);
    if (out.first == nullptr || !(is_of_folders || has_overlays)) return out.first != nullptr;
    second.beside = &out.first->law();
    out.second = session_.open_desk(second);
    return out.second != nullptr;
  }

  Session& session_;
  const Arguments& given_;
};

void compare(Session& session, const Arguments& given) {
  const auto two = Opening(session, given).open();
  if (!two) return;
  warn_of_horizon(session, two->later().law(), std::max(two->before.span.from, two->after.span.from));
  const auto like = order_like(session, two->later(), given.like);
  if (!like) return;
  const LawDifference difference = decide::compare_law(two->first->decider(), two->before, two->later().decider(), two->after, *like, session.language());
  write(session, difference, given.format);
  if (!difference.is_complete)
    session.refuse({"LG0098", "the two are too different to list every kind within the budget; what is listed is right and not all", "", "compare dates that lie closer together"});
}

}  // namespace

Action declare_law_diff(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  given->was_posture = "enforced";
  add_text(app, "before", given->before, "DATE|DIR", "the date whose law is the first, or a rulebook folder")->required();
  add_text(app, "after", given->after, "DATE|DIR", "the second, with the overlays if there are any; default: the first date");
  add_text(app, "--on", given->on, "DATE", "the day on which two rulebook folders are compared; default: today");
  add_choice(app, "--posture", given->was_posture, {"enforced", "codified"}, "the posture of both, or of the first");
  add_choice(app, "--to-posture", given->is_posture, {"enforced", "codified"}, "the posture of the second, if it is another");
  add_text(app, "--like", given->like, "FILE", "an order: what it says is so, what it leaves out is tried; default: ordinary goods for a screened company");
  add_choice(app, "--format", given->format, {"table", "json", "md"}, "how to print it");
  return [given](Session& session) { compare(session, *given); };
}

}  // namespace lockgate::cli
