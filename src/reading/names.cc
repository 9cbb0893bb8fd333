#include "reading/names.h"

#include <unordered_map>

namespace checkback {
namespace {

// The runs of proper nouns of a sentence: "Dmitry Peskov", "Bank".
std::vector<WordRange> RunsOfNames(const Grammar& grammar, WordRange sentence) {
  std::vector<WordRange> runs;
  for (WordIndex i = sentence.first; i < sentence.end; ++i) {
    if (grammar[i].upos != Upos::kPropn) continue;
    const WordIndex first = i;
    while (i + 1 < sentence.end && grammar[i + 1].upos == Upos::kPropn) ++i;
    runs.push_back({first, i + 1});
  }
  return runs;
}

WordIndex HeadOf(const Grammar& grammar, WordRange words) {
  for (WordIndex i = words.first; i < words.end; ++i) {
    const auto head = grammar.Head(i);
    if (!head || !words.Holds(*head)) return i;
  }
  return words.first;
}

}  // namespace

const Mention* Names::MentionAt(WordIndex head) const {
  const Mention* widest = nullptr;
  for (const Mention& mention : mentions) {
    if (mention.head != head) continue;
    if (widest == nullptr || mention.span.size() > widest->span.size()) widest = &mention;
  }
  return widest;
}

std::optional<std::size_t> Names::EntityAt(WordIndex head) const {
  const Mention* const mention = MentionAt(head);
  if (mention == nullptr) return std::nullopt;
  return mention->entity;
}

Names FindNames(const Grammar& grammar) {
  Names names;
  std::unordered_map<std::string, std::size_t> by_last_word;
  for (std::size_t s = 0; s < grammar.sentences(); ++s) {
    for (const WordRange& run : RunsOfNames(grammar, grammar.Sentence(s))) {
      const Span span = grammar.Bytes(run);
      const std::string name(Words(grammar.text(), span));
      const auto [found, is_new] =
          by_last_word.emplace(grammar.Lower(run.end - 1), names.entities.size());
      if (is_new) {
        names.entities.push_back({name, NameKind::kOther, {}, "", ""});
      } else if (name.size() > names.entities[found->second].name.size()) {
        names.entities[found->second].name = name;
      }
      names.mentions.push_back({span, run, HeadOf(grammar, run), found->second});
    }
  }
  return names;
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
