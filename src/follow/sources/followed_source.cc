#include "follow/sources/followed_source.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace checkback {
namespace {

constexpr std::array<std::string_view, 4> kKinds = {"feed", "site", "sitemap", "page"};
constexpr std::array<std::string_view, 8> kFailures = {
    "", "no_answer", "status", "too_many", "blocked", "content", "refused", "gone"};
constexpr std::array<std::string_view, 9> kTroubles = {"gone",    "refused", "blocked",
                                                       "failing", "empty",   "layout_changed",
                                                       "silent",  "slow",    "ids_change"};

constexpr int kNotModified = 304;
constexpr double kHour = 3600;
// How fast what a source listed is forgotten in its rate.
constexpr double kRateMemoryHours = 48;
// After a "too many" the wait doubles, up to so many times the usual; a good poll takes a tenth
// off.
constexpr double kSlowestPace = 16;
constexpr double kPaceRecovers = 0.9;
// The moving mean of how long polls take.
constexpr double kTookWeight = 0.2;

template <typename Enum, std::size_t N>
std::optional<Enum> Named(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

double HoursBetween(Instant from, Instant to) {
  return static_cast<double>(std::max<std::int64_t>(0, (to - from).count())) / kHour;
}

void TakeNews(const SourcePoll& poll, FollowedSource& source) {
  if (poll.fresh == 0) return;
  if (poll.first || !source.last_new) {
    source.items_an_hour = poll.items_an_hour.value_or(0);
  } else {
    const double hours = std::max(HoursBetween(*source.last_new, poll.at), 1 / kHour);
    const double kept = std::exp(-hours / kRateMemoryHours);
    source.items_an_hour = source.items_an_hour * kept + (1 - kept) * poll.fresh / hours;
  }
  source.last_new = poll.at;
}

void TakeGood(const SourcePoll& poll, FollowedSource& source) {
  source.failing_since.reset();
  source.failure = PollFailure::kNone;
  source.failure_text.clear();
  source.failures = 0;
  source.last_good = poll.at;
  source.pace = std::max(1.0, source.pace * kPaceRecovers);
  source.fresh_seconds = poll.fresh_seconds;
  if (poll.status == kNotModified) return;
  source.validators = poll.validators;
  source.items = poll.items;
  source.ttl_minutes = poll.ttl_minutes;
  source.skip_hours = poll.skip_hours;
  source.skip_days = poll.skip_days;
  const bool lists = source.kind == FollowedKind::kFeed || source.kind == FollowedKind::kSitemap;
  if (!lists || poll.items > 0)
    source.empty_since.reset();
  else if (!source.empty_since)
    source.empty_since = poll.at;
  if (source.title.empty()) source.title = poll.title;
  TakeNews(poll, source);
}

void TakeFailure(const SourcePoll& poll, FollowedSource& source) {
  if (!source.failing_since) source.failing_since = poll.at;
  source.failure = poll.failure;
  source.failure_text = poll.failure_text;
  ++source.failures;
  if (poll.failure == PollFailure::kTooMany) source.pace = std::min(kSlowestPace, source.pace * 2);
}

std::string Times(std::uint32_t count) {
  return count == 1 ? "once" : count == 2 ? "twice" : fmt::format("{} times", count);
}

void AddFailure(const FollowedSource& source, std::vector<SourceTrouble>& troubles) {
  if (!source.failing_since) return;
  Trouble trouble = Trouble::kFailing;
  if (source.failure == PollFailure::kGone) trouble = Trouble::kGone;
  if (source.failure == PollFailure::kRefused) trouble = Trouble::kRefused;
  if (source.failure == PollFailure::kBlocked) trouble = Trouble::kBlocked;
  std::string text =
      source.failure_text.empty() ? std::string(NameOf(source.failure)) : source.failure_text;
  if (source.failures > 1) text += fmt::format(", {}", Times(source.failures));
  if (source.last_status == kNotModified) text += "; unchanged since";
  troubles.push_back({trouble, source.failing_since, std::move(text)});
}

bool IsSilent(const FollowedSource& source, Instant now) {
  if (!source.last_new || source.failing_since) return false;
  const double hours = HoursBetween(*source.last_new, now);
  const double gaps = source.items_an_hour > 0 ? kSilentGaps / source.items_an_hour : 0;
  return hours > std::max(static_cast<double>(kSilentAfter.count()), gaps);
}

double Median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

bool Parts(double before, double now) {
  const double least = std::min(before, now), most = std::max(before, now);
  return most > 0 && (least <= 0 || most / least >= kDriftFactor);
}

}  // namespace

std::string_view NameOf(FollowedKind kind) {
  return kKinds[static_cast<std::size_t>(kind)];
}
std::optional<FollowedKind> FollowedKindOf(std::string_view name) {
  return Named<FollowedKind>(kKinds, name);
}
std::string_view NameOf(PollFailure failure) {
  return kFailures[static_cast<std::size_t>(failure)];
}
std::optional<PollFailure> PollFailureOf(std::string_view name) {
  return Named<PollFailure>(kFailures, name);
}
std::string_view NameOf(Trouble trouble) {
  return kTroubles[static_cast<std::size_t>(trouble)];
}

FollowedSource TakePoll(FollowedSource source, const SourcePoll& poll) {
  source.last_tried = poll.at;
  source.took_seconds = source.took_seconds <= 0 ? poll.took_seconds
                                                 : source.took_seconds * (1 - kTookWeight) +
                                                       poll.took_seconds * kTookWeight;
  source.note = poll.note;
  if (!poll.moved_to.empty() && poll.failure == PollFailure::kNone &&
      poll.moved_to != source.url_in_use) {
    source.note = fmt::format("moved for good: {} is now {}", source.url_in_use, poll.moved_to);
    source.url_in_use = poll.moved_to;
  }
  const bool stays_failed = source.failing_since && poll.status == kNotModified;
  if (poll.failure != PollFailure::kNone)
    TakeFailure(poll, source);
  else if (!stays_failed)
    TakeGood(poll, source);
  source.last_status = poll.status;
  return source;
}

Validators ValidatorsFor(const FollowedSource& source) {
  const bool of_content =
      source.failure == PollFailure::kContent || source.failure == PollFailure::kBlocked;
  if (source.failing_since && (of_content || source.last_status == kNotModified)) return {};
  return source.validators;
}

std::vector<SourceTrouble> TroublesOf(const FollowedSource& source, Instant now) {
  std::vector<SourceTrouble> troubles;
  AddFailure(source, troubles);
  if (source.empty_since)
    troubles.push_back({Trouble::kEmpty, source.empty_since, "a good answer that lists nothing"});
  if (source.drift && source.drift->changed)
    troubles.push_back(
        {Trouble::kLayoutChanged, std::nullopt,
         fmt::format("its articles had {:.0f} paragraphs and {:.0f} characters, the last ones have "
                     "{:.0f} and {:.0f}",
                     source.drift->paragraphs_before, source.drift->characters_before,
                     source.drift->paragraphs_now, source.drift->characters_now)});
  if (IsSilent(source, now)) troubles.push_back({Trouble::kSilent, source.last_new, "nothing new"});
  if (source.took_seconds >= kSlowSeconds)
    troubles.push_back({Trouble::kSlow, std::nullopt,
                        fmt::format("answers take {:.0f} seconds", source.took_seconds)});
  if (source.ids_change || source.urls_change)
    troubles.push_back({Trouble::kIdsChange, std::nullopt,
                        source.urls_change
                            ? "known items come with new addresses: told by their titles"
                            : "known items come with new ids: told by their addresses"});
  return troubles;
}

std::string_view StateOf(const FollowedSource& source, const std::vector<SourceTrouble>& troubles) {
  if (!troubles.empty()) return NameOf(troubles.front().trouble);
  return source.last_good ? "ok" : "new";
}

std::optional<ArticleDrift> DriftOf(const std::vector<ArticleSize>& sizes) {
  if (sizes.size() < kDriftLast + kDriftBefore) return std::nullopt;
  const std::size_t first_of_last = sizes.size() - kDriftLast;
  const auto median = [&](std::size_t from, std::size_t to, std::uint32_t ArticleSize::* of) {
    std::vector<double> values;
    values.reserve(to - from);
    for (std::size_t i = from; i < to; ++i) values.push_back(sizes[i].*of);
    return Median(std::move(values));
  };
  ArticleDrift drift;
  drift.paragraphs_before = median(0, first_of_last, &ArticleSize::paragraphs);
  drift.paragraphs_now = median(first_of_last, sizes.size(), &ArticleSize::paragraphs);
  drift.characters_before = median(0, first_of_last, &ArticleSize::characters);
  drift.characters_now = median(first_of_last, sizes.size(), &ArticleSize::characters);
  drift.changed = Parts(drift.paragraphs_before, drift.paragraphs_now) ||
                  Parts(drift.characters_before, drift.characters_now);
  return drift;
}

}  // namespace checkback
