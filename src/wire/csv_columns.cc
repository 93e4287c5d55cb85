#include "wire/csv_columns.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>

#include "base/text.h"

namespace lockgate::wire {
namespace {

struct Alias {
  std::string_view name;
  std::string_view words;  // separated by `;`
};

constexpr std::array kOrderAliases = {
    Alias{"id", "order;order id;order no;order number;line id;reference;编号;订单号;订单编号;合同号"},
    Alias{"date", "ship date;shipment date;shipping date;日期;发货日期;装运日期;出货日期"},
    Alias{"movement", "type of movement;movement type;transaction type;流转方式;交易类型;移动方式"},
    Alias{"origin", "from;ship from;origin country;country of departure;起运国;起运地;出口国;始发地"},
    Alias{"destination", "to;ship to;destination country;country of destination;目的国;目的地;目的国家;目的地国家"},
    Alias{"via", "transit;transit countries;routing;经由;途经;中转地;转运国"},
    Alias{"item", "product;part;part number;model;chip;sku;产品;产品型号;型号;芯片;货物;商品;品名"},
    Alias{"quantity", "qty;units;pieces;数量;件数"},
    Alias{"unit_price", "price;price per unit;单价"},
    Alias{"currency", "ccy;币种;货币"},
    Alias{"end_use", "use;purpose;intended use;用途;最终用途"},
    Alias{"note", "notes;remark;remarks;comment;comments;备注;说明"},
};

constexpr std::array kRoleAliases = {
    Alias{"seller", "exporter;vendor;supplier;卖方;卖家;出口商;出口方"},
    Alias{"purchaser", "buyer;customer;买方;买家;采购方;购买方"},
    Alias{"intermediate_consignee", "intermediary;中间收货人;中间方"},
    Alias{"ultimate_consignee", "consignee;收货人;最终收货人;收货方"},
    Alias{"end_user", "user;最终用户;终端用户;用户"},
    Alias{"freight_forwarder", "forwarder;货运代理;货代"},
    Alias{"laboratory", "lab;test laboratory;实验室;检测机构;检测实验室"},
    Alias{"remote_user", "remote;远程用户"},
    Alias{"designer", "design house;设计方;设计公司"},
    Alias{"foundry", "fab;代工厂;晶圆厂"},
};

// The bare role is the name.
constexpr std::array kPartyAliases = {
    Alias{"name", ";name;名称;公司名称"},
    Alias{"country", "country;location;located in;国家;所在国;所在地;所在国家"},
    Alias{"headquarters", "headquarters;hq;head office;总部;总部所在地;总部国家"},
    Alias{"ultimate_parent", "ultimate parent;parent;parent company;最终母公司;母公司;最终控股公司"},
    Alias{"owners", "owners;shareholders;股东;所有者;持股方"},
    Alias{"lists", "lists;screening;screening result;名单;清单;筛查结果;命中名单"},
    Alias{"kind", "kind;type;类型;性质;类别"},
};

constexpr std::array kItemAliases = {
    Alias{"tpp", "tpp;total processing performance;总处理性能"},
    Alias{"die_area_mm2", "die area;芯片面积;晶粒面积"},
    Alias{"dram_bandwidth_gbps", "memory bandwidth;dram bandwidth;显存带宽;内存带宽"},
    Alias{"io_bandwidth_gbps", "io bandwidth;interconnect bandwidth;互联带宽;传输速率"},
    Alias{"performance_density", "性能密度"},
    Alias{"datacenter", "data center;for data centers;数据中心用途;数据中心产品"},
    Alias{"made_in", "country of origin;country of manufacture;原产国;原产地;产地"},
    Alias{"eccn", "eccn;export control classification number;classification;出口管制分类编码;出口管制编码"},
};

constexpr std::array kFactAliases = {
    Alias{"hs_code", "hs;hts;hs code;hts code;海关编码;税则号列;商品编码"},
    Alias{"customs_value", "customs value;declared value;海关价值;申报价值"},
    Alias{"license_held", "license;license number;许可证号"},
};

// Added by our own output; a file that was checked before is read again without complaint.
constexpr std::array kResultColumns = {"as_of",     "verdict",      "between", "reason",
                                       "authority", "missing_fact", "citation", "problem"};

class Headings {
 public:
  explicit Headings(const Vocabulary& vocabulary) {
    add_all(Column::Of::Order, kOrderAliases);
    for (const std::string& role : vocabulary.roles) add_role(role);
    for (const auto& [name, shape] : vocabulary.item_facts) add(Column::Of::Item, {}, name, "item_" + name);
    for (const char* name : {"eccn", "contains"}) add(Column::Of::Item, {}, name, std::string("item_") + name);
    if (vocabulary.facts)
      for (const auto& [name, shape] : *vocabulary.facts)
        if (!is_field_of_order(name)) add(Column::Of::Fact, {}, name, name);
    for (const Alias& alias : kFactAliases)
      if (!vocabulary.facts || vocabulary.facts->contains(std::string(alias.name)))
        add_aliases(Column::Of::Fact, {}, alias, {});
    for (const Alias& alias : kItemAliases) add_aliases(Column::Of::Item, {}, alias, {});
    for (const char* name : kResultColumns) add(Column::Of::Skipped, {}, name, name);
    for (const std::string& gate : vocabulary.gates) add(Column::Of::Skipped, {}, gate, gate);
  }

  const Column* find(const std::string& heading) const {
    const auto found = columns_.find(fold_code(heading));
    return found == columns_.end() ? nullptr : &found->second;
  }
  // As it should be written, for a suggestion.
  std::optional<std::string> nearest_to(const std::string& heading) const { return nearest(heading, spellings_); }

 private:
  // The law may declare a fact for what an order has a field for; the column is the field, with its currency and its units.
  static bool is_field_of_order(const std::string& name) {
    return std::any_of(kOrderAliases.begin(), kOrderAliases.end(), [&](const Alias& field) { return field.name == name; });
  }

  template <std::size_t Size>
  void add_all(Column::Of of, const std::array<Alias, Size>& aliases) {
    for (const Alias& alias : aliases) {
      add(of, {}, std::string(alias.name), std::string(alias.name));
      add_aliases(of, {}, alias, {});
    }
  }

  void add_role(const std::string& role) {
    for (const Alias& field : kPartyAliases) {
      add(Column::Of::Party, role, std::string(field.name),
          field.name == "name" ? role : role + "_" + std::string(field.name));
      add_aliases(Column::Of::Party, role, field, role);
      for (const Alias& alias : kRoleAliases)
        if (alias.name == role)
          for (const std::string_view word : split(alias.words, ';')) add_aliases(Column::Of::Party, role, field, word);
    }
  }

  void add_aliases(Column::Of of, const std::string& role, const Alias& alias, std::string_view before) {
    for (const std::string_view word : split(alias.words, ';'))
      columns_.emplace(fold_code(std::string(before) + " " + std::string(word)),
                       Column{of, role, std::string(alias.name), {}});
  }

  void add(Column::Of of, const std::string& role, const std::string& name, const std::string& spelling) {
    columns_.insert_or_assign(fold_code(spelling), Column{of, role, name, {}});
    spellings_.push_back(spelling);
  }

  std::map<std::string, Column> columns_;  // by folded heading; the contract's own names win over aliases
  std::vector<std::string> spellings_;
};

Column unknown(const std::string& heading, const Headings& known, Problems& problems) {
  const auto near = known.nearest_to(heading);
  problems.push_back(
      {Severity::Error, "LG0111", heading, "the column `" + excerpt(heading) + "` is not known",
       near ? "did you mean `" + *near + "`? A column of your own begins with `x_`"
            : "a column of your own begins with `x_`; a party's with its role, `end_user_country`; a fact about "
              "the item with `item_`"});
  return {Column::Of::Skipped, {}, {}, heading};
}

void check_twice(const std::vector<Column>& columns, const Column& column, Problems& problems) {
  const auto other = std::find(columns.begin(), columns.end(), column);
  if (other == columns.end() || column.of == Column::Of::Skipped) return;
  problems.push_back(
      {Severity::Error, "LG0122", column.heading,
       "the columns `" + excerpt(other->heading) + "` and `" + excerpt(column.heading) + "` mean the same",
       "keep one of them, or let the other begin with `x_`"});
}

}  // namespace

std::vector<Column> read_header(const std::vector<std::string>& headings, const Vocabulary& vocabulary,
                                Problems& problems) {
  const Headings known(vocabulary);
  std::vector<Column> columns;
  for (const std::string& heading : headings) {
    const bool is_own = trim(heading).empty() || heading.starts_with("x_") || heading.starts_with("X_");
    const Column* found = is_own ? nullptr : known.find(heading);
    Column column = found ? *found : is_own ? Column{} : unknown(heading, known, problems);
    column.heading = heading;
    check_twice(columns, column, problems);
    columns.push_back(std::move(column));
  }
  return columns;
}

}  // namespace lockgate::wire
