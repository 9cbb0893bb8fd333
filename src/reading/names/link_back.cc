#include "reading/names/link_back.h"

#include <algorithm>

namespace checkback {
namespace {

// What was named longer ago is not meant by a pronoun; twice as many are kept for speed.
constexpr std::size_t kMostPassed = 48;

}  // namespace

bool IsSubject(const Grammar& grammar, WordIndex head) {
  return UniversalPart(grammar[head].relation) == Relation::kNsubj;
}

void Memory::Pass(const Mention& mention) {
  const Grammar& grammar = *draft_.grammar;
  last_[mention.entity] = mention.words.first;
  if (passed_.size() >= 2 * kMostPassed)
    passed_.erase(passed_.begin(), passed_.begin() + kMostPassed);
  passed_.push_back({mention.entity, mention.head, grammar.SentenceOf(mention.head),
                     IsSubject(grammar, mention.head), draft_.At(mention.head).quoted});
}

std::optional<WordIndex> Memory::LastOf(std::size_t entity) const {
  if (last_[entity] == kNever) return std::nullopt;
  return last_[entity];
}

void SortMentions(NamesDraft& draft) {
  std::stable_sort(draft.names.mentions.begin(), draft.names.mentions.end(),
                   [](const Mention& a, const Mention& b) {
                     return a.words.first != b.words.first ? a.words.first < b.words.first
                                                           : a.words.end > b.words.end;
                   });
}

void LinkBack(NamesDraft& draft) {
  const NominalLinker nominals(draft);
  PronounLinker pronouns(draft);
  Memory memory(draft);
  std::vector<Mention> found;
  std::size_t next = 0;
  const std::size_t names = draft.names.mentions.size();
  for (WordIndex word = 0; word < draft.grammar->size(); ++word) {
    if (next < names && draft.names.mentions[next].words.first == word) {
      const Mention& mention = draft.names.mentions[next++];
      memory.Pass(mention);
      word = mention.words.end - 1;
      continue;
    }
    std::optional<Mention> mention;
    switch ((*draft.grammar)[word].upos) {
      case Upos::kPron:
      case Upos::kDet:
        mention = pronouns.At(word, memory);
        break;
      case Upos::kNoun:
      case Upos::kPropn:
      case Upos::kAdj:
        mention = nominals.At(word, memory);
        break;
      default:
        break;
    }
    if (!mention) continue;
    memory.Pass(*mention);
    found.push_back(*mention);
  }
  draft.names.mentions.insert(draft.names.mentions.end(), found.begin(), found.end());
  SortMentions(draft);
}

}  // namespace checkback
