#include "story/told/said_claim.h"

#include <algorithm>

#include "reading/lemma.h"
#include "story/told/answer_rules.h"
#include "story/told/contradiction_rules.h"
#include "story/told/in_sentence.h"
#include "story/words.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kMostOfASentence = 16;  // statements
// Of what is said to have happened (NewsStatement::happened, -3 to 3).
constexpr double kLeastHappened = 0.5;
constexpr std::size_t kMostWords = 64;  // of a statement that is compared

bool IsUnsure(Status status) {
  return status == Status::kPlanned || status == Status::kConditional ||
         status == Status::kProposed || status == Status::kUnclear;
}

bool HoldsSpan(const Span& outer, const Span& inner) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

// Whether another statement of the sentence holds `statement` and more; of those denied only, where
// it is denied itself.
bool IsInsideAnother(std::span<const NewsStatement> statements, const NewsStatement& statement) {
  return std::any_of(statements.begin(), statements.end(), [&](const NewsStatement& other) {
    return !other.telling && other.span.size() > statement.span.size() &&
           HoldsSpan(other.span, statement.span) &&
           (statement.status != Status::kDenied || other.status == Status::kDenied);
  });
}

// The mention that holds `head`; null where none does.
const Mention* MentionOver(const Names& names, const Span& head) {
  constexpr int kMostBack = 4;  // mentions that may stand inside each other
  auto at = std::upper_bound(
      names.mentions.begin(), names.mentions.end(), head.start,
      [](std::size_t start, const Mention& mention) { return start < mention.span.start; });
  for (int back = 0; at != names.mentions.begin() && back < kMostBack; ++back) {
    --at;
    if (HoldsSpan(at->span, head)) return &*at;
  }
  return nullptr;
}

// Whom a head word speaks of: by the full name, else by the word itself; "we" is who speaks.
HeldWords PartyAt(const Telling& telling, const NewsStatement& statement, const Span& head) {
  if (head.empty()) return {};
  const Article& article = *telling.article;
  const Names& names = telling.reading->names;
  HeldWords words = FamiliesOf(Words(article.text, head), article.language);
  if (const Mention* mention = MentionOver(names, head)) {
    const HeldWords name = FamiliesOf(names.entities[mention->entity].name, article.language);
    words.insert(words.end(), name.begin(), name.end());
  } else if (words.empty()) {
    const std::string word = LowerCase(Words(article.text, head));
    if (ContradictionRulesOf(article.language).speakers.contains(word))
      words = FamiliesOf(statement.source, article.language);
  }
  SortEachOnce(words);
  return words;
}

// Whether a verb outside of `statement` denies it: "rejected reports that".
bool IsDeniedAround(const Telling& telling, const Span& sentence, const NewsStatement& statement) {
  const Article& article = *telling.article;
  const AnswerRules& rules = AnswerRulesOf(article.language);
  const auto denies = [&](const Span& words) {
    const std::vector<FoldedWord> folded = WordsOf(Words(article.text, words));
    return std::any_of(folded.begin(), folded.end(),
                       [&](const FoldedWord& word) { return rules.denial.contains(word.hash); });
  };
  return denies({sentence.start, statement.span.start}) ||
         denies({statement.span.end, sentence.end});
}

HeldWords DaysIn(const Telling& telling, const Span& statement) {
  HeldWords days;
  for (const TimeExpression& time : InSentence(telling.reading->times, statement)) {
    constexpr std::size_t kDay = 10;  // "2025-05-14"
    const bool is_when = time.type == TimeType::kDate || time.type == TimeType::kTime;
    if (is_when && time.value.size() >= kDay)
      days.push_back(Hash64(std::string_view(time.value).substr(0, kDay)));
  }
  SortEachOnce(days);
  return days;
}

// What a statement says that there was none of: the noun behind "no".
void ReadNone(const Telling& telling, const NewsStatement& statement, SaidClaim& claim) {
  constexpr std::size_t kMostBetween = 3;  // words: "no new failed test"
  const Article& article = *telling.article;
  const ContradictionRules& rules = ContradictionRulesOf(article.language);
  const std::string lower = LowerCase(Words(article.text, statement.span));
  claim.has_no_part =
      std::any_of(rules.no_part.begin(), rules.no_part.end(),
                  [&](std::string_view phrase) { return lower.find(phrase) != lower.npos; });
  const Span head = statement.patient.empty() ? statement.agent : statement.patient;
  if (head.empty() || head.start <= statement.span.start) return;
  const std::string before = LowerCase(Words(article.text, {statement.span.start, head.start}));
  const std::vector<FoldedWord> words = WordsOf(before);
  for (std::size_t back = 1; back <= std::min(words.size(), kMostBetween + 1); ++back) {
    const FoldedWord& word = words[words.size() - back];
    const std::string_view printed =
        std::string_view(before).substr(word.start, word.end - word.start);
    if (rules.none.contains(printed)) {
      claim.none = LowerCase(Words(article.text, head));
      return;
    }
    if (back > 1) continue;
    const HeldWords family = FamiliesOf(printed, article.language);
    claim.before_none = family.empty() ? 0 : family.front();
  }
}

// "leaking" and "leakage", "exploded" and "explosion": of one stem, by their first letters.
bool MayBeOneStem(std::string_view a, std::string_view b) {
  constexpr std::size_t kLeastStem = 4, kEnding = 3;
  const std::size_t shorter = std::min(a.size(), b.size());
  std::size_t same = 0;
  while (same < shorter && a[same] == b[same]) ++same;
  return same >= kLeastStem && same + kEnding >= shorter;
}

SaidClaim ClaimOf(const Telling& telling, const NewsStatement& statement, const Content& content) {
  const Article& article = *telling.article;
  const ContradictionRules& rules = ContradictionRulesOf(article.language);
  const std::string act = LowerCase(Words(article.text, statement.act));
  const Form form = act.ends_with("ing") ? Form::kPresentParticiple : Form::kPast;
  const HeldWords of_act =
      FamiliesOf(LemmaOf(act, Upos::kVerb, form, article.language), article.language);
  SaidClaim claim;
  claim.span = statement.span;
  for (const ContentWord& word : content.words) {
    if (!word.is_number) claim.words.push_back(word.family);
  }
  SortEachOnce(claim.words);
  claim.agent = PartyAt(telling, statement, statement.agent);
  claim.patient = PartyAt(telling, statement, statement.patient);
  claim.agent_at = statement.agent;
  // The patient of a passive stands before the act.
  claim.has_subject = !statement.agent.empty() ||
                      (!statement.patient.empty() && statement.patient.start < statement.act.start);
  claim.agent_is_name = MentionOver(telling.reading->names, statement.agent) != nullptr;
  claim.patient_is_name = MentionOver(telling.reading->names, statement.patient) != nullptr;
  claim.act = of_act.empty() ? 0 : of_act.front();
  claim.is_doing = rules.does.contains(act);
  claim.is_light = claim.act == 0 || rules.light.contains(act);
  claim.source = FamiliesOf(statement.source, article.language);
  SortEachOnce(claim.source);
  claim.has_source = !statement.source.empty();
  claim.act_word = act;
  claim.is_negated = statement.negated;
  claim.is_turned = claim.is_negated;
  if (claim.is_negated) ReadNone(telling, statement, claim);
  claim.days = DaysIn(telling, statement.span);
  return claim;
}

}  // namespace

std::vector<SaidClaim> SaidClaimsOf(const Telling& telling, const Passage& sentence,
                                    const Content& content) {
  std::vector<SaidClaim> claims;
  HeldWords names;
  for (const ContentWord& word : content.words) {
    if (word.is_name) names.push_back(word.family);
  }
  SortEachOnce(names);
  const auto statements = InSentence(telling.reading->statements, sentence.span);
  for (const NewsStatement& statement : statements) {
    if (statement.telling || IsUnsure(statement.status)) continue;
    if (!HoldsSpan(sentence.span, statement.span)) continue;
    if (claims.size() == kMostOfASentence) break;
    const Content said =
        ContentOf(Words(telling.article->text, statement.span), telling.article->language);
    if (said.words.size() > kMostWords) continue;
    SaidClaim& claim = claims.emplace_back(ClaimOf(telling, statement, said));
    claim.sentence = sentence;
    claim.names = names;
    claim.page = telling.page;
    for (const std::uint64_t word : MentionedIn(telling, statement.span)) {
      if (!Holding(claim.agent, word) && !Holding(claim.patient, word))
        claim.others.push_back(word);
    }
    claim.is_beside_no = content.negations > 0;
    claim.is_copy = telling.copy_of.has_value();
    claim.may_be_denied = !IsInsideAnother(statements, statement);
    claim.is_turned = claim.is_turned || (statement.status == Status::kDenied &&
                                          IsDeniedAround(telling, sentence.span, statement));
    claim.is_so = !claim.is_turned && statement.status != Status::kDenied &&
                  statement.happened >= kLeastHappened;
  }
  return claims;
}

int SharedBy(const HeldWords& a, const HeldWords& b) {
  if (a.empty() || b.empty()) return 0;
  const bool shared =
      std::any_of(a.begin(), a.end(), [&](std::uint64_t word) { return Holding(b, word); });
  return shared ? 1 : -1;
}

bool HaveOnlyTheirOwn(const HeldWords& a, const HeldWords& b) {
  const auto lacks = [](const HeldWords& in, const HeldWords& of) {
    return std::any_of(of.begin(), of.end(),
                       [&](std::uint64_t word) { return !Holding(in, word); });
  };
  return lacks(a, b) && lacks(b, a);
}

bool AreOfOneAct(const SaidClaim& a, const SaidClaim& b) {
  if (a.act == 0 || a.act != b.act) return false;
  const int agent = SharedBy(a.agent, b.agent);
  const int patient = SharedBy(a.patient, b.patient);
  if (agent < 0 || patient < 0 || agent + patient == 0) return false;
  return !a.is_light || patient > 0;
}

bool SaysThereWasNone(const SaidClaim& a, const SaidClaim& none) {
  if (none.none.empty() || !none.is_light) return false;
  if (a.act != 0 && !a.is_light && a.act == none.before_none) return true;
  if (!a.act_word.empty() && MayBeOneStem(a.act_word, none.none)) return true;
  if (SharedBy(a.agent, none.agent) < 0) return false;
  const HeldWords& nothing = none.patient.empty() ? none.agent : none.patient;
  if (!a.is_light || SharedBy(a.patient, nothing) <= 0) return false;
  // "took place", "has no place": another word must be common.
  return std::any_of(none.words.begin(), none.words.end(), [&](std::uint64_t word) {
    return word != none.act && Holding(a.words, word) && !Holding(nothing, word) &&
           !Holding(none.names, word);
  });
}

bool SaysItHadNoPart(const SaidClaim& a, const SaidClaim& none) {
  return none.has_no_part && !a.is_light && SharedBy(a.agent, none.agent) > 0;
}

bool SaysItWasNotDone(const SaidClaim& a, const SaidClaim& none) {
  return a.is_doing && a.agent_is_name && none.is_negated && none.has_subject && !none.is_light &&
         none.act != 0 && Holding(a.patient, none.act) && SharedBy(a.agent, none.agent) > 0;
}

SaidClaim ClaimAt(const Telling& telling, const NewsStatement& statement) {
  return ClaimOf(
      telling, statement,
      ContentOf(Words(telling.article->text, statement.span), telling.article->language));
}

bool AreBySameSource(const SaidClaim& a, const SaidClaim& b) {
  if (a.has_source != b.has_source) return false;
  return !a.has_source || a.source.empty() || b.source.empty() || SharedBy(a.source, b.source) > 0;
}

}  // namespace checkback
