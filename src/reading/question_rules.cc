#include "reading/question_rules.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "text/language_tables.h"
#include "text/take_until.h"

namespace checkback {
namespace {

constexpr std::array<std::pair<std::string_view, QuestionWord>, 16> kLists = {{
    {"tell", kTells},
    {"know", kKnows},
    {"seek", kSeeks},
    {"learn", kLearns},
    {"wish", kWishes},
    {"open", kOpens},
    {"yet", kYets},
    {"not", kDenies},
    {"unwilling", kUnwilling},
    {"settle", kSettles},
    {"name", kNames},
    {"verify", kVerifies},
    {"leave", kLeaves},
    {"light", kLight},
    {"cause", kCauses},
    {"need", kNeeds},
}};

constexpr std::array<std::pair<std::string_view, QuestionKind>, 8> kKinds = {{
    {"whether", QuestionKind::kWhether},
    {"who", QuestionKind::kWho},
    {"what", QuestionKind::kWhat},
    {"when", QuestionKind::kWhen},
    {"where", QuestionKind::kWhere},
    {"why", QuestionKind::kWhy},
    {"how", QuestionKind::kHow},
    {"how_many", QuestionKind::kHowMany},
}};

std::vector<std::vector<std::string_view>> PhrasesIn(std::string_view line) {
  std::vector<std::vector<std::string_view>> phrases;
  while (!line.empty()) {
    std::string_view phrase = TakeUntil(line, '|');
    auto& words = phrases.emplace_back();
    while (!phrase.empty()) words.push_back(TakeUntil(phrase, ' '));
  }
  return phrases;
}

constexpr std::array<std::pair<std::string_view, AnswerType>, 9> kAnswers = {{
    {"polarity", AnswerType::kPolarity},
    {"actor", AnswerType::kActor},
    {"thing", AnswerType::kThing},
    {"time", AnswerType::kTime},
    {"duration", AnswerType::kDuration},
    {"place", AnswerType::kPlace},
    {"reason", AnswerType::kReason},
    {"manner", AnswerType::kManner},
    {"number", AnswerType::kNumber},
}};

std::optional<QuestionKind> KindInRules(std::string_view name) {
  for (const auto& [known, kind] : kKinds) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

void ReadLine(std::string_view line, QuestionRules& rules) {
  const std::string_view list = TakeUntil(line, ' ');
  for (const auto& [name, words] :
       {std::pair{"answer", &rules.answers}, std::pair{"talk", &rules.talk},
        std::pair{"grant", &rules.grants}, std::pair{"office", &rules.offices},
        std::pair{"link", &rules.links}, std::pair{"alone", &rules.alone},
        std::pair{"head", &rules.heads}, std::pair{"sides", &rules.sides},
        std::pair{"backshifted", &rules.backshifted}}) {
    while (list == name && !line.empty()) words->insert(TakeUntil(line, ' '));
  }
  while (list == "judge" && !line.empty()) {
    std::string_view with = TakeUntil(line, ' ');
    const std::string_view verb = TakeUntil(with, '/');
    rules.judges.emplace(verb, with);
  }
  if (list == "phrase") rules.phrases = PhrasesIn(line);
  if (list == "evade") rules.evasions = PhrasesIn(line);
  if (list == "noun" || list == "which") {
    const auto kind = KindInRules(TakeUntil(line, ' '));
    auto& nouns = list == "noun" ? rules.nouns : rules.which;
    while (kind && !line.empty()) nouns.emplace(TakeUntil(line, ' '), *kind);
    return;
  }
  for (const auto& [name, bit] : kLists) {
    if (name != list) continue;
    while (!line.empty()) {
      std::string_view with = TakeUntil(line, ' ');
      const std::string_view word = TakeUntil(with, '/');
      if (!with.empty()) rules.verify_with.emplace(word, with);
      std::uint16_t& lists = rules.words[word];
      lists = static_cast<std::uint16_t>(lists | bit);
    }
  }
}

QuestionRules ReadRules(std::string_view text) {
  QuestionRules rules;
  while (!text.empty()) {
    const std::string_view line = TakeUntil(text, '\n');
    if (!line.empty() && line[0] != '#') ReadLine(line, rules);
  }
  return rules;
}

}  // namespace

const QuestionRules& QuestionRulesOf(std::string_view language) {
  static const LanguageTables<QuestionRules> tables("questions.txt", ReadRules);
  return tables.Of(language);
}

std::string_view NameOf(QuestionKind kind) {
  if (kind == QuestionKind::kHowMany) return "how many";
  for (const auto& [name, known] : kKinds) {
    if (known == kind) return name;
  }
  return "whether";
}

std::optional<QuestionKind> QuestionKindNamed(std::string_view name) {
  if (name == "how many") return QuestionKind::kHowMany;
  return KindInRules(name);
}

AnswerType AnswerTo(QuestionKind kind) {
  switch (kind) {
    case QuestionKind::kWhether:
      return AnswerType::kPolarity;
    case QuestionKind::kWho:
      return AnswerType::kActor;
    case QuestionKind::kWhat:
      return AnswerType::kThing;
    case QuestionKind::kWhen:
      return AnswerType::kTime;
    case QuestionKind::kWhere:
      return AnswerType::kPlace;
    case QuestionKind::kWhy:
      return AnswerType::kReason;
    case QuestionKind::kHow:
      return AnswerType::kManner;
    case QuestionKind::kHowMany:
      return AnswerType::kNumber;
  }
  return AnswerType::kThing;
}

std::string_view NameOf(AnswerType answer) {
  for (const auto& [name, known] : kAnswers) {
    if (known == answer) return name;
  }
  return "polarity";
}

std::optional<AnswerType> AnswerTypeNamed(std::string_view name) {
  for (const auto& [known, answer] : kAnswers) {
    if (known == name) return answer;
  }
  return std::nullopt;
}

}  // namespace checkback
