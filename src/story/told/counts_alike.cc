#include "story/told/counts_alike.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "story/told/content_words.h"
#include "story/told/contradiction_rules.h"
#include "story/told/in_sentence.h"
#include "story/told/said_claim.h"
#include "story/told/sentence_around.h"
#include "story/told/smallest_statement.h"
#include "story/words.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::string_view kPerCent = "per cent", kPeople = "people";

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

bool HoldsAWord(std::string_view text, const std::unordered_set<std::string_view>& words) {
  const std::string lower = LowerCase(text);
  const std::vector<FoldedWord> folded = WordsOf(lower);
  return std::any_of(folded.begin(), folded.end(), [&](const FoldedWord& word) {
    return words.contains(std::string_view(lower).substr(word.start, word.end - word.start));
  });
}

// The nouns of `figure.what` and the last of its printed words, without its role and words for
// anybody.
void ReadNouns(std::string_view printed, const Figure& figure, std::string_view language,
               CountedThing& thing) {
  const ContradictionRules& rules = ContradictionRulesOf(language);
  const HeldWords role = FamiliesOf(figure.role, language);
  bool anybody = false;
  const auto take = [&](std::string_view word) {
    if (rules.anybody.contains(LowerCase(word))) {
      anybody = true;
      return;
    }
    for (const ContentWord& content : ContentOf(word, language).words) {
      if (content.is_number || std::find(role.begin(), role.end(), content.family) != role.end())
        continue;
      thing.nouns.push_back(content.family);
      thing.is_named = StartsWithCapital(word);
    }
  };
  const std::string_view what = figure.what.empty() ? figure.unit : figure.what;
  for (const FoldedWord& word : WordsOf(what)) take(what.substr(word.start, word.end - word.start));
  const std::vector<FoldedWord> words = WordsOf(printed);
  // "Three crowns" are no more one thing than any others.
  const bool is_measured =
      !figure.unit.empty() && figure.unit != kPeople && !what.ends_with(figure.unit);
  if (!words.empty() && !is_measured) take(printed.substr(words.back().start));
  SortEachOnce(thing.nouns);
  thing.is_anybody = anybody && thing.nouns.empty();
}

// Whether the words before `place` in its sentence end with one of `entries`.
bool ComesBehind(std::string_view text, std::size_t place,
                 const std::vector<std::string_view>& entries) {
  constexpr std::size_t kLongest = 24;  // bytes of an entry
  const std::size_t from = place - std::min(place, kLongest);
  const std::string before = LowerCase(text.substr(from, place - from));
  const std::string_view trimmed = Trim(before);
  return std::any_of(entries.begin(), entries.end(), [&](std::string_view entry) {
    const bool ends = trimmed.ends_with(entry);
    return ends &&
           (trimmed.size() == entry.size() || trimmed[trimmed.size() - entry.size() - 1] == ' ');
  });
}

void ReadClause(const Telling& telling, const Figure& figure, CountedThing& thing) {
  const NewsStatement* statement = SmallestStatementOver(*telling.reading, figure.span);
  if (statement == nullptr) return;
  const SaidClaim claim = ClaimAt(telling, *statement);
  thing.agent = claim.agent;
  thing.patient = claim.patient;
  thing.clause = claim.words;
  thing.act = claim.act;
  thing.is_given = ContradictionRulesOf(telling.article->language).gives.contains(claim.act_word);
  thing.adds_up = ContradictionRulesOf(telling.article->language).adds_up.contains(claim.act_word);
  for (const std::uint64_t word : MentionedIn(telling, statement->span)) {
    // "The Quantara campaign spoke of fourteen boxes": the name is that of who gives the number.
    if (!thing.is_given && !Holding(claim.source, word)) thing.names.push_back(word);
  }
  for (const TimeExpression& time : InSentence(telling.reading->times, statement->span)) {
    constexpr std::size_t kYear = 4;
    const bool is_when = time.type == TimeType::kDate || time.type == TimeType::kTime;
    if (is_when && time.value.size() > kYear && IsDigit(time.value[0]))
      thing.times.push_back(time.value.substr(0, std::string_view("2025-05-14").size()));
  }
}

// Words of `of` that `in` lacks.
bool Lacks(const HeldWords& in, const HeldWords& of) {
  return std::any_of(of.begin(), of.end(), [&](std::uint64_t word) { return !Holding(in, word); });
}

bool SharesBut(const HeldWords& a, const HeldWords& b, const HeldWords& but) {
  return std::any_of(a.begin(), a.end(),
                     [&](std::uint64_t word) { return Holding(b, word) && !Holding(but, word); });
}

// Whether no time of one is within one of the other.
bool AreOfTwoTimes(const CountedThing& a, const CountedThing& b) {
  if (a.times.empty() || b.times.empty()) return false;
  return std::none_of(a.times.begin(), a.times.end(), [&](const std::string& one) {
    return std::any_of(b.times.begin(), b.times.end(), [&](const std::string& other) {
      return one.starts_with(other) || other.starts_with(one);
    });
  });
}

}  // namespace

CountedThing CountedThingAt(const Telling& telling, const Figure& figure) {
  const std::string_view language = telling.article->language;
  CountedThing thing;
  thing.has_role = !figure.role.empty();
  thing.is_share = figure.unit == kPerCent;
  const std::string_view text = telling.article->text;
  const std::string_view printed = Words(text, figure.span);
  ReadNouns(printed, figure, language, thing);
  ReadClause(telling, figure, thing);
  const Span sentence = SentenceAround(*telling.reading, figure.span);
  const ContradictionRules& rules = ContradictionRulesOf(language);
  const std::string whole = LowerCase(Words(text, sentence));
  thing.is_expected = HoldsAWord(whole, rules.expects);
  thing.is_no_count = printed.find('-') != printed.npos || HoldsAWord(printed, rules.ordinals) ||
                      ComesBehind(text, figure.span.start, rules.some);
  thing.is_open = ComesBehind(text, figure.span.start, rules.open);
  thing.is_sum = std::any_of(rules.sum.begin(), rules.sum.end(), [&](std::string_view phrase) {
    return whole.find(phrase) != whole.npos;
  });
  thing.sentence = FamiliesOf(Words(text, sentence), language);
  SortEachOnce(thing.sentence);
  const Names& names = telling.reading->names;
  for (const Mention& mention : InSentence(names.mentions, sentence)) {
    const Entity& entity = names.entities[mention.entity];
    if (entity.kind != NameKind::kPlace) continue;
    const HeldWords words = FamiliesOf(entity.name, language);
    thing.places.insert(thing.places.end(), words.begin(), words.end());
  }
  SortEachOnce(thing.places);
  return thing;
}

bool IsSetAgainst(const Telling& telling, const Figure& figure) {
  return ComesBehind(telling.article->text, figure.span.start,
                     ContradictionRulesOf(telling.article->language).against);
}

bool MayBeOfAPart(const CountedThing& less, const CountedThing& more) {
  return Lacks(more.sentence, less.places);
}

bool TellMoreInCommon(const CountedThing& a, const CountedThing& b) {
  constexpr double kLeastShare = 0.5;  // of the words of either clause but for what is counted
  HeldWords common;
  std::set_intersection(a.clause.begin(), a.clause.end(), b.clause.begin(), b.clause.end(),
                        std::back_inserter(common));
  const auto beside = [&](const HeldWords& words) {
    return static_cast<double>(std::count_if(words.begin(), words.end(), [&](std::uint64_t word) {
      return !Holding(a.nouns, word) && !Holding(b.nouns, word);
    }));
  };
  const double shared = beside(common);
  return shared > 0 && shared >= kLeastShare * (beside(a.clause) + beside(b.clause) - shared);
}

bool MayBeCounted(const CountedThing& a, const CountedThing& b, bool leans) {
  if (a.is_expected != b.is_expected || AreOfTwoTimes(a, b)) return false;
  if (leans) return b.is_given && !a.is_share && !b.is_share;
  const bool same_noun = SharedBy(a.nouns, b.nouns) > 0;
  if (a.has_role || b.has_role) {
    if (HaveOnlyTheirOwn(a.names, b.names) || HaveOnlyTheirOwn(a.places, b.places)) return false;
    const auto any = [](const CountedThing& thing) { return thing.is_anybody || thing.is_named; };
    return same_noun || (any(a) && any(b));
  }
  const bool one_party =
      SharesBut(a.agent, b.agent, a.nouns) || SharesBut(a.patient, b.patient, a.nouns);
  const bool one_act = a.act != 0 && a.act == b.act;
  if (HaveOnlyTheirOwn(a.names, b.names) && !(one_party && one_act)) return false;
  if (a.is_sum != b.is_sum) return false;
  // "There were 214 people aboard the ferry."
  if (a.is_anybody && b.is_anybody) return a.act == b.act && SharesBut(a.clause, b.clause, a.agent);
  return a.is_share ? one_party : same_noun || (one_party && one_act);
}

double RoundedTo(double value, std::string_view printed) {
  constexpr double kFinest = 0.001, kMostOfIt = 0.1, kNearly = 1e-6, kHundred = 100;
  const double size = std::abs(value);
  if (size == 0) return 0;
  if (size < kHundred) {
    double step = 1;
    const std::size_t point = printed.find('.');
    if (point != printed.npos) {
      for (std::size_t i = point + 1; i < printed.size() && IsDigit(printed[i]); ++i) step /= 10;
    }
    return std::min(step, std::max(kFinest, size * kMostOfIt));
  }
  double step = kFinest;
  while (step * 10 <= size) {
    const double times = size / (step * 10);
    if (std::abs(times - std::round(times)) > kNearly) break;
    step *= 10;
  }
  return std::min(step, size * kMostOfIt);
}

}  // namespace checkback
