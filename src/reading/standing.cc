#include "reading/standing.h"

#include <algorithm>
#include <array>
#include <span>

#include "reading/cues.h"
#include "reading/sources.h"

namespace checkback {
namespace {

// An official body or office has no more words around it than this: "the head of the Marine
// Accident Office, Una Brandreth".
constexpr WordIndex kMostWordsOfASource = 40;

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
constexpr std::array<std::string_view, 5> kOught = {"should", "must", "ought", "need", "sha"};

bool IsPlain(Status status) {
  return status == Status::kReported || status == Status::kConfirmed;
}

// What holds of a clause of the status `inner` inside something of the status `outer`.
Status Inside(Status outer, Status inner) {
  // "offered to open the gates if the others paid"
  const bool loose = outer == Status::kPlanned || outer == Status::kProposed;
  if (loose && inner == Status::kConditional) return inner;
  return IsPlain(outer) ? inner : outer;
}

// Of what a word of the class says: "denied that ..." and "did not deny that ...".
Status Told(Cue cue, bool negated) {
  switch (cue) {
    case Cue::kConfirm:
    case Cue::kAnnounce:
      return negated ? Status::kUnclear : Status::kConfirmed;
    case Cue::kDeny:
      return negated ? Status::kUnclear : Status::kDenied;
    case Cue::kPropose:
      return Status::kProposed;
    case Cue::kPromise:
    case Cue::kPlan:
      return negated ? Status::kDenied : Status::kPlanned;
    case Cue::kRefuse:
    case Cue::kFail:
      return negated ? Status::kReported : Status::kDenied;
    case Cue::kAsk:
    case Cue::kDoubt:
    case Cue::kUnclear:
    case Cue::kTry:
      return Status::kUnclear;
    case Cue::kMaybe:
      return Status::kUnclear;
    case Cue::kBelieve:
      return negated ? Status::kDenied : Status::kReported;
    case Cue::kSay:
    case Cue::kClaim:
    case Cue::kKnow:
      return negated ? Status::kUnclear : Status::kReported;
    default:
      return Status::kReported;
  }
}

bool NamesWhoSays(Cue cue) {
  return cue == Cue::kSay || cue == Cue::kConfirm || cue == Cue::kAnnounce || cue == Cue::kDeny ||
         cue == Cue::kClaim || cue == Cue::kPropose || cue == Cue::kPromise || cue == Cue::kAsk ||
         cue == Cue::kRefuse || cue == Cue::kBelieve || cue == Cue::kDoubt;
}

class Judge {
 public:
  Judge(const Grammar& grammar, const Clauses& clauses, const Names& names,
        std::span<const Quote> quotes)
      : grammar_(grammar), clauses_(clauses), names_(names), quotes_(quotes) {}

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
    bool told = false;          // somebody says it: "would" is the future of the past
    bool conditional = false;   // "said that it would, if ...", the "if" hanging on "said"
    bool negated = false;       // "refused to"
    std::optional<Status> own;  // of an infinitive: that of the verb above ("began to", "can")
  };

  void Take(std::size_t place) {
    const Clause& clause = clauses_.all[place];
    Frame frame = FrameOf(clause);
    if (clause.according) {
      frame.source = AddSource(SourceBehind(*clause.according));
      frame.official = false;
      frame.told = true;
    }
    if (!frame.told && !frame.source) PutIntoQuote(clause, frame);
    frames_[place] = frame;
    Standing& standing = found_.of_clause[place];
    standing.source = frame.source;
    standing.negated = clause.verb.negated != frame.negated;
    const Status own = OwnStatus(place, frame, standing.negated);
    standing.status = Inside(frame.status, own);
    if (NamesWhoSays(clause.cue)) {
      standing.speaker = SpeakerOf(place);
    }
    standing.told = Inside(frame.status, ToldBy(place, standing, own));
    if (IsPlain(standing.told) && asks_below_[place]) standing.told = Status::kUnclear;
  }

  // "It remains an open question whether ...", "she would not be drawn on whether ..."
  void LookBelow() {
    asks_below_.assign(clauses_.all.size(), false);
    said_before_.assign(clauses_.all.size(), false);
    tells_below_.assign(clauses_.all.size(), false);
    undone_.assign(clauses_.all.size(), false);
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
      if (!clause.above || !clause.mark || grammar_.Lower(*clause.mark) != "whether") continue;
      const Clause& above = clauses_.all[*clause.above];
      const bool by_noun =
          clause.through && Told(CueOfWord(*clause.through), false) == Status::kUnclear;
      const bool untold = !clause.through && above.verb.negated && above.cue == Cue::kNone;
      if (by_noun || untold) asks_below_[*clause.above] = true;
    }
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

  // What stands in a quote is told by its speaker, also where no clause around it says so.
  void PutIntoQuote(const Clause& clause, Frame& frame) {
    const std::size_t at = grammar_[clause.predicate].span.start;
    const auto behind = std::upper_bound(
        quotes_.begin(), quotes_.end(), at,
        [](std::size_t byte, const Quote& quote) { return byte < quote.words.start; });
    if (behind == quotes_.begin()) return;
    const Quote& quote = *(behind - 1);
    if (at >= quote.words.end || quote.speaker.empty()) return;
    frame.told = true;
    frame.source = AddSource({WordsIn(quote.speaker_at), quote.speaker, quote.entity});
    frame.official = found_.sources[*frame.source].official && !IsAccording(quote);
  }

  bool IsAccording(const Quote& quote) const {
    const WordRange cue = WordsIn(quote.cue);
    return cue.first < cue.end && grammar_.Lower(cue.first) == "according";
  }

  // The words of a span.
  WordRange WordsIn(Span span) const {
    const auto& words = grammar_.parse().words;
    const auto before = [](const Word& word, std::size_t byte) { return word.span.start < byte; };
    const auto first = std::lower_bound(words.begin(), words.end(), span.start, before);
    const auto end = std::lower_bound(first, words.end(), span.end, before);
    return {static_cast<WordIndex>(first - words.begin()),
            static_cast<WordIndex>(end - words.begin())};
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
      }
      if (cue == Cue::kHedge) frame.official = false;
      return frame;
    }
    frame.told = true;
    if (said.speaker) frame.source = said.speaker;
    Status told = undone_[*clause.above] ? Status::kDenied : Told(cue, said.negated);
    if (cue == Cue::kAsk && clause.verb.infinitive && clause.tie == ClauseTie::kContent) {
      told = Status::kProposed;
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
    if (told == Status::kReported && cue == Cue::kSay && SpeaksOfItself(clause, said)) {
      frame.official = true;
    }
    if (frame.conditional && told != Status::kUnclear && told != Status::kDenied) {
      told = Status::kConditional;
    }
    frame.status = Inside(outer.status, told);
    return frame;
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
      const bool sure = frame.official || frame.status == Status::kConfirmed;
      return sure && !Exists(clause) ? Status::kConfirmed : Status::kDenied;
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
    return !other && clause.verb.tense == ClauseTense::kPast && !clause.verb.copula &&
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
    if (IsPlain(own) && own == Status::kConfirmed) return own;
    switch (cue) {
      case Cue::kAsk:
        return AsksFor(clause) ? Status::kProposed : own;
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

  // The one who speaks by the predicate of the clause at `place`.
  std::optional<std::size_t> SpeakerOf(std::size_t place) {
    const WordIndex cue = clauses_.all[place].predicate;
    if (said_before_[place]) {
      // Behind what was said: the subject is the nearest one, and not that of what was said.
      std::optional<WordIndex> subject;
      for (const WordIndex word : grammar_.Dependents(cue)) {
        if (UniversalPart(grammar_[word].relation) != Relation::kNsubj) continue;
        const std::size_t clause = clauses_.of_word[word];
        if (clause == Clauses::kNoClause || clauses_.all[clause].predicate != word) subject = word;
      }
      if (subject) return AddSource(SourceAt(grammar_, names_, *subject));
      if (const auto source = SourceBefore(cue)) return AddSource(*source);
    }
    const auto source = SourceOf(grammar_, names_, cue);
    if (!source) return std::nullopt;
    return AddSource(*source);
  }

  // ", coastguard commander Fergus Daul told reporters": the words between the comma and the verb.
  std::optional<Source> SourceBefore(WordIndex cue) const {
    const WordRange sentence = grammar_.Sentence(grammar_.SentenceOf(cue));
    WordRange words{cue, cue};
    bool named = false;
    while (words.first > sentence.first && cue - words.first < kMostWordsOfASource) {
      const Upos upos = grammar_[words.first - 1].upos;
      if (upos == Upos::kPunct) break;
      named = named || upos == Upos::kNoun || upos == Upos::kPropn || upos == Upos::kPron;
      --words.first;
    }
    if (!named || words.first == sentence.first) return std::nullopt;
    Source source{words, std::string(Words(grammar_.text(), grammar_.Bytes(words))), {}};
    for (const Mention& mention : MentionsIn(words)) {
      if (names_.entities[mention.entity].kind == NameKind::kPlace) continue;
      source.name = names_.entities[mention.entity].name;
      source.entity = mention.entity;
    }
    return source;
  }

  // The source in "according to the charity", without the preposition.
  Source SourceBehind(WordIndex head) const {
    Source source = SourceAt(grammar_, names_, head);
    const auto preposition = grammar_.Dependent(head, Relation::kCase);
    if (!preposition) return source;
    const WordIndex end = grammar_.WordsUnder(*preposition).end;
    if (end <= source.words.first || end >= source.words.end) return source;
    source.words.first = end;
    if (!source.entity) source.name = Words(grammar_.text(), grammar_.Bytes(source.words));
    return source;
  }

  // The mentions that begin in `words`; they stand in the order of the text.
  std::span<const Mention> MentionsIn(WordRange words) const {
    const auto begins = [](const Mention& mention, WordIndex word) {
      return mention.words.first < word;
    };
    const auto& all = names_.mentions;
    const auto first = std::lower_bound(all.begin(), all.end(), words.first, begins);
    return {first, std::lower_bound(first, all.end(), words.end, begins)};
  }

  std::size_t AddSource(const Source& source) {
    SourceOfClause added;
    added.name = source.name;
    added.entity = source.entity;
    added.official = IsOfficial(source.words, added.entity);
    found_.sources.push_back(std::move(added));
    return found_.sources.size() - 1;
  }

  bool IsOfficial(WordRange words, std::optional<std::size_t> entity) const {
    const WordIndex end = std::min(words.end, words.first + kMostWordsOfASource);
    bool office = false, named = false, many = false, some = false;
    for (WordIndex word = words.first; word < end; ++word) {
      const Upos upos = grammar_[word].upos;
      // "a doctor at the General Hospital": not the doctor's office
      const Relation part = UniversalPart(grammar_[word].relation);
      if (word != words.first && grammar_[word].relation != Relation::kNmodPoss &&
          (part == Relation::kNmod || part == Relation::kAcl || part == Relation::kObl) &&
          (grammar_.Has(word, Relation::kCase) || part == Relation::kAcl)) {
        const WordRange below = grammar_.WordsUnder(word);
        if (below.first >= words.first && below.end <= words.end) {
          word = std::max(word, below.end - 1);
          continue;
        }
      }
      if (upos == Upos::kPropn) named = true;
      if (upos == Upos::kNoun || upos == Upos::kPropn) {
        const bool is =
            CueOf(grammar_.Lemma(word), Upos::kNoun, grammar_.language()) == Cue::kOfficial;
        office = office || is;
        if (is && grammar_[word].form == Form::kPlural && upos == Upos::kNoun) many = true;
      }
      if (word == words.first && (grammar_.Lower(word) == "a" || grammar_.Lower(word) == "an" ||
                                  grammar_.Lower(word) == "one" || grammar_.Lower(word) == "two")) {
        some = true;
      }
    }
    if (office) return !((many || some) && !named);
    if (!entity) return false;
    if (names_.entities[*entity].kind == NameKind::kOrganization) return true;
    for (const std::string& role : names_.entities[*entity].roles) {
      if (HoldsOffice(role)) return true;
    }
    return HoldsOffice(names_.entities[*entity].name);
  }

  bool HoldsOffice(std::string_view words) const {
    std::string word;
    for (std::size_t i = 0; i <= words.size(); ++i) {
      const char c = i < words.size() ? words[i] : ' ';
      if (c != ' ' && c != '-') {
        word += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        continue;
      }
      if (CueOf(word, Upos::kNoun, grammar_.language()) == Cue::kOfficial) return true;
      word.clear();
    }
    return false;
  }

  // "The union said its members had voted": a named source of its own acts.
  bool SpeaksOfItself(const Clause& clause, const Standing& said) const {
    if (!said.speaker || !clause.subject) return false;
    const SourceOfClause& source = found_.sources[*said.speaker];
    if (!source.entity) return false;
    const WordIndex subject = *clause.subject;
    if (names_.EntityAt(subject) == source.entity) return true;
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
  std::vector<Frame> frames_;
  std::vector<bool> asks_below_;   // by clause: it leaves open what stands below it
  std::vector<bool> tells_below_;  // by clause: another is its content
  std::vector<bool> undone_;       // by clause: it is said at its end that it was not done
  std::vector<bool> said_before_;  // by clause: what it tells stands before it
};

}  // namespace

Standings FindStandings(const Grammar& grammar, const Clauses& clauses, const Names& names,
                        std::span<const Quote> quotes) {
  return Judge(grammar, clauses, names, quotes).Find();
}

std::string_view NameOf(Status status) {
  switch (status) {
    case Status::kConfirmed:
      return "confirmed";
    case Status::kReported:
      return "reported";
    case Status::kDenied:
      return "denied";
    case Status::kUnclear:
      return "unclear";
    case Status::kConditional:
      return "conditional";
    case Status::kPlanned:
      return "planned";
    case Status::kProposed:
      return "proposed";
  }
  return "";
}

}  // namespace checkback
