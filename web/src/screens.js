// The screens, in the order they are shown.
import { t } from "./language.js";
import { ChipExplorer } from "./screens/chip_explorer.js";
import { Ledger } from "./screens/ledger.js";
import { OrderCheck } from "./screens/order_check.js";
import { Rulebook } from "./screens/rulebook.js";
import { Screening } from "./screens/screening.js";
import { WhatChanged } from "./screens/what_changed.js";

export const SCREENS = [
  { name: "check", title: () => t("Order check", "订单核查"), View: OrderCheck },
  { name: "changed", title: () => t("What changed", "规则变动"), View: WhatChanged },
  { name: "chips", title: () => t("Chip explorer", "芯片图谱"), View: ChipExplorer },
  { name: "rulebook", title: () => t("Rulebook", "规则集"), View: Rulebook },
  { name: "screening", title: () => t("Screening", "名单筛查"), View: Screening },
  { name: "ledger", title: () => t("License ledger", "许可证台账"), View: Ledger },
];
