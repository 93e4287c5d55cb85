// AnswerSource: what answers a table of orders (BookCheck, BookDifference), as a stream of Arrow.
#pragma once

#include <memory>

#include "desk/book_check.h"

namespace lockgate::desk {

template <class Answered>
class AnswerSource : public batch::StreamSource {
 public:
  AnswerSource(std::unique_ptr<Answered> answered, BookStream<Answered> how) : answered_(std::move(answered)), how_(std::move(how)) {
    if (how_.columns.empty()) how_.columns = answered_->answers().all_columns();
  }

  batch::Owned<ArrowSchema> schema() const override { return answered_->answers().schema(how_.columns); }

  Result<batch::Owned<ArrowArray>> next() override {
    rows_.clear();
    bool has_any = false;
    do {
      const Result<bool> has_more = answered_->next();
      if (!has_more) return tl::unexpected(has_more.error());
      if (!*has_more) break;
      has_any = true;
      if (how_.see) how_.see(*answered_);
      rows_.insert(rows_.end(), answered_->rows().begin(), answered_->rows().end());
    } while (!answered_->is_end_of_batch() || rows_.size() < how_.rows);
    return has_any ? answered_->answers().rows(rows_, how_.columns) : batch::Owned<ArrowArray>();
  }

 private:
  std::unique_ptr<Answered> answered_;
  BookStream<Answered> how_;
  std::vector<batch::Answer> rows_;
};

}  // namespace lockgate::desk
