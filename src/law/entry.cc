#include "law/entry.h"

#include <cmark.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <memory>
#include <span>

#include "base/text.h"

namespace lockgate::law {
namespace {

using Words = std::span<const std::string_view>;

// The fields of every rule-like head.
#define LG_RULE_FIELDS \
  "cites", "in force", "enforced", "recorded", "basis", "confidence", "contested", "when", "because", "ends because", \
      "reading", "instead of", "link"

constexpr std::array kRulebook = std::to_array<std::string_view>(
    {"title", "zh", "authority", "zone", "recorded", "verified through", "language", "link"});
constexpr std::array kFact = std::to_array<std::string_view>({"label", "zh", "means", "closed", "asked as", "question",
                                                              "question zh"});
constexpr std::array kExtend = std::to_array<std::string_view>({"cites"});
constexpr std::array kTable =
    std::to_array<std::string_view>({"places", "names", "items", "label", "zh", "complete as of", "cites"});
constexpr std::array kSet = std::to_array<std::string_view>({"cites", "label", "zh"});
constexpr std::array kDefine = std::to_array<std::string_view>({"label", "zh", "means"});
constexpr std::array kGate =
    std::to_array<std::string_view>({"title", "zh", "outcomes", "outcome", "fields", "asks", "covered", "cites"});
constexpr std::array kRule = std::to_array<std::string_view>({LG_RULE_FIELDS, "then"});
constexpr std::array kOrder = std::to_array<std::string_view>({"because", "cites", "reviewed"});
constexpr std::array kPart = std::to_array<std::string_view>({LG_RULE_FIELDS, "measure", "heading", "rate"});
constexpr std::array kDuty = std::to_array<std::string_view>({LG_RULE_FIELDS, "met", "failed", "says", "zh"});
constexpr std::array kNote = std::to_array<std::string_view>({LG_RULE_FIELDS, "says", "zh"});
constexpr std::array kReading = std::to_array<std::string_view>({"says", "zh", "held by", "assumes", "cites"});
constexpr std::array kCase =
    std::to_array<std::string_view>({"on", "given", "expect", "by", "need", "posture", "reading", "note"});
constexpr std::array kUntranslatable =
    std::to_array<std::string_view>({"what", "cites", "effect", "covers", "status", "link"});

struct Head {
  std::string_view word;
  Words fields;
};

constexpr std::array kHeads = std::to_array<Head>({
    {"rulebook", kRulebook}, {"fact", kFact},   {"extend", kExtend}, {"table", kTable},     {"set", kSet},
    {"define", kDefine},     {"gate", kGate},   {"rule", kRule},     {"exception", kRule},  {"step", kRule},
    {"order", kOrder},       {"part", kPart},   {"duty", kDuty},     {"flag", kNote},       {"note", kNote},
    {"reading", kReading},   {"case", kCase},   {"untranslatable", kUntranslatable},
});

const Head* find_head(std::string_view word) {
  const auto* it = std::find_if(kHeads.begin(), kHeads.end(), [&](const Head& head) { return head.word == word; });
  return it == kHeads.end() ? nullptr : it;
}

bool starts_with_word(std::string_view line, std::string_view word) {
  return line.starts_with(word) && (line.size() == word.size() || line[word.size()] == ' ' || line[word.size()] == '\t');
}

// The longest keyword of `head` that the line starts with, so that `in force` is not `in`.
std::string_view match_keyword(const Head& head, std::string_view line) {
  std::string_view best;
  for (std::string_view word : head.fields)
    if (word.size() > best.size() && starts_with_word(line, word)) best = word;
  return best;
}

// Reads the lines of one fenced block into entries.
class BlockReader {
 public:
  BlockReader(const SourcePtr& source, const Head& head, std::vector<Entry>& entries, Diagnostics& diagnostics)
      : source_(source), head_(head), entries_(entries), diagnostics_(diagnostics) {}

  void read(std::string_view block) {
    while (!block.empty()) {
      const std::size_t end = std::min(block.find('\n'), block.size());
      read_line(block.substr(0, end));
      block.remove_prefix(std::min(end + 1, block.size()));
    }
  }

 private:
  void read_line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line[0] == '#' || trim(line).empty()) return;
    if (line[0] == ' ' || line[0] == '\t') return continue_value(line);
    if (starts_with_word(line, head_.word)) return start_entry(line);
    start_field(line);
  }

  Place place_of(std::string_view slice) const {
    const auto begin = static_cast<std::uint32_t>(slice.data() - source_->text().data());
    return {begin, begin + static_cast<std::uint32_t>(slice.size())};
  }

  void start_entry(std::string_view line) {
    const std::string_view title = trim(line.substr(head_.word.size()));
    entries_.push_back({source_, head_.word, title, place_of(title.empty() ? line : title), {}});
    open_ = true;
    if (title.empty()) diagnostics_.error("LG1002", "a `" + std::string(head_.word) + "` needs a name", source_, place_of(line));
  }

  void start_field(std::string_view line) {
    const std::string_view keyword = match_keyword(head_, line);
    if (keyword.empty()) return unknown_keyword(line);
    if (!open_) {
      diagnostics_.error("LG1003", "`" + std::string(keyword) + "` stands before any `" + std::string(head_.word) + "`",
                         source_, place_of(line));
      return;
    }
    std::vector<EntryField>& fields = entries_.back().fields;
    if (keyword != "closed" && keyword != "assumes" && entries_.back().find(keyword) != nullptr)
      diagnostics_.error("LG1004", "`" + std::string(keyword) + "` is given twice", source_, place_of(line));
    const std::string_view value = trim(line.substr(keyword.size()));
    fields.push_back({keyword, value, place_of(value.empty() ? line : value)});
  }

  void unknown_keyword(std::string_view line) {
    const std::string_view word = line.substr(0, line.find_first_of(" \t"));
    Diagnostic& error = diagnostics_.error("LG1001", "`" + std::string(word) + "` is not a field of `" + std::string(head_.word) + "`",
                                           source_, place_of(word));
    const std::vector<std::string> known(head_.fields.begin(), head_.fields.end());
    if (auto near = nearest(word, known)) error.help = "did you mean `" + *near + "`?";
  }

  // A value is one slice of the source: its continuation is everything up to the end of this line.
  void continue_value(std::string_view line) {
    if (!open_) return;
    Entry& entry = entries_.back();
    std::string_view& value = entry.fields.empty() ? entry.title : entry.fields.back().value;
    Place& place = entry.fields.empty() ? entry.place : entry.fields.back().place;
    const std::string_view text = trim(line);
    const char* begin = value.empty() ? text.data() : value.data();
    value = std::string_view(begin, static_cast<std::size_t>(text.data() + text.size() - begin));
    place = place_of(value);
  }

  const SourcePtr& source_;
  const Head& head_;
  std::vector<Entry>& entries_;
  Diagnostics& diagnostics_;
  bool open_ = false;
};

// The bytes of lines [first, last], 1-based.
std::string_view lines_of(const Source& source, int first, int last) {
  if (last < first) return {};
  const std::string_view begin = source.line(static_cast<std::uint32_t>(first));
  const std::string_view end = source.line(static_cast<std::uint32_t>(last));
  return {begin.data(), static_cast<std::size_t>(end.data() + end.size() - begin.data())};
}

bool is_closed_fence(std::string_view line) {
  line = trim(line);
  return line.starts_with("```") || line.starts_with("~~~");
}

}  // namespace

const EntryField* Entry::find(std::string_view keyword) const {
  for (const EntryField& field : fields)
    if (field.keyword == keyword) return &field;
  return nullptr;
}

std::vector<Entry> read_entries(const SourcePtr& source, Diagnostics& diagnostics) {
  std::vector<Entry> entries;
  const std::string_view text = source->text();
  const std::unique_ptr<cmark_node, decltype(&cmark_node_free)> document(
      cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT), &cmark_node_free);
  const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> walk(cmark_iter_new(document.get()), &cmark_iter_free);
  while (cmark_iter_next(walk.get()) != CMARK_EVENT_DONE) {
    cmark_node* node = cmark_iter_get_node(walk.get());
    if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK || cmark_iter_get_event_type(walk.get()) != CMARK_EVENT_ENTER) continue;
    const char* info = cmark_node_get_fence_info(node);
    const Head* head = info == nullptr ? nullptr : find_head(trim(info));
    if (head == nullptr) continue;
    const int first = cmark_node_get_start_line(node) + 1;
    int last = cmark_node_get_end_line(node);
    if (last >= first && is_closed_fence(source->line(static_cast<std::uint32_t>(last)))) --last;
    BlockReader(source, *head, entries, diagnostics).read(lines_of(*source, first, last));
  }
  return entries;
}

}  // namespace lockgate::law
