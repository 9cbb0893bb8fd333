#include "story/told/timeline.h"

#include <algorithm>
#include <chrono>

#include "story/told/contradiction_rules.h"
#include "story/told/in_sentence.h"
#include "story/told/smallest_statement.h"
#include "story/words.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kDayLetters = 10;  // "2025-05-14"

using WordHashes = std::unordered_set<std::uint64_t>;

WordHashes HashesOf(std::string_view text) {
  WordHashes words;
  for (const FoldedWord& word : WordsOf(text)) words.insert(word.hash);
  return words;
}

std::string DayOf(std::chrono::sys_days day) {
  return ToRfc3339(Instant(day)).substr(0, kDayLetters);
}

// The day of a capture on the page's own calendar.
std::string PrintedOn(const Telling& telling) {
  if (telling.article->published_at) return DayOf(telling.article->published_at->LocalDay());
  return DayOf(std::chrono::floor<std::chrono::days>(telling.seen_at));
}

bool NamesADay(const TimeExpression& time) {
  const bool is_when = time.type == TimeType::kDate || time.type == TimeType::kTime;
  if (!is_when || time.value.size() < kDayLetters) return false;
  const std::string_view day = std::string_view(time.value).substr(0, kDayLetters);
  for (std::size_t i = 0; i < kDayLetters; ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? day[i] != '-' : day[i] < '0' || day[i] > '9') return false;
  }
  return true;
}

// "Tuesday", "2 a.m.", not "5 October".
bool IsDayOfWeek(const Telling& telling, const TimeExpression& time) {
  const std::string_view printed = Words(telling.article->text, time.span);
  if (time.type == TimeType::kDate)
    return std::none_of(printed.begin(), printed.end(),
                        [](char c) { return c >= '0' && c <= '9'; });
  const std::string_view day = std::string_view(time.value).substr(kDayLetters - 2, 2);
  const std::string number(day[0] == '0' ? day.substr(1) : day);
  const std::vector<FoldedWord> words = WordsOf(printed);
  return std::none_of(words.begin(), words.end(), [&](const FoldedWord& word) {
    return printed.substr(word.start, word.end - word.start) == number;
  });
}

// A page that is written on keeps the day on which it was printed first: what it then calls
// "Wednesday" is the one since, not the one of the week before.
std::string DayMeant(const Telling& telling, const TimeExpression& time) {
  constexpr int kYear = 0, kMonth = 5, kDay = 8, kWeek = 7;
  std::string day = time.value.substr(0, kDayLetters);
  const std::string printed = PrintedOn(telling);
  if (day >= printed || !IsDayOfWeek(telling, time)) return day;
  const auto number = [&](int at, int letters) {
    int value = 0;
    for (const char c : std::string_view(day).substr(at, letters)) value = value * 10 + (c - '0');
    return value;
  };
  const std::chrono::sys_days named = std::chrono::year_month_day(
      std::chrono::year(number(kYear, 4)), std::chrono::month(number(kMonth, 2)),
      std::chrono::day(number(kDay, 2)));
  const std::string week_later = DayOf(named + std::chrono::days(kWeek));
  const std::string seen = DayOf(std::chrono::floor<std::chrono::days>(telling.seen_at));
  return week_later > printed && week_later <= seen ? week_later : day;
}

// Whether it dates only what a clause before the act of its sentence tells ("stones that came down
// on Monday did not touch the rails"), or what somebody is quoted with.
bool IsInsideAClause(const Telling& telling, const Span& sentence, const Span& time) {
  const auto& quotes = telling.reading->quotes;
  const bool quoted = std::any_of(quotes.begin(), quotes.end(), [&](const Quote& quote) {
    return quote.kind == QuoteKind::kDirect && quote.words.start <= time.start &&
           time.end <= quote.words.end;
  });
  if (quoted) return true;
  const NewsStatement* smallest = SmallestStatementOver(*telling.reading, time);
  if (smallest == nullptr) return false;
  const auto statements = InSentence(telling.reading->statements, sentence);
  return std::any_of(statements.begin(), statements.end(), [&](const NewsStatement& outer) {
    return !outer.telling && outer.span.size() > smallest->span.size() &&
           outer.span.start <= smallest->span.start && smallest->span.end <= outer.act.start;
  });
}

// A day that a sentence names.
struct NamedDay {
  std::string day;
  bool is_aside = false;  // of a clause inside it
};

// In the order of the sentence.
std::vector<NamedDay> DaysIn(const Telling& telling, const Span& sentence) {
  std::vector<NamedDay> days;
  for (const TimeExpression& time : InSentence(telling.reading->times, sentence)) {
    if (time.span.end > sentence.end || !NamesADay(time)) continue;
    days.push_back({DayMeant(telling, time), IsInsideAClause(telling, sentence, time.span)});
  }
  return days;
}

// Pairs of neighbours among the words: what stays of a sentence that is changed a little.
std::vector<std::uint32_t> PairsOf(std::string_view text) {
  constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;
  constexpr int kUpper = 32;
  std::vector<std::uint32_t> pairs;
  std::uint64_t before = 0;
  for (const FoldedWord& word : WordsOf(text)) {
    if (before != 0)
      pairs.push_back(
          static_cast<std::uint32_t>(((before * kPrime) ^ word.hash) * kPrime >> kUpper));
    before = word.hash;
  }
  return pairs;
}

bool HoldsAQuote(std::string_view sentence) {
  return sentence.find('"') != sentence.npos || sentence.find("\u201C") != sentence.npos;
}

// As much as half of the words of the headline.
constexpr double kLongBefore = 1, kOfItself = 1;

struct Candidate {
  Span span;
  std::string day;
  double weight = 0;
};

// How well a sentence tells what its capture is about. Weights tuned on data/developing: date F1
// 88.6 and words F1 57 there, against 87.0 and 50 for the first sentence.
double WeightOf(const WordHashes& headline, std::string_view sentence, std::size_t place,
                bool names_its_day) {
  constexpr double kHeadline = 2, kPlace = 0.05, kQuote = 0.3, kDay = 0.2;
  std::size_t shared = 0;
  for (const std::uint64_t word : HashesOf(sentence)) shared += headline.contains(word) ? 1 : 0;
  const double share =
      headline.empty() ? 0 : static_cast<double>(shared) / static_cast<double>(headline.size());
  return kHeadline * share - kPlace * static_cast<double>(place) -
         (HoldsAQuote(sentence) ? kQuote : 0) + (names_its_day ? kDay : 0);
}

// Whether it is about what was before its page was printed without naming a day of it: "last
// month", "in 2013", "two years ago".
bool IsOfLongBefore(const Telling& telling, const Span& sentence) {
  const std::string month = PrintedOn(telling).substr(0, std::string_view("2025-05").size());
  const auto times = InSentence(telling.reading->times, sentence);
  return std::any_of(times.begin(), times.end(), [&](const TimeExpression& time) {
    if (time.type != TimeType::kDate || time.value.empty() || NamesADay(time)) return false;
    const bool is_digit = time.value[0] >= '0' && time.value[0] <= '9';
    const std::string_view value = time.value;
    return is_digit && value.find('W') == value.npos && value < month.substr(0, value.size());
  });
}

// Whether its writer speaks of himself or to the reader, outside of what he quotes.
bool SpeaksOfItself(std::string_view sentence, std::string_view language) {
  if (HoldsAQuote(sentence)) return false;
  const std::string lower = LowerCase(sentence);
  const std::vector<FoldedWord> words = WordsOf(lower);
  const auto& speakers = ContradictionRulesOf(language).speakers;
  return std::any_of(words.begin(), words.end(), [&](const FoldedWord& word) {
    return speakers.contains(std::string_view(lower).substr(word.start, word.end - word.start));
  });
}

bool IsBody(const Telling& telling, const Sentence& sentence) {
  if (!sentence.block) return true;
  return telling.article->blocks[*sentence.block].kind != BlockKind::kHeading;
}

// Whether most of it stood on its page before: what was changed in it is an edit, no news. `known`:
// sorted pairs of the version before.
bool IsMostlyKnown(const std::vector<std::uint32_t>& known, std::string_view sentence) {
  constexpr double kMostly = 0.5;
  if (known.empty()) return false;
  const std::vector<std::uint32_t> pairs = PairsOf(sentence);
  const auto held = std::count_if(pairs.begin(), pairs.end(), [&](std::uint32_t pair) {
    return std::binary_search(known.begin(), known.end(), pair);
  });
  return static_cast<double>(held) > kMostly * static_cast<double>(pairs.size());
}

// The best of the new sentences that tell of a day that has come.
std::optional<Candidate> BestOf(const Telling& telling, const StoryUpdate& update,
                                const std::vector<std::uint32_t>& known) {
  const WordHashes headline = HashesOf(telling.article->headline);
  const std::string printed = PrintedOn(telling);
  const std::string seen = DayOf(std::chrono::floor<std::chrono::days>(telling.seen_at));
  const std::string last = std::max(printed, seen);
  std::optional<Candidate> best;
  const std::vector<Sentence>& sentences = telling.reading->sentences;
  std::size_t next = 0;
  for (std::size_t place = 0; place < sentences.size() && next < update.sentences.size(); ++place) {
    const Span span = sentences[place].span;
    if (span != update.sentences[next]) continue;
    ++next;
    if (!IsBody(telling, sentences[place])) continue;
    const std::string_view words = Words(telling.article->text, span);
    if (IsMostlyKnown(known, words)) continue;
    const std::vector<NamedDay> days = DaysIn(telling, span);
    const auto past = std::find_if(days.begin(), days.end(),
                                   [&](const NamedDay& named) { return named.day <= last; });
    if (past == days.end() && !days.empty()) continue;  // of a day to come
    const bool named = past != days.end() && !past->is_aside;
    Candidate made = {span, named ? past->day : printed, WeightOf(headline, words, place, named)};
    if (!named && IsOfLongBefore(telling, span)) made.weight -= kLongBefore;
    if (SpeaksOfItself(words, telling.article->language)) made.weight -= kOfItself;
    if (!best || made.weight > best->weight) best = std::move(made);
  }
  return best;
}

// Pages that must tell of a day before it stands in the timeline of a story of so many pages. Set
// on crisis_fr and crisis_es (97 to 323 pages, and one story of 11); short stories are those of
// data/developing (7 to 9).
std::size_t PagesNeeded(std::size_t pages) {
  constexpr std::size_t kLong = 60, kShort = 30;
  if (pages >= kLong) return 3;
  return pages >= kShort ? 2 : 1;
}

// Sentences of news that a day shows, the first ones: short stories have no more.
constexpr std::size_t kMostNews = 8;

}  // namespace

// Days that the capture names or was printed on, each once for a page.
void TimelineLayer::CountDays(const NextCapture& next) {
  const Telling& telling = next.telling;
  const std::string seen = DayOf(std::chrono::floor<std::chrono::days>(telling.seen_at));
  const std::string printed = PrintedOn(telling);
  const std::string last = std::max(printed, seen);
  const auto count = [&](const std::string& day) -> Day* {
    if (!told_by_.insert(Hash64(day, telling.page)).second) return nullptr;
    Day& told = days_[day];
    ++told.pages;
    return &told;
  };
  for (const Sentence& sentence : telling.reading->sentences) {
    if (!IsBody(telling, sentence)) continue;
    for (const NamedDay& named : DaysIn(telling, sentence.span)) {
      if (named.day > last) continue;
      Day* told = count(named.day);
      if (told != nullptr && !told->first_named)
        told->first_named = Passage{next.capture, sentence.span};
    }
  }
  count(printed);
}

// Of the days since the last page was printed that this one names beside what it tells best, the
// first sentence of each: "The director had resigned on Sunday", on Tuesday.
void TimelineLayer::AddDaysBetween(const NextCapture& next, const std::string& told,
                                   const std::vector<std::uint32_t>& known) {
  const Telling& telling = next.telling;
  const std::string printed = PrintedOn(telling);
  if (last_printed_.empty() || last_printed_ >= printed) return;
  constexpr std::size_t kMostBetween = 3;  // of one page
  std::size_t added = 0;
  for (const Span& sentence : next.update->sentences) {
    if (added == kMostBetween) return;
    if (IsMostlyKnown(known, Words(telling.article->text, sentence))) continue;
    for (const NamedDay& named : DaysIn(telling, sentence)) {
      const bool between = named.day > last_printed_ && named.day < printed && named.day != told;
      if (named.is_aside || !between || !days_[named.day].news.empty()) continue;
      days_[named.day].news.push_back({next.capture, sentence});
      ++added;
      break;
    }
  }
}

void TimelineLayer::Add(const NextCapture& next) {
  if (next.update == nullptr || next.telling.copy_of) return;
  pages_.insert(next.telling.page);
  CountDays(next);
  std::vector<std::uint32_t>& known = printed_[next.telling.page];
  const auto best = BestOf(next.telling, *next.update, known);
  AddDaysBetween(next, best ? best->day : std::string(), known);
  last_printed_ = std::max(last_printed_, PrintedOn(next.telling));
  known = PairsOf(next.telling.article->text);
  std::sort(known.begin(), known.end());
  if (!best) return;
  Day& day = days_[best->day];
  if (day.news.size() < kMostNews) day.news.push_back({next.capture, best->span});
}

std::vector<TimelineEntry> TimelineLayer::Told() const {
  const std::size_t needed = PagesNeeded(pages_.size());
  std::vector<TimelineEntry> timeline;
  for (const auto& [date, day] : days_) {
    if (day.pages < needed) continue;
    TimelineEntry entry{date, day.news, day.pages};
    if (entry.sentences.empty() && needed > 1 && day.first_named)
      entry.sentences.push_back(*day.first_named);
    if (!entry.sentences.empty()) timeline.push_back(std::move(entry));
  }
  return timeline;
}

std::vector<TimelineEntry> FindTimeline(std::span<const Telling> tellings,
                                        std::span<const StoryUpdate> updates) {
  TimelineLayer layer;
  auto update = updates.begin();
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const bool has = update != updates.end() && update->capture == i;
    layer.Add({i, tellings[i], has ? &*update : nullptr});
    if (has) ++update;
  }
  return layer.Told();
}

}  // namespace checkback
