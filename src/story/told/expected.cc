#include "story/told/expected.h"

#include <algorithm>

#include "story/told/answer_words.h"
#include "story/told/contradiction_rules.h"
#include "story/told/in_sentence.h"
#include "story/words.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Words of both by words of either (Jaccard): the same promise again, and the report that it was
// kept. Set by hand on data/developing, where nothing is labelled for it: a report that shares less
// than a fourth of its words with the promise is as a rule about something else.
constexpr double kSamePromise = 0.5;
constexpr double kKept = 0.25;
// A report that names the very day needs less: so many word families that are no names.
constexpr std::size_t kLeastOfTheDay = 2;
// Longer spans ("due to run until 2031") are no promise for a day.
constexpr std::chrono::days kLongestSpan(31);
// "On May 17" in October is as a rule the May before, not the one to come.
constexpr std::chrono::days kFar(183);
// Promises of one story that are followed: a story of news has some dozens, a hostile page may hold
// a million.
constexpr std::size_t kMostPromises = 1024;

// Word families without numbers, and those of them that are names.
struct Families {
  HeldWords all, names;
};

Families FamiliesIn(const Content& content) {
  Families families;
  for (const ContentWord& word : content.words) {
    if (word.is_number) continue;
    families.all.push_back(word.family);
    if (word.is_name) families.names.push_back(word.family);
  }
  SortEachOnce(families.all);
  SortEachOnce(families.names);
  return families;
}

bool Holds(const Span& outer, const Span& inner) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

// The plan that `time` belongs to; null where it belongs to none.
const NewsStatement* PlanWith(const Reading& reading, const Span& sentence, const Span& time) {
  const NewsStatement* smallest = nullptr;
  for (const NewsStatement& statement : InSentence(reading.statements, sentence)) {
    const bool plans = statement.status == Status::kPlanned && !statement.telling &&
                       Holds(sentence, statement.span) && Holds(statement.span, time);
    if (plans && (smallest == nullptr || statement.span.size() < smallest->span.size()))
      smallest = &statement;
  }
  return smallest;
}

bool HoldsAWord(std::string_view text, const std::unordered_set<std::string_view>& entries) {
  const std::string lower = LowerCase(text);
  const std::vector<FoldedWord> words = WordsOf(lower);
  return std::any_of(words.begin(), words.end(), [&](const FoldedWord& word) {
    return entries.contains(std::string_view(lower).substr(word.start, word.end - word.start));
  });
}

// Whether the time is that of an act of saying: "promised on Monday to protect".
bool IsWhenItWasSaid(const Telling& telling, const Span& sentence, const Span& time) {
  constexpr std::size_t kMostBetween = 4;  // bytes: " on "
  const ContradictionRules& rules = ContradictionRulesOf(telling.article->language);
  const auto statements = InSentence(telling.reading->statements, sentence);
  return std::any_of(statements.begin(), statements.end(), [&](const NewsStatement& statement) {
    if (!statement.telling || statement.span.end > time.start) return false;
    const std::string_view act = Words(telling.article->text, statement.span);
    // "are expected Thursday", not "predicted Thursday that"
    const bool is_passive = act.find(' ') != act.npos && HoldsAWord(act, rules.expects);
    if (statement.status == Status::kPlanned || is_passive) return false;
    const std::size_t between = time.start - statement.span.end;
    const std::string_view gap = Words(telling.article->text, {statement.span.end, time.start});
    return between <= kMostBetween && gap.find_first_of(",;:\"") == gap.npos;
  });
}

bool NamesItsYear(std::string_view words) {
  constexpr std::size_t kYear = 4;
  std::size_t digits = 0;
  for (const char c : words) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    if (digits == kYear) return true;
  }
  return false;
}

bool StandsInAName(const Names& names, const Span& time) {
  const auto after = std::upper_bound(
      names.mentions.begin(), names.mentions.end(), time.start,
      [](std::size_t start, const Mention& mention) { return start < mention.span.start; });
  return after != names.mentions.begin() && time.end <= std::prev(after)->span.end &&
         std::prev(after)->span != time;
}

struct Planned {
  DaySpan days;
  const NewsStatement* plan = nullptr;
};

// The first day after that of print that the sentence plans something for.
std::optional<Planned> PlannedFor(const Telling& telling, const Span& sentence) {
  const Reading& reading = *telling.reading;
  for (const TimeExpression& time : InSentence(reading.times, sentence)) {
    const bool is_when = time.type == TimeType::kDate || time.type == TimeType::kTime;
    if (!is_when || !Holds(sentence, time.span)) continue;
    const auto days = DaysOf(time.value);
    if (!days || days->first <= DayOf(telling) || days->last - days->first > kLongestSpan) continue;
    const bool far = days->first - DayOf(telling) > kFar;
    if (far && !NamesItsYear(Words(telling.article->text, time.span))) continue;
    const NewsStatement* plan = PlanWith(reading, sentence, time.span);
    if (plan == nullptr || IsWhenItWasSaid(telling, sentence, time.span)) continue;
    if (StandsInAName(reading.names, time.span)) continue;
    const ContradictionRules& rules = ContradictionRulesOf(telling.article->language);
    if (HoldsAWord(Words(telling.article->text, sentence), rules.off)) return std::nullopt;
    return Planned{*days, plan};
  }
  return std::nullopt;
}

// Whether it awaits something itself, or tells that something was called off.
bool LooksAhead(const Telling& telling, const Span& sentence) {
  const ContradictionRules& rules = ContradictionRulesOf(telling.article->language);
  const std::string lower = LowerCase(Words(telling.article->text, sentence));
  const std::vector<FoldedWord> words = WordsOf(lower);
  return std::any_of(words.begin(), words.end(), [&](const FoldedWord& word) {
    const auto printed = std::string_view(lower).substr(word.start, word.end - word.start);
    return rules.expects.contains(printed) || rules.off.contains(printed);
  });
}

// Whether a sentence tells of something that is no plan of its own.
bool TellsWhatWas(const Reading& reading, const Span& sentence) {
  const auto statements = InSentence(reading.statements, sentence);
  return std::any_of(statements.begin(), statements.end(), [&](const NewsStatement& statement) {
    return Holds(sentence, statement.span) && !statement.telling &&
           (statement.status == Status::kReported || statement.status == Status::kConfirmed);
  });
}

std::string DateOf(std::chrono::sys_days day) {
  return ToRfc3339(Instant(day)).substr(0, 10);
}

// The days that a sentence names.
std::vector<DaySpan> DaysAbout(const Telling& telling, const Span& sentence) {
  std::vector<DaySpan> about;
  for (const TimeExpression& time : InSentence(telling.reading->times, sentence)) {
    const bool is_when = time.type == TimeType::kDate || time.type == TimeType::kTime;
    if (const auto days = DaysOf(time.value); is_when && days) about.push_back(*days);
  }
  return about;
}

}  // namespace

// Words of both by words of either (Jaccard).
double ExpectedLayer::Alike(const Promise& promise, const NewSentence& sentence,
                            const Shared& shared) {
  const std::size_t either =
      promise.content.words.size() + sentence.content.words.size() - shared.words;
  return either == 0 ? 0 : static_cast<double>(shared.words) / static_cast<double>(either);
}

bool ExpectedLayer::IsKeptBy(const Promise& promise, const NewSentence& sentence,
                             const Shared& shared) {
  if (promise.content.words.empty()) return false;
  const bool told =
      shared.may_be_act &&
      std::any_of(sentence.claims.begin(), sentence.claims.end(), [&](const SaidClaim& claim) {
        return claim.is_so && AreOfOneAct(promise.act, claim);
      });
  if (told) return true;
  if (sentence.looks_ahead) return false;
  if (Alike(promise, sentence, shared) >= kKept) return true;
  if (shared.families < kLeastOfTheDay) return false;
  return std::any_of(sentence.about.begin(), sentence.about.end(), [&](const DaySpan& days) {
    return days.first == days.last && days.first >= promise.days.first &&
           days.first <= promise.days.last;
  });
}

ExpectedLayer::Shared& ExpectedLayer::SharedWith(std::uint32_t promise) {
  Shared& shared = shared_[promise];
  if (shared.sentence != sentences_) {
    shared = {.sentence = sentences_};
    met_.push_back(promise);
  }
  return shared;
}

// Counts what each promise shares with the sentence.
void ExpectedLayer::Share(const NewSentence& sentence) {
  ++sentences_;
  met_.clear();
  const auto each = [&](const auto& index, std::uint64_t key, const auto& take) {
    const auto found = index.find(key);
    if (found == index.end()) return;
    for (const std::uint32_t promise : found->second) take(SharedWith(promise));
  };
  for (const std::uint64_t word : sentence.content.words)
    each(index_.by_word, word, [](Shared& shared) { ++shared.words; });
  for (const std::uint64_t family : sentence.families) {
    if (!Holding(sentence.names, family))
      each(index_.by_family, family, [](Shared& shared) { ++shared.families; });
  }
  for (const SaidClaim& claim : sentence.claims)
    each(index_.by_act, claim.act, [](Shared& shared) { shared.may_be_act = true; });
}

// Whether the sentence tells that a promise was kept.
void ExpectedLayer::Keep(const Passage& at, const Telling& telling, const NewSentence& sentence) {
  if (!TellsWhatWas(*telling.reading, at.span)) return;
  const auto day = std::chrono::floor<std::chrono::days>(telling.seen_at);
  for (const std::uint32_t place : met_) {
    const Promise& promise = promises_[place];
    Expected& expected = expected_[promise.place];
    const bool has_come = std::max(day, DayOf(telling)) >= promise.days.first;
    if (expected.happened || !has_come || at.capture == expected.at.capture ||
        !IsKeptBy(promise, sentence, shared_[place]))
      continue;
    expected.happened = at;
    awaited_.erase(awaited_.find(promise.days.first));
  }
}

// Whether the day of a promise has come that was not kept yet.
bool ExpectedLayer::AwaitsAny(const Telling& telling) const {
  const auto seen = std::chrono::floor<std::chrono::days>(telling.seen_at);
  return !awaited_.empty() && *awaited_.begin() <= std::max(seen, DayOf(telling));
}

void ExpectedLayer::Take(const Passage& at, const Telling& telling) {
  const bool awaits = AwaitsAny(telling);
  const auto planned =
      promises_.size() < kMostPromises ? PlannedFor(telling, at.span) : std::nullopt;
  if (!awaits && !planned) return;
  const Content content =
      ContentOf(Words(telling.article->text, at.span), telling.article->language);
  Families families = FamiliesIn(content);
  NewSentence sentence{.content = ComparedOf(content),
                       .families = std::move(families.all),
                       .names = std::move(families.names),
                       .about = DaysAbout(telling, at.span),
                       .claims = {},
                       .looks_ahead = LooksAhead(telling, at.span)};
  if (awaits) sentence.claims = SaidClaimsOf(telling, at, content);
  Share(sentence);
  if (awaits) Keep(at, telling, sentence);
  if (!planned) return;
  const DaySpan days = planned->days;
  const auto of_day = index_.by_day.find(days.first);
  const bool again =
      of_day != index_.by_day.end() &&
      std::any_of(of_day->second.begin(), of_day->second.end(), [&](std::uint32_t place) {
        const Promise& promise = promises_[place];
        const bool shares = promise.days == days && shared_[place].sentence == sentences_;
        return shares && Alike(promise, sentence, shared_[place]) >= kSamePromise;
      });
  if (again) return;
  expected_.push_back({.date = DateOf(days.first), .at = at, .happened = {}});
  Follow({expected_.size() - 1, days, std::move(sentence.content), std::move(sentence.families),
          std::move(sentence.names), ClaimAt(telling, *planned->plan)});
}

void ExpectedLayer::Follow(Promise promise) {
  const auto place = static_cast<std::uint32_t>(promises_.size());
  for (const std::uint64_t word : promise.content.words) index_.by_word[word].push_back(place);
  for (const std::uint64_t family : promise.families) {
    if (!Holding(promise.names, family)) index_.by_family[family].push_back(place);
  }
  if (promise.act.act != 0 && !promise.act.is_light)
    index_.by_act[promise.act.act].push_back(place);
  index_.by_day[promise.days.first].push_back(place);
  awaited_.insert(promise.days.first);
  promises_.push_back(std::move(promise));
  shared_.emplace_back();
}

void ExpectedLayer::Add(const NextCapture& next) {
  last_ = std::max(last_, std::chrono::floor<std::chrono::days>(next.telling.seen_at));
  if (next.update == nullptr) return;
  for (const Span& sentence : next.update->sentences) Take({next.capture, sentence}, next.telling);
}

std::vector<Expected> ExpectedLayer::Told() const {
  std::vector<Expected> told = expected_;
  for (const Promise& promise : promises_) {
    Expected& expected = told[promise.place];
    if (expected.happened)
      expected.state = ExpectedState::kHappened;
    else if (promise.days.last < last_)
      expected.state = ExpectedState::kOverdue;
  }
  std::stable_sort(told.begin(), told.end(),
                   [](const Expected& a, const Expected& b) { return a.date < b.date; });
  return told;
}

std::vector<Expected> FindExpected(std::span<const Telling> tellings,
                                   std::span<const StoryUpdate> updates) {
  ExpectedLayer layer;
  auto update = updates.begin();
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const bool has = update != updates.end() && update->capture == i;
    layer.Add({i, tellings[i], has ? &*update : nullptr});
    if (has) ++update;
  }
  return layer.Told();
}

}  // namespace checkback
