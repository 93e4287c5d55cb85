// The page's words for the codes of docs/contract.md: the same in both languages as the command line's.
import { language } from "./language.js";

const WORDS = {
  proceed: ["proceed", "可放行"],
  conditions: ["conditions", "附条件放行"],
  hold: ["hold", "待定"],
  license: ["license", "须许可证"],
  stop: ["stop", "禁止放行"],

  not_applicable: ["not applicable", "不适用"],
  not_subject: ["not subject to it", "不受其管辖"],
  no_license_required: ["no license required", "无须许可证"],
  license_exception: ["license exception", "许可例外"],
  license_required: ["license required", "须申请许可证"],
  prohibited: ["prohibited", "禁止"],
  no_duty: ["no duty", "无关税"],
  duty: ["duty owed", "须缴关税"],
  clear: ["no rule stops it", "无规则阻止"],
  discouraged: ["discouraged", "不鼓励"],
  approval_required: ["approval required", "须先获批准"],
  blocked: ["blocked", "不予放行"],
  unsettled: ["unsettled", "未定"],
  none: ["none", "无"],

  approval: ["approval", "批准"],
  presumption_of_approval: ["presumption of approval", "推定批准"],
  case_by_case: ["case-by-case review", "逐案审查"],
  presumption_of_denial: ["presumption of denial", "推定拒绝"],
  denial: ["denial", "拒绝"],
  none_published: ["no published review policy", "未公布审查政策"],

  text: ["published law", "公布的法律"],
  letter: ["letter", "函件（仅约束收函方）"],
  guidance: ["guidance", "官方指引"],
  announcement: ["announcement", "公告（无法律效力）"],
  window: ["unpublished guidance", "窗口指导（未公布）"],

  level: ["level", "级别"],
  classification: ["classification", "分类编码"],
  review_policy: ["review policy", "审查政策"],
  agencies: ["agencies", "审查机构"],
  exceptions: ["exceptions", "许可例外"],
  aes_code: ["filing code", "申报许可代码"],
  license_validity: ["validity of a license", "许可证有效期"],
  clock: ["clock", "期限"],
  records: ["records are kept for", "记录保存期限"],
  rate_percent: ["rate, %", "税率（%）"],
  basis: ["basis", "依据"],
  covered_by: ["covered by", "已由许可证涵盖"],

  commerce: ["Commerce", "美国商务部"],
  state: ["State", "美国国务院"],
  defense: ["Defense", "美国国防部"],
  energy: ["Energy", "美国能源部"],
  four_years: ["four years", "四年"],
  five_years: ["five years", "五年"],
  one_year: ["one year", "一年"],
  decision_90_days: ["decision within 90 days", "90日内作出决定"],
  notice_25_days: ["25 days after the notice", "通知后25日"],

  met: ["met", "已满足"],
  open: ["open", "待完成"],
  failed: ["failed", "未满足"],
  overdue: ["overdue", "已逾期"],
  expired: ["expired", "已过期"],
  active: ["active", "有效"],
  revoked: ["revoked", "已撤销"],
  held: ["on hold", "暂停"],
  on_hold: ["on hold", "暂停"],
  reserved: ["reserved", "已预留"],
  shipped: ["shipped", "已发运"],
  voided: ["voided", "已作废"],

  seller: ["seller", "卖方"],
  purchaser: ["purchaser", "买方"],
  intermediate_consignee: ["intermediate consignee", "中间收货人"],
  ultimate_consignee: ["ultimate consignee", "最终收货人"],
  end_user: ["end user", "最终用户"],
  freight_forwarder: ["freight forwarder", "货运代理"],
  laboratory: ["laboratory", "测试实验室"],

  export: ["export", "出口"],
  reexport: ["reexport", "再出口"],
  transfer: ["transfer", "国内转让"],
  import: ["import", "进口"],
  use: ["use", "使用"],
  remote_access: ["remote access", "远程访问"],
  enforced: ["as enforced", "实际执行"],
  codified: ["as codified", "法典文本"],

  "us.export": ["US export controls", "美国出口管制"],
  "us.tariff": ["US tariffs", "美国关税"],
  "cn.export": ["China: export controls", "中国：出口管制"],
  "cn.import": ["China: import of AI chips", "中国：人工智能芯片进口"],
  "eu.export": ["EU export controls", "欧盟出口管制"],
  "gb.export": ["UK export controls", "英国出口管制"],
  "jp.export": ["Japan: export controls", "日本出口管制"],
  "kr.export": ["Korea: export controls", "韩国出口管制"],
  "tw.export": ["Taiwan: export controls", "台湾出口管制"],
  "in.import": ["India: import licensing", "印度进口许可"],
  "my.transit": ["Malaysia: export and transit of US AI chips", "马来西亚：美国人工智能芯片的出口、转运与过境"],
  "sg.transit": ["Singapore: end-user statements", "新加坡：最终用户声明"],

  tpp: ["total processing performance (TPP)", "总处理性能（TPP）"],
  "item.tpp": ["total processing performance (TPP)", "总处理性能（TPP）"],
  performance_density: ["performance density", "性能密度"],
  dram_bandwidth_gbps: ["total DRAM bandwidth, GB/s", "DRAM 总带宽（GB/s）"],
  io_bandwidth_gbps: ["interconnect bandwidth, GB/s", "互连带宽（GB/s）"],
  die_area_mm2: ["applicable die area, mm²", "适用裸片面积（mm²）"],
  transistors_bn: ["transistors, billions", "晶体管（十亿）"],
  memory_gb: ["memory, GB", "显存（GB）"],
  interconnect_gbps: ["chip-to-chip links, GB/s", "片间互连（GB/s）"],
  pcie_gbps: ["PCIe, GB/s", "PCIe（GB/s）"],
  tdp_w: ["power, W", "功耗（W）"],
  price_usd: ["price, USD", "价格（美元）"],
  package_area_mm2: ["package area, mm²", "封装面积（mm²）"],
  sram_bandwidth_gbps: ["SRAM bandwidth, GB/s", "SRAM 带宽（GB/s）"],
  memory_bandwidth_gbps: ["memory bandwidth, GB/s", "内存带宽（GB/s）"],
  memory_bandwidth_density: ["memory bandwidth density", "内存带宽密度"],

  datasheet: ["datasheet", "数据手册"],
  report: ["report", "报道"],
  derived: ["derived", "推算"],

  core: ["core", "核心词"],
  trade: ["trade word", "行业词"],
  form: ["legal form", "组织形式"],
  place: ["place", "地名"],
  particle: ["particle", "虚词"],
  number: ["number", "数字"],
  initial: ["initial", "首字母"],
  exact: ["exact", "相同"],
  brand: ["brand", "同一品牌"],
  translation: ["translation", "译名"],
  unmatched: ["not matched", "未匹配"],
  primary: ["primary name", "主名"],
  alias: ["alias", "别名"],
  weak: ["weak alias", "弱别名"],
};

export const VERDICTS = ["proceed", "conditions", "hold", "license", "stop"];

// The rates of the formats have names of one pattern: `rate.fp16`, in 10¹² operations a second, dense.
function rate(code) {
  const format = /^rate\.(\w+)$/.exec(code ?? "")?.[1].toUpperCase();
  return format ? [`dense ${format}, 10¹² operations/s`, `稠密 ${format}（每秒 10¹² 次运算）`] : undefined;
}

export function word(code) {
  const pair = WORDS[code] ?? rate(code);
  if (pair) return pair[language.value === "zh" ? 1 : 0];
  return String(code ?? "").replaceAll("_", " ");
}

export function words(codes) {
  return codes.map(word).join(language.value === "zh" ? "、" : ", ");
}
