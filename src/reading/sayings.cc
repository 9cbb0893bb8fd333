#include "reading/sayings.h"

#include <algorithm>
#include <utility>

#include "reading/cues.h"
#include "reading/said_words.h"
#include "reading/sources.h"

namespace checkback {
namespace {

// How far behind a verb its "that" may stand: "told reporters in the capital on Monday that".
constexpr WordIndex kThatWithin = 12;

// The sayings of one article, verb by verb.
class SayingFinder {
 public:
  SayingFinder(const Grammar& grammar, const std::vector<bool>& quoted)
      : grammar_(grammar), quoted_(quoted), words_(grammar, quoted), rules_(words_.rules()) {}

  std::vector<Saying> Find() {
    std::vector<Saying> found;
    for (WordIndex i = 0; i < grammar_.size(); ++i) {
      if (quoted_[i]) continue;
      auto saying = BySayingVerb(i);
      if (!saying) saying = ByPhrase(i);
      if (saying) found.push_back(std::move(*saying));
    }
    return found;
  }

 private:
  enum class Tails { kNo, kYes };

  bool IsNegated(WordIndex verb) const {
    for (const WordIndex i : grammar_.Dependents(verb)) {
      const std::string_view lower = grammar_.Lower(i);
      if (lower == "not" || lower == "n't" || lower == "n’t" || lower == "never" ||
          lower == "nobody" || lower == "neither" || lower == "nor") {
        return true;
      }
      if (UniversalPart(grammar_[i].relation) == Relation::kNsubj) {
        for (const WordIndex d : grammar_.Dependents(i)) {
          if (grammar_.Lower(d) == "no" || grammar_.Lower(d) == "neither") return true;
        }
      }
    }
    return false;
  }

  // "to say" after "declined", "if he says", "could say", "as he said", "what he said".
  bool IsNotSaid(WordIndex verb) const {
    if (IsNegated(verb)) return true;
    bool to = false;
    for (const WordIndex i : grammar_.Dependents(verb)) {
      const std::string_view lower = grammar_.Lower(i);
      const Relation relation = UniversalPart(grammar_[i].relation);
      if (relation == Relation::kMark) {
        if (lower == "to") to = true;
        if (lower == "if" || lower == "as" || lower == "unless" || lower == "whether") return true;
      }
      if (relation == Relation::kAux && grammar_[i].form == Form::kModal && lower != "would" &&
          lower != "will" && lower != "'ll" && lower != "’ll" && lower != "'d") {
        return true;
      }
    }
    if (grammar_[verb].form == Form::kImperative) return true;
    if (!to) return false;
    const auto head = grammar_.Head(verb);
    if (!head || IsNegated(*head)) return true;
    if (CueOf(grammar_.Lemma(*head), Upos::kVerb, grammar_.language()) == Cue::kRefuse) return true;
    if (UniversalPart(grammar_[verb].relation) == Relation::kAdvcl) return false;  // came to say
    return grammar_[verb].relation != Relation::kXcomp || (words_.WaysOf(*head) & kSaidInto) == 0;
  }

  std::optional<Saying> BySayingVerb(WordIndex verb) const {
    if (grammar_[verb].upos != Upos::kVerb) return std::nullopt;
    const std::uint8_t ways = words_.WaysOf(verb);
    if (ways == kSaidNot || IsNotSaid(verb) || IsOfTheOutlet(verb)) return std::nullopt;
    Saying saying;
    saying.cue = {verb, verb + 1};
    saying.verb = verb;
    saying.attribution = AttributionOf(verb);
    std::optional<WordRange> content;
    const bool passive =
        grammar_.Has(verb, Relation::kNsubjPass) || grammar_.Has(verb, Relation::kAuxPass);
    if (!passive && (ways & kSaidByThing) != 0 && grammar_.Has(verb, Relation::kObj)) {
      content = ThingBehind(verb);
    }
    if (!content && (ways & kSaidByClause) != 0) content = ClauseBehind(verb);
    if (!content && (ways & kSaidByAsking) != 0 && ActsItself(verb)) content = ClauseBehind(verb);
    if (!content && (ways & kSaidByTo) != 0 && !passive) content = Infinitive(verb);
    if (!content && (ways & kSaidByCalling) != 0 && !passive) content = WordsBehind(verb);
    if (!content && (ways & kSaidByThing) != 0 && !passive) content = ThingBehind(verb);
    if (content) {
      const bool goes_on = quoted_[content->first] && content->first > verb + 2;
      if (goes_on && (ways & kSaidByClause) != 0) AddContentsBefore(verb, saying, Tails::kNo);
      saying.contents.push_back(*content);
    } else if ((ways & kSaidByClause) != 0) {
      AddContentsBefore(verb, saying, Tails::kYes);
    }
    return saying;
  }

  // "We ask you not to share them": outside of quotation marks the outlet speaks.
  bool IsOfTheOutlet(WordIndex verb) const {
    const auto speaker = SpeakerHead(grammar_, verb);
    return speaker && grammar_.Lower(*speaker) == "we";
  }

  // "reporters asked whether", not "asked whether ..., she smiled".
  bool ActsItself(WordIndex verb) const {
    return SpeakerHead(grammar_, verb).has_value() && !grammar_.Has(verb, Relation::kNsubjPass) &&
           !grammar_.Has(verb, Relation::kAuxPass);
  }

  WordRange AttributionOf(WordIndex verb) const {
    WordRange range{verb, verb + 1};
    for (const WordIndex i : grammar_.Dependents(verb)) {
      if (i < verb && UniversalPart(grammar_[i].relation) == Relation::kAux) {
        range.first = std::min(range.first, i);
      }
    }
    if (const auto speaker = SpeakerHead(grammar_, verb)) {
      const WordRange under = grammar_.Trimmed(grammar_.WordsUnder(*speaker));
      range.first = std::min(range.first, under.first);
      if (*speaker > verb) range.end = std::max(range.end, under.end);
      // Two heads for one name, a mistake of the parser: "Ilka Varn told".
      for (const WordIndex i : grammar_.Dependents(verb)) {
        if (i < range.first && UniversalPart(grammar_[i].relation) == Relation::kNsubj &&
            grammar_.WordsUnder(i).end == range.first && !words_.IsMark(range.first - 1)) {
          range.first = grammar_.WordsUnder(i).first;
        }
      }
    }
    return range;
  }

  // "(that) the talks were over", behind the verb.
  std::optional<WordRange> ClauseBehind(WordIndex verb) const {
    std::optional<WordIndex> start;
    for (const WordIndex i : grammar_.Dependents(verb)) {
      if (i < verb) continue;
      const Relation relation = UniversalPart(grammar_[i].relation);
      const WordIndex first = std::max(grammar_.WordsUnder(i).first, verb + 1);
      const bool behind_colon = grammar_.Printed(first - 1) == ":";
      if (relation == Relation::kNsubj && first == verb + 1 && SpeakerHead(grammar_, verb) < verb) {
        start = first;  // hung on the verb of saying by mistake: "said Monday's talks were over"
        break;
      }
      // "said in a change of tone from a leader who had made it"
      const bool of_noun = grammar_.Lower(first) == "who" && first > verb + 1 &&
                           grammar_[first - 1].upos == Upos::kNoun &&
                           (words_.WaysOf(verb) & kSaidByAsking) == 0;
      if (of_noun) continue;
      if (relation == Relation::kCcomp || (relation == Relation::kParataxis && behind_colon)) {
        start = first;
        break;
      }
    }
    if (!start || *start > verb + 1) {
      if (const auto condition = ConditionRightBehind(verb)) start = condition;
    }
    const bool to_whom = (words_.WaysOf(verb) & kSaidToWhom) != 0;
    if (start && to_whom && grammar_.Lower(*start) == "who") return std::nullopt;  // "everyone who"
    const auto that = ThatBehind(verb);
    if (that && (!start || *that < *start)) start = that;
    if (!start && !to_whom) start = ClauseRightBehind(verb);
    if (!start) return std::nullopt;
    WordIndex end = grammar_.WordsUnder(verb).end;
    // What the parser hung on a word outside: "said that one lane could be opened"
    if (that && start == that) {
      const auto head = grammar_.Head(*that);
      if (head && *head > *that) end = std::max(end, grammar_.WordsUnder(*head).end);
    }
    return Content(verb, {*start, std::max(end, *start)});
  }

  // "said although it was late, the talks would go on".
  std::optional<WordIndex> ConditionRightBehind(WordIndex verb) const {
    if (verb + 1 >= words_.SentenceOf(verb).end) return std::nullopt;
    const std::string_view next = grammar_.Lower(verb + 1);
    const bool begins = next == "although" || next == "though" || next == "while" || next == "if" ||
                        next == "unless";
    return begins ? std::optional(verb + 1) : std::nullopt;
  }

  // Where the parser hung the clause on another word: the "that" that follows.
  std::optional<WordIndex> ThatBehind(WordIndex verb) const {
    const WordRange sentence = words_.SentenceOf(verb);
    const bool to_whom = (words_.WaysOf(verb) & kSaidToWhom) != 0;
    bool relative = false;  // "told reporters in a hall where cots stood that"
    for (WordIndex i = verb + 1; i < sentence.end && i <= verb + kThatWithin; ++i) {
      const std::string_view lower = grammar_.Lower(i);
      if (words_.IsMark(i) || quoted_[i]) return std::nullopt;
      if (lower == "where" || lower == "who") relative = to_whom;
      if (grammar_[i].upos == Upos::kVerb && !relative) return std::nullopt;
      if (lower == "that" && (grammar_[i].upos == Upos::kSconj || OpensClause(verb, i))) return i;
    }
    return std::nullopt;
  }

  // "that" taken for a pronoun: "denied for the third time in a week that his employer had known".
  bool OpensClause(WordIndex verb, WordIndex that) const {
    if (that + 1 >= grammar_.size() || that < verb + 2) return false;
    const Upos next = grammar_[that + 1].upos;
    if (next != Upos::kDet && next != Upos::kPron && next != Upos::kPropn) return false;
    WordIndex word = that - 1;
    if (grammar_[word].upos != Upos::kNoun && grammar_[word].upos != Upos::kPropn) return false;
    for (auto head = grammar_.Head(word); head && *head > verb; head = grammar_.Head(word)) {
      if (*head >= that) return false;
      word = *head;
    }
    const Relation part = UniversalPart(grammar_[word].relation);
    const bool to_whom = (words_.WaysOf(verb) & kSaidToWhom) != 0;
    return grammar_.Head(word) == verb && (part == Relation::kObl || part == Relation::kIobj ||
                                           (part == Relation::kObj && to_whom));
  }

  // Where it made no clause of it at all: a noun right behind the verb, then a finite verb before
  // any mark.
  std::optional<WordIndex> ClauseRightBehind(WordIndex verb) const {
    const WordRange sentence = words_.SentenceOf(verb);
    const WordIndex first = verb + 1;
    if (first >= sentence.end || words_.IsMark(verb - (verb == 0 ? 0 : 1))) return std::nullopt;
    const Upos upos = grammar_[first].upos;
    if (upos != Upos::kDet && upos != Upos::kPron && upos != Upos::kPropn && upos != Upos::kNoun &&
        upos != Upos::kNum && upos != Upos::kAdj) {
      return std::nullopt;
    }
    int relative = 0;  // clauses inside of the noun: "those who took part had backed it"
    for (WordIndex i = first; i < sentence.end; ++i) {
      if (words_.IsQuotationMark(i)) continue;
      if (words_.IsMark(i)) break;
      if (grammar_[i].upos == Upos::kSconj) return std::nullopt;
      if (grammar_.Lower(i) == "who") ++relative;
      const bool begins =
          words_.IsFinite(i) &&
          !(i > first && (words_.IsFinite(i - 1) || grammar_[i - 1].upos == Upos::kAdv));
      if (begins && i > first && --relative < 0) return first;
    }
    return std::nullopt;
  }

  // `range` without "that" and marks. Nothing where a comma parts it from the verb, as in "he said
  // on Monday, setting up a fight"; unless it begins with "that" or with a quotation mark.
  std::optional<WordRange> Content(WordIndex verb, WordRange range) const {
    while (range.first < range.end && words_.IsMark(range.first)) ++range.first;
    if (range.first >= range.end) return std::nullopt;
    WordIndex before = range.first - 1;
    while (before > 0 && words_.IsQuotationMark(before)) --before;
    if (grammar_.Lower(range.first) == "that" &&
        (grammar_[range.first].upos != Upos::kPron || OpensClause(verb, range.first))) {
      ++range.first;
      if (range.first >= range.end) return std::nullopt;  // a text that is cut off: "He said that"
    } else if ((words_.IsComma(before) || grammar_.Printed(before) == ";") &&
               !quoted_[range.first]) {
      return std::nullopt;
    }
    range = grammar_.Trimmed(CutAtNewSaying(verb, range));
    if (range.first >= range.end) return std::nullopt;
    return range;
  }

  // Where what the outlet says by itself begins: "he said it was over, though he warned that ...",
  // "..., but did not say when", "..., adding that ...", "..., according to ...".
  WordRange CutAtNewSaying(WordIndex verb, WordRange range) const {
    if (range.first >= range.end) return range;  // "that" stood alone at the end
    const WordRange sentence = words_.SentenceOf(range.first);
    for (WordIndex i = range.first + 1; i + 1 < range.end && i < sentence.end; ++i) {
      if (quoted_[i]) continue;
      const std::string_view printed = grammar_.Printed(i);
      if (printed == ";") return {range.first, i};
      if (printed != "," && grammar_[i].upos != Upos::kCconj) continue;
      const WordIndex next = printed == "," ? i + 1 : i;
      if (LeavesWhatIsSaid(verb, next)) return {range.first, i};
    }
    return range;
  }

  // Whether a clause that begins with `word` is no longer said by `verb`.
  bool LeavesWhatIsSaid(WordIndex verb, WordIndex word) const {
    const std::string_view lower = grammar_.Lower(word);
    if (rules_.phrases.contains(lower)) return true;
    const Form form = grammar_[word].form;
    const bool participle = form == Form::kPresentParticiple || form == Form::kGerund;
    if (participle && grammar_[word].upos == Upos::kVerb) {
      return grammar_.Head(word) == verb || words_.WaysOf(word) != kSaidNot;
    }
    const bool joins = lower == "but" || lower == "though" || lower == "although" ||
                       lower == "while" || lower == "and";
    if (!joins) return false;
    const auto head = grammar_.Head(word);
    if (!head || *head < word || quoted_[*head]) return false;
    if (grammar_.Lower(word + 1) == "that") return false;
    // "she had been under pressure and had told him": of the same tense, without a new subject
    if (grammar_.Lower(word + 1) == "had" && grammar_[word + 1].upos == Upos::kAux) return false;
    if (grammar_[*head].upos == Upos::kVerb && (words_.WaysOf(*head) & kSaidByClause) != 0 &&
        HasClauseBehind(*head)) {
      return true;
    }
    return grammar_.Head(*head) == verb && grammar_[*head].upos == Upos::kVerb;
  }

  bool HasClauseBehind(WordIndex verb) const {
    for (const WordIndex i : grammar_.Dependents(verb)) {
      if (i > verb && UniversalPart(grammar_[i].relation) == Relation::kCcomp) return true;
    }
    return false;
  }

  // Where "for every ballot to be counted" begins: the infinitive's own words begin at `first`.
  WordIndex WithForWhom(WordIndex verb, WordIndex first, WordIndex to) const {
    if (grammar_.Lower(first) == "for") return first;
    for (const WordIndex i : grammar_.Dependents(verb)) {
      if (i < verb || UniversalPart(grammar_[i].relation) != Relation::kObl) continue;
      const WordRange under = grammar_.WordsUnder(i);
      if (under.end == to && grammar_.Lower(under.first) == "for") return under.first;
    }
    return to;
  }

  // "to wait", "not to go": of the verb or of the one who is asked.
  std::optional<WordRange> Infinitive(WordIndex verb) const {
    const auto of = [&](WordIndex head) -> std::optional<WordRange> {
      for (const WordIndex i : grammar_.Dependents(head)) {
        if (i < verb || !IsClauseOf(grammar_[i].relation)) continue;
        for (const WordIndex mark : grammar_.Dependents(i)) {
          if (mark > i || grammar_.Lower(mark) != "to") continue;
          if (rules_.unsaid.contains(grammar_.Lower(i))) return std::nullopt;
          if (mark > 0 && words_.IsComma(mark - 1)) return std::nullopt;  // "said, to applause"
          WordRange under = grammar_.WordsUnder(i);
          under.first = WithForWhom(verb, grammar_.Trimmed(under).first, mark);
          if (mark > 0 && grammar_.Lower(mark - 1) == "not") under.first = mark - 1;
          return grammar_.Trimmed(CutAtNewSaying(verb, under));
        }
      }
      return std::nullopt;
    };
    if (const auto own = of(verb)) return own;
    for (const WordIndex i : grammar_.Dependents(verb)) {
      const Relation relation = UniversalPart(grammar_[i].relation);
      const bool asked =
          relation == Relation::kObj || relation == Relation::kIobj || relation == Relation::kObl;
      if (i < verb || !asked) continue;
      if (const auto found = of(i)) return found;
    }
    return std::nullopt;
  }

  static bool IsClauseOf(Relation relation) {
    const Relation part = UniversalPart(relation);
    return part == Relation::kXcomp || part == Relation::kCcomp || part == Relation::kAdvcl ||
           part == Relation::kAcl;
  }

  // "the charge" of "denied the charge", "taking money" of "denied taking money".
  std::optional<WordRange> ThingBehind(WordIndex verb) const {
    for (const WordIndex i : grammar_.Dependents(verb)) {
      const Relation relation = UniversalPart(grammar_[i].relation);
      const bool thing = relation == Relation::kObj || relation == Relation::kXcomp ||
                         relation == Relation::kCcomp;
      if (i < verb || !thing || grammar_[i].upos == Upos::kPron) continue;
      WordRange under = grammar_.WordsUnder(i);
      under.first = std::max(under.first, verb + 1);
      return grammar_.Trimmed(CutAtNewSaying(verb, under));
    }
    return std::nullopt;
  }

  // "the plan a mistake", "the number at 900": needs two parts, words in quotation marks, or the
  // word that the rule asks for.
  std::optional<WordRange> WordsBehind(WordIndex verb) const {
    const bool thing = grammar_.Has(verb, Relation::kObj) || grammar_.Has(verb, Relation::kXcomp);
    if (!thing || UniversalPart(grammar_[verb].relation) == Relation::kAcl) return std::nullopt;
    WordRange range{verb + 1, std::min(grammar_.WordsUnder(verb).end, verb + kSaidReach)};
    int parts = 0;
    for (const WordIndex i : grammar_.Dependents(verb)) {
      if (i < verb) continue;
      const Relation relation = UniversalPart(grammar_[i].relation);
      if (relation == Relation::kObj || relation == Relation::kXcomp ||
          relation == Relation::kObl || relation == Relation::kCcomp) {
        ++parts;
        if (grammar_.Has(i, Relation::kAppos)) ++parts;
      }
      const bool leaves = relation == Relation::kConj || relation == Relation::kAdvcl ||
                          relation == Relation::kParataxis;
      if (leaves) {
        range.end = std::min(range.end, std::max(grammar_.WordsUnder(i).first, range.first));
      }
    }
    range = grammar_.Trimmed(CutAtNewSaying(verb, grammar_.Trimmed(range)));
    if (range.first >= range.end) return std::nullopt;
    const auto with = rules_.called_with.find(grammar_.Lemma(verb));
    if (with == rules_.called_with.end()) {
      return parts >= 2 || quoted_[range.end - 1] ? std::optional(range) : std::nullopt;
    }
    bool word = false;
    for (WordIndex i = range.first; i < range.end; ++i) {
      // "put the number at 900", but not "put the town at risk".
      if (word && (with->second != "at" || grammar_[i].upos == Upos::kNum)) return range;
      word = word || grammar_.Lower(i) == with->second;
    }
    return std::nullopt;
  }

  // "The talks are over, the minister said" and "The talks, he said, are over".
  void AddContentsBefore(WordIndex verb, Saying& saying, Tails tails) const {
    if (!SpeakerHead(grammar_, verb) || HasThing(verb) || grammar_.Has(verb, Relation::kMark)) {
      return;
    }
    const Form form = grammar_[verb].form;
    if (form == Form::kPresentParticiple || form == Form::kGerund) return;
    const WordRange sentence = words_.SentenceOf(verb);
    WordIndex before = saying.attribution.first;
    while (before > sentence.first && words_.IsQuotationMark(before - 1)) --before;
    if (before == sentence.first || !words_.EndsContent(before - 1)) return;
    WordRange content = grammar_.Trimmed({words_.ClauseStart(sentence, before), before});
    const bool asked = content.first < content.end &&
                       (words_.WaysOf(content.first) & kSaidByAsking) != 0;  // "Asked why, he said"
    if (asked) return;
    const bool whole =
        content.first < content.end && (words_.HasPredicate(content) || words_.AllQuoted(content));
    const bool condition = whole && BeginsWithCondition(content.first);
    const auto tail = Tail(verb, saying.attribution, sentence, whole && !condition);
    if (whole) saying.contents.push_back(content);
    if (tail && tails == Tails::kYes) saying.contents.push_back(*tail);
  }

  // "Were he to come, she added, the others would stay."
  bool BeginsWithCondition(WordIndex first) const {
    const Word& word = grammar_[first];
    return (word.upos == Upos::kSconj && grammar_.Lower(first) != "that") ||
           word.upos == Upos::kAux;
  }

  bool HasThing(WordIndex verb) const {
    for (const WordIndex i : grammar_.Dependents(verb)) {
      if (i > verb && grammar_[i].relation == Relation::kObj &&
          i != SpeakerHead(grammar_, verb).value_or(verb)) {
        return true;
      }
    }
    return false;
  }

  // What goes on behind "the minister said,": the rest of a clause that began before it, or another
  // one of the same speaker. Not what the outlet adds ("setting up a fight").
  std::optional<WordRange> Tail(WordIndex verb, WordRange attribution, WordRange sentence,
                                bool whole) const {
    WordIndex comma = attribution.end;
    while (comma < sentence.end && !(words_.IsComma(comma) && !quoted_[comma])) ++comma;
    if (comma + 1 >= sentence.end) return std::nullopt;
    WordRange tail = grammar_.Trimmed({comma + 1, sentence.end});
    if (tail.first >= tail.end) return std::nullopt;
    const std::string_view begins = grammar_.Lower(tail.first);
    if (begins == "who" || begins == "which" || begins == "that") return std::nullopt;
    if (!whole) return words_.HasFinite(tail) ? std::optional(tail) : std::nullopt;
    if (grammar_[tail.first].upos == Upos::kCconj) ++tail.first;
    if (tail.first >= tail.end) return std::nullopt;
    WordIndex top = tail.first;
    for (auto head = grammar_.Head(top); head && *head >= tail.first; head = grammar_.Head(top)) {
      top = *head;
    }
    const auto hangs_on = grammar_.Head(top);
    const bool of_verb = hangs_on && *hangs_on >= attribution.first && *hangs_on < tail.first;
    const bool own_clause = words_.IsFinite(top) || grammar_.Has(top, Relation::kAux) ||
                            grammar_.Has(top, Relation::kCop);
    const bool joined = UniversalPart(grammar_[top].relation) == Relation::kConj;
    if (IsConditionOf(tail, top)) return tail;
    if ((of_verb && *hangs_on != verb) || !own_clause || !joined) return std::nullopt;
    if (words_.WaysOf(top) != kSaidNot) return std::nullopt;
    return tail;
  }

  // "She would speak, an aide said, when there was something to count": of what is said, which is
  // yet to come.
  bool IsConditionOf(WordRange tail, WordIndex top) const {
    const std::string_view begins = grammar_.Lower(tail.first);
    const bool condition = begins == "if" || begins == "unless" || begins == "until" ||
                           begins == "once" || begins == "provided" || begins == "because";
    return condition && UniversalPart(grammar_[top].relation) == Relation::kAdvcl &&
           words_.HasFinite(tail);
  }

  // "according to the ministry", before, behind or within what it says.
  std::optional<Saying> ByPhrase(WordIndex first) const {
    const auto phrase = rules_.phrases.find(grammar_.Lower(first));
    if (phrase == rules_.phrases.end() || first + 1 >= grammar_.size() ||
        grammar_.Lower(first + 1) != phrase->second) {
      return std::nullopt;
    }
    auto noun = grammar_.Head(first);
    if (noun && *noun < first) {  // hung the other way round
      noun = grammar_.Dependent(first, Relation::kObl);
    }
    if (!noun || *noun < first + 2) return std::nullopt;
    const WordRange sentence = words_.SentenceOf(first);
    Saying saying;
    saying.cue = {first, first + 2};
    saying.speaker = noun;
    saying.attribution = {first, std::max(grammar_.WordsUnder(*noun).end, *noun + 1)};
    const WordRange before = grammar_.Trimmed({words_.ClauseStart(sentence, first), first});
    if (before.first < before.end && words_.HasFinite(before)) {
      saying.contents.push_back(before);
    } else {
      WordIndex start = EndOfPhrase(saying.attribution.end, sentence);
      for (WordIndex i = first + 2; i < start; ++i) {
        if (words_.IsComma(i) && i + 1 == start) start = i;
      }
      const WordRange behind = grammar_.Trimmed({start, sentence.end});
      if (behind.first < behind.end && words_.HasFinite(behind)) saying.contents.push_back(behind);
    }
    return saying;
  }

  // Where the comma stands that ends "According to the ambassador to the United States,": the
  // parser may have cut it short.
  WordIndex EndOfPhrase(WordIndex end, WordRange sentence) const {
    if (end > sentence.first && words_.IsComma(end - 1)) return end;
    for (WordIndex i = end; i < sentence.end && i < end + kThatWithin; ++i) {
      if (words_.IsComma(i)) return i;
      if (words_.IsFinite(i)) return end;
    }
    return end;
  }

  const Grammar& grammar_;
  const std::vector<bool>& quoted_;
  SaidWords words_;
  const SaidRules& rules_;
};

}  // namespace

std::vector<Saying> FindSayings(const Grammar& grammar, const std::vector<bool>& quoted) {
  if (!grammar.parse().parsed) return {};
  return SayingFinder(grammar, quoted).Find();
}

}  // namespace checkback
