// ArrowStream: a table that comes in batches, with its schema. Owns what the C interface hands over, and releases it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "batch/arrow_abi.h"

namespace lockgate::batch {

// A struct of the C interface that is released when it goes.
template <class Struct>
class Owned {
 public:
  Owned() = default;
  Owned(Owned&& other) noexcept : held_(std::exchange(other.held_, Struct{})) {}
  Owned& operator=(Owned&& other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~Owned() {
    if (held_.release != nullptr) held_.release(&held_);
  }
  Struct* get() { return &held_; }
  // Hands it over: whoever takes it releases it.
  Struct give() { return std::exchange(held_, Struct{}); }
  const Struct* operator->() const { return &held_; }
  const Struct& operator*() const { return held_; }

 private:
  Struct held_{};
};

// What is known of a column before its values are.
struct Field {
  std::string name;
  std::string format;        // of the C data interface: `i`, `u`, `tdD`; of a dictionary's ids where it is one
  bool is_dictionary = false;
  std::string value_format;  // of a dictionary's values, or of a list's members
  std::vector<std::pair<std::string, std::string>> metadata;
  std::string_view metadata_of(std::string_view key) const;
};

// A stream that `next` makes: a struct array after the other, one that is released already for the end. Calls come one at a time.
class StreamSource {
 public:
  virtual ~StreamSource() = default;
  virtual Owned<ArrowSchema> schema() const = 0;
  virtual Result<Owned<ArrowArray>> next() = 0;
};
Owned<ArrowArrayStream> stream_of(std::unique_ptr<StreamSource> source);

class ArrowStream {
 public:
  // Takes the stream over. Errors: what its source says, as LG0102.
  static Result<ArrowStream> take(Owned<ArrowArrayStream> stream, std::string name);

  const std::vector<Field>& fields() const { return fields_; }
  // The next batch, a struct with a child for each field; nullopt at the end.
  Result<std::optional<Owned<ArrowArray>>> next();

 private:
  ArrowStream(Owned<ArrowArrayStream> stream, std::string name) : stream_(std::move(stream)), name_(std::move(name)) {}
  Error error(int code);

  Owned<ArrowArrayStream> stream_;
  std::string name_;
  std::vector<Field> fields_;
};

}  // namespace lockgate::batch
