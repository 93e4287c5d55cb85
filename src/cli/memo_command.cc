// A memo of orders as a file: HTML, or PDF where there is a browser that sets it.
#include <fmt/format.h>

#include "base/text.h"
#include "cli/list_access.h"
#include "cli/memo.h"
#include "cli/options.h"
#include "cli/orders.h"
#include "cli/output_file.h"
#include "cli/press.h"
#include "cli/service_commands.h"

namespace lockgate::cli {
namespace {

struct Arguments {
  std::string path;
  std::string id;
  std::string out;
  std::string pdf;
  std::string browser;
  std::string language;
  Question question;
  ListAccess access;
};

std::string language_of(const Session& session, const Arguments& given) {
  if (!given.language.empty()) return given.language;
  return session.language() == Language::Chinese ? "zh" : "en";
}

// Their sections, one order after the other. Nothing: none is there, which has been said.
std::string sections_of(Session& session, const Arguments& given, const desk::Desk& desk, const desk::PartyScreen* screen, Orders& orders) {
  std::string out;
  std::vector<std::string> ids;
  while (auto order = orders.next()) {
    ids.push_back(order->id);
    if (!given.id.empty() && order->id != given.id) continue;
    auto options = given.question.options_for(order->date, session.language());
    if (!options) {
      orders.reject(options.error());
      continue;
    }
    // Each language begins with the order as it was given; what lists fill in is on paper too.
    const auto determine = [&, given_order = *order](Language language) {
      options->language = language;
      *order = given_order;
      trade::Determination determination = decide(desk, screen, *order, *options);
      if (determination.verdict != trade::Verdict::Proceed) session.worsen(Status::SomeDoNot);
      return determination;
    };
    out += memo_sections(desk.law(), *order, memo_languages(language_of(session, given)), determine);
  }
  orders.make_room();
  if (!out.empty()) return out;
  const auto near = nearest(given.id, ids);
  session.refuse({"LG0013", given.id.empty() ? fmt::format("no order in {} can be decided", given.path) : fmt::format("no order in {} has the id `{}`", given.path, excerpt(given.id)), "", near ? fmt::format("did you mean `{}`?", *near) : ""});
  return out;
}

void write(Session& session, const Arguments& given, const std::string& html) {
  if (given.out.empty() && given.pdf.empty()) return session.out().write(html);
  if (!given.out.empty() && !write_file(session, given.out, html)) return;
  if (given.pdf.empty()) return;
  const auto pdf = Press(given.browser).print(html);
  if (!pdf) return session.refuse(pdf.error());
  write_file(session, given.pdf, *pdf);
}

void run(Session& session, const Arguments& given) {
  if (const auto fine = given.question.options_for(Date{}, session.language()); !fine) return session.refuse(fine.error());
  const auto desk = session.open_desk();
  std::unique_ptr<const desk::PartyScreen> screen;
  if (desk != nullptr && !given.access.open(session, *desk, screen)) return;
  const auto orders = desk == nullptr ? nullptr : Orders::open(session, *desk, given.path);
  if (orders == nullptr) return;
  const std::string sections = sections_of(session, given, *desk, screen.get(), *orders);
  if (!sections.empty()) write(session, given, Memo::document(given.id.empty() ? given.path : given.id, sections));
}

}  // namespace

Action declare_memo(CLI::App& app) {
  const auto given = std::make_shared<Arguments>();
  add_text(app, "ORDERS", given->path, " ", "the orders")->required();
  add_text(app, "ID", given->id, " ", "the order to write about; none: all of them, each on a page of its own");
  given->question.declare(app);
  given->access.declare(app);
  add_text(app, "--out", given->out, "FILE", "the file to write, HTML; none, and no --pdf: standard output");
  add_text(app, "--pdf", given->pdf, "FILE", "the file to write, PDF; Chromium sets it");
  add_text(app, "--browser", given->browser, "FILE", "the Chromium that sets the PDF; none: the one in PATH; or the variable LOCKGATE_BROWSER")->envname("LOCKGATE_BROWSER");
  add_choice(app, "--lang", given->language, {"en", "zh", "both"}, "the language of the memo, or both, one after the other");
  return [given](Session& session) { run(session, *given); };
}

}  // namespace lockgate::cli
