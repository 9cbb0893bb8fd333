// A sentence as dictionaries see it: its words as numbers, its noun phrases with their codes.
//
//   The Calenardhon government, in remarks on Monday, condemned an attack by Osgiliath soldiers
//   [CALGOV                  ]                        CONDEMN  [  ---  ]    [OSGMIL          ]
//
// Short clauses between commas are passed over. Inside the folder: coder.cc codes its verbs.

#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "reading/events/dictionaries.h"
#include "reading/events/phrases.h"
#include "reading/grammar.h"

namespace checkback {

// A clause between commas of so few words is passed over (TABARI's and PETRARCH's limits).
inline constexpr std::size_t kShortClause = 2;
inline constexpr std::size_t kLongClause = 8;
struct SequenceWord {
  WordNumber number = kUnknownWord;
  WordIndex word = 0;
  int phrase = -1;
  bool skippable = false;  // articles and numbers never part two words of a pattern
};

struct CodedPhrase {
  std::size_t first = 0, end = 0;  // in the sequence
  std::vector<std::string> codes;  // of each member; "---" where unknown
  std::vector<NounChunk> members;  // beside the codes
  bool compound = false;

  bool coded() const {
    return compound ||
           std::any_of(codes.begin(), codes.end(), [](const std::string& c) { return c != "---"; });
  }
};

inline bool IsSkippable(const Grammar& grammar, WordIndex word) {
  const Upos upos = grammar[word].upos;
  if (upos == Upos::kNum) return true;
  const std::string_view lower = grammar.Lower(word);
  for (const std::string_view known :
       {"the", "a", "an", "it", "he", "they", "her", "has", "had", "have", "some", "few", "that",
        "hundred", "thousand", "million", "billion", "dozen"}) {
    if (lower == known) return true;
  }
  return false;
}

class CodedSentence {
 public:
  CodedSentence(const Grammar& grammar, const DictionarySet& set, DayNumber day, WordRange sentence)
      : grammar_(grammar), set_(set), day_(day), sentence_(sentence) {
    former_ = set.words.Find(kFormer);
    MarkClauses();
    MakeSequence();
    MakePhrases();
  }

  bool NamesActors() const {
    return std::any_of(phrases_.begin(), phrases_.end(), [](const CodedPhrase& phrase) {
      return std::any_of(phrase.codes.begin(), phrase.codes.end(),
                         [](const std::string& code) { return !code.starts_with("---"); });
    });
  }

  bool LeftOut(const DiscardTable& discards) const {
    for (std::size_t i = 0; i < sequence_.size(); ++i) {
      const auto begin = discards.find(sequence_[i].number);
      if (begin == discards.end()) continue;
      for (const auto& phrase : begin->second) {
        std::size_t k = 1;
        while (k < phrase.size() && i + k < sequence_.size() &&
               sequence_[i + k].number == phrase[k].word) {
          ++k;
        }
        if (k == phrase.size()) return true;
      }
    }
    return false;
  }

 protected:
  // ---- what is passed over ----

  // A short clause between commas that hangs together by itself: "in remarks published on Monday".
  void MarkClauses() {
    removed_.assign(sentence_.end - sentence_.first, false);
    std::vector<WordIndex> commas;
    for (WordIndex i = sentence_.first; i < sentence_.end; ++i) {
      if (grammar_.Printed(i) == ",") commas.push_back(i);
    }
    for (std::size_t c = 0; c + 1 < commas.size(); ++c) {
      const WordRange inside{commas[c] + 1, commas[c + 1]};
      if (!IsShortClause(inside)) continue;
      Remove({commas[c], commas[c + 1] + 1});
    }
    // "a senior official said on Saturday" at the end.
    if (commas.empty()) return;
    const WordRange tail = grammar_.Trimmed({commas.back() + 1, sentence_.end});
    const std::size_t size = tail.end - tail.first;
    const bool clause =
        std::any_of(&grammar_[tail.first], &grammar_[tail.first] + size, [](const Word& w) {
          return w.relation == Relation::kParataxis || w.relation == Relation::kRoot;
        });
    if (clause && size >= kShortClause && size <= kLongClause)
      Remove({commas.back(), sentence_.end});
  }

  void Remove(WordRange words) {
    for (WordIndex i = words.first; i < words.end; ++i) removed_[i - sentence_.first] = true;
  }

  bool IsShortClause(WordRange words) const {
    const std::size_t size = words.end - words.first;
    if (size < kShortClause || size > kLongClause) return false;
    std::size_t roots = 0;
    for (WordIndex i = words.first; i < words.end; ++i) {
      const auto head = grammar_.Head(i);
      if (head && words.Holds(*head)) continue;
      if (++roots > 1) return false;
      if (!head || grammar_[i].relation == Relation::kConj) return false;
      const WordRange under = grammar_.WordsUnder(i);
      if (under.first + 1 < words.first || under.end > words.end + 1) return false;
    }
    return roots == 1;
  }

  bool Removed(WordIndex word) const { return removed_[word - sentence_.first]; }

  // ---- the sequence and its phrases ----

  void MakeSequence() {
    at_.assign(sentence_.end - sentence_.first + 1, 0);
    for (WordIndex i = sentence_.first; i < sentence_.end; ++i) {
      at_[i - sentence_.first] = sequence_.size();
      if (Removed(i)) continue;
      if (grammar_[i].upos == Upos::kPunct) {
        if (grammar_.Printed(i) == ",") sequence_.push_back({kUnknownWord, i, -1, false});
        continue;
      }
      AddWord(i);
    }
    at_.back() = sequence_.size();
  }

  void AddWord(WordIndex i) {
    const std::string_view printed = grammar_.Printed(i);
    if (grammar_[i].upos == Upos::kPart && printed.find_first_of("'\xE2") == 0) return;  // 's
    const bool skippable = IsSkippable(grammar_, i);
    ForWordsOf(printed, [&](std::string_view upper) {
      sequence_.push_back({set_.words.Find(upper), i, -1, skippable});
    });
  }

  void MakePhrases() {
    for (const NounPhrase& noun : NounPhrasesOf(grammar_, sentence_)) {
      if (Removed(noun.words.first)) continue;
      CodedPhrase phrase;
      phrase.first = at_[noun.words.first - sentence_.first];
      phrase.end = at_[noun.words.end - sentence_.first];
      if (phrase.first == phrase.end) continue;
      CodeMembers(noun, phrase);
      phrase.compound = phrase.codes.size() > 1;
      for (std::size_t i = phrase.first; i < phrase.end; ++i) {
        sequence_[i].phrase = static_cast<int>(phrases_.size());
      }
      phrases_.push_back(std::move(phrase));
    }
  }

  std::vector<WordNumber> NumbersOf(WordRange words) const {
    std::vector<WordNumber> numbers;
    for (std::size_t i = at_[words.first - sentence_.first]; i < at_[words.end - sentence_.first];
         ++i) {
      numbers.push_back(sequence_[i].number);
    }
    return numbers;
  }

  void CodeMembers(const NounPhrase& noun, CodedPhrase& phrase) {
    const NounChunk& first = noun.members[0];
    std::vector<WordNumber> shared =
        NumbersOf({first.words.first, std::min(first.head, first.words.end)});
    for (const NounChunk& member : noun.members) {
      std::vector<WordNumber> words = NumbersOf(member.words);
      // "Danish media and government": the adjective is meant for both.
      const bool forward = &member != &first && grammar_[member.head].upos == Upos::kNoun &&
                           !set_.actors.HoldsActor(words, day_) &&
                           set_.actors.HoldsActor(shared, day_);
      if (forward) words.insert(words.begin(), shared.begin(), shared.end());
      if (noun.inside.empty()) {
        AddMember(words, member, phrase);
        continue;
      }
      for (const NounChunk& inner : noun.inside) {
        std::vector<WordNumber> both = words;
        WordRange behind = inner.words;  // with the preposition where the two stand side by side
        if (&inner == &noun.inside.front() && &member == &noun.members.back())
          behind.first = member.words.end;
        const std::vector<WordNumber> tail = NumbersOf(behind);
        both.insert(both.end(), tail.begin(), tail.end());
        AddMember(both, member, phrase);
      }
    }
  }

  // Codes of several actors, "FRO/BIL/SAM", are several members.
  void AddMember(const std::vector<WordNumber>& words, const NounChunk& chunk,
                 CodedPhrase& phrase) {
    std::string code = set_.actors.CodeOf(words, day_, former_);
    if (code.empty()) code = "---";
    std::string_view rest = code;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find('/'), rest.size());
      phrase.codes.emplace_back(rest.substr(0, end));
      phrase.members.push_back(chunk);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  const Grammar& grammar_;
  const DictionarySet& set_;
  DayNumber day_;
  WordRange sentence_;
  WordNumber former_ = kUnknownWord;
  std::vector<bool> removed_;
  std::vector<SequenceWord> sequence_;
  std::vector<std::size_t> at_;  // of each word of the sentence, its place in the sequence
  std::vector<CodedPhrase> phrases_;
};

}  // namespace checkback
