#include "cli/fetches_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/sheet.h"
#include "text/instant.h"

namespace checkback {
namespace {

constexpr std::size_t kIndent = 22;  // a time and a gap

bool IsGood(const LoggedFetch& fetch) {
  return fetch.unchanged || fetch.outcome == "fetched" || fetch.outcome == "redirect";
}

// "200, 18204 bytes", "304, unchanged", "timeout".
std::string CameOf(const LoggedFetch& fetch) {
  if (fetch.status == 0) {
    std::string words = fetch.outcome;
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
  }
  std::string words = fmt::format("{}", fetch.status);
  if (fetch.unchanged) return words + ", unchanged";
  if (!fetch.location.empty()) return words + fmt::format(", to {}", fetch.location);
  if (fetch.bytes > 0)
    words +=
        fmt::format(", {}{}", Counted(fetch.bytes, "byte", "bytes"), fetch.cut ? " of it" : "");
  return words;
}

}  // namespace

std::string FetchViewOf(const LoggedFetch& fetch, const Terminal& terminal) {
  Sheet page(terminal);
  const bool good = IsGood(fetch);
  page.Line(kIndent, good ? Style::kPlain : Style::kWarn,
            fmt::format("{}: {}", fetch.purpose, CameOf(fetch)), ToRfc3339(fetch.at),
            good ? Style::kAccent : Style::kWarn);
  page.Line(kIndent, Style::kDim, fetch.url);
  if (!fetch.source.empty() && fetch.source != fetch.url)
    page.Line(kIndent, Style::kDim, fmt::format("for {}", fetch.source));
  if (!good && !fetch.why.empty()) page.Line(kIndent, Style::kDim, fetch.why);
  return page.Take();
}

}  // namespace checkback
