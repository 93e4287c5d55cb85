// The formats of lists: for each, whether a file's beginning is one, and how it is read into a ListFile.
#pragma once

#include <string>
#include <string_view>

#include "wire/list_file.h"

namespace lockgate::wire {

// An error is about the file as a whole; what is wrong with single entries becomes findings.
using Reading = Result<void>;

bool is_csl_json(std::string_view beginning);
Reading read_csl_json(const std::string& bytes, ListFile& list);

bool is_csl_csv(std::string_view beginning);
Reading read_csl_csv(const std::string& bytes, ListFile& list);

bool is_ofac_csv(std::string_view beginning);
Reading read_ofac_csv(const std::string& bytes, const std::string& aliases, const std::string& addresses, ListFile& list);

bool is_un_xml(std::string_view beginning);
Reading read_un_xml(const std::string& bytes, ListFile& list);

// The European Union's consolidated list (FSF 1.1).
bool is_eu_xml(std::string_view beginning);
Reading read_eu_xml(const std::string& bytes, ListFile& list);

// The United Kingdom's list.
bool is_uk_xml(std::string_view beginning);
Reading read_uk_xml(const std::string& bytes, ListFile& list);

// Entities of FollowTheMoney, one a line.
bool is_ftm_json(std::string_view beginning);
Reading read_ftm_json(const std::string& bytes, ListFile& list);

// Any other CSV with a heading that has a column `name`.
bool is_own_csv(std::string_view beginning);
Reading read_own_csv(const std::string& bytes, ListFile& list);

}  // namespace lockgate::wire
