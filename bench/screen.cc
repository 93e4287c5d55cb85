// Names against the complete US Consolidated Screening List, one core, evidence included. The list is not shipped: LOCKGATE_CSL names
// the file, and without it these benchmarks are skipped. Asked are the list's own names, each with one letter changed in its longest
// word, in an order that follows no pattern; `unlisted` asks for the same words put together anew, of which hardly any is a name.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <random>

#include "base/text.h"
#include "desk/desk.h"
#include "desk/watch.h"

namespace {

using namespace lockgate;

const char* the_list() { return std::getenv("LOCKGATE_CSL"); }

// A name of as many words as another has, each the word at its place in some name.
std::string recombined(const std::vector<std::string>& names, std::mt19937& dice) {
  std::string out;
  const std::size_t count = split(names[dice() % names.size()], ' ').size();
  for (std::size_t w = 0; w < count; ++w) {
    const std::vector<std::string_view> words = split(names[dice() % names.size()], ' ');
    out.append(out.empty() ? "" : " ").append(words[std::min(w, words.size() - 1)]);
  }
  return out;
}

// Adds parties of one name each, until there are so many names.
void grow(wire::ListFile& list, std::size_t count) {
  std::mt19937 dice(3);
  std::vector<std::string> names;
  for (const trade::ListedParty& party : list.parties)
    for (const trade::ListedName& name : party.names) names.push_back(name.text);
  for (std::size_t made = names.size(); made < count; ++made) {
    trade::ListedParty party;
    party.source = "made", party.id = std::to_string(made);
    party.names.push_back({recombined(names, dice), {}});
    list.parties.push_back(std::move(party));
  }
}

std::unique_ptr<const desk::Watch> open_watch(screen::Levels levels, std::size_t names = 0) {
  Diagnostics diagnostics;
  auto list = wire::read_list(the_list());
  if (!list) return nullptr;
  grow(*list, names);
  std::vector<wire::ListFile> lists;
  lists.push_back(std::move(*list));
  auto watch = desk::Watch::open(desk::find_data("/proc/self/exe"), std::move(lists), levels, diagnostics);
  return watch ? std::move(*watch) : nullptr;
}

// A name with another letter at one place: a million questions are kept so, since the texts of all would be a part of the memory that is told.
struct Question {
  std::uint32_t name = 0;
  std::uint32_t at = 0;
  char letter = '\0';  // none: the name as it is
};

Question misspelt(std::uint32_t number, std::string_view name, std::mt19937& dice) {
  std::size_t best = 0;
  std::size_t length = 0;
  for (std::size_t at = 0; at < name.size(); ++at) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    if (end - at > length) best = at, length = end - at;
    at = end;
  }
  if (length <= 3) return {number, 0, '\0'};
  const char letter = static_cast<char>('a' + dice() % 26);
  return {number, static_cast<std::uint32_t>(best + 1 + dice() % (length - 1)), letter};
}

// More are not asked in a million names.
constexpr std::size_t kMostAsked = 100'000;

std::vector<std::string> asked_names(const desk::Watch& watch) {
  std::mt19937 dice(1);
  const auto& names = watch.screener().names();
  std::vector<Question> questions;
  questions.reserve(names.size());
  for (std::uint32_t n = 0; n < names.size(); ++n) questions.push_back(misspelt(n, names[n].input, dice));
  std::shuffle(questions.begin(), questions.end(), dice);
  questions.resize(std::min(questions.size(), kMostAsked));
  std::vector<std::string> out;
  for (const Question& question : questions) {
    std::string& text = out.emplace_back(names[question.name].input);
    if (question.letter != '\0') text[question.at] = question.letter;
  }
  return out;
}

std::vector<std::string> recombined_names(const desk::Watch& watch) {
  std::mt19937 dice(1);
  std::vector<std::string> words;
  for (const screen::Name& name : watch.screener().names())
    for (const std::string_view word : split(name.input, ' ')) words.emplace_back(word);
  std::vector<std::string> out(watch.screener().names().size());
  for (std::string& name : out) name = words[dice() % words.size()] + " " + words[dice() % words.size()] + " " + words[dice() % words.size()];
  return out;
}

void ask(benchmark::State& state, bool is_listed, int floor, std::size_t least_names = 0) {
  if (the_list() == nullptr) return state.SkipWithError("LOCKGATE_CSL names no list");
  const auto watch = open_watch({screen::Levels{}.alert, floor}, least_names);
  if (watch == nullptr) return state.SkipWithError("the list of LOCKGATE_CSL cannot be read");
  const std::vector<std::string> names = is_listed ? asked_names(*watch) : recombined_names(*watch);
  std::vector<double> times;
  std::size_t next = 0;
  std::size_t alerts = 0;
  for (auto _ : state) {
    const auto start = std::chrono::steady_clock::now();
    const std::vector<screen::Hit> hits = watch->screener().screen(watch->screener().read(names[next]));
    times.push_back(std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - start).count());
    alerts += !hits.empty() && hits.front().is_alert ? 1 : 0;
    next = next + 1 == names.size() ? 0 : next + 1;
  }
  std::sort(times.begin(), times.end());
  state.SetItemsProcessed(state.iterations());
  state.counters["p50_us"] = times[times.size() / 2];
  state.counters["p99_us"] = times[times.size() * 99 / 100];
  state.counters["alerts_%"] = 100.0 * static_cast<double>(alerts) / static_cast<double>(times.size());
}

void listed(benchmark::State& state) { ask(state, true, screen::Levels{}.floor); }
void unlisted(benchmark::State& state) { ask(state, false, screen::Levels{}.floor); }
void listed_down_to_550(benchmark::State& state) { ask(state, true, 550); }

// Among a million names, most of them made of the words of the others; alone in a process it tells the most memory, the list as read included.
void listed_in_a_million(benchmark::State& state) {
  ask(state, true, screen::Levels{}.floor, 1'000'000);
  rusage usage{};
  if (getrusage(RUSAGE_SELF, &usage) == 0) state.counters["peak_gb"] = static_cast<double>(usage.ru_maxrss) * 1024 / 1e9;
}

// Reading the list and the words of names, building the index, and the first answer.
void cold_start(benchmark::State& state) {
  if (the_list() == nullptr) return state.SkipWithError("LOCKGATE_CSL names no list");
  for (auto _ : state) {
    const auto watch = open_watch({});
    if (watch == nullptr) return state.SkipWithError("the list of LOCKGATE_CSL cannot be read");
    benchmark::DoNotOptimize(watch->screener().screen(watch->screener().read("Huawei Technologies")));
  }
}

BENCHMARK(listed);
BENCHMARK(unlisted);
BENCHMARK(listed_down_to_550);
BENCHMARK(listed_in_a_million)->Iterations(50'000);
BENCHMARK(cold_start)->Unit(benchmark::kMillisecond);

}  // namespace
