#include "reading/events/dictionaries.h"

#include <gtest/gtest.h>

#include "reading/events.h"
#include "text/sentences.h"

namespace checkback {
namespace {

constexpr std::string_view kActors = R"(<!-- cities
  and people -->
GONDOR [GON]
+MINAS_TIRITH
ARNOR [ARN]
ERIADOR [ERI]
GOLLUM   # a hobbit once
+SMEAGOL
	[HOB <950601]
	[HOBGOV 19950601 - 19990815]
	[HOBREB >990816]
LORIEN [ELR/GAL]
	[HOB < 95x601]
)";

constexpr std::string_view kAgents = R"(!MINST! = MINISTER, MINISTRY
POLICE {} [~COP]
GOLDEN_GOOSE {GOLDEN_GEESE} [~GGS]
MSF {} [NGO~]
!MINST!_OF_SILLY_WALKS [~GOV]
SOLDIER [~MIL]
CLERIC [MIL]
)";

constexpr std::string_view kVerbs = R"(&TIETYPES
+MILITARY
+ECONOMIC

--- RESTORE [064] ---
RESTORE
- * FULL &TIETYPES TIES [902]
- NOT * [112]

--- SHOT [223] ---
SHOT {SHOT}
- + WAS * DEAD IN $ [224]

--- RENEW [---] ---
RENEW
- % * TIES [065:065]

--- LEAVE [032:033] ---
LEFT {LEFT}

--- CALL [010] ---
CALL
- *_ON [095]
- broken [
)";

DictionarySet Small() {
  return ReadDictionaries({{"small.actors.txt", std::string(kActors)},
                           {"small.agents.txt", std::string(kAgents)},
                           {"small.verbs.txt", std::string(kVerbs)}})
      .sets.at(0);
}

std::vector<WordNumber> Numbers(const DictionarySet& set, std::string_view text) {
  std::vector<WordNumber> numbers;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    numbers.push_back(set.words.Find(UpperOf(text.substr(0, end))));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return numbers;
}

TEST(Dictionaries, CodeActorsWithTheirAgentsOnTheDay) {
  struct Case {
    std::string_view phrase;
    DayNumber day;
    std::string_view code;
  };
  constexpr Case kCases[] = {
      {"Gondor", 0, "GON"},
      {"the city of Minas Tirith", 0, "GON"},
      {"Gondor police", 0, "GONCOP"},
      {"Gondor golden geese", 0, "GONGGS"},
      {"MSF Arnor soldiers", 0, "NGOARNMIL"},
      {"former Arnor soldiers", 0, "ARNELI"},
      {"Arnor minister of silly walks", 0, "ARNGOV"},
      {"police", 0, "---COP"},
      {"the lions", 0, ""},
      {"Smeagol", 19950101, "HOB"},
      {"Gollum", 19951101, "HOBGOV"},
      {"Gollum", 20010101, "HOBREB"},
  };
  const DictionarySet set = Small();
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.phrase);
    EXPECT_EQ(set.actors.CodeOf(Numbers(set, c.phrase), c.day, set.words.Find(kFormer)), c.code);
  }
}

TEST(Dictionaries, SkipBadLinesAndCountThem) {
  const DictionarySet set = Small();
  EXPECT_EQ(set.actors.skipped(), 2u);  // a date that is none, an agent without ~
  EXPECT_EQ(set.verbs.skipped, 1u);     // a pattern without a code
  EXPECT_EQ(set.verbs.entries.size(), 5u);
}

TEST(Dictionaries, OfOneFirstNameAreASetOfTheirOwn) {
  const EventDictionaries read = ReadDictionaries({{"a.b.actors.txt", "X [XXX]"},
                                                   {"a.b.verbs.txt", "--- DO [010] ---\nDO\n"},
                                                   {"c.actors.txt", "Y [YYY]"},
                                                   {"notes.txt", "nothing"}});
  ASSERT_EQ(read.sets.size(), 2u);
  EXPECT_EQ(read.sets[0].name, "a.b");
  EXPECT_EQ(read.sets[1].name, "");
}

// "ARN 064 GON; ..." of a sentence.
std::string Coded(std::string_view sentence) {
  const EventDictionaries dictionaries =
      ReadDictionaries({{"small.actors.txt", std::string(kActors)},
                        {"small.agents.txt", std::string(kAgents)},
                        {"small.verbs.txt", std::string(kVerbs)}});
  const Parse parse = ParseText(sentence, FindSentences(sentence, "en"), "en");
  const Grammar grammar(sentence, parse, "en");
  const Names names = FindNames(grammar);
  const Clauses clauses = FindClauses(grammar);
  std::string all;
  for (const Event& event : FindEvents({.grammar = grammar,
                                        .names = names,
                                        .times = {},
                                        .clauses = clauses,
                                        .standings = FindStandings(grammar, clauses, names, {}),
                                        .printed = std::nullopt,
                                        .dictionaries = &dictionaries})) {
    if (!all.empty()) all += "; ";
    all += event.source_code + ' ' + event.cameo + ' ' + event.target_code;
  }
  return all;
}

TEST(DictionaryEvents, AreCodedByThePatternThatSaysMost) {
  struct Case {
    std::string_view sentence, events;
  };
  constexpr Case kCases[] = {
      {"Arnor is about to restore ties with Gondor.", "ARN 064 GON"},
      {"Arnor will restore full economic ties with Gondor.", "ARN 902 GON"},
      {"Arnor police left for Minas Tirith on Wednesday.", "ARNCOP 032 GON; GON 033 ARNCOP"},
      {"Gondor and Arnor have renewed diplomatic ties.", "GON 065 ARN; ARN 065 GON"},
      {"Arnor restored ties.", ""},
      {"The lions restored ties with Gondor.", ""},
  };
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.sentence);
    EXPECT_EQ(Coded(c.sentence), c.events);
  }
}

}  // namespace
}  // namespace checkback
