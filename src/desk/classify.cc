#include "desk/classify.h"

#include "decide/finding.h"

namespace lockgate::desk {
namespace {

bool is_classifying(const std::string& field) { return field == "level" || field == "classification"; }

decide::World world_of(const Desk& desk, const catalogue::Part& part, const decide::Options& options) {
  trade::Order order;
  order.item.id = part.id;
  if (auto item = desk.catalogue().resolve(order.item)) order.item = std::move(*item);
  decide::Slots line;
  desk.decider().binder().bind_line(order, {}, decide::chips_of(order.item).front(), line);
  decide::World world(desk.decider().program(options), std::move(line), {});
  return world;
}

trade::Field field_of(const law::Law& law, const law::Gate::Field& field, const decide::Conclusion& conclusion) {
  const law::Define& define = law.defines[static_cast<std::size_t>(field.define)];
  trade::Field out;
  out.name = field.name;
  out.is_settled = conclusion.is_settled;
  for (std::size_t i = 0; i < define.values.size(); ++i) {
    if ((conclusion.sure >> i & 1) != 0 && define.values[i] != "none") out.values.push_back(define.values[i]);
    if (!conclusion.is_settled && (conclusion.possible >> i & 1) != 0) out.possible.push_back(define.values[i]);
  }
  return out;
}

}  // namespace

std::vector<Finding> classify(const Desk& desk, const catalogue::Part& part, const decide::Options& options) {
  const decide::World world = world_of(desk, part, options);
  std::vector<Finding> out;
  for (const law::Gate& gate : desk.law().gates)
    for (const law::Gate::Field& field : gate.fields) {
      if (!is_classifying(field.name)) continue;
      const decide::Conclusion conclusion =
          decide::conclude(world.program(), field.define, world.instances().front().values);
      out.push_back({gate.name, field_of(desk.law(), field, conclusion)});
    }
  return out;
}

}  // namespace lockgate::desk
