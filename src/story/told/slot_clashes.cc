#include "story/told/slot_clashes.h"

#include <algorithm>
#include <chrono>

#include "story/told/content_words.h"
#include "story/told/contradiction_rules.h"
#include "story/told/in_sentence.h"
#include "story/told/smallest_statement.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Reports of one act that were printed further apart tell of what has happened since.
constexpr std::chrono::hours kAtTheSameTime(24);
constexpr std::size_t kMostOfAnAct = 16;  // claims of one act and party, the newest
// Claims of a story that can still be met; a hostile page may hold a million.
constexpr std::size_t kMostClaims = std::size_t{1} << 18;
constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;
constexpr std::size_t kDayLetters = 10;  // "2025-05-14"

bool IsOneName(const HeldWords& a, const HeldWords& b) {
  return SharedBy(a, b) > 0;
}

HeldWords NamesOf(const Telling& telling) {
  const Names& names = telling.reading->names;
  HeldWords words;
  for (const Entity& entity : names.entities) {
    const HeldWords name = FamiliesOf(entity.name, telling.article->language);
    words.insert(words.end(), name.begin(), name.end());
  }
  SortEachOnce(words);
  return words;
}

bool HoldsSpan(const Span& outer, const Span& inner) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

Instant WhenTold(const Telling& telling) {
  const auto& published = telling.article->published_at;
  return published ? std::min(published->utc, telling.seen_at) : telling.seen_at;
}

// Whether `words` belong to what the claim itself tells, not to a clause in it or to who tells it.
bool BelongsTo(const Telling& telling, const SaidClaim& claim, const Span& words) {
  const NewsStatement* smallest = SmallestStatementOver(*telling.reading, words);
  return smallest != nullptr && smallest->span == claim.span;
}

// Whether an act of saying stands in the claim: "the White House said Wednesday that".
bool HoldsATelling(const Telling& telling, const SaidClaim& claim) {
  const auto statements = InSentence(telling.reading->statements, claim.sentence.span);
  return std::any_of(statements.begin(), statements.end(), [&](const NewsStatement& statement) {
    return statement.telling && HoldsSpan(claim.span, statement.span);
  });
}

// "in Port Cassim"
bool StandsBehindAPlaceWord(const Article& article, const Span& name) {
  constexpr std::size_t kLongest = 12;
  const std::size_t from = name.start - std::min(name.start, kLongest);
  const std::string before = LowerCase(Words(article.text, {from, name.start}));
  const std::string_view trimmed = Trim(before);
  const std::size_t space = trimmed.rfind(' ');
  const std::string_view last = trimmed.substr(space == trimmed.npos ? 0 : space + 1);
  return ContradictionRulesOf(article.language).place_words.contains(last);
}

}  // namespace

SlotClashes::Told SlotClashes::ToldOf(const NextCapture& next, SaidClaim claim) const {
  const Telling& telling = next.telling;
  const Article& article = *telling.article;
  Told told;
  const bool is_frame = HoldsATelling(telling, claim);
  for (const TimeExpression& time : InSentence(telling.reading->times, claim.span)) {
    const bool is_when = time.type == TimeType::kDate || time.type == TimeType::kTime;
    if (!is_when || !HoldsSpan(claim.span, time.span)) continue;
    ++told.day.count;
    if (is_frame || !BelongsTo(telling, claim, time.span)) continue;
    if (time.value.size() < kDayLetters || time.value[4] != '-' || time.value[7] != '-') continue;
    told.day.words = time.span;
    told.day.value = time.value.substr(0, kDayLetters);
    told.day.printed = LowerCase(Words(article.text, time.span));
  }
  const Names& names = telling.reading->names;
  for (const Mention& mention : InSentence(names.mentions, claim.span)) {
    const Entity& entity = names.entities[mention.entity];
    if (entity.kind != NameKind::kPlace || mention.form != MentionForm::kName) continue;
    HeldWords name = FamiliesOf(entity.name, article.language);
    SortEachOnce(name);
    if (IsOneName(name, claim.agent) || IsOneName(name, claim.patient)) continue;
    ++told.place.count;
    const bool fits = !is_frame && BelongsTo(telling, claim, mention.span) &&
                      StandsBehindAPlaceWord(article, mention.span);
    if (!fits) continue;
    told.place.words = mention.span;
    told.place.said = std::move(name);
  }
  told.who.said = claim.agent;
  told.who.count = claim.agent_is_name ? 1 : 0;
  told.who.words = claim.agent_at;
  told.act = claim.act_word;
  told.is_sole = ContradictionRulesOf(article.language).sole.contains(claim.act_word);
  told.origin = telling.origin;
  told.told_at = WhenTold(telling);
  told.claim = std::move(claim);
  return told;
}

// Whether the capture names it anywhere.
bool SlotClashes::Speaks(std::size_t capture, const HeldWords& name) const {
  return SharedBy(names_[capture], name) > 0;
}

void SlotClashes::Compare(const Told& a, const Told& b, std::vector<Contradiction>& found) const {
  const SaidClaim& x = a.claim;
  const SaidClaim& y = b.claim;
  const auto apart = std::chrono::abs(b.told_at - a.told_at);
  if (x.page == y.page || a.origin == b.origin || apart > kAtTheSameTime) return;
  const int agent = SharedBy(x.agent, y.agent);
  const int patient = SharedBy(x.patient, y.patient);
  const auto make = [&](ContradictionKind kind, const Slot& one, const Slot& other) {
    Contradiction& made = found.emplace_back();
    made.a = x.sentence;
    made.b = y.sentence;
    made.about = a.act;
    made.kind = kind;
    made.a_says = one.words;
    made.b_says = other.words;
  };
  const auto neither_knows = [&](const Slot& one, const Slot& other) {
    return !Speaks(y.sentence.capture, one.said) && !Speaks(x.sentence.capture, other.said);
  };
  // All who take part are told alike by both.
  const bool alike = agent >= 0 && patient >= 0 && agent + patient > 0 &&
                     x.agent.empty() == y.agent.empty() && x.patient.empty() == y.patient.empty() &&
                     !x.is_light;
  const bool named = (agent > 0 && x.agent_is_name) || (patient > 0 && x.patient_is_name);
  if (alike && named) {
    const bool days = a.day.count == 1 && b.day.count == 1 && !a.day.value.empty() &&
                      !b.day.value.empty() && a.day.value != b.day.value &&
                      a.day.printed != b.day.printed;
    if (days) make(ContradictionKind::kDay, a.day, b.day);
    const bool places = a.place.count == 1 && b.place.count == 1 &&
                        SharedBy(a.place.said, b.place.said) < 0 && neither_knows(a.place, b.place);
    if (places) make(ContradictionKind::kPlace, a.place, b.place);
  }
  const bool parties = agent < 0 && a.is_sole && patient > 0 && x.patient_is_name && !x.is_light &&
                       a.who.count == 1 && b.who.count == 1 && neither_knows(a.who, b.who);
  if (parties) make(ContradictionKind::kWho, a.who, b.who);
}

// Compares it with the newest of its act and a party, and is one of them from now on.
void SlotClashes::Meet(Told told, std::vector<Contradiction>& found) {
  HeldWords parties = told.claim.agent;
  parties.insert(parties.end(), told.claim.patient.begin(), told.claim.patient.end());
  SortEachOnce(parties);
  std::vector<std::uint32_t> met;
  for (std::uint64_t& party : parties) {
    party ^= told.claim.act * kPrime;
    const std::vector<std::uint32_t>& newest = by_act_[party];
    met.insert(met.end(), newest.begin(), newest.end());
  }
  std::sort(met.begin(), met.end());
  met.erase(std::unique(met.begin(), met.end()), met.end());
  for (const std::uint32_t at : met) Compare(told_[at], told, found);
  const std::uint32_t at = told_.Add(std::move(told), parties.size());
  for (const std::uint64_t party : parties) {
    if (const auto gone = KeepNewest(by_act_[party], at, kMostOfAnAct)) told_.LetGo(*gone);
  }
}

std::vector<Contradiction> SlotClashes::Add(const NextCapture& next, ReadSentences& all) {
  std::vector<Contradiction> found;
  names_.resize(std::max(names_.size(), next.capture + 1));
  if (next.update == nullptr || next.telling.copy_of) return found;
  const Article& article = *next.telling.article;
  names_[next.capture] = NamesOf(next.telling);
  for (std::size_t place = 0; place < next.telling.reading->sentences.size(); ++place) {
    const Sentence& sentence = next.telling.reading->sentences[place];
    const bool heading =
        sentence.block && article.blocks[*sentence.block].kind == BlockKind::kHeading;
    if (heading || told_.kept() >= kMostClaims) continue;
    if (!printed_.insert(all.ContentAt(place).printed).second) continue;
    for (const SaidClaim& claim : all.ClaimsAt(place)) {
      if (!claim.is_so || claim.act == 0) continue;
      Meet(ToldOf(next, claim), found);
    }
  }
  return found;
}

}  // namespace checkback
