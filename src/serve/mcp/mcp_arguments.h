// What a tool may be asked, as a table: the schema that a client reads and the check of what it
// sends are made from the same lines.
//
// Pure.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "text/instant.h"
#include "text/json.h"
#include "text/result.h"

namespace checkback {

enum class McpType {
  kText,
  kSince,   // a time or a day, which means its beginning
  kAsOf,    // a time or a day, which means its end
  kNumber,  // whole, from `least` to `most`
  kYesNo,
  kChoice,  // one of `choices`
};

struct McpParameter {
  std::string_view name;
  McpType type = McpType::kText;
  std::string_view does = {};
  bool required = false;
  std::size_t least = 0, most = 0;
  std::string_view choices = {};  // words with blanks between them
};

// The JSON Schema of an object with these members and no others.
std::string McpInputSchema(std::span<const McpParameter> takes);

class McpArguments {
 public:
  // `given` is an object or null. kBadInput names the first member that is not as promised.
  static Result<McpArguments> Read(std::span<const McpParameter> takes, const Json& given);

  // "" where it was not given, or given as null. Valid as long as this.
  std::string_view Text(std::string_view name) const;
  bool IsYes(std::string_view name) const { return Text(name) == "yes"; }
  std::optional<Instant> Moment(std::string_view name) const;
  std::optional<std::size_t> Number(std::string_view name) const;

 private:
  Result<void> Take(const McpParameter& parameter, const Json& value);

  std::map<std::string, std::string, std::less<>> texts_;
  std::map<std::string, Instant, std::less<>> moments_;
  std::map<std::string, std::size_t, std::less<>> numbers_;
};

}  // namespace checkback
