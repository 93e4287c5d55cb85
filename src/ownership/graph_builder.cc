#include "ownership/graph_builder.h"

#include <algorithm>
#include <numeric>

namespace lockgate::ownership {
namespace {

// Hundreds of thousands of whole stakes still add up to less than the largest number.
constexpr Units kFinestUnit = 1'000'000'000'000;

// An indirect stake counts only where nothing says what it is made of, and then it is no more than possible.
trade::Fraction least_of(const Terms& terms) { return terms.is_indirect ? trade::Fraction{0, 1} : terms.least; }

}  // namespace

GraphBuilder::GraphBuilder(Register all, std::optional<Date> date) : all_(std::move(all)), date_(date) {}

Result<Graph> GraphBuilder::build() {
  all_.arrange();
  find_used();
  const Result<Units> whole = find_unit();
  if (!whole) return tl::unexpected(whole.error());
  graph_.whole_ = *whole;
  count_shares();
  link();
  add_listed();
  graph_.names_ = std::move(all_.names_);
  graph_.shares_ = std::make_shared<const std::vector<Share>>(std::move(shares_));
  return std::move(graph_);
}

void GraphBuilder::find_used() {
  is_used_.resize(all_.terms_.size());
  for (Node owner = 0; owner < all_.rows_.size(); ++owner)
    for (const Link& link : all_.rows_[owner])
      if (link.other != owner) is_used_[link.share] = 1;
  for (std::size_t terms = 0; terms < is_used_.size(); ++terms)
    if (!is_known(all_.terms_[terms])) is_used_[terms] = 0;
}

Result<Units> GraphBuilder::find_unit() const {
  Units whole = graph_.whole_;
  for (std::size_t number = 0; number < is_used_.size(); ++number) {
    if (is_used_[number] == 0) continue;
    const Terms& terms = all_.terms_[number];
    for (const std::int64_t denominator : {least_of(terms).denominator, terms.most.denominator}) {
      const Units factor = denominator / std::gcd(whole, denominator);
      if (factor > kFinestUnit / whole) return fail("LG0604", "these shares have no unit in common that whole numbers can count", "give the shares in basis points, or as fractions of the same number of shares");
      whole *= factor;
    }
  }
  return whole;
}

void GraphBuilder::count_shares() {
  const auto units = [this](const trade::Fraction& share) { return share.numerator * (graph_.whole_ / share.denominator); };
  share_of_terms_.assign(is_used_.size(), Rows::kNone);
  for (std::size_t number = 0; number < is_used_.size(); ++number) {
    const Terms& terms = all_.terms_[number];
    if (is_used_[number] != 0) share_of_terms_[number] = number_of(Share{units(least_of(terms)), units(terms.most), terms.is_unknown || terms.is_indirect});
  }
}

void GraphBuilder::link() {
  graph_.owned_ = std::move(all_.rows_);
  graph_.owned_.condense([this](Node owner, const Link& link) { return share_of(owner, link); }, [this](std::uint32_t before, std::uint32_t more) { return merged(before, more); });
  if (!indirect_.empty()) add_indirect();
  graph_.owners_ = graph_.owned_.turned();
}

// Shares a company holds in itself move nobody across a threshold here; whether they should count is for a person.
std::uint32_t GraphBuilder::share_of(Node owner, const Link& link) {
  const Terms& terms = all_.terms_[link.share];
  if (owner == link.other) {
    if (!terms.is_indirect && is_known(terms)) graph_.holds_itself_.insert(owner);
    return Rows::kNone;
  }
  const std::uint32_t share = share_of_terms_[link.share];
  if (!terms.is_indirect) return share;
  if (share != Rows::kNone) indirect_.push_back({owner, link.other, share});
  return Rows::kNone;
}

std::uint32_t GraphBuilder::number_of(const Share& share) {
  const auto [found, is_new] = numbers_.try_emplace({share.least, share.most, share.is_unknown}, static_cast<std::uint32_t>(shares_.size()));
  if (is_new) shares_.push_back(share);
  return found->second;
}

// A share that one source states is not open because another does not know it.
std::uint32_t GraphBuilder::merged(std::uint32_t before, std::uint32_t more) {
  if (before == more) return before;
  const Share a = shares_[before];
  const Share b = shares_[more];
  return number_of({std::max(a.least, b.least), a.is_unknown && !b.is_unknown ? b.most : b.is_unknown ? a.most : std::max(a.most, b.most), a.is_unknown && b.is_unknown});
}

void GraphBuilder::add_indirect() {
  std::erase_if(indirect_, [this](const Rows::Entry& entry) { return graph_.reaches(entry.from, entry.to); });
  if (indirect_.empty()) return;
  const std::vector<Rows::Entry> direct = graph_.owned_.entries();
  indirect_.insert(indirect_.end(), direct.begin(), direct.end());
  graph_.owned_ = Rows::of(std::move(indirect_), graph_.owned_.size());
  graph_.owned_.condense([](Node, const Link& link) { return link.share; }, [this](std::uint32_t before, std::uint32_t more) { return merged(before, more); });
}

// Somebody may be listed more than once, by several lists.
void GraphBuilder::add_listed() {
  std::vector<Register::Said>& listed = all_.listed_;
  std::stable_sort(listed.begin(), listed.end(), [](const Register::Said& a, const Register::Said& b) { return a[0] < b[0]; });
  for (const auto& [node, words] : listed) {
    const bool is_again = !graph_.listed_.empty() && graph_.listed_.back() == node;
    if (is_again) graph_.listed_on_.back() = all_.number_of(graph_.listed_on_.back(), words);
    else graph_.listed_.push_back(node), graph_.listed_on_.push_back(words);
  }
  for (const auto& [node, words] : all_.exempt_) graph_.exempt_[node] = all_.words_[words];
  graph_.lists_ = std::make_shared<const std::vector<Register::Words>>(std::move(all_.words_));
}

}  // namespace lockgate::ownership
