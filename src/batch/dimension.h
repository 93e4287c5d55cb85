// Dimension: one independent part of every line of a book: a number, a day, a flag, or an entry of a dictionary (an item, a
// party, a route). It gives each line a kind, and can say what the line's own value is.
//
// A dimension looks at one batch of lines at a time; `rows` are counted from the batch's beginning and blocks begin at multiples
// of kBlock. The arrays it looks at belong to the caller.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "batch/kernels.h"
#include "trade/order.h"

namespace lockgate::batch {

class Dimension {
 public:
  virtual ~Dimension() = default;
  // How many kinds there are so far; a missing value is one of them.
  virtual std::uint32_t kinds() const = 0;
  // Adds kind * weight to the codes of `count` rows from `first` on.
  virtual void add(const Kernels& kernels, std::size_t first, std::size_t count, std::uint32_t weight, std::uint32_t* codes) = 0;
  // The same as a column for Kernels::walk8, whose digits stand for kinds; nullopt: it is none.
  virtual std::optional<LineColumn> column(std::size_t first);
  // The digit there of a kind; nullopt: no row that is looked at is of that kind, or it is not answered so.
  virtual std::optional<std::uint32_t> digit_of(std::uint32_t kind) const = 0;
  // Writes the row's own value into an order.
  virtual void write(std::size_t row, trade::Order& order) const = 0;
  // Writes a value of a kind into an order.
  virtual void write_kind(std::uint32_t kind, trade::Order& order) const = 0;
};

// Puts a number into an order: `item.tpp`, the quantity, the date as days since 1970-01-01.
using WriteNumber = std::function<void(std::int64_t, trade::Order&)>;

// Whole numbers of some scale, and where they change kind (batch/cuts.h).
template <class Number>
class NumberDimension : public Dimension {
 public:
  NumberDimension(const std::vector<std::int64_t>& cuts, WriteNumber write);
  void look_at(Values<Number> values) { values_ = values; }

  std::uint32_t kinds() const override { return static_cast<std::uint32_t>(cuts_.size()) + 2; }
  void add(const Kernels& kernels, std::size_t first, std::size_t count, std::uint32_t weight, std::uint32_t* codes) override;
  std::optional<LineColumn> column(std::size_t first) override;
  std::optional<std::uint32_t> digit_of(std::uint32_t kind) const override;
  void write(std::size_t row, trade::Order& order) const override;
  void write_kind(std::uint32_t kind, trade::Order& order) const override;

 private:
  bool is_near() const;
  void fill_table(std::uint32_t weight);

  std::vector<Number> cuts_;
  std::vector<Number> cuts_from_zero_;  // the same with 0 before them
  std::vector<std::uint32_t> table_;  // where the cuts are many and near each other: what each number adds, and a missing one
  std::uint32_t weight_ = 0;          // of the table
  WriteNumber write_;
  Values<Number> values_;
};

// Yes, no, or not said: one bit a row.
class FlagDimension : public Dimension {
 public:
  explicit FlagDimension(std::function<void(bool, trade::Order&)> write) : write_(std::move(write)) {}
  void look_at(const std::uint8_t* bits, const std::uint8_t* valid) { bits_ = bits, valid_ = valid; }

  std::uint32_t kinds() const override { return 3; }
  void add(const Kernels& kernels, std::size_t first, std::size_t count, std::uint32_t weight, std::uint32_t* codes) override;
  std::optional<LineColumn> column(std::size_t first) override;
  std::optional<std::uint32_t> digit_of(std::uint32_t kind) const override;
  void write(std::size_t row, trade::Order& order) const override;
  void write_kind(std::uint32_t kind, trade::Order& order) const override;

 private:
  std::function<void(bool, trade::Order&)> write_;
  const std::uint8_t* bits_ = nullptr;
  const std::uint8_t* valid_ = nullptr;
};

// Adds what a part says to an order.
void add_part(const trade::Order& part, trade::Order& order);

// Entries of a dictionary, each a part of an order with a kind. A row without an entry says nothing, which is kind 0. The first part
// of a kind stands for all of it. Ids are those of the parts, or stand for them by labels: the part of each id, and last the one that is
// meant where nothing stands.
template <class Id>
class EntryDimension : public Dimension {
 public:
  using FingerprintOf = std::function<std::string(const trade::Order&)>;
  explicit EntryDimension(FingerprintOf fingerprint_of) : fingerprint_of_(std::move(fingerprint_of)) { kinds_.emplace(fingerprint_of_({}), 0); }

  // The next id in turn stands for this part.
  void append(trade::Order part);
  // Or for one of the kind that another id's is of.
  void append_like(std::uint32_t id) { append_kind(kind_of_[id]); }
  std::size_t size() const { return kind_of_.size(); }
  const trade::Order& part_of_kind(std::uint32_t kind) const { return parts_[kind]; }
  // About how much memory it holds.
  std::size_t bytes() const { return kind_of_.size() * 2 * sizeof(std::uint32_t) + kind_bytes_; }
  void look_at(Values<Id> ids) { ids_ = ids; }
  // Null: ids are those of the parts. To be called again when the labels change.
  void label(const std::vector<std::uint32_t>* labels) {
    if (labels_ != labels || labels != nullptr) weight_ = 0;
    labels_ = labels;
  }

  std::uint32_t kinds() const override { return static_cast<std::uint32_t>(kinds_.size()); }
  void add(const Kernels& kernels, std::size_t first, std::size_t count, std::uint32_t weight, std::uint32_t* codes) override;
  std::optional<LineColumn> column(std::size_t first) override;
  std::optional<std::uint32_t> digit_of(std::uint32_t kind) const override;
  void write(std::size_t row, trade::Order& order) const override;
  void write_kind(std::uint32_t kind, trade::Order& order) const override { add_part(parts_[kind], order); }

 private:
  void append_kind(std::uint32_t kind);
  void weigh(std::uint32_t weight);
  std::uint32_t missing() const { return static_cast<std::uint32_t>(labels_ != nullptr ? labels_->size() - 1 : kind_of_.size()); }

  FingerprintOf fingerprint_of_;
  std::vector<trade::Order> parts_ = {{}};  // by kind
  std::vector<std::uint32_t> kind_of_;
  std::size_t kind_bytes_ = 0;
  const std::vector<std::uint32_t>* labels_ = nullptr;
  std::vector<std::uint32_t> weighted_ = {0};  // by id: its kind times weight_; and what a missing entry adds
  std::uint32_t weight_ = 0;
  std::vector<std::uint8_t> digits_;  // by id, of ids of a byte
  std::unordered_map<std::string, std::uint32_t> kinds_;  // by fingerprint
  Values<Id> ids_;
};

extern template class NumberDimension<std::int32_t>;
extern template class NumberDimension<std::int64_t>;
extern template class EntryDimension<std::uint8_t>;
extern template class EntryDimension<std::uint16_t>;
extern template class EntryDimension<std::uint32_t>;

}  // namespace lockgate::batch
