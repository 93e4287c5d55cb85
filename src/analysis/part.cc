#include "analysis/part.h"

#include <fmt/format.h>

namespace lockgate::analysis {
namespace {

constexpr double kTera = 1e12;
constexpr double kGiga = 1e9;

double at(const Amount& amount, Bound end) {
  const Interval interval = interval_of(amount);
  return end == Bound::Low ? interval.low : end == Bound::High ? interval.high : interval.mid;
}

Result<double> need(const Part& part, std::initializer_list<std::string_view> facts, const char* what, Bound end) {
  if (const Amount* amount = part.first_of(facts)) return at(*amount, end);
  return fail("LG0905", fmt::format("no source gives the {} of {} (`{}`), so what it does cannot be estimated", what, part.id, *facts.begin()),
              "compare it on the axes that are known, or enter the figure with its source in the catalogue");
}

Result<double> rate_of(const Part& part, Format format, Bound end) {
  if (format == Format::Bits4) return need(part, {"rate.fp4", "rate.fp8", "rate.int8", "rate.bf16", "rate.fp16"}, "arithmetic rate", end);
  if (format == Format::Bits8) return need(part, {"rate.fp8", "rate.int8", "rate.bf16", "rate.fp16"}, "8-bit rate", end);
  return need(part, {"rate.bf16", "rate.fp16"}, "16-bit rate", end);
}

}  // namespace

const Amount* Part::find(std::string_view fact) const {
  const auto it = figures.find(fact);
  return it == figures.end() ? nullptr : &it->second;
}

const Amount* Part::first_of(std::initializer_list<std::string_view> facts) const {
  for (const std::string_view fact : facts)
    if (const Amount* amount = find(fact)) return amount;
  return nullptr;
}

double bytes_of(Format format) { return format == Format::Bits4 ? 0.56 : format == Format::Bits8 ? 1 : 2; }

Result<Resources> resources_of(const Part& part, Format format, Bound end) {
  const auto rate = rate_of(part, format, end);
  if (!rate) return tl::unexpected(rate.error());
  const auto rate16 = need(part, {"rate.bf16", "rate.fp16"}, "16-bit rate", end);
  if (!rate16) return tl::unexpected(rate16.error());
  const auto memory = need(part, {"dram_bandwidth_gbps"}, "memory bandwidth", end);
  if (!memory) return tl::unexpected(memory.error());
  const auto capacity = need(part, {"memory_gb"}, "memory capacity", end);
  if (!capacity) return tl::unexpected(capacity.error());
  const auto link = need(part, {"interconnect_gbps", "pcie_gbps"}, "link bandwidth", end);
  if (!link) return tl::unexpected(link.error());
  const Amount* watts = part.find("tdp_w");
  return Resources{*rate * kTera, *rate16 * kTera, *memory * kGiga, *capacity * kGiga, *link * kGiga / 2, watts == nullptr ? 0 : at(*watts, Bound::Preferred)};
}

}  // namespace lockgate::analysis
