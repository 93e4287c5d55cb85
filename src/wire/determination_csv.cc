#include "wire/determination_csv.h"

#include <algorithm>

namespace lockgate::wire {
namespace {

// In order of appearance, each once.
class Joined {
 public:
  void add(const std::string& text) {
    if (text.empty() || std::find(seen_.begin(), seen_.end(), text) != seen_.end()) return;
    seen_.push_back(text);
  }
  std::string text() const {
    std::string text;
    for (const std::string& part : seen_) text += (text.empty() ? "" : "; ") + part;
    return text;
  }

 private:
  std::vector<std::string> seen_;
};

std::string outcome_of(const trade::Determination& determination, const std::string& name) {
  Joined outcomes;
  for (const trade::Gate& gate : determination.gates)
    if (gate.gate == name) outcomes.add(gate.leg.empty() ? gate.outcome : gate.leg + ": " + gate.outcome);
  return outcomes.text();
}

// Those whose rules said something about this order.
std::string authority_of(const trade::Determination& determination) {
  Joined authorities;
  for (const trade::Gate& gate : determination.gates)
    if (!gate.reasons.empty()) authorities.add(gate.gate);
  return authorities.text();
}

template <class Part>
std::string from_reasons(const trade::Determination& determination, Part part) {
  Joined parts;
  for (const trade::Gate& gate : determination.gates)
    for (const trade::Reason& reason : gate.reasons) parts.add(reason.*part);
  return parts.text();
}

std::string missing_of(const trade::Determination& determination) {
  Joined facts;
  for (const trade::Unknown& unknown : determination.unknown) facts.add(unknown.fact);
  return facts.text();
}

std::string between_of(const trade::Determination& determination) {
  if (!determination.between) return {};
  return std::string(trade::to_string(determination.between->first)) + "; " +
         trade::to_string(determination.between->second);
}

// A name may begin with any of these; a number never gets here with a sign.
bool looks_like_formula(const std::string& cell) {
  return !cell.empty() && std::string_view("=+-@\t\r").find(cell[0]) != std::string_view::npos;
}

std::string quoted(std::string cell) {
  if (looks_like_formula(cell)) cell.insert(0, 1, '\'');
  if (cell.find_first_of(",\"\r\n;") == std::string::npos) return cell;
  std::string text = "\"";
  for (const char c : cell) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  return text + '"';
}

}  // namespace

std::vector<std::string> csv_heading(const std::vector<std::string>& gates) {
  std::vector<std::string> heading = {"order", "as_of", "verdict", "between"};
  heading.insert(heading.end(), gates.begin(), gates.end());
  heading.insert(heading.end(), {"reason", "authority", "missing_fact", "citation"});
  return heading;
}

std::vector<std::string> csv_cells(const trade::Determination& determination, const std::vector<std::string>& gates) {
  std::vector<std::string> cells = {determination.order, determination.as_of.to_string(),
                                    trade::to_string(determination.verdict), between_of(determination)};
  for (const std::string& gate : gates) cells.push_back(outcome_of(determination, gate));
  cells.push_back(from_reasons(determination, &trade::Reason::because));
  cells.push_back(authority_of(determination));
  cells.push_back(missing_of(determination));
  cells.push_back(from_reasons(determination, &trade::Reason::cite));
  return cells;
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t index = 0; index < cells.size(); ++index) line += (index == 0 ? "" : ",") + quoted(cells[index]);
  return line;
}

}  // namespace lockgate::wire
