#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

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

law::Segment segment_of(const decide::Options& options) { return {{options.as_of, options.as_of.next()}, options.is_codified, options.known_at}; }

// Nobody has looked at the law of such a day: what is said of it is what stood when somebody last did.
void warn_of_horizon(Session& session, const law::Law& law, Date last) {
  const auto verified = law.verified_through();
  if (!verified || last <= *verified) return;
  session.complain({"LG0096", fmt::format("stale: {} lies after {}, the last day for which every rulebook was verified", last.to_string(), verified->to_string()), "",
                    "take what is listed as the law known then"}, Severity::Warning);
}

void compare(Session& session, const Arguments& given) {
  const bool has_overlays = !session.settings().sources.overlays.empty();
  Question was, is;
  was.posture = given.was_posture;
  is.posture = given.is_posture.empty() ? given.was_posture : given.is_posture;
  const auto law = open_on(session, was, given.before);
  if (!law) return;
  if (given.after.empty() && !has_overlays && given.is_posture.empty())
    return session.refuse({"LG0016", "two days are expected, or one with `--overlay` or `--to-posture`", "", "lockgate law diff 2026-01-14 2026-01-15"});
  const auto day = parse_day(given.after.empty() ? given.before : given.after);
  const auto after = day ? is.options_for(*day, session.language()) : tl::unexpected(day.error());
  if (!after) return session.refuse(after.error());
  warn_of_horizon(session, law->desk->law(), std::max(law->options.as_of, after->as_of));
  const auto like = order_like(session, *law->desk, given.like);
  if (!like) return;
  law::Segment first = segment_of(law->options);
  first.has_overlays = !has_overlays;
  const LawDifference difference = decide::compare_law(law->desk->decider(), *like, first, segment_of(*after), session.language());
  write(session, difference, given.format);
  if (!difference.is_complete)
    session.refuse({"LG0098", "the two are too different to list every kind within the budget; what is listed is right and not all", "", "compare dates that lie closer together"});
}

}  // namespace

Action declare_law_diff(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  given->was_posture = "enforced";
  add_text(app, "before", given->before, "DATE", "the date whose law is the first")->required();
  add_text(app, "after", given->after, "DATE", "the date whose law is the second, with the overlays if there are any; default: the first date");
  add_choice(app, "--posture", given->was_posture, {"enforced", "codified"}, "the posture of both, or of the first");
  add_choice(app, "--to-posture", given->is_posture, {"enforced", "codified"}, "the posture of the second, if it is another");
  add_text(app, "--like", given->like, "FILE", "an order: what it says is so, what it leaves out is tried; default: ordinary goods for a screened company");
  add_choice(app, "--format", given->format, {"table", "json", "md"}, "how to print it");
  return [given](Session& session) { compare(session, *given); };
}

}  // namespace lockgate::cli
