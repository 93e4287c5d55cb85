#include "wire/vocabulary.h"

#include <algorithm>

namespace lockgate::wire {
namespace {

Shapes item_facts_of_contract() {
  return {
      {"tpp", Shape::Number},
      {"die_area_mm2", Shape::Number},
      {"performance_density", Shape::Number},
      {"dram_bandwidth_gbps", Shape::Number},
      {"io_bandwidth_gbps", Shape::Number},
      {"memory_bandwidth_density", Shape::Number},
      {"transistors_bn", Shape::Number},
      {"training_ops", Shape::Number},
      {"quantity_per_system", Shape::Number},
      {"datacenter", Shape::YesNo},
      {"us_commercially_available", Shape::YesNo},
      {"subject_to_ear", Shape::YesNo},
      {"kind", Shape::Text},
      {"vendor", Shape::Text},
      {"name", Shape::Text},
      {"made_in", Shape::Place},
      {"designer_headquarters", Shape::Place},
      {"foundry_headquarters", Shape::Place},
  };
}

}  // namespace

Vocabulary Vocabulary::contract() {
  Vocabulary words;
  words.item_facts = item_facts_of_contract();
  words.movements = {"export", "reexport", "transfer", "import", "use", "remote_access"};
  words.roles = {"seller",      "purchaser", "intermediate_consignee", "ultimate_consignee",
                 "end_user",    "designer",  "freight_forwarder",      "laboratory",
                 "remote_user", "foundry"};
  words.lists = {
      "entity_list", "entity_list_fn1", "entity_list_fn4",    "entity_list_fn5", "meu_list", "unverified_list",
      "sdn",         "denied_persons",  "mofcom_control_list"};
  words.party_kinds = {"commercial",
                       "government",
                       "military",
                       "military_intelligence",
                       "university",
                       "state_owned",
                       "critical_infrastructure",
                       "large_platform",
                       "state_funded_data_center",
                       "public_computing_hub",
                       "iaas_provider",
                       "reseller",
                       "individual"};
  words.item_kinds = {"chip", "card", "module", "system", "hbm", "model_weights", "software", "technology"};
  words.end_uses = {"commercial_ai",
                    "gaming",
                    "research",
                    "resale",
                    "supercomputer",
                    "military",
                    "military_intelligence",
                    "wmd",
                    "iaas",
                    "train_model_for_third_party",
                    "destructive_analysis",
                    "repair",
                    "us_data_center",
                    "us_research",
                    "us_startup",
                    "us_public_sector",
                    "civil_industrial",
                    "inspection_then_reexport"};
  return words;
}

bool is_one_of(std::string_view word, const std::vector<std::string>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> names_of(const Shapes& shapes) {
  std::vector<std::string> names;
  for (const auto& [name, shape] : shapes) names.push_back(name);
  return names;
}

}  // namespace lockgate::wire
