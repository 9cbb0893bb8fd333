#include "cli/terminal.h"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "cli/display_width.h"
#include "text/utf8.h"

namespace checkback {
namespace {

bool Set(const char* value) {
  return value != nullptr && *value != '\0';
}

bool SetAndNotZero(const char* value) {
  return Set(value) && std::string_view(value) != "0";
}

bool WantsColors(const TerminalEnvironment& environment, std::string_view when) {
  if (when == "always") return true;
  if (when == "never" || Set(environment.no_color)) return false;
  if (SetAndNotZero(environment.clicolor_force) || SetAndNotZero(environment.force_color))
    return true;
  if (Set(environment.clicolor) && std::string_view(environment.clicolor) == "0") return false;
  if (environment.term != nullptr && std::string_view(environment.term) == "dumb") return false;
  return environment.is_terminal;
}

bool TurnsDirection(char32_t value) {
  return (value >= 0x202A && value <= 0x202E) || (value >= 0x2066 && value <= 0x2069);
}

bool Invisible(char32_t value) {
  return value == 0xAD || value == 0xFEFF || (value >= 0xE0000 && value <= 0xE007F);
}

void AppendHarmless(char32_t value, std::string& out) {
  if (value == '\n' || value == '\r' || value == '\t' || value == 0x2028 || value == 0x2029) {
    out += ' ';
  } else if (value < 0x20) {
    AppendUtf8(0x2400 + value, out);
  } else if (value == 0x7F) {
    AppendUtf8(0x2421, out);
  } else if (value >= 0x80 && value < 0xA0) {
    AppendUtf8(kReplacement, out);
  } else if (TurnsDirection(value)) {
    out += fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(value));
  } else if (!Invisible(value)) {
    AppendUtf8(value, out);
  }
}

// Characters of unspaced scripts that may not open a line.
bool ClosesOnly(char32_t value) {
  static constexpr std::u32string_view kClosing =
      U"、。，．・：；？！）〕］｝〉》」』】’”ー々ゝゞヽヾぁぃぅぇぉっゃゅょァィゥェォッャュョ…‥％";
  return kClosing.find(value) != kClosing.npos;
}

bool OpensOnly(char32_t value) {
  static constexpr std::u32string_view kOpening = U"（〔［｛〈《「『【‘“";
  return kOpening.find(value) != kOpening.npos;
}

// A place where a line may end: before the character at `next`.
bool MayBreakBetween(char32_t before, char32_t next) {
  if (DisplayWidth(next) == 0) return false;
  const bool unspaced = DisplayWidth(before) == 2 || DisplayWidth(next) == 2;
  return unspaced && !ClosesOnly(next) && !OpensOnly(before);
}

// The line being filled. `safe` is the last place where it may end.
class LineFiller {
 public:
  explicit LineFiller(std::size_t columns) : columns_(std::max<std::size_t>(columns, 2)) {}

  void Put(char32_t value) {
    if (value == ' ') return Blank();
    const auto width = static_cast<std::size_t>(DisplayWidth(value));
    if (!line_.empty() && last_ != ' ' && MayBreakBetween(last_, value)) MarkSafe(false);
    if (used_ + width > columns_) EndLine();
    AppendUtf8(value, line_);
    used_ += width;
    last_ = value;
  }

  std::vector<std::string> Take() {
    if (!line_.empty()) lines_.push_back(line_);
    while (!lines_.empty() && lines_.back().ends_with(' ')) lines_.back().pop_back();
    return std::move(lines_);
  }

 private:
  void Blank() {
    if (line_.empty() || last_ == ' ') return;
    MarkSafe(true);
    line_ += ' ';
    ++used_;
    last_ = ' ';
  }

  void MarkSafe(bool blank) {
    safe_bytes_ = line_.size();
    after_safe_ = safe_bytes_ + (blank ? 1 : 0);
  }

  void EndLine() {
    if (safe_bytes_ == 0) {  // one word longer than the line
      lines_.push_back(line_);
      line_.clear();
    } else {
      lines_.push_back(line_.substr(0, safe_bytes_));
      line_.erase(0, std::min(after_safe_, line_.size()));
    }
    used_ = DisplayWidth(line_);
    safe_bytes_ = after_safe_ = 0;
  }

  std::size_t columns_;
  std::string line_;
  std::vector<std::string> lines_;
  std::size_t used_ = 0, safe_bytes_ = 0, after_safe_ = 0;
  char32_t last_ = ' ';
};

}  // namespace

TerminalEnvironment TerminalOfStdout() {
  TerminalEnvironment environment;
  environment.is_terminal = isatty(STDOUT_FILENO) != 0;
  winsize size{};
  if (environment.is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
    environment.columns = size.ws_col;
  environment.no_color = std::getenv("NO_COLOR");
  environment.clicolor = std::getenv("CLICOLOR");
  environment.clicolor_force = std::getenv("CLICOLOR_FORCE");
  environment.force_color = std::getenv("FORCE_COLOR");
  environment.term = std::getenv("TERM");
  return environment;
}

Terminal DescribeTerminal(const TerminalEnvironment& environment, std::string_view when) {
  Terminal terminal;
  constexpr std::size_t kNarrowest = 24;  // below it nothing would be readable
  if (environment.columns > 0) terminal.width = std::max(environment.columns, kNarrowest);
  terminal.colors = WantsColors(environment, when);
  return terminal;
}

std::string Harmless(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = CodePointAt(text, at);
    AppendHarmless(point.value, out);
    at += point.bytes;
  }
  return out;
}

std::string Styled(const Terminal& terminal, Style style, std::string_view text) {
  static constexpr std::array<std::string_view, 7> kCodes = {"", "1", "2", "3", "36", "33", "31"};
  if (!terminal.colors || style == Style::kPlain || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", kCodes[static_cast<std::size_t>(style)], text);
}

std::vector<std::string> Wrapped(std::string_view text, std::size_t columns) {
  LineFiller filler(columns);
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = CodePointAt(text, at);
    filler.Put(point.value);
    at += point.bytes;
  }
  return filler.Take();
}

}  // namespace checkback
