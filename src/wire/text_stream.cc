#include "wire/text_stream.h"

namespace lockgate::wire {
namespace {

// Large enough that a heading in ASCII followed by Chinese rows is recognized, small enough not to be noticed.
constexpr std::size_t kPieceSize = 1 << 18;

std::string read_piece(ByteSource& source) {
  std::string piece(kPieceSize, '\0');
  piece.resize(source.read(piece));
  return piece;
}

}  // namespace

TextStream::TextStream(ByteSource source) : source_(std::move(source)) { begin(); }

void TextStream::begin() {
  const std::string piece = read_piece(source_);
  is_at_end_ = piece.empty();
  detected_ = detect_encoding(piece);
  const std::string_view text = std::string_view(piece).substr(detected_.mark);
  if (detected_.encoding == Encoding::Utf8) {
    buffer_ = text;
  } else {
    converter_.emplace(detected_.encoding);
    converter_->convert(text, false, buffer_);
  }
}

std::string_view TextStream::peek() {
  while (at_ == buffer_.size() && !is_at_end_) fill();
  return std::string_view(buffer_).substr(at_);
}

void TextStream::fill() {
  std::string piece = read_piece(source_);
  is_at_end_ = piece.empty();
  at_ = 0;
  if (!converter_) {
    buffer_ = std::move(piece);
    return;
  }
  buffer_.clear();
  converter_->convert(piece, is_at_end_, buffer_);
}

}  // namespace lockgate::wire
