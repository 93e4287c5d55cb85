#include "cli/words.h"

#include <algorithm>
#include <array>

namespace lockgate::cli {
namespace {

struct Word {
  std::string_view key;
  std::string_view english;
  std::string_view chinese;
};

// Sorted by key.
constexpr auto kWords = std::to_array<Word>({
    {"Also said", "Also said", "另据提示"},
    {"Contested", "Contested", "有争议"},
    {"Duties", "Duties", "义务"},
    {"Every rule", "Every rule", "全部规则"},
    {"Faults", "Faults", "故障"},
    {"Flags", "Red flags", "危险信号"},
    {"Notes", "Notes", "说明"},
    {"Rates", "Rates", "税率"},
    {"STALE", "STALE", "已过核实期"},
    {"UNDECIDED", "UNDECIDED", "尚不能判定"},
    {"Verdict", "Verdict", "结论"},
    {"Why", "Why", "理由"},
    {"agencies", "agencies", "审查机构"},
    {"announcement", "announcement", "公告（无法律效力）"},
    {"approval", "approval", "批准"},
    {"approval_required", "approval required", "须先获批准"},
    {"as of", "as of", "适用日期"},
    {"basis", "basis", "依据"},
    {"blocked", "blocked", "不予放行"},
    {"case_by_case", "case-by-case review", "逐案审查"},
    {"classification", "classification", "分类编码"},
    {"clean", "clean", "未命中"},
    {"clear", "no rule stops it", "无规则阻止"},
    {"codified", "codified", "法典文本"},
    {"commerce", "Commerce", "美国商务部"},
    {"conditions", "conditions", "附条件放行"},
    {"contested reading", "contested reading", "有争议的解读"},
    {"covered by", "covered by", "已由许可证涵盖"},
    {"decision_90_days", "decision within 90 days", "90日内作出决定"},
    {"declared", "declared by the order", "订单已申报"},
    {"defense", "Defense", "美国国防部"},
    {"denial", "denial", "拒绝"},
    {"discouraged", "discouraged", "不鼓励"},
    {"duty", "duty", "须缴关税"},
    {"energy", "Energy", "美国能源部"},
    {"enforced", "enforced", "实际执行"},
    {"escalated", "escalated", "已上报"},
    {"exceptions", "exceptions", "许可例外"},
    {"export", "export", "出口"},
    {"failed", "failed", "未满足"},
    {"false", "no", "否"},
    {"five_years", "five years", "五年"},
    {"four_years", "four years", "四年"},
    {"guidance", "guidance", "官方指引"},
    {"held by", "held by", "持此解读者"},
    {"hold", "hold", "待定"},
    {"import", "import", "进口"},
    {"item", "item", "物项"},
    {"letter", "letter", "函件（仅约束收函方）"},
    {"level", "level", "级别"},
    {"license", "license", "须许可证"},
    {"license_exception", "license exception", "许可例外"},
    {"license_required", "license required", "须申请许可证"},
    {"listed", "listed", "在清单上"},
    {"met", "met", "已满足"},
    {"missing", "missing", "缺少"},
    {"needs_review", "needs review", "待人工审核"},
    {"no", "no", "否"},
    {"no rule in this rulebook stops it", "no rule in this rulebook stops it", "本规则集中没有规则阻止"},
    {"no_duty", "no duty", "无关税"},
    {"no_license_required", "no license required", "无须许可证"},
    {"none", "none", "无"},
    {"none_published", "no published review policy", "未公布审查政策"},
    {"not_a_match", "not a match", "非同一主体"},
    {"not_applicable", "not applicable", "不适用"},
    {"not_cleared", "not cleared: the lists given do not cover it", "所给清单不足以排除"},
    {"not_subject", "not subject to it", "不受其管辖"},
    {"notice_25_days", "25 days after the notice", "通知后25日"},
    {"one_year", "one year", "一年"},
    {"open", "open", "待完成"},
    {"outcome", "outcome", "结果"},
    {"posture", "posture", "口径"},
    {"presumption_of_approval", "presumption of approval", "推定批准"},
    {"presumption_of_denial", "presumption of denial", "推定拒绝"},
    {"proceed", "proceed", "可放行"},
    {"prohibited", "prohibited", "禁止"},
    {"rate", "rate", "税率"},
    {"reexport", "reexport", "再出口"},
    {"remote_access", "remote access", "远程访问"},
    {"review_policy", "review policy", "审查政策"},
    {"route", "route", "路线"},
    {"rulebook", "rulebook", "规则集"},
    {"state", "State", "美国国务院"},
    {"stop", "stop", "禁止放行"},
    {"text", "published law", "公布的法律"},
    {"transfer", "transfer", "国内转让"},
    {"true", "yes", "是"},
    {"true_match", "true match", "确认匹配"},
    {"unsettled", "unsettled", "未定"},
    {"use", "use", "使用"},
    {"verified through", "verified through", "核实截至"},
    {"window", "unpublished guidance", "窗口指导（未公布）"},
    {"yes", "yes", "是"},
});
static_assert(std::is_sorted(kWords.begin(), kWords.end(), [](const Word& a, const Word& b) { return a.key < b.key; }));

const Word* find(std::string_view key) {
  const auto it = std::lower_bound(kWords.begin(), kWords.end(), key, [](const Word& word, std::string_view wanted) { return word.key < wanted; });
  return it != kWords.end() && it->key == key ? &*it : nullptr;
}

}  // namespace

bool has_word(std::string_view word) { return find(word) != nullptr; }

std::string say(std::string_view word, Language language) {
  if (const Word* known = find(word)) return std::string(language == Language::Chinese ? known->chinese : known->english);
  std::string out(word);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string say_all(const std::vector<std::string>& words, Language language) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : language == Language::Chinese ? "、" : ", ") + say(word, language);
  return out;
}

const char* symbol_of(trade::Verdict verdict) {
  switch (verdict) {
    case trade::Verdict::Proceed: return "✓";
    case trade::Verdict::Conditions: return "◇";
    case trade::Verdict::Hold: return "?";
    case trade::Verdict::License: return "▲";
    case trade::Verdict::Stop: return "✗";
  }
  return "";
}

}  // namespace lockgate::cli
