#include <algorithm>
#include <optional>

#include "reading/names/draft.h"

namespace checkback {
namespace {

// Words of a role before a name ("the Illmark government's chief peace negotiator Ana Ruiz") and
// behind it; longer ones tell a story instead.
constexpr WordIndex kLongestRole = 7;
constexpr WordIndex kLongestTail = 6;
// An article tells few roles of one person; a list that never ends must not be searched again and
// again.
constexpr std::size_t kMostRoles = 12;

class RoleLearner {
 public:
  explicit RoleLearner(NamesDraft& draft) : draft_(draft), grammar_(*draft.grammar) {}

  void Learn() {
    for (const Mention& mention : draft_.names.mentions) {
      const NameKind kind = draft_.names.entities[mention.entity].kind;
      if (kind == NameKind::kPlace) continue;
      if (kind == NameKind::kPerson) {
        LearnGender(mention);
        Before(mention, NameClass::kRole);
        Behind(mention, NameClass::kRole);
        Predicate(mention, NameClass::kRole);
      } else {
        Behind(mention, NameClass::kCompany);
        Behind(mention, NameClass::kBody);
        Before(mention, NameClass::kCompany);
        Predicate(mention, NameClass::kCompany);
      }
    }
    std::sort(draft_.roles.begin(), draft_.roles.end(),
              [](const RoleFact& a, const RoleFact& b) { return a.words.first < b.words.first; });
  }

 private:
  WordRange SentenceAt(WordIndex word) const {
    return grammar_.Sentence(grammar_.SentenceOf(word));
  }

  bool IsPartOfRole(WordIndex word) const {
    if (draft_.At(word).classes.Has(NameClass::kTime)) return false;
    switch (grammar_[word].upos) {
      case Upos::kNoun:
      case Upos::kPropn:
      case Upos::kAdj:
      case Upos::kNum:
        return true;
      default: {
        const std::string_view lower = grammar_.Lower(word);
        return lower == "-" || lower == "'s" || lower == "’s" || lower == "'" || lower == "’";
      }
    }
  }

  bool IsFiniteVerb(WordIndex word) const {
    const Form form = grammar_[word].form;
    return grammar_[word].upos == Upos::kAux || form == Form::kPast || form == Form::kPresent ||
           form == Form::kModal;
  }

  bool HasClass(WordIndex word, NameClass one) const {
    const WordFacts& facts = draft_.At(word);
    if (facts.classes.Has(one)) return true;
    return one == NameClass::kRole && facts.classes.Has(NameClass::kTitle) &&
           facts.letters == Letters::kLarge && grammar_.Lower(word).size() > 3;
  }

  // "chief of staff", "secretary of state": where the role goes on to the left of `of`.
  bool OfInside(WordIndex of, WordIndex first) const {
    return grammar_.Lower(of) == "of" && of > first && HasClass(of - 1, NameClass::kRole);
  }

  // The words to the left of `end` that belong to a role; empty where its last word is none.
  WordRange RoleUpTo(WordIndex end, NameClass one) const {
    const WordIndex first = SentenceAt(end).first;
    WordIndex begin = end;
    while (begin > first && end - begin < kLongestRole &&
           (IsPartOfRole(begin - 1) || OfInside(begin - 1, first))) {
      --begin;
    }
    while (begin < end && grammar_[begin].upos != Upos::kNoun &&
           grammar_[begin].upos != Upos::kPropn && grammar_[begin].upos != Upos::kAdj) {
      ++begin;
    }
    if (begin == end) return {};
    if (HasClass(end - 1, one)) return {begin, end};
    // "chief of staff", where the noun of the role stands before `of`.
    for (WordIndex i = begin; i + 1 < end; ++i) {
      if (grammar_.Lower(i + 1) == "of" && HasClass(i, one)) return {begin, end};
    }
    return {};
  }

  WordIndex NounOf(WordRange role, NameClass one) const {
    for (WordIndex i = role.first; i + 1 < role.end; ++i) {
      if (grammar_.Lower(i + 1) == "of" && HasClass(i, one)) return i;
    }
    for (WordIndex i = role.end; i > role.first; --i) {
      if (HasClass(i - 1, one)) return i - 1;
    }
    return role.end - 1;
  }

  // "Kremlin spokesperson X", "Illmark's prime minister, X,".
  void Before(const Mention& mention, NameClass one) {
    const WordRange sentence = SentenceAt(mention.words.first);
    WordIndex end = mention.words.first;
    const bool comma = end > sentence.first && grammar_.Lower(end - 1) == ",";
    if (comma) {
      const bool closed =
          mention.words.end >= sentence.end || grammar_[mention.words.end].upos == Upos::kPunct;
      if (!closed) return;
      --end;
    }
    if (end == sentence.first) return;
    const WordRange role = RoleUpTo(end, one);
    if (role.first == role.end) return;
    if (comma && !IsDefinite(role.first, sentence.first)) return;
    Add(mention.entity, role, one);
  }

  // After a comma only what is one thing: "the president, X" and "Illmark's president, X", not
  // "president, X" of a list.
  bool IsDefinite(WordIndex first, WordIndex sentence) const {
    if (first > sentence && grammar_[first - 1].upos == Upos::kDet) return true;
    if (first > sentence && grammar_[first - 1].upos == Upos::kPron) return true;
    return draft_.At(first).Large();
  }

  // "X, the company's chief executive,", "X, leader of the opposition,".
  void Behind(const Mention& mention, NameClass one) {
    const WordRange sentence = SentenceAt(mention.words.first);
    WordIndex at = mention.words.end;
    if (at + 1 >= sentence.end || grammar_.Lower(at) != ",") return;
    ++at;
    // An age: "Teodor Amaral, 68, the president".
    if (draft_.At(at).letters == Letters::kDigit && at + 2 < sentence.end &&
        grammar_.Lower(at + 1) == ",") {
      at += 2;
    }
    const Upos upos = grammar_[at].upos;
    const bool determined =
        upos == Upos::kDet || (upos == Upos::kPron && grammar_.Lower(at) != "who");
    if (determined) ++at;
    const WordIndex begin = at;
    const WordIndex stop = std::min(sentence.end, begin + kLongestRole);
    while (at < stop && IsPartOfRole(at)) ++at;
    if (at == begin || !HasClass(at - 1, one)) return;
    if (at < sentence.end && IsFiniteVerb(at)) return;  // ", the commission said": who says it
    if (!determined && draft_.At(begin).Large() && grammar_[begin].upos == Upos::kPropn &&
        !draft_.At(begin).classes.Has(NameClass::kRole)) {
      // "Varn, Kremlin spokeswoman,": fine; "Varn, Orr and President Dreve" is a list.
      if (at < sentence.end && grammar_.Lower(at) != ",") return;
    }
    WordIndex end = at;
    if (end < sentence.end && (grammar_.Lower(end) == "of" || grammar_.Lower(end) == "at" ||
                               grammar_.Lower(end) == "for")) {
      const WordIndex tail = std::min(sentence.end, end + 1 + kLongestTail);
      WordIndex next = end + 1;
      while (next < tail && (IsPartOfRole(next) || grammar_[next].upos == Upos::kDet ||
                             grammar_.Lower(next) == "of"))
        ++next;
      const Upos last = grammar_[next - 1].upos;
      if (last == Upos::kNoun || last == Upos::kPropn) end = next;
    }
    Add(mention.entity, {begin, end}, one);
  }

  // "X is the leader of".
  void Predicate(const Mention& mention, NameClass one) {
    if (grammar_[mention.head].relation != Relation::kNsubj) return;
    const auto noun = grammar_.Head(mention.head);
    if (!noun || !HasClass(*noun, one) || !grammar_.Has(*noun, Relation::kCop)) return;
    if (*noun < mention.words.end) return;
    if (grammar_.Has(*noun, Relation::kAdvmod)) return;  // "is not the leader"
    WordIndex begin = *noun;
    while (begin > mention.words.end && IsPartOfRole(begin - 1)) --begin;
    Add(mention.entity, {begin, *noun + 1}, one);
  }

  void LearnGender(const Mention& mention) {
    EntityFacts& facts = draft_.entities[mention.entity];
    if (facts.gender != Gender::kUnknown) return;
    if (mention.words.first > 0) NoteGender(draft_.At(mention.words.first - 1).classes, facts);
    if (facts.gender != Gender::kUnknown || facts.name.size() < 2) return;
    const KnownKinds first = draft_.At(facts.name.front()).alone;
    const bool female = first.Has(KnownAs::kFemale);
    const bool male = first.Has(KnownAs::kMale);
    if (female != male) facts.gender = female ? Gender::kFemale : Gender::kMale;
  }

  static void NoteGender(NameClasses classes, EntityFacts& facts) {
    if (classes.Has(NameClass::kFemale)) facts.gender = Gender::kFemale;
    if (classes.Has(NameClass::kMale)) facts.gender = Gender::kMale;
  }

  void Add(std::size_t entity, WordRange role, NameClass one) {
    const WordIndex noun = NounOf(role, one);
    draft_.roles.push_back({role, noun, entity});
    NoteGender(draft_.At(noun).classes, draft_.entities[entity]);
    std::string printed(Words(grammar_.text(), grammar_.Bytes(role)));
    auto& roles = draft_.names.entities[entity].roles;
    if (roles.size() < kMostRoles &&
        std::find(roles.begin(), roles.end(), printed) == roles.end()) {
      roles.push_back(std::move(printed));
    }
  }

  NamesDraft& draft_;
  const Grammar& grammar_;
};

}  // namespace

void LearnRoles(NamesDraft& draft) {
  RoleLearner(draft).Learn();
}

}  // namespace checkback
