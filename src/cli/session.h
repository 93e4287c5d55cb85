// Session: one run of the command line: its global options, its streams, and the status it will end with.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/terminal.h"
#include "cli/words.h"
#include "desk/desk.h"

namespace lockgate::cli {

// The exit status. The worst thing that happened counts, not the last.
enum class Status : int { Proceeds = 0, SomeDoNot = 1, BadInput = 2, BadWorld = 3, Internal = 4 };

struct Settings {
  desk::Sources sources;
  std::string language = "en";
  std::string colour = "auto";
  bool exit_zero = false;
};

class Session {
 public:
  explicit Session(Settings settings);

  Language language() const { return language_; }
  const Settings& settings() const { return settings_; }
  std::string say(std::string_view word) const { return cli::say(word, language_); }

  const Terminal& out() const { return out_; }    // results
  const Terminal& talk() const { return talk_; }  // everything else

  void worsen(Status status) { status_ = std::max(status_, status); }
  int exit_code() const;

  // The law and the catalogue; nullptr when they are missing or broken, which has then been said.
  std::unique_ptr<const desk::Desk> open_desk();
  std::unique_ptr<const desk::Desk> open_desk(const desk::Sources& sources);
  // The data directory: the one that was named, or the one beside the program. Empty: none, which has then been said.
  std::string data();

  // Writes an error in the manner of the diagnostics.
  void complain(const Error& error, Severity severity = Severity::Error);
  void refuse(const Error& error);  // and the status is BadInput
  void report(const Diagnostics& diagnostics);

 private:
  Settings settings_;
  Language language_;
  Terminal out_;
  Terminal talk_;
  Status status_ = Status::Proceeds;
};

}  // namespace lockgate::cli
