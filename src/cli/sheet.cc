#include "cli/sheet.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/display_width.h"

namespace checkback {
namespace {

constexpr std::size_t kColumns = 76;  // longer lines are hard to follow with the eye
constexpr std::size_t kMargin = 2;
constexpr std::size_t kNarrowest = 20;  // words get as much, whatever stands before them

}  // namespace

Sheet::Sheet(const Terminal& terminal)
    : terminal_(terminal), columns_(std::min(kColumns, terminal.width - kMargin)) {}

void Sheet::Line(std::size_t indent, Style style, std::string_view words, std::string_view before,
                 Style before_style) {
  std::string left = Harmless(before);
  const std::size_t width = columns_ > indent + kNarrowest ? columns_ - indent : kNarrowest;
  for (const std::string& part : Wrapped(Harmless(words), width)) {
    const std::size_t taken = DisplayWidth(left);
    out_ += std::string(kMargin, ' ') + Styled(terminal_, before_style, left) +
            std::string(indent > taken ? indent - taken : 0, ' ') + Styled(terminal_, style, part) +
            '\n';
    left.clear();
  }
}

void Sheet::Gap() {
  if (!out_.ends_with("\n\n")) out_ += '\n';
}

std::string Counted(std::size_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

}  // namespace checkback
