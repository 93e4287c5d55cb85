// Reader: entries → declarations of a Law. First the names (declare), then the conditions, which may use any of them (bind).
#pragma once

#include <vector>

#include "law/entry.h"
#include "law/law.h"

namespace lockgate::law {

class Reader {
 public:
  Reader(Law& law, Diagnostics& diagnostics) : law_(law), diagnostics_(diagnostics) {}

  // Adds the entries of one book. `folder` is where its tables lie.
  void add(std::vector<Entry> entries, int book);
  // Resolves everything added. Call once, after the last `add`.
  void bind();

 private:
  struct Pending {
    Entry entry;
    int book;
  };

  void declare(const Pending& pending);
  void declare_book(const Pending& pending);
  void declare_fact(const Pending& pending);
  void declare_table(const Pending& pending);
  void declare_set(const Pending& pending);
  void declare_define(const Pending& pending);
  void declare_gate(const Pending& pending);
  void declare_reading(const Pending& pending);
  void declare_rule_name(const Pending& pending);
  void declare_untranslatable(const Pending& pending);

  void bind_extend(const Pending& pending);
  void bind_derived(const Pending& pending);
  void bind_set(const Pending& pending);
  void bind_rule(const Pending& pending);
  void bind_then(const Pending& pending, Rule& rule);
  void bind_part(const Pending& pending, int rule);
  void bind_order(const Pending& pending);
  void bind_rider(const Pending& pending);
  void bind_gate(const Pending& pending);
  void bind_reading(const Pending& pending);
  void bind_case(const Pending& pending);

  void read_table_row(const Pending& pending, const std::string& prefix, NamedSet::Kind kind, const SourcePtr& file,
                      std::string_view line);
  Closed read_closed(const Pending& pending, const Fact& fact, const EntryField& field);
  std::vector<Span> read_spans(const Pending& pending, std::string_view keyword, bool is_required);
  std::optional<Date> read_date(const Pending& pending, std::string_view keyword);
  Condition read_condition(const Pending& pending, std::string_view keyword, Dimension scope);
  template <class T>
  void read_common(const Pending& pending, T& rule);
  std::vector<int> read_labels(const Pending& pending, std::string_view list, Place place);

  Diagnostic& error(const Pending& pending, std::string code, std::string message);
  Diagnostic& error_at(const Pending& pending, Place place, std::string code, std::string message);
  bool claim(std::map<std::string, int, std::less<>>& names, const std::string& name, int index, const Pending& pending);
  Origin origin(const Pending& pending) const { return {pending.entry.source, pending.entry.place, pending.book}; }

  Law& law_;
  Diagnostics& diagnostics_;
  std::vector<Pending> pending_;
};

}  // namespace lockgate::law
