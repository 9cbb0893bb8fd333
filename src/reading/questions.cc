#include "reading/questions.h"

#include <algorithm>

#include "reading/asked_question.h"
#include "reading/asking.h"
#include "reading/looks_open.h"
#include "reading/not_known.h"
#include "reading/question_rules.h"
#include "reading/question_sentence.h"
#include "reading/quoted.h"
#include "reading/sayings.h"

namespace checkback {
namespace {

// How far words of not knowing may stand before the clause that they leave open ("will decide at
// the meeting on Monday whether").
constexpr WordIndex kClauseWithin = 8;
// How far behind a clause that begins a sentence they may stand.
constexpr WordIndex kOpenedWithin = 48;
// How far before it "asked" may stand: "asked by a member of the opposition whether".
constexpr WordIndex kAskedWithin = 9;
// How far anything is looked for in a sentence: keeps one of a megabyte linear.
constexpr WordIndex kReach = kLongestParsed;

class QuestionFinder {
 public:
  QuestionFinder(const Grammar& grammar, const Names& names)
      : grammar_(grammar),
        words_(grammar, quoted_),
        looks_(grammar, words_),
        asked_(grammar, names, words_),
        rules_(words_.rules()) {
    MarkQuoted();
  }

  std::vector<OpenQuestion> Find() {
    for (std::size_t s = 0; s < grammar_.sentences(); ++s) ReadSentence(s);
    return std::move(found_);
  }

  QuestionFinder(const QuestionFinder&) = delete;
  QuestionFinder& operator=(const QuestionFinder&) = delete;

 private:
  // ---- words ----

  void MarkQuoted() {
    quoted_.assign(grammar_.size(), false);
    WordIndex word = 0;
    for (const QuotedWords& marks : FindQuoted(grammar_.text())) {
      while (word < grammar_.size() && grammar_[word].span.start < marks.inner.start) ++word;
      while (word < grammar_.size() && grammar_[word].span.end <= marks.inner.end) {
        quoted_[word++] = true;
      }
    }
  }

  bool IsMark(WordIndex i) const { return grammar_[i].upos == Upos::kPunct; }
  bool IsComma(WordIndex i) const { return grammar_.Printed(i) == ","; }
  // ---- one sentence ----

  void ReadSentence(std::size_t s) {
    const WordRange sentence = grammar_.Sentence(s);
    if (sentence.first >= sentence.end) return;
    sentence_ = sentence;
    const std::size_t before = found_.size();
    if (IsQuestionSentence(grammar_, quoted_, sentence)) {
      if (IsLeftOpen(grammar_, words_, quoted_, s))
        Add(KindOfQuestionSentence(grammar_, rules_, sentence), sentence, sentence);
      return;
    }
    for (WordIndex i = sentence.first; i < sentence.end; ++i) {
      if (quoted_[i]) continue;
      const auto asking = AskingAt(grammar_, rules_, i, sentence);
      if (asking && TryAsking(*asking, sentence, before)) continue;
      TryNoun(i, sentence);
      TryYet(i, sentence);
      TryVerify(i, sentence);
    }
  }

  bool TryAsking(const AskingClause& asking, WordRange sentence, std::size_t first_of_sentence) {
    const WordIndex i = asking.first;
    // "when, or if, the shutters go up"
    if (grammar_.Lower(i) == "if" && i + 1 < sentence.end && IsComma(i + 1)) return false;
    if (JoinsLast(i, sentence) && found_.size() > first_of_sentence) {
      SplitLast(asking, sentence);
      return true;
    }
    std::optional<WordIndex> opener = OpenerBefore(i, sentence);
    const bool is_condition = grammar_.Lower(i) == "if";
    if (!opener && !is_condition && Begins(i, sentence)) opener = OpenerBehind(i, sentence);
    if (opener) {
      const WordRange asked = words_.BeforeOpen(AskedFrom(grammar_, quoted_, i, sentence), *opener);
      if (looks_.IsTalk({std::min(*opener, i), asked.end}, sentence, quoted_)) return false;
      const WordRange both{std::min(*opener, i), std::max(*opener, i) + 1};
      Add(asking.kind, ClauseAround(grammar_, quoted_, both, sentence), asked);
      last_ = i;
      return true;
    }
    if (const auto asked = AskedBefore(i, sentence)) {
      if (!Evaded(*asked, sentence)) return false;
      Add(asking.kind, grammar_.Trimmed(AskedQuestions::Near(sentence, i)),
          AskedFrom(grammar_, quoted_, i, sentence));
      return true;
    }
    return false;
  }

  // Before the clause: "did not say", "it is unclear", "will decide", "waiting to hear".
  std::optional<WordIndex> OpenerBefore(WordIndex asking, WordRange sentence) const {
    WordIndex at = asking;
    if (const auto phrase = words_.OpenPhraseBefore(asking, sentence)) return phrase;
    if (looks_.IsRelative(asking, sentence)) return std::nullopt;
    if (at > sentence.first && IsComma(at - 1)) at = BehindAside(at - 1, sentence);
    if (at == asking && at > sentence.first && IsMark(at - 1)) return std::nullopt;
    for (WordIndex steps = 0; at-- > sentence.first && steps < kClauseWithin; ++steps) {
      if (quoted_[at] || (IsMark(at) && grammar_.Printed(at) != "\"")) return std::nullopt;
      const std::uint16_t lists = words_.ListsOf(at);
      if (lists != 0 && words_.Opens(at, sentence))
        return looks_.AsksNothing(at, asking) ? std::nullopt : std::optional(at);
      if (words_.IsOpenPhrase(at, asking)) return at;
      // "no word on how many", "no clue as to who"; but not "no vote if".
      const bool beside =
          steps >= 1 && steps <= 2 && looks_.IsLink(at + 1) && looks_.IsLink(asking - 1);
      if (grammar_[at].upos == Upos::kNoun && beside && words_.IsDenied(at, sentence)) return at;
      if (grammar_[at].upos == Upos::kVerb && (lists & (kUnwilling | kLearns | kLight)) == 0)
        return PhraseOver(at, asking, sentence);
    }
    return std::nullopt;
  }

  // "did not go into": an open phrase around the verb at `at`.
  std::optional<WordIndex> PhraseOver(WordIndex at, WordIndex asking, WordRange sentence) const {
    constexpr WordIndex kBefore = 3;
    for (WordIndex back = 1; back <= kBefore && back <= at - sentence.first; ++back) {
      if (words_.IsOpenPhrase(at - back, asking)) return at - back;
    }
    return std::nullopt;
  }

  // "She did not know, she said, if": the place of the comma before "she".
  WordIndex BehindAside(WordIndex comma, WordRange sentence) const {
    const std::uint8_t say = kSaidByClause;
    bool says = false;
    for (WordIndex back = 1; back < 6 && back <= comma - sentence.first; ++back) {
      const WordIndex i = comma - back;
      if (IsComma(i)) return says ? i : comma + 1;
      if (IsMark(i)) break;
      says = says || (SaidByOf(grammar_.Lemma(i), grammar_.language()) & say) != 0;
    }
    return comma + 1;
  }

  // A clause that stands first: "Why the bridge fell is a mystery."
  bool Begins(WordIndex i, WordRange sentence) const {
    if (i == sentence.first) return true;
    const std::string_view before = grammar_.Printed(i - 1);
    if (before == ";" || before == ":") return true;
    if (before == "-" || before == "--" || before == "—" || before == "–")
      return !looks_.MayBeRelative(i);
    const Upos upos = grammar_[i - 1].upos;
    if (i > sentence.first + 1) {  // "..., and how he had left, nobody could say"
      return upos == Upos::kCconj && IsComma(i - 2) && grammar_.Lower(i) != "if" &&
             grammar_.Lower(i) != "when" && grammar_.Lower(i) != "who" &&
             grammar_.Lower(i) != "which";
    }
    const bool little = upos == Upos::kAdv || upos == Upos::kCconj || IsMark(i - 1);
    return little || upos == Upos::kAdp;  // "Under whose flag they had come"
  }

  std::optional<WordIndex> OpenerBehind(WordIndex asking, WordRange sentence) const {
    const WordIndex end = std::min(sentence.end, asking + kOpenedWithin);
    bool own_verb = false;  // that of the clause itself has been passed
    const std::string_view lower = grammar_.Lower(asking);
    const bool may_be_time = lower == "when" || lower == "where";
    const bool bare = asking + 2 < end && IsComma(asking + 2);  // "Whose hand, nobody would say."
    for (WordIndex i = asking + 1; i < end; ++i) {
      if (quoted_[i]) continue;
      // "When he came, it was not known ..." asks nothing.
      const std::string_view mark = grammar_.Printed(i);
      if (mark == ";" || mark == ":" || (may_be_time && IsComma(i))) return std::nullopt;
      if (own_verb || bare) {
        if (words_.ListsOf(i) != 0 && words_.Opens(i, sentence) && i > asking + 2) return i;
      }
      if (own_verb || bare || i > asking + 2) {
        if (words_.IsOpenPhrase(i, end)) return i;
      }
      own_verb = own_verb || words_.IsFinite(i);
    }
    return std::nullopt;
  }

  // "..., or when it would run again", behind another clause of asking.
  bool JoinsLast(WordIndex i, WordRange sentence) const {
    if (!last_ || *last_ < sentence.first || *last_ >= i || i == sentence.first) return false;
    WordIndex before = i - 1;
    if (grammar_[before].upos == Upos::kAdp && before > sentence.first) --before;
    const std::string_view lower = grammar_.Lower(before);
    return lower == "or" || lower == "and" || lower == "nor";
  }

  void SplitLast(const AskingClause& asking, WordRange sentence) {
    OpenQuestion& last = found_.back();
    const std::size_t end = last.span.end;
    WordIndex cut = asking.first - 1;
    while (cut > sentence.first && (IsMark(cut - 1) || grammar_[cut].upos == Upos::kAdp)) --cut;
    last.span.end = grammar_[cut - 1].span.end;
    last.asked.end = std::min(last.asked.end, last.span.end);
    const WordRange clause = ClauseFrom(grammar_, quoted_, asking.first, sentence);
    Add(asking.kind, clause, AskedFrom(grammar_, quoted_, asking.first, sentence));
    found_.back().span.end = std::max(found_.back().span.end, end);
    last_ = asking.first;
  }

  // ---- asked and evaded ----

  // "Asked (three times) if", "when asked how many".
  std::optional<WordIndex> AskedBefore(WordIndex asking, WordRange sentence) const {
    for (WordIndex back = 1; back < kAskedWithin && back <= asking - sentence.first; ++back) {
      const WordIndex i = asking - back;
      if (IsMark(i)) return std::nullopt;
      if (grammar_.Lower(i) != "asked" && grammar_.Lower(i) != "pressed") continue;
      if (i == sentence.first || grammar_.Lower(i - 1) == "when") return i;
      if (grammar_[i - 1].upos == Upos::kCconj || IsMark(i - 1)) return i;
      if (grammar_.Lower(i - 1) == "several" || i > sentence.first) return SomebodyAsks(i);
    }
    return std::nullopt;
  }

  // "listeners have asked if": with a subject and no answer in the sentence.
  std::optional<WordIndex> SomebodyAsks(WordIndex asked) const {
    if (!grammar_.Has(asked, Relation::kNsubj) || grammar_.Has(asked, Relation::kNsubjPass)) {
      return std::nullopt;
    }
    return asked;
  }

  bool Evaded(WordIndex asked, WordRange sentence) const {
    const WordIndex end = std::min(sentence.end, asked + kReach);
    const WordIndex start = asked > sentence.first + kReach ? asked - kReach : sentence.first;
    if (words_.HasEvasion({start, end})) return true;
    // "had asked him if he could help": a request
    const bool of_somebody =
        grammar_.Has(asked, Relation::kObj) || grammar_.Has(asked, Relation::kIobj);
    if (SomebodyAsks(asked) && !of_somebody) return true;
    if (DoesSomethingElse(asked, sentence)) return true;
    for (WordIndex i = start; i < end; ++i) {
      if (i == asked || quoted_[i] || grammar_[i].upos != Upos::kVerb) continue;
      const bool outside = i < asked || BehindCommaOf(asked, i);
      const std::uint16_t lists = words_.ListsOf(i);
      if (outside && (lists & kLeaves) != 0) return true;
      if (outside && (lists & kTells) != 0 && words_.IsDenied(i, sentence)) return true;
    }
    return false;
  }

  // "Asked when she would be through, she pointed at the drill.": one who is asked and does
  // something that is no saying.
  bool DoesSomethingElse(WordIndex asked, WordRange sentence) const {
    if (grammar_[asked].form != Form::kPastParticiple && asked != sentence.first) return false;
    auto verb = grammar_.Head(asked);
    if (!verb) {  // the parse may hang the main clause below it
      for (const WordIndex i : grammar_.Dependents(asked)) {
        if (grammar_[i].relation == Relation::kParataxis) verb = i;
      }
    }
    if (!verb || *verb < asked || grammar_[*verb].upos != Upos::kVerb) return false;
    if (!BehindCommaOf(asked, *verb) || grammar_[*verb].form != Form::kPast) return false;
    const WordIndex end = std::min(sentence.end, asked + kReach);
    WordIndex clause = *verb;  // behind what is asked, which may hold "expect"
    while (clause > asked && !IsComma(clause)) --clause;
    for (WordIndex i = clause; i < end; ++i) {
      const bool as_put = i > asked + 2 && grammar_.Lower(i - 2) == "as";  // "as she put it"
      if (quoted_[i]) return false;
      if (!as_put && SaidByOf(grammar_.Lemma(i), grammar_.language()) != 0) return false;
    }
    return true;
  }

  bool BehindCommaOf(WordIndex asked, WordIndex i) const {
    for (WordIndex at = asked; at < i; ++at) {
      if (IsComma(at)) return true;
    }
    return false;
  }

  // ---- nouns for what is asked ----

  void TryNoun(WordIndex i, WordRange sentence) {
    if (grammar_[i].upos != Upos::kNoun) {
      TryToName(i, sentence);
      return;
    }
    const auto noun = rules_.nouns.find(grammar_.Lemma(i));
    if (noun == rules_.nouns.end()) return;
    if (FollowedByAsking(i, sentence) || looks_.IsOwnName(i)) return;
    if (IsUnsettled(i, sentence)) {
      Add(noun->second, ClauseAround(grammar_, quoted_, {i, i + 1}, sentence),
          WithoutMarks(grammar_, grammar_.WordsUnder(i)));
    }
  }

  bool FollowedByAsking(WordIndex i, WordRange sentence) const {
    for (WordIndex at = i + 1; at < sentence.end && at < i + 4; ++at) {
      if (AskingAt(grammar_, rules_, at, sentence)) return true;
    }
    return false;
  }

  // "no date has been set", "gave no date", "did not give a date", "the date is not known".
  bool IsUnsettled(WordIndex noun, WordRange sentence) const {
    bool none = false;
    for (const WordIndex i : grammar_.Dependents(noun)) {
      if (grammar_.Lower(i) == "no") none = true;
    }
    auto head = grammar_.Head(noun);
    if (head && grammar_.Lemma(*head) == "have") {  // "their names had yet to be released"
      const auto to_be = grammar_.Dependent(*head, Relation::kXcomp);
      if (to_be) head = to_be;
    }
    if (!head || quoted_[*head]) return false;
    const std::uint16_t lists = words_.ListsOf(*head);
    const Relation relation = UniversalPart(grammar_[noun].relation);
    if (none) {
      // "There is no reason to fear": an opinion
      const bool there_is =
          grammar_.Has(*head, Relation::kExpl) && grammar_.Lemma(noun) != "reason";
      return (lists & (kSettles | kTells)) != 0 || there_is;
    }
    if (relation == Relation::kObj || (relation == Relation::kObl && looks_.IsToldOf(noun))) {
      // "did not comment on the decision": it is known
      const bool is_told = rules_.nouns.at(grammar_.Lemma(noun)) == QuestionKind::kWhether;
      const std::uint16_t verbs = is_told ? kSettles : kSettles | kTells;
      return (lists & verbs) != 0 && words_.IsDenied(*head, sentence);
    }
    // "the decision does not establish a rule"
    if (relation != Relation::kNsubj || grammar_.Has(*head, Relation::kObj)) return false;
    if ((lists & (kSettles | kTells | kKnows)) != 0 && words_.IsDenied(*head, sentence))
      return true;
    return (lists & kOpens) != 0 || IsOpenBehind(noun, sentence);
  }

  // "The motive remains a mystery", "the cause is under investigation".
  bool IsOpenBehind(WordIndex noun, WordRange sentence) const {
    const WordIndex first = grammar_.WordsUnder(noun).end;
    const WordIndex end = std::min(sentence.end, first + kClauseWithin);
    for (WordIndex i = first; i < end && !IsMark(i) && grammar_[i].upos != Upos::kCconj; ++i) {
      if (rules_.sides.contains(grammar_.Lower(i))) return false;
      if ((words_.ListsOf(i) & kOpens) != 0 && grammar_[i].upos != Upos::kVerb) {
        const auto verb = grammar_.Head(i);  // "raised doubts"
        const bool done = UniversalPart(grammar_[i].relation) == Relation::kObj && verb &&
                          (words_.ListsOf(*verb) & kLight) == 0;
        return !done && !words_.IsDenied(i, sentence);
      }
      if (words_.IsOpenPhrase(i, end)) return true;
    }
    return false;
  }

  // "did not name the suspect", "has not been identified".
  void TryToName(WordIndex i, WordRange sentence) {
    if (grammar_[i].upos != Upos::kVerb || (words_.ListsOf(i) & kNames) == 0) return;
    if (!words_.IsDenied(i, sentence) || IsAskedNot(i, sentence)) return;
    const auto object = grammar_.Dependent(i, Relation::kObj);
    const bool passive = grammar_.Has(i, Relation::kNsubjPass);
    if (!object && !passive) return;
    if (object && grammar_[*object].upos == Upos::kPron && !IsRefused(i, sentence)) return;
    if (object && IsNamed(*object)) return;  // "without naming the minister's rival, Ms Orr"
    const WordIndex thing = object ? *object : i;
    const auto noun = object ? rules_.nouns.find(grammar_.Lemma(*object)) : rules_.nouns.end();
    Add(noun != rules_.nouns.end() ? noun->second : QuestionKind::kWho,
        ClauseAround(grammar_, quoted_, {i, i + 1}, sentence),
        WithoutMarks(grammar_, grammar_.WordsUnder(thing)));
  }

  // "declined to identify it"; but "he did not name them" leaves nothing open.
  bool IsRefused(WordIndex verb, WordRange sentence) const {
    return verb >= sentence.first + 2 && grammar_.Lower(verb - 1) == "to" &&
           (words_.ListsOf(verb - 2) & kUnwilling) != 0;
  }

  bool IsNamed(WordIndex i) const {
    return asked_.NamedBy(i) != nullptr || grammar_[i].upos == Upos::kPropn;
  }

  // "asked not to be named": somebody's wish, and not a question.
  bool IsAskedNot(WordIndex i, WordRange sentence) const {
    for (WordIndex back = 1; back < kClauseWithin && back <= i - sentence.first; ++back) {
      const WordIndex at = i - back;
      if (grammar_.Lemma(at) == "ask") return true;
    }
    return false;
  }

  // "could not verify them".
  void TryVerify(WordIndex i, WordRange sentence) {
    if (grammar_[i].upos != Upos::kVerb || (words_.ListsOf(i) & kVerifies) == 0) return;
    if (FollowedByAsking(i, sentence) || !words_.IsDenied(i, sentence)) return;
    if (i > sentence.first && grammar_.Lower(i - 1) == "neither") return;  // "confirm nor deny"
    const auto with = rules_.verify_with.find(grammar_.Lemma(i));
    if (with != rules_.verify_with.end() &&
        (i + 1 >= sentence.end || grammar_.Lower(i + 1) != with->second)) {
      return;
    }
    if (const auto said = SaidBy(i)) {
      Add(QuestionKind::kWhether, ClauseAround(grammar_, quoted_, {i, i + 1}, sentence), *said);
      return;
    }
    const auto object = grammar_.Dependent(i, Relation::kObj);
    if (!object && !grammar_.Has(i, Relation::kNsubjPass)) return;
    const auto thing = object ? object : grammar_.Dependent(i, Relation::kNsubjPass);
    if (thing && IsAppointed(*thing)) return;
    QuestionKind kind = QuestionKind::kWhether;
    if (object) {
      const auto noun = rules_.nouns.find(grammar_.Lemma(*object));
      if (noun != rules_.nouns.end()) kind = noun->second;
    }
    Add(kind, ClauseAround(grammar_, quoted_, {i, i + 1}, sentence),
        WithoutMarks(grammar_, grammar_.WordsUnder(object.value_or(i))));
  }

  // "that a diver was missing" of "would not confirm that a diver was missing", "nor confirm or
  // deny that".
  std::optional<WordRange> SaidBy(WordIndex verb) const {
    auto said = grammar_.Dependent(verb, Relation::kCcomp);
    const auto other = grammar_.Dependent(verb, Relation::kConj);
    if (!said && other && *other < verb + 3) said = grammar_.Dependent(*other, Relation::kCcomp);
    if (!said || *said < verb || quoted_[*said]) return std::nullopt;
    return WithoutMarks(grammar_, grammar_.WordsUnder(*said));
  }

  // "will not confirm the nominee", "she was not confirmed": an office, and no question.
  bool IsAppointed(WordIndex thing) const {
    if (rules_.offices.contains(grammar_.Lemma(thing))) return true;
    const std::string_view lower = grammar_.Lower(thing);
    if (lower == "he" || lower == "she" || lower == "him" || lower == "her") return true;
    const Entity* named = asked_.NamedBy(thing);
    return named != nullptr && named->kind == NameKind::kPerson;
  }

  // "could yet take part".
  void TryYet(WordIndex i, WordRange sentence) {
    const std::string_view lower = grammar_.Lower(i);
    if (lower != "could" && lower != "may" && lower != "might") return;
    if (i + 2 >= sentence.end || (rules_.ListsOf(grammar_.Lower(i + 1)) & kYets) == 0) return;
    if (lower != "could" && grammar_.Lower(i + 1) == "still") return;  // "may still need": a state
    if (!IsOfName(i)) return;
    const WordRange clause = ClauseAround(grammar_, quoted_, {i, i + 1}, sentence);
    Add(QuestionKind::kWhether, clause, clause);
  }

  // Whether a name is the subject of the verb that `aux` helps: somebody who may yet act.
  bool IsOfName(WordIndex aux) const {
    const auto verb = grammar_.Head(aux);
    const auto subject = verb ? grammar_.Dependent(*verb, Relation::kNsubj) : std::nullopt;
    return subject &&
           (asked_.NamedBy(*subject) != nullptr || grammar_[*subject].upos == Upos::kPropn);
  }

  // ---- what was found ----

  void Add(QuestionKind kind, WordRange clause, WordRange asked) {
    OpenQuestion question = asked_.Question(kind, clause, asked, sentence_);
    if (!found_.empty() && found_.back().span == question.span) return;  // said by two words
    found_.push_back(std::move(question));
  }

  const Grammar& grammar_;
  std::vector<bool> quoted_;
  NotKnown words_;  // keeps a reference to `quoted_`
  LooksOpen looks_;
  AskedQuestions asked_;
  const QuestionRules& rules_;
  WordRange sentence_{};  // that is read
  std::vector<OpenQuestion> found_;
  std::optional<WordIndex> last_;  // the clause of asking that was found open last
};

}  // namespace

std::vector<OpenQuestion> FindQuestions(const Grammar& grammar, const Names& names) {
  if (!grammar.parse().parsed) return {};
  return QuestionFinder(grammar, names).Find();
}

}  // namespace checkback
