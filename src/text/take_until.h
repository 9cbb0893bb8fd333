// Cuts a table of rules into its lines and fields, from the front.
//
//   std::string_view line = "kind a b";
//   TakeUntil(line, ' ') == "kind";  line == "a b"

#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace checkback {

// What stands before the first `end`, or all there is; it and its `end` are taken off `rest`. Valid
// as long as what `rest` looks at.
inline std::string_view TakeUntil(std::string_view& rest, char end) {
  const std::size_t at = std::min(rest.find(end), rest.size());
  const std::string_view taken = rest.substr(0, at);
  rest.remove_prefix(std::min(at + 1, rest.size()));
  return taken;
}

// What stands behind `name` and a blank in the next line, which is taken off `rest`; empty, and
// nothing taken, where the line is another one.
inline std::string_view TakeNamed(std::string_view& rest, std::string_view name) {
  std::string_view ahead = rest;
  const std::string_view line = TakeUntil(ahead, '\n');
  if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != ' ') return {};
  rest = ahead;
  return line.substr(name.size() + 1);
}

}  // namespace checkback
