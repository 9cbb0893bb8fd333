#include "story/told/contradiction_rules.h"

#include "text/language_tables.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// "same | separate different"
void ReadOpposites(std::string_view sides, int line, ContradictionRules& rules) {
  int side = 1;
  while (!sides.empty()) {
    std::string_view words = TakeUntil(sides, '|');
    while (!words.empty()) {
      const std::string_view word = TakeUntil(words, ' ');
      if (!word.empty()) rules.opposites[word] = {line, side};
    }
    side = -1;
  }
}

void ReadEntries(std::string_view kind, std::string_view entries, ContradictionRules& rules) {
  while (!entries.empty()) {
    const std::string_view entry = Trim(TakeUntil(entries, '|'));
    if (entry.empty()) continue;
    if (kind == "measure") rules.measures.insert(entry);
    if (kind == "says") rules.says.insert(entry);
    if (kind == "helps") rules.helps.insert(entry);
    if (kind == "helps not") rules.helps_not.insert(entry);
    if (kind == "speaker") rules.speakers.insert(entry);
    if (kind == "light") rules.light.insert(entry);
    if (kind == "anybody") rules.anybody.insert(entry);
    if (kind == "expects") rules.expects.insert(entry);
    if (kind == "gives") rules.gives.insert(entry);
    if (kind == "ordinal") rules.ordinals.insert(entry);
    if (kind == "sole") rules.sole.insert(entry);
    if (kind == "place word") rules.place_words.insert(entry);
    if (kind == "off") rules.off.insert(entry);
    if (kind == "none") rules.none.insert(entry);
    if (kind == "no part") rules.no_part.push_back(entry);
    if (kind == "some") rules.some.push_back(entry);
    if (kind == "open") rules.open.push_back(entry);
    if (kind == "sum") rules.sum.push_back(entry);
    if (kind == "against") rules.against.push_back(entry);
    if (kind == "denies it") rules.denies_it.push_back(entry);
    if (kind == "weekday") rules.weekdays.insert(entry);
    if (kind == "no record") rules.no_record.push_back(entry);
    if (kind == "nothing") rules.nothing.push_back(entry);
    if (kind == "definite") rules.definite.insert(entry);
    if (kind == "contests") rules.contests.push_back(entry);
    if (kind == "scorns") rules.scorns.push_back(entry);
    if (kind == "claims") rules.claims.push_back(entry);
    if (kind == "answers") rules.answers.push_back(entry);
    if (kind == "adds up") rules.adds_up.insert(entry);
    if (kind == "does") rules.does.insert(entry);
    if (kind == "such") rules.such.push_back(entry);
  }
}

ContradictionRules ReadContradictionRules(std::string_view bytes) {
  ContradictionRules rules;
  for (int number = 0; !bytes.empty(); ++number) {
    std::string_view line = TakeUntil(bytes, '\n');
    if (line.empty() || line[0] == '#') continue;
    const std::string_view kind = Trim(TakeUntil(line, ':'));
    if (kind == "opposite")
      ReadOpposites(line, number, rules);
    else
      ReadEntries(kind, line, rules);
  }
  return rules;
}

}  // namespace

const ContradictionRules& ContradictionRulesOf(std::string_view language) {
  static const LanguageTables<ContradictionRules> tables("contradictions.txt",
                                                         ReadContradictionRules);
  return tables.Of(language);
}

}  // namespace checkback
