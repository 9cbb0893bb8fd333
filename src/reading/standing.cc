#include "reading/standing.h"

#include <algorithm>
#include <array>

#include "reading/cues.h"
#include "reading/said_rules.h"
#include "reading/speakers.h"

namespace checkback {
namespace {

template <std::size_t kSize>
bool In(std::string_view word, const std::array<std::string_view, kSize>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Words of the closed classes of English grammar.
constexpr std::array<std::string_view, 10> kOwn = {"he", "she", "it",  "they", "i",
                                                   "we", "his", "her", "its",  "their"};
constexpr std::array<std::string_view, 2> kOwnToo = {"our", "my"};
constexpr std::array<std::string_view, 7> kFuture = {"will",  "'ll", "\u2019ll", "wo",
                                                     "shall", "sha", "would"};
constexpr std::array<std::string_view, 5> kLeftOpen = {"whether", "who", "what", "why", "how"};
constexpr std::array<std::string_view, 5> kOught = {"should", "must", "ought", "need", "sha"};

bool NamesWhoSays(Cue cue) {
  return cue == Cue::kSay || cue == Cue::kConfirm || cue == Cue::kAnnounce || cue == Cue::kDeny ||
         cue == Cue::kClaim || cue == Cue::kPropose || cue == Cue::kPromise || cue == Cue::kAsk ||
         cue == Cue::kRefuse || cue == Cue::kBelieve || cue == Cue::kDoubt;
}

class Judge {
 public:
  Judge(const Grammar& grammar, const Clauses& clauses, const Names& names,
        std::span<const Quote> quotes)
      : grammar_(grammar),
        clauses_(clauses),
        names_(names),
        quotes_(quotes),
        speakers_(grammar, clauses, names, quotes, found_.sources) {}

  Standings Find() {
    const std::size_t count = clauses_.all.size();
    found_.of_clause.resize(count);
    frames_.resize(count);
    LookBelow();
    for (const std::size_t i : clauses_.from_above) Take(i);
    return std::move(found_);
  }

 private:
  // How what stands in a clause is meant before the clause says anything itself.
  struct Frame {
    Status status = Status::kReported;
    std::optional<std::size_t> source;
    bool official = false;      // the source has the authority to confirm
    bool self = false;          // the source speaks of itself
    bool told = false;          // somebody says it: "would" is the future of the past
    bool conditional = false;   // "said that it would, if ...", the "if" hanging on "said"
    bool negated = false;       // "refused to"
    std::optional<Status> own;  // of an infinitive: that of the verb above ("began to", "can")
  };

  void Take(std::size_t place) {
    const Clause& clause = clauses_.all[place];
    Frame frame = FrameOf(clause);
    if (clause.according) {
      frame.source = speakers_.Behind(*clause.according);
      frame.official = false;
      frame.told = true;
    }
    if (!frame.told && !frame.source) {
      if (const auto speaker = speakers_.InQuote(clause.predicate)) {
        frame.told = true;
        frame.source = speaker;
        frame.official = found_.sources[*speaker].official;
        frame.self = IsOwnInQuote(clause.subject);
      }
    }
    frames_[place] = frame;
    Standing& standing = found_.of_clause[place];
    standing.source = frame.source;
    standing.negated = clause.verb.negated != frame.negated;
    const Status own = OwnStatus(place, frame, standing.negated);
    standing.status = Inside(frame.status, own);
    if (NamesWhoSays(clause.cue)) {
      standing.speaker = SpeaksLater(clause, frame)
                             ? frame.source
                             : speakers_.Of(clause.predicate, said_before_[place]);
    }
    standing.told = Inside(frame.status, ToldBy(place, standing, own));
    const bool closed = !IsPlain(standing.told) && standing.told != Status::kDenied;
    if (!closed && asks_below_[place]) standing.told = Status::kUnclear;
  }

  // "It remains an open question whether ...", "she would not be drawn on whether ..."
  void LookBelow() {
    asks_below_.assign(clauses_.all.size(), false);
    said_before_.assign(clauses_.all.size(), false);
    tells_below_.assign(clauses_.all.size(), false);
    undone_.assign(clauses_.all.size(), false);
    above_yet_.assign(clauses_.all.size(), false);
    for (const Clause& clause : clauses_.all) {
      if (clause.above && !clause.through &&
          (clause.tie == ClauseTie::kContent || clause.tie == ClauseTie::kWhether)) {
        tells_below_[*clause.above] = true;
      }
      if (clause.above && IsUndoing(clause)) undone_[*clause.above] = true;
      if (clause.above && clause.tie == ClauseTie::kContent &&
          clause.predicate < clauses_.all[*clause.above].predicate) {
        said_before_[*clause.above] = true;
      }
      if (!clause.above || !clause.mark || !In(grammar_.Lower(*clause.mark), kLeftOpen)) continue;
      const Clause& above = clauses_.all[*clause.above];
      const bool by_noun =
          clause.through && Told(CueOfWord(*clause.through), false) == Status::kUnclear;
      const bool whether = grammar_.Lower(*clause.mark) == "whether";
      const bool right_behind = IsRightBehind(clause, above);
      const bool untold = !clause.through && above.verb.negated && above.cue == Cue::kNone &&
                          (whether || right_behind);
      if ((by_noun && whether) || untold) asks_below_[*clause.above] = true;
    }
  }

  // "did not go into who had put it there": the clause follows the verb, or a preposition of it.
  bool IsRightBehind(const Clause& clause, const Clause& above) const {
    const WordIndex first = grammar_.WordsUnder(clause.predicate).first;
    if (*clause.mark < above.predicate || first < above.predicate) return false;
    return *clause.mark == above.predicate + 1 ||
           (*clause.mark == above.predicate + 2 &&
            grammar_[above.predicate + 1].upos == Upos::kAdp);
  }

  // "had planned to come but did not"
  bool IsUndoing(const Clause& clause) const {
    if (clause.tie != ClauseTie::kJoined || !clause.verb.negated || clause.object) return false;
    const std::string_view lower = grammar_.Lower(clause.predicate);
    return lower == "did" || lower == "has" || lower == "have" || lower == "had" ||
           lower == "was" || lower == "were";
  }

  Cue CueOfWord(WordIndex word) const {
    return CueOf(grammar_.Lemma(word), grammar_[word].upos, grammar_.language());
  }

  Frame FrameOf(const Clause& clause) {
    if (!clause.above) {
      Frame frame;
      if (clause.tie == ClauseTie::kCondition) frame.own = Status::kConditional;
      return frame;
    }
    const Clause& above = clauses_.all[*clause.above];
    const Frame& outer = frames_[*clause.above];
    const Standing& said = found_.of_clause[*clause.above];
    switch (clause.tie) {
      case ClauseTie::kContent:
      case ClauseTie::kWhether:
        if (clause.through) return FrameOfNoun(clause, outer);
        return FrameOfContent(clause, above, outer, said);
      case ClauseTie::kOfNoun:
        return clause.through ? FrameOfNoun(clause, outer) : outer;
      case ClauseTie::kPurpose: {
        Frame frame = outer;
        // "came out to announce": the announcing is as sure as the coming
        if (NamesWhoSays(clause.cue) && IsPlain(said.status)) return outer;
        frame.own = Inside(said.status, Status::kPlanned);
        return frame;
      }
      case ClauseTie::kCondition: {
        Frame frame = outer;
        frame.own = Status::kConditional;
        return frame;
      }
      default: {
        Frame frame = outer;
        // "agreed to sell A and buy B", "would sell A and buy B"
        const bool shares = clause.tie == ClauseTie::kJoined && !clause.verb.modal &&
                            (clause.verb.tense == ClauseTense::kNone || clause.verb.infinitive);
        frame.own = shares && !IsPlain(said.status) ? std::optional(said.status) : std::nullopt;
        frame.conditional = false;
        frame.negated = false;
        return frame;
      }
    }
  }

  Frame FrameOfContent(const Clause& clause, const Clause& above, const Frame& outer,
                       const Standing& said) {
    Frame frame = outer;
    frame.own.reset();
    frame.negated = false;
    frame.conditional = above.condition.has_value() && above.condition != clause.predicate;
    const Cue cue = above.cue;
    if (cue == Cue::kNone || cue == Cue::kHedge || cue == Cue::kMake || cue == Cue::kOfficial) {
      // "began to", "is able to", "helped to": as sure as the verb above
      if (Asks(clause)) frame.status = Inside(outer.status, Status::kUnclear);
      if (above.tie == ClauseTie::kCondition) {  // "provided that he comes"
        frame.status = Inside(outer.status, Status::kConditional);
      }
      if (clause.verb.tense == ClauseTense::kNone) {
        if (!IsPlain(said.status)) frame.own = said.status;
        frame.negated = said.negated || IsYet(above);
        above_yet_[IndexOf(clause)] = IsYet(above);
      }
      if (cue == Cue::kHedge) frame.official = false;
      return frame;
    }
    frame.told = true;
    if (said.speaker && !SpeaksLater(above, outer)) frame.source = said.speaker;
    Status told = undone_[*clause.above] ? Status::kDenied : Told(cue, said.negated);
    if (cue == Cue::kAsk && clause.verb.infinitive && clause.tie == ClauseTie::kContent) {
      // "will ask the court to rule" is announced, not asked yet
      told = IsFuture(above) ? Status::kPlanned : Status::kProposed;
    }
    if (cue == Cue::kBelieve && clause.verb.infinitive && above.verb.passive == false) {
      told = said.negated ? Status::kDenied : Status::kReported;
    }
    if (clause.tie == ClauseTie::kWhether) {
      const bool open = told != Status::kReported && told != Status::kConfirmed;
      if (Asks(clause) || open) told = Status::kUnclear;
    }
    if ((cue == Cue::kRefuse || cue == Cue::kFail) && clause.verb.infinitive) {
      frame.negated = !said.negated;
      frame.own = Status::kDenied;
      if (!IsPlain(outer.status)) return frame;
      frame.status = Status::kReported;
      return frame;
    }
    frame.official = (cue == Cue::kSay || cue == Cue::kBelieve) && said.speaker &&
                     found_.sources[*said.speaker].official;
    frame.self = false;
    if (told == Status::kReported && cue == Cue::kSay && SpeaksOfItself(clause, above, said)) {
      frame.official = frame.self = true;
    }
    if (frame.conditional && told != Status::kUnclear && told != Status::kDenied) {
      told = Status::kConditional;
    }
    frame.status = Inside(outer.status, told);
    return frame;
  }

  // "Her lawyer said she would ask the court", "declined to say whether he had asked her": the one
  // who tells is the outer one.
  bool SpeaksLater(const Clause& clause, const Frame& frame) const {
    return frame.source && (IsFuture(clause) || !IsPlain(frame.status));
  }

  // "has yet to": it has not
  bool IsYet(const Clause& above) const {
    if (grammar_.Lemma(above.predicate) != "have") return false;
    for (const WordIndex word : grammar_.Dependents(above.predicate)) {
      if (grammar_.Lower(word) == "yet") return true;
    }
    return false;
  }

  bool Asks(const Clause& clause) const {
    return clause.mark &&
           (grammar_.Lower(*clause.mark) == "whether" ||
            (grammar_.Lower(*clause.mark) == "if" && clause.tie != ClauseTie::kCondition));
  }

  // "claims that he left", "a plan to leave".
  Frame FrameOfNoun(const Clause& clause, const Frame& outer) {
    Frame frame = outer;
    frame.own.reset();
    frame.negated = false;
    frame.conditional = false;
    const WordIndex noun = *clause.through;
    const bool finite = clause.verb.tense != ClauseTense::kNone;
    if (!finite && !clause.verb.infinitive) return frame;
    const bool that = clause.mark && grammar_.Lower(*clause.mark) == "that";
    // "rejected reports that ...": the denial reaches through the noun
    const Clause& above = clauses_.all[*clause.above];
    std::optional<Status> told;
    if (grammar_.Head(noun) == above.predicate && grammar_[noun].relation != Relation::kNsubj) {
      const Status by_verb = found_.of_clause[*clause.above].told;
      if (that && above.cue != Cue::kNone && !IsPlain(by_verb)) told = by_verb;
      // "declined to comment on reports that": neither told nor denied
      const bool tells = above.cue == Cue::kSay || above.cue == Cue::kKnow ||
                         above.cue == Cue::kConfirm || above.cue == Cue::kAnnounce;
      if (told == Status::kDenied && tells) told = Status::kUnclear;
    }
    const Cue cue = CueOfWord(noun);
    if (Asks(clause)) {
      told = Status::kUnclear;
    } else if (!told && cue != Cue::kOfficial && cue != Cue::kNone) {
      told = Told(cue, IsNo(noun));
    }
    if (!told) {
      if (clause.verb.infinitive) frame.own = Status::kPlanned;
      return frame;
    }
    frame.told = true;
    frame.official = false;
    frame.status = Inside(outer.status, *told);
    return frame;
  }

  // "no evidence"
  bool IsNo(WordIndex noun) const {
    const auto article = grammar_.Dependent(noun, Relation::kDet);
    return article && grammar_.Lower(*article) == "no";
  }

  // What the clause says of itself, in a frame that says nothing against it.
  Status OwnStatus(std::size_t place, const Frame& frame, bool negated) const {
    const Clause& clause = clauses_.all[place];
    // "said that he would, if ...": the saying is not what depends
    const bool depends = clause.condition && !(tells_below_[place] && NamesWhoSays(clause.cue));
    if (depends || frame.conditional) return Status::kConditional;
    if (frame.own) return *frame.own;
    if (clause.question && !frame.told) return Status::kUnclear;
    const bool future = IsFuture(clause);
    if (negated) {
      // "We did not sign it", "it had never asked": against what others say of the source
      if (frame.self && !clause.verb.none && !future) return Status::kDenied;
      const bool sure = frame.official || frame.status == Status::kConfirmed;
      if (sure && !Exists(clause) && !above_yet_[place]) return Status::kConfirmed;
      // "said the coalition would not last": foretold, not denied
      return future && frame.told && !sure ? Status::kReported : Status::kDenied;
    }
    if (clause.verb.to_be) return Status::kPlanned;
    if (clause.verb.modal && !clause.verb.perfect) {
      if (future) return Status::kPlanned;
      return In(grammar_.Lower(*clause.verb.modal), kOught) ? Status::kProposed : Status::kUnclear;
    }
    if (clause.verb.modal) return Status::kUnclear;
    const Cue adverb = AdverbOf(clause);
    if (adverb == Cue::kMaybe) return Status::kUnclear;
    if (adverb == Cue::kHedge) return Status::kReported;
    if (frame.status == Status::kConfirmed || frame.official) return Status::kConfirmed;
    if (!frame.told && IsActOf(clause)) return Status::kConfirmed;
    return Status::kReported;
  }

  // "The court sentenced him", "was convicted": done in public, told by the outlet as such.
  bool IsActOf(const Clause& clause) const {
    const bool other = clause.cue != Cue::kNone && clause.cue != Cue::kSay &&
                       clause.cue != Cue::kPlan && clause.cue != Cue::kAnnounce &&
                       clause.cue != Cue::kMake;
    const bool done = clause.verb.tense == ClauseTense::kPast ||
                      (clause.verb.tense == ClauseTense::kPresent && clause.verb.perfect);
    return !other && done && !clause.verb.copula &&
           IsPublicAct(grammar_.Lemma(clause.predicate), grammar_.language());
  }

  bool IsFuture(const Clause& clause) const {
    return clause.verb.modal && In(grammar_.Lower(*clause.verb.modal), kFuture);
  }

  // "There is no coup."
  bool Exists(const Clause& clause) const {
    return clause.verb.none && grammar_.Has(clause.predicate, Relation::kExpl);
  }

  Cue AdverbOf(const Clause& clause) const {
    for (const WordIndex word : grammar_.Dependents(clause.predicate)) {
      if (UniversalPart(grammar_[word].relation) != Relation::kAdvmod) continue;
      const Cue cue = CueOf(grammar_.Lower(word), Upos::kAdv, grammar_.language());
      if (cue != Cue::kNone) return cue;
    }
    return Cue::kNone;
  }

  // Of what a clause tells that holds no other clause: "denies wrongdoing", "offered a pay rise".
  Status ToldBy(std::size_t place, const Standing& standing, Status own) const {
    const Clause& clause = clauses_.all[place];
    if (own == Status::kConditional) return own;
    if (undone_[place]) return Status::kDenied;
    if (const auto by_noun = ToldByNoun(clause)) return *by_noun;
    if (clause.verb.none && IsWithoutWord(clause)) return Status::kUnclear;
    const Cue cue = clause.cue;
    if (cue == Cue::kKnow && standing.negated && asks_below_[place]) return Status::kUnclear;
    if (IsPlain(own) && own == Status::kConfirmed) return own;
    switch (cue) {
      case Cue::kAsk:
        return AsksFor(clause) && !standing.negated && own != Status::kPlanned ? Status::kProposed
                                                                               : own;
      case Cue::kConfirm:
      case Cue::kAnnounce:
        return IsPlain(own) || standing.negated ? Told(cue, standing.negated) : own;
      case Cue::kSay:
        return own == Status::kReported && standing.speaker &&
                       found_.sources[*standing.speaker].official
                   ? Status::kConfirmed
                   : own;
      case Cue::kKnow:
      case Cue::kUnclear:
        return standing.negated || cue == Cue::kUnclear ? Status::kUnclear : own;
      case Cue::kDeny:
        return standing.negated ? Status::kUnclear : Status::kDenied;
      case Cue::kPlan:
      case Cue::kPromise:
      case Cue::kPropose:
        return standing.negated ? own : Told(cue, false);
      default:
        return own;
    }
  }

  bool AsksFor(const Clause& clause) const {
    return std::any_of(clause.obliques.begin(), clause.obliques.end(), [&](WordIndex word) {
      const auto preposition = grammar_.Dependent(word, Relation::kCase);
      return preposition &&
             (grammar_.Lower(*preposition) == "for" || grammar_.Lower(*preposition) == "on");
    });
  }

  // "There was no word on casualties", "gave no details".
  bool IsWithoutWord(const Clause& clause) const {
    const auto word = [&](std::optional<WordIndex> noun) {
      return noun && grammar_[*noun].upos == Upos::kNoun && CueOfWord(*noun) == Cue::kKnow;
    };
    return word(clause.subject) || word(clause.object) || word(clause.predicate);
  }

  // "called it pure invention", "is a wicked lie", "remains unclear", "made an offer".
  std::optional<Status> ToldByNoun(const Clause& clause) const {
    if (clause.verb.negated) return std::nullopt;
    const auto says = [&](WordIndex word) -> std::optional<Status> {
      const Upos upos = grammar_[word].upos;
      if (upos != Upos::kNoun && upos != Upos::kAdj) return std::nullopt;
      const Cue cue = CueOfWord(word);
      if (cue == Cue::kDeny && upos == Upos::kAdj) return Status::kDenied;
      if (cue == Cue::kUnclear && upos == Upos::kAdj) return Status::kUnclear;
      if (cue == Cue::kDeny && clause.cue != Cue::kDeny) return Status::kDenied;
      return std::nullopt;
    };
    if (clause.verb.copula) return says(clause.predicate);
    if ((SaidByOf(grammar_.Lemma(clause.predicate), grammar_.language()) & kSaidByCalling) != 0) {
      // "called the suggestion of a link with the port "pure invention"", wherever it hangs
      const WordRange sentence = grammar_.Sentence(grammar_.SentenceOf(clause.predicate));
      WordIndex last = std::min(clause.words.end, sentence.end);
      while (last > clause.predicate && grammar_[last - 1].upos == Upos::kPunct) --last;
      if (last > clause.predicate + 1) {
        if (const auto status = says(last - 1)) return status;
      }
    }
    for (const WordIndex word : grammar_.Dependents(clause.predicate)) {
      const Relation part = UniversalPart(grammar_[word].relation);
      const bool about = part == Relation::kXcomp || part == Relation::kObj ||
                         part == Relation::kCcomp ||
                         (part == Relation::kObl && grammar_.Has(word, Relation::kCase));
      if (!about) continue;
      if (clause.cue == Cue::kMake && part == Relation::kObj) {
        const Status told = Told(CueOfWord(word), false);
        if (!IsPlain(told)) return told;
      }
      if (part == Relation::kXcomp || clause.cue != Cue::kNone) {
        if (const auto status = says(word)) return status;
      }
    }
    return std::nullopt;
  }

  std::size_t IndexOf(const Clause& clause) const {
    return static_cast<std::size_t>(&clause - clauses_.all.data());
  }

  // "I", "we": in a quote no other pronoun means the one who speaks.
  bool IsOwnInQuote(std::optional<WordIndex> subject) const {
    return subject && (grammar_.Lower(*subject) == "we" || grammar_.Lower(*subject) == "i");
  }

  bool StandsInDirectQuote(WordIndex word) const {
    const std::size_t at = grammar_[word].span.start;
    const auto behind = std::upper_bound(
        quotes_.begin(), quotes_.end(), at,
        [](std::size_t byte, const Quote& quote) { return byte < quote.words.start; });
    if (behind == quotes_.begin()) return false;
    const Quote& quote = *(behind - 1);
    return quote.kind == QuoteKind::kDirect && at < quote.words.end;
  }

  // "He had not, she said": two people.
  bool AreTwo(WordIndex a, WordIndex b) const {
    const std::string_view first = grammar_.Lower(a), second = grammar_.Lower(b);
    return (first == "he" && second == "she") || (first == "she" && second == "he");
  }

  // "The union said its members had voted": a named source of its own acts.
  bool SpeaksOfItself(const Clause& clause, const Clause& above, const Standing& said) const {
    if (!said.speaker || !clause.subject) return false;
    const SourceOfClause& source = found_.sources[*said.speaker];
    if (StandsInDirectQuote(clause.predicate)) return IsOwnInQuote(clause.subject);
    if (!source.entity) return false;
    const WordIndex subject = *clause.subject;
    if (names_.EntityAt(subject) == source.entity) return true;
    if (above.subject && AreTwo(subject, *above.subject)) return false;
    if (grammar_[subject].upos == Upos::kPron && !names_.EntityAt(subject)) {
      return In(grammar_.Lower(subject), kOwn) || In(grammar_.Lower(subject), kOwnToo);
    }
    for (const WordIndex word : grammar_.Dependents(subject)) {
      if (UniversalPart(grammar_[word].relation) == Relation::kNmod &&
          (In(grammar_.Lower(word), kOwn) || In(grammar_.Lower(word), kOwnToo))) {
        return true;
      }
    }
    return false;
  }

  const Grammar& grammar_;
  const Clauses& clauses_;
  const Names& names_;
  std::span<const Quote> quotes_;
  Standings found_;
  Speakers speakers_;
  std::vector<Frame> frames_;
  std::vector<bool> asks_below_;   // by clause: it leaves open what stands below it
  std::vector<bool> tells_below_;  // by clause: another is its content
  std::vector<bool> above_yet_;    // by clause: "has yet to" stands above it
  std::vector<bool> undone_;       // by clause: it is said at its end that it was not done
  std::vector<bool> said_before_;  // by clause: what it tells stands before it
};

}  // namespace

Standings FindStandings(const Grammar& grammar, const Clauses& clauses, const Names& names,
                        std::span<const Quote> quotes) {
  return Judge(grammar, clauses, names, quotes).Find();
}

}  // namespace checkback
