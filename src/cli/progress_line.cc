#include "cli/progress_line.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>

namespace checkback {
namespace {

constexpr std::size_t kBar = 24;
constexpr auto kBetween = std::chrono::milliseconds(200);

std::string Grouped(std::size_t number) {
  const std::string digits = std::to_string(number);
  std::string grouped;
  for (std::size_t at = 0; at < digits.size(); ++at) {
    if (at > 0 && (digits.size() - at) % 3 == 0) grouped += ',';
    grouped += digits[at];
  }
  return grouped;
}

std::string Duration(double seconds) {
  const auto whole = static_cast<long>(std::ceil(seconds));
  if (whole < 3600) return fmt::format("{}:{:02}", whole / 60, whole % 60);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

}  // namespace

std::string ProgressLine(const ImportProgress& progress, double seconds, std::size_t columns) {
  std::string line;
  const double share = progress.bytes_total == 0
                           ? 0
                           : std::min(1.0, static_cast<double>(progress.bytes_done) /
                                               static_cast<double>(progress.bytes_total));
  if (progress.bytes_total > 0) {
    const auto full = static_cast<std::size_t>(share * kBar);
    line += fmt::format("[{}{}{}] {:3.0f} %  ", std::string(full, '='), full < kBar ? ">" : "",
                        std::string(kBar - full - (full < kBar ? 1 : 0), ' '), share * 100);
  }
  line += fmt::format("{} captures", Grouped(progress.kept.kept));
  const auto done = static_cast<double>(progress.kept.kept + progress.kept.known);
  if (seconds > 1) line += fmt::format("  {}/s", Grouped(static_cast<std::size_t>(done / seconds)));
  if (progress.kept.copies > 0) line += fmt::format("  {} copies", Grouped(progress.kept.copies));
  if (progress.failed > 0) line += fmt::format("  {} failed", Grouped(progress.failed));
  if (seconds > 1 && progress.bytes_read > 0 && progress.bytes_total > progress.bytes_done) {
    const double left = static_cast<double>(progress.bytes_total - progress.bytes_done) /
                        static_cast<double>(progress.bytes_read) * seconds;
    line += fmt::format("  {} left", Duration(left));
  }
  return line.substr(0, columns);  // ASCII only
}

double ProgressDisplay::Seconds() const {
  return std::chrono::duration<double>(Clock::now() - begun_).count();
}

void ProgressDisplay::Show(const ImportProgress& progress) {
  if (!shown_ || Clock::now() - last_ < kBetween) return;
  last_ = Clock::now();
  const std::string line = fmt::format(
      "\r\x1b[K{}", ProgressLine(progress, Seconds(), columns_ > 1 ? columns_ - 1 : 79));
  is_there_ = write(STDERR_FILENO, line.data(), line.size()) > 0;
}

void ProgressDisplay::Clear() {
  if (is_there_) is_there_ = write(STDERR_FILENO, "\r\x1b[K", 4) < 0;
}

}  // namespace checkback
