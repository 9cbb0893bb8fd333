#include "reading/events/places.h"

#include <algorithm>

namespace checkback {
namespace {

constexpr WordIndex kFarthestWithin = 64;
constexpr int kMostAbove = 6;  // verbs that a subject is looked for at, upwards

bool IsPassive(const Grammar& grammar, WordIndex verb) {
  return grammar.Has(verb, Relation::kAuxPass) || grammar.Has(verb, Relation::kNsubjPass) ||
         grammar.Has(verb, Relation::kOblAgent);
}

// "who", "which", "that" of a relative clause: the noun that it stands for.
WordIndex Antecedent(const Grammar& grammar, WordIndex word, WordIndex verb) {
  const std::string_view lower = grammar.Lower(word);
  const bool relative = lower == "who" || lower == "which" || lower == "that";
  const auto head = grammar.Head(verb);
  if (relative && head && UniversalPart(grammar[verb].relation) == Relation::kAcl) return *head;
  return word;
}

void AddBy(const Grammar& grammar, WordIndex word, std::string_view preposition,
           std::vector<WordIndex>& out) {
  for (const WordIndex d : grammar.Dependents(word)) {
    const Relation part = UniversalPart(grammar[d].relation);
    const bool thing = part == Relation::kObl || part == Relation::kNmod;
    const bool clause = part == Relation::kAdvcl || part == Relation::kXcomp ||
                        part == Relation::kCcomp || part == Relation::kAcl;
    if (!thing && !clause) continue;
    for (const WordIndex c : grammar.Dependents(d)) {
      const Relation mark = UniversalPart(grammar[c].relation);
      if ((mark == Relation::kCase || mark == Relation::kMark) && grammar.Lower(c) == preposition) {
        out.push_back(d);
        break;
      }
    }
  }
}

// "called on Friday for Kalo to step down": the parser hangs what stands behind a day on the day.
void AddByBehindTime(const Grammar& grammar, WordIndex verb, std::string_view preposition,
                     std::vector<WordIndex>& out) {
  const auto& sets = EventRulesOf(grammar.language()).sets;
  const auto days = sets.find("days");
  if (days == sets.end()) return;
  for (const WordIndex d : grammar.Dependents(verb)) {
    const bool day =
        std::find(days->second.begin(), days->second.end(), grammar.Lemma(d)) != days->second.end();
    if (day && d > verb) AddBy(grammar, d, preposition, out);
  }
}

struct Step {
  std::string_view name;
  Relation relation;
};
constexpr Step kSteps[] = {
    {"iobj", Relation::kIobj},   {"xcomp", Relation::kXcomp},   {"ccomp", Relation::kCcomp},
    {"advcl", Relation::kAdvcl}, {"poss", Relation::kNmodPoss}, {"prt", Relation::kCompoundPrt},
    {"acl", Relation::kAcl},     {"aux", Relation::kAux},       {"appos", Relation::kAppos},
    {"case", Relation::kCase},   {"adv", Relation::kAdvmod},
};

// "heckled in the square by residents": who a passive's act is by, also where the parser hangs the
// agent on the phrase before it.
std::optional<WordIndex> AgentOf(const Grammar& grammar, WordIndex verb) {
  if (const auto agent = grammar.Dependent(verb, Relation::kOblAgent)) return agent;
  std::vector<WordIndex> by;
  AddBy(grammar, verb, "by", by);
  for (const WordIndex d : grammar.Dependents(verb)) {
    if (by.empty() && d > verb && UniversalPart(grammar[d].relation) == Relation::kObl) {
      AddBy(grammar, d, "by", by);
    }
  }
  if (by.empty() || grammar[by[0]].upos == Upos::kVerb) return std::nullopt;
  return by[0];
}

bool IsDash(const Grammar& grammar, WordIndex word) {
  const std::string_view printed = grammar.Printed(word);
  const bool dash = printed == "--" || printed == "-" || printed == "\u2014" || printed == "\u2013";
  return dash && word > 0 && grammar[word].span.start > grammar[word - 1].span.end;
}

// "VELDGRAD (Northwire) -- Tarsova will": a subject before the dash is none; it is the first noun
// behind it that hangs on the verb or on what stands before the dash.
WordIndex BehindDateline(const Grammar& grammar, WordIndex subject, WordIndex verb) {
  constexpr WordIndex kLongest = 16;
  const WordIndex first = grammar.Sentence(grammar.SentenceOf(verb)).first;
  if (subject - first > 1 || subject > verb) return subject;
  WordIndex dash = subject + 1;
  const WordIndex end = std::min(verb, first + kLongest);
  while (dash < end && !IsDash(grammar, dash)) ++dash;
  if (dash >= end) return subject;
  for (WordIndex i = dash + 1; i < verb; ++i) {
    const Upos upos = grammar[i].upos;
    if (upos != Upos::kNoun && upos != Upos::kPropn && upos != Upos::kPron) continue;
    const auto head = grammar.Head(i);
    if (head && (*head < dash || *head == verb)) return i;
  }
  return subject;
}

// The noun right before a verb, with "has" or "have" between at most.
std::optional<WordIndex> NounBefore(const Grammar& grammar, WordIndex verb) {
  const WordIndex first = grammar.Sentence(grammar.SentenceOf(verb)).first;
  WordIndex i = verb;
  if (i > first && grammar[i - 1].upos == Upos::kAux) --i;
  if (i == first) return std::nullopt;
  const Upos upos = grammar[i - 1].upos;
  if (upos != Upos::kNoun && upos != Upos::kPropn) return std::nullopt;
  return i - 1;
}

}  // namespace

bool IsVerbTakenForAdjective(const Grammar& grammar, WordIndex word) {
  const Word& w = grammar[word];
  const bool past = w.form == Form::kPast || w.form == Form::kPastParticiple ||
                    w.form == Form::kPassiveParticiple;
  return w.upos == Upos::kVerb && w.relation == Relation::kAmod && past &&
         w.head > static_cast<std::int32_t>(word) && NounBefore(grammar, word).has_value();
}

std::optional<WordIndex> SubjectOfVerb(const Grammar& grammar, WordIndex verb) {
  if (IsVerbTakenForAdjective(grammar, verb)) return NounBefore(grammar, verb);
  std::optional<WordIndex> at = verb;
  for (int i = 0; at && i < kMostAbove; ++i) {
    if (IsPassive(grammar, *at)) {
      if (const auto agent = AgentOf(grammar, *at)) return agent;
      if (i == 0) return std::nullopt;
      if (const auto subject = grammar.Dependent(*at, Relation::kNsubjPass)) return subject;
    }
    if (const auto subject = grammar.Dependent(*at, Relation::kNsubj)) {
      return Antecedent(grammar, BehindDateline(grammar, *subject, *at), *at);
    }
    const Relation part = UniversalPart(grammar[*at].relation);
    const auto head = grammar.Head(*at);
    if (part == Relation::kAcl) return head;
    // "urged Illmark to withdraw": Illmark withdraws.
    if (part == Relation::kXcomp && head) {
      if (const auto object = grammar.Dependent(*head, Relation::kObj)) return object;
    }
    const bool shares =
        part == Relation::kConj || part == Relation::kXcomp || part == Relation::kAdvcl;
    if (!shares) return std::nullopt;
    at = head;
  }
  return std::nullopt;
}

std::vector<WordIndex> WordsInPlace(const Grammar& grammar, WordIndex word, std::string_view step) {
  std::vector<WordIndex> out;
  if (step == "subj") {
    if (const auto subject = SubjectOfVerb(grammar, word)) out.push_back(*subject);
    return out;
  }
  if (step == "obj" && IsVerbTakenForAdjective(grammar, word)) {
    out.push_back(*grammar.Head(word));
    return out;
  }
  if (step == "obj") {
    for (const WordIndex d : grammar.Dependents(word)) {
      if (grammar[d].relation == Relation::kObj || grammar[d].relation == Relation::kNsubjPass) {
        out.push_back(Antecedent(grammar, d, word));
      }
    }
    const bool participle = grammar[word].form == Form::kPassiveParticiple ||
                            grammar[word].form == Form::kPastParticiple;
    if (out.empty() && participle && UniversalPart(grammar[word].relation) == Relation::kAcl) {
      if (const auto head = grammar.Head(word)) out.push_back(*head);
    }
    return out;
  }
  if (step == "mod") {
    for (const WordIndex d : grammar.Dependents(word)) {
      const Relation part = UniversalPart(grammar[d].relation);
      if (part == Relation::kCompound || part == Relation::kAmod || part == Relation::kNmod)
        out.push_back(d);
    }
    return out;
  }
  for (const Step& known : kSteps) {
    if (known.name != step) continue;
    for (const WordIndex d : grammar.Dependents(word)) {
      const Relation relation = grammar[d].relation;
      if (relation == known.relation || UniversalPart(relation) == known.relation) out.push_back(d);
    }
    return out;
  }
  if (step == "not") {
    for (const WordIndex d : grammar.Dependents(word)) {
      const std::string_view lower = grammar.Lower(d);
      if (lower == "not" || lower == "n't" || lower == "never") out.push_back(d);
    }
    return out;
  }
  if (step == "within") {
    const WordRange under = grammar.WordsUnder(word);
    const WordIndex end = std::min(under.end, word + kFarthestWithin);
    for (WordIndex i = word + 1; i < end; ++i) out.push_back(i);
    return out;
  }
  AddBy(grammar, word, step, out);
  if (out.empty() && grammar[word].upos == Upos::kVerb) AddByBehindTime(grammar, word, step, out);
  return out;
}

std::vector<WordIndex> WordsAt(const Grammar& grammar, WordIndex word, const EventPath& path) {
  std::vector<WordIndex> at = {word};
  for (const std::string_view step : path) {
    std::vector<WordIndex> next;
    for (const WordIndex w : at) {
      const auto found = WordsInPlace(grammar, w, step);
      next.insert(next.end(), found.begin(), found.end());
    }
    at = std::move(next);
    if (at.empty()) break;
  }
  return at;
}

}  // namespace checkback
