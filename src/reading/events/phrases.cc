#include "reading/events/phrases.h"

#include <algorithm>
#include <array>

#include "reading/events/places.h"

namespace checkback {
namespace {

// Longer lists are cut: a list of ten states is the longest that the development stories hold.
constexpr std::size_t kMostMembers = 24;

// What stands behind these belongs to who stands before them: "soldiers from Gondor".
constexpr std::array<std::string_view, 5> kInside = {"of", "in", "from", "at", "for"};

bool IsNoun(const Word& word) {
  return word.upos == Upos::kNoun || word.upos == Upos::kPropn || word.upos == Upos::kX ||
         word.upos == Upos::kSym;
}

bool IsPossessiveMark(const Grammar& grammar, WordIndex word) {
  if (grammar[word].upos != Upos::kPart) return false;
  const std::string_view printed = grammar.Printed(word);
  return printed == "'s" || printed == "'" || printed == "\u2019s" || printed == "\u2019";
}

class ChunkFinder {
 public:
  ChunkFinder(const Grammar& grammar, WordRange sentence) : grammar_(grammar), end_(sentence.end) {
    for (WordIndex i = sentence.first; i < end_;) i = TakeFrom(i);
  }

  std::vector<NounChunk> Take() { return std::move(chunks_); }

 private:
  // A word that may stand in a phrase before its noun.
  bool Belongs(WordIndex i) const {
    const Word& word = grammar_[i];
    switch (word.upos) {
      case Upos::kDet:
      case Upos::kAdj:
      case Upos::kNum:
        return true;
      case Upos::kPron:
        return word.relation == Relation::kNmodPoss || word.relation == Relation::kDet;
      case Upos::kVerb:
        return (word.relation == Relation::kAmod || word.relation == Relation::kCompound) &&
               !IsVerbTakenForAdjective(grammar_, i);
      case Upos::kAdv:
      case Upos::kCconj:
      case Upos::kPunct:
        return JoinsAdjectives(i);
      default:
        return IsNoun(word) || IsPossessiveMark(grammar_, i);
    }
  }

  // "awful and evil", "complete, full", "very senior", the hyphen of "12-year".
  bool JoinsAdjectives(WordIndex i) const {
    if (i + 1 >= end_) return false;
    const Upos next = grammar_[i + 1].upos;
    if (grammar_.Printed(i) == "-")
      return next == Upos::kNoun || next == Upos::kPropn || next == Upos::kAdj ||
             next == Upos::kVerb;
    if (next != Upos::kAdj) return false;
    if (grammar_[i].upos == Upos::kAdv) return true;
    return i > 0 && grammar_[i - 1].upos == Upos::kAdj &&
           (grammar_[i].upos == Upos::kCconj || grammar_.Printed(i) == ",");
  }

  // Whether the noun before `i` stands in the phrase that `i` goes on with.
  bool GoesOn(WordIndex i) const {
    const WordIndex before = i - 1;
    if (IsPossessiveMark(grammar_, i)) return true;
    if (IsPossessiveMark(grammar_, before) || grammar_.Printed(before) == "-" ||
        grammar_.Printed(i) == "-")
      return true;
    const Word& word = grammar_[i];
    if (word.upos == Upos::kDet || word.upos == Upos::kPron) return false;
    const Relation part = UniversalPart(word.relation);
    const bool name = part == Relation::kFlat || part == Relation::kAppos ||
                      part == Relation::kCompound || part == Relation::kNummod ||
                      part == Relation::kNmod;
    const bool noun = IsNoun(word) || word.upos == Upos::kNum;
    if (name && noun && word.head >= 0 && static_cast<WordIndex>(word.head) < i) return true;
    // "Minas" and "Tirith", two subjects of one verb: a name that the parser does not know.
    const bool twin =
        grammar_[before].head == word.head && grammar_[before].relation == word.relation;
    if (twin && part != Relation::kConj && word.relation != Relation::kOblUnmarked && noun)
      return true;
    return HangsAhead(before, i);
  }

  // Whether the head of `before` is a noun further on in the same run of words.
  bool HangsAhead(WordIndex before, WordIndex i) const {
    const auto head = grammar_.Head(before);
    if (!head || *head < i) return false;
    for (WordIndex k = i; k <= *head && k < end_; ++k) {
      if (!Belongs(k)) return false;
    }
    const Upos upos = grammar_[*head].upos;
    return IsNoun(grammar_[*head]) || upos == Upos::kNum || upos == Upos::kAdj;
  }

  WordIndex TakeFrom(WordIndex first) {
    if (grammar_[first].upos == Upos::kPron && !Belongs(first)) {
      chunks_.push_back({{first, first + 1}, first});
      return first + 1;
    }
    if (!Belongs(first) || grammar_[first].upos == Upos::kCconj ||
        grammar_[first].upos == Upos::kPunct || IsPossessiveMark(grammar_, first)) {
      return first + 1;
    }
    bool noun = false;
    WordIndex i = first;
    for (; i < end_ && Belongs(i); ++i) {
      if (noun && i > first && !GoesOn(i)) break;
      noun = IsNoun(grammar_[i]) ||
             (noun && (grammar_.Printed(i) == "-" || IsPossessiveMark(grammar_, i)));
    }
    WordIndex end = i;
    while (end > first &&
           (grammar_[end - 1].upos == Upos::kPunct || IsPossessiveMark(grammar_, end - 1)))
      --end;
    if (end == first) return i;
    const bool bare =
        std::none_of(&grammar_[first], &grammar_[first] + (end - first), [](const Word& w) {
          return IsNoun(w) || w.upos == Upos::kNum || w.upos == Upos::kPron || w.upos == Upos::kAdj;
        });
    if (!bare) chunks_.push_back({{first, end}, HeadIn({first, end})});
    return std::max(i, first + 1);
  }

  WordIndex HeadIn(WordRange words) const {
    for (WordIndex i = words.end; i > words.first; --i) {
      const auto head = grammar_.Head(i - 1);
      if (IsNoun(grammar_[i - 1]) && (!head || !words.Holds(*head))) return i - 1;
    }
    return words.end - 1;
  }

  const Grammar& grammar_;
  WordIndex end_;
  std::vector<NounChunk> chunks_;
};

class PhraseBuilder {
 public:
  PhraseBuilder(const Grammar& grammar, std::vector<NounChunk> chunks)
      : grammar_(grammar), chunks_(std::move(chunks)) {}

  std::vector<NounPhrase> Build() {
    for (std::size_t i = 0; i < chunks_.size();) i = TakeGroup(i);
    return Merged();
  }

 private:
  // Words between two chunks that only join them: 1 a comma, 2 "and" or "or"; 0 others.
  int Joint(WordIndex first, WordIndex end) const {
    if (first == end) return 0;
    int joint = 0;
    for (WordIndex i = first; i < end; ++i) {
      if (grammar_.Printed(i) == ",") {
        joint = std::max(joint, 1);
      } else if (grammar_[i].upos == Upos::kCconj && grammar_.Lower(i) != "but") {
        joint = 2;
      } else {
        return 0;
      }
    }
    return joint;
  }

  std::size_t TakeGroup(std::size_t first) {
    std::size_t last = first;  // of the group so far, closed by an "and"
    for (std::size_t i = first; i + 1 < chunks_.size() && i - first < kMostMembers; ++i) {
      const int joint = Joint(chunks_[i].words.end, chunks_[i + 1].words.first);
      if (joint == 0) break;
      if (joint == 2 && IsConjOf(i + 1, first)) last = i + 1;
      if (joint == 2) break;
    }
    NounPhrase phrase;
    phrase.words = {chunks_[first].words.first, chunks_[last].words.end};
    phrase.members.assign(chunks_.begin() + static_cast<std::ptrdiff_t>(first),
                          chunks_.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    phrases_.push_back(std::move(phrase));
    return last + 1;
  }

  bool IsConjOf(std::size_t chunk, std::size_t first) const {
    const WordIndex head = chunks_[chunk].head;
    const auto above = grammar_.Head(head);
    return above && grammar_[head].relation == Relation::kConj &&
           WordRange{chunks_[first].words.first, chunks_[chunk].words.first}.Holds(*above);
  }

  // Whether `phrase` hangs by one preposition on a noun of `on`, right behind it.
  bool HangsOn(const NounPhrase& phrase, const NounPhrase& on) const {
    if (phrase.words.first != on.words.end + 1) return false;
    if (grammar_[on.words.end].upos != Upos::kAdp) return false;
    const std::string_view by = grammar_.Lower(on.words.end);
    if (std::find(kInside.begin(), kInside.end(), by) == kInside.end()) return false;
    const WordIndex head = phrase.members[0].head;
    const auto above = grammar_.Head(head);
    return above && UniversalPart(grammar_[head].relation) == Relation::kNmod &&
           on.words.Holds(*above);
  }

  std::vector<NounPhrase> Merged() {
    std::vector<NounPhrase> out;
    bool carries = false;  // a phrase hangs on the one looked at
    for (std::size_t k = phrases_.size(); k > 0; --k) {
      NounPhrase phrase = std::move(phrases_[k - 1]);
      const bool hangs = !out.empty() && HangsOn(out.back(), phrase);
      if (hangs && !carries && out.back().inside.empty()) {
        phrase.inside = std::move(out.back().members);
        phrase.words.end = out.back().words.end;
        out.pop_back();
        carries = true;
      } else {
        carries = hangs;
      }
      out.push_back(std::move(phrase));
    }
    std::reverse(out.begin(), out.end());
    return out;
  }

  const Grammar& grammar_;
  std::vector<NounChunk> chunks_;
  std::vector<NounPhrase> phrases_;
};

}  // namespace

std::vector<NounPhrase> NounPhrasesOf(const Grammar& grammar, WordRange sentence) {
  return PhraseBuilder(grammar, ChunkFinder(grammar, sentence).Take()).Build();
}

}  // namespace checkback
