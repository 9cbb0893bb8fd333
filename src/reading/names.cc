#include "reading/names.h"

#include <utility>

#include "reading/names/draft.h"

namespace checkback {

const Mention* Names::MentionAt(WordIndex head) const {
  if (head >= mention_at.size() || mention_at[head] == 0) return nullptr;
  return &mentions[mention_at[head] - 1];
}

std::optional<std::size_t> Names::EntityAt(WordIndex head) const {
  const Mention* const mention = MentionAt(head);
  if (mention == nullptr) return std::nullopt;
  return mention->entity;
}

Names FindNames(const Grammar& grammar) {
  const ArticleFacts facts = FactsOf(grammar);
  NamesDraft draft;
  draft.grammar = &grammar;
  draft.facts = &facts;
  LinkNames(FindNameSpans(grammar, facts), draft);
  if (grammar.parse().parsed) {
    LearnRoles(draft);
    LearnCountries(draft);
    LinkBack(draft);
  }
  Finish(draft);
  return std::move(draft.names);
}

std::string_view NameOf(NameKind kind) {
  switch (kind) {
    case NameKind::kPerson:
      return "person";
    case NameKind::kOrganization:
      return "organization";
    case NameKind::kPlace:
      return "place";
    case NameKind::kOther:
      return "other";
  }
  return "other";
}

std::string_view NameOf(MentionForm form) {
  switch (form) {
    case MentionForm::kName:
      return "name";
    case MentionForm::kNominal:
      return "nominal";
    case MentionForm::kPronoun:
      return "pronoun";
  }
  return "name";
}

}  // namespace checkback
