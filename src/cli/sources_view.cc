#include "cli/sources_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "cli/article_view.h"
#include "cli/sheet.h"

namespace checkback {
namespace {

constexpr std::size_t kIndent = 16;  // "layout changed" and a gap

bool IsBad(const SourceStatus& status) {
  if (status.troubles.empty()) return false;
  const Trouble worst = status.troubles.front().trouble;
  return worst == Trouble::kGone || worst == Trouble::kRefused || worst == Trouble::kBlocked ||
         worst == Trouble::kFailing;
}

// What deserves a look comes first.
int RankOf(const SourceStatus& status) {
  return IsBad(status) ? 0 : !IsWell(status) ? 1 : status.state == "new" ? 2 : 3;
}

Style StyleOf(const SourceStatus& status) {
  return IsBad(status) ? Style::kBad : !IsWell(status) ? Style::kWarn : Style::kAccent;
}

std::string InWords(std::string_view state) {
  std::string words(state);
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string TitleOf(const FollowedSource& source) {
  return source.title.empty() ? source.url : source.title;
}

std::string TimeOf(Instant moment) {
  return Clock({.utc = moment, .offset = std::chrono::minutes(0), .has_time = true});
}

// "feed · coast, europe · number 3".
std::string PlaceOf(const FollowedSource& source) {
  std::string words(NameOf(source.kind));
  if (!source.tags.empty()) words += fmt::format(" · {}", fmt::join(source.tags, ", "));
  return words + fmt::format(" · number {}", source.key);
}

void ShowTroubles(const SourceStatus& status, Sheet& page) {
  for (const SourceTrouble& trouble : status.troubles) {
    const bool first = &trouble == &status.troubles.front();
    std::string words = first ? "" : InWords(NameOf(trouble.trouble)) + " ";
    if (trouble.since) words += fmt::format("since {}: ", TimeOf(*trouble.since));
    page.Line(kIndent, first ? StyleOf(status) : Style::kWarn, words + trouble.text);
  }
  if (const std::string words = ScriptWords(status); !words.empty())
    page.Line(kIndent, IsWell(status) ? Style::kDim : Style::kWarn, words);
}

// "12 new today, 11 kept · 240 pages watched, 3 waiting".
std::string NewsOf(const SourceStatus& status, Instant now) {
  std::string words;
  const auto add = [&](std::string_view part) {
    words += words.empty() ? "" : " · ";
    words += part;
  };
  const auto today = std::chrono::floor<std::chrono::days>(now);
  if (!status.days.empty() && status.days.front().day == today && status.days.front().listed > 0) {
    const SourceDay& day = status.days.front();
    add(fmt::format("{} new today, {} kept{}", day.listed, day.kept,
                    day.failed > 0 ? fmt::format(", {} not", day.failed) : ""));
    if (day.gaps > 0)
      add(fmt::format("{} that may have been missed", Counted(day.gaps, "list", "lists")));
  }
  if (status.PagesIn(PageState::kWatched) > 0)
    add(Counted(status.PagesIn(PageState::kWatched), "page watched", "pages watched"));
  if (status.PagesIn(PageState::kWaiting) > 0)
    add(fmt::format("{} waiting", status.PagesIn(PageState::kWaiting)));
  return words;
}

std::string AskedOf(const FollowedSource& source, Instant now) {
  std::string words;
  if (source.last_good)
    words = source.failing_since || source.last_good != source.last_tried
                ? fmt::format("last good {}", DistanceOf(*source.last_good, now))
                : fmt::format("asked {}", DistanceOf(*source.last_good, now));
  else if (source.last_tried)
    words = fmt::format("tried {}", DistanceOf(*source.last_tried, now));
  if (!source.next_due) return words + (words.empty() ? "not asked" : ", not asked again");
  const std::string_view again = words.empty() ? "to be asked" : ", again";
  return words + fmt::format("{} {}", again, DistanceOf(std::max(*source.next_due, now), now));
}

// "its hub tells of news: 12 times, the last 4 minutes ago".
std::string PushOf(const SourceStatus& status, Instant now) {
  if (!status.push) return {};
  const Subscription& push = *status.push;
  if (!push.note.empty()) return fmt::format("no news by push: {}", push.note);
  if (!IsActive(push, now)) return "its hub was asked for news by push";
  if (!push.last_push) return "its hub is to tell of news, and has not yet";
  return fmt::format("its hub tells of news: {}, the last {}",
                     Counted(push.pushes, "time", "times"), DistanceOf(*push.last_push, now));
}

void Show(const SourceStatus& status, Instant now, Sheet& page) {
  const FollowedSource& source = status.source;
  page.Line(kIndent, Style::kBold, TitleOf(source), InWords(status.state), StyleOf(status));
  page.Line(kIndent, Style::kPlain, source.url_in_use);
  if (source.url_in_use != source.url)
    page.Line(kIndent, Style::kDim, fmt::format("added as {}", source.url));
  page.Line(kIndent, Style::kDim, PlaceOf(source));
  ShowTroubles(status, page);
  if (!source.note.empty()) page.Line(kIndent, Style::kWarn, source.note);
  if (const std::string news = NewsOf(status, now); !news.empty())
    page.Line(kIndent, Style::kPlain, news);
  if (const std::string push = PushOf(status, now); !push.empty())
    page.Line(kIndent, Style::kDim, push);
  page.Line(kIndent, Style::kDim, AskedOf(source, now));
  page.Gap();
}

std::string SummaryOf(const std::vector<SourceStatus>& sources) {
  std::map<std::string, std::size_t> by_state;
  std::size_t well = 0;
  for (const SourceStatus& status : sources)
    status.state == "ok" ? ++well : ++by_state[InWords(status.state)];
  std::string words = Counted(sources.size(), "source", "sources");
  if (well > 0 || by_state.empty()) words += fmt::format(": {} well", well);
  bool first = well == 0;
  for (const auto& [state, count] : by_state) {
    words += fmt::format("{}{} {}", first ? ": " : ", ", count, state);
    first = false;
  }
  return words;
}

}  // namespace

std::string DistanceOf(Instant moment, Instant now) {
  using std::chrono::seconds;
  const bool ahead = moment > now;
  const std::int64_t away = (ahead ? moment - now : now - moment).count();
  constexpr std::int64_t kMinute = 60, kHour = 60 * kMinute, kDay = 24 * kHour;
  if (away < kMinute) return "now";
  const std::string words =
      away < kHour      ? Counted(static_cast<std::size_t>(away / kMinute), "minute", "minutes")
      : away < 2 * kDay ? Counted(static_cast<std::size_t>(away / kHour), "hour", "hours")
                        : Counted(static_cast<std::size_t>(away / kDay), "day", "days");
  return ahead ? "in " + words : words + " ago";
}

std::string SourcesViewOf(std::vector<SourceStatus> sources, Instant now,
                          const Terminal& terminal) {
  Sheet page(terminal);
  page.Gap();
  page.Line(0, Style::kBold, SummaryOf(sources));
  page.Gap();
  std::stable_sort(sources.begin(), sources.end(),
                   [](const SourceStatus& a, const SourceStatus& b) {
                     if (RankOf(a) != RankOf(b)) return RankOf(a) < RankOf(b);
                     return TitleOf(a.source) < TitleOf(b.source);
                   });
  for (const SourceStatus& status : sources) Show(status, now, page);
  return page.Take();
}

}  // namespace checkback
