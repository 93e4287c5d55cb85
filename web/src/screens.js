// The screens, in the order they are shown.
import { t } from "./language.js";
import { Case } from "./screens/case.js";
import { ChipExplorer } from "./screens/chip_explorer.js";
import { Compare } from "./screens/compare.js";
import { Ledger } from "./screens/ledger.js";
import { OrderCheck } from "./screens/order_check.js";
import { Planner } from "./screens/planner.js";
import { Rulebook } from "./screens/rulebook.js";
import { Screening } from "./screens/screening.js";
import { WhatChanged } from "./screens/what_changed.js";

export const SCREENS = [
  { name: "check", title: () => t("Order check", "订单核查"), View: OrderCheck },
  { name: "case", title: () => t("Case", "个案"), View: Case },
  { name: "changed", title: () => t("What changed", "规则变动"), View: WhatChanged },
  { name: "chips", title: () => t("Chip explorer", "芯片图谱"), View: ChipExplorer },
  { name: "compare", title: () => t("Compare", "芯片比较"), View: Compare },
  { name: "planner", title: () => t("Planner", "采购规划"), View: Planner },
  { name: "rulebook", title: () => t("Rulebook", "规则集"), View: Rulebook },
  { name: "screening", title: () => t("Screening", "名单筛查"), View: Screening },
  { name: "ledger", title: () => t("License ledger", "许可证台账"), View: Ledger },
];
