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

// What an entry cannot do without. `cites`, `in force` and `then` of a rule are the reader's: it says more about them.
constexpr std::array kTitle = std::to_array<std::string_view>({"title"});
constexpr std::array kOutcomes = std::to_array<std::string_view>({"title", "outcomes", "outcome"});
constexpr std::array kSays = std::to_array<std::string_view>({"says"});
constexpr std::array kHeldBy = std::to_array<std::string_view>({"says", "held by"});
constexpr std::array kRate = std::to_array<std::string_view>({"rate"});
constexpr std::array kOn = std::to_array<std::string_view>({"on"});
constexpr std::array kEffect = std::to_array<std::string_view>({"what", "effect"});

struct Head {
  std::string_view word;
  Words fields;
  Words required;
};

constexpr std::array kHeads = std::to_array<Head>({
    {"rulebook", kRulebook, kTitle}, {"fact", kFact, {}},        {"extend", kExtend, {}},
    {"table", kTable, {}},           {"set", kSet, {}},          {"define", kDefine, {}},
    {"gate", kGate, kOutcomes},      {"rule", kRule, {}},        {"exception", kRule, {}},
    {"step", kRule, {}},             {"order", kOrder, {}},      {"part", kPart, kRate},
    {"duty", kDuty, kSays},          {"flag", kNote, kSays},     {"note", kNote, kSays},
    {"reading", kReading, kHeldBy},  {"case", kCase, kOn},       {"untranslatable", kUntranslatable, kEffect},
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
    require_fields();
  }

 private:
  void read_line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (trim(line).empty()) return;
    if (line[0] == '#') return void(above_ = Above::Nothing);
    if (line[0] == ' ' || line[0] == '\t') return continue_value(line);
    if (starts_with_word(line, head_.word)) return start_entry(line);
    start_field(line);
  }

  Place place_of(std::string_view slice) const {
    const auto begin = static_cast<std::uint32_t>(slice.data() - source_->text().data());
    return {begin, begin + static_cast<std::uint32_t>(slice.size())};
  }

  void start_entry(std::string_view line) {
    require_fields();
    const std::string_view title = trim(line.substr(head_.word.size()));
    entries_.push_back({source_, head_.word, title, place_of(title.empty() ? line : title), {}});
    is_open_ = true;
    above_ = Above::Value;
    if (title.empty()) diagnostics_.error("LG1002", "a `" + std::string(head_.word) + "` needs a name", source_, place_of(line));
  }

  void start_field(std::string_view line) {
    const std::string_view keyword = match_keyword(head_, line);
    if (keyword.empty()) return unknown_keyword(line);
    above_ = is_open_ ? Above::Value : Above::Mistake;
    if (!is_open_) return stray(line);
    std::vector<EntryField>& fields = entries_.back().fields;
    const EntryField* first = keyword == "closed" || keyword == "assumes" ? nullptr : entries_.back().find(keyword);
    if (first != nullptr)
      diagnostics_.error("LG1004", "`" + std::string(keyword) + "` is given twice", source_, place_of(line.substr(0, keyword.size())))
          .related.push_back({"the first", source_, place_of(first->keyword)});
    const std::string_view value = trim(line.substr(keyword.size()));
    fields.push_back({line.substr(0, keyword.size()), value, place_of(value.empty() ? line : value)});
  }

  // Keywords have one word or two: whichever is near to a known one is meant.
  void unknown_keyword(std::string_view line) {
    above_ = Above::Mistake;
    const std::vector<std::string> known(head_.fields.begin(), head_.fields.end());
    std::string_view word = line.substr(0, line.find_first_of(" \t"));
    auto near = nearest(word, known);
    const std::string_view two = line.substr(0, line.find_first_of(" \t", std::min(word.size() + 1, line.size())));
    if (const auto other = nearest(two, known); other && !near) near = other, word = two;
    Diagnostic& error = diagnostics_.error("LG1001", "`" + std::string(word) + "` is not a field of `" + std::string(head_.word) + "`",
                                           source_, place_of(word));
    error.help = near ? "did you mean `" + *near + "`?" : "a line that continues the value above it starts with a blank";
  }

  void require_fields() {
    if (!is_open_) return;
    const Entry& entry = entries_.back();
    for (const std::string_view keyword : head_.required)
      if (entry.find(keyword) == nullptr)
        diagnostics_.error("LG1011", "`" + std::string(keyword) + "` is missing: a `" + std::string(head_.word) + "` cannot do without it",
                           source_, entry.place);
    for (const EntryField& field : entry.fields) check_text(field);
  }

  // A value that begins with a quotation mark ends with one, unless it is a condition or a list.
  void check_text(const EntryField& field) {
    static constexpr std::array kOthers = std::to_array<std::string_view>({"when", "met", "failed", "given", "expect", "closed"});
    if (!field.value.starts_with('"') || std::find(kOthers.begin(), kOthers.end(), field.keyword) != kOthers.end()) return;
    if (field.value.size() > 1 && field.value.ends_with('"')) return;
    diagnostics_.error("LG1026", "this text does not end", source_, field.place).help = "a text that begins with `\"` ends with `\"`, on the last line of the value";
  }

  void stray(std::string_view line) {
    Diagnostic& error = diagnostics_.error("LG1003", "this line belongs to no `" + std::string(head_.word) + "`", source_, place_of(trim(line)));
    error.help = is_open_ ? "a comment may not stand between a value and its continuation"
                          : "an entry starts with the word `" + std::string(head_.word) + "` and its name, in the first column";
  }

  // A value is one slice of the source: its continuation is everything up to the end of this line.
  void continue_value(std::string_view line) {
    if (above_ == Above::Nothing) stray(line);
    if (above_ != Above::Value) return void(above_ = Above::Mistake);
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
  bool is_open_ = false;  // an entry has begun
  // What an indented line goes on with. After a mistake it is passed over: one complaint is enough.
  enum class Above { Nothing, Value, Mistake } above_ = Above::Nothing;
};

// The ``` or ~~~ that a line begins with.
std::string_view fence_of(std::string_view line) {
  const std::size_t length = line.empty() ? 0 : std::min(line.find_first_not_of(line[0]), line.size());
  const bool is_fence = length >= 3 && (line[0] == '`' || line[0] == '~');
  return line.substr(0, is_fence ? length : 0);
}

// The fenced blocks of a Markdown file. Whatever might be law and is not read as law is an error: a rule must not get lost.
class BlockFinder {
 public:
  BlockFinder(const SourcePtr& source, std::vector<Entry>& entries, Diagnostics& diagnostics)
      : source_(source), entries_(entries), diagnostics_(diagnostics) {}

  void run() {
    const std::string_view text = source_->text();
    const std::unique_ptr<cmark_node, decltype(&cmark_node_free)> document(
        cmark_parse_document(text.data(), text.size(), CMARK_OPT_DEFAULT), &cmark_node_free);
    const std::unique_ptr<cmark_iter, decltype(&cmark_iter_free)> walk(cmark_iter_new(document.get()), &cmark_iter_free);
    for (cmark_event_type event; (event = cmark_iter_next(walk.get())) != CMARK_EVENT_DONE;) {
      cmark_node* node = cmark_iter_get_node(walk.get());
      if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK) read(node);
    }
  }

 private:
  void read(cmark_node* node) {
    const char* info = cmark_node_get_fence_info(node);
    const std::string_view word = info == nullptr ? std::string_view() : trim(info);
    const Head* head = find_head(word);
    const int first = cmark_node_get_start_line(node);
    if (head == nullptr) return suspect(word, first);
    const bool is_inside = cmark_node_get_type(cmark_node_parent(node)) != CMARK_NODE_DOCUMENT;
    const std::string_view fence = fence_of(line(first));
    if (is_inside || fence.empty())
      return void(error(first, "LG1022", "this `" + std::string(word) + "` block is indented, or stands in a list or quotation").help =
                      "start its lines in the first column");
    const int last = cmark_node_get_end_line(node);
    if (last == first || !fence_of(line(last)).starts_with(fence))
      return void(error(first, "LG1023", "this block does not end").help = "close it with " + std::string(fence));
    if (last > first + 1) BlockReader(source_, *head, entries_, diagnostics_).read(lines(first + 1, last - 1));
  }

  // ```rul is prose, which is hardly what was meant.
  void suspect(std::string_view word, int at) {
    std::vector<std::string> known;
    for (const Head& head : kHeads) known.emplace_back(head.word);
    if (const auto near = nearest(word, known))
      error(at, "LG1024", "no block is called `" + std::string(word) + "`").help = "did you mean `" + *near + "`?";
  }

  Diagnostic& error(int at, std::string code, std::string message) {
    const std::string_view shown = line(at);
    const auto begin = static_cast<std::uint32_t>(shown.data() - source_->text().data());
    return diagnostics_.error(std::move(code), std::move(message), source_, {begin, begin + static_cast<std::uint32_t>(shown.size())});
  }

  std::string_view line(int number) const { return source_->line(static_cast<std::uint32_t>(number)); }
  // The bytes of lines [first, last].
  std::string_view lines(int first, int last) const {
    const std::string_view begin = line(first);
    return {begin.data(), static_cast<std::size_t>(line(last).data() + line(last).size() - begin.data())};
  }

  const SourcePtr& source_;
  std::vector<Entry>& entries_;
  Diagnostics& diagnostics_;
};

// Markdown ends a line at a carriage return alone, and Source does not.
bool is_readable(const SourcePtr& source, Diagnostics& diagnostics) {
  const std::string_view text = source->text();
  std::size_t at = std::min(invalid_utf8(text).value_or(text.size()), text.find('\0'));
  for (std::size_t i = text.find('\r'); i < at; i = text.find('\r', i + 1))
    if (i + 1 == text.size() || text[i + 1] != '\n') at = i;
  if (at >= text.size()) return true;
  const auto place = static_cast<std::uint32_t>(at);
  diagnostics.error("LG1025", "the file is not a plain text", source, {place, place + 1}).help = "save it as UTF-8 with line feeds";
  return false;
}

}  // namespace

const EntryField* Entry::find(std::string_view keyword) const {
  for (const EntryField& field : fields)
    if (field.keyword == keyword) return &field;
  return nullptr;
}

std::vector<Entry> read_entries(const SourcePtr& source, Diagnostics& diagnostics) {
  std::vector<Entry> entries;
  if (is_readable(source, diagnostics)) BlockFinder(source, entries, diagnostics).run();
  return entries;
}

}  // namespace lockgate::law
