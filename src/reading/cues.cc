#include "reading/cues.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "text/language_tables.h"
#include "text/take_until.h"

namespace checkback {
namespace {

struct CueTable {
  std::unordered_map<std::string_view, Cue> verbs, nouns, adjectives, adverbs;
  std::unordered_set<std::string_view> acts;
};

constexpr std::array<std::pair<std::string_view, Cue>, 20> kClasses = {{
    {"say", Cue::kSay},         {"confirm", Cue::kConfirm},   {"announce", Cue::kAnnounce},
    {"deny", Cue::kDeny},       {"claim", Cue::kClaim},       {"propose", Cue::kPropose},
    {"promise", Cue::kPromise}, {"ask", Cue::kAsk},           {"refuse", Cue::kRefuse},
    {"know", Cue::kKnow},       {"believe", Cue::kBelieve},   {"doubt", Cue::kDoubt},
    {"plan", Cue::kPlan},       {"fail", Cue::kFail},         {"try", Cue::kTry},
    {"unclear", Cue::kUnclear}, {"hedge", Cue::kHedge},       {"maybe", Cue::kMaybe},
    {"make", Cue::kMake},       {"official", Cue::kOfficial},
}};

Cue ClassNamed(std::string_view name) {
  for (const auto& [known, cue] : kClasses) {
    if (known == name) return cue;
  }
  return Cue::kNone;
}

CueTable ReadTable(std::string_view rules) {
  CueTable table;
  while (!rules.empty()) {
    std::string_view line = TakeUntil(rules, '\n');
    if (line.empty() || line[0] == '#') continue;
    const std::string_view name = TakeUntil(line, ' ');
    const Cue cue = ClassNamed(name);
    const std::string_view part = TakeUntil(line, ' ');
    auto& words = part == "verb"   ? table.verbs
                  : part == "noun" ? table.nouns
                  : part == "adv"  ? table.adverbs
                                   : table.adjectives;
    while (!line.empty()) {
      const std::string_view word = TakeUntil(line, ' ');
      if (word.empty()) continue;
      if (name == "act") {
        table.acts.insert(word);
      } else {
        words.emplace(word, cue);
      }
    }
  }
  return table;
}

const CueTable& TableOf(std::string_view language) {
  static const LanguageTables<CueTable> tables("cues.txt", ReadTable);
  return tables.Of(language);
}

}  // namespace

Cue CueOf(std::string_view lemma, Upos upos, std::string_view language) {
  const CueTable& table = TableOf(language);
  const auto& words = upos == Upos::kVerb || upos == Upos::kAux ? table.verbs
                      : upos == Upos::kAdj                      ? table.adjectives
                      : upos == Upos::kAdv                      ? table.adverbs
                                                                : table.nouns;
  const auto found = words.find(lemma);
  return found == words.end() ? Cue::kNone : found->second;
}

bool IsPublicAct(std::string_view lemma, std::string_view language) {
  return TableOf(language).acts.contains(lemma);
}

}  // namespace checkback
