#include "reading/names/name_features.h"

#include <algorithm>

#include "reading/cues.h"
#include "reading/names/word_clusters.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::uint64_t kBoundary = 0x5B0D;
// Words without a capital between two that have one: "Bank of the West".
constexpr WordIndex kLongestGap = 2;
constexpr std::uint32_t kSayings = 13;  // bits of Says
constexpr std::uint32_t kNoRun = ~std::uint32_t{0};

// Hashes that stay the same for ever: keys stand in model files.
std::uint64_t Mixed(std::uint64_t h) {
  h ^= h >> 31;
  h *= 0x9E3779B97F4A7C15ull;
  h ^= h >> 29;
  h *= 0xBF58476D1CE4E5B9ull;
  return h ^ h >> 32;
}

std::uint64_t HashOf(std::string_view bytes) {
  std::uint64_t h = 0xCBF29CE484222325ull;
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
  return h;
}

std::uint64_t ShapeOf(std::string_view word) {
  std::uint64_t h = 0xCBF29CE484222325ull;
  char before = 0;
  for (const char c : word) {
    const auto byte = static_cast<unsigned char>(c);
    const char mark = c >= 'A' && c <= 'Z'                     ? 'X'
                      : (c >= 'a' && c <= 'z') || byte >= 0x80 ? 'x'
                      : c >= '0' && c <= '9'                   ? '0'
                                                               : c;
    if (mark == before) continue;
    before = mark;
    h = (h ^ static_cast<unsigned char>(mark)) * 0x100000001B3ull;
  }
  return h ^ (word.size() > 3 ? 1U : word.size());
}

// What one place in an article may say of the word there.
enum Says : std::uint32_t {
  kSmallHere = 1U << 0,  // printed without a capital
  kTitled = 1U << 1,     // behind a title or role: a person
  kBehindFirstName = 1U << 2,
  kPlaced = 1U << 3,      // behind "in", "at", "near": a place
  kSpeaks = 1U << 4,      // the subject of a verb of saying
  kOwns = 1U << 5,        // before 's
  kFirmBehind = 1U << 6,  // before "Inc"
  kBodyBehind = 1U << 7,  // in a run that ends as a body does
  kLandBehind = 1U << 8,
  kWithoutReason = 1U << 9,  // a capital inside a sentence
  kBehindThe = 1U << 10,
  kBeforeComma = 1U << 11,  // "in Veldgrad, Tarsova"
  kInList = 1U << 12,       // in a longer known name
};

}  // namespace

NameFeatures::NameFeatures(const Grammar& grammar, const ArticleFacts& facts)
    : grammar_(grammar), facts_(facts) {
  FindCandidates();
  LookAtWords();
  LookAtArticle();
}

void NameFeatures::FindCandidates() {
  candidate_.assign(grammar_.size(), false);
  run_of_.assign(grammar_.size(), kNoRun);
  for (std::size_t s = 0; s < grammar_.sentences(); ++s) {
    const WordRange sentence = grammar_.Sentence(s);
    WordIndex last_large = sentence.end;  // none yet
    for (WordIndex i = sentence.first; i < sentence.end; ++i) {
      const WordFacts& word = facts_.words[i];
      const bool hurried = word.letters == Letters::kSmall && grammar_[i].upos == Upos::kPropn;
      if (!word.Large() && !hurried) continue;
      candidate_[i] = true;
      if (last_large != sentence.end && i - last_large > 1 && i - last_large <= kLongestGap + 1) {
        bool joined = true;
        for (WordIndex j = last_large + 1; j < i && joined; ++j) {
          const WordFacts& between = facts_.words[j];
          const std::string_view lower = grammar_.Lower(j);
          joined = between.classes.Has(NameClass::kJoin) || between.letters == Letters::kDigit ||
                   lower == "." ||
                   (lower == "," &&
                    (word.classes.Has(NameClass::kFirm) || word.letters == Letters::kOne));
        }
        for (WordIndex j = last_large + 1; j < i && joined; ++j) candidate_[j] = true;
      }
      last_large = i;
    }
    for (WordIndex i = sentence.first; i < sentence.end; ++i) {
      if (!candidate_[i]) continue;
      const WordIndex first = i;
      while (i + 1 < sentence.end && candidate_[i + 1]) ++i;
      for (WordIndex j = first; j <= i; ++j) run_of_[j] = static_cast<std::uint32_t>(runs_.size());
      runs_.push_back({first, i + 1});
    }
  }
}

void NameFeatures::LookAtWords() {
  const WordClusters& clusters = WordClusters::Table(grammar_.language());
  seen_.resize(grammar_.size());
  for (WordIndex i = 0; i < grammar_.size(); ++i) {
    Seen& seen = seen_[i];
    const std::string_view lower = grammar_.Lower(i);
    const WordFacts& facts = facts_.words[i];
    seen.lower = HashOf(lower);
    const WordGroup group = clusters.Of(grammar_.Printed(i));
    seen.fine = group.fine;
    seen.coarse = group.coarse;
    seen.lists = Mixed(std::uint64_t{facts.classes.bits} << 32 |
                       std::uint64_t{facts.alone.bits} << 16 | facts.phrase.bits);
    if (!candidate_[i] && (i == 0 || !candidate_[i - 1]) &&
        (i + 1 >= grammar_.size() || !candidate_[i + 1])) {
      continue;
    }
    seen.shape = ShapeOf(grammar_.Printed(i));
    const auto last = [&](std::size_t n) {
      return HashOf(lower.substr(lower.size() - std::min(n, lower.size())));
    };
    seen.suffix2 = last(2);
    seen.suffix3 = last(3);
    seen.suffix4 = last(4);
    seen.prefix3 = HashOf(lower.substr(0, 3));
  }
}

std::uint32_t NameFeatures::WhatThisPlaceSays(WordIndex word) const {
  const WordFacts& facts = facts_.words[word];
  if (!facts.Large()) return kSmallHere;
  std::uint32_t says = facts.sentence_first ? 0U : std::uint32_t{kWithoutReason};
  const WordRange run = RunAt(word);
  const WordRange sentence = grammar_.Sentence(grammar_.SentenceOf(word));
  if (word > sentence.first) {
    const WordFacts& before = facts_.words[word - 1];
    const std::string_view lower = grammar_.Lower(word - 1);
    if (before.classes.Has(NameClass::kTitle) || before.classes.Has(NameClass::kRole))
      says |= kTitled;
    if (before.Large() && (before.alone.Has(KnownAs::kFemale) || before.alone.Has(KnownAs::kMale)))
      says |= kBehindFirstName;
    if (lower == "in" || lower == "at" || lower == "near" || lower == "from" || lower == "to")
      says |= kPlaced;
    if (lower == "the") says |= kBehindThe;
  }
  if (word + 1 < sentence.end) {
    const std::string_view lower = grammar_.Lower(word + 1);
    if (lower == "'s" || lower == "’s") says |= kOwns;
    if (facts_.words[word + 1].Large() && facts_.words[word + 1].classes.Has(NameClass::kFirm))
      says |= kFirmBehind;
    if (lower == "," && word + 2 < sentence.end && facts_.words[word + 2].Large())
      says |= kBeforeComma;
  }
  const NameClasses end = facts_.words[run.end - 1].classes;
  if (end.Has(NameClass::kBody)) says |= kBodyBehind;
  if (end.Has(NameClass::kLand)) says |= kLandBehind;
  if (!facts.phrase.empty() && facts.alone.empty()) says |= kInList;
  if (grammar_[word].relation == Relation::kNsubj) {
    const auto verb = grammar_.Head(word);
    if (verb &&
        CueOf(grammar_.Lemma(*verb), grammar_[*verb].upos, grammar_.language()) != Cue::kNone)
      says |= kSpeaks;
  }
  return says;
}

void NameFeatures::LookAtArticle() {
  std::unordered_map<std::uint64_t, std::uint32_t> says;
  for (WordIndex i = 0; i < grammar_.size(); ++i) {
    if (candidate_[i] && facts_.words[i].Large()) says[seen_[i].lower] |= WhatThisPlaceSays(i);
  }
  for (WordIndex i = 0; i < grammar_.size(); ++i) {
    if (facts_.words[i].letters != Letters::kSmall) continue;
    const auto found = says.find(seen_[i].lower);
    if (found != says.end()) found->second |= kSmallHere;
  }
  for (WordIndex i = 0; i < grammar_.size(); ++i) {
    if (candidate_[i] && facts_.words[i].Large()) seen_[i].said = says[seen_[i].lower];
  }
}

void NameFeatures::Append(WordIndex word, std::vector<std::uint32_t>& keys) const {
  const WordRange sentence = grammar_.Sentence(grammar_.SentenceOf(word));
  static const Seen kOutside = [] {
    Seen outside;
    outside.lower = outside.shape = outside.suffix3 = outside.fine = outside.coarse = kBoundary;
    return outside;
  }();
  const auto at = [&](int offset) -> const Seen& {
    const std::int64_t i = std::int64_t{word} + offset;
    return i < std::int64_t{sentence.first} || i >= std::int64_t{sentence.end}
               ? kOutside
               : seen_[static_cast<std::size_t>(i)];
  };
  const auto upos = [&](int offset) -> std::uint64_t {
    const std::int64_t i = std::int64_t{word} + offset;
    if (i < std::int64_t{sentence.first} || i >= std::int64_t{sentence.end}) return 31;
    return static_cast<std::uint64_t>(grammar_[static_cast<WordIndex>(i)].upos);
  };
  std::uint64_t slot = 0;
  const auto add = [&](std::uint64_t value) {
    keys.push_back(static_cast<std::uint32_t>(Mixed(value + ++slot * 0x9E3779B97F4A7C15ull)));
  };
  const auto pair = [&](std::uint64_t a, std::uint64_t b) { add(a * 31 ^ Mixed(b)); };

  const Seen& here = at(0);
  const Seen& before = at(-1);
  const Seen& behind = at(1);
  const WordFacts& facts = facts_.words[word];
  add(0);
  add(here.lower);
  add(before.lower);
  add(behind.lower);
  add(at(-2).lower);
  add(at(2).lower);
  pair(before.lower, here.lower);
  pair(here.lower, behind.lower);
  pair(at(-2).lower, before.lower);
  pair(behind.lower, at(2).lower);
  add(here.shape);
  add(before.shape);
  add(behind.shape);
  pair(before.shape, here.shape * 3 ^ behind.shape);
  add(here.suffix2);
  add(here.suffix3);
  add(here.suffix4);
  add(here.prefix3);
  add(before.suffix3);
  add(behind.suffix3);
  add(here.lists);
  add(before.lists);
  add(behind.lists);
  pair(here.lists, behind.lists);
  pair(before.lists, here.lists);
  pair(here.lists, here.shape);
  add(here.fine);
  add(before.fine);
  add(behind.fine);
  add(at(-2).fine);
  add(at(2).fine);
  add(here.coarse);
  add(before.coarse);
  add(behind.coarse);
  pair(here.coarse, behind.coarse);
  pair(before.coarse, here.coarse);
  pair(before.coarse, behind.coarse);
  pair(here.fine, here.shape);
  pair(here.coarse, std::uint64_t{facts.sentence_first} << 8 | upos(0));
  add(upos(0));
  add(upos(0) | upos(-1) << 8 | upos(1) << 16);
  pair(here.lists, upos(-1) | upos(1) << 8);
  add(facts.classes.bits);
  add(facts.alone.bits);
  add(facts.phrase.bits | std::uint64_t{facts.phrase_first} << 20);
  add(std::uint64_t{facts.sentence_first} | static_cast<std::uint64_t>(facts.letters) << 4);

  // Each list and class by itself too, so that a rare combination is not a stranger.
  const auto each = [&](std::uint64_t bits) {
    ++slot;
    for (std::uint64_t bit = 0; bits != 0; ++bit, bits >>= 1U) {
      if ((bits & 1U) == 0) continue;
      --slot;
      add(bit);
    }
  };
  each(facts.classes.bits);
  each(facts.alone.bits);
  each(facts.phrase.bits);

  const Word& grammar = grammar_[word];
  const auto relation = static_cast<std::uint64_t>(grammar.relation);
  add(relation);
  if (grammar.head >= 0) {
    const auto head = static_cast<WordIndex>(grammar.head);
    pair(seen_[head].lower, relation);
    add(relation | static_cast<std::uint64_t>(grammar_[head].upos) << 8 |
        std::uint64_t{head > word} << 16);
    add(seen_[head].lists ^ relation);
  } else {
    slot += 3;  // so that the numbers of what follows stay the same
  }

  const WordRange run = RunAt(word);
  const std::uint64_t place = std::min<std::uint64_t>(word - run.first, 3);
  const std::uint64_t left = std::min<std::uint64_t>(run.end - 1 - word, 3);
  add(place | left << 4);
  const Seen& run_last = seen_[run.end - 1];
  const Seen& run_first = seen_[run.first];
  const Seen& run_before = at(static_cast<int>(run.first) - static_cast<int>(word) - 1);
  const Seen& run_behind = at(static_cast<int>(run.end) - static_cast<int>(word));
  pair(run_last.lower, left);
  pair(run_first.lower, place);
  pair(run_before.lower, place | left << 4);
  pair(run_behind.lower, place | left << 4);
  pair(run_last.lists, left);
  pair(run_first.lists, place);
  pair(run_before.lower, run_behind.lower);
  pair(run_last.fine, left);
  pair(run_first.fine, place);
  pair(run_before.fine, place | left << 4);
  pair(run_behind.fine, place | left << 4);

  ++slot;
  for (std::uint32_t bit = 0; bit < kSayings; ++bit) {
    if ((here.said >> bit & 1U) == 0) continue;
    --slot;
    add(bit | place << 8 | left << 12);
  }
  add(here.said);
  pair(here.said, here.lists);
}

}  // namespace checkback
