// A sheet of text for a terminal: lines with a margin, wrapped, with something before the first.
//
//   kjfw2abc  Explosion at Ferry Quay cold store, four missing after
//             the roof fell in
//   -before-  -words, from the column `indent` on
//
// Not for sharing between threads.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/terminal.h"

namespace checkback {

class Sheet {
 public:
  // `terminal` must outlive it.
  explicit Sheet(const Terminal& terminal);

  // `words` below one another from the column `indent` on; `before` stands left of the first line.
  void Line(std::size_t indent, Style style, std::string_view words, std::string_view before = {},
            Style before_style = Style::kAccent);
  // One blank line, never two.
  void Gap();
  std::string Take() { return std::move(out_); }

 private:
  const Terminal& terminal_;
  std::size_t columns_;
  std::string out_;
};

// "1 article", "12 articles".
std::string Counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace checkback
