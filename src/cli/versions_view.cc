#include "cli/versions_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "cli/article_view.h"
#include "story/told/edit_reason.h"

namespace checkback {
namespace {

constexpr std::size_t kColumns = 76;
constexpr std::size_t kMargin = 2;
constexpr std::size_t kShownId = 8;  // of an id: enough to be told apart by people

PageTime TimeOf(Instant seen_at) {
  return {.utc = seen_at, .offset = std::chrono::minutes(0), .has_time = true};
}

}  // namespace

std::string KindsOf(const Diff& diff) {
  std::map<EditKind, std::size_t> counts;
  for (const Edit& edit : diff.edits) ++counts[edit.what];
  std::string kinds;
  for (const auto& [kind, count] : counts) {
    const std::string_view comma = kinds.empty() ? "" : ", ";
    kinds += count == 1 ? fmt::format("{}{}", comma, NameOf(kind))
                        : fmt::format("{}{} x {}", comma, count, NameOf(kind));
  }
  if (!diff.corrections.empty()) kinds += kinds.empty() ? "a correction" : ", a correction";
  if (!diff.withdrawn.empty())
    kinds += kinds.empty() ? "a correction withdrawn" : ", a correction withdrawn";
  return kinds;
}

std::string VersionsViewOf(std::string_view url, const std::vector<ShownVersion>& versions,
                           const Terminal& terminal) {
  const std::size_t columns = std::min(kColumns, terminal.width - kMargin);
  std::string out = "\n";
  const auto line = [&](std::size_t indent, Style style, std::string_view words) {
    for (const std::string& part : Wrapped(Harmless(words), columns - indent))
      out += std::string(kMargin + indent, ' ') + Styled(terminal, style, part) + '\n';
  };
  line(0, Style::kDim,
       fmt::format("{} version{} of {}", versions.size(), versions.size() == 1 ? "" : "s", url));
  out += '\n';
  for (std::size_t n = 0; n < versions.size(); ++n) {
    const auto& [version, article, since] = versions[n];
    const std::string number = std::to_string(n + 1);
    out += fmt::format("{}{} {}  {}\n", std::string(kMargin, ' '),
                       Styled(terminal, Style::kAccent, fmt::format("{:>2}", number)),
                       Clock(TimeOf(version.capture.seen_at)),
                       Styled(terminal, Style::kDim, version.capture.id.substr(0, kShownId)));
    line(3, Style::kBold, version.headline.empty() ? "(no headline)" : version.headline);
    if (since) {
      const std::string kinds = KindsOf(*since);
      line(3, Style::kWarn,
           fmt::format("{}: {}", NameOf(ReasonOf(versions[n - 1].article, article, *since)),
                       kinds.empty() ? "the order of sentences" : kinds));
    }
    if (version.returns_to)
      line(3, Style::kWarn, fmt::format("as version {} again", *version.returns_to + 1));
    if (version.visits > 1)
      line(3, Style::kDim,
           fmt::format("seen unchanged {} more time{}, last {}", version.visits - 1,
                       version.visits == 2 ? "" : "s", Clock(TimeOf(version.last_seen))));
    out += '\n';
  }
  return out;
}

}  // namespace checkback
