#include "reading/clauses.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "reading/clause_cues.h"
#include "reading/inversions.h"
#include "reading/predicates.h"
#include "reading/said_rules.h"
#include "reading/verb_group.h"

namespace checkback {
namespace {

constexpr std::size_t kNone = Clauses::kNoClause;

template <std::size_t kSize>
bool In(std::string_view word, const std::array<std::string_view, kSize>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Words of the closed classes of English grammar.
constexpr std::array<std::string_view, 6> kIf = {"if",        "unless",   "provided",
                                                 "providing", "assuming", "lest"};
constexpr std::array<std::string_view, 10> kAsking = {"whether", "who", "whom",  "whose", "what",
                                                      "which",   "why", "where", "when",  "how"};

Relation Part(const Grammar& grammar, WordIndex word) {
  return UniversalPart(grammar[word].relation);
}

// The first word of a clause that is neither punctuation nor a preposition.
std::optional<WordIndex> FirstWord(const Grammar& grammar, WordRange words) {
  for (WordIndex word = words.first; word < words.end; ++word) {
    const Upos upos = grammar[word].upos;
    if (upos != Upos::kPunct && upos != Upos::kAdp && upos != Upos::kCconj) return word;
  }
  return std::nullopt;
}

class Finder {
 public:
  explicit Finder(const Grammar& grammar) : grammar_(grammar) {}

  Clauses Find() {
    FindPredicates();
    for (std::size_t i = 0; i < found_.all.size(); ++i) Tie(i);
    for (std::size_t i = 0; i < found_.all.size(); ++i) TurnAttribution(i);
    Order();
    for (Clause& clause : found_.all) TakeWords(clause);
    for (const std::size_t i : found_.from_above) TakeArguments(found_.all[i]);
    for (std::size_t i = 0; i < found_.all.size(); ++i) TakeCondition(i);
    TakeInversions(grammar_, found_);
    return std::move(found_);
  }

 private:
  void FindPredicates() {
    found_.of_word.assign(grammar_.size(), kNone);
    for (WordIndex word = 0; word < grammar_.size(); ++word) {
      if (!IsPredicate(grammar_, word)) continue;
      found_.of_word[word] = found_.all.size();
      Clause clause;
      clause.predicate = word;
      clause.verb = VerbGroupOf(grammar_, word);
      clause.cue = CueAt(word);
      found_.all.push_back(std::move(clause));
    }
    std::vector<WordIndex> way;
    for (WordIndex word = 0; word < grammar_.size(); ++word) {
      way.clear();
      std::optional<WordIndex> at = word;
      while (at && found_.of_word[*at] == kNone) {
        way.push_back(*at);
        at = grammar_.Head(*at);
      }
      if (!at) continue;
      for (const WordIndex below : way) found_.of_word[below] = found_.of_word[*at];
    }
  }

  // With its particle: "ruled out" is another word than "ruled".
  Cue CueAt(WordIndex word) const {
    const Upos upos = grammar_[word].upos;
    if (const auto particle = grammar_.Dependent(word, Relation::kCompoundPrt)) {
      std::string both(grammar_.Lemma(word));
      both += '_';
      both += grammar_.Lower(*particle);
      const Cue cue = CueOf(both, upos, grammar_.language());
      if (cue != Cue::kNone) return cue;
    }
    return CueOf(grammar_.Lemma(word), upos, grammar_.language());
  }

  void Tie(std::size_t place) {
    Clause& clause = found_.all[place];
    const std::optional<WordIndex> head = grammar_.Head(clause.predicate);
    FindMark(clause);
    if (!head || found_.of_word[*head] == kNone) return;
    clause.above = found_.of_word[*head];
    const Clause& above = found_.all[*clause.above];
    if (*head != above.predicate) clause.through = head;
    if (IsSaidByVerb(clause, above)) {
      clause.through.reset();
      clause.tie = ClauseTie::kContent;
      return;
    }
    if (IsOfNounBefore(clause, above)) {
      clause.through = grammar_.WordsUnder(clause.predicate).first - 1;
      clause.tie = ClauseTie::kRelative;
      return;
    }
    clause.tie = TieOf(clause, above);
    if (clause.tie == ClauseTie::kMain) TieToNoun(clause, above);
  }

  // "said in a statement that it had", "told the prime minister three times that she would not",
  // "declined once more to say": the parser hung what is said on the nearest word.
  bool IsSaidByVerb(const Clause& clause, const Clause& above) const {
    if (!clause.through || clause.predicate < above.predicate) return false;
    if (clause.verb.infinitive && WantsInfinitive(above.cue)) {
      const Upos upos = grammar_[*clause.through].upos;
      return upos == Upos::kAdj || upos == Upos::kAdv;
    }
    const bool tells = Tells(above.cue) || above.cue == Cue::kPropose || above.cue == Cue::kKnow;
    if (!tells || above.verb.copula || clause.verb.tense == ClauseTense::kNone) return false;
    return BeginsWithThat(clause) && StandsBesideContent(*clause.through, above.predicate);
  }

  // "said in a change of tone from a leader who had made it": hung on "said" by mistake.
  bool IsOfNounBefore(const Clause& clause, const Clause& above) const {
    if (Part(grammar_, clause.predicate) != Relation::kCcomp || !Tells(above.cue)) return false;
    const WordIndex first = grammar_.WordsUnder(clause.predicate).first;
    if (first <= above.predicate + 1) return false;
    const std::string_view lower = grammar_.Lower(first);
    return (lower == "who" || lower == "which") && grammar_[first - 1].upos == Upos::kNoun &&
           !above.verb.negated;
  }

  // "that" that is not the subject: "that it had met them".
  bool BeginsWithThat(const Clause& clause) const {
    const auto first = FirstWord(grammar_, grammar_.WordsUnder(clause.predicate));
    if (!first || grammar_.Lower(*first) != "that") return false;
    const auto subject = grammar_.Dependent(clause.predicate, Relation::kNsubj);
    const bool expletive = grammar_.Has(clause.predicate, Relation::kExpl);
    return expletive || (subject && *subject != *first);
  }

  // Whether `noun` tells to whom, where or when something is said by `verb`, and not what.
  bool StandsBesideContent(WordIndex noun, WordIndex verb) const {
    constexpr int kMostNouns = 4;  // "in the capital of the province on Monday"
    const Cue cue = CueOf(grammar_.Lemma(noun), Upos::kNoun, grammar_.language());
    if (cue != Cue::kSay && cue != Cue::kOfficial && CanTakeContent(cue)) return false;
    const std::uint8_t ways = SaidByOf(grammar_.Lemma(verb), grammar_.language());
    for (int i = 0; i < kMostNouns; ++i) {
      const auto head = grammar_.Head(noun);
      if (!head) return false;
      const Relation part = Part(grammar_, noun);
      if (*head == verb) {
        return part == Relation::kObl || part == Relation::kIobj ||
               (part == Relation::kObj && (ways & kSaidToWhom) != 0);
      }
      noun = *head;
    }
    return false;
  }

  // "made a request: that they pay" is set beside the clause and says what the request is.
  void TieToNoun(Clause& clause, const Clause& above) const {
    if (!clause.mark || grammar_.Lower(*clause.mark) != "that") return;
    const auto object = grammar_.Dependent(above.predicate, Relation::kObj);
    if (!object || *object > clause.predicate) return;
    if (!CanTakeContent(CueOf(grammar_.Lemma(*object), Upos::kNoun, grammar_.language()))) return;
    clause.through = object;
    clause.tie = ClauseTie::kOfNoun;
  }

  // "on whether she stood by it": the word that says most counts.
  void FindMark(Clause& clause) {
    for (const WordIndex word : grammar_.Dependents(clause.predicate)) {
      if (Part(grammar_, word) != Relation::kMark || grammar_.Lower(word) == "to") continue;
      if (!clause.mark) clause.mark = word;
      if (In(grammar_.Lower(word), kAsking) || In(grammar_.Lower(word), kIf)) clause.mark = word;
    }
    // "did not go into who had put it there": the preposition is no more than a mark
    if (clause.mark && grammar_[*clause.mark].upos != Upos::kAdp) return;
    const auto first = FirstWord(grammar_, grammar_.WordsUnder(clause.predicate));
    if (first && (In(grammar_.Lower(*first), kAsking) || grammar_.Lower(*first) == "that")) {
      clause.mark = first;
    }
  }

  bool MarkedBy(const Clause& clause, const auto& words) const {
    return clause.mark && In(grammar_.Lower(*clause.mark), words);
  }

  // "Should he come, ..." without a question mark.
  bool IsInverted(const Clause& clause) const {
    const auto subject = grammar_.Dependent(clause.predicate, Relation::kNsubj);
    if (!subject || IsAsked(grammar_, clause.predicate)) return false;
    for (const WordIndex word : grammar_.Dependents(clause.predicate)) {
      const Relation part = Part(grammar_, word);
      if (part != Relation::kAux && part != Relation::kCop) continue;
      return word < *subject && IsInverting(grammar_.Lower(word));
    }
    return false;
  }

  ClauseTie TieOf(const Clause& clause, const Clause& above) const {
    if (clause.mark && grammar_.Lower(*clause.mark) == "whether" && !clause.through) {
      return ClauseTie::kWhether;
    }
    const bool depends = Depends(clause);
    switch (Part(grammar_, clause.predicate)) {
      case Relation::kCcomp:
      case Relation::kCsubj:
        if (MarkedBy(clause, kAsking)) return ClauseTie::kWhether;
        if (IsIf(clause) && clause.predicate > above.predicate) return ClauseTie::kWhether;
        return depends ? ClauseTie::kCondition : ClauseTie::kContent;
      case Relation::kXcomp:
        return MarkedBy(clause, kAsking) ? ClauseTie::kWhether : ClauseTie::kContent;
      case Relation::kAdvcl:
        return TieOfAside(clause, above, depends);
      case Relation::kAcl:
        if (grammar_[clause.predicate].relation == Relation::kAclRelcl) {
          return SaysWhatNounIs(clause) ? ClauseTie::kOfNoun : ClauseTie::kRelative;
        }
        // "The team plans to leave", its verb taken for a noun
        if (!clause.through && WantsInfinitive(above.cue) && clause.verb.infinitive) {
          return ClauseTie::kContent;
        }
        return ClauseTie::kOfNoun;
      case Relation::kConj:
        return ClauseTie::kJoined;
      case Relation::kParataxis:
      case Relation::kAppos:
      case Relation::kList:
      case Relation::kDep:
        if (depends) return ClauseTie::kCondition;
        if (Tells(above.cue) && !HasClauseBelow(grammar_, above.predicate)) {
          return ClauseTie::kContent;
        }
        return ClauseTie::kMain;
      default:
        // A whole clause taken for the subject or object of "said".
        if (!clause.through && Tells(above.cue) &&
            (clause.verb.tense != ClauseTense::kNone ||
             grammar_.Has(clause.predicate, Relation::kNsubj))) {
          return ClauseTie::kContent;
        }
        return ClauseTie::kOfNoun;
    }
  }

  // "accusations that it had met them", taken for a relative clause: "that" is not its subject, and
  // the noun is one of saying.
  bool SaysWhatNounIs(const Clause& clause) const {
    const WordIndex first = grammar_.WordsUnder(clause.predicate).first;
    const auto subject = grammar_.Dependent(clause.predicate, Relation::kNsubj);
    return clause.through && grammar_.Lower(first) == "that" && subject && *subject != first &&
           CanTakeContent(CueOf(grammar_.Lemma(*clause.through), Upos::kNoun, grammar_.language()));
  }

  static WordIndex Before(WordIndex word) { return word == 0 ? 0 : word - 1; }

  bool IsIf(const Clause& clause) const {
    return clause.mark && grammar_.Lower(*clause.mark) == "if";
  }

  // "if ...", "should he ...", "provided that ..."
  bool Depends(const Clause& clause) const {
    if (MarkedBy(clause, kIf)) {
      // "as if", "even if" make nothing depend on them
      const WordIndex before = Before(*clause.mark);
      return grammar_.Lower(before) != "as" && grammar_.Lower(before) != "even";
    }
    if (clause.mark && grammar_.Lower(*clause.mark) == "as") {
      return grammar_.Lower(Before(*clause.mark)) == "long";  // "as long as", "so long as"
    }
    if (IsInverted(clause)) return true;
    if (!In(grammar_.Lower(clause.predicate), kIf)) return false;
    const auto below = grammar_.Dependent(clause.predicate, Relation::kCcomp);
    return below && grammar_.Has(*below, Relation::kMark);
  }

  // An adverbial clause that may be the content of a word that takes one.
  ClauseTie TieOfAside(const Clause& clause, const Clause& above, bool depends) const {
    if (clause.predicate > above.predicate && CanTakeContent(above.cue)) {
      const bool open = above.cue == Cue::kKnow || above.cue == Cue::kAsk ||
                        above.cue == Cue::kUnclear || (above.verb.negated && Tells(above.cue));
      if (IsIf(clause) && open) return ClauseTie::kWhether;
      if (MarkedBy(clause, kAsking) && (open || grammar_.Lower(*clause.mark) != "when")) {
        return ClauseTie::kWhether;
      }
      if (clause.mark && grammar_.Lower(*clause.mark) == "that") return ClauseTie::kContent;
      if (clause.verb.infinitive && !above.verb.copula && WantsInfinitive(above.cue)) {
        return ClauseTie::kContent;
      }
    }
    if (depends) return ClauseTie::kCondition;
    return clause.verb.infinitive ? ClauseTie::kPurpose : ClauseTie::kAside;
  }

  // "It is closed, he said": the parser puts "said" below "closed", or takes it for something
  // joined without an "and", or for an aside.
  void TurnAttribution(std::size_t place) {
    Clause& clause = found_.all[place];
    if (!clause.above || !Tells(clause.cue) || clause.through || !StandsBehind(clause)) return;
    if (grammar_.Has(clause.predicate, Relation::kMark) || HasContent(clause)) return;
    const std::size_t content_place = WhatIsSaid(*clause.above, clause.predicate);
    Clause& content = found_.all[content_place];
    clause.above = content.above;
    clause.tie = content.tie;
    clause.through = content.through;
    content.above = place;
    content.tie = ClauseTie::kContent;
    content.through.reset();
    // What the parser put below "they said," belongs to what was said.
    constexpr std::size_t kMostBehind = 40;  // a sentence of news has no more clauses
    const std::size_t end = std::min(found_.all.size(), place + kMostBehind);
    for (std::size_t i = place + 1; i < end; ++i) {
      Clause& below = found_.all[i];
      if (grammar_.SentenceOf(below.predicate) != grammar_.SentenceOf(clause.predicate)) break;
      if (below.above != place || below.through || i == content_place) continue;
      below.above = content_place;
      if (Part(grammar_, below.predicate) != Relation::kConj) below.tie = TieOf(below, content);
    }
  }

  // The widest clause before the attribution at `said`: the parser may have hung it on the last
  // clause of several, "It will stay closed until Sunday, he said".
  std::size_t WhatIsSaid(std::size_t place, WordIndex said) const {
    constexpr int kMostClauses = 8;
    for (int i = 0; i < kMostClauses; ++i) {
      const Clause& clause = found_.all[place];
      if (!clause.above || clause.tie == ClauseTie::kMain || clause.tie == ClauseTie::kWhether)
        break;
      const Clause& above = found_.all[*clause.above];
      if (above.predicate > said) break;
      if (clause.tie == ClauseTie::kContent && above.cue != Cue::kNone && !clause.through) {
        if (Part(grammar_, clause.predicate) != Relation::kXcomp) break;
      }
      place = *clause.above;
    }
    return place;
  }

  // Whether the parser may have put an attribution there: behind what was said, after a comma or a
  // quotation mark, in the past or present, not joined by "and".
  bool StandsBehind(const Clause& clause) const {
    const Relation part = Part(grammar_, clause.predicate);
    if (part == Relation::kParataxis) return true;
    if (part != Relation::kConj && part != Relation::kAdvcl) return false;
    if (clause.verb.tense != ClauseTense::kPast && clause.verb.tense != ClauseTense::kPresent) {
      return false;
    }
    if (clause.verb.modal || clause.predicate < found_.all[*clause.above].predicate) return false;
    if (grammar_.Has(clause.predicate, Relation::kCc)) return false;
    const WordIndex first = grammar_.WordsUnder(clause.predicate).first;
    return first > 0 &&
           (grammar_[first].upos == Upos::kPunct || grammar_[first - 1].upos == Upos::kPunct ||
            !grammar_.Has(clause.predicate, Relation::kNsubj));
  }

  // What stands behind a comma, or is no whole clause, is an aside of what was said: "they said,
  // after babies were left off", "the palace said on Monday, setting up talks".
  bool HasContent(const Clause& clause) const {
    for (const WordIndex word : grammar_.Dependents(clause.predicate)) {
      const Relation part = Part(grammar_, word);
      if (part == Relation::kXcomp) return true;
      if (part != Relation::kCcomp) continue;
      if (found_.all[found_.of_word[word]].tie == ClauseTie::kRelative) continue;
      const auto mark = grammar_.Dependent(word, Relation::kMark);
      if (mark && grammar_.Lower(*mark) == "that") return true;
      const WordIndex first = grammar_.WordsUnder(word).first;
      const bool apart = grammar_.Printed(first) == "," ||
                         (first > clause.predicate && grammar_.Printed(first - 1) == ",");
      if (!apart && !mark && grammar_.Has(word, Relation::kNsubj)) return true;
      if (!apart && !mark && grammar_[word].form != Form::kPresentParticiple) return true;
    }
    return false;
  }

  void Order() {
    std::vector<std::vector<std::size_t>> below(found_.all.size());
    found_.from_above.reserve(found_.all.size());
    for (std::size_t i = 0; i < found_.all.size(); ++i) {
      if (found_.all[i].above) {
        below[*found_.all[i].above].push_back(i);
      } else {
        found_.from_above.push_back(i);
      }
    }
    for (std::size_t next = 0; next < found_.from_above.size(); ++next) {
      const std::size_t at = found_.from_above[next];
      for (const std::size_t i : below[at]) found_.from_above.push_back(i);
    }
  }

  // Whether what stands at the end of a clause is no part of it.
  bool IsApart(WordIndex word, const Clause& clause) const {
    if (found_.of_word[word] == kNone) return false;
    const Clause& below = found_.all[found_.of_word[word]];
    if (below.predicate != word) {
      return Part(grammar_, word) == Relation::kCc || IsDateline(word, clause);
    }
    // an attribution that was turned, unless more of what was said follows it
    if (clause.above && &found_.all[*clause.above] == &below) return !HoldsMoreOf(clause, word);
    if (below.tie == ClauseTie::kJoined || below.tie == ClauseTie::kMain) return true;
    if (below.tie == ClauseTie::kPurpose) return Tells(below.cue) && HasContent(below);
    return Tells(clause.cue) &&
           (below.tie == ClauseTie::kContent || below.tie == ClauseTie::kWhether);
  }

  bool IsDateline(WordIndex word, const Clause& clause) const {
    const WordIndex first = grammar_.Sentence(grammar_.SentenceOf(clause.predicate)).first;
    return Part(grammar_, word) == Relation::kDiscourse && grammar_.WordsUnder(word).first == first;
  }

  // What is joined to it ("It will not go far, she added, and they will ask") is a clause apart.
  bool HoldsMoreOf(const Clause& clause, WordIndex attribution) const {
    for (const WordIndex word : grammar_.Dependents(attribution)) {
      const std::size_t place = found_.of_word[word];
      if (place == kNone || found_.all[place].predicate != word || !found_.all[place].above)
        continue;
      if (found_.all[place].tie == ClauseTie::kJoined) continue;
      if (&found_.all[*found_.all[place].above] == &clause) return true;
    }
    return false;
  }

  void TakeWords(Clause& clause) {
    WordRange words = grammar_.Trimmed(grammar_.WordsUnder(clause.predicate));
    const auto dependents = grammar_.Dependents(clause.predicate);
    for (const WordIndex word : dependents) {
      if (word > clause.predicate) break;
      const WordRange under = grammar_.Trimmed(grammar_.WordsUnder(word));
      if (under.first >= under.end) continue;
      if (under.first != words.first) break;
      const bool that = grammar_.Lower(word) == "that" && Part(grammar_, word) == Relation::kMark;
      if (!that && !IsApart(word, clause)) break;
      words.first = std::min(under.end, clause.predicate);
      words = grammar_.Trimmed(words);
    }
    for (std::size_t i = dependents.size(); i-- > 0;) {
      const WordIndex word = dependents[i];
      if (word < clause.predicate) break;
      const WordRange under = grammar_.Trimmed(grammar_.WordsUnder(word));
      if (under.first >= under.end) continue;
      if (under.end != words.end || !IsApart(word, clause)) break;
      words.end = std::max(under.first, clause.predicate + 1);
      words = grammar_.Trimmed(words);
    }
    clause.words = WithoutAttribution(clause, words);
  }

  // Without the attribution that stands at one end, wherever the parser hung it.
  WordRange WithoutAttribution(const Clause& clause, WordRange words) const {
    if (!clause.above || clause.tie != ClauseTie::kContent) return words;
    const WordIndex said = found_.all[*clause.above].predicate;
    if (!words.Holds(said) || HoldsMoreOf(clause, said)) return words;
    const WordRange attribution = grammar_.Trimmed(grammar_.WordsUnder(said));
    if (attribution.end == words.end && attribution.first > clause.predicate) {
      words.end = attribution.first;
    } else if (attribution.first == words.first && attribution.end <= clause.predicate) {
      words.first = attribution.end;
    }
    return grammar_.Trimmed(words);
  }

  void TakeArguments(Clause& clause) {
    clause.question = IsAsked(grammar_, clause.predicate) && clause.tie != ClauseTie::kRelative;
    for (const WordIndex word : grammar_.Dependents(clause.predicate)) {
      switch (Part(grammar_, word)) {
        case Relation::kNsubj:
          if (!clause.subject) clause.subject = word;
          break;
        case Relation::kObj:
          if (!clause.object) clause.object = word;
          break;
        case Relation::kIobj:
        case Relation::kObl:
          clause.obliques.push_back(word);
          if (IsAccording(word)) clause.according = word;
          break;
        default:
          break;
      }
    }
    if (!clause.subject) clause.subject = InheritedSubject(clause);
  }

  bool IsAccording(WordIndex word) const {
    const auto preposition = grammar_.Dependent(word, Relation::kCase);
    return preposition && grammar_.Lower(*preposition) == "according";
  }

  std::optional<WordIndex> InheritedSubject(const Clause& clause) const {
    if (!clause.above) return std::nullopt;
    const Clause& above = found_.all[*clause.above];
    switch (clause.tie) {
      case ClauseTie::kContent:
        if (Part(grammar_, clause.predicate) != Relation::kXcomp) return std::nullopt;
        return above.object ? above.object : above.subject;
      case ClauseTie::kRelative:
      case ClauseTie::kOfNoun:
        return clause.verb.infinitive ? above.subject : clause.through;
      case ClauseTie::kJoined:
      case ClauseTie::kPurpose:
      case ClauseTie::kAside:
        return above.subject;
      default:
        return std::nullopt;
    }
  }

  void TakeCondition(std::size_t place) {
    const Clause& condition = found_.all[place];
    if (condition.tie != ClauseTie::kCondition || !condition.above) return;
    found_.all[*condition.above].condition = condition.predicate;
  }

  const Grammar& grammar_;
  Clauses found_;
};

}  // namespace

Clauses FindClauses(const Grammar& grammar) {
  if (!grammar.parse().parsed) return {};
  return Finder(grammar).Find();
}

}  // namespace checkback
