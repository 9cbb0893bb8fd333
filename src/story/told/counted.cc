#include "story/told/counted.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "story/told/content_words.h"
#include "story/told/contradiction_rules.h"
#include "story/told/in_sentence.h"
#include "story/told/sentence_around.h"
#include "story/words.h"
#include "text/language_tables.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Words before the start of a number, and from it on, that stand near to it.
constexpr std::size_t kNearBefore = 6;
constexpr std::size_t kNearFrom = 8;
// Words between two numbers of one sentence that can still be linked.
constexpr std::size_t kLinkedWithin = 14;
constexpr std::size_t kLinkRightBefore = 3;  // "instead of the 12"
// Numbers back that a number is linked with, and sentences that a bare one looks back.
constexpr std::size_t kNumbersBack = 3;
constexpr std::size_t kSentencesBack = 2;

// The one who leans on a number counts what it counts, and no more than so many times as much or as
// little. Tuned on quality/developing (docs/decisions/0020); 4 to 20 give the same.
constexpr double kLeansWithin = 10;

constexpr std::string_view kPeople = "people";
constexpr std::string_view kPerCent = "per cent";

struct CountedRules {
  std::vector<std::string_view> part, among, all, link, negation;
  std::unordered_set<std::string_view> others, single, grows, stands, aboard, margin, wins, extent,
      seat, sits, are;
};

void ReadCountedLine(std::string_view line, CountedRules& rules) {
  const std::string_view kind = Trim(TakeUntil(line, ':'));
  while (!line.empty()) {
    const std::string_view entry = Trim(TakeUntil(line, '|'));
    if (entry.empty()) continue;
    if (kind == "part") rules.part.push_back(entry);
    if (kind == "among") rules.among.push_back(entry);
    if (kind == "all") rules.all.push_back(entry);
    if (kind == "link") rules.link.push_back(entry);
    if (kind == "not") rules.negation.push_back(entry);
    if (kind == "others") rules.others.insert(entry);
    if (kind == "single") rules.single.insert(entry);
    if (kind == "grows") rules.grows.insert(entry);
    if (kind == "stands") rules.stands.insert(entry);
    if (kind == "aboard") rules.aboard.insert(entry);
    if (kind == "margin") rules.margin.insert(entry);
    if (kind == "extent") rules.extent.insert(entry);
    if (kind == "are") rules.are.insert(entry);
    if (kind == "seat") rules.seat.insert(entry);
    if (kind == "sits") rules.sits.insert(entry);
    if (kind == "wins") rules.wins.insert(entry);
  }
}

CountedRules ReadCountedRules(std::string_view bytes) {
  CountedRules rules;
  while (!bytes.empty()) {
    const std::string_view line = TakeUntil(bytes, '\n');
    if (!line.empty() && line[0] != '#') ReadCountedLine(line, rules);
  }
  return rules;
}

const CountedRules& CountedRulesOf(std::string_view language) {
  static const LanguageTables<CountedRules> tables("figure_series.txt", ReadCountedRules);
  return tables.Of(language);
}

// The words of `text` in lower case with one blank around each: " and not ".
std::string Padded(std::string_view text) {
  std::string padded = " ";
  for (const FoldedWord& word : WordsOf(text))
    padded += LowerCase(text.substr(word.start, word.end - word.start)) + ' ';
  return padded;
}

bool HoldsAny(std::string_view padded, const std::vector<std::string_view>& entries) {
  return std::any_of(entries.begin(), entries.end(), [&](std::string_view entry) {
    return padded.find(' ' + std::string(entry) + ' ') != padded.npos;
  });
}

bool EndsInAny(std::string_view padded, const std::vector<std::string_view>& entries) {
  return std::any_of(entries.begin(), entries.end(), [&](std::string_view entry) {
    return padded.ends_with(' ' + std::string(entry) + ' ');
  });
}

HeldWords StemsOf(std::string_view text, std::string_view language) {
  HeldWords stems;
  for (const ContentWord& word : ContentOf(text, language).words) {
    if (!word.is_number) stems.push_back(word.hash);
  }
  return stems;
}

// Reads the numbers of one sentence, one after the other.
class NumberReader {
 public:
  NumberReader(const Telling& telling, const CountedRules& rules)
      : article_(*telling.article), reading_(*telling.reading), rules_(rules) {}

  CountedNumber Read(const Figure& figure) {
    const Span sentence = SentenceAround(reading_, figure.span);
    if (sentence != sentence_) Enter(sentence);
    CountedNumber number;
    number.figure = &figure;
    number.sentence = sentence;
    number.place = PlaceOf(sentence);
    number.around = around_;
    number.is_of_before = of_before_;
    number.year = year_;
    number.day = day_;
    number.kind = KindOfRole(figure.role, article_.language);
    number.near = NearTo(figure.span);
    ReadWhatItCounts(figure, number);
    ReadWordsAtIt(figure, number);
    return number;
  }

 private:
  void Enter(const Span& sentence) {
    sentence_ = sentence;
    text_ = Words(article_.text, sentence);
    words_ = WordsOf(text_);
    const Content content = ContentOf(text_, article_.language);
    around_.clear();
    for (const ContentWord& word : content.words) {
      if (!word.is_number) around_.push_back(word.hash);
    }
    SortEachOnce(around_);
    of_before_ = content.speaks_of_before;
    year_ = day_ = {};
    for (const TimeExpression& time : InSentence(reading_.times, sentence)) {
      constexpr std::size_t kYear = 4;
      const std::string& value = time.value;
      if (year_.empty() && value.size() == kYear && value[0] <= '2') year_ = value;
      const bool is_day = value.size() > kYear && value[kYear] == '-' && value[0] <= '2';
      if (is_day && (day_.empty() || value < day_)) day_ = value;
    }
  }

  std::size_t PlaceOf(const Span& sentence) const {
    const auto at = std::lower_bound(
        reading_.sentences.begin(), reading_.sentences.end(), sentence.start,
        [](const Sentence& held, std::size_t start) { return held.span.start < start; });
    return static_cast<std::size_t>(at - reading_.sentences.begin());
  }

  // The first word of the sentence that ends behind `at` (bytes of the text).
  std::size_t WordAt(std::size_t at) const {
    const std::size_t inside = at - std::min(at, sentence_.start);
    const auto first =
        std::lower_bound(words_.begin(), words_.end(), inside,
                         [](const FoldedWord& word, std::size_t to) { return word.end <= to; });
    return static_cast<std::size_t>(first - words_.begin());
  }

  // The text of words [first, end) of the sentence.
  std::string_view TextOf(std::size_t first, std::size_t end) const {
    end = std::min(end, words_.size());
    if (first >= end) return {};
    return text_.substr(words_[first].start, words_[end - 1].end - words_[first].start);
  }

  HeldWords NearTo(const Span& span) const {
    const std::size_t word = WordAt(span.start);
    HeldWords near =
        StemsOf(TextOf(word - std::min(word, kNearBefore), word + kNearFrom), article_.language);
    SortEachOnce(near);
    return near;
  }

  void ReadWhatItCounts(const Figure& figure, CountedNumber& number) const {
    HeldWords own = StemsOf(Words(article_.text, figure.span), article_.language);
    const HeldWords what = StemsOf(figure.what, article_.language);
    for (const std::uint64_t word : what) {
      if (std::find(own.begin(), own.end(), word) != own.end()) number.noun = word;
    }
    const HeldWords unit = StemsOf(figure.unit, article_.language);
    number.is_money = IsMoney(figure.unit, article_.language);
    number.is_thing = !number.is_money && number.noun != 0 && figure.role.empty() &&
                      figure.unit != kPeople &&
                      std::find(unit.begin(), unit.end(), number.noun) != unit.end();
    const bool measures =
        figure.unit.empty() || figure.unit == kPerCent || IsMeasure(figure.unit, article_.language);
    number.is_measured = measures && figure.role.empty() && !figure.what.empty();
    const std::string_view what_text = figure.what;
    number.is_seat = rules_.seat.contains(figure.unit);
    number.sits =
        figure.unit == kPeople && rules_.sits.contains(what_text.substr(what_text.rfind(' ') + 1));
    constexpr std::size_t kRightBefore = 2;  // "a crew of 26"
    const std::size_t at = WordAt(figure.span.start);
    const HeldWords before =
        StemsOf(TextOf(at - std::min(at, kRightBefore), at), article_.language);
    const bool named_before =
        !what.empty() && std::find(before.begin(), before.end(), what.back()) != before.end();
    SortEachOnce(own);
    number.own = std::move(own);
    number.bare = number.own.empty() && figure.role.empty() && !named_before && figure.value != 0;
  }

  void ReadWordsAtIt(const Figure& figure, CountedNumber& number) const {
    const std::size_t first = WordAt(figure.span.start);
    number.part = IsPart(figure, number);
    number.is_of_story = rules_.extent.contains(figure.unit);
    number.is_margin = IsMargin(first);
    number.negated = first > 0 && HoldsAny(Padded(TextOf(first - 1, first)), rules_.negation);
    std::string_view own = Words(article_.text, figure.span);
    number.single = figure.value == 1 && rules_.single.contains(LowerCase(TakeUntil(own, ' ')));
    number.others = rules_.others.contains(LowerCase(own.substr(own.rfind(' ') + 1)));
  }

  // "Four of them", "among them 11 children", but "all 84 of them", "eleven men of the Second".
  bool IsPart(const Figure& figure, const CountedNumber& number) const {
    constexpr std::size_t kBeside = 2;  // "of whom", "among them"
    const std::size_t first = WordAt(figure.span.start);
    const std::string before = Padded(TextOf(first - std::min(first, kBeside), first));
    if (EndsInAny(before, rules_.among) || IsAmong(first)) return true;
    if (EndsInAny(before, rules_.all)) return false;
    const std::string_view own = Words(article_.text, figure.span);
    const bool has_noun = !number.own.empty() || own.ends_with(kPeople);
    if (has_noun && !HoldsAny(Padded(own), rules_.part)) return false;
    const std::string with_next = Padded(TextOf(first, WordAt(figure.span.end) + kBeside));
    return HoldsAny(with_next, rules_.part) && !IsWholeOfWhich(figure.span);
  }

  // "Among the dead were two brothers", but "she is among the 44 people".
  bool IsAmong(std::size_t first) const {
    constexpr std::size_t kBefore = 5;
    if (first == 0 || !rules_.are.contains(LowerCase(TextOf(first - 1, first)))) return false;
    const std::string before = Padded(TextOf(first - std::min(first, kBefore), first));
    return before.find(" among ") != before.npos;
  }

  // "38 houses, of which 12 were lived in": the part stands behind the comma.
  bool IsWholeOfWhich(const Span& number) const {
    const std::string_view text = article_.text;
    if (number.end >= text.size() || text[number.end] != ',') return false;
    return !HoldsAny(Padded(Words(text, number)), rules_.part);
  }

  // "a lead of 640", "ahead by more than 30,000", "winning by 9,000".
  bool IsMargin(std::size_t first) const {
    constexpr std::size_t kBefore = 6;
    bool by = false;
    for (std::size_t back = 1; back <= std::min(first, kBefore); ++back) {
      const std::string word = LowerCase(TextOf(first - back, first - back + 1));
      if (rules_.margin.contains(word) || (by && rules_.wins.contains(word))) return true;
      by = by || word == "by";
    }
    return false;
  }

  const Article& article_;
  const Reading& reading_;
  const CountedRules& rules_;
  Span sentence_;
  std::string_view text_;
  std::vector<FoldedWord> words_;
  HeldWords around_;
  std::string_view year_, day_;
  bool of_before_ = false;
};

// "57 of the 61 people aboard died": of those killed they are all. What it is a part of stands
// right before it or, in its sentence, right behind.
void TellParts(std::vector<CountedNumber>& numbers) {
  const auto other_role = [](const CountedNumber& part, const CountedNumber& whole) {
    return whole.figure->unit == part.figure->unit && whole.figure->value > part.figure->value &&
           whole.figure->role != part.figure->role;
  };
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    CountedNumber& part = numbers[i];
    if (!part.part || part.figure->role.empty()) continue;
    const bool of_next = i + 1 < numbers.size() && numbers[i + 1].sentence == part.sentence &&
                         other_role(part, numbers[i + 1]);
    if (of_next || (i > 0 && other_role(part, numbers[i - 1]))) part.part = false;
  }
}

// Part of a number, or one of which nothing says what it counts, is no point of a series; by how
// many per cent a thing fell is one.
bool IsPoint(const Figure& figure) {
  const bool says_what = !figure.role.empty() || !figure.what.empty() || !figure.unit.empty();
  return says_what && (figure.standing != FigureStanding::kFewer || figure.unit == kPerCent);
}

bool SameOrNoUnit(const Figure& a, const Figure& b) {
  return a.unit == b.unit || a.unit.empty() || b.unit.empty();
}

// Whether the words between two numbers of a sentence say that both count one thing.
bool AreLinked(const CountedNumber& before, const CountedNumber& number, std::string_view text,
               const CountedRules& rules) {
  const Figure& a = *before.figure;
  const Figure& b = *number.figure;
  if (!SameOrNoUnit(a, b) || number.part || a.value == b.value || a.span.end > b.span.start)
    return false;
  if (!a.role.empty() && !b.role.empty() && a.role != b.role) return false;
  // "Not 214" is all the number's; "more than" sets nothing against what stands before.
  const std::size_t end = b.bound == FigureBound::kExact ? b.span.end : b.span.start;
  const std::string_view between = text.substr(a.span.end, end - a.span.end);
  const std::vector<FoldedWord> words = WordsOf(between);
  if (words.empty() || words.size() > kLinkedWithin) return false;
  const std::size_t own = b.bound == FigureBound::kExact ? WordsOf(Words(text, b.span)).size() : 0;
  const std::size_t first = words.size() - std::min(words.size(), kLinkRightBefore + own);
  return HoldsAny(Padded(between.substr(words[first].start)), rules.link);
}

void LinkInSentence(std::vector<CountedNumber>& numbers, std::string_view text,
                    const CountedRules& rules) {
  CountedNumber& number = numbers.back();
  for (std::size_t back = 1; back <= kNumbersBack && back < numbers.size(); ++back) {
    const std::size_t at = numbers.size() - 1 - back;
    if (numbers[at].sentence != number.sentence) return;
    if (!AreLinked(numbers[at], number, text, rules)) continue;
    number.with = at;
    return;
  }
}

// A bare number counts what the nearest number of its unit counts, in the sentences before.
void LinkBare(std::vector<CountedNumber>& numbers) {
  CountedNumber& number = numbers.back();
  if (number.with || !number.bare || number.figure->standing != FigureStanding::kWhole) return;
  constexpr std::string_view kOfTheEvent = "magnitude";
  for (std::size_t at = numbers.size() - 1; at-- > 0;) {
    const CountedNumber& before = numbers[at];
    if (before.sentence == number.sentence) continue;
    if (number.place > before.place + kSentencesBack) return;
    const std::string& unit = before.figure->unit;
    const bool same =
        unit == number.figure->unit || (number.figure->unit.empty() && unit == kOfTheEvent);
    if (!same || before.part) continue;
    const auto [less, more] = std::minmax(before.figure->value, number.figure->value);
    const bool decimal = number.figure->value != std::floor(number.figure->value);
    if (more > kLeansWithin * less || (unit.empty() && decimal)) return;
    number.with = at;
    number.leans = true;
    return;
  }
}

}  // namespace

bool CountsWhatStands(std::string_view behind, std::string_view language) {
  constexpr std::size_t kWithin = 2;
  const CountedRules& rules = CountedRulesOf(language);
  const std::vector<FoldedWord> words = WordsOf(behind);
  for (std::size_t i = 0; i < std::min(words.size(), kWithin); ++i) {
    const std::string_view word = behind.substr(words[i].start, words[i].end - words[i].start);
    if (rules.aboard.contains(LowerCase(word))) return true;
  }
  return false;
}

RoleKind KindOfRole(std::string_view role, std::string_view language) {
  const CountedRules& rules = CountedRulesOf(language);
  if (rules.grows.contains(role)) return RoleKind::kGrows;
  return rules.stands.contains(role) ? RoleKind::kStands : RoleKind::kMoves;
}

std::vector<CountedNumber> CountedNumbersOf(const Telling& telling, std::size_t most) {
  const CountedRules& rules = CountedRulesOf(telling.article->language);
  NumberReader reader(telling, rules);
  std::vector<CountedNumber> numbers;
  for (const Figure& figure : telling.reading->figures) {
    if (numbers.size() >= most) break;
    if (!IsPoint(figure)) continue;
    numbers.push_back(reader.Read(figure));
    LinkInSentence(numbers, telling.article->text, rules);
    LinkBare(numbers);
  }
  TellParts(numbers);
  return numbers;
}

}  // namespace checkback
