// Memo: a determination as one file of HTML that needs nothing else, to be printed and filed. Every text is escaped.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "cli/narrator.h"

namespace lockgate::cli {

class Memo {
 public:
  Memo(const law::Law& law, trade::Language language, const trade::Order& order, const trade::Determination& determination)
      : law_(law), narrator_(law, language), order_(order), determination_(determination) {}

  // One language's part: verdict, what would change it, parties, item, the path through the law, duties, sources.
  std::string section();

  // The sections as a document; `title` is escaped here.
  static std::string document(const std::string& title, const std::string& sections);

 private:
  void open(std::string_view tag, std::string_view attributes = {});
  void close(std::string_view tag);
  void text(std::string_view tag, std::string_view words, std::string_view attributes = {});
  void heading(std::string_view english, std::string_view chinese);
  void row(std::string_view name, std::string_view value);
  void add_head();
  void add_questions();
  void add_parties();
  void add_item();
  void add_gate(const trade::Gate& gate);
  void add_duties(const trade::Gate& gate);
  void add_reasons(const trade::Gate& gate);
  void add_sources();

  const law::Law& law_;
  Narrator narrator_;
  const trade::Order& order_;
  const trade::Determination& determination_;
  std::string html_;
};

// A section in each language, of the determination that `decide` makes in it.
std::string memo_sections(const law::Law& law, const trade::Order& order, const std::vector<trade::Language>& languages, const std::function<trade::Determination(trade::Language)>& decide);
// Those of `both`, or the one of `zh`, `en` or nothing.
std::vector<trade::Language> memo_languages(std::string_view word);

// `<` and its like as entities; control characters left out.
std::string escaped(std::string_view text);

}  // namespace lockgate::cli
