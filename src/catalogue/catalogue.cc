#include "catalogue/catalogue.h"

#include <algorithm>

namespace lockgate::catalogue {
namespace {

// A rack holds trays, a tray boards, a board modules, a module chips; twice that is a mistake or an attack.
constexpr int kDeepestNesting = 10;

void add_word(std::vector<trade::Given>& facts, const char* name, const std::string& word) {
  if (!word.empty()) facts.push_back({name, word});
}

}  // namespace

const Figure* find(const std::vector<Figure>& figures, std::string_view fact) {
  const auto found = std::find_if(figures.begin(), figures.end(), [&](const Figure& f) { return f.fact == fact; });
  return found == figures.end() ? nullptr : &*found;
}

const Vendor* Catalogue::vendor(std::string_view name) const {
  const auto found = std::find_if(vendors_.begin(), vendors_.end(), [&](const Vendor& v) { return v.name == name; });
  return found == vendors_.end() ? nullptr : &*found;
}

const Part* Catalogue::find(std::string_view id) const {
  const auto found = std::find_if(parts_.begin(), parts_.end(), [&](const Part& part) { return part.id == id; });
  return found == parts_.end() ? nullptr : &*found;
}

Result<const Part*> Catalogue::look_up(std::string_view text) const {
  return names_.look_up(text).map([&](std::size_t part) -> const Part* { return &parts_[part]; });
}

Result<trade::Item> Catalogue::resolve(trade::Item item) const { return resolve(std::move(item), 0); }

Result<trade::Item> Catalogue::resolve(trade::Item item, int depth) const {
  if (depth > kDeepestNesting)
    return fail("LG0304", "this item contains items " + std::to_string(depth) + " levels deep; the most is " +
                              std::to_string(kDeepestNesting));
  if (!item.id.empty()) {
    const Result<const Part*> part = look_up(item.id);
    if (!part) return tl::unexpected(part.error());
    item.id = (*part)->id;
    for (trade::Given& fact : facts_of(**part))
      if (trade::find(item.facts, fact.name) == nullptr) item.facts.push_back(std::move(fact));
  }
  for (trade::Component& component : item.contains) {
    Result<trade::Item> inner = resolve(*component.item, depth + 1);
    if (!inner) return inner;
    component.item = std::make_shared<const trade::Item>(std::move(*inner));
  }
  return item;
}

std::vector<trade::Given> Catalogue::facts_of(const Part& part) const {
  std::vector<trade::Given> facts;
  add_word(facts, "name", part.name);
  add_word(facts, "vendor", part.vendor);
  add_word(facts, "kind", part.kind);
  add_word(facts, "made_in", part.made_in);
  if (part.is_datacenter) facts.push_back({"datacenter", *part.is_datacenter});
  if (const Vendor* maker = vendor(part.vendor)) add_word(facts, "designer_headquarters", maker->headquarters);
  for (const FactKind& kind : fact_kinds_)
    if (const Figure* figure = catalogue::find(part.figures, kind.name); figure != nullptr && kind.decides)
      facts.push_back({kind.name, figure->value});
  return facts;
}

}  // namespace lockgate::catalogue
