// What was promised for a day to come, and whether the story told of it when the day had come.

#include <algorithm>
#include <chrono>

#include "story/told/in_sentence.h"
#include "story/told/time_span.h"
#include "story/told/told.h"
#include "story/told/told_before.h"

namespace checkback {
namespace {

// Words of both by words of either (Jaccard): the same promise again, and the report that it was
// kept. Set by hand on data/developing, where nothing is labelled for it: a report that shares less
// than a fourth of its words with the promise is as a rule about something else.
constexpr double kSamePromise = 0.5;
constexpr double kKept = 0.25;
// Promises of one story that are followed: a story of news has some dozens, a hostile page may hold
// a million.
constexpr std::size_t kMostPromises = 1024;

struct Promise {
  std::size_t place = 0;  // in the list that is made
  DaySpan days;
  ComparedTelling content;
};

ComparedTelling ContentAt(const Telling& telling, const Span& sentence) {
  return ComparedOf(ContentOf(Words(telling.article->text, sentence), telling.article->language));
}

double Alike(const ComparedTelling& a, const ComparedTelling& b) {
  const std::size_t common = CountCommon(a.words, b.words);
  const std::size_t either = a.words.size() + b.words.size() - common;
  return either == 0 ? 0 : static_cast<double>(common) / static_cast<double>(either);
}

bool Holds(const Span& outer, const Span& inner) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

// Whether what is said with `time` in it is planned.
bool IsPlanned(const Reading& reading, const Span& sentence, const Span& time) {
  const auto statements = InSentence(reading.statements, sentence);
  return std::any_of(statements.begin(), statements.end(), [&](const NewsStatement& statement) {
    return statement.status == Status::kPlanned && !statement.telling &&
           Holds(sentence, statement.span) && Holds(statement.span, time);
  });
}

// The first day after that of print that the sentence plans something for.
std::optional<DaySpan> PlannedFor(const Telling& telling, const Span& sentence) {
  for (const TimeExpression& time : InSentence(telling.reading->times, sentence)) {
    const bool is_when = time.type == TimeType::kDate || time.type == TimeType::kTime;
    if (!is_when || !Holds(sentence, time.span)) continue;
    const auto days = DaysOf(time.value);
    if (days && days->first > DayOf(telling) && IsPlanned(*telling.reading, sentence, time.span))
      return days;
  }
  return std::nullopt;
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

class Promises {
 public:
  explicit Promises(std::span<const Telling> tellings) : tellings_(tellings) {}

  void Take(const Passage& sentence) {
    const Telling& telling = tellings_[sentence.capture];
    const ComparedTelling content = ContentAt(telling, sentence.span);
    Keep(sentence, content);
    const auto days = PlannedFor(telling, sentence.span);
    if (!days || promises_.size() >= kMostPromises) return;
    const bool again = std::any_of(promises_.begin(), promises_.end(), [&](const Promise& promise) {
      return promise.days == *days && Alike(promise.content, content) >= kSamePromise;
    });
    if (again) return;
    promises_.push_back({expected_.size(), *days, content});
    expected_.push_back({.date = DateOf(days->first), .at = sentence, .happened = {}});
  }

  // `last`: the day of the last capture.
  std::vector<Expected> Settled(std::chrono::sys_days last) {
    for (const Promise& promise : promises_) {
      Expected& expected = expected_[promise.place];
      if (expected.happened)
        expected.state = ExpectedState::kHappened;
      else if (promise.days.last < last)
        expected.state = ExpectedState::kOverdue;
    }
    std::stable_sort(expected_.begin(), expected_.end(),
                     [](const Expected& a, const Expected& b) { return a.date < b.date; });
    return std::move(expected_);
  }

 private:
  // Whether the sentence tells that a promise was kept.
  void Keep(const Passage& sentence, const ComparedTelling& content) {
    const Telling& telling = tellings_[sentence.capture];
    if (!TellsWhatWas(*telling.reading, sentence.span)) return;
    for (const Promise& promise : promises_) {
      Expected& expected = expected_[promise.place];
      const bool has_come = DayOf(telling) >= promise.days.first;
      if (!expected.happened && has_come && Alike(promise.content, content) >= kKept)
        expected.happened = sentence;
    }
  }

  std::span<const Telling> tellings_;
  std::vector<Promise> promises_;
  std::vector<Expected> expected_;
};

}  // namespace

std::vector<Expected> FindExpected(std::span<const Telling> tellings,
                                   std::span<const StoryUpdate> updates) {
  if (tellings.empty()) return {};
  Promises promises(tellings);
  for (const StoryUpdate& update : updates) {
    for (const Span& sentence : update.sentences) promises.Take({update.capture, sentence});
  }
  return promises.Settled(std::chrono::floor<std::chrono::days>(tellings.back().seen_at));
}

}  // namespace checkback
