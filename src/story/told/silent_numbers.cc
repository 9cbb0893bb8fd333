#include "story/told/silent_numbers.h"

#include <algorithm>
#include <chrono>

#include "story/told/answer_words.h"
#include "story/told/content_words.h"
#include "story/told/contradiction_rules.h"
#include "story/told/counted.h"
#include "story/told/in_sentence.h"
#include "story/told/newest.h"
#include "story/told/notes.h"
#include "story/told/smallest_statement.h"
#include "story/words.h"
#include "text/hash.h"
#include "text/instant.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Words of content that two sentences share beside the number; fewer are too little to say that
// they count the same thing.
constexpr std::size_t kLeastWords = 4;

bool HoldsNumber(const Telling& telling, const Span& words, std::uint64_t number) {
  const HeldWords held = FamiliesOf(Words(telling.article->text, words), telling.article->language);
  return std::find(held.begin(), held.end(), number) != held.end();
}

// The last of the words before a number and the first behind it; without times, which go their own
// way where a page is written anew. 0 where they are too few to say what it counts.
std::uint64_t WordsBeside(const Telling& telling, const Span& sentence, const Span& number) {
  constexpr std::size_t kOnASide = 3, kLeastBefore = 2, kLeastInAll = 4;
  const Article& article = *telling.article;
  std::string text(Words(article.text, sentence));
  for (const TimeExpression& time : InSentence(telling.reading->times, sentence)) {
    for (std::size_t i = time.span.start; i < std::min(time.span.end, sentence.end); ++i)
      text[i - sentence.start] = ' ';
  }
  const std::string_view whole = text;
  const auto before =
      ContentOf(whole.substr(0, number.start - sentence.start), article.language).words;
  const auto behind = ContentOf(whole.substr(number.end - sentence.start), article.language).words;
  const std::size_t left = std::min(before.size(), kOnASide);
  const std::size_t right = std::min(behind.size(), kOnASide);
  if (left < kLeastBefore || left + right < kLeastInAll) return 0;
  constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;
  std::uint64_t beside = 1;
  for (std::size_t i = before.size() - left; i < before.size(); ++i)
    beside = (beside ^ before[i].hash) * kPrime;
  for (std::size_t i = 0; i < right; ++i) beside = (beside ^ behind[i].hash) * kPrime;
  return beside;
}

// Of two numbers in the same words, in whatever order.
std::uint64_t PairOf(std::uint64_t around, std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;
  return (((around ^ std::min(a, b)) * kPrime) ^ std::max(a, b)) * kPrime;
}

// "1:25 p.m.", "5.50am", of which no page that follows a story prints a later one in the same
// words.
bool NamesAMinute(const Telling& telling, const TimeExpression& time) {
  const std::string_view printed = Words(telling.article->text, time.span);
  const std::size_t mark = printed.find_first_of(":.");
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return time.type == TimeType::kTime && mark != printed.npos && mark > 0 &&
         mark + 1 < printed.size() && is_digit(printed[mark - 1]) && is_digit(printed[mark + 1]);
}

// The hash of the words of a time but for the weekday: "night".
std::uint64_t WordsButTheDay(const Telling& telling, const TimeExpression& time) {
  const ContradictionRules& rules = ContradictionRulesOf(telling.article->language);
  const std::string lower = LowerCase(Words(telling.article->text, time.span));
  std::uint64_t hash = 1;
  for (const FoldedWord& word : WordsOf(lower)) {
    if (!rules.weekdays.contains(std::string_view(lower).substr(word.start, word.end - word.start)))
      hash = (hash ^ word.hash) * 0x9e3779b97f4a7c15;
  }
  return hash;
}

// The day that a weekday means: "on Saturday night".
std::optional<std::chrono::sys_days> DayOfAWeekday(const Telling& telling,
                                                   const TimeExpression& time) {
  const std::string lower = LowerCase(Words(telling.article->text, time.span));
  const ContradictionRules& rules = ContradictionRulesOf(telling.article->language);
  const std::vector<FoldedWord> words = WordsOf(lower);
  const bool is_named = std::any_of(words.begin(), words.end(), [&](const FoldedWord& word) {
    return rules.weekdays.contains(
        std::string_view(lower).substr(word.start, word.end - word.start));
  });
  if (!is_named || lower.find_first_of("0123456789") != lower.npos) return {};
  constexpr std::size_t kDay = 10;  // "2025-05-14"
  const std::string_view value = time.value;
  if (value.size() < kDay || value[4] != '-' || value[7] != '-') return {};
  const auto day = ParsePageTime(value.substr(0, kDay));
  if (!day) return {};
  return day->LocalDay();
}

// Whether it is told as what happened, by nothing but its own clause.
bool Happened(const Telling& telling, const Span& words) {
  constexpr double kLeast = 0.5;  // of -3 to 3
  const NewsStatement* statement = SmallestStatementOver(*telling.reading, words);
  return statement != nullptr && !statement->telling && statement->happened >= kLeast;
}

// Whether a word before a number says that what it counts is there, whatever is planned with it:
// "sent inspectors to seal its 112 branches".
bool IsOfWhatThereIs(const Telling& telling, const Span& number) {
  constexpr std::size_t kLongest = 8;
  const std::size_t from = number.start - std::min(number.start, kLongest);
  const std::string before = LowerCase(Words(telling.article->text, {from, number.start}));
  const std::string_view trimmed = Trim(before);
  const std::size_t space = trimmed.rfind(' ');
  return ContradictionRulesOf(telling.article->language)
      .definite.contains(trimmed.substr(space == trimmed.npos ? 0 : space + 1));
}

// Whether it counts people or things to which something was done, of which there may be more by
// now: "the hospital cancelled 114 operations", not "there are 214 people on the ferry".
bool IsOfAnAct(const Telling& telling, const Figure& figure) {
  constexpr std::string_view kPeople = "people";
  const bool counts =
      figure.unit == kPeople || (!figure.unit.empty() && figure.what.ends_with(figure.unit));
  const NewsStatement* statement = SmallestStatementOver(*telling.reading, figure.span);
  if (!counts || statement == nullptr || statement->patient.empty()) return false;
  const bool is_patient =
      figure.span.start <= statement->patient.start && statement->patient.end <= figure.span.end;
  return is_patient &&
         !ContradictionRulesOf(telling.article->language)
              .light.contains(LowerCase(Words(telling.article->text, statement->act)));
}

// "12 May", not "at 6 p.m." or "in 2019".
bool NamesADayOfAMonth(const TimeExpression& time) {
  constexpr std::size_t kDay = 10;  // "2025-05-14"
  return time.type == TimeType::kDate && time.value.size() == kDay && time.value[4] == '-' &&
         time.value[7] == '-';
}

}  // namespace

SilentNumbers::PrintedNumber SilentNumbers::ReadNumber(const Telling& telling, const Span& sentence,
                                                       std::uint64_t number) {
  PrintedNumber printed;
  printed.sentence = sentence;
  printed.number = number;
  for (const Figure& figure : InSentence(telling.reading->figures, sentence)) {
    if (figure.span.end > sentence.end || !HoldsNumber(telling, figure.span, number)) continue;
    printed.words = figure.span;
    printed.unit = figure.unit;
    printed.about = figure.what.empty() ? figure.unit : figure.what;
    const RoleKind kind = KindOfRole(figure.role, telling.article->language);
    const bool moves = !figure.role.empty() && kind == RoleKind::kMoves;
    printed.value = figure.value;
    const bool is_there = IsOfWhatThereIs(telling, figure.span);
    const bool of_an_act = kind != RoleKind::kStands && !is_there && IsOfAnAct(telling, figure);
    printed.only_grows =
        kind == RoleKind::kGrows || figure.bound == FigureBound::kAtLeast || of_an_act;
    printed.contradicts = figure.standing == FigureStanding::kWhole && !moves &&
                          !IsMeasure(figure.unit, telling.article->language);
    // Nor is what something is reckoned to be a plan: "a deal that would value it at about".
    printed.is_planned = !is_there && figure.bound != FigureBound::kAbout &&
                         IsPlannedAt(*telling.reading, figure.span);
    return printed;
  }
  for (const TimeExpression& time : InSentence(telling.reading->times, sentence)) {
    if (!NamesADayOfAMonth(time) || !HoldsNumber(telling, time.span, number)) continue;
    printed.words = time.span;
    printed.about = "day";
    printed.contradicts = true;
    printed.is_planned = IsPlannedAt(*telling.reading, time.span);
    return printed;
  }
  return printed;
}

void SilentNumbers::ReadFixed(const Telling& telling, const Sentence& sentence,
                              NumbersOfPage& fixed) {
  const auto keep = [&](const Span& words, std::string_view about, std::uint64_t number,
                        std::optional<std::chrono::sys_days> day = {}, std::uint64_t of_time = 0) {
    const std::uint64_t around = WordsBeside(telling, sentence.span, words);
    if (around == 0) return;
    const std::uint64_t beside = around ^ of_time;
    PrintedNumber printed;
    printed.day = day;
    printed.sentence = sentence.span;
    printed.words = words;
    printed.number = number;
    printed.about = about;
    printed.contradicts = true;
    fixed.try_emplace(beside, std::move(printed));
  };
  const std::string_view language = telling.article->language;
  for (const Figure& figure : InSentence(telling.reading->figures, sentence.span)) {
    const bool stands = KindOfRole(figure.role, language) == RoleKind::kStands;
    if (!stands || figure.standing != FigureStanding::kWhole || figure.span.end > sentence.span.end)
      continue;
    keep(figure.span, figure.what, std::hash<double>()(figure.value));
  }
  for (const TimeExpression& time : InSentence(telling.reading->times, sentence.span)) {
    if (time.span.end > sentence.span.end) continue;
    const auto day = DayOfAWeekday(telling, time);
    if (day && Happened(telling, time.span))
      keep(time.span, "day", Hash64(std::string_view(time.value).substr(0, 10)), day,
           WordsButTheDay(telling, time));
    if (!NamesAMinute(telling, time)) continue;
    const std::size_t hour = time.value.find('T');
    if (hour == time.value.npos || !Happened(telling, time.span)) continue;
    keep(time.span, "hour", Hash64(std::string_view(time.value).substr(hour)));
  }
}

SilentNumbers::VersionOfPage SilentNumbers::ReadVersion(const NextCapture& next,
                                                        ReadSentences& sentences) {
  constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;
  const Telling& telling = next.telling;
  const Article& article = *telling.article;
  VersionOfPage version;
  version.capture = next.capture;
  version.seen_at = telling.seen_at;
  for (std::size_t place = 0; place < telling.reading->sentences.size(); ++place) {
    const Sentence& sentence = telling.reading->sentences[place];
    ReadFixed(telling, sentence, version.fixed);
    const Content& content = sentences.ContentAt(place);
    if (content.words.size() <= kLeastWords) continue;
    std::size_t numbers = 0;
    constexpr std::size_t kMostNumbers = 16;  // of a sentence; a table has more, and no words
    for (std::size_t left_out = 0; left_out < content.words.size(); ++left_out) {
      if (!content.words[left_out].is_number || ++numbers > kMostNumbers) continue;
      std::uint64_t around = content.negations;
      for (std::size_t i = 0; i < content.words.size(); ++i)
        around = (around ^ (i == left_out ? 1 : content.words[i].hash)) * kPrime;
      version.numbers.try_emplace(around,
                                  ReadNumber(telling, sentence.span, content.words[left_out].hash));
    }
  }
  for (const Block& block : article.blocks) {
    if (block.kind != BlockKind::kCorrection) continue;
    Note& note = version.notes.emplace_back();
    note.printed = Hash64(block.text);
    for (const ContentWord& word :
         ContentOf(Words(block.text, WithoutLabel(block.text)), article.language).words) {
      if (word.is_number) note.numbers.push_back(word.hash);
    }
  }
  return version;
}

// What `now` corrects in the open that `was` did not.
std::vector<SilentNumbers::Note> SilentNumbers::NewNotes(const VersionOfPage& was,
                                                         const VersionOfPage& now) {
  std::vector<Note> notes;
  for (const Note& note : now.notes) {
    const bool stood = std::any_of(was.notes.begin(), was.notes.end(), [&](const Note& before) {
      return before.printed == note.printed;
    });
    if (!stood) notes.push_back(note);
  }
  return notes;
}

void SilentNumbers::ReadElsewhere(const NextCapture& next, const NumbersOfPage& numbers,
                                  std::vector<Contradiction>& found) {
  constexpr std::size_t kMostPages = 4;
  // Of one story, some 40 MB: what is new beyond them is not looked for elsewhere.
  constexpr std::size_t kMostSentences = std::size_t{1} << 18;
  for (const auto& [around, printed] : numbers) {
    if (!printed.contradicts || printed.is_planned || printed.day) continue;
    if (elsewhere_.size() >= kMostSentences && !elsewhere_.contains(around)) continue;
    std::vector<Elsewhere>& others = elsewhere_[around];
    for (const Elsewhere& other : others) {
      const PrintedNumber& earlier = other.number;
      if (other.page == next.telling.page || earlier.number == printed.number) continue;
      if (earlier.unit != printed.unit || (printed.only_grows && printed.value > earlier.value))
        continue;
      if (!found_.insert(PairOf(around, earlier.number, printed.number)).second) continue;
      Contradiction& made = found.emplace_back();
      made.about = printed.about;
      made.a = other.sentence;
      made.b = {next.capture, printed.sentence};
      made.kind = ContradictionKind::kAcross;
      made.a_says = earlier.words;
      made.b_says = printed.words;
    }
    std::erase_if(others, [&](const Elsewhere& one) { return one.page == next.telling.page; });
    KeepNewest(others, Elsewhere{{next.capture, printed.sentence}, next.telling.page, printed},
               kMostPages);
  }
}

std::vector<Contradiction> SilentNumbers::Add(const NextCapture& next, ReadSentences& sentences) {
  std::vector<Contradiction> found;
  if (next.update == nullptr) return found;
  VersionOfPage now = ReadVersion(next, sentences);
  VersionOfPage& was = last_[next.telling.page];
  const std::vector<Note> notes = NewNotes(was, now);
  // A note that names numbers speaks of those alone.
  const auto is_noted = [&](const PrintedNumber& number) {
    return std::any_of(notes.begin(), notes.end(), [&](const Note& note) {
      return note.numbers.empty() || std::find(note.numbers.begin(), note.numbers.end(),
                                               number.number) != note.numbers.end();
    });
  };
  const auto compare = [&](const NumbersOfPage& before, const NumbersOfPage& after) {
    for (const auto& [around, printed] : after) {
      const auto same = before.find(around);
      if (same == before.end() || same->second.number == printed.number) continue;
      const PrintedNumber& earlier = same->second;
      if (!earlier.contradicts || !printed.contradicts || printed.is_planned) continue;
      if (earlier.unit != printed.unit || is_noted(earlier) || is_noted(printed)) continue;
      if (printed.only_grows && printed.value > earlier.value) continue;
      // What happened since the page was seen is no other day for what happened before.
      const auto is_later = [&](const PrintedNumber& number) {
        return number.day && *number.day > was.seen_at;
      };
      if (is_later(earlier) || is_later(printed)) continue;
      found_.insert(PairOf(around, earlier.number, printed.number));
      Contradiction& made = found.emplace_back();
      made.about = printed.about;
      made.a = {was.capture, earlier.sentence};
      made.b = {next.capture, printed.sentence};
      made.kind = ContradictionKind::kChangedSilently;
      made.a_says = earlier.words;
      made.b_says = printed.words;
    }
  };
  compare(was.numbers, now.numbers);
  // The hash of such a number is not that of a note's.
  if (notes.empty()) compare(was.fixed, now.fixed);
  ReadElsewhere(next, now.numbers, found);
  ReadElsewhere(next, now.fixed, found);
  was = std::move(now);
  std::stable_sort(found.begin(), found.end(), [](const Contradiction& x, const Contradiction& y) {
    return x.b_says.start < y.b_says.start;
  });
  return found;
}

}  // namespace checkback
