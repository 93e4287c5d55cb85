// Identifiers of registers, in the one form in which two registers can be compared: the Legal Entity Identifier (ISO
// 17442) and the numbers of Companies House.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lockgate::registry {

struct Identifier {
  std::string text;
  bool is_mended = false;  // blanks, small letters or zeros that a spreadsheet took off
};

// Twenty letters and digits whose check digits hold (ISO 7064, MOD 97-10); nullopt: it is none.
std::optional<Identifier> read_lei(std::string_view text);

// Eight characters: digits, or two letters for the part of the register and six digits; zeros in front are put back.
// nullopt: it is none.
std::optional<Identifier> read_company_number(std::string_view text);

}  // namespace lockgate::registry
