#include <algorithm>
#include <numeric>

#include "reading/names/draft.h"

namespace checkback {
namespace {

// Entities into the order of their first mention; those without one are left out.
void OrderEntities(NamesDraft& draft) {
  constexpr std::size_t kNone = ~std::size_t{0};
  std::vector<std::size_t> place(draft.names.entities.size(), kNone);
  std::vector<Entity> ordered;
  for (Mention& mention : draft.names.mentions) {
    std::size_t& at = place[mention.entity];
    if (at == kNone) {
      at = ordered.size();
      ordered.push_back(std::move(draft.names.entities[mention.entity]));
    }
    mention.entity = at;
  }
  for (RoleFact& role : draft.roles) role.entity = place[role.entity];
  draft.names.entities = std::move(ordered);
}

class Index {
 public:
  explicit Index(NamesDraft& draft)
      : draft_(draft), grammar_(*draft.grammar), at_(draft.names.mention_at) {}

  void Fill() {
    at_.assign(grammar_.size(), 0);
    const std::vector<Mention>& mentions = draft_.names.mentions;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      std::uint32_t& at = at_[mentions[i].head];
      if (at == 0 || mentions[at - 1].span.size() < mentions[i].span.size()) at = Entry(i);
    }
    // "the Foreign Ministry spokeswoman Ana Ruiz", "the president, Orlan Dreve,": whatever word the
    // parse takes for the head of it, the phrase is the one who is named.
    for (std::size_t i = 0; i < mentions.size(); ++i) {
      if (mentions[i].form == MentionForm::kName) Extend(mentions[i], i);
    }
  }

 private:
  static std::uint32_t Entry(std::size_t mention) {
    return static_cast<std::uint32_t>(mention + 1);
  }

  void Extend(const Mention& mention, std::size_t place) {
    const bool person = draft_.names.entities[mention.entity].kind == NameKind::kPerson;
    WordIndex word = mention.head;
    constexpr int kMostSteps = 3;
    for (int i = 0; i < kMostSteps; ++i) {
      const auto head = grammar_.Head(word);
      if (!head || at_[*head] != 0) return;
      const Upos upos = grammar_[*head].upos;
      if (upos != Upos::kNoun && upos != Upos::kPropn && upos != Upos::kAdj) return;
      const Relation relation = grammar_[word].relation;
      const bool names = relation == Relation::kAppos || relation == Relation::kFlat;
      const bool before = person && *head < word &&
                          (relation == Relation::kNmodDesc || relation == Relation::kNmodUnmarked ||
                           relation == Relation::kCompound || relation == Relation::kNmod) &&
                          !grammar_.Has(word, Relation::kCase);
      // Where the parse hangs a person's name before its role: "Ruiz spokeswoman" is never printed,
      // so only what stands behind the noun counts.
      if (!names && !before) return;
      if (!person && !draft_.At(*head).classes.Has(NameClass::kBody) &&
          !draft_.At(*head).classes.Has(NameClass::kCompany) &&
          !draft_.At(*head).classes.Has(NameClass::kNation)) {
        return;
      }
      at_[*head] = Entry(place);
      word = *head;
    }
  }

  NamesDraft& draft_;
  const Grammar& grammar_;
  std::vector<std::uint32_t>& at_;
};

}  // namespace

void Finish(NamesDraft& draft) {
  OrderEntities(draft);
  Index(draft).Fill();
}

}  // namespace checkback
