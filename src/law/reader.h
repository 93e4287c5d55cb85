// Reader: entries → declarations of a Law. First the names (declare), then the conditions, which may use any of them
// (bind).
#pragma once

#include <vector>

#include "law/entry.h"
#include "law/expression.h"
#include "law/law.h"

namespace lockgate::law {

class Reader {
 public:
  // A book that is not on disk has no tables beside it.
  enum class Tables : std::uint8_t { Beside, Refused };

  Reader(Law& law, Diagnostics& diagnostics, Tables tables = Tables::Beside)
      : law_(law), diagnostics_(diagnostics), tables_(tables) {}

  // Adds the entries of one book.
  void add(std::vector<Entry> entries, int book);
  // What it has from memory may name no file.
  void refuse_tables_of(int book) { in_memory_.push_back(book); }
  // Resolves everything added. Call once, after the last `add`.
  void bind();

 private:
  struct Pending {
    Entry entry;
    int book;
  };
  using Names = std::map<std::string, int, std::less<>>;

  void declare(const Pending& pending);
  void declare_book(const Pending& pending);
  void declare_fact(const Pending& pending);
  void declare_table(const Pending& pending);
  void declare_set(const Pending& pending);
  void declare_define(const Pending& pending);
  void declare_gate(const Pending& pending);
  void declare_reading(const Pending& pending);
  void declare_reading_fact();
  void declare_rule_name(const Pending& pending);
  void declare_untranslatable(const Pending& pending);

  // A number made of facts, that waits for other such numbers to be bound.
  struct Derived {
    const Pending* pending;
    int fact;
    Expression expression;
  };

  void bind_extend(const Pending& pending);
  void bind_derived_facts();
  void bind_derived(const Derived& derived);
  std::optional<Derived> read_derived(const Pending& pending);
  void read_owner_sum(const Pending& pending, Fact& fact, std::string_view text);
  void bind_set(const Pending& pending);
  std::string_view read_set_term(const Pending& pending, std::string_view rest, NamedSet::Term& term);
  void settle_sets();
  void check_literals(const NamedSet& set);
  void bind_rule(const Pending& pending);
  void bind_exception(const Pending& pending, Rule& rule);
  void bind_then(const Pending& pending, Rule& rule);
  void bind_part(const Pending& pending);
  void bind_order(const Pending& pending);
  void bind_rider(const Pending& pending);
  void bind_gate_of_rider(const Pending& pending, Rider& rider);
  void bind_gate(const Pending& pending);
  void read_outcomes(const Pending& pending, Gate& gate);
  void read_outcome(const Pending& pending, Gate& gate);
  void read_fields(const Pending& pending, Gate& gate);
  void read_covered(const Pending& pending, Gate& gate);
  void bind_reading(const Pending& pending);
  void bind_case(const Pending& pending);
  Diagnostics bind_cases() const;
  void read_given(const Pending& pending, Case& test);
  void read_expect(const Pending& pending, Case& test);
  void check_silences();
  void check_silence(int over, int under, const Origin& origin);

  void read_table(const Pending& pending, NamedSet::Kind kind, const SourcePtr& file);
  void read_table_row(const Pending& pending, NamedSet::Kind kind, const SourcePtr& file, std::string_view line);
  NamedSet* set_of_row(const Pending& pending, NamedSet::Kind kind, std::string_view word);
  bool read_type(const Pending& pending, std::string_view title, Fact& fact);
  void read_unit(const Pending& pending, std::string_view text, Fact& fact);
  Closed read_closed(const Pending& pending, const Fact& fact, const EntryField& field);
  std::string_view read_values(const Pending& pending, std::string_view text, Define& define);
  void check_words(const Pending& pending, const char* code, std::vector<std::string>& words);
  std::vector<Span> read_spans(const Pending& pending, std::string_view keyword, bool is_required);
  std::optional<Date> read_date(const Pending& pending, std::string_view keyword);
  Condition read_condition(const Pending& pending, std::string_view keyword, Dimension scope);
  std::string read_word(const Pending& pending, std::string_view keyword, const std::vector<std::string>& known);
  template <class T>
  void read_common(const Pending& pending, T& rule);
  std::vector<int> read_labels(const Pending& pending, std::string_view list);
  int read_gate_name(const Pending& pending);

  Diagnostic& error(const Pending& pending, std::string code, std::string message);
  Diagnostic& error_at(const Pending& pending, Place place, std::string code, std::string message);
  void report(const Pending& pending, Place place, const Error& error);
  void report_twice(const Pending& pending, std::string_view name);
  bool check_name(std::string_view name, const Pending& pending);
  bool claim(Names& names, const std::string& name, int index, const Pending& pending);
  static Place place_of(const Pending& pending, std::string_view slice);
  Origin origin(const Pending& pending) const { return {pending.entry.source, pending.entry.place, pending.book}; }
  std::vector<std::string> define_names() const;

  Law& law_;
  Diagnostics& diagnostics_;
  Tables tables_;
  std::vector<int> in_memory_;  // books that name no tables
  std::vector<Pending> pending_;
};

}  // namespace lockgate::law
