#include "cli/session.h"

#include <algorithm>

#include "cli/layout.h"
#include "desk/book_folders.h"

namespace lockgate::cli {
namespace {

Colour colour_of(const std::string& word) { return word == "always" ? Colour::Always : word == "never" ? Colour::Never : Colour::Auto; }

const char* word_of(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: return "note";
  }
  return "";
}

}  // namespace

Session::Session(Settings settings)
    : settings_(std::move(settings)),
      language_(settings_.language == "zh" ? Language::Chinese : Language::English),
      out_(stdout, colour_of(settings_.colour)),
      talk_(stderr, colour_of(settings_.colour)) {}

// A pipeline that asked for zero still learns of bad input and of a broken rulebook.
int Session::exit_code() const { return settings_.exit_zero && status_ == Status::SomeDoNot ? 0 : static_cast<int>(status_); }

std::string Session::data() {
  const std::string folder = settings_.sources.data.empty() ? desk::find_data("/proc/self/exe") : settings_.sources.data;
  if (!folder.empty()) return folder;
  complain({"LG0010", "there is no folder with `rulebook` and `catalogue` beside the program or above it", "", "name one with --data DIR or the variable LOCKGATE_DATA"});
  worsen(Status::BadWorld);
  return "";
}

std::unique_ptr<const desk::Desk> Session::open_desk() { return open_desk(settings_.sources); }

std::unique_ptr<const desk::Desk> Session::open_desk(const desk::Sources& sources) {
  desk::Sources found = sources;
  found.data = data();
  if (found.data.empty()) return nullptr;
  found.rulebooks = desk::book_folders(found.rulebooks, found.data);
  Diagnostics diagnostics;
  auto desk = desk::Desk::open(found, diagnostics);
  report(diagnostics);
  if (desk == nullptr) worsen(Status::BadWorld);
  return desk;
}

void Session::complain(const Error& error, Severity severity) {
  const Style style = severity == Severity::Error ? Style::Red : severity == Severity::Warning ? Style::Yellow : Style::Blue;
  const std::string code = error.code.empty() ? "" : "[" + error.code + "]";
  std::string text = talk_.paint(style, word_of(severity) + code) + talk_.paint(Style::Bold, ": " + printable(error.message)) + "\n";
  if (!error.where.empty()) text += "  " + talk_.paint(Style::Blue, "-->") + " " + printable(error.where) + "\n";
  if (!error.fix.empty()) text += "   " + talk_.paint(Style::Blue, "=") + " help: " + printable(error.fix) + "\n";
  talk_.write(text);
}

void Session::refuse(const Error& error) {
  complain(error);
  worsen(Status::BadInput);
}

void Session::report(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.list()) talk_.write(render(diagnostic, talk_.has_colour()) + "\n");
}

}  // namespace lockgate::cli
