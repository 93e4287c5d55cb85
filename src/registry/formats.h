// The formats of registers: for each, whether a file's beginning is one, and how it is read into a RegisterFile.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "registry/register_file.h"
#include "wire/json_value.h"
#include "wire/text_stream.h"

namespace lockgate::registry {

bool is_gleif_csv(std::string_view beginning);
void read_gleif_csv(wire::TextStream stream, RegisterFile& file);

bool is_gleif_json(std::string_view beginning);
void read_gleif_json(wire::TextStream stream, RegisterFile& file);

bool is_gleif_xml(std::string_view beginning);
void read_gleif_xml(wire::TextStream stream, RegisterFile& file);

bool is_bods(std::string_view beginning);
void read_bods(wire::TextStream stream, RegisterFile& file);

bool is_control_snapshot(std::string_view beginning);
void read_control_snapshot(wire::TextStream stream, RegisterFile& file);

// Objects of a list, of JSON Lines, or one object over several lines, one after another; what is no JSON becomes a
// finding.
void for_each_object(wire::TextStream stream, RegisterFile& file,
                     const std::function<void(const wire::JsonValue& object, const std::string& where)>& use);

// The text at the end of a path, whatever way the publisher wraps it: `"x"`, `{"$": "x"}`, `{"name": "x"}`; keys with
// either first letter. Empty: none.
std::string text_at(const wire::JsonValue& from, std::initializer_list<std::string_view> path);
const wire::JsonValue* value_at(const wire::JsonValue& from, std::initializer_list<std::string_view> path);

// A date with or without a time, or a month or a year, of which the first day counts, or with `is_end` the day after
// the last. nullopt: none. An empty text has none either.
std::optional<Date> day_of(std::string_view text, bool is_end);

}  // namespace lockgate::registry
