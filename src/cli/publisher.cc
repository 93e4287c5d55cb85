#include "cli/publisher.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "cli/declaration_difference.h"
#include "decide/law_case.h"
#include "desk/seal.h"
#include "ledger/store.h"
#include "service/clock.h"
#include "service/problem.h"
#include "service/question.h"

namespace lockgate::cli {
namespace {

using ledger::Publication;

// How often it is asked whether another process has published something.
constexpr std::int64_t kLookEvery = 2000;

std::string joined(const std::vector<std::string>& words) { return fmt::format("{}", fmt::join(words, " ")); }

// What the firm wrote is to be right; what the rulebooks say of themselves may be what it means to change.
bool is_ours(const Diagnostic& one) { return one.source == nullptr || one.source->path().starts_with(law::OverlayText::kFolder); }

std::int64_t milliseconds_of_uptime() { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

void add(const Diagnostic& one, Diagnostics& to) { to.error(one.code, one.message) = one; }

// What comes in pieces is made by the service that was asked, even after another has taken its place.
service::Response kept_by(std::shared_ptr<const service::Service> now, service::Response out) {
  if (out.next) out.next = [now = std::move(now), next = std::move(out.next)](std::string& piece) { return next(piece); };
  return out;
}

std::vector<Publication> with(const std::vector<Publication>& published, const std::string& overlay, const std::string& text) {
  std::vector<Publication> out = published;
  Publication one;
  one.overlay = overlay;
  one.text = text;
  out.push_back(std::move(one));
  return out;
}

}  // namespace

Result<std::vector<Publication>> Publisher::read() const {
  if (ledger_.empty()) return std::vector<Publication>();
  auto store = ledger::Store::open(ledger_);
  if (!store) return store.error().code == "LG0701" ? Result<std::vector<Publication>>(std::vector<Publication>()) : tl::unexpected(store.error());
  std::vector<Publication> out;
  const auto looked = store->look([&](const ledger::State& state) { out = ledger::publications(state); });
  return looked ? Result<std::vector<Publication>>(std::move(out)) : tl::unexpected(looked.error());
}

desk::Sources Publisher::sources_with(const std::vector<Publication>& all) const {
  desk::Sources out = law_;
  for (const Publication& one : ledger::standing(all)) out.texts.push_back({one.overlay, one.text});
  return out;
}

Result<desk::Sources> Publisher::sources() {
  auto all = read();
  if (!all) return tl::unexpected(all.error());
  const std::lock_guard lock(mutex_);
  published_ = std::move(*all);
  return sources_with(published_);
}

void Publisher::begin(std::shared_ptr<const desk::Desk> desk, Make make) {
  make_ = std::move(make);
  const std::lock_guard lock(mutex_);
  take(std::move(desk), published_);
}

void Publisher::take(std::shared_ptr<const desk::Desk> desk, std::vector<Publication> published) {
  const auto before = now_.load();
  now_.store(make_(std::move(desk), sources_with(published), before.get()));
  published_ = std::move(published);
  is_behind_ = false;
}

service::Response Publisher::answer(service::Request& request, std::string& route) {
  follow();
  // Under law that is known not to stand nothing is decided.
  if (is_behind_ && request.path != "/healthz")
    return service::problem(503, {"LG0852", "other law was published, and it cannot be loaded here", "", "start the release of the program that it was published under"});
  const auto now = now_.load();
  return kept_by(now, now->answer(request, route));
}

std::optional<service::Response> Publisher::answer_at_once(service::Request& request, std::string& route) const {
  const bool looks_first = !ledger_.empty() && milliseconds_of_uptime() >= next_look_;
  if (looks_first || is_behind_) return std::nullopt;
  const auto now = now_.load();
  auto out = now->answer_at_once(request, route);
  return out ? std::optional(kept_by(now, *std::move(out))) : std::nullopt;
}

void Publisher::follow() {
  const std::int64_t time = milliseconds_of_uptime();
  std::int64_t due = next_look_;
  if (ledger_.empty() || time < due || !next_look_.compare_exchange_strong(due, time + kLookEvery)) return;
  const auto count = now_.load()->records()->run(R"(SELECT COUNT(*) FROM "publication")", {});
  if (!count || count->empty()) return;  // there is no ledger yet
  // Whoever publishes something takes his own time, and then it is known.
  const std::unique_lock lock(mutex_, std::try_to_lock);
  if (!lock || count->front()[0] == std::to_string(published_.size())) return;
  if (const auto done = reload(); !done) {
    is_behind_ = true;
    fmt::print(stderr, "error[{}]: {}\n", done.error().code, done.error().message);
  }
}

Result<void> Publisher::reload() {
  auto all = read();
  if (!all) return tl::unexpected(all.error());
  Diagnostics diagnostics;
  std::shared_ptr<const desk::Desk> desk = desk::Desk::open(sources_with(*all), diagnostics);
  if (desk == nullptr) return fail("LG0852", "what was published does not compile here", "", "");
  take(std::move(desk), std::move(*all));
  return {};
}

bool Publisher::is_taken(const std::string& name) const {
  const auto now = now_.load();
  const auto& books = now->desk().law().books;
  return std::any_of(books.begin(), books.end(), [&](const law::Book& book) { return book.name == name && !book.origin.source->path().starts_with(law::OverlayText::kFolder); });
}

std::vector<Publication> Publisher::published() {
  const std::lock_guard lock(mutex_);
  return published_;
}

Result<std::vector<ledger::Sealed>> Publisher::newest_of_each_order() const {
  auto store = ledger::Store::open(ledger_);
  if (!store) return store.error().code == "LG0701" ? Result<std::vector<ledger::Sealed>>(std::vector<ledger::Sealed>()) : tl::unexpected(store.error());
  return desk::newest_of_each_order(*store);
}

std::shared_ptr<const Publisher::Trial> Publisher::attempt(const std::string& overlay, const std::string& text) {
  const std::lock_guard lock(mutex_);
  return attempt_alone(overlay, text);
}

std::shared_ptr<const Publisher::Trial> Publisher::attempt_alone(const std::string& overlay, const std::string& text) {
  std::string what = fmt::format("{} {} {}", published_.size(), overlay, text);
  if (last_.trial && last_.what == what) return last_.trial;
  auto out = std::make_shared<Trial>();
  out->desk = desk::Desk::open(sources_with(with(published_, overlay, text)), out->wrong);
  if (out->desk != nullptr) {
    const auto& books = out->desk->law().books;
    if (!text.empty() && std::none_of(books.begin(), books.end(), [&](const law::Book& book) { return book.is_overlay && book.name == overlay; }))
      out->wrong.error("LG0850", fmt::format("the text does not call itself `{}`", overlay)).help = fmt::format("write `rulebook {}` into its first block", overlay);
    Diagnostics found;
    decide::run_law_cases(out->desk->decider(), found);
    for (const Diagnostic& one : found.list())
      if (one.severity == Severity::Error) add(one, is_ours(one) ? out->wrong : out->cases);
  }
  last_ = {std::move(what), out};
  return out;
}

Result<Publication> Publisher::publish(const service::Proposal& approved, const std::string& text) {
  const std::lock_guard lock(mutex_);
  const std::string before = now_.load()->desk().law().digest;
  if (before != approved.tag) return fail("LG0824", "other law stands than when this was proposed", "have it proposed anew", approved.id);
  const auto trial = attempt_alone(approved.about, text);
  if (!trial->is_sound()) return fail("LG0850", "the text is not sound", "have it proposed anew", approved.id);
  const auto names = declaration_difference(now_.load()->desk().law(), trial->desk->law());
  Publication one;
  one.number = published_.empty() ? 1 : published_.back().number + 1;
  one.overlay = approved.about;
  one.text = text;
  one.proposal = approved.id;
  one.author = approved.author;
  one.approver = approved.decided_by;
  one.before = before;
  one.after = trial->desk->law().digest;
  one.begins = joined(names.begins);
  one.changes = joined(names.changes);
  one.ends = joined(names.ends);
  one.published_on = service::read_day("today").value();
  auto store = ledger::Store::open(ledger_, ledger::IfMissing::Create);
  if (!store) return tl::unexpected(store.error());
  const auto done = store->perform({ledger::Publish{one}, fmt::format("{}, approved by {}", one.author, one.approver), service::time_text(service::milliseconds_now())});
  if (!done) return tl::unexpected(done.error());
  if (!done->is_accepted()) return fail("LG0824", std::string(says(done->code)), "have it proposed anew", approved.id);
  std::vector<Publication> all = published_;
  all.push_back(one);
  take(trial->desk, std::move(all));
  return one;
}

}  // namespace lockgate::cli
