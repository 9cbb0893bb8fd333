#include "reading/names/name_spans.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "reading/names/name_tagger.h"

namespace checkback {
namespace {

// Languages that write every noun with a capital.
constexpr std::array<std::string_view, 2> kLargeNouns = {"de", "lb"};

bool IsTime(const WordFacts& word) {
  return word.classes.Has(NameClass::kTime);
}

// Joins "Ministry of Foreign Affairs", "Sound & Isles".
bool Joins(const Grammar& grammar, const ArticleFacts& facts, WordIndex word, WordIndex end) {
  const std::string_view lower = grammar.Lower(word);
  if (lower != "of" && lower != "&" && lower != "de") return false;
  WordIndex next = word + 1;
  if (next < end && grammar.Lower(next) == "the") ++next;
  return next < end && grammar[next].upos == Upos::kPropn && !IsTime(facts.words[next]);
}

WordRange WithoutTitles(const ArticleFacts& facts, WordRange run) {
  while (run.first + 1 < run.end && facts.words[run.first].classes.Has(NameClass::kTitle) &&
         facts.words[run.first].alone.empty()) {
    ++run.first;
  }
  return run;
}

NameKind KindByLists(const Grammar& grammar, const ArticleFacts& facts, WordRange run) {
  const WordFacts& first = facts.words[run.first];
  const WordFacts& last = facts.words[run.end - 1];
  if (first.phrase_first && last.phrase.Has(KnownAs::kPlace)) return NameKind::kPlace;
  if (first.phrase.Has(KnownAs::kNationality) && run.end - run.first == 1) return NameKind::kOther;
  if (last.classes.Has(NameClass::kBody) || last.classes.Has(NameClass::kFirm)) {
    return NameKind::kOrganization;
  }
  if (first.classes.Has(NameClass::kBody)) return NameKind::kOrganization;
  if (last.classes.Has(NameClass::kLand) || first.classes.Has(NameClass::kLand)) {
    return NameKind::kPlace;
  }
  if (first.alone.Has(KnownAs::kFemale) || first.alone.Has(KnownAs::kMale)) {
    return NameKind::kPerson;
  }
  if (run.first > 0) {
    const WordFacts& before = facts.words[run.first - 1];
    if (before.classes.Has(NameClass::kTitle) || before.classes.Has(NameClass::kRole)) {
      return NameKind::kPerson;
    }
    if (grammar.Lower(run.first - 1) == "in") return NameKind::kPlace;
  }
  return run.end - run.first == 2 ? NameKind::kPerson : NameKind::kOther;
}

}  // namespace

std::vector<NameSpan> SpansByLists(const Grammar& grammar, const ArticleFacts& facts) {
  std::vector<NameSpan> spans;
  for (std::size_t s = 0; s < grammar.sentences(); ++s) {
    const WordRange sentence = grammar.Sentence(s);
    for (WordIndex i = sentence.first; i < sentence.end; ++i) {
      const auto is_name = [&](WordIndex word) {
        return facts.words[word].Large() && !IsTime(facts.words[word]) &&
               (grammar[word].upos == Upos::kPropn || !facts.words[word].phrase.empty());
      };
      if (!is_name(i)) continue;
      const WordIndex first = i;
      while (i + 1 < sentence.end &&
             (is_name(i + 1) || Joins(grammar, facts, i + 1, sentence.end))) {
        ++i;
      }
      const WordRange run = WithoutTitles(facts, {first, i + 1});
      spans.push_back({run, KindByLists(grammar, facts, run)});
    }
  }
  return spans;
}

std::vector<NameSpan> SpansByShape(const Grammar& grammar, const ArticleFacts& facts) {
  const std::string_view language = grammar.language();
  const std::string_view base = language.substr(0, language.find('-'));
  const bool large_nouns =
      std::find(kLargeNouns.begin(), kLargeNouns.end(), base) != kLargeNouns.end();
  std::vector<NameSpan> spans;
  for (std::size_t s = 0; s < grammar.sentences(); ++s) {
    const WordRange sentence = grammar.Sentence(s);
    for (WordIndex i = sentence.first; i < sentence.end; ++i) {
      if (!facts.words[i].Large()) continue;
      WordIndex first = i;
      while (i + 1 < sentence.end && facts.words[i + 1].Large()) ++i;
      // The first word of a sentence has its capital for that.
      if (facts.words[first].sentence_first && i > first && i - first < 2) continue;
      if (facts.words[first].sentence_first) ++first;
      if (first > i) continue;
      const bool alone = first == i;
      if (alone && (large_nouns || facts.words[i].letters == Letters::kOne)) continue;
      spans.push_back({{first, i + 1}, NameKind::kOther});
    }
  }
  return spans;
}

std::vector<NameSpan> FindNameSpans(const Grammar& grammar, const ArticleFacts& facts) {
  if (!grammar.parse().parsed) return SpansByShape(grammar, facts);
  if (const NameModel* const model = NameModelOf(grammar.language())) {
    std::vector<NameSpan> spans = TagNames(*model, grammar, facts);
    CompleteSpans(grammar, facts, spans);
    return spans;
  }
  return SpansByLists(grammar, facts);
}

}  // namespace checkback
