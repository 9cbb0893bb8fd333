#include "story/told/denials.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "story/told/content_words.h"
#include "story/told/contradiction_rules.h"
#include "story/told/shared_words.h"
#include "story/told/smallest_statement.h"
#include "story/words.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// The share of the words of the shorter of two statements, by their rarity, that the other holds.
constexpr double kLeastHeld = 0.5;
// Nearly the same words beside a "not" are as a rule the same sentence.
constexpr double kSameWords = 0.8;
constexpr std::size_t kLeastShared = 2;
constexpr std::size_t kLeastOfClaim = 3;
// "The company says they had." has no more words.
constexpr std::size_t kShort = 8;
// Sentences back that "no such number" may speak of.
constexpr std::size_t kSuchBack = 5;
// Of nouns that more sentences hold ("time", "day"), opposites say nothing.
constexpr std::uint32_t kMostWithNoun = 8;

constexpr std::size_t kMostOfAWord = 32;  // claims, the newest
constexpr std::uint32_t kNeverDenied = std::numeric_limits<std::uint32_t>::max();

constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;

bool IsUnsureStatus(Status status) {
  return status == Status::kPlanned || status == Status::kConditional ||
         status == Status::kProposed || status == Status::kUnclear;
}

std::string_view PrintedWord(std::string_view text, const FoldedWord& word) {
  return text.substr(word.start, word.end - word.start);
}

Contradiction Denied(const Passage& a, const Passage& b, const Span& a_says, const Span& b_says) {
  Contradiction made;
  made.a = a;
  made.b = b;
  made.kind = ContradictionKind::kDenied;
  made.a_says = a_says;
  made.b_says = b_says;
  return made;
}

}  // namespace

struct Denials::SentenceOf {
  Passage at;
  std::string_view text;
  std::vector<FoldedWord> words;
  Content content;
  std::span<const NewsStatement> statements;
  bool asks = false;
};

double Denials::WeightOf(const HeldWords& words) const {
  double weight = 0;
  for (const std::uint64_t word : words) {
    const auto with = sentences_with_.find(word);
    const double held = with == sentences_with_.end() ? 1 : with->second;
    weight += std::log(1 + (static_cast<double>(sentences_) + 1) / held);
  }
  return weight;
}

// The share of the shorter one that the other holds, where they share enough.
double Denials::Held(const SaidClaim& a, const SaidClaim& b) const {
  HeldWords common;
  std::set_intersection(a.words.begin(), a.words.end(), b.words.begin(), b.words.end(),
                        std::back_inserter(common));
  if (common.size() < kLeastShared) return 0;
  const bool only_names = std::all_of(common.begin(), common.end(), [&](std::uint64_t word) {
    return Holding(a.names, word) && Holding(b.names, word);
  });
  const double shorter = std::min(WeightOf(a.words), WeightOf(b.words));
  return only_names || shorter <= 0 ? 0 : WeightOf(common) / shorter;
}

bool Denials::IsDeniedBy(const SaidClaim& claim, const SaidClaim& denial) const {
  if (AreBySameSource(claim, denial) && (claim.has_source || claim.page == denial.page))
    return false;
  if (SharedBy(claim.days, denial.days) < 0) return false;
  if (HaveOnlyTheirOwn(claim.others, denial.others)) return false;
  return (denial.has_subject && AreOfOneAct(claim, denial)) || SaysThereWasNone(claim, denial) ||
         SaysItHadNoPart(claim, denial) || SaysItWasNotDone(claim, denial);
}

// The claims of the sentence that are turned around, with the positive ones before.
void Denials::Compare(const NextCapture& next, const SentenceOf& sentence,
                      const std::vector<SaidClaim>& claims, std::vector<Contradiction>& found) {
  const SaidClaim* denied = nullptr;
  const SaidClaim* denies = nullptr;
  double best = kLeastHeld;
  for (const SaidClaim& b : claims) {
    if (!b.is_turned) continue;
    if (!b.is_negated && (!b.may_be_denied || b.words.size() < kLeastOfClaim)) continue;
    for (const std::uint64_t word : b.words) {
      const auto newest = by_word_.find(word);
      if (newest == by_word_.end()) continue;
      for (const std::uint32_t at : newest->second) {
        if (at == kNeverDenied) continue;
        const SaidClaim& a = claims_[at];
        if (!IsDeniedBy(a, b)) continue;
        const double held = Held(a, b);
        if (a.is_beside_no && held >= kSameWords) continue;  // "in no event", quoted again
        if (held < best || (held == best && denied != nullptr)) continue;
        best = held;
        denied = &a;
        denies = &b;
      }
    }
  }
  if (denied != nullptr) {
    const std::uint64_t key =
        ((denied->sentence.capture * kPrime) ^ denied->sentence.span.start) * kPrime ^
        next.telling.page;
    if (denied_.insert(key).second) {
      HeldWords common;
      std::set_intersection(denied->words.begin(), denied->words.end(), denies->words.begin(),
                            denies->words.end(), std::back_inserter(common));
      Contradiction& made = found.emplace_back(
          Denied(denied->sentence, denies->sentence, denied->span, denies->span));
      const auto words = WordsAmong(sentence.text, common, next.telling.article->language);
      made.about = fmt::format("{}", fmt::join(words, " "));
    }
  }
  for (const SaidClaim& claim : claims) Keep(claim);
}

// What is not said to be so has its place among the newest, but nothing denies it.
void Denials::Keep(const SaidClaim& claim) {
  const bool may_be_denied = claim.is_so && claim.words.size() >= kLeastOfClaim;
  const std::uint32_t at = may_be_denied ? claims_.Add(claim, claim.words.size()) : kNeverDenied;
  for (const std::uint64_t word : claim.words) {
    const auto gone = KeepNewest(by_word_[word], at, kMostOfAWord);
    if (gone && *gone != kNeverDenied) claims_.LetGo(*gone);
  }
}

// "The company says they had.", behind a sentence that says that they had not.
void Denials::ReadShortDenial(const NextCapture& next, const SentenceOf& sentence,
                              const SentenceOf* before, std::vector<Contradiction>& found) {
  const ContradictionRules& rules = ContradictionRulesOf(next.telling.article->language);
  if (before == nullptr || sentence.asks || before->asks) return;
  if (sentence.words.size() > kShort || sentence.words.size() < 3) return;
  const std::size_t last = sentence.words.size() - 1;
  const auto word = [&](std::size_t i) {
    return LowerCase(PrintedWord(sentence.text, sentence.words[i]));
  };
  const auto tail = [&](std::size_t from) {  // with its apostrophe: "hadn't"
    return LowerCase(sentence.text.substr(sentence.words[from].start,
                                          sentence.words[last].end - sentence.words[from].start));
  };
  const bool turned = rules.helps_not.contains(tail(last - 1));
  if (!turned && !rules.helps.contains(word(last))) return;
  bool says = false;
  for (std::size_t i = 0; i < last; ++i) says = says || rules.says.contains(word(i));
  if (!says || turned == (before->content.negations % 2 == 1)) return;
  found.push_back(Denied(before->at, sentence.at, before->at.span, sentence.at.span));
}

// What two parties say of each other in the same words: "Anders's party said they proved fraud by
// Berg's. Berg's party said they proved fraud by Anders's."
void Denials::ReadMirrored(const std::vector<SentenceOf>& sentences,
                           std::vector<Contradiction>& found) {
  constexpr std::size_t kLeastWords = 4;
  if (sentences.size() < 2) return;
  const SentenceOf& a = sentences[sentences.size() - 2];
  const SentenceOf& b = sentences.back();
  if (b.content.words.size() < kLeastWords || a.content.words.size() != b.content.words.size())
    return;
  const auto words_of = [](const SentenceOf& of) {
    std::vector<std::uint64_t> words;
    words.reserve(of.content.words.size());
    for (const ContentWord& word : of.content.words) words.push_back(word.hash);
    return words;
  };
  const auto by_a_source = [](const SentenceOf& of) {
    return std::any_of(of.statements.begin(), of.statements.end(),
                       [](const NewsStatement& statement) { return !statement.source.empty(); });
  };
  std::vector<std::uint64_t> in_a = words_of(a), in_b = words_of(b);
  if (in_a == in_b || !by_a_source(a) || !by_a_source(b)) return;
  std::sort(in_a.begin(), in_a.end());
  std::sort(in_b.begin(), in_b.end());
  if (in_a != in_b) return;
  found.push_back(Denied(a.at, b.at, a.at.span, b.at.span));
}

// "His lawyer denied it.", behind what another party said; with the words of the one who denies,
// where they follow at once: "He had not lit anything since May."
void Denials::ReadDeniesIt(const NextCapture& next, const std::vector<SentenceOf>& sentences,
                           std::vector<Contradiction>& found) {
  const ContradictionRules& rules = ContradictionRulesOf(next.telling.article->language);
  constexpr std::size_t kClaimBack = 3;  // sentences
  constexpr std::size_t kMostEnd = 48;   // bytes: " denied the accusations"
  const auto denies = [&](const SentenceOf& of) {
    const std::size_t from = of.text.size() - std::min(of.text.size(), kMostEnd);
    std::string end = LowerCase(of.text.substr(from));
    while (!end.empty() && (end.back() < 'a' || end.back() > 'z')) end.pop_back();
    return of.words.size() <= kShort && !of.asks &&
           std::any_of(rules.denies_it.begin(), rules.denies_it.end(),
                       [&](std::string_view phrase) { return end.ends_with(phrase); });
  };
  const auto tells = [&](const SentenceOf& of) {
    return !of.asks && std::any_of(of.statements.begin(), of.statements.end(),
                                   [](const NewsStatement& statement) {
                                     return !statement.telling && !IsUnsureStatus(statement.status);
                                   });
  };
  const std::size_t here = sentences.size() - 1;
  const auto opens_a_quote = [](std::string_view text) {
    return text.starts_with('"') || text.starts_with('\'') || text.starts_with("\u201C") ||
           text.starts_with("\u2018");
  };
  // What is denied, not a scrap of what its teller said behind it: "It went in a drawer."
  std::size_t claim = here;
  for (std::size_t back = 1; back <= std::min(here, kClaimBack) && claim == here; ++back) {
    if (!opens_a_quote(sentences[here - back].text)) claim = here - back;
  }
  if (claim != here && denies(sentences[here]) && tells(sentences[claim])) {
    found.push_back(Denied(sentences[claim].at, sentences[here].at, sentences[claim].at.span,
                           sentences[here].at.span));
  }
  // The sentence that says more takes the place of "denied it".
  if (here < 2 || !denies(sentences[here - 1]) || !opens_a_quote(sentences[here].text)) return;
  if (sentences[here].content.negations % 2 == 0) return;
  for (Contradiction& made : found) {
    if (!(made.b == sentences[here - 1].at)) continue;
    made.b = sentences[here].at;
    made.b_says = sentences[here].at.span;
  }
}

// "No such number had been put to her.", behind what another party said.
void Denials::ReadSuch(const NextCapture& next, const std::vector<SentenceOf>& sentences,
                       std::vector<Contradiction>& found) {
  const ContradictionRules& rules = ContradictionRulesOf(next.telling.article->language);
  const SentenceOf& sentence = sentences.back();
  const std::string lower = LowerCase(sentence.text.substr(0, 40));
  const bool denies = std::any_of(rules.such.begin(), rules.such.end(),
                                  [&](std::string_view such) { return lower.starts_with(such); });
  if (!denies) return;
  const Reading& reading = *next.telling.reading;
  const auto source_of = [&](const SentenceOf& of) -> std::string_view {
    std::string_view source;
    for (const NewsStatement& statement : of.statements) {
      if (statement.telling) continue;
      if (statement.status == Status::kConditional) return {};  // "would go to 5, were they to"
      if (source.empty()) source = statement.source;
    }
    return source;
  };
  const NewsStatement* own =
      SmallestStatementOver(reading, {sentence.at.span.start, sentence.at.span.start + 1});
  const std::string_view by = own == nullptr ? std::string_view() : std::string_view(own->source);
  for (std::size_t back = 1; back <= kSuchBack && back < sentences.size(); ++back) {
    const SentenceOf& before = sentences[sentences.size() - 1 - back];
    const std::string_view source = source_of(before);
    if (source.empty() || source == by) continue;
    found.push_back(Denied(before.at, sentence.at, before.at.span, sentence.at.span));
    return;
  }
}

// "the same room", "separate rooms".
void Denials::ReadOpposites(const NextCapture& next, const SentenceOf& sentence,
                            std::vector<Contradiction>& found) {
  const std::string_view language = next.telling.article->language;
  const ContradictionRules& rules = ContradictionRulesOf(language);
  if (rules.opposites.empty() || sentence.asks) return;
  for (std::size_t i = 0; i + 1 < sentence.words.size(); ++i) {
    const auto side =
        rules.opposites.find(LowerCase(PrintedWord(sentence.text, sentence.words[i])));
    if (side == rules.opposites.end()) continue;
    const std::string_view noun = PrintedWord(sentence.text, sentence.words[i + 1]);
    if (StartsWithCapital(noun)) continue;
    const HeldWords family = FamiliesOf(noun, language);
    if (family.empty() || sentences_with_[family[0]] > kMostWithNoun) continue;
    const Span words{sentence.at.span.start + sentence.words[i].start,
                     sentence.at.span.start + sentence.words[i + 1].end};
    const NewsStatement* statement = SmallestStatementOver(*next.telling.reading, words);
    if (statement != nullptr && IsUnsureStatus(statement->status)) continue;
    Opposite one{sentence.at, words, side->second.side, statement ? statement->source : ""};
    auto& known = opposites_[(family[0] ^ static_cast<std::uint64_t>(side->second.line)) * kPrime];
    for (const Opposite& other : known) {
      const bool together = other.sentence.capture == next.capture;
      if (other.side == one.side || other.sentence == one.sentence) continue;
      if (!together && other.source == one.source) continue;
      Contradiction& made =
          found.emplace_back(Denied(other.sentence, one.sentence, other.words, one.words));
      made.about = noun;
      break;
    }
    KeepNewest(known, std::move(one), kMostOfAWord);
  }
}

std::vector<Contradiction> Denials::Add(const NextCapture& next, ReadSentences& all) {
  std::vector<Contradiction> found;
  if (next.update == nullptr || next.telling.copy_of) return found;
  const Article& article = *next.telling.article;
  std::vector<SentenceOf> sentences;
  for (std::size_t place = 0; place < next.telling.reading->sentences.size(); ++place) {
    const Sentence& sentence = next.telling.reading->sentences[place];
    const bool heading =
        sentence.block && article.blocks[*sentence.block].kind == BlockKind::kHeading;
    if (heading) continue;
    SentenceOf& read = sentences.emplace_back();
    read.at = {next.capture, sentence.span};
    read.text = Words(article.text, sentence.span);
    read.words = WordsOf(read.text);
    read.content = all.ContentAt(place);
    read.statements = InSentence(next.telling.reading->statements, sentence.span);
    read.asks = read.text.find('?') != read.text.npos;
    const std::uint64_t key = (read.content.printed ^ next.telling.page) * kPrime;
    if (!printed_.insert(key).second) continue;  // the page said so before
    HeldWords words;
    for (const ContentWord& word : read.content.words) words.push_back(word.family);
    SortEachOnce(words);
    for (const std::uint64_t word : words) ++sentences_with_[word];
    ++sentences_;
    if (!read.asks) Compare(next, read, all.ClaimsAt(place), found);
    const SentenceOf* before = sentences.size() < 2 ? nullptr : &sentences[sentences.size() - 2];
    ReadShortDenial(next, read, before, found);
    ReadMirrored(sentences, found);
    ReadDeniesIt(next, sentences, found);
    ReadSuch(next, sentences, found);
    ReadOpposites(next, read, found);
  }
  return found;
}

}  // namespace checkback
