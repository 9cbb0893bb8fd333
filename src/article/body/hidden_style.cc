#include "article/body/hidden_style.h"

#include <charconv>
#include <string>

#include "text/utf8.h"

namespace checkback {
namespace {

// Further than this no screen shows it.
constexpr double kOffScreen = -900;  // pixels
constexpr double kNothing = 1;       // pixels, of a box that overflows hidden

double NumberOf(std::string_view value) {
  double number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  return number;
}

bool IsNumber(std::string_view value) {
  return !value.empty() &&
         (value[0] == '-' || value[0] == '.' || (value[0] >= '0' && value[0] <= '9'));
}

struct Box {
  bool thin = false, flat = false, cut = false;
};

// One declaration, in lower case and without white space around its parts.
bool Hides(std::string_view name, std::string_view value, Box& box) {
  if (name == "display") return value == "none";
  if (name == "visibility") return value == "hidden" || value == "collapse";
  if (name == "clip") return value.starts_with("rect(0") || value.starts_with("rect(1px");
  if (name == "overflow") box.cut = value == "hidden";
  if (!IsNumber(value)) return false;
  const double number = NumberOf(value);
  if (name == "opacity" || name == "font-size") return number == 0;
  if (name == "left" || name == "top" || name == "text-indent" || name == "margin-left") {
    return number <= kOffScreen;
  }
  if (name == "width" || name == "max-width")
    box.thin = number <= kNothing && !value.ends_with('%');
  if (name == "height" || name == "max-height")
    box.flat = number <= kNothing && !value.ends_with('%');
  return false;
}

}  // namespace

bool StyleHides(std::string_view style) {
  const std::string lower = AsciiLower(style);
  Box box;
  for (std::string_view left = lower; !left.empty();) {
    const std::size_t end = std::min(left.find(';'), left.size());
    const std::string_view declaration = left.substr(0, end);
    left.remove_prefix(std::min(end + 1, left.size()));
    const std::size_t colon = declaration.find(':');
    if (colon == std::string_view::npos) continue;
    std::string_view value = Trim(declaration.substr(colon + 1));
    if (const std::size_t important = value.find('!'); important != std::string_view::npos) {
      value = Trim(value.substr(0, important));
    }
    if (Hides(Trim(declaration.substr(0, colon)), value, box)) return true;
  }
  return box.cut && (box.thin || box.flat);
}

}  // namespace checkback
