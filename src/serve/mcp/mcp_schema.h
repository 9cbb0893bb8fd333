// JSON Schemas of what tools give: every member is there, and no other.
//
// Pure.

#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace checkback::mcp_schema {

inline constexpr std::string_view kText = R"({"type":"string"})";
inline constexpr std::string_view kTextOrNull = R"({"type":["string","null"]})";
inline constexpr std::string_view kTime = R"({"type":"string","format":"date-time"})";
inline constexpr std::string_view kTimeOrNull =
    R"({"type":["string","null"],"format":"date-time"})";
inline constexpr std::string_view kCount = R"({"type":"integer","minimum":0})";
inline constexpr std::string_view kPlaceOrNull = R"({"type":["integer","null"],"minimum":0})";
inline constexpr std::string_view kNumber = R"({"type":"number"})";
inline constexpr std::string_view kNumberOrNull = R"({"type":["number","null"]})";
inline constexpr std::string_view kYesNo = R"({"type":"boolean"})";
inline constexpr std::string_view kAnyObject = R"({"type":"object"})";

using Members = std::initializer_list<std::pair<std::string_view, std::string_view>>;
std::string ObjectOf(Members members, std::string_view description = "");
// Of a tool: `members`, and those that every result has (WriteHead in mcp_answer.h).
std::string ResultOf(Members members);
std::string ListOf(std::string_view item);
std::string OrNull(std::string_view schema);

// What WriteQuoted, WriteQuestion and WriteFigure of mcp_answer.h write: references to what
// ResultOf defines.
std::string Quoted();
std::string Question();
std::string Figure();

}  // namespace checkback::mcp_schema
